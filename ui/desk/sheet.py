"""The proof sheet: the text with each statement underlined, marked and named, and what stands around it, as HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from rag.answers import Part
from ui.cards import sample_badge
from ui.desk.documents import Paper, digest
from ui.desk.exports import FORMATS
from ui.desk.files import PLATFORM
from ui.desk.signing import Earlier
from ui.desk.standing import Standing
from ui.typeset import day_html, text_html
from ui.words import both, either

_BEIJING = ZoneInfo("Asia/Shanghai")
_PATHS = {
    "supported": '<path d="M2.5 8.5l3.5 3.5 7.5-8"/>',
    "refuted": '<path d="M3.5 3.5l9 9M12.5 3.5l-9 9"/>',
    "not_enough_info": '<path d="M5.3 5.6a2.7 2.7 0 1 1 3.9 2.4C8.3 8.5 8 9 8 10M8 12.4v.9"/>',
    "not_checkable": '<path d="M3.5 8h9"/>',
}
_FORMAT_NAMES = {"md": "Markdown", "docx": "Word", "json": "JSON", "jsonld": "ClaimReview"}


def icon(verdict: str) -> str:
    """A verdict's sign; its word always stands beside it."""
    return f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{_PATHS[verdict]}</svg>'


def chosen(parts: Sequence[Part]) -> int:
    """The statement that is shown first, from 0: one that differs, else one that can be checked."""
    for wanted in ("refuted", "supported", "not_enough_info"):
        for n, part in enumerate(parts):
            if part.verdict == wanted:
                return n
    return 0


def text_of(paper: Paper, done: int, selected: int) -> str:
    """The text with its statements as links to their cards; what is beyond `done` characters is still to be read."""
    claim, at = paper.verdict.claim, 0
    pieces: list[str] = []
    for n, part in enumerate(paper.verdict.parts):
        pieces += [text_html(claim[at : part.span.start]), _statement(n, part, n == selected)]
        at = part.span.end
    pieces.append(text_html(claim[at:done]))
    rest = claim[max(at, done) :]
    if rest.strip():
        pieces.append(f'<span class="waiting">{text_html(rest)}</span>')
    return f'<div class="claim" lang="{_lang(claim)}">{"".join(pieces)}</div>'


def _statement(n: int, part: Part, selected: bool) -> str:
    current = ' aria-current="true"' if selected else ""
    return (
        f'<a class="statement {part.verdict}" href="#desk-card-{n}" data-part="{n}"{current}>'
        f'<span class="said">{text_html(part.text)}</span>'
        f'<span class="tag">{icon(part.verdict)}{both(f"desk_short_{part.verdict}")}</span></a>'
    )


def headline_html(paper: Paper, sample: bool, done: int | None = None) -> str:
    """The verdict over the whole text with its counts; while it is read, how far that is."""
    if done is not None:
        share = str(round(100 * done / max(1, len(paper.verdict.claim))))
        return (
            f'<p class="overall reading">{both("desk_progress", done=share)}</p>'
            f'<progress max="100" value="{share}" aria-hidden="true"></progress>'
        )
    kinds = ("refuted", "supported", "not_enough_info", "not_checkable")
    counts = {kind: sum(part.verdict == kind for part in paper.verdict.parts) for kind in kinds}
    items = "".join(
        f'<li class="{kind}">{icon(kind)}{both(f"desk_count_{kind}", n=str(n))}</li>' for kind, n in counts.items() if n
    )
    state = both("desk_signed" if paper.signed else "desk_draft")
    return (
        f'<p class="overall {paper.verdict.verdict}">{icon(paper.verdict.verdict)}'
        f'<span class="words">{both(f"desk_{paper.verdict.verdict}")}</span>'
        f'<span class="state">{state}</span>{sample_badge() if sample else ""}</p>'
        f'<ul class="counts">{items}</ul>'
    )


def earlier_html(found: Sequence[tuple[Earlier, Standing]]) -> str:
    """Signed checks of the same claim, each with a note where today's archive would say otherwise."""
    if not found:
        return ""
    items = "".join(_earlier_item(earlier, standing) for earlier, standing in found)
    return f'<section class="earlier"><h2 class="small-title">{both("desk_earlier")}</h2><ul>{items}</ul></section>'


