"""What a business publishes: a screen on which anyone plays somebody who comments, and the calls it makes.

One screen for every channel that is played on it; each says its own name, and whether comments may be changed.
"""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.simulator import Simulator
from trato.rooms.channels.simulators.facebook.world import Spoken
from trato.rooms.channels.simulators.wire import Page, fresh, guarded, to_slash

_FILES = {"": "board.html", "board.css": "board.css", "board.js": "board.js", "words.js": "words.js"}
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


def routes(simulator: Simulator, channel: str = "Facebook", *, look: str = "", edits: bool = True) -> list[Route]:
    """Return the routes of the screen and of its calls; `look` is a dress of the screen's own."""
    board = _Board(simulator, edits=edits)
    page = Page(__package__, _FILES, {"channel": channel, "look": look}).show
    deeds = {"comment": board.comment, "remove": board.remove} | ({"edit": board.edit} if edits else {})
    return [
        Route("/wall", to_slash),
        Route("/wall/", page),
        Route("/wall/{file}", page),
        Route("/wall/api/state", board.state),
        *[
            Route(f"/wall/api/{name}", guarded(deed, Refused, KeyError), methods=["POST"])
            for name, deed in deeds.items()
        ],
    ]


class _Board:
    def __init__(self, simulator: Simulator, *, edits: bool) -> None:
        self._simulator = simulator
        self._edits = edits

    async def state(self, request: Request) -> Response:
        """Tell everything that the screen shows; who is somebody sees what of theirs was hidden."""
        world, me = self._simulator.world, request.query_params.get("person", "")
        people = [{"id": one.wa_id, "name": one.name} for one in world.people.values()]
        shown = [self._told(one) for one in world.posts.values() if not one.hidden or one.author == me]
        return fresh({"people": people, "posts": shown, "edits": self._edits})

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
        person = world.people.get(one.author)
        name = (page.handle or page.name) if person is None else (person.username or person.name)
        told: dict[str, object] = {
            "id": one.id,
            "post": one.post,
            "above": one.above,
            "text": one.text,
            "at": one.at.isoformat(),
            "picture": one.picture,
        }
        marks = {"liked": one.liked, "edited": one.edited, "hidden": one.hidden}
        return told | marks | {"author": one.author, "name": name, "ours": ours}
