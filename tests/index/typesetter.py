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
