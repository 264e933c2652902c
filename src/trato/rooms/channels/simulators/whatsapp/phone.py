"""The telephone: a page on which anyone plays a person who writes to the business, and the calls it makes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from importlib.resources import files
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Bubble, Number, Thread

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
    phone: Annotated[str, Meta(pattern=r"^\+?[0-9 ()-]{7,24}$")]
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


class _NotUnderstood(Exception):
    """A call of the page that makes no sense."""


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the page and of its calls."""
    phone = _Phone(simulator)
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
        Route("/phone/", _page),
        Route("/phone/{file}", _page),
        Route("/phone/api/state", _guarded(phone.state)),
        Route("/phone/api/events", phone.events),
        Route("/phone/api/files/{media}", _guarded(phone.file)),
        Route("/phone/api/faults", _guarded(phone.faults), methods=["GET"]),
        *[Route(f"/phone/api/{name}", _guarded(deed), methods=["POST"]) for name, deed in posts.items()],
    ]


async def _to_page(request: Request) -> Response:
    return RedirectResponse("/phone/")


async def _page(request: Request) -> Response:
    name = _PAGE.get(request.path_params.get("file", ""))
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
        except (_NotUnderstood, msgspec.ValidationError, msgspec.DecodeError) as wrong:
            return JSONResponse({"error": str(wrong)}, 422)

    return answer


class _Phone:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

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
            raise _NotUnderstood("nothing to say")
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
            raise _NotUnderstood("nothing to say")
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
            raise _NotUnderstood("between 1 byte and 16 MB")
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

    def _chat(self, number: Number, wa_id: str) -> dict[str, Any]:
        thread = self._world.threads.get((number.id, wa_id), Thread())
        last = next(reversed(thread.bubbles.values()), None)
        unread = sum(1 for bubble in thread.bubbles.values() if not bubble.mine and not bubble.seen)
        told = {"number": number.id, "name": number.name, "display": number.display, "unread": unread}
        return told | ({"last": _described(last)} if last is not None else {})

    def _target(self, raw: bytes, *, own: bool = False) -> _Target:
        told = msgspec.json.decode(raw, type=_Target)
        self._parties(told)
        bubble = self._world.thread(told.number, told.person).bubbles.get(told.target)
        if bubble is None or (own and (not bubble.mine or bubble.deleted)):
            raise _NotUnderstood("no such message")
        return told

    def _parties(self, told: _Whom) -> None:
        self._number(told.number)
        if told.person not in self._world.people:
            raise _NotUnderstood("nobody has this telephone")

    def _number(self, number_id: str) -> Number:
        number = self._world.numbers.get(number_id)
        if number is None:
            raise _NotUnderstood("no such number")
        return number

    def _stored(self, media: str) -> None:
        if media not in self._world.files:
            raise _NotUnderstood("no such file")


def _described(bubble: Bubble) -> dict[str, Any]:
    return asdict(bubble) | {"at": bubble.at.isoformat(), "tick": bubble.tick.value}
