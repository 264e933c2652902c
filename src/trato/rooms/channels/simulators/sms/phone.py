"""The telephone: a page on which anyone texts a business, and the calls it makes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from importlib.resources import files
from typing import Annotated
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from trato.rooms.channels.simulators.sms.simulator import Simulator
from trato.rooms.channels.simulators.sms.world import new_sid

_PAGE = {"": "phone.html", "phone.css": "phone.css", "phone.js": "phone.js", "words.js": "words.js"}
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}
_MIME = frozenset({"image/jpeg", "image/png", "image/gif", "video/mp4", "audio/mpeg"})
_LARGEST_FILE = 5 * 1024 * 1024
_HEARTBEAT = 15.0  # seconds between signs of life of an event stream
_POLICY = "default-src 'self'; img-src 'self' blob: data: http: https:; base-uri 'none'; form-action 'none'"

Endpoint = Callable[[Request], Awaitable[Response]]


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
        Route("/phone", _to_page),
        Route("/phone/", _page),
        Route("/phone/{file}", _page),
        Route("/phone/api/state", _guarded(phone.state)),
        Route("/phone/api/events", phone.events),
        Route("/phone/api/people", _guarded(phone.add_person), methods=["POST"]),
        Route("/phone/api/say", _guarded(phone.say), methods=["POST"]),
        Route("/phone/api/files", _guarded(phone.keep_file), methods=["POST"]),
        Route("/phone/api/files/{media}", _guarded(phone.file)),
    ]


async def _to_page(request: Request) -> Response:
    return RedirectResponse(str(request.url).rstrip("/") + "/")


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
        person, number = request.query_params.get("person", ""), request.query_params.get("number", "")
        lines = [{"number": one.number, "name": one.name} for one in self._world.lines.values()]
        people = [{"phone": phone, "name": name} for phone, name in self._world.people.items()]
        thread = [{**asdict(one), "at": one.at.isoformat()} for one in self._world.threads.get((number, person), ())]
        shown = {"version": self._world.version, "lines": lines, "people": people, "thread": thread}
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
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return Response(found[0], media_type=found[1], headers=headers)
