"""The HTTP doors: every route asks who stands there and what that person may, before anything else happens."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import msgspec
import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute

from trato.app.wiring import House
from trato.kit.errors import Forbidden, Invalid, TooLarge, TratoError, Unauthenticated
from trato.kit.events import Actor, ActorKind
from trato.kit.problems import bug, problem
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.routes import Route
from trato.rooms.access.model import PUBLIC, SIGNED_IN, Need, Principal

LARGEST_BODY = 1_500_000  # bytes of JSON
RINGS = ("events", "outbox")
BODY = "trato.body"
log = structlog.get_logger()


class SessionNeeded(Unauthenticated):
    """Nobody is signed in, or no longer."""

    code = "session_needed"


def json_answer(value: Any, status: int = 200) -> Response:
    """Return `value` as JSON, or an empty answer for None."""
    if value is None:
        return Response(status_code=204)
    return Response(msgspec.json.encode(value), status, media_type="application/json")


async def body_of(request: Request, limit: int = LARGEST_BODY) -> bytes:
    """Return the body; raises `TooLarge` beyond `limit` bytes, without keeping what follows."""
    kept: bytes | None = request.scope.get(BODY)  # two doors may stand one behind the other
    if kept is not None:
        return kept
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > limit:
            raise TooLarge(limit=limit)
    request.scope[BODY] = bytes(received)
    return bytes(received)


async def admit(entrance: Entrance, request: Request, need: Need) -> Principal | None:
    """Return who asks, or None at a public door.

    Raises `SessionNeeded` for nobody, `Forbidden` for somebody who may not, or for another site's page.
    """
    headers = {name.lower(): value for name, value in request.headers.items()}
    entrance.check_origin(request.method, headers)
    if need is PUBLIC:
        return None
    principal = await entrance.principal(headers)
    if principal is None:
        raise SessionNeeded()
    if need is not SIGNED_IN and not principal.rights.may(need):  # type: ignore[arg-type]
        raise Forbidden(verb=str(need))
    return principal


def guard(deed: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Answer refusals as problems; anything else is a bug: logged, and a 500 without detail."""

    async def endpoint(request: Request) -> Response:
        try:
            return await deed(request)
        except TratoError as refusal:
            return problem(refusal, request.headers.get("accept-language", ""))
        except ClientDisconnect:  # who asked left before the whole of it came: nobody reads an answer
            return Response(status_code=400)
        except Exception:
            log.exception("http.bug", method=request.method, path=request.scope["route"].path)
            return bug(request.headers.get("accept-language", ""))

    return endpoint


def routes(house: House, entrance: Entrance, table: Iterable[Route]) -> list[HttpRoute]:
    """Return the HTTP routes of a table of deeds, each in one transaction of the workspace of whoever asks."""
    return [HttpRoute(row.path, guard(door_of(house, entrance, row)), methods=[row.method]) for row in table]


def door_of(house: House, entrance: Entrance, row: Route) -> Callable[[Request], Awaitable[Response]]:
    """Return what one address does, refusals not yet answered."""

    async def deed(request: Request) -> Response:
        principal = await admit(entrance, request, row.need)
        assert principal is not None, "public doors are written by hand"
        given = await read_given(request, row.takes)
        actor = Actor(ActorKind.USER, principal.user.id)
        async with house.db.transaction(principal.workspace_id, actor, ring=RINGS) as tx:
            answer = await row.handler(tx, principal, given)
        return json_answer(answer)

    return deed


async def read_given(request: Request, takes: type[Any]) -> Any:
    """Return what a request says: its path, its query and its JSON body, as the struct that the deed takes.

    U+0000, which no text of ours holds, is left out wherever it stands. Raises `Invalid` when it does not fit.
    """
    said: dict[str, Any] = dict(request.query_params)
    raw = await body_of(request)
    try:
        if raw:
            body = msgspec.json.decode(raw)
            if not isinstance(body, dict):
                raise Invalid(field="body", reason="not_an_object")
            said |= body
        return msgspec.convert(_without_nul(said | request.path_params), takes, strict=False)
    except (msgspec.ValidationError, msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise Invalid(field="body", reason=str(error)[:300]) from error


def _without_nul(said: Any) -> Any:
    match said:
        case str():
            return said.replace("\x00", "")
        case dict():
            return {_without_nul(name): _without_nul(value) for name, value in said.items()}
        case list():
            return [_without_nul(one) for one in said]
        case _:
            return said
