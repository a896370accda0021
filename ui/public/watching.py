"""/metrics, for those who keep the service running: from this machine or its network, or with a token."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import Response

from ui.faults import error_response, request_id
from ui.public.askers import asker_of
from ui.public.metrics import CONTENT_TYPE_LATEST
from ui.service import Service


def router(service: Service) -> APIRouter:
    """The route."""
    routes = APIRouter(tags=["health"])

    @routes.get("/metrics", include_in_schema=False)
    def metrics(request: Request) -> Response:
        """Counts and times in Prometheus' text format."""
        if not _may_read(service, request):
            return error_response(403, request_id(request), message="this is not for the public")
        return Response(service.metrics.read(service.opening, service.limits.streams), media_type=CONTENT_TYPE_LATEST)

    return routes


def _may_read(service: Service, request: Request) -> bool:
    token = service.settings.public.metrics_token
    if token is None:
        return asker_of(request.scope).private
    given = request.headers.get("authorization", "").encode()
    return secrets.compare_digest(given, b"Bearer " + token.get_secret_value().encode())
