"""The page's own addresses; it asks for the state whenever the bell rang."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import asdict
from importlib.resources import files
from typing import Annotated, Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from trato.rooms.channels.simulators.talk.stage import NotPossible, Stage

LARGEST_FILE = 16 * 1024 * 1024
HEARTBEAT = 15.0  # seconds between signs of life of an event stream
POLICY = "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob:; base-uri 'none'; form-action 'none'"
PAGE = {"": "text/html", "talk.css": "text/css", "talk.js": "text/javascript", "words.js": "text/javascript"}
KINDS = ("text", "image", "video", "audio", "voice", "document", "location")

Endpoint = Callable[[Request], Awaitable[Response]]


class Deed(Struct, frozen=True, forbid_unknown_fields=True):
    """Something that the person does; which fields count depends on what."""

    business: str
    person: str
    kind: str = "text"
    text: Annotated[str, Meta(max_length=4096)] = ""
    media: str = ""
    target: str = ""
    payload: str = ""
    emoji: Annotated[str, Meta(max_length=16)] = ""
    stopped: bool = False


class NewPerson(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]


def routes(stage: Stage, prefix: str = "") -> list[Route]:
    """Return the routes of the page under `prefix`, which begins with a slash or is empty."""
    talk = _Talk(stage)
    deeds = {
        "say": talk.say,
        "press": talk.press,
        "edit": talk.edit,
        "feel": talk.feel,
        "stop": talk.stop,
        "people": talk.add_person,
        "files": talk.keep,
    }
    return [
        Route(f"{prefix}/", _page),
        Route(f"{prefix}/{{file}}", _page),
        Route(f"{prefix}/api/state", _guarded(talk.state)),
        Route(f"{prefix}/api/events", talk.events),
        Route(f"{prefix}/api/files/{{media}}", _guarded(talk.file)),
        *[Route(f"{prefix}/api/{name}", _guarded(deed), methods=["POST"]) for name, deed in deeds.items()],
    ]


async def _page(request: Request) -> Response:
    name = request.path_params.get("file", "")
    if name not in PAGE:
        return Response(status_code=404)
    content = files(__package__).joinpath("page", name or "talk.html").read_bytes()
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=PAGE[name], headers=headers)


def _guarded(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "another site"}, 403)
        try:
            return await endpoint(request)
        except (NotPossible, msgspec.ValidationError, msgspec.DecodeError) as wrong:
            return JSONResponse({"error": str(wrong)}, 422)

    return answer


class _Talk:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows."""
        stage = self._stage
        person, business = request.query_params.get("person", ""), request.query_params.get("business", "")
        known = person in {one.id for one in stage.people()} and business in {one.id for one in stage.businesses()}
        lines = [asdict(one) | {"at": one.at.isoformat()} for one in stage.lines(business, person)] if known else []
        told: dict[str, Any] = {
            "title": stage.title,
            "can": sorted(stage.can),
            "people": [asdict(one) for one in stage.people()],
            "businesses": [asdict(one) for one in stage.businesses()],
            "lines": lines,
            "stopped": known and stage.is_stopped(business, person),
        }
        return JSONResponse(told, headers={"Cache-Control": "no-store"})

    async def events(self, request: Request) -> Response:
        """Ring whenever something changed."""
        bell = self._stage.bell

        async def rings() -> AsyncIterator[str]:
            version = -1
            while not bell.closed:
                version = await bell.changed(version, HEARTBEAT)
                yield f"data: {version}\n\n"

        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(rings(), media_type="text/event-stream", headers=headers)

    async def add_person(self, request: Request) -> Response:
        """Put somebody into the world."""
        told = msgspec.json.decode(await request.body(), type=NewPerson)
        return JSONResponse({"id": self._stage.add_person(told.name.strip() or "?")})

    async def keep(self, request: Request) -> Response:
        """Take a file that the person will send: raw bytes, its kind in Content-Type."""
        content = await request.body()
        if not content or len(content) > LARGEST_FILE:
            raise NotPossible("between 1 byte and 16 MB")
        name = request.query_params.get("name", "")[:240]
        return JSONResponse({"media": self._stage.keep(content, request.headers.get("content-type", ""), name)})

    async def file(self, request: Request) -> Response:
        """Show a file."""
        found = self._stage.file(request.path_params["media"])
        if found is None:
            return Response(status_code=404)
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return Response(found[0], media_type=found[1] or "application/octet-stream", headers=headers)

    async def say(self, request: Request) -> Response:
        """Say something."""
        told = await _deed(request)
        if told.kind not in KINDS or (told.kind == "text" and not told.text.strip()):
            raise NotPossible("nothing to say")
        self._stage.say(told.business, told.person, told.kind, told.text, told.media, told.target)
        return JSONResponse({})

    async def press(self, request: Request) -> Response:
        """Press a button."""
        told = await _deed(request)
        self._stage.press(told.business, told.person, told.target, told.payload)
        return JSONResponse({})

    async def edit(self, request: Request) -> Response:
        """Change one's own text."""
        told = await _deed(request)
        if not told.text.strip():
            raise NotPossible("nothing to say")
        self._stage.edit(told.business, told.person, told.target, told.text)
        return JSONResponse({})

    async def feel(self, request: Request) -> Response:
        """React, or take it back."""
        told = await _deed(request)
        self._stage.feel(told.business, told.person, told.target, told.emoji)
        return JSONResponse({})

    async def stop(self, request: Request) -> Response:
        """Hear no more of the business, or again."""
        told = await _deed(request)
        self._stage.stop(told.business, told.person, stopped=told.stopped)
        return JSONResponse({})


async def _deed(request: Request) -> Deed:
    return msgspec.json.decode(await request.body(), type=Deed)
