"""The models at work, told to people: what each learned from, how good it is where, whether it keeps up.

Nothing is opened for it: cards are read out of the files that ship, and what runs is known by what it wrote last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from trato.kit.tx import Tx
from trato.rooms.intelligence.engine.analysis import BASE
from trato.rooms.intelligence.engine.encoder import NoEncoder
from trato.rooms.intelligence.engine.heads import read_cards
from trato.rooms.intelligence.store import answered
from trato.rooms.intelligence.store import following as store

FILES = ("heads.npz", "heads-hash-only.npz")
NEED = ("es", "pt", "en")


@dataclass(frozen=True, slots=True)
class Card:
    """One head: what it says, since when, and its macro-F1 by language, of authors held out and of another manner.

    `error` is the calibration error (ECE) out of fold. A figure that was not measured is None.
    """

    name: str
    labels: tuple[str, ...]
    date: str
    data: str
    limits: str
    messages: int
    held_out: dict[str, float | None]
    other_manner: dict[str, float | None]
    error: float | None


@dataclass(frozen=True, slots=True)
class Scale:
    """How predicted satisfaction is calibrated by surveys: how many answers, and the mean distance in points on those
    left out, without it and with it; `used` only where that did not grow.
    """

    answers: int
    used: bool
    error_before: float
    error_after: float
    at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """The heads at work, and how understanding stands: `encoder_id` and `last_at` are of what was understood last.

    `full` is False where the encoder's wheel is missing and n-grams alone speak. `waiting` facts of messages were not
    read yet, the oldest since `behind` seconds; `put_off` messages wait for calm.
    """

    encoder_id: str | None
    full: bool
    last_at: datetime | None
    waiting: int
    behind: float
    put_off: int
    cards: tuple[Card, ...]
    satisfaction: Scale | None  # None until enough surveys were answered


async def standing(tx: Tx) -> Standing:
    """Return the cards of the heads that are at work, and whether they keep up."""
    row = await store.keeping_up(tx)
    encoder_id: str | None = row["encoder_id"]
    scale = await answered.get(tx)
    full = encoder_id != NoEncoder.encoder_id
    return Standing(
        encoder_id, full, row["last_at"], row["waiting"], row["behind"], await store.count_shed(tx),
        _cards(FILES[0 if full else 1]), _scale(scale) if scale else None,
    )  # fmt: skip


def _scale(row: Any) -> Scale:
    return Scale(row["answers"], row["used"], round(row["error_before"], 2), round(row["error_after"], 2), row["at"])


@cache
def _cards(file: str) -> tuple[Card, ...]:
    found = []
    for head in read_cards(BASE / file):
        figures = head["card"].get("figures", {})
        found.append(
            Card(
                head["name"],
                tuple(head["labels"]),
                head["card"].get("date", ""),
                head["card"].get("data", ""),
                head["card"].get("limits", ""),
                int(figures.get("messages", 0)),
                {one: figures.get(f"held_out_macro_f1_{one}") for one in NEED},
                {one: figures.get(f"other_manner_macro_f1_{one}") for one in NEED},
                figures.get("ece_out_of_fold"),
            )
        )
    return tuple(found)
