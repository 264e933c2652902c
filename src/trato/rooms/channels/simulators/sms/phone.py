"""The telephone: a page on which anyone texts a business, and the calls it makes."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.sms.simulator import Simulator
from trato.rooms.channels.simulators.sms.world import new_sid
from trato.rooms.channels.simulators.wire import Endpoint, Page, fresh, guarded, ringing, shown, to_slash

_PAGE = Page(
    __package__,
    {"": "phone.html", "phone.css": "phone.css", "phone.js": "phone.js", "words.js": "words.js"},
    pictures="http: https:",
)
_MIME = frozenset({"image/jpeg", "image/png", "image/gif", "video/mp4", "audio/mpeg"})
_LARGEST_FILE = 5 * 1024 * 1024


class _NewPerson(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    phone: Annotated[str, Meta(pattern=r"^\+[0-9 ()-]{7,24}$")]


class _Say(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    number: str
    text: Annotated[str, Meta(max_length=1600)] = ""
    files: Annotated[list[str], Meta(max_length=10)] = []


class _NotUnderstood(Exception):
    """A call of the page that makes no sense."""


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the page and of its calls."""
    phone = _Phone(simulator)
    return [
        Route("/phone", to_slash),
        Route("/phone/", _PAGE.show),
        Route("/phone/{file}", _PAGE.show),
        Route("/phone/api/state", _guarded(phone.state)),
        Route("/phone/api/events", ringing(simulator.world)),
        Route("/phone/api/people", _guarded(phone.add_person), methods=["POST"]),
        Route("/phone/api/say", _guarded(phone.say), methods=["POST"]),
        Route("/phone/api/files", _guarded(phone.keep_file), methods=["POST"]),
        Route("/phone/api/files/{media}", _guarded(phone.file)),
    ]


def _guarded(endpoint: Endpoint) -> Endpoint:
    return guarded(endpoint, _NotUnderstood)


class _Phone:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows to one person, of one chat."""
        person, number = request.query_params.get("person", ""), request.query_params.get("number", "")
        lines = [{"number": one.number, "name": one.name} for one in self._world.lines.values()]
        people = [{"phone": phone, "name": name} for phone, name in self._world.people.items()]
        thread = [{**asdict(one), "at": one.at.isoformat()} for one in self._world.threads.get((number, person), ())]
        told = {"version": self._world.version, "lines": lines, "people": people, "thread": thread}
        return fresh(told)

    async def add_person(self, request: Request) -> Response:
        """Give somebody a telephone."""
        told = msgspec.json.decode(await request.body(), type=_NewPerson)
        phone = "+" + "".join(sign for sign in told.phone if sign in "0123456789")
        self._world.people.setdefault(phone, told.name.strip())
        self._world.touch()
        return JSONResponse({"phone": phone})

    async def say(self, request: Request) -> Response:
        """Text a business."""
        told = msgspec.json.decode(await request.body(), type=_Say)
        if told.number not in self._world.lines or told.person not in self._world.people:
            raise _NotUnderstood("no such number")
        if not told.text.strip() and not told.files:
            raise _NotUnderstood("nothing to say")
        if any(one not in self._world.files for one in told.files):
            raise _NotUnderstood("no such file")
        account, root = self._world.lines[told.number].account_sid, str(request.url).rpartition("/phone/api/")[0]
        message = new_sid("MM")
        held = tuple(
            (f"{root}/2010-04-01/Accounts/{account}/Messages/{message}/Media/{one}", self._world.files[one][1])
            for one in told.files
        )
        return JSONResponse({"sid": self._simulator.say(told.number, told.person, told.text, held)})

    async def keep_file(self, request: Request) -> Response:
        """Take a file that the person will send: raw bytes, its kind in Content-Type."""
        content, mime = await request.body(), request.headers.get("content-type", "")
        if not content or len(content) > _LARGEST_FILE or mime not in _MIME:
            raise _NotUnderstood("between 1 byte and 5 MB, a picture, a video or a sound")
        media = new_sid("ME")
        self._world.files[media] = (content, mime)
        return JSONResponse({"media": media})

    async def file(self, request: Request) -> Response:
        """Show a file on the telephone of who sent it."""
        found = self._world.files.get(request.path_params["media"])
        if found is None:
            return Response(status_code=404)
        return shown(*found)
