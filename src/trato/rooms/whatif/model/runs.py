"""A replay that somebody asked for: it waits in line, is worked apart from everything else, and is told of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct


class RunState(StrEnum):
    """Where a replay is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    CALLED_OFF = "called_off"
    FAILED = "failed"


class Made(Struct, frozen=True):
    """Days that never were: how many, of how many cases and agents each."""

    days: Annotated[int, Meta(ge=2, le=30)] = 10
    cases: Annotated[int, Meta(ge=10, le=5_000)] = 2_400
    staff: Annotated[int, Meta(ge=1, le=500)] = 16


class Asked(Struct, frozen=True):
    """Past days of the calendar of `zone`, or `synthetic` ones, and what changes: a name and a value each."""

    days: tuple[date, ...] = ()
    zone: Annotated[str, Meta(max_length=60)] = "UTC"
    synthetic: Made | None = None
    levers: Mapping[Annotated[str, Meta(max_length=40)], Annotated[str, Meta(max_length=40)]] = {}


class Run(Struct, frozen=True):
    """A replay; `done` and `of` count cases, both ways. Of a failed one, the code of its refusal and what it names."""

    id: UUID
    state: RunState
    asked: Asked
    done: int
    of: int
    result: Mapping[str, Any] | None
    refusal: str
    detail: Mapping[str, Any]
