"""Facts. One log for each workspace, ascending without gaps, feeds everything that follows from a fact."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct


class Origin(StrEnum):
    """Where a fact comes from; only live ones start clocks, send surveys and webhooks, or count."""

    LIVE = "live"
    IMPORT = "import"
    REPLAY = "replay"
    SIMULATION = "simulation"


class ActorKind(StrEnum):
    USER = "user"
    BOT = "bot"
    CONTACT = "contact"
    SYSTEM = "system"


class Actor(Struct, frozen=True):
    """Who did it. The system has no id."""

    kind: ActorKind
    id: UUID | None = None


SYSTEM = Actor(ActorKind.SYSTEM)


class Event(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """Something that happened, told in ids, numbers and codes; never in text or names (records.md, shape 7).

    Subclasses set `kind` ("room.past_tense") and may set `case_id`, by which order is kept, and `occurred_at`
    when it is not the moment of recording. `actor` is set where one transaction holds the deeds of several actors.
    """

    kind: ClassVar[str]
    subject: UUID
    case_id: UUID | None = None
    occurred_at: datetime | None = None
    actor: Actor | None = None


class Recorded(Struct, frozen=True):
    """An event as the log holds it."""

    workspace_id: UUID
    seq: int
    recorded_at: datetime
    occurred_at: datetime
    origin: Origin
    kind: str
    subject: UUID
    case_id: UUID | None
    actor: Actor
    body: bytes  # JSON of the event, without the columns above


E = TypeVar("E", bound=Event)

_encoder = msgspec.json.Encoder()


def encode(event: Event) -> str:
    """Return the JSON of what an event holds."""
    return _encoder.encode(event).decode()


def decode(recorded: Recorded, kind: type[E]) -> E:
    """Return the event that was recorded, as the class that it was emitted from."""
    return msgspec.json.decode(recorded.body, type=kind)


def jsonable(value: Any) -> str:
    """Return `value` as JSON text, for a jsonb column."""
    return _encoder.encode(value).decode()
