"""The room of articles: those in doubt, one to correct on its page's text, and what is withdrawn."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from index.amendments import FIELDS
from index.desk import correct, restore, uncorrect, withdraw
from index.errors import InputError
from index.fingerprints import digest
from index.folder import IndexFolder
from index.records import Article
from index.withdrawals import NAME as WITHDRAWALS
from index.withdrawals import Withdrawals
from ui.admin.doubtful import Line, doubts_of
from ui.admin.forms import TEXT_MOST, Form, Room, form_of
from ui.admin.lines import choose
from ui.admin.pages import page
from ui.admin.places import article_of, embedder_of, place_of
from ui.admin.sessions import require_editor
from ui.release import VERSION
from ui.service import Service

_SHOWN: Final = 50
_BODY_MOST: Final = 400_000
_LINE_MOST: Final = 500
_QUERY_MOST: Final = 200


def router(service: Service) -> APIRouter:
    """The routes."""
    routes = APIRouter(route_class=Room, include_in_schema=False)
    _add_pages(routes, service)
    _add_edits(routes, service)
    return routes


def _add_pages(routes: APIRouter, service: Service) -> None:
    @routes.get("/admin/articles")
    def articles(request: Request, q: str = "", after: str = "0") -> Response:
        """Those in doubt; with `q` what a search or a key finds."""
        editor = require_editor(service, request)
        archive, q = service.opening.get(), q.strip()[:_QUERY_MOST]
        start = int(after) if after.isascii() and after.isdigit() and len(after) < 9 else 0
        doubtful = doubts_of(archive)
        found = _find(service, q) if q else doubtful[start : start + _SHOWN]
        more = 0 if q or start + _SHOWN >= len(doubtful) else start + _SHOWN
        return page(request, "articles.html", editor=editor, q=q, found=found, more=more, doubtful=len(doubtful))

    @routes.get("/admin/article")
    def article(request: Request, key: str = "", append: str = "", first: str = "", last: str = "") -> Response:
        """One article with the others of its page.

        Unsaved: `append` puts another's text behind its own, `first` and `last` read those lines of its page instead.
        """
        editor = require_editor(service, request)
        store = service.opening.get().store
        found = store.article(key)
        if found is None:
            raise InputError(f"there is no article {key[:80]!r}")
        if found.withdrawn:
            stone = withdrawals(place_of(service)).standing.get(key)
            return page(request, "withdrawn_article.html", editor=editor, key=key, stone=stone)
        others = [each for each in store.beside(key) if each.key != key]
        more = next((each for each in others if each.key == append), None)
        body = f"{found.body}\n{more.body}" if more else found.body
        corrected = "editor" in found.fixes
        chosen = choose(service, key, first, last)
        shown = found
        if chosen is not None:
            body, read = chosen.article.body, chosen.article
            texts = {name: getattr(read, name) or getattr(found, name) for name in ("headline", "byline_text")}
            shown = replace(found, **texts)
        return page(
            request, "article.html", editor=editor, article=found, shown=shown, body=body, others=others,
            corrected=corrected, line=Line.of(found), appended=more, chosen=chosen, was=stamp(found),
        )  # fmt: skip

    @routes.get("/admin/withdrawn")
    def gone(request: Request) -> Response:
        """What is withdrawn, the newest first; no word of any text."""
        editor = require_editor(service, request)
        stones = withdrawals(place_of(service))
        standing = sorted(stones.standing.values(), key=lambda stone: stone.when, reverse=True)
        return page(request, "withdrawn.html", editor=editor, stones=standing, waiting=list(stones.waiting.values()))


def _add_edits(routes: APIRouter, service: Service) -> None:
    own, long = Depends(form_of(service)), Depends(form_of(service, TEXT_MOST))

    @routes.post("/admin/article/correct")
    def mend(form: Form = long) -> Response:
        """Correct it; with nothing changed it is confirmed as it is."""
        key = form.text("key", _LINE_MOST)
        found = article_of(service, key)
        if form.text("was", 64) not in ("", stamp(found)):
            raise InputError("somebody else has changed this article meanwhile: open it again and look")
        changed = changes(found, form)
        fields = changed or {"headline": found.headline}
        correct(place_of(service), embedder_of(service), key, fields, program=VERSION)
        service.opening.get().catch_up()
        return form.to("/admin/article", "did_correct" if changed else "did_confirm", key=key)

    @routes.post("/admin/article/uncorrect")
    def unmend(form: Form = own) -> Response:
        """Have it again as its file has it."""
        key = form.text("key", _LINE_MOST)
        if "editor" not in article_of(service, key).fixes:
            raise InputError("this article was not corrected")
        uncorrect(place_of(service), embedder_of(service), key, program=VERSION)
        service.opening.get().catch_up()
        return form.to("/admin/article", "did_uncorrect", key=key)

    @routes.post("/admin/article/withdraw")
    def take_out(form: Form = own) -> Response:
        """Take it and its reprints out at once."""
        key, reason = form.text("key", _LINE_MOST), form.text("reason")
        if not reason:
            raise InputError("a withdrawal needs a reason: write why")
        article_of(service, key)
        withdraw(place_of(service), key, reason, program=VERSION)
        service.opening.get().catch_up()
        return form.to("/admin/article", "did_withdraw", key=key)

    @routes.post("/admin/article/restore")
    def put_back(form: Form = own) -> Response:
        """Take the withdrawal back."""
        edit = restore(place_of(service), form.text("key", _LINE_MOST), program=VERSION)
        service.opening.get().catch_up()
        if edit.keys:
            return form.to("/admin/article", "did_restore", key=edit.keys[0])
        return form.to("/admin/withdrawn", "did_restore_later")


def changes(article: Article, form: Form) -> dict[str, str]:
    """What the form has other than the article."""
    now = _fields(article)
    given = {name: form.text(name, _BODY_MOST if name == "body" else _LINE_MOST) for name in FIELDS}
    sent = {name: text for name, text in given.items() if name in form.fields and text != now[name].strip()}
    if sent.get("date") == "":
        del sent["date"]  # a day once known is corrected, not forgotten
    return sent


def stamp(article: Article) -> str:
    """What tells whether an article is still as it was when its form was opened."""
    return digest(*_fields(article).values())


def _fields(article: Article) -> dict[str, str]:
    return {
        "headline": article.headline,
        "kicker": article.kicker,
        "subheadline": article.subheadline,
        "date": article.published or "",
        "byline": article.byline_text,
        "body": article.body.strip(),
    }


def withdrawals(place: IndexFolder) -> Withdrawals:
    """The tombstones that count: those of the newest version on disk."""
    if not place.exists():
        return Withdrawals()
    manifest = place.manifest()
    return Withdrawals.load(place.read_file(place.newest(manifest, WITHDRAWALS), WITHDRAWALS))


def _find(service: Service, q: str) -> tuple[Line, ...]:
    """The article with this key, else what a search finds; the newspaper's own people see past the block-list."""
    archive = service.opening.get()
    article = archive.store.article(q)
    if article is not None and not article.withdrawn:
        return (Line.of(article),)
    if not any(sign.isalnum() for sign in q):
        return ()
    found = (archive.store.article(result.key) for result in archive.search(q, top=_SHOWN).results)
    return tuple(Line.of(each) for each in found if each is not None and not each.withdrawn)
