"""The page of a video: a screen on which anyone plays somebody who comments, and the calls it makes."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.wire import Page, fresh, guarded
from trato.rooms.channels.simulators.youtube.world import Comment, World

PAGE = "/video"
_FILES = {"": "video.html", "video.css": "video.css", "video.js": "video.js"}
_Text = Annotated[str, Meta(min_length=1, max_length=10_000)]


class _Said(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    video: str
    text: _Text
    above: str = ""


class _Changed(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    target: str
    text: str = ""


def routes(world: World) -> list[Route]:
    """Return the routes of the page and of its calls."""
    screen, page = _Screen(world), Page(__package__, _FILES).show
    posts = {"say": screen.say, "edit": screen.edit, "remove": screen.remove}
    return [
        Route(f"{PAGE}/", page),
        Route(f"{PAGE}/{{file}}", page),
        Route(f"{PAGE}/api/state", screen.state),
        *[Route(f"{PAGE}/api/{name}", guarded(deed, KeyError), methods=["POST"]) for name, deed in posts.items()],
    ]


class _Screen:
    def __init__(self, world: World) -> None:
        self._world = world

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows; who is somebody sees what of theirs is held back."""
        world, me = self._world, request.query_params.get("person", "")
        seen = [one for one in world.comments.values() if one.status == "published" or one.author == me]
        told = {
            "channel": world.channel.name,
            "people": [{"id": one.id, "name": one.name} for one in world.people],
            "videos": [{"id": one.id, "title": one.title} for one in world.videos],
            "comments": [self._told(one) for one in seen if one.status != "rejected"],
        }
        return fresh(told)

    async def say(self, request: Request) -> Response:
        """Comment on a video, or answer a comment."""
        told = msgspec.json.decode(await request.body(), type=_Said)
        person = {one.id: one for one in self._world.people}[told.person]
        video = {one.id: one for one in self._world.videos}[told.video]
        above = (self._world.comments[told.above].above or told.above) if told.above else ""
        made = self._world.say(person.id, person.name, video.id, told.text, above)
        return JSONResponse({"id": made.id})

    async def edit(self, request: Request) -> Response:
        """Change one's own comment."""
        told = msgspec.json.decode(await request.body(), type=_Changed)
        if told.text.strip():
            self._world.edit(self._own(told).id, told.text.strip())
        return JSONResponse({})

    async def remove(self, request: Request) -> Response:
        """Take one's own comment away."""
        self._world.remove(self._own(msgspec.json.decode(await request.body(), type=_Changed)).id)
        return JSONResponse({})

    def _own(self, told: _Changed) -> Comment:
        found = self._world.comments[told.target]
        if found.author != told.person:
            raise KeyError("not yours")
        return found

    def _told(self, one: Comment) -> dict[str, Any]:
        return {
            "id": one.id, "video": one.video, "above": one.above, "text": one.text, "at": one.at.isoformat(),
            "author": one.author, "name": one.name, "ours": one.author == self._world.channel.id,
            "edited": one.updated_at > one.at, "held": one.status == "heldForReview",
        }  # fmt: skip
