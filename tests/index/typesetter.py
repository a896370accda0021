"""Sets given articles as a raw page, with three levels of the damage that real text extractions show."""

from __future__ import annotations

import random
import re
from typing import Any

NO_START = set("，。、；：！？”’）》…—·%")
NO_END = set("“‘（《")
ATOM = re.compile(r"——|……|[0-9]+(?:[.,][0-9]+)*%?|[A-Za-z]+|.")
BESIDE_FIGURE = re.compile(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])")
VERTICAL = str.maketrans("“”", "﹃﹄")
FURNITURE = ("合办：某某县融媒体中心", "责任编辑：某某某", "综合新闻", "A3")


def width(atom: str) -> float:
    return sum(0.5 if ord(c) < 128 else 1.0 for c in atom)


def break_lines(text: str, ems: float) -> list[str]:
    """Justified lines of `ems`; no line starts with a closing sign; the paragraph's first line is indented by two."""
    lines: list[str] = []
    line, room = "", ems - 2
    for atom in ATOM.findall(text):
        if width(line) + width(atom) > room and atom not in NO_START and line:
            carried = ""
            while line and line[-1] in NO_END:
                carried, line = line[-1] + carried, line[:-1]
            lines.append(line)
            line, room = carried, ems
        line += atom
    return [*lines, line] if line else lines


class Typesetter:
    """One page; the same seed makes the same page."""

    def __init__(self, seed: int, level: int) -> None:
        self.random = random.Random(seed)
        self.level = level

    def chance(self, *by_level: float) -> bool:
        return self.random.random() < by_level[self.level - 1]

    def roughen(self, line: str) -> str:
        """Letter-space a line, or put the typesetter's spaces around its figures."""
        if len(line) > 8 and not re.search("[A-Za-z（(]", line) and self.chance(0.02, 0.08, 0.15):
            line = re.sub(" ([，。、])", r" \1", " ".join(ATOM.findall(line)))
            return re.sub("([，。、“]) ", r"\1", line) if self.chance(0, 0.5, 0.5) else line
        if self.chance(0.3, 0.6, 0.8):
            line = BESIDE_FIGURE.sub(lambda m: " " * (self.random.random() < 0.6), line)
        if self.chance(0, 0, 0.03) and len(line) > 4:
            line = line[:3] + self.random.choice("\u200b\u00ad\u2060\ufeff") + line[3:]
        return line

    def body(self, article: dict[str, Any]) -> list[str]:
        ems = float(self.random.randint(13, 26))
        paragraphs = article["body"].split("\n")
        byline = self.signature(article)
        opening = ""
        if article["type"] == "news":
            reported = any(person["role"] in ("记者", "本报记者", "实习记者") for person in article["byline"])
            inside = reported and self.chance(0.3, 0.5, 0.5)
            opening = f"本报讯（{byline}）" if inside else "本报讯 "
            if inside:
                byline = ""
        lines: list[str] = []
        for i, paragraph in enumerate(paragraphs):
            last = i == len(paragraphs) - 1
            text = opening + paragraph if i == 0 else paragraph
            if last and byline and self.chance(0.5, 0.5, 0.6):
                text += f" （{byline}）" if self.chance(0.5, 0.5, 0.5) else f"（{byline}）"
                byline = ""
            if self.chance(0, 0, 0.15):
                ems = max(13.0, ems + self.random.choice((-6, 6)))
            lines += [self.roughen(line) for line in break_lines(text, ems)]
        return [*lines, f"（{byline}）"] if byline else lines

    @staticmethod
    def signature(article: dict[str, Any]) -> str:
        parts: list[str] = []
        for person in article["byline"]:
            role = "" if person["role"] == "署名" else person["role"] + (" " if person["name"] else "")
            parts.append(role + person["name"])
        return " ".join(parts)

    def head(self, article: dict[str, Any]) -> list[str]:
        """The lines of the headline block (a line may hold a break that stands without a blank line)."""
        lines = [line for line in (article["kicker"], article["headline"], article["subheadline"]) if line]
        out: list[str] = []
        for line in lines:
            if len(line) >= 16 and " " in line and self.chance(0, 0.3, 0.4):
                line = line.replace(" ", "\n" if self.chance(0, 0.6, 0.5) else "\n\n", 1)
            elif self.chance(0, 0.04, 0.08) and "\n" not in line and len(line) < 34:
                line = "\n".join(line.translate(VERTICAL).replace(" ", "\n"))
            elif self.chance(0, 0.05, 0.12):
                line = "".join(part * 2 if part.strip() else part for part in re.findall(r"\s|[^\s“”：]+|[“”：]", line))
            out.append(line)
        return out

    def page(self, articles: list[dict[str, Any]]) -> str:
        blocks: list[str] = [FURNITURE[0]] if self.chance(0.5, 0.5, 0.5) else []
        late: list[list[str]] = []
        for article in articles:
            head, body = self.head(article), self.body(article)
            place = self.random.choice(("end", "end", "end", "before", "after") if self.level > 1 else ("end",))
            if place == "before":
                blocks += head
            blocks += body
            if place == "after":
                blocks += head
            elif place == "end":
                late.append(head)
            if self.chance(0, 0.02, 0.06):
                blocks.append(self.random.choice(FURNITURE))
        if self.level > 1:
            self.random.shuffle(late)
        blocks += [line for head in late for line in head]
        photos = [caption for article in articles for caption in article.get("captions", []) if caption["credit"]]
        captions = [f"{photo['text']} {photo['credit']} 摄".strip() for photo in photos]
        blocks += [re.sub(r"\S+", lambda m: m.group() * 2, c) if self.chance(0, 0.3, 0.5) else c for c in captions]
        return "\n\n".join(blocks) + "\n"


