"""What CSS hides from a reader's eye: text that would reach the index although nobody can see it on the page."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

_DECLARATION = re.compile(r"([a-z-]{1,40})\s*:\s*([^;]{0,200})")
_COMMENT = re.compile(r"/\*.*?\*/", re.S)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]{0,5000})\}")
_NUMBER = re.compile(r"(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|ch|%|vw|vh|cm|mm|in)?")
_FAR = {"px": 500.0, "pt": 400.0, "em": 30.0, "rem": 30.0, "ex": 60.0, "ch": 60.0, "%": 100.0, "vw": 100.0, "vh": 100.0}
"""From how many of a unit left of or above the page something is out of sight; screens are read at 300 px and more."""
_TINY = {"px": 1.0, "pt": 1.0, "em": 0.1, "rem": 0.1, "%": 10.0}
"""Sizes of type up to which it cannot be read."""
_RULES = 500
"""Rules of style sheets within the page that are looked at; article pages have under 100."""
_WHITE = re.compile(
    r"white|transparent|#f{3,4}|#(?:f[c-f]){3}|#[0-9a-f]{3}0|#[0-9a-f]{6}00"
    r"|rgba?\((?:\s*25[2-5]\b[\s,]*){3}.*|rgba\(.*,\s*0?\.?0+\s*\)"
)


def declarations(style: str) -> dict[str, str]:
    """The declarations of a style attribute or rule, names and values in lower case."""
    return {name: value.strip() for name, value in _DECLARATION.findall(_COMMENT.sub("", style[:5000].lower()))}


def _lengths(value: str) -> list[tuple[float, str]]:
    return [(float(number), unit or "px") for number, unit in _NUMBER.findall(value)]


def _is_far(value: str) -> bool:
    return any(number <= -_FAR.get(unit, 20.0) for number, unit in _lengths(value))


def is_tiny(value: str) -> bool:
    """Is a font size too small to be read?"""
    return any(number <= _TINY.get(unit, 0.0) for number, unit in _lengths(value)[:1])


def is_white(value: str) -> bool:
    """Is a colour white, or nothing at all?"""
    return bool(_WHITE.fullmatch(value.replace("!important", "").strip()))


def is_hiding(style: dict[str, str]) -> bool:
    """Do the declarations put the whole element out of sight, whatever is within it?"""
    get = style.get
    if get("display", "").startswith("none") or get("visibility", "").startswith(("hidden", "collapse")):
        return True
    if get("content-visibility", "").startswith("hidden"):
        return True
    opacity = _lengths(get("opacity", ""))
    if opacity and opacity[0][0] <= (5 if opacity[0][1] == "%" else 0.05):
        return True
    if _is_far(get("text-indent", "")):
        return True
    moved = get("position", "").startswith(("absolute", "fixed"))
    if moved and any(
        _is_far(get(side, "")) for side in ("left", "top", "right", "bottom", "margin-left", "margin-top")
    ):
        return True
    if moved and re.match(r"rect\(\s*([01](?:px)?[\s,]+){3}[01](?:px)?\s*\)", get("clip", "")):
        return True
    if re.search(
        r"inset\(\s*(?:50|100)%|circle\(\s*0|scale\w?\(\s*0\s*[,)]", get("clip-path", "") + get("transform", "")
    ):
        return True
    if "translate" in get("transform", "") and _is_far(get("transform", "")):
        return True
    flat = any(lengths[0][0] <= 1 for side in ("width", "height", "max-height") if (lengths := _lengths(get(side, ""))))
    return flat and get("overflow", "").startswith("hidden")


def _plain_rules(sheet: str) -> list[tuple[str, str]]:
    """Selector and declarations of the rules that hold on a screen: what stands within `@media` is left out."""
    sheet = _COMMENT.sub("", sheet)
    kept: list[str] = []
    at = 0
    while (start := sheet.find("@", at)) >= 0:
        kept.append(sheet[at:start])
        opening, stop = sheet.find("{", start), sheet.find(";", start)
        if opening < 0 or 0 <= stop < opening:
            at = stop + 1 if stop >= 0 else len(sheet)
            continue
        depth, at = 1, opening + 1
        while depth and at < len(sheet):
            depth += {"{": 1, "}": -1}.get(sheet[at], 0)
            at += 1
    kept.append(sheet[at:])
    return _RULE.findall("".join(kept))[:_RULES]


def hidden_by_sheets(tree: LexborHTMLParser) -> set[int]:
    """The `mem_id` of every element that a style sheet within the page hides."""
    found: set[int] = set()
    for sheet in tree.css("style"):
        for selector, body in _plain_rules(sheet.text()):
            style = declarations(body)
            tiny = is_tiny(style.get("font-size", ""))
            if not (tiny or is_hiding(style)) or ":" in selector:
                continue
            try:
                found.update(node.mem_id for node in tree.css(selector.strip()))
            except (SelectolaxError, ValueError):
                continue
    return found
