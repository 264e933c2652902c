"""The stores' own page: an application in both, its reviews, and a form on which anyone plays who reviews it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.stores.world import APPLE, PLAY, Review, World
from trato.rooms.channels.simulators.wire import Page, fresh, guarded

PAGE = "/tienda"
_FILES = {"": "shop.html", "shop.css": "shop.css", "shop.js": "shop.js"}


class _Written(Struct, frozen=True, forbid_unknown_fields=True):
    store: Literal["google_play", "app_store"]
    person: str
    stars: Annotated[int, Meta(ge=1, le=5)]
    body: Annotated[str, Meta(min_length=1, max_length=2000)]
    title: Annotated[str, Meta(max_length=120)] = ""


def routes(world: World) -> list[Route]:
    """Return the routes of the page and of its calls."""
    shop, screen = _Shop(world), Page(__package__, _FILES).show
    return [
        Route(f"{PAGE}/", screen),
        Route(f"{PAGE}/{{file}}", screen),
        Route(f"{PAGE}/api/state", shop.state),
        Route(f"{PAGE}/api/write", guarded(shop.write, KeyError), methods=["POST"]),
    ]


class _Shop:
    def __init__(self, world: World) -> None:
        self._world = world

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows. What waits for Apple is published by being looked at a second time."""
        app = self._world.apps[0]
        reviews = {store: self._world.of_store(store, app) for store in (PLAY, APPLE)}
        told = {
            "app": app.name,
            "people": [one.name for one in self._world.people],
            "stores": {store: [_told(one) for one in listed] for store, listed in reviews.items()},
        }
        for one in (*reviews[PLAY], *reviews[APPLE]):
            if one.answer is not None:
                one.answer.published = True
        return fresh(told)

    async def write(self, request: Request) -> Response:
        """Write a review, or change one's own."""
        told = msgspec.json.decode(await request.body(), type=_Written)
        person = {one.name: one for one in self._world.people}[told.person]
        app = self._world.apps[0]
        review = self._world.write(told.store, app, person, told.stars, told.title.strip(), told.body.strip())
        return JSONResponse({"id": review.id})


def _told(review: Review) -> dict[str, Any]:
    answer = review.answer
    told = {
        "id": review.id, "person": review.person.name, "stars": review.stars, "title": review.title,
        "body": review.body, "at": review.changed_at.isoformat(), "edited": review.changed_at > review.created_at,
    }  # fmt: skip
    answered = {"text": answer.text, "at": answer.at.isoformat(), "published": answer.published} if answer else None
    return told | {"answer": answered}