HEADERS = (
    "2024年3月7日 星期四",
    "03版 要闻",
    "第5版：综合新闻",
    "协办单位：某某县文明办",
    "霁川新报 2024.3.7 要闻",
    "A3 民生",
    "责编：某某某 美编：某某某",
)
BANNERS = (("争创文明城市", "共建美好家园"), ("走基层 看变化",))
BROKEN = re.compile(r"[\u4e00-\u9fff]{2}")


class Press(Typesetter):
    """A second setter: by-lines of every form, whole paragraphs on one line, captions, notices and cut features.

    The first setter gives every text an opening or a by-line at its end; this one gives each at least one mark by which
    a reader too could tell where it begins.
    """

    def __init__(self, seed: int, level: int) -> None:
        super().__init__(seed, level)
        self.whole = self.random.random() < 0.25
        """Does the extract have each paragraph on one line?"""

    def page(self, articles: list[dict[str, Any]]) -> str:
        heads = self.random.choice(("end", "before", "mixed"))
        blocks: list[list[str]] = [[self.random.choice(HEADERS)]] if self.chance(0.5, 0.5, 0.6) else []
        late: list[list[str]] = []
        pair: list[list[str]] = []
        marked = True
        for article in articles:
            place = heads if heads != "mixed" else self.random.choice(("end", "before", "pair"))
            place = "before" if article["type"] == "notice" and not marked else place
            if article["type"] == "caption":  # stands alone at the top, where no text above could claim it
                blocks.insert(0, self.signed(article, begun=True)[0])
                continue
            lines = self.head_block(article)
            body, marked = self.signed(article, begun=marked or place == "before")
            if place == "before":
                blocks += [lines, body]
            else:
                blocks.append(body)
                (late if place == "end" else pair).append(lines)
            if len(pair) == 2:
                self.random.shuffle(pair)
                blocks += pair
                pair, marked = [], True
            if marked and self.chance(0.1, 0.15, 0.25):
                blocks.append([self.caption(article)])
        if late and self.chance(0, 0.1, 0.15):
            late.append(list(self.random.choice(BANNERS)))
        self.random.shuffle(late)
        return "\n\n".join("\n\n".join(block) for block in [*blocks, *pair, *late] if block) + "\n"

    def head_block(self, article: dict[str, Any]) -> list[str]:
        """One, two or three lines, tight or apart; broken between phrases or between any two words' characters."""
        lines: list[str] = []
        for line in (article["kicker"], article["headline"], article["subheadline"]):
            if " " in line and self.chance(0.2, 0.5, 0.6):
                lines += line.split(" ", 1)
            elif len(line) > 18 and self.chance(0.1, 0.4, 0.6):
                half = next((m.start() + 1 for m in BROKEN.finditer(line, len(line) // 2 - 1)), len(line))
                lines += [line[:half], line[half:]]
            elif line:
                lines.append(line)
        lines = [" ".join(x) if 5 < len(x) < 15 and self.chance(0, 0.05, 0.08) else x for x in lines if x]
        return ["\n".join(lines)] if self.chance(0.7, 0.6, 0.6) else lines

    def signed(self, article: dict[str, Any], *, begun: bool) -> tuple[list[str], bool]:
        """The printed body with its by-line; and whether its end can be told. `begun`: its beginning can."""
        names = " ".join(person["name"] for person in article["byline"])
        roles = self.signature(article)
        body = article["body"]
        if article["type"] == "notice":
            return [*self.set(body), names, "2024年3月7日"], True
        if article["type"] == "caption":
            return [*self.set(body), f"{names} 摄"], True
        forms = ["own", "inline", "glued", "opening", "bullet"] if roles else ["none"]
        if {person["role"] for person in article["byline"]} <= {"记者", "通讯员", "本报记者"} and roles:
            forms += ["photo", "short opening"]
        form = self.random.choice(forms)
        opening = {"opening": f"本报讯（{roles}）", "short opening": f"本报({roles})"}.get(form, "")
        if form in ("own", "inline", "glued", "none", "photo") and (not begun or self.random.random() < 0.6):
            opening = "本报讯 "
        tail = {"inline": f" （{roles}）", "glued": f"（{roles}）"}.get(form, "")
        lines = self.set(opening + body + tail)
        if form == "bullet":
            lines.insert(0, f"□ 本报记者 {names}")
        if form == "own":
            lines.append(f"（{roles}）")
        if form == "photo":
            lines.append(f"{roles} 摄影报道")
        return lines, form in ("own", "inline", "glued", "photo")

    def set(self, text: str) -> list[str]:
        """Printed lines of a body, sub-heads on their own."""
        ems = float(self.random.randint(12, 26))
        lines: list[str] = []
        for paragraph in text.split("\n"):
            if self.chance(0, 0.1, 0.2):
                paragraph = paragraph.replace("，", ",", 1)
            if len(paragraph) <= 8 and paragraph[-1] not in "。！？”":
                lines.append(paragraph)
            elif self.whole:
                cut = len(paragraph) // 2
                torn = len(paragraph) > 120 and BROKEN.match(paragraph, cut - 1) and self.chance(0.1, 0.3, 0.5)
                lines += [paragraph[:cut], paragraph[cut:]] if torn else [paragraph]
            else:
                lines += [self.roughen(line) for line in break_lines(paragraph, ems)]
        return lines

    def caption(self, article: dict[str, Any]) -> str:
        """A photo's caption, free-standing."""
        text = self.random.choice(("活动现场。", "志愿者在行动。", article["headline"] + "。"))
        return self.random.choice((f"{text} 卓云帆 摄", f"{text}卓云帆 摄", f"{text}（卓云帆 摄）"))


def cut_apart(feature: dict[str, Any], others: list[dict[str, Any]], place: str, seed: int) -> str:
    """A page on which a feature's sections stand apart from its head and lead, with other items between.

    `place`: "end", the head, by-line and lead close the page; "middle", they open it and another item follows them.
    """
    press = Press(seed, 1)
    paragraphs = feature["body"].split("\n")
    first = next(i for i, text in enumerate(paragraphs) if is_subhead(text))
    names = " ".join(person["name"] for person in feature["byline"])
    lead = [feature["headline"], f"□ 本报记者 {names}", *press.set("\n".join(paragraphs[:first]))]
    sections = press.set("\n".join(paragraphs[first:]))
    items = [press.set(f"本报讯 {item['body']}（{item['byline'][0]['name']}）") for item in others]
    heads = [[item["headline"]] for item in others]
    blocks = [sections, *items, *heads, lead] if place == "end" else [lead, items[0], sections, *items[1:], *heads]
    return "\n\n".join("\n\n".join(block) for block in blocks) + "\n"


def is_subhead(paragraph: str) -> bool:
    """Is the paragraph of a sample article a sub-head?"""
    return len(paragraph) <= 12 and paragraph[-1] not in "。！？”"