def _earlier_item(earlier: Earlier, standing: Standing) -> str:
    paper = standing.paper
    kind = paper.verdict.verdict
    facts = [
        both("desk_by", name=text_html(paper.signed_by), day=_day(paper.made)),
        both("desk_version", n=text_html(paper.version)),
        both(f"desk_same_{earlier.same}"),
    ]
    other = "" if earlier.same == "words" else f'<p class="claim">{text_html(paper.verdict.claim)}</p>'
    remark = f'<p class="remark">{both("desk_remark")}{either("：", ": ")}{text_html(paper.remark)}</p>'
    return (
        f'<li><p class="overall small {kind}">{icon(kind)}<span class="words">{both(f"desk_{kind}")}</span></p>'
        f'<p class="meta">{_dotted(facts)}</p>{other}{remark if paper.remark else ""}{_standing(standing)}'
        f'<p class="exports">{_links(paper.id)}</p></li>'
    )


def _standing(standing: Standing) -> str:
    if standing.holds:
        return f'<p class="quiet">{both("desk_still")}</p>'
    said = []
    then = standing.paper.verdict.verdict
    for change in standing.changes:
        values = {"then": both(f"desk_{then}"), "now": both(f"desk_{standing.today}")} if change == "verdict" else {}
        said.append(both(f"desk_now_{change}", **values))
    if standing.paper.withdrawn:
        said.append(both("desk_withdrawn"))
    what = either("；", "; ").join(said)
    return f'<p class="otherwise">{both("desk_otherwise")}{either("：", ": ")}{what}</p>'


def foot_html(paper: Paper, *, can_sign: bool, name: str) -> str:
    """The proof sheet's foot: the signature line, the exports, and where official refutations stand."""
    who = text_html(paper.signed_by) if paper.signed else ""
    day = _day(paper.made) if paper.signed else ""
    line = (
        f'<p class="line"><span>{both("desk_editor")} <span class="blank" data-blank="name">{who}</span></span>'
        f'<span>{both("desk_date")} <span class="blank" data-blank="date">{day}</span></span></p>'
    )
    exports = "".join(
        f'<button type="button" class="quiet-button" data-take="{kind}">{_FORMAT_NAMES[kind]}</button>'
        for kind in FORMATS
    )
    made = _dotted([_made(paper), both("desk_version", n=text_html(paper.version))])
    draft = "" if paper.signed else f'<p class="quiet draft">{both("desk_draft_note")}</p>'
    return (
        f'<div class="signature" data-digest="{digest(paper.verdict)}" data-claim="{text_html(paper.verdict.claim)}">'
        f'{line}{_sign_html(can_sign, name)}<p class="told" role="status"></p>'
        f'<p class="exports"><span class="small-title">{both("desk_export")}</span>{exports}</p></div>'
        f'{draft}<p class="quiet">{made}</p>'
        f'<p class="quiet">{both("desk_platform_note")} <a href="{PLATFORM}" target="_blank" '
        f'rel="noopener noreferrer nofollow">{both("desk_platform")}</a></p>'
    )


def _sign_html(can_sign: bool, name: str) -> str:
    if not can_sign:
        return f'<p class="quiet act">{both("desk_sign_off")}</p>'
    if not name:
        return f'<p class="act"><a class="sign-in" href="admin/login?next=/%23check">{both("desk_sign_in")}</a></p>'
    return (
        f'<p class="act"><label>{both("desk_remark")}<input type="text" name="remark" maxlength="500"></label>'
        f'<button type="button" class="sign" data-name="{text_html(name)}">{both("desk_sign")}</button></p>'
    )


def _links(id: str) -> str:
    """Downloads of a signed check, relative to the page, wherever a proxy publishes it."""
    return "".join(
        f'<a href="api/v1/checks/{text_html(id)}/export?format={kind}" download>{_FORMAT_NAMES[kind]}</a>'
        for kind in FORMATS
    )


def _made(paper: Paper) -> str:
    return both("desk_checked_on", day=_day(paper.made))


def _day(at: datetime) -> str:
    return day_html(at.astimezone(_BEIJING).date())


def _dotted(parts: Sequence[str]) -> str:
    return '<span class="dot"> · </span>'.join(f"<span>{part}</span>" for part in parts if part)


def _lang(text: str) -> str:
    return "zh-CN" if any("\u3400" <= c <= "\u9fff" for c in text) else "en"
