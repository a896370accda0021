"""The routes of the widget's files: the loader by its release and by its moving name, the frame's script and style."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from ui.faults import json_response
from ui.release import VERSION
from ui.widget.assets import PANEL, integrity, loader, panel, stamps

_FOR_EVER = "public, max-age=31536000, immutable"
_FOR_NOW = "public, max-age=300"
_TYPE = "text/javascript; charset=utf-8"


def add_files(routes: APIRouter) -> None:
    """The routes of all files."""

    def script(content: bytes | None, stored: str) -> Response:
        if content is None:
            raise HTTPException(404)
        # Public and the same for everyone; browsers check a hash only on what they were allowed to read.
        shared = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
        return Response(content, media_type=_TYPE, headers={"Cache-Control": stored, **shared})

    @routes.get("/wenbao.js", include_in_schema=False)
    async def newest() -> Response:
        """The newest loader, without a hash to hold it against."""
        return script(loader(), _FOR_NOW)

    @routes.get("/release.json")
    async def release() -> Response:
        """The newest loader's address and hash."""
        content = loader() or b""
        return json_response({"version": VERSION, "src": f"v{VERSION}.js", "integrity": integrity(content)})

    @routes.get("/v{version}.js", include_in_schema=False)
    async def released(version: str) -> Response:
        """One release's loader, the same for ever."""
        return script(loader(version), _FOR_EVER)

    @routes.get("/panel-{stamp}.{kind}", include_in_schema=False)
    async def own_file(stamp: str, kind: str) -> Response:
        """The frame's script or style. An old frame may ask for an old name: it gets the present one, kept nowhere."""
        name = f"panel.{kind}"
        if name not in PANEL:
            raise HTTPException(404)
        stored = _FOR_EVER if stamps()[name] == stamp else "no-store"
        return Response(panel(name), media_type=PANEL[name], headers={"Cache-Control": stored})
