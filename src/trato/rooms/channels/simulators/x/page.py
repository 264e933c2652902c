"""A timeline and a chat: a screen on which anyone plays somebody of X, and the calls it makes."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.talk.stage import NotPossible
from trato.rooms.channels.simulators.wire import Page, fresh, guarded, ringing, shown, to_slash
from trato.rooms.channels.simulators.x.refusals import Refused
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business, Message, Person, Post

PREFIX = "/red"
_PAGE = Page(__package__, {"": "net.html", "net.css": "net.css", "net.js": "net.js", "words.js": "words.js"})
_Text = Annotated[str, Meta(min_length=1, max_length=4000)]


class _Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A post of the person's: below another, with one that it quotes, or by itself."""

    person: str
    text: _Text
    above: str = ""
    quotes: str = ""


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    """A direct message to the account; `sealed` in an encrypted chat."""

    person: str
    business: str
    text: _Text
    sealed: bool = False


class _About(Struct, frozen=True, forbid_unknown_fields=True):
    """Something done with a chat or a post."""

    person: str
    business: str = ""
    target: str = ""


class _NewPerson(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the screen and of its calls."""
    net = _Net(simulator)
    deeds = {"say": net.say, "remove": net.remove, "write": net.write, "see": net.see, "type": net.type,
             "people": net.add_person}  # fmt: skip
    return [
        Route(PREFIX, to_slash),
        Route(f"{PREFIX}/", _PAGE.show),
        Route(f"{PREFIX}/{{file}}", _PAGE.show),
        Route(f"{PREFIX}/api/state", net.state),
        Route(f"{PREFIX}/api/events", ringing(simulator.world.bell)),
        Route(f"{PREFIX}/api/files/{{media}}", net.file),
        *[
            Route(f"{PREFIX}/api/{name}", guarded(deed, NotPossible, Refused), methods=["POST"])
            for name, deed in deeds.items()
        ],
    ]


class _Net:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

    async def state(self, request: Request) -> Response:
        """Tell everything that the screen shows."""
        person = request.query_params.get("person", "")
        business = next(iter(self._world.businesses.values()), None)
        chat = self._world.chat(business.id, person) if business and person in self._world.people else []
        return fresh(
            {
                "people": [_party(one) for one in self._world.people.values()],
                "business": _party(business) if business else None,
                "posts": [self._post(one) for one in self._world.posts.values() if not one.gone],
                "chat": [_message(one) for one in chat],
            }
        )

    async def say(self, request: Request) -> Response:
        """Publish."""
        told = msgspec.json.decode(await request.body(), type=_Said)
        return JSONResponse(
            {"id": self._simulator.say(self._person(told.person), told.text, told.above, told.quotes).id}
        )

    async def remove(self, request: Request) -> Response:
        """Take one's own post away."""
        told = msgspec.json.decode(await request.body(), type=_About)
        self._simulator.remove(self._person(told.person).id, told.target)
        return JSONResponse({})

    async def write(self, request: Request) -> Response:
        """Write in private."""
        told = msgspec.json.decode(await request.body(), type=_Written)
        business, person = self._business(told.business), self._person(told.person)
        return JSONResponse({"id": self._simulator.write(business, person, told.text, sealed=told.sealed).id})

    async def see(self, request: Request) -> Response:
        """Read what the account wrote."""
        told = msgspec.json.decode(await request.body(), type=_About)
        return JSONResponse({"new": self._simulator.see(self._business(told.business), self._person(told.person))})

    async def type(self, request: Request) -> Response:
        """Begin to write in private."""
        told = msgspec.json.decode(await request.body(), type=_About)
        self._simulator.type(self._business(told.business), self._person(told.person))
        return JSONResponse({})

    async def add_person(self, request: Request) -> Response:
        """Let somebody join."""
        told = msgspec.json.decode(await request.body(), type=_NewPerson)
        identifier = self._world.new_id()
        self._simulator.add_person(identifier, f"persona{identifier[-4:]}", told.name.strip() or "?")
        self._world.bell.ring()
        return JSONResponse({"id": identifier})

    async def file(self, request: Request) -> Response:
        """Show a file."""
        file = self._world.files.get(str(request.path_params["media"]))
        return shown(file.content, file.mime) if file is not None else Response(status_code=404)

    def _person(self, identifier: str) -> Person:
        if (found := self._world.people.get(identifier)) is None:
            raise NotPossible("nobody of that name")
        return found

    def _business(self, identifier: str) -> Business:
        if (found := self._world.businesses.get(identifier)) is None:
            raise NotPossible("no such account")
        return found

    def _post(self, one: Post) -> dict[str, Any]:
        author = self._world.user(one.author)
        told = {"id": one.id, "above": one.above, "root": one.root, "quotes": one.quotes, "text": one.text}
        who = {"author": one.author, "name": author.name if author else "?", "at": one.at.isoformat()}
        marks = {"ours": one.author in self._world.businesses, "hidden": one.hidden, "media": one.media}
        return {**told, **who, **marks, "username": author.username if author else "?"}


def _party(one: Person | Business) -> dict[str, str]:
    return {"id": one.id, "name": one.name, "username": one.username}


def _message(one: Message) -> dict[str, Any]:
    told = {"id": one.id, "mine": one.mine, "text": one.text, "at": one.at.isoformat()}
    return {**told, "media": one.media, "sealed": one.sealed, "seen": one.seen}
