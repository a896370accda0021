"""Set the sample articles as raw newspaper pages and write their gold segmentation.

From the manuscript (manuscript.py) come, always the same, `pages/*.txt` (what a text extraction of a printed page looks
like) and `gold/pages.json` (what a careful reader makes of it).

    python -m examples.typeset            write pages and gold
    python -m examples.typeset --check    write nothing, fail if something is out of date
"""

import argparse
import json
import random
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from examples.manuscript import Article, Page, read_page, squeeze

HERE = Path(__file__).resolve().parent
SEED = 20240305
NO_START = set("，。、；：？！”’）》」』…—·%)")
NO_END = set("“‘（《「『(")
ATOM = re.compile(r"——|……|[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+|\s+|.")
VERTICAL = str.maketrans("“”《》（）", "﹃﹄︽︾︵︶")


def double(text: str) -> str:
    """Print every run twice, as shadowed type comes out of a PDF."""
    return re.sub(r"\w+|[^\w\s]", lambda match: match[0] * 2, text)


def glyph_spaced(line: str) -> str:
    """Set the characters of a line apart, as justified lines come out of a PDF."""
    out = ""
    for atom in ATOM.findall(line):
        if atom.isspace():
            continue
        tight = not out or out[-1] in "，、：；”）》" or atom[0] in "“（《"
        out += atom if tight else " " + atom
    return out


