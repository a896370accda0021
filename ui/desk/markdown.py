"""A check in Markdown that renders as text, whatever the claim and the articles hold."""

from __future__ import annotations

import json
import re

from rag.answers import Part
from ui.desk.documents import Paper
from ui.desk.files import PLATFORM, Export, Publisher, day, file_name, head_lines, plain, source_line
from ui.desk.labels import aigc, label
from ui.desk.strikes import Piece, strike
from ui.desk.words import word
from ui.wire import safe_url

_MARKS = re.compile(r"([\\`*_\[\]#|$~])")


def export_markdown(paper: Paper, publisher: Publisher, lang: str) -> Export:
    """Markdown that renders as text whatever the claim and the articles hold; the metadata are its front matter."""
    title = word("paper", lang)
    front = {"title": title, "status": "signed" if paper.signed else "draft", "date": day(paper)}
    lines = ["---", *(f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in front.items())]
    lines += [f"AIGC: {json.dumps(aigc(paper, publisher.producer), ensure_ascii=False)}", "---", ""]
    lines += [f"# {title}（{word('signed' if paper.signed else 'draft', lang)}）", ""]
    lines += [" · ".join(_md(line) for line in head_lines(paper, lang)), ""]
    lines += [f"> {_md(line)}" for line in paper.verdict.claim.splitlines() or [""]] + [""]
    for n, part in enumerate(paper.verdict.parts, 1):
        lines += _markdown_part(n, part, lang)
    if paper.withdrawn:
        lines += [word("withdrawn", lang), ""]
    if paper.remark:
        lines += [f"{word('remark', lang)}：{_md(paper.remark)}", ""]
    who, when = (_md(paper.signed_by), day(paper)) if paper.signed else ("______", "______")
    lines += [f"{word('editor', lang)} {who}　{word('date', lang)} {when}", "", label(paper, lang), ""]
    lines += [f"{word('platform_note', lang)} [{word('platform', lang)}]({PLATFORM})", ""]
    return Export(file_name(paper, "md"), "text/markdown; charset=utf-8", "\n".join(lines).encode())


def _markdown_part(n: int, part: Part, lang: str) -> list[str]:
    lines = [f"## {n}. {word(part.verdict, lang)}", "", f"> {_md(part.text)}", ""]
    if part.difference:
        ours, theirs = strike(part.difference.claimed, part.difference.reported)
        lines += [
            f"- {word('claimed', lang)}：{_pieces(ours, '~~')}",
            f"- {word('printed', lang)}：{_pieces(theirs, '**')}",
        ]
        lines.append("")
    if part.note:
        lines += [_md(part.note), ""]
    for key, citations in (("against", part.against), ("for", part.supporting)):
        if citations:
            lines += [f"**{word(key, lang)}**", ""]
        for c in citations:
            url = safe_url(c.url)
            link = f" <{url}>" if url and not re.search(r"[<>\\]", url) else ""
            lines += [f"- \\[{c.n}\\] {_md(source_line(c, lang))}{link}", f"  > {_md(c.quote)}", ""]
    if len(part.reported) > 1:
        lines += [f"**{word('values', lang)}**", ""]
        for value in part.reported:
            later = f"（{word('superseded', lang)}）" if value.superseded else ""
            lines.append(f"- {value.published or word('undated', lang)}：{_md(value.value)}{later} \\[{value.n}\\]")
        lines.append("")
    return lines


def _pieces(pieces: tuple[Piece, ...], mark: str) -> str:
    return "".join(f"{mark}{_md(p.text)}{mark}" if p.differs and p.text.strip() else _md(p.text) for p in pieces)


def _md(text: str) -> str:
    """Text that no Markdown reader takes for markup, HTML, a link or a list."""
    text = _MARKS.sub(r"\\\1", plain(text).replace("\n", " "))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = re.sub(r"(?i)\b(https?|ftp|mailto|javascript|data)(?=:)", r"\1\\", text)
    text = re.sub(r"(?i)\bwww(?=\.)", r"www\\", text)
    text = re.sub(r"^(\s*)([-+=])", r"\1\\\2", text)
    return re.sub(r"^(\s*\d+)([.)])", r"\1\\\2", text)
