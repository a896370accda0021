"""`wenbao site`: the web sites that may embed the widget."""

from __future__ import annotations

from argparse import Namespace

from ui.archive import default_index
from ui.commands.output import print_json, say
from ui.settings import load_settings
from ui.state.store import State, default_url
from ui.state.tables import Site
from ui.widget.assets import snippet
from ui.widget.sites import Sites, read_rules
from ui.wire import Json


def run(options: Namespace) -> int:
    """Add, list, change, pause, resume a site, or print what its web master pastes."""
    settings = load_settings()
    url = settings.state_url.get_secret_value() if settings.state_url else default_url(options.index or default_index())
    state = State.open(url)
    try:
        return _DO[options.what](Sites(state), options)
    finally:
        state.close()


def _add(sites: Sites, options: Namespace) -> int:
    return _tell(sites.add(options.name, options.parent or (), read_rules(_given(options))), options)


def _change(sites: Sites, options: Namespace) -> int:
    return _tell(sites.change(options.id, parents=options.parent, settings=_given(options)), options)


def _list(sites: Sites, options: Namespace) -> int:
    for site in sites.all():
        _tell(site, options)
    return 0


def _pause(sites: Sites, options: Namespace) -> int:
    return _tell(sites.pause(options.id, options.what == "pause"), options)


def _snippet(sites: Sites, options: Namespace) -> int:
    lines = snippet(sites.get(options.id).id, options.service, options.lang)
    if options.json:
        print_json({"id": options.id, "snippet": lines})
    else:
        say(lines)
    return 0


_DO = {"add": _add, "change": _change, "list": _list, "pause": _pause, "resume": _pause, "snippet": _snippet}


def _given(options: Namespace) -> Json:
    """The settings that the command line names; the others stay as they are."""
    named = {
        "collections": options.collection,
        "minute": options.minute,
        "ticket": options.ticket,
        "links": options.link,
        "title": options.title,
        "greeting": options.greeting,
        "suggestions": options.suggestion,
        "privacy": options.privacy,
        "terms": options.terms,
        "lang": options.site_lang,
    }
    return {name: value for name, value in named.items() if value is not None}


def _tell(site: Site, options: Namespace) -> int:
    """One site. Its secret is shown where tickets are signed with it, and nowhere else."""
    shown: Json = {
        "id": site.id,
        "name": site.name,
        "parents": site.parents,
        "paused": site.paused,
        "settings": site.settings,
        **({"secret": site.secret} if site.settings.get("ticket") else {}),
    }
    if options.json:
        print_json(shown)
    else:
        parents = " ".join(site.parents) or "(no parents: it cannot be embedded anywhere)"
        say(f"{site.id}  {site.name}  {'paused' if site.paused else 'on'}  {parents}")
        if "secret" in shown:
            say(f"    tickets are signed with {site.secret}")
    return 0
