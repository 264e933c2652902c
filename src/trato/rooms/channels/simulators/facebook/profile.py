"""What people meet of a Page before they write: /messenger_profile, strict in shape and in what must come first.

Source: Messenger Platform, "Messenger Profile API"; Instagram Platform, "Ice breakers" and "Persistent menu".
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, UnsetType
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trato.rooms.channels.simulators.facebook.bodies import shaped
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import Closed
from trato.rooms.channels.simulators.facebook.world import INSTAGRAM, Page, World

_Locale = Annotated[str, Meta(pattern=r"^(default|[a-z]{2}_[A-Z]{2})$")]
_Payload = Annotated[str, Meta(min_length=1, max_length=1000)]
FIELDS = ("greeting", "get_started", "persistent_menu", "ice_breakers")
_OF_INSTAGRAM = FIELDS[2:]


class Greeting(Closed, frozen=True):
    locale: _Locale
    text: Annotated[str, Meta(min_length=1, max_length=160)]


class Started(Closed, frozen=True):
    payload: _Payload


class Postback(Closed, frozen=True, tag="postback", tag_field="type"):
    title: Annotated[str, Meta(min_length=1, max_length=30)]
    payload: _Payload


class WebUrl(Closed, frozen=True, tag="web_url", tag_field="type"):
    title: Annotated[str, Meta(min_length=1, max_length=30)]
    url: Annotated[str, Meta(pattern=r"^https://[^/]+", max_length=2000)]
    webview_height_ratio: Literal["compact", "tall", "full"] | UnsetType = UNSET


class Menu(Closed, frozen=True):
    locale: _Locale
    call_to_actions: Annotated[list[Postback | WebUrl], Meta(min_length=1, max_length=20)]
    composer_input_disabled: bool = False


class Question(Closed, frozen=True):
    question: Annotated[str, Meta(min_length=1, max_length=80)]
    payload: _Payload


class Breakers(Closed, frozen=True):
    call_to_actions: Annotated[list[Question], Meta(min_length=1, max_length=4)]
    locale: _Locale = "default"


class Told(Closed, frozen=True):
    """What is posted: the fields that are to stand from now on."""

    platform: Literal["messenger", "instagram"] | UnsetType = UNSET
    greeting: Annotated[list[Greeting], Meta(min_length=1)] | UnsetType = UNSET
    get_started: Started | UnsetType = UNSET
    persistent_menu: Annotated[list[Menu], Meta(min_length=1)] | UnsetType = UNSET
    ice_breakers: Annotated[list[Breakers], Meta(min_length=1)] | UnsetType = UNSET


class Gone(Closed, frozen=True):
    """What is taken away."""

    fields: Annotated[list[Literal["greeting", "get_started", "persistent_menu", "ice_breakers"]], Meta(min_length=1)]
    platform: Literal["messenger", "instagram"] | UnsetType = UNSET


class Profiles:
    """The address of a Page's profile; of an account of Instagram's it says so in `platform`."""

    def __init__(self, world: World, caller: Callable[[Request], Page]) -> None:
        self._world = world
        self._caller = caller

    async def put(self, request: Request) -> Response:
        """Let fields stand."""
        page = self._caller(request)
        told = await shaped(request, Told)
        given = {name: getattr(told, name) for name in FIELDS if getattr(told, name) is not UNSET}
        _check_platform(page, told.platform, given)
        if not given:
            raise Refused(100, "at least one field is required")
        for name in ("greeting", "persistent_menu", "ice_breakers"):
            locales = [one.locale for one in given.get(name, [])]
            if locales and (len(set(locales)) != len(locales) or "default" not in locales):
                raise Refused(100, f"{name}: one entry a locale, and one default")
        starts = page.about == INSTAGRAM or "get_started" in given | page.front
        if "persistent_menu" in given and not starts:
            raise Refused(100, "You must set a Get Started button if you also wish to use persistent menu")
        page.front |= {name: msgspec.to_builtins(one) for name, one in given.items()}
        self._world.touch()
        return JSONResponse({"result": "success"})

    async def take_away(self, request: Request) -> Response:
        """Let fields stand no more."""
        page = self._caller(request)
        told = await shaped(request, Gone)
        _check_platform(page, told.platform, dict.fromkeys(told.fields))
        left = {name for name in page.front if name not in told.fields}
        if "persistent_menu" in left and "get_started" in told.fields and "get_started" in page.front:
            raise Refused(100, "Get Started button cannot be deleted while there is a persistent menu")
        page.front = {name: one for name, one in page.front.items() if name in left}
        self._world.touch()
        return JSONResponse({"result": "success"})

    async def tell(self, request: Request) -> Response:
        """Tell what stands."""
        page = self._caller(request)
        asked = request.query_params.get("fields", "").split(",")
        if unknown := [name for name in asked if name not in self._fields(page)]:
            raise Refused(100, f"Tried accessing nonexisting field ({unknown[0]})")
        _check_platform(page, request.query_params.get("platform", UNSET), {})
        found = {name: page.front[name] for name in asked if name in page.front}
        return JSONResponse({"data": [found] if found else []})

    def _fields(self, page: Page) -> tuple[str, ...]:
        return _OF_INSTAGRAM if page.about == INSTAGRAM else FIELDS


def _check_platform(page: Page, platform: object, given: Mapping[str, Any]) -> None:
    of_instagram = page.about == INSTAGRAM
    if (platform == "instagram") is not of_instagram:
        raise Refused(100, "platform is of the other kind")
    if of_instagram and any(name not in _OF_INSTAGRAM for name in given):
        raise Refused(100, "not on Instagram")
