"""Signing in: the one door of the API that opens without a session."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import guard, read_given
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.sign_in import SignIn, sign_in


def routes(entrance: Entrance) -> list[Route]:
    """Return `POST /api/v1/session`: it answers with a cookie, and what it belongs to is at `/api/v1/me`."""

    async def begin(request: Request) -> Response:
        entrance.check_origin(request.method, {name.lower(): value for name, value in request.headers.items()})
        given = await read_given(request, SignIn)
        address = request.client.host if request.client else "unknown"
        signed = await sign_in(entrance, given, address, request.headers.get("user-agent", "")[:200])
        answer = Response(status_code=204)
        answer.headers["set-cookie"] = signed.set_cookie
        return answer

    return [Route("/api/v1/session", guard(begin), methods=["POST"])]
