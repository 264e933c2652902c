"""What is taken to do something to a case or a contact."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType, field

from trato.rooms.cases.model import WaitingOn
from trato.rooms.console.http.asks.words import Line

Priority = Literal["low", "normal", "high", "urgent"]
SetAside = Literal["spam", "troll", "no_engage", "courtesy", "duplicate", "test"]


class Assign(Struct, frozen=True):
    """To a user, a team, a queue, or (none of them) back to its queue; `undo` gives it back to who held it before.

    `expected_holder_id` is the person who held it on the screen of whoever asks, if anybody: when it is another one
    by now, nothing happens, and they are told who. `note` is for whoever receives it: they are mentioned in it. An
    undo leaves it, for it was said.
    """

    id: UUID
    user_id: UUID | None = None
    team_id: UUID | None = None
    queue_id: UUID | None = None
    expected_holder_id: UUID | None | UnsetType = UNSET
    undo: bool = False
    note: Annotated[str, Meta(max_length=20_000)] = ""


class CaseChange(Struct, frozen=True):
    id: UUID
    subject: Line | None = None
    priority: Priority | None = None


class Wait(Struct, frozen=True):
    """`on: null` ends the wait; `until` goes with `on: "until"` alone, `team_id` with `on: "team"` alone."""

    id: UUID
    on: WaitingOn | None = None
    until: datetime | None = None
    team_id: UUID | None = None


class Resolve(Struct, frozen=True):
    """`values` is what is told of the contact with it, by key: kept together with the resolution, or neither."""

    id: UUID
    disposition_id: UUID | None = None
    values: Annotated[Mapping[str, Any], Meta(max_length=100)] = field(default_factory=dict)


class Reopen(Struct, frozen=True):
    """`undo` takes the resolution back: the case is as it was, and nothing was reopened."""

    id: UUID
    undo: bool = False


class SetAsideCase(Struct, frozen=True):
    id: UUID
    reason: SetAside


class NewTag(Struct, frozen=True):
    id: UUID
    name: Annotated[str, Meta(min_length=1, max_length=80)]


class OneTag(Struct, frozen=True):
    id: UUID
    tag_id: UUID


class Merge(Struct, frozen=True):
    """The case of the address is absorbed by `into`."""

    id: UUID
    into: UUID


class Split(Struct, frozen=True):
    """`case_id` is minted by the client; `following` takes along what follows the message in its conversation."""

    id: UUID
    case_id: UUID
    message_id: UUID
    following: bool = False
    subject: Line = ""


class Move(Struct, frozen=True):
    id: UUID
    case_id: UUID


class NewNote(Struct, frozen=True):
    """A note on the case of the address; `note_id` is minted by the client and sent as the body's `id`."""

    case_id: UUID
    id: UUID
    text: Annotated[str, Meta(max_length=20_000)]
    mentions: Annotated[list[UUID], Meta(max_length=50)] = []
    teams: Annotated[list[UUID], Meta(max_length=10)] = []  # everybody in them is mentioned


class Block(Struct, frozen=True):
    id: UUID
    reason: Annotated[str, Meta(min_length=1, max_length=500)]
