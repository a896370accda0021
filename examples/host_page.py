"""A newspaper's web page on another origin than the service, with the strictest policy under which the widget runs.

wenbao site add 示例日报 --parent http://127.0.0.1:7870      # prints the site's id
python examples/host_page.py --site ID                      # then open http://127.0.0.1:7870
"""

from __future__ import annotations

import argparse
import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.request import urlopen

Page = tuple[str, str]
"""HTML and its Content-Security-Policy."""

STYLE = (Path(__file__).parent / "host_page.css").read_text("utf-8")


def host_policy(service: str) -> str:
    """What a page must allow for the widget, and nothing more: no inline script, no inline style, no eval."""
    return (
        f"default-src 'none'; script-src {service}; frame-src {service}; style-src 'self'; connect-src 'self'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def host_page(snippet: str, *, lang: str = "zh-CN", more: str = "") -> str:
    """An article of the newspaper, with the web master's snippet at its end."""
    return f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>示例日报</title>
<link rel="stylesheet" href="host_page.css">
</head>
<body>
<header><p class="name">示例日报</p><nav><a href="#news">要闻</a> <a href="#town">城事</a></nav></header>
<main>
<h1 id="news">本报网站：一篇普通的报道</h1>
<p>这一页在报社自己的网站上，问报的服务在另一个地址。页面的安全策略不许内嵌脚本、内嵌样式和 eval，问答照样能用。</p>
<p><label for="search">站内搜索</label> <input id="search" type="search"></p>
<p id="town">城事、要闻、副刊，读者读到哪里都可以问一句。</p>
{more}
</main>
{snippet}
</body>
</html>
"""


def serve_pages(pages: Mapping[str, Page], port: int = 0) -> ThreadingHTTPServer:
    """Serve pages by path on a loopback port (0: any free one), in a thread."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            html, policy = pages.get(path, ("", ""))
            content = STYLE if path == "/host_page.css" else html
            self.send_response(200 if content else 404)
            self.send_header("Content-Type", f"text/{'css' if path.endswith('.css') else 'html'}; charset=utf-8")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(content.encode())

        def log_message(self, *said: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def main() -> None:
    """Serve the page until stopped."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--site", required=True, help="the site's id")
    parser.add_argument("--service", default="http://127.0.0.1:7860", help="where the program is published")
    parser.add_argument("--port", type=int, default=7870)
    options = parser.parse_args()
    with urlopen(f"{options.service}/widget/release.json") as answer:
        release = json.load(answer)
    snippet = (
        f'<wenbao-chat site="{options.site}">'
        f'<a href="{options.service}/widget/plain?site={options.site}">向本报提问</a></wenbao-chat>\n'
        f'<script async src="{options.service}/widget/{release["src"]}" integrity="{release["integrity"]}" '
        'crossorigin="anonymous"></script>'
    )
    serve_pages({"/": (host_page(snippet), host_policy(options.service))}, options.port)
    print(f"http://127.0.0.1:{options.port}  (Ctrl+C stops)")
    threading.Event().wait()


if __name__ == "__main__":
    main()
