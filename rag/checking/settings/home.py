"""The paper's own area: its reports say 我市, 全区 or 县残联 and name it only on some of a page's articles."""

from __future__ import annotations

import re

from rag.checking.claim.parts import Piece
from rag.checking.settings.where import areas
from rag.checking.wording.bonds import Report
from rag.checking.wording.spots import spots

MATES = 2
"""Other articles of a page that must name an area for it to be the one of which the page tells."""
_UNNAMED = re.compile(r"(?:^|[，。；：、“（\n由经与和及在是为对从])(?P<sort>[县市区])[\u4e00-\u9fff]{2}")
"""县残联, 区人民医院: a body of the area that needs no name here."""
_SORT_EN = re.compile(r" (?:(?P<county>county)|(?P<district>district)|city)$", re.I)


def is_home(piece: Piece, report: Report) -> bool:
    """Is a piece the paper's own area, of which the report speaks without its name?"""
    area = re.search(r"[市县区省]$", piece.text) if piece.kind == "body" and not piece.forms else None
    if area and re.search(rf"[我全该]{area.group()}", report.whole):
        return True
    if piece.kind not in ("name", "body") or not (piece.sound or area):
        return False
    sorts = {m["sort"] for m in _UNNAMED.finditer(report.whole)} | set(re.findall("[我全]([县市区])", report.whole))
    if not sorts:
        return False
    named = {one[-1] for one in areas(report.whole) if one[-1] in "县市区"}
    found = [{text[b : b + 1] for _, b, _ in spots(piece, text)} | _ends(piece, text) for text in report.page]
    mates = [ends for ends in found if ends]
    return len(mates) >= MATES and any(sort in ends for sort in sorts - named for ends in mates)


def _ends(piece: Piece, text: str) -> set[str]:
    """The last signs of the stretches that are the piece."""
    return {text[b - 1 : b] for _, b, _ in spots(piece, text)}
