"""The page's own addresses; it asks for the state whenever the bell rang."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.talk.stage import Front, Fronted, NotPossible, Stage
from trato.rooms.channels.simulators.wire import Endpoint, Page, fresh, guarded, ringing, shown

LARGEST_FILE = 16 * 1024 * 1024
PAGE = Page(
    __package__,
    {"": "talk.html", "talk.css": "talk.css", "talk.js": "talk.js", "words.js": "words.js"},
    pictures="http: https:",  # what a business sends may lie anywhere
)
KINDS = ("text", "image", "video", "audio", "voice", "document", "location")


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
        Route(f"{prefix}/", PAGE.show),
        Route(f"{prefix}/{{file}}", PAGE.show),
        Route(f"{prefix}/api/state", _guarded(talk.state)),
        Route(f"{prefix}/api/events", ringing(stage.bell)),
        Route(f"{prefix}/api/files/{{media}}", _guarded(talk.file)),
        *[Route(f"{prefix}/api/{name}", _guarded(deed), methods=["POST"]) for name, deed in deeds.items()],
    ]


def _guarded(endpoint: Endpoint) -> Endpoint:
    return guarded(endpoint, NotPossible)


class _Talk:
    def __init__(self, stage: Stage) -> None:
        self._stage = stage

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows."""
        stage = self._stage
        person, business = request.query_params.get("person", ""), request.query_params.get("business", "")
        language = request.query_params.get("lang", "es")
        known = person in {one.id for one in stage.people()} and business in {one.id for one in stage.businesses()}
        lines = [asdict(one) | {"at": one.at.isoformat()} for one in stage.lines(business, person)] if known else []
        told: dict[str, Any] = {
            "title": stage.title,
            "can": sorted(stage.can),
            "people": [asdict(one) for one in stage.people()],
            "businesses": [asdict(one) for one in stage.businesses()],
            "lines": lines,
            "front": asdict(stage.front(business, language)) if isinstance(stage, Fronted) else asdict(Front()),
            "stopped": known and stage.is_stopped(business, person),
        }
        return fresh(told)

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
        return shown(*found)

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
