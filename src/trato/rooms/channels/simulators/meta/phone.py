"""The telephone: a page on which anyone plays a person who writes to a business, and what is done there.

One page for every channel that is played on it; each says its own name. What it shows is `showing`, what it may be
asked `asked`, its wire `simulators.wire`.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.asked import (
    Deed,
    Marketing,
    NewPerson,
    OtherApp,
    Say,
    Target,
    Trouble,
    Whom,
)
from trato.rooms.channels.simulators.meta.chats import Thread
from trato.rooms.channels.simulators.meta.played import Business, Played
from trato.rooms.channels.simulators.meta.showing import state_of
from trato.rooms.channels.simulators.wire import Endpoint, Page, fresh, guarded, ringing, shown, to_phone, to_slash

OtherDeed = Callable[[str, str, Deed], None]
_FILES = {"": "phone.html", "phone.css": "phone.css", "phone.js": "phone.js", "words.js": "words.js"}
_LARGEST_FILE = 16 * 1024 * 1024
_OF_A_FILE = frozenset({"image", "video", "audio", "voice", "document", "sticker"})


class NotUnderstood(Exception):
    """A call of the page that makes no sense."""


def routes(
    simulator: Played, channel: str, *, by_phone: bool, look: str = "", other_app: OtherDeed | None = None
) -> list[Route]:
    """Return the routes of the page and of its calls; `channel` is what the page says it stands for.

    `by_phone` is whether people are known by a telephone number, `look` a dress of the page's own, `other_app` what
    another application of the business does in a conversation, where one may: (business, person, deed).
    """
    phone = _Phone(simulator, by_phone=by_phone, other_app=other_app)
    page = Page(__package__, _FILES, {"channel": channel, "look": look}, pictures="http: https:").show
    posts = {
        "people": phone.add_person,
        "say": phone.say,
        "react": phone.react,
        "edit": phone.edit,
        "take-back": phone.take_back,
        "see": phone.see,
        "marketing": phone.choose_marketing,
        **({"other-app": phone.play_other_app} if other_app else {}),
        "files": phone.keep_file,
        "faults": phone.set_faults,
    }
    return [
        Route("/", to_phone),
        Route("/phone", to_slash),
        Route("/phone/", page),
        Route("/phone/{file}", page),
        Route("/phone/api/state", _guarded(phone.state)),
        Route("/phone/api/events", ringing(simulator.world)),
        Route("/phone/api/files/{media}", _guarded(phone.file)),
        Route("/phone/api/faults", _guarded(phone.faults), methods=["GET"]),
        *[Route(f"/phone/api/{name}", _guarded(deed), methods=["POST"]) for name, deed in posts.items()],
    ]


def _guarded(endpoint: Endpoint) -> Endpoint:
    return guarded(endpoint, NotUnderstood)


class _Phone:
    def __init__(self, simulator: Played, *, by_phone: bool, other_app: OtherDeed | None = None) -> None:
        self._simulator = simulator
        self._world = simulator.world
        self._own = {"by_phone": by_phone, "shared": other_app is not None}
        self._other_app = other_app
        self._by_phone = by_phone

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows to one person, of one chat."""
        person, number = request.query_params.get("person", ""), request.query_params.get("number", "")
        language = request.query_params.get("lang", "es")
        return fresh(state_of(self._world, number, person, self._simulator.clock(), language) | self._own)

    async def add_person(self, request: Request) -> Response:
        """Give somebody a telephone."""
        told = msgspec.json.decode(await request.body(), type=NewPerson)
        if self._by_phone and not told.phone:
            raise NotUnderstood("no telephone number")
        person = self._simulator.add_person(
            told.phone, told.name.strip(), username=told.username.lstrip("@"), hides_phone=told.hides_phone
        )
        return JSONResponse({"wa_id": person.wa_id})

    async def say(self, request: Request) -> Response:
        """Say something to a business."""
        told = msgspec.json.decode(await request.body(), type=Say)
        self._parties(told)
        content = {
            key: value
            for key, value in msgspec.structs.asdict(told.content).items()
            if value or key in ("kind", "text")
        }
        if told.content.kind == "text" and not told.content.text.strip():
            raise NotUnderstood("nothing to say")
        if told.content.kind in _OF_A_FILE:
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
        told = msgspec.json.decode(await request.body(), type=Whom)
        self._parties(told)
        return JSONResponse({"seen": self._simulator.see(told.number, told.person)})

    async def choose_marketing(self, request: Request) -> Response:
        """Stop or resume marketing messages."""
        told = msgspec.json.decode(await request.body(), type=Marketing)
        self._parties(told)
        self._simulator.choose_marketing(told.number, told.person, wanted=told.wanted)
        return JSONResponse({})

    async def play_other_app(self, request: Request) -> Response:
        """Let another application of the business take the conversation, pass it, ask for it, or answer."""
        told = msgspec.json.decode(await request.body(), type=OtherApp)
        self._parties(told)
        assert self._other_app is not None
        self._other_app(told.number, told.person, told.deed)
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
        return shown(stored.content, stored.mime)

    async def faults(self, request: Request) -> Response:
        """Tell the faults in force and how often each happened."""
        faults = self._simulator.faults
        return JSONResponse({"rates": dict(faults.rates), "drawn": dict(faults.drawn)})

    async def set_faults(self, request: Request) -> Response:
        """Set the odds of faults, and order some for the next sends."""
        told = msgspec.json.decode(await request.body(), type=Trouble)
        self._simulator.faults.rates = told.rates
        self._simulator.faults.order(*told.order)
        return await self.faults(request)

    def _target(self, raw: bytes, *, own: bool = False) -> Target:
        told = msgspec.json.decode(raw, type=Target)
        self._parties(told)
        bubble = self._world.threads.get((told.number, told.person), Thread()).bubbles.get(told.target)
        if bubble is None or (own and (not bubble.mine or bubble.deleted)):
            raise NotUnderstood("no such message")
        return told

    def _parties(self, told: Whom) -> None:
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
