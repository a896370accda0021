"""The room of the scorecard: how the program did on labelled questions, with bars drawn here, or that nobody tried."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import Response
from markupsafe import Markup

from ui.admin.forms import Room
from ui.admin.pages import page
from ui.admin.places import place_of
from ui.admin.sessions import require_editor
from ui.evals.scorecard import Row, read
from ui.service import Service

KINDS: Final = ("answers", "claims", "retrieval", "")
"""The evaluations in the order in which they are shown; the last for rows of unknown origin."""
_FIRST: Final = {"answers": "right", "claims": "accuracy", "retrieval": "Success@1"}
"""The figure that is drawn: a share of the questions, so that an interval can be given for it."""
_Z: Final = 1.96
"""Of a normal distribution, for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Part:
    """One evaluation's rows."""

    what: str
    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    """Names of the figures, the drawn one first."""
    drawn: str

    @property
    def newest(self) -> Row:
        """The row that tells when and on what it was measured."""
        return max(self.rows, key=lambda row: row.at)


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=Room, include_in_schema=False)

    @routes.get("/admin/scorecard")
    def scorecard(request: Request) -> Response:
        """What the last `wenbao eval` of each kind measured."""
        editor = require_editor(service, request)
        parts = arrange(read(place_of(service).path))
        version = service.opening.get().coverage().version
        return page(request, "scorecard.html", editor=editor, parts=parts, version=version, bar=bar_svg)

    return routes


def arrange(rows: tuple[Row, ...]) -> list[Part]:
    """The rows by evaluation."""
    parts = []
    for kind in KINDS:
        mine = tuple(row for row in rows if (row.what if row.what in KINDS else "") == kind)
        if mine:
            names = dict.fromkeys(name for row in mine for name in row.figures)
            drawn = _FIRST.get(kind, "") if _FIRST.get(kind, "") in names else next(iter(names), "")
            columns = tuple(sorted(names, key=lambda name: name != drawn))
            parts.append(Part(kind, mine, columns, drawn))
    return parts


def interval(share: float, of: int) -> tuple[float, float]:
    """Wilson's interval of 95 % for a share of `of` questions (Wilson 1927), honest for few and at 0 and 1."""
    if of <= 0:
        return 0.0, 1.0
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z / (1 + _Z**2 / of) * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def bar_svg(share: float, of: int) -> Markup:
    """A share as a bar with its interval as a line. Nothing for a screen reader: the figure stands beside it."""
    low, high = interval(share, of)
    return Markup(
        '<svg class="bar" viewBox="0 0 200 16" aria-hidden="true" focusable="false">'
        '<rect class="track" width="200" height="16"/><rect class="share" width="{share:.1f}" height="16"/>'
        '<path class="likely" d="M{low:.1f} 8H{high:.1f}M{low:.1f} 4v8M{high:.1f} 4v8"/></svg>'
    ).format(share=200 * share, low=200 * low, high=200 * high)
