"""Signing in and leaving: the one door of the API that opens without a session, and the one that shuts it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, read_given
from trato.kit.events import Actor, ActorKind
from trato.rooms.access import api as access
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.sign_in import SignIn, sign_in
from trato.rooms.access.model import SIGNED_IN

PATH = "/api/v1/session"


def routes(entrance: Entrance) -> list[Route]:
    """Return `POST` and `DELETE /api/v1/session`.

    The first answers with a cookie, and what it belongs to is at `/api/v1/me`; the second takes it away.
    """

    async def begin(request: Request) -> Response:
        entrance.check_origin(request.method, {name.lower(): value for name, value in request.headers.items()})
        given = await read_given(request, SignIn)
        address = request.client.host if request.client else "unknown"
        signed = await sign_in(entrance, given, address, request.headers.get("user-agent", "")[:200])
        answer = Response(status_code=204)
        answer.headers["set-cookie"] = signed.set_cookie
        return answer

    async def end(request: Request) -> Response:
        who = await admit(entrance, request, SIGNED_IN)
        assert who is not None, "only who has signed in can leave"
        if who.session_id is not None:
            actor = Actor(ActorKind.USER, who.user.id)
            async with entrance.database.transaction(who.workspace_id, actor, ring=("events",)) as tx:
                await access.end_session(tx, who.session_id)
        entrance.forget()
        answer = Response(status_code=204)
        answer.headers["set-cookie"] = entrance.clear_cookie()
        return answer

    return [
        Route(PATH, guard(begin), methods=["POST"]),
        Route(PATH, guard(end), methods=["DELETE"]),
    ]
