"""Who is what: the office that a statement gives to somebody, against those that a report prints before the name.

X是甲社区的书记, X is the head of the blood station: a person whom the report calls something else is not what the
statement says, though every word of it stand in the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.words import tag_words
from rag.answers import Difference
from rag.checking.claim.parts import Piece
from rag.checking.contrasts.rivals import class_of
from rag.checking.wording.bonds import ABSENT, SAME, Comparison, Finding, Statement
from rag.checking.wording.spots import spots
from rag.facts.offices import OFFICE, same_title
from rag.questions.pinyin import locate_sound

_IS = re.compile(
    r"(?:[一直现仍就]{0,2}(?:是|任|担任|出任|兼任|系|当选为?)|为)(?P<role>[\u4e00-\u9fff“”·]{2,30}?)[。，；！\s]*$"
)
_IS_EN = re.compile(
    r"^(?:,? ?(?:is|was|serves as|works as|became|has been|the|an?)\b(?: (?:the|an?))?|,(?= (?:deputy|vice|Party)\b)) ?"
    r"(?P<role>[A-Za-z’' -]+)",
    re.I,
)
_GENERIC = re.compile(r"(?:党员|志愿者|居民|村民|市民|代表|负责人|工作人员|成员|老人|干部|员工|职工|群众|人)$")
"""Parts that go with any office: the branch's secretary is a party member too."""
_PARTY = re.compile("(?:党支部|党总支|党委|党工委|支部|支委会|居委会|村委会)$")
"""What a body's name ends in where its branch of the Party or its office is meant."""
_TRADE = re.compile("(?:医生|护士|律师|教师|老师|记者|通讯员|学生|匠人|驾驶员|司机|种粮大户)$")
"""What somebody may be beside an office: the head of a hospital is a doctor too."""
_ITS = re.compile(r"^(?:该|本|我|此|这|其|全)|^.{0,2}$")
"""An office without a body of its own: 该协会会长, 区长."""


@dataclass(frozen=True, slots=True)
class Role:
    """An office as printed before a name: its title, and the words before that which say of what."""

    title: str
    body: str
    before: str = ""
    """What the report says before that: 社区党支部书记 is of the community named last."""


def roles_before(name: str, text: str) -> list[Role]:
    """The offices printed right before a name wherever it stands: 县委副书记、县长X gives both."""
    found: list[Role] = []
    for match in re.finditer(re.escape(name), text):
        end = match.start()
        while True:
            title = next(
                (m for start in range(max(0, end - 10), end) if (m := OFFICE.match(text, start)) and m.end() == end),
                None,
            )
            if title is None:
                break
            low = title.start()
            body = re.search(r"[\u4e00-\u9fff]{0,18}$", text[:low])
            found.append(Role(title.group(), re.split("[和与由被让、]", body.group())[-1] if body else "", text[:low]))
            if text[low - 1 : low] not in ("、", "，", "兼"):
                break
            end = low - 1
    return list(dict.fromkeys(found))


def role_borne(statement: Statement, comparison: Comparison) -> str:
    """The words of a statement that give somebody the office which the report gives them too; "" for none."""
    for finding in comparison.findings:
        if finding.piece.kind == "name" and finding.state == SAME:
            match = (_IS if statement.lang == "zh" else _IS_EN).match(statement.text[finding.piece.span.end :])
            if match:
                return "" if find_roles(statement, comparison) else match["role"]
    return ""


def find_roles(statement: Statement, comparison: Comparison) -> list[Difference]:
    """At most one difference: somebody whom the report gives another office, or the office of another body."""
    text = comparison.report.whole or comparison.report.text
    for finding in comparison.findings:
        if finding.piece.kind != "name":
            continue
        after = statement.text[finding.piece.span.end :]
        match = (_IS if statement.lang == "zh" else _IS_EN).match(after)
        names = _names(finding, text)
        roles = [role for name in names for role in roles_before(name, text)]
        if not match or not roles:
            continue
        start = finding.piece.span.end + match.start("role")
        within = [f for f in comparison.findings if start <= f.piece.span.start]
        claimed = _titles(match["role"], within, statement.lang)
        if not claimed:
            continue
        if all(goes_with(title, [role.title for role in roles]) for title in claimed):
            continue
        same = [role for role in roles if any(same_title(role.title, title) for title in claimed)]
        if statement.lang != "zh":
            same = [role for role in same if _is_of_level(statement.text, within, role)]
        if not same or not any(_may_be_of(role, within, claimed) for role in same):
            shown = same or roles
            said = "、".join(dict.fromkeys(_own(role.body) + role.title for role in shown))
            of_another = _another_body(within, claimed) if same else None
            if of_another:
                return [Difference(of_another[0], of_another[1], f"{said}{names[0]}")]
            return [Difference("person", match["role"].strip(), f"{said}{names[0]}")]
    return []


