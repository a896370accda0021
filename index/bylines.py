"""Who wrote it: the openings 本报讯(记者 …), and by-lines at the end, inline or on their own line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.clean import HAN
from index.lines import Line
from index.people import parse_people
from index.records import Byline, Caption
from index.roles import BULLETS, ROLE

_OPENING = re.compile(
    rf"[{BULLETS}]?\s*(?P<mark>"
    # 本报讯, 本报青禾3月5日讯
    rf"本[报刊台网]\s*(?:(?!记者|通讯|读者|特约|实习)[{HAN}]{{2,5}}?)?(?:\d{{1,2}}月\d{{1,2}}日)?[讯訊电電](?!员|问|号|息|话|子|视|影)"
    # 据新华社北京3月5日电, 新华社电
    rf"|(?:[又据]*)(?:本[报刊台网]|[{HAN}]{{2,6}}(?:社|报|网|融媒))"
    rf"(?:讯|訊|(?:[{HAN}] ?){{0,6}}\d{{1,2}}月\d{{1,2}}日[电電讯訊]|[{HAN}]{{0,4}}[电電](?=\s|[(（\d“])"
    rf"|(?=\s*[(（][^()（）]{{0,12}}(?:记者|記者|通讯员|实习生))))"
    r"\s*(?P<paren>[(（][^()（）。]{2,60}[)）])?\s*"
    rf"(?P<plain>(?:{ROLE})[\s:：]*[^。，]{{2,40}}?(?:报道|报导|摄影报道)\s*[:：]?"
    rf"|(?:记者|通讯员)\s+[{HAN} ]{{2,30}}?(?=\s+[{HAN}“\d]))?\s*"
)
_PAREN_OPENING = re.compile(rf"[(（](?P<inner>(?:{ROLE})[^()（）。]{{2,50}})[)）]\s*")
_TAIL = re.compile(r"(?P<before>^|[。！？…”’!?》）)]|\s)\s*(?P<byline>[(（](?P<inner>[^()（）。！？]{1,60})[)）])\s*$")
_BARE_TAIL = re.compile(
    rf"(?P<before>[。！？…”’!?])\s*(?P<byline>(?:(?:{ROLE})\s*[:：]?\s*[{HAN}·]{{2,6}}"
    rf"(?:[\s、]+[{HAN}·]{{2,6}})*\s*)+(?:摄影报道|报道|摄|文[/／ ]?图|图[/／ ]?文)?)$"
)
_OPENED = re.compile(r"^本[报刊台网]\s*讯?\s*$")
"""What stands before a by-line that opens a text, not closes it."""
_LINE = re.compile(rf"(?P<bullet>[{BULLETS}]\s*)?(?P<inner>(?:{ROLE})?[\s:：]*[{HAN}·/／、:： 　]{{1,60}})")
_COLUMN_CREDIT = re.compile(
    rf"[(（]?(?P<ours>本栏|本版|本组|本文)?(?:新闻)?(?:图片|照片|配图|摄影)(?P<by>(?:除署名外)?[,，]?(?:均|皆|都)?由|[:：])\s*"
    rf"(?P<names>[{HAN}、·／/ ]{{2,30}}?)\s*(?P<gave>提供|供图|摄影|拍摄|摄)?[)）]?"
)
_CREDITED = re.compile(r"^(?:本报|实习|见习|特约)*(?:记者|通讯员)\s+[^（(]{2,12}(?<!图)摄$")
_CREDIT_ROLE = re.compile(r"^(?:本报|实习|见习|特约)*(?:记者|通讯员)\s*")
_STARTS_WITH_ROLE = re.compile(ROLE)


UNCLOSED = re.compile(r"[(（][^）)。]*$")
"""A bracket that goes on in the next line."""
_BROKEN = 3
"""Printed lines that a by-line of its own is broken over at most."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A by-line as parsed and as printed."""

    people: tuple[Byline, ...]
    text: str
    photos: Caption | None = None
    """Set where the line credits photos, and so signs no text."""

    @property
    def closes(self) -> bool:
        """Is it of a form that only stands under a text: in brackets, or with 报道 or a photographer at its end?"""
        return self.photos is not None or self.text[0] in "(（" or self.text[-1] in "道导摄"


