"""The telephone: a page on which anyone plays a person who writes to a business, and the calls it makes.

One page for every channel that is played on it; each says its own name.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from importlib.resources import files
from typing import Annotated, Any, Literal, Protocol
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.chats import Bubble, StoredFile, Thread
from trato.rooms.channels.simulators.meta.faults import Fault, Faults

_PAGE = {"": "phone.html", "phone.css": "phone.css", "phone.js": "phone.js", "words.js": "words.js"}
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_LARGEST_FILE = 16 * 1024 * 1024
_HEARTBEAT = 15.0  # seconds between signs of life of an event stream
_POLICY = "default-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'"

Endpoint = Callable[[Request], Awaitable[Response]]


class _Whom(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    number: str


class _NewPerson(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    phone: Annotated[str, Meta(pattern=r"^(\+?[0-9 ()-]{7,24})?$")] = ""
    username: Annotated[str, Meta(max_length=30)] = ""
    hides_phone: bool = False


_Kind = Literal[
    "text",
    "image",
    "video",
    "audio",
    "voice",
    "document",
    "sticker",
    "location",
    "contacts",
    "button",
    "button_reply",
    "list_reply",
]


class _Said(Struct, frozen=True, forbid_unknown_fields=True):
    kind: _Kind
    text: Annotated[str, Meta(max_length=4096)] = ""
    media: str = ""
    mime: str = ""
    name: str = ""
    latitude: Annotated[float, Meta(ge=-90, le=90)] = 0.0
    longitude: Annotated[float, Meta(ge=-180, le=180)] = 0.0
    payload: str = ""
    description: str = ""
    phones: list[str] = []


class _Say(_Whom, frozen=True, forbid_unknown_fields=True):
    content: _Said
    reply_to: str = ""


class _Target(_Whom, frozen=True, forbid_unknown_fields=True):
    target: str
    emoji: Annotated[str, Meta(max_length=16)] = ""
    text: Annotated[str, Meta(max_length=4096)] = ""


class _Marketing(_Whom, frozen=True, forbid_unknown_fields=True):
    wanted: bool


class _Trouble(Struct, frozen=True, forbid_unknown_fields=True):
    rates: dict[Fault, Annotated[float, Meta(ge=0, le=1)]] = {}
    order: list[Fault] = []


class NotUnderstood(Exception):
    """A call of the page that makes no sense."""


class Person(Protocol):
    """Somebody with a telephone."""

    @property
    def wa_id(self) -> str:
        """The id by which they are told apart."""

    @property
    def name(self) -> str:
        """What they are called."""

    @property
    def username(self) -> str:
        """Their public name, "" without."""

    @property
    def hides_phone(self) -> bool:
        """Whether a business sees the public name alone."""

    @property
    def no_marketing(self) -> bool:
        """Whether they want no offers."""


class Business(Protocol):
    """Whom one writes to."""

    @property
    def id(self) -> str:
        """Its account's id."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def display(self) -> str:
        """Its number or address as people see it."""


class Town(Protocol):
    """Who and what there is."""

    @property
    def people(self) -> Mapping[str, Person]:
        """Everybody with a telephone."""

    @property
    def numbers(self) -> Mapping[str, Business]:
        """Every business."""

    @property
    def threads(self) -> Mapping[tuple[str, str], Thread]:
        """What was said, by (business, person)."""

    @property
    def files(self) -> Mapping[str, StoredFile]:
        """Files by id."""

    @property
    def version(self) -> int:
        """How often something changed."""

    @property
    def closed(self) -> bool:
        """Whether all is over."""

    async def changed(self, since: int, timeout: float) -> int:
        """Wait for a change."""


class Played(Protocol):
    """A provider that is played: what a telephone may ask of it."""

    @property
    def world(self) -> Town:
        """Who and what there is."""

    @property
    def faults(self) -> Faults:
        """What goes wrong."""

    @property
    def clock(self) -> Callable[[], datetime]:
        """What time it is."""

    def add_person(self, wa_id: str, name: str, *, username: str = "", hides_phone: bool = False) -> Person:
        """Give somebody a telephone."""

    def say(self, number_id: str, wa_id: str, content: dict[str, Any], reply_to: str = "") -> str:
        """Let a person say something."""

    def react(self, number_id: str, wa_id: str, target: str, emoji: str) -> None:
        """Let a person react."""

    def edit(self, number_id: str, wa_id: str, target: str, text: str) -> None:
        """Let a person change a text of theirs."""

    def take_back(self, number_id: str, wa_id: str, target: str) -> None:
        """Let a person delete a message of theirs."""

    def see(self, number_id: str, wa_id: str) -> int:
        """Let a person read what the business wrote."""

    def choose_marketing(self, number_id: str, wa_id: str, *, wanted: bool) -> None:
        """Let a person stop or resume offers."""

    def keep_file(self, content: bytes, mime: str, name: str, number: str) -> str:
        """Keep a file that a person will send."""