def goes_with(title: str, offices: Sequence[str]) -> bool:
    """May somebody who bears these offices be this beside: a doctor, a party member, an expert?"""
    return _is_beside(title) and not any(map(_is_beside, offices))


def _is_beside(title: str) -> bool:
    return any(rule.search(title) for rule in (_TRADE, _GENERIC)) or OFFICE.fullmatch(title) is None


def _another_body(within: Sequence[Finding], claimed: Sequence[str]) -> tuple[str, str] | None:
    """The last body that a statement gives somebody the right title of: its kind and its words."""
    pieces = [f.piece for f in within if f.piece.kind == "body" and f.piece.text not in claimed]
    if not pieces:
        return None
    form = pieces[-1].forms[0][0] if pieces[-1].forms else pieces[-1].text
    return ("place" if class_of(form) in ("area", "site") else "organisation"), pieces[-1].text


_LEVEL = re.compile(
    r"\b(?P<level>district|county|city|municipal|town|township|village|provincial)(?: committee| deputy| vice)? ?$",
    re.I,
)
_LEVELS = {"district": "区", "county": "县", "city": "市", "municipal": "市", "town": "镇", "township": "乡"}
_LEVELS |= {"village": "村", "provincial": "省"}


def _is_of_level(text: str, within: Sequence[Finding], role: Role) -> bool:
    """Is the district Party secretary, as printed, not that of the city?"""
    title = next((f.piece for f in within if f.piece.tag == "title"), None)
    said = _LEVEL.search(text[: title.span.start]) if title else None
    printed = re.search(r"(?P<level>[省市县区镇乡村])委?(?:副)?(?:书记|主任)?$", role.body[-2:] + role.title)
    return not said or not printed or printed["level"] == _LEVELS[said["level"].lower()]


def _own(body: str) -> str:
    return body if len(body) <= 12 else ""


def _names(finding: Finding, text: str) -> list[str]:
    if not finding.piece.sound:
        return [finding.piece.text]
    return list(dict.fromkeys(text[a:b] for a, b in locate_sound(finding.piece.sound, text)))


def _titles(role: str, within: Sequence[Finding], lang: str) -> list[str]:
    if lang != "zh":
        forms = [form for f in within if f.piece.tag == "title" for form, _ in f.piece.forms][:12]
        deputy = re.search(r"\b(?:deputy|vice)\b", role, re.I)
        return [f"副{form}" if deputy and "副" not in form else form for form in forms]
    found = [m for m in OFFICE.finditer(role) if m.end() == len(role)]
    if found:
        return [] if _GENERIC.search(found[-1].group()) else [found[-1].group()]
    words = [(word, tag) for word, tag in tag_words(role) if word.strip()]
    if not words or not words[-1][1].startswith("n") or len(words[-1][0]) < 2 or _GENERIC.search(role):
        return []
    return [words[-1][0]] if re.search("(?:员|长|者|分子|师|手|家|生|人|工|兵|匠)$", words[-1][0]) else []


def _is_named_last(piece: Piece, role: Role) -> bool:
    """Is a body the last of its sort that the report names before the office (社区党支部书记)?"""
    if not role.body:
        return True
    if piece.sound:
        named = re.findall(rf"[\u4e00-\u9fff]{{2,8}}{re.escape(role.body)}", role.before)
        return not named or bool(locate_sound(piece.sound, named[-1]))
    name = _PARTY.sub("", piece.text)
    if piece.forms or not name.endswith(role.body):
        return True
    piece = replace(piece, text=name)
    found = [m.group() for m in re.finditer(rf"[\u4e00-\u9fff]{{2,8}}{re.escape(role.body)}", role.before)]
    return not found or piece.text in role.before[role.before.rfind(found[-1]) :]


def _may_be_of(role: Role, within: Sequence[Finding], claimed: Sequence[str]) -> bool:
    """Unless the report names a body before the title, and none of what the statement names is in it.

    该协会会长 is whose the article is about: a body that it never names is not that one.
    """
    bodies = [
        f.piece
        for f in within
        if f.piece.text not in claimed
        and f.piece.tag != "title"
        and (f.piece.kind == "body" or (f.piece.forms and not f.piece.sound))
    ]
    if _ITS.match(role.body):
        if not bodies or len(role.body) < 3:
            return not bodies or _is_named_last(bodies[-1], role)
        return any(f.state != ABSENT for f in within if f.piece is bodies[-1])
    known = [piece for piece in bodies if piece.forms and piece.weight >= 1.5]
    if known and len(role.body) > 3:
        return all(spots(piece, role.body) for piece in known)
    return not bodies or any(spots(piece, role.body) or piece.text[:2] in role.body for piece in bodies)
