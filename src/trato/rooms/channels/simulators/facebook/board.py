"""The Page's own wall: a screen on which anyone plays somebody who comments, and the calls it makes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.simulator import Simulator
from trato.rooms.channels.simulators.facebook.world import Spoken

_FILES = {"": "board.html", "board.css": "board.css", "board.js": "board.js"}
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'"
Endpoint = Callable[[Request], Awaitable[Response]]
_Text = Annotated[str, Meta(min_length=1, max_length=8000)]


class _Comment(Struct, frozen=True, forbid_unknown_fields=True):
    person: Annotated[str, Meta(min_length=1)]
    above: str
    text: _Text


class _Change(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    target: str
    text: _Text


class _Removal(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    target: str


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the screen and of its calls."""
    board = _Board(simulator)
    posts = {"comment": board.comment, "edit": board.edit, "remove": board.remove}
    return [
        Route("/wall/", _screen),
        Route("/wall/{file}", _screen),
        Route("/wall/api/state", board.state),
        *[Route(f"/wall/api/{name}", _guarded(deed), methods=["POST"]) for name, deed in posts.items()],
    ]


async def _screen(request: Request) -> Response:
    name = _FILES.get(request.path_params.get("file", ""))
    if name is None:
        return Response(status_code=404)
    content = files(__package__).joinpath("page", name).read_bytes()
    headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=_KINDS[name.rpartition(".")[2]], headers=headers)


def _guarded(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "another site"}, 403)
        try:
            return await endpoint(request)
        except (Refused, KeyError, msgspec.ValidationError, msgspec.DecodeError) as wrong:
            return JSONResponse({"error": str(wrong)}, 422)

    return answer


class _Board:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def state(self, request: Request) -> Response:
        """Tell everything that the screen shows; who is somebody sees what of theirs was hidden."""
        world, me = self._simulator.world, request.query_params.get("person", "")
        people = [{"id": one.wa_id, "name": one.name} for one in world.people.values()]
        shown = [self._told(one) for one in world.posts.values() if not one.hidden or one.author == me]
        return JSONResponse({"people": people, "posts": shown}, headers={"Cache-Control": "no-store"})

    async def comment(self, request: Request) -> Response:
        """Write below a post or a comment."""
        told = msgspec.json.decode(await request.body(), type=_Comment)
        person = self._simulator.world.people[told.person]
        return JSONResponse({"id": self._simulator.posts.comment(person.wa_id, told.above, told.text)})

    async def edit(self, request: Request) -> Response:
        """Change one's own text."""
        told = msgspec.json.decode(await request.body(), type=_Change)
        self._own(told.target, told.person)
        self._simulator.posts.edit(told.target, told.text)
        return JSONResponse({})

    async def remove(self, request: Request) -> Response:
        """Take one's own comment away."""
        told = msgspec.json.decode(await request.body(), type=_Removal)
        self._own(told.target, told.person)
        self._simulator.posts.remove(told.target)
        return JSONResponse({})

    def _own(self, target: str, person: str) -> None:
        if self._simulator.posts.get(target).author != person:
            raise Refused(200, "not yours")

    def _told(self, one: Spoken) -> dict[str, object]:
        world = self._simulator.world
        page = world.numbers[one.page]
        ours = one.author == page.id
        name = page.name if ours else world.people[one.author].name
        told: dict[str, object] = {
            "id": one.id,
            "post": one.post,
            "above": one.above,
            "text": one.text,
            "at": one.at.isoformat(),
        }
        marks = {"liked": one.liked, "edited": one.edited, "hidden": one.hidden}
        return told | marks | {"author": one.author, "name": name, "ours": ours}