def routes(simulator: Played, channel: str, *, by_phone: bool) -> list[Route]:
    """Return the routes of the page and of its calls; `channel` is what the page says it stands for.

    `by_phone` is whether people are known by a telephone number.
    """
    phone = _Phone(simulator, by_phone=by_phone)
    page = _Pages(channel).page
    posts = {
        "people": phone.add_person,
        "say": phone.say,
        "react": phone.react,
        "edit": phone.edit,
        "take-back": phone.take_back,
        "see": phone.see,
        "marketing": phone.choose_marketing,
        "files": phone.keep_file,
        "faults": phone.set_faults,
    }
    return [
        Route("/", _to_page),
        Route("/phone", _to_page),
        Route("/phone/", page),
        Route("/phone/{file}", page),
        Route("/phone/api/state", _guarded(phone.state)),
        Route("/phone/api/events", phone.events),
        Route("/phone/api/files/{media}", _guarded(phone.file)),
        Route("/phone/api/faults", _guarded(phone.faults), methods=["GET"]),
        *[Route(f"/phone/api/{name}", _guarded(deed), methods=["POST"]) for name, deed in posts.items()],
    ]


async def _to_page(request: Request) -> Response:
    return RedirectResponse("/phone/")


class _Pages:
    def __init__(self, channel: str) -> None:
        self._channel = channel

    async def page(self, request: Request) -> Response:
        """Answer with a file of the page; its words name the channel."""
        name = _PAGE.get(request.path_params.get("file", ""))
        if name is None:
            return Response(status_code=404)
        content = files(__package__).joinpath("page", name).read_text(encoding="utf-8")
        if name == "words.js":
            content = content.replace("{channel}", self._channel)
        headers = {"Content-Security-Policy": _POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        return Response(content, media_type=_KINDS[name.rpartition(".")[2]], headers=headers)


def _guarded(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "another site"}, 403)
        try:
            return await endpoint(request)
        except (NotUnderstood, msgspec.ValidationError, msgspec.DecodeError) as wrong:
            return JSONResponse({"error": str(wrong)}, 422)

    return answer


