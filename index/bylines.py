"""Who wrote it: the openings 本报讯(记者 …), and by-lines at the end, inline or on their own line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.clean import HAN
from index.jumps import is_bare_source, is_source, jump_in, jump_out
from index.lines import Line
from index.people import is_name, parse_people
from index.records import Byline, Caption
from index.roles import BULLETS, ROLE

_OPENING = re.compile(
    rf"[{BULLETS}]?\s*[【\[〔]?(?P<mark>"
    # 本报讯, 本报青禾3月5日讯
    rf"本[报報刊台臺网網]\s*(?:(?!记者|記者|通讯|通訊|读者|特约|实习)[{HAN}]{{2,5}}?)?(?:\d{{1,2}}月\d{{1,2}}日)?[讯訊电電](?!员|員|问|号|號|息|话|話|子|视|影)"
    # 本报消息, 本报综合报道, 又讯, 县融媒讯
    rf"|本[报刊台网](?:综合)?(?:消息|报道)(?=[\s:：（(【])|(?:又|[晚晨日快商都][市]?报)讯(?=[\s:：（(])|[{HAN}]{{1,4}}融媒体?(?:中心)?讯(?=[\s:：（(])"
    # 青禾讯（记者 …）
    rf"|[{HAN}]{{2,5}}讯(?=\s*[(（][^()（）]{{0,12}}(?:记者|通讯员|实习生))"
    # 据新华社北京3月5日电, 新华社电
    rf"|(?:[又据]*)(?:本[报刊台网]|[{HAN}]{{2,6}}(?:社|报|网|融媒))"
    rf"(?:讯|訊|(?:[{HAN}] ?){{0,6}}\d{{1,2}}月\d{{1,2}}日[电電讯訊]|[{HAN}]{{0,4}}[电電](?=\s|[(（\d“])"
    rf"|(?=\s*[(（][^()（）]{{0,12}}(?:记者|記者|通讯员|实习生))))[】\]〕]?"
    r"\s*[:：，/／|｜]?\s*(?P<paren>[(（\[【〔][^()（）\[\]【】〔〕。]{2,60}[)）\]】〕])?\s*"
    rf"(?P<plain>(?:{ROLE})[\s:：]*[^。，]{{2,40}}?(?:报道|报导|摄影报道)\s*[:：]?|[{HAN}]{{2,4}}(?:、[{HAN}]{{2,4}})*报道[:：]"
    rf"|(?:记者|記者|通讯员)\s+[{HAN} ]{{2,30}}?(?=\s+[{HAN}“\d]))?\s*(?:题[:：]\s*)?"
)
_PAREN_OPENING = re.compile(rf"[(（](?P<inner>(?:{ROLE})[^()（）。]{{2,50}})[)）]\s*")
_REPORT_OPENING = re.compile(
    rf"(?P<inner>(?:{ROLE})[\s:：]*[{HAN}·、 ]{{2,30}}?)\s*(?:摄影)?(?:报道|报导)(?:[:：]\s*|\s+)(?=\S)"
)
"""本报记者 王小明报道：…, which opens a text without 本报讯."""
_TAIL = re.compile(
    rf"(?P<before>^|[。！？…”’!?》）)]|\s)\s*(?P<byline>[{BULLETS}]?\s*"
    r"[(（\[【〔](?P<inner>[^()（）\[\]【】〔〕。！？]{1,60})[)）\]】〕])\s*[。.]?\s*$"
)
_NAMES = re.compile(
    rf"(?<=[。！？…”])\s+(?P<byline>(?!本报|记者|通讯|实习|见习|摄影)[{HAN}]{{2,3}}(?:\s+[{HAN}]{{2,3}}){{0,2}})$"
)
"""Names after the last full stop, with nothing but a blank between."""
ENDS = ")）]】〕道摄"
"""Signs with which by-lines end that close a text."""
_BARE_TAIL = re.compile(
    rf"(?P<before>[。！？…”’!?])\s*(?P<byline>(?:(?:{ROLE})\s*[:：]?\s*[{HAN}·]{{2,6}}"
    rf"(?:[\s、]+[{HAN}·]{{2,6}})*\s*)+(?:摄影报道|报道|摄|文[/／ ]?图|图[/／ ]?文)?)$"
)
_OPENED = re.compile(r"^本[报刊台网]\s*讯?\s*$")
"""What stands before a by-line that opens a text, not closes it."""
_LINE = re.compile(rf"(?P<bullet>[{BULLETS}]\s*)?(?P<inner>(?:{ROLE})?[\s:：]*[{HAN}·/／、:：_|｜ 　]{{1,60}})")
_SUPPLIER = re.compile(rf"(?P<name>[{HAN}]{{2,16}})\s*供稿")
_ENDS_WITH_ROLE = re.compile(r"[/／ ](?:文|图|文[/／、 ]?图|图[/／、 ]?文|摄影报道)$")
_ONLY_NAMES = re.compile(
    rf"(?:——\s*)?(?P<names>[{HAN}]{{2,3}}(?:\s+[{HAN}]{{2,3}}){{0,3}}|[{HAN}] [{HAN}](?: [{HAN}])?)"
)
_FRAME = "-—–·•/|｜ :："
"""Signs that stand around a reporter's line."""
_COLUMN_CREDIT = re.compile(
    rf"[(（]?(?P<ours>本栏|本版|本组|本文)?(?:新闻)?(?:图片|照片|配图|摄影)(?P<by>(?:除署名外)?[,，]?(?:均|皆|都)?由|[:：])\s*"
    rf"(?P<names>[{HAN}、·／/ ]{{2,30}}?)\s*(?P<gave>提供|供图|摄影|拍摄|摄)?[)）]?"
)
_CREDITED = re.compile(r"^(?:本报|实习|见习|特约)*(?:记者|通讯员)\s+[^（(]{2,12}(?<!图)摄$")
_CREDIT_ROLE = re.compile(r"^(?:本报|实习|见习|特约)*(?:记者|通讯员)\s*")
_STARTS_WITH_ROLE = re.compile(ROLE)


