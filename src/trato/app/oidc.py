"""Sign-in by OpenID Connect as browsers walk it: there, back, and in; a refusal is told on the page of signing in."""

from __future__ import annotations

from urllib.parse import urlencode

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.signing import address_of, device_of, headers_of
from trato.kit.errors import TratoError
from trato.kit.requests import OneId
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.oidc import (
    CALLBACK,
    GONE_OUT,
    PROVEN,
    Answered,
    CodeWanted,
    OidcCode,
    OidcDoor,
    ToCheck,
)
from trato.rooms.access.http.oidc_providers import PATH as PROVIDERS
from trato.rooms.access.http.oidc_providers import check_trusted
from trato.rooms.access.model import Verb

PATH = "/api/v1/session/oidc"
CHECK = f"{PROVIDERS}/check"


class Where(Struct, frozen=True):
    """A workspace by its name in addresses; nothing for the only one."""

    workspace: str = ""


def routes(entrance: Entrance, door: OidcDoor) -> list[Route]:
    """Return the addresses of signing in with a provider, and the one that looks at a provider before it is trusted."""

    async def ways(request: Request) -> Response:
        return json_answer(await door.ways((await read_given(request, Where)).workspace))

    async def start(request: Request) -> Response:
        try:
            begun = await door.begin((await read_given(request, OneId)).id, address_of(request))
        except TratoError as refusal:
            return _home(refused=refusal.code)
        return _go(begun.url, begun.set_cookie)

    async def back(request: Request) -> Response:
        forget = door.forget(GONE_OUT)
        try:
            answered = await read_given(request, Answered)
            done = await door.finish(answered, headers_of(request), address_of(request), device_of(request))
        except TratoError as refusal:
            return _home(forget, refused=refusal.code)
        if isinstance(done, CodeWanted):
            return _home(forget, done.set_cookie, second="oidc")
        return _home(forget, done.set_cookie)

    async def code(request: Request) -> Response:
        entrance.check_origin(request.method, headers_of(request))
        given = await read_given(request, OidcCode)
        signed = await door.take_code(given, headers_of(request), address_of(request), device_of(request))
        answer = Response(status_code=204)
        answer.headers.append("set-cookie", signed.set_cookie)
        answer.headers.append("set-cookie", door.forget(PROVEN))
        return answer

    async def check(request: Request) -> Response:
        who = await admit(entrance, request, Verb.USERS_MANAGE)
        assert who is not None
        check_trusted(who)
        return json_answer(await door.check((await read_given(request, ToCheck)).issuer))

    return [
        Route(PATH, guard(ways), methods=["GET"]),
        Route(CALLBACK, guard(back), methods=["GET"]),
        Route(f"{PATH}/code", guard(code), methods=["POST"]),
        Route(f"{PATH}/{{id}}/start", guard(start), methods=["GET"]),
        Route(CHECK, guard(check), methods=["POST"]),
    ]


def _home(*cookies: str, **told: str) -> Response:
    return _go(f"/?{urlencode(told)}" if told else "/", *cookies)


def _go(url: str, *cookies: str) -> Response:
    answer = RedirectResponse(url, 302, headers={"cache-control": "no-store", "referrer-policy": "no-referrer"})
    for one in cookies:
        answer.headers.append("set-cookie", one)
    return answer
