"""Signing in and leaving: the one door of the API that opens without a session, and the one that shuts it."""

from __future__ import annotations

from msgspec import Struct
from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer, read_given
from trato.kit.events import Actor, ActorKind
from trato.rooms.access import api as access
from trato.rooms.access.http import coming_in
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.sign_in import SignedIn, SignIn, sign_in
from trato.rooms.access.model import SIGNED_IN
from trato.rooms.access.rules.passkeys import site_of

PATH = "/api/v1/session"
LINK = "/api/v1/link"  # its text is sent in the body, never in an address: servers log those
WAYS = "/api/v1/entrance"


class Ways(Struct, frozen=True):
    """How one may come in here: whether a forgotten password is answered by mail."""

    mail: bool


def routes(entrance: Entrance, public_url: str, *, by_mail: bool) -> list[Route]:
    """Return `POST` and `DELETE /api/v1/session`, and the ways in without a password.

    Coming in answers with a cookie, and what it belongs to is at `/api/v1/me`; leaving takes it away.
    """
    site = site_of(public_url)

    async def begin(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        given = await read_given(request, SignIn)
        return _let_in(await sign_in(entrance, given, address_of(request), device_of(request)))

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

    async def ask(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        return json_answer(await coming_in.ask_for_passkey(entrance, site))

    async def prove(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        given = await read_given(request, coming_in.PasskeyAnswer)
        signed = await coming_in.sign_in_by_passkey(entrance, site, given, address_of(request), device_of(request))
        return _let_in(signed)

    async def show(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        given = await read_given(request, coming_in.LinkText)
        return json_answer(await coming_in.show_link(entrance, given, address_of(request)))

    async def take(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        given = await read_given(request, coming_in.LinkTaken)
        return _let_in(await coming_in.take_link(entrance, given, address_of(request), device_of(request)))

    async def forget(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        given = await read_given(request, coming_in.Forgotten)
        email = await coming_in.may_forget(entrance, given, address_of(request))
        after = BackgroundTask(coming_in.forget_password, entrance.database, email) if by_mail else None
        return Response(status_code=204, background=after)

    async def ways(request: Request) -> Response:
        return json_answer(Ways(by_mail))

    return [
        Route(WAYS, guard(ways), methods=["GET"]),
        Route(f"{PATH}/passkey/options", guard(ask), methods=["POST"]),
        Route(f"{PATH}/passkey", guard(prove), methods=["POST"]),
        Route(f"{PATH}/forgotten", guard(forget), methods=["POST"]),
        Route(LINK, guard(show), methods=["POST"]),
        Route(f"{LINK}/take", guard(take), methods=["POST"]),
        Route(PATH, guard(begin), methods=["POST"]),
        Route(PATH, guard(end), methods=["DELETE"]),
    ]


def _let_in(signed: SignedIn | None) -> Response:
    """Answer with the cookie of a session; without one, with nothing: who came must still sign in."""
    answer = Response(status_code=204)
    if signed is not None:
        answer.headers["set-cookie"] = signed.set_cookie
    return answer


def headers_of(request: Request) -> dict[str, str]:
    """Return the headers of a request by names in lower case."""
    return {name.lower(): value for name, value in request.headers.items()}


def address_of(request: Request) -> str:
    """Return the network address of who asks."""
    return request.client.host if request.client else "unknown"


def device_of(request: Request) -> str:
    """Return what the browser calls itself."""
    return request.headers.get("user-agent", "")[:200]