def cut_opening(text: str) -> tuple[str, Signature | None, bool]:
    """Text without 本报讯(记者 …), the signature in it, and whether there was such an opening."""
    match = _OPENING.match(text)
    if match is None:
        paren = _PAREN_OPENING.match(text)
        people = parse_people(paren["inner"], closes=True) if paren else None
        if paren and people:
            return text[paren.end() :], Signature(people, paren.group().strip()), True
        return text, None, False
    rest = text[match.end() :]
    signature = None
    for name in ("paren", "plain"):
        part = match[name]
        if not part:
            continue
        people = parse_people(part.strip("()（） :："), closes=True)
        if people:
            signature = Signature(people, part.strip())
        elif name == "paren":
            rest = part + rest  # a bracket that belongs to the text
    return rest, signature, True


def cut_tail(text: str) -> tuple[str, Signature | None]:
    """Text without the by-line in which it ends, and that by-line."""
    match = _TAIL.search(text[-80:])
    found = match
    if match is None:
        found = _BARE_TAIL.search(text[-80:])
    if found is None:
        return text, None
    people = parse_people(found["inner"] if match is not None else found["byline"], closes=match is not None)
    if people is None or _OPENED.search(text[: -len(found["byline"])]):
        return text, None
    cut = len(text) - min(80, len(text)) + found.start("byline")
    return text[:cut].rstrip(), Signature(people, found["byline"].strip())


def read_line(line: str) -> Signature | None:
    """The signature that a line of its own holds: （王艳）, □ 本报记者 …, 记者 … 摄影报道; a credit: 本栏图片由…摄."""
    if len(line) > 60:
        return None
    if _CREDITED.search(line):
        return None  # the photographer of a caption
    photos = _read_photo_credit(line)
    if photos is not None:
        return Signature((), line, photos)
    inner = line
    if line[0] in "(（" and line[-1] in ")）":
        inner = line[1:-1]
        people = parse_people(inner, closes=True, alone=True)
        return Signature(people, line) if people else None
    if line[0] not in BULLETS and not _STARTS_WITH_ROLE.match(line.lstrip(" :：")):
        return None
    match = _LINE.fullmatch(line)
    if match is None:
        return None
    people = parse_people(match["inner"])
    return Signature(people, line) if people else None


def _read_photo_credit(line: str) -> Caption | None:
    """The caption that a line makes which credits the photos of a whole section: 本栏图片由…摄, 摄影：…."""
    match = _COLUMN_CREDIT.fullmatch(line)
    if match is None:
        return None
    names = _CREDIT_ROLE.sub("", match["names"]).strip()
    people = parse_people(names)
    if people:
        return Caption(line, "、".join(person.name for person in people))
    # an office or a firm, where the line can be nothing else
    return Caption(line, names) if match["ours"] and match["gave"] else None


def join_signs(lines: Sequence[Line]) -> list[Line]:
    """The lines, by-lines that are broken over two or three of them put together: （记者 王小明 通讯|员 李红）."""
    found: list[Line] = []
    at = 0
    while at < len(lines):
        line, size = lines[at], 1
        if line.text[0] in "（(" and UNCLOSED.match(line.text):
            size = _broken_over(lines, at)
        elif at + 1 < len(lines) and lines[at + 1].text == "摄":
            size = 2
        if size > 1:
            text = "".join(part.text for part in lines[at : at + size])
            line = replace(line, text=text)  # as wide as its first line, so that columns are judged right
        found.append(line)
        at += size
    return found


def _broken_over(lines: Sequence[Line], at: int) -> int:
    """How many lines the by-line that begins at line `at` takes, 1 if none is broken there."""
    text = lines[at].text
    for size in range(2, min(_BROKEN, len(lines) - at) + 1):
        text += lines[at + size - 1].text
        if text[-1] in "）)":
            return size if read_line(text) is not None else 1
        if not UNCLOSED.match(text):
            break
    return 1