UNCLOSED = re.compile(r"[(（][^）)。]*$")
"""A bracket that goes on in the next line."""
_ROLE_LAST = re.compile(rf"[。！？”]\s*(?:{ROLE})$")
_LONGEST_NAMES = 24
"""Signs of the longest line that has nothing but names."""
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
        return _cut_bare_opening(text)
    rest = text[match.end() :]
    signature = None
    for name in ("plain", "paren"):
        part = match[name]
        if not part:
            continue
        people = parse_people(part.strip("()（）[]【】〔〕 :：").removesuffix("报道"), closes=True)
        if people:
            signature = Signature(people, part.strip())
        elif not is_source(part.strip("()（）[]【】〔〕")):
            rest = part + rest  # a bracket that belongs to the text
    return rest, signature, True


def _cut_bare_opening(text: str) -> tuple[str, Signature | None, bool]:
    """`cut_opening` of what begins without 本报讯: （记者 …）, 本报记者 …报道：, （上接第一版）."""
    for form in (_PAREN_OPENING, _REPORT_OPENING):
        match = form.match(text)
        people = parse_people(match["inner"], closes=True) if match else None
        if match and people:
            return text[match.end() :], Signature(people, match.group().strip(" :：")), True
    jump = jump_in(text)
    return text[jump:], None, jump > 0


def cut_tail(text: str) -> tuple[str, Signature | None]:
    """Text without the by-line in which it ends, and that by-line."""
    end = text[-80:]
    leaves = jump_out(end)
    if leaves >= 0:
        return text[: len(text) - len(end) + leaves].rstrip(), Signature((), end[leaves:].strip())
    match = _TAIL.search(end)
    found = match or _BARE_TAIL.search(end) or _NAMES.search(end)
    if found is None:
        return text, None
    inner = found["inner"] if match is not None else found["byline"]
    people = () if match is not None and is_source(inner) else parse_people(inner, closes=match is not None)
    people = people or (_read_supplier(inner) if match is not None and people is None else people)
    if people is None or _OPENED.search(text[: -len(found["byline"])]):
        return text, None
    cut = len(text) - len(end) + found.start("byline")
    return text[:cut].rstrip(), Signature(people, found["byline"].strip())


def _read_supplier(inner: str) -> tuple[Byline, ...] | None:
    """The office that gave the text: 县妇联供稿."""
    match = _SUPPLIER.fullmatch(inner)
    return (Byline(match["name"], "供稿"),) if match else None


def names_only(found: Signature) -> bool:
    """Is it names without brackets and without a role?"""
    return bool(_ONLY_NAMES.fullmatch(found.text))


def may_close(line: str) -> bool:
    """The cheap test: may the line be the end of a by-line that closes a text?"""
    return line[-1] in ENDS or line[-2:-1] in ")）" or bool(_NAMES.search(line[-16:]))


def read_line(line: str) -> Signature | None:
    """The signature that a line of its own holds: （王艳）, □ 本报记者 …, 记者 … 摄影报道; a credit: 本栏图片由…摄."""
    if len(line) > 60:
        return None
    if _CREDITED.search(line):
        return None  # the photographer of a caption
    photos = _read_photo_credit(line)
    if photos is not None:
        return Signature((), line, photos)
    if line[0] in "(（[【〔" and line[-1] in ")）]】〕":
        inner = line[1:-1]
        people = () if is_source(inner) else parse_people(inner, closes=True, alone=True) or _read_supplier(inner)
        return None if people is None else Signature(people, line)
    framed = line.strip(_FRAME)
    if not framed:
        return None
    if framed[0] not in BULLETS and not _STARTS_WITH_ROLE.match(framed):
        return None
    match = _LINE.fullmatch(framed)
    if match is None:
        return None
    people = parse_people(match["inner"])
    return Signature(people, line) if people else None


def read_names(line: str) -> Signature | None:
    """The signature of a line of bare names, names and 文/图, or a source: one only where its place bears it out."""
    if len(line) > _LONGEST_NAMES:
        return None
    if is_bare_source(line):
        return Signature((), line)
    match = _ONLY_NAMES.fullmatch(line)
    if match is None and not _ENDS_WITH_ROLE.search(line):
        return None
    people = parse_people(match["names"] if match else line)
    return Signature(people, line) if people and all(is_name(person.name) for person in people) else None


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
        elif at + 1 < len(lines) and (lines[at + 1].text == "摄" or _names_below(line.text, lines[at + 1].text)):
            size = 2
        if size > 1:
            blank = " " if line.text.endswith("者") else ""
            text = blank.join(part.text for part in lines[at : at + size])
            line = replace(line, text=text)  # as wide as its first line, so that columns are judged right
        found.append(line)
        at += size
    return found


def _names_below(line: str, below: str) -> bool:
    """Does the line end in 本报记者, and the one below hold the name: …。 本报记者|王小明 文/图?"""
    if not line.endswith("记者") or len(below) > _LONGEST_NAMES:
        return False
    return bool(_ROLE_LAST.search(line)) and cut_tail(f"{line} {below}")[1] is not None


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
