"""What Trato may tell another system: closed, so that a field too many is a fault of ours."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta, Struct

Id = Annotated[str, Meta(min_length=1, max_length=200)]
Address = Annotated[str, Meta(pattern=r"^https?://[^/]+")]


class _Closed(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    pass


class Contact(_Closed, frozen=True, kw_only=True):
    id: Id


class File(_Closed, frozen=True, kw_only=True):
    url: Address
    name: str
    type: str


class Choice(_Closed, frozen=True, kw_only=True):
    id: Id
    title: Annotated[str, Meta(min_length=1)]
    description: str = ""
    section: str = ""


class Link(_Closed, frozen=True, kw_only=True):
    """A button that opens an address, or calls; nothing comes back of it."""

    title: Annotated[str, Meta(min_length=1)]
    link: Annotated[str, Meta(pattern=r"^(https?://[^/]+|tel:\+)")]


class Card(_Closed, frozen=True, kw_only=True):
    title: Annotated[str, Meta(min_length=1, max_length=80)]
    subtitle: Annotated[str, Meta(max_length=80)]
    picture: Annotated[str, Meta(pattern=r"^(https?://[^/]+|$)")]
    choices: Annotated[tuple[dict[str, str], ...], Meta(max_length=3)]  # each a Choice or a Link


class Place(_Closed, frozen=True, kw_only=True):
    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    name: str


class Message(_Closed, frozen=True, kw_only=True, tag="message"):
    id: Annotated[str, Meta(pattern=r"^[0-9a-f-]{36}$")]
    contact: Contact
    conversation: str
    text: Annotated[str, Meta(max_length=20_000)]
    files: Annotated[tuple[File, ...], Meta(max_length=10)]
    reply_to: str
    case: Annotated[int, Meta(ge=0)]
    sender: str
    automatic: bool
    choices: Annotated[tuple[dict[str, str], ...], Meta(max_length=10)] = ()  # each a Choice or a Link
    cards: Annotated[tuple[Card, ...], Meta(max_length=10)] = ()
    location: Place | None = None


def choices_of(told: tuple[dict[str, str], ...]) -> list[Choice | Link]:
    """Return what each of these is. Raises `msgspec.ValidationError`."""
    return [msgspec.convert(one, Link) if "link" in one else msgspec.convert(one, Choice) for one in told]


class Ping(_Closed, frozen=True, kw_only=True, tag="ping"):
    pass


Told: TypeAlias = Message | Ping
