"""The address where a case is summed up for whoever takes it over."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases.model import HolderKind, PromiseKind
from trato.rooms.intelligence.http.reach import check_case
from trato.rooms.intelligence.model import Mood
from trato.rooms.intelligence.rules.summing_up import PointKind
from trato.rooms.intelligence.service.summing_up import brief


class HandedView(Struct, frozen=True):
    """When the case came from whom, an agent by name or a bot, and why where they said so."""

    at: datetime
    giver_kind: HolderKind
    giver: str
    why: str


class PointView(Struct, frozen=True):
    """A sentence of the case. `waits`: nobody answered it."""

    kind: PointKind
    text: str
    message_id: UUID
    at: datetime
    inward: bool
    waits: bool


class OwedView(Struct, frozen=True):
    """What was promised on the case and is still owed."""

    id: UUID
    body: str
    due_at: datetime
    call_back: bool


class ToneView(Struct, frozen=True):
    """How the contact sounded last, as it was understood: a prediction."""

    mood: Mood
    score: float
    message_id: UUID


class WrittenView(Struct, frozen=True):
    """What the model named `model` wrote at the handover; `unread`: turns that it was not given, or edited since.

    Without `text` there is none: `awaited` says that the model is asked, `trouble` why nothing came of it.
    """

    text: str
    model: str
    at: datetime | None
    unread: int
    awaited: bool
    trouble: str


class SummaryView(Struct, frozen=True):
    """A case in its own sentences. `short`: it is read faster whole, so there are none. `turns` have words.

    `fresh`: it was handed to who asks, and they have not answered since.
    """

    short: bool
    turns: int
    handed: HandedView | None
    fresh: bool
    points: list[PointView]
    owed: list[OwedView]
    orders: list[str]
    tags: list[str]
    tone: ToneView | None
    written: WrittenView | None


async def summary(tx: Tx, who: Principal, given: OneId) -> SummaryView:
    """Sum a case up in its own sentences, with what is owed and its facts; beside it what a model wrote before."""
    await check_case(tx, who, given.id)
    told = await brief(tx, given.id, who.user.id)
    handing, tone, written = told.handing, told.tone, told.written
    return SummaryView(
        told.short,
        told.turns,
        HandedView(handing.at, handing.giver_kind, handing.giver, handing.why) if handing else None,
        told.fresh,
        [PointView(one.kind, one.text, one.message_id, one.at, one.inward, one.waits) for one in told.points],
        [OwedView(one.id, one.body, one.due_at, one.kind is PromiseKind.CALL_BACK) for one in told.owed],
        told.orders,
        told.tags,
        ToneView(tone.mood, tone.score, tone.message_id) if tone else None,
        WrittenView(
            written.text, written.model, written.at, written.unread, written.awaited, written.trouble
        ) if written else None,
    )  # fmt: skip


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/summary", Verb.CASES_READ, summary, OneId),
)
