"""What a person does on the telephone, as its page says it: closed objects with their limits."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta, Struct

from trato.rooms.channels.simulators.meta.faults import Fault


class Whom(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    number: str


class NewPerson(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    phone: Annotated[str, Meta(pattern=r"^(\+?[0-9 ()-]{7,24})?$")] = ""
    username: Annotated[str, Meta(max_length=30)] = ""
    hides_phone: bool = False


Deed = Literal["take", "pass", "ask", "say"]  # of another application of the business

Kind = Literal[
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
    "story_reply",
    "story_mention",
]


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    kind: Kind
    text: Annotated[str, Meta(max_length=4096)] = ""
    media: str = ""
    mime: str = ""
    name: str = ""
    latitude: Annotated[float, Meta(ge=-90, le=90)] = 0.0
    longitude: Annotated[float, Meta(ge=-180, le=180)] = 0.0
    payload: str = ""
    description: str = ""
    phones: list[str] = []


class Say(Whom, frozen=True, forbid_unknown_fields=True):
    content: Said
    reply_to: str = ""


class Target(Whom, frozen=True, forbid_unknown_fields=True):
    target: str
    emoji: Annotated[str, Meta(max_length=16)] = ""
    text: Annotated[str, Meta(max_length=4096)] = ""


class Marketing(Whom, frozen=True, forbid_unknown_fields=True):
    wanted: bool


class OtherApp(Whom, frozen=True, forbid_unknown_fields=True):
    """What another application of the business does."""

    deed: Deed


class Trouble(Struct, frozen=True, forbid_unknown_fields=True):
    rates: dict[Fault, Annotated[float, Meta(ge=0, le=1)]] = {}
    order: list[Fault] = []