class Setter:
    """Sets the articles of one page; every choice comes from one fixed stream of random numbers."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.level = page.keys["level"]
        self.random = random.Random(f"{SEED}:{page.id}").random

    def chance(self, share: float) -> bool:
        """Return true in this share of the calls."""
        return self.random() < share

    def loosen(self, text: str) -> str:
        """Put spaces around some numbers, as between Latin and Chinese type."""
        edge = r"(?<=[一-鿿])(?=[0-9])|(?<=[0-9])(?=[一-鿿])"
        return re.sub(edge, lambda _: " " if self.chance(0.35) else "", text)

    def wrap(self, text: str, width: int, glyph: float) -> list[str]:
        """Break a paragraph into printed lines."""
        atoms: list[str] = ATOM.findall(self.loosen(text))
        if self.level == "hard":  # numbers of four digits may be broken
            atoms = [piece for atom in atoms for piece in (atom if atom.isdigit() and len(atom) > 3 else [atom])]
        lines, line, room = [], "", width - 2.0
        for atom in atoms:
            size = sum(0.5 if char.isascii() else 1.0 for char in atom)
            ends = atom[0] in NO_END and room - size < 1
            if line and (room < size or ends) and atom[0] not in NO_START:
                lines.append(line.strip())
                line, room = "", float(width)
            if line or not atom.isspace():
                line, room = line + atom, room - size
        last = line.strip()
        return [glyph_spaced(text) if self.chance(glyph) else text for text in lines] + [last] * bool(last)

    def paragraph(self, article: Article, text: str) -> list[str]:
        """Set one paragraph."""
        width = int(article.options["w"])
        if width:
            usual = 0.12 if self.level == "hard" else 0.04
            return self.wrap(text, width, 0.3 if "glyph" in article.options else usual)
        if len(text) > 70 and self.chance(0.2):
            cut = 30 + int(self.random() * (len(text) - 60))
            while text[cut] in NO_START or text[cut - 1] in NO_END or text[cut - 1 : cut + 1].isascii():
                cut += 1
            return [text[:cut], text[cut:]]
        return [text]

    def signature(self, article: Article) -> str:
        """Return the by-line as it stands at the end of an article."""
        if article.options["sign"] == "photo":
            return f"{article.byline[0][1]} 摄"
        return f"（{' '.join(name if role == '署名' else f'{role} {name}' for role, name in article.byline)}）"

    def body(self, article: Article) -> list[str]:
        """Set the text of an article, its opening and its signature included."""
        sign, opening = article.options["sign"], article.options.get("open", "")
        texts, lines = list(article.paragraphs), list[str]()
        if sign == "box":
            lines.append("□ " + " ".join(" ".join(pair) for pair in article.byline))
        if opening == "本报讯R":
            inner = " ".join(" ".join(pair) for pair in article.byline)
            texts[0] = (f"本报讯({inner})" if self.chance(0.5) else f"本报讯（{inner}）") + texts[0]
        elif opening == "本报讯":
            texts[0] = "本报讯 " + texts[0]
        for text in texts:
            lines += self.paragraph(article, text)
        if sign in ("own", "photo") or (sign == "end" and opening != "本报讯R"):
            signature, width = self.signature(article), int(article.options["w"])
            fits = sign != "own" and len(lines[-1] + signature) < (width or 10000)
            lines[-1:] = [lines[-1] + (" " if self.chance(0.7) else "") + signature] if fits else [lines[-1], signature]
        elif sign == "issuer":
            lines += [name for _, name in article.byline] + [article.keys["issued"]]
        return lines

    def heading(self, article: Article) -> str:
        """Set kicker, headline and sub-headline."""
        if article.options.get("head") == "vertical":
            return "\n".join("" if char == " " else char for char in article.headline.translate(VERTICAL))
        lines = [article.keys["kicker"], *re.split("[|~]", article.title), article.keys["sub"]]
        if "double" in article.options:
            lines = [double(line) for line in lines]
        return ("\n" if self.chance(0.4) else "\n\n").join(line for line in lines if line)

    def text(self) -> str:
        """Set the page."""
        blocks, late, turned = self.page.lines("top"), list[str](), list[str]()
        usual = "before" if self.level == "clean" else "end"
        for number, article in enumerate(self.page.articles, 1):
            before = article.options.get("head", usual) == "before"
            if article.title:
                (blocks if before else late).append(self.heading(article))
            lines = self.body(article)
            for text, credit, place in article.captions:
                caption = f"{text} {credit} 摄"
                if place == "inside":
                    lines.insert(len(lines) // 3, caption)
                elif place == "after":
                    lines.append(" " + caption)
                else:
                    late.append(double(caption))
            cut = len(lines) // 2 if "turn" in article.options else len(lines)
            blocks += lines[:cut] + turned
            turned = lines[cut:]
            if 2 * number in (len(self.page.articles), len(self.page.articles) + 1):
                blocks += self.page.lines("middle")
        blocks += turned + [block for _, block in sorted((self.random(), block) for block in late)]
        blocks += self.page.lines("bottom")
        return (" " if self.chance(0.5) else "\n") + "\n\n".join(blocks) + "\n\n\n"


def fragments(body: str, page: str) -> int:
    """Count the stretches of the page into which a body falls (both without white space)."""
    count = 0
    while body:
        body = body[max(size for size in range(1, len(body) + 1) if body[:size] in page) :]
        count += 1
    return count


def gold_article(article: Article, page_text: str) -> dict[str, Any]:
    """Return the gold record of an article."""
    joined, kicker, sub = squeeze(article.body), article.keys["kicker"], article.keys["sub"]
    gold: dict[str, Any] = {
        "id": article.id,
        "headline": article.headline,
        "kicker": kicker,
        "subheadline": sub,
        "headline_full": " ".join(part for part in (kicker, article.headline, sub) if part),
        "type": article.keys["type"] or "news",
        "byline": [{"name": name, "role": role} for role, name in article.byline],
        "event_dates": article.keys["dates"].split(),
        "date_note": article.keys["date_note"],
        "places": article.keys["places"].split(),
        "captions": [{"text": text, "credit": credit} for text, credit, _ in article.captions],
        "first_20": joined[:20],
        "last_20": joined[-20:],
        "n_chars": len(joined),
        "page_fragments": fragments(joined, page_text),
        "body": article.body,
    }
    if article.keys["corrects"]:
        gold["note"] = f"corrects {article.keys['corrects']}"
    return gold


def gold_page(page: Page, text: str) -> dict[str, Any]:
    """Return the gold record of a page."""
    published, squeezed = page.keys["published"], squeeze(text)
    return {
        "page": page.id,
        "file": page.keys["file"] + ".txt",
        "inferred_year": int(published[:4]),
        "inferred_month": int(published[5:7]),
        "not_before": page.keys.get("not_before", published),
        "date_evidence": page.keys["evidence"],
        "drop": [line for key in ("top", "middle", "bottom") for line in page.lines(key)],
        "banners": [],
        "n_articles": len(page.articles),
        "without_headline": [article.id for article in page.articles if not article.title],
        "articles": [gold_article(article, squeezed) for article in page.articles],
    }


def build(source: Path = HERE / "articles") -> dict[str, str]:
    """Return the text of every file that is made, by its path below `examples`."""
    files: dict[str, str] = {}
    gold = []
    for path in sorted(source.glob("*.md")):
        page = read_page(path)
        text = Setter(page).text()
        files[f"pages/{page.keys['file']}.txt"] = text
        gold.append(gold_page(page, text))
    files["gold/pages.json"] = json.dumps({"format": 1, "pages": gold}, ensure_ascii=False, indent=1) + "\n"
    return files


def main(say: Callable[[str], object] = print) -> int:
    """Write the files, or check them."""
    parser = argparse.ArgumentParser(description="Set the sample pages.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if a file is out of date")
    check, stale = parser.parse_args().check, 0
    for name, text in build().items():
        path = HERE / name
        if not path.is_file() or path.read_bytes() != text.encode():
            stale += 1
            say(f"{'out of date' if check else 'written'}: {name}")
            if not check:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(text.encode())
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
