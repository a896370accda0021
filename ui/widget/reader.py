"""An article in the widget's panel: what a site's visitor may read of it."""

from __future__ import annotations

from typing import Annotated

from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from ui.faults import error_response, json_response
from ui.public.reception import Counter
from ui.widget.sites import Embedder
from ui.wire import article_json

SHOWN = (
    "key",
    "newspaper",
    "edition",
    "kicker",
    "headline",
    "subheadline",
    "byline_text",
    "published",
    "body",
    "captions",
    "corrects",
    "corrected_by",
    "url",
)
"""Of an article: what is printed, and the way to the original."""


class ArticleBody(BaseModel):
    """POST /widget/article."""

    model_config = ConfigDict(extra="forbid")
    key: Annotated[str, Field(min_length=1, max_length=200)]


def read_article(counter: Counter, site: Embedder, key: str, request_id: str) -> Response:
    """The article as the contract's fields of it, and whether it is `whole`: an archive that is sold shows its lead.

    One of a collection that the site may not see is 404 like one that is not there. Raises Blocked, TooMany.
    """
    found = counter.article(key)
    if found is None:
        return error_response(404, request_id, "no_article", "there is no article with this key")
    if found.withdrawn:
        return error_response(410, request_id, "withdrawn", "this article was withdrawn")
    kept = counter.reception.opening.get().article(key)
    told = article_json(found)
    shown = {name: told[name] for name in SHOWN}
    if not site.may_link(found.url):
        shown["url"] = None
    return json_response({**shown, "whole": kept is not None and kept.body == found.body})
