"""A case summed up for whoever takes it over, from what is stored: five statements, and no model runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import HolderKind, Promise
from trato.rooms.intelligence.model import Mood
from trato.rooms.intelligence.rules.summing_up import LINES, Point, is_short, orders_in, sum_up
from trato.rooms.intelligence.service.summaries import Written, written_of
from trato.rooms.intelligence.service.turns import TURNS, said_in
from trato.rooms.intelligence.store import summing_up as store

OWED = 2  # promises that are told


@dataclass(frozen=True, slots=True)
class Handing:
    """That a case came to its holder from an agent or a bot; `giver` is the agent's name."""

    at: datetime
    giver_kind: HolderKind
    giver: str
    why: str


@dataclass(frozen=True, slots=True)
class Tone:
    """How the contact sounded last, as it was understood."""

    mood: Mood
    score: float
    message_id: UUID


@dataclass(frozen=True, slots=True)
class Brief:
    """A case for whoever takes it over. `fresh`: it came to who asks, and they have not answered since."""

    short: bool
    turns: int
    handing: Handing | None
    fresh: bool
    points: list[Point]
    owed: list[Promise]  # the first due first
    orders: list[str]
    tags: list[str]
    tone: Tone | None
    written: Written | None  # by a model outside


async def brief(tx: Tx, case_id: UUID, user_id: UUID) -> Brief:
    """Return a case in its own sentences for a user, with what is owed, its facts, and who had it before."""
    rows = await store.turns(tx, case_id, TURNS)
    held = await store.handing(tx, case_id)
    owed = [
        one
        for one in await cases.promises_of(tx, [case_id])
        if one.kept_at is None and one.cancelled_at is None  # one that is late is owed all the same
    ][:OWED]
    turns = said_in(rows)
    handing = _handing(held)
    mine = held is not None and held["holder_kind"] == HolderKind.AGENT and held["holder_id"] == user_id
    answered = handing is not None and any(
        row["direction"] == "out" and row["author_id"] == user_id and row["at"] >= handing.at for row in rows
    )
    return Brief(
        is_short(turns), sum(bool(one.text.strip()) for one in turns), handing, mine and handing is not None
        and not answered, sum_up(turns, LINES - len(owed)), owed, orders_in(turns), list(held["tags"]) if held else [],
        _tone(rows), await written_of(tx, case_id, rows, turns),
    )  # fmt: skip


def _handing(held: Any | None) -> Handing | None:
    if held is None or held["giver_kind"] is None or held["holder_kind"] == HolderKind.BOT:
        return None
    if (held["giver_kind"], held["giver_id"]) == (held["holder_kind"], held["holder_id"]):
        return None
    return Handing(held["from_at"], HolderKind(held["giver_kind"]), held["giver"], held["why"])


def _tone(rows: Sequence[Any]) -> Tone | None:
    heard = next((row for row in reversed(rows) if row["direction"] == "in" and row["sentiment"]), None)
    return Tone(Mood(heard["sentiment"]), heard["sentiment_score"], heard["id"]) if heard else None