class _Phone:
    def __init__(self, simulator: Played, *, by_phone: bool) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self._by_phone = by_phone

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows to one person, of one chat."""
        wa_id, number_id = request.query_params.get("person", ""), request.query_params.get("number", "")
        people = [
            {"wa_id": one.wa_id, "name": one.name, "username": one.username, "hides_phone": one.hides_phone}
            | {"no_marketing": one.no_marketing}
            for one in self._world.people.values()
        ]
        chats = [self._chat(number, wa_id) for number in self._world.numbers.values()]
        thread = self._world.threads.get((number_id, wa_id), Thread())
        typing = thread.typing_until is not None and self._simulator.clock() < thread.typing_until
        bubbles = [_described(bubble) for bubble in thread.bubbles.values()]
        shown = {"version": self._world.version, "people": people, "chats": chats, "thread": bubbles, "typing": typing}
        shown["by_phone"] = self._by_phone
        return JSONResponse(shown, headers={"Cache-Control": "no-store"})

    async def events(self, request: Request) -> Response:
        """Ring whenever something changed; the page then asks for the state."""

        async def rings() -> AsyncIterator[str]:
            version = -1
            while not self._world.closed:
                version = await self._world.changed(version, _HEARTBEAT)
                yield f"data: {version}\n\n"

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(rings(), media_type="text/event-stream", headers=headers)

    async def add_person(self, request: Request) -> Response:
        """Give somebody a telephone."""
        told = msgspec.json.decode(await request.body(), type=_NewPerson)
        if self._by_phone and not told.phone:
            raise NotUnderstood("no telephone number")
        person = self._simulator.add_person(
            told.phone, told.name.strip(), username=told.username.lstrip("@"), hides_phone=told.hides_phone
        )
        return JSONResponse({"wa_id": person.wa_id})

    async def say(self, request: Request) -> Response:
        """Say something to a business."""
        told = msgspec.json.decode(await request.body(), type=_Say)
        self._parties(told)
        content = {
            key: value
            for key, value in msgspec.structs.asdict(told.content).items()
            if value or key in ("kind", "text")
        }
        if told.content.kind == "text" and not told.content.text.strip():
            raise NotUnderstood("nothing to say")
        if told.content.kind in ("image", "video", "audio", "voice", "document", "sticker"):
            self._stored(told.content.media)
        if told.content.kind == "location":
            content |= {"latitude": told.content.latitude, "longitude": told.content.longitude}
        return JSONResponse({"id": self._simulator.say(told.number, told.person, content, told.reply_to)})

    async def react(self, request: Request) -> Response:
        """React to a message, or take a reaction back."""
        told = self._target(await request.body())
        self._simulator.react(told.number, told.person, told.target, told.emoji)
        return JSONResponse({})

    async def edit(self, request: Request) -> Response:
        """Change one's own text."""
        told = self._target(await request.body(), own=True)
        if not told.text.strip():
            raise NotUnderstood("nothing to say")
        self._simulator.edit(told.number, told.person, told.target, told.text)
        return JSONResponse({})

    async def take_back(self, request: Request) -> Response:
        """Delete one's own message for everybody."""
        told = self._target(await request.body(), own=True)
        self._simulator.take_back(told.number, told.person, told.target)
        return JSONResponse({})

    async def see(self, request: Request) -> Response:
        """Read what the business wrote."""
        told = msgspec.json.decode(await request.body(), type=_Whom)
        self._parties(told)
        return JSONResponse({"seen": self._simulator.see(told.number, told.person)})

    async def choose_marketing(self, request: Request) -> Response:
        """Stop or resume marketing messages."""
        told = msgspec.json.decode(await request.body(), type=_Marketing)
        self._parties(told)
        self._simulator.choose_marketing(told.number, told.person, wanted=told.wanted)
        return JSONResponse({})

    async def keep_file(self, request: Request) -> Response:
        """Take a file that the person will send: raw bytes, its kind in Content-Type."""
        number = self._number(request.query_params.get("number", ""))
        content = await request.body()
        if not content or len(content) > _LARGEST_FILE:
            raise NotUnderstood("between 1 byte and 16 MB")
        mime, name = request.headers.get("content-type", ""), request.query_params.get("name", "")
        return JSONResponse({"media": self._simulator.keep_file(content, mime, name[:240], number.id)})

    async def file(self, request: Request) -> Response:
        """Show a file on the telephone."""
        stored = self._world.files.get(request.path_params["media"])
        if stored is None:
            return Response(status_code=404)
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return Response(stored.content, media_type=stored.mime or "application/octet-stream", headers=headers)

    async def faults(self, request: Request) -> Response:
        """Tell the faults in force and how often each happened."""
        faults = self._simulator.faults
        return JSONResponse({"rates": dict(faults.rates), "drawn": dict(faults.drawn)})

    async def set_faults(self, request: Request) -> Response:
        """Set the odds of faults, and order some for the next sends."""
        told = msgspec.json.decode(await request.body(), type=_Trouble)
        self._simulator.faults.rates = told.rates
        self._simulator.faults.order(*told.order)
        return await self.faults(request)

    def _chat(self, number: Business, wa_id: str) -> dict[str, Any]:
        thread = self._world.threads.get((number.id, wa_id), Thread())
        last = next(reversed(thread.bubbles.values()), None)
        unread = sum(1 for bubble in thread.bubbles.values() if not bubble.mine and not bubble.seen)
        told = {"number": number.id, "name": number.name, "display": number.display, "unread": unread}
        return told | ({"last": _described(last)} if last is not None else {})

    def _target(self, raw: bytes, *, own: bool = False) -> _Target:
        told = msgspec.json.decode(raw, type=_Target)
        self._parties(told)
        bubble = self._world.threads.get((told.number, told.person), Thread()).bubbles.get(told.target)
        if bubble is None or (own and (not bubble.mine or bubble.deleted)):
            raise NotUnderstood("no such message")
        return told

    def _parties(self, told: _Whom) -> None:
        self._number(told.number)
        if told.person not in self._world.people:
            raise NotUnderstood("nobody has this telephone")

    def _number(self, number_id: str) -> Business:
        number = self._world.numbers.get(number_id)
        if number is None:
            raise NotUnderstood("no such number")
        return number

    def _stored(self, media: str) -> None:
        if media not in self._world.files:
            raise NotUnderstood("no such file")


def _described(bubble: Bubble) -> dict[str, Any]:
    return asdict(bubble) | {"at": bubble.at.isoformat(), "tick": bubble.tick.value}
