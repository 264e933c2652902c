"""Keeping answers of cases that ended well: found in what was said, weighed by how the cases of their authors end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import numpy as np

from trato.kit.events import ActorKind
from trato.kit.tx import Connection, Tx
from trato.rooms.cases.events import CaseResolved
from trato.rooms.intelligence.model import PastAnswer
from trato.rooms.intelligence.service.suggestions import AS_IT_WAS
from trato.rooms.intelligence.store import answers as store
from trato.rooms.intelligence.store import following

SETTLED = timedelta(days=1)  # after which a case that was resolved is seldom reopened
STRIDE = 5_000  # facts passed over in one look
KEPT = 20_000  # answers of a workspace, the newest
TURNS = 60  # of a case in which answers are looked for
REWRITTEN = 0.6  # edit share above which an answer has little of the suggestion left
PRIOR_ENDED, PRIOR_WELL = 6, 4  # an answerer is taken to have had so many cases before his first


@dataclass(frozen=True, slots=True)
class Line:
    """One turn of a case that ended, with what was understood of it; `vector` is empty where nothing was."""

    case_id: UUID
    id: UUID
    inward: bool
    by: ActorKind
    author_id: UUID | None
    alias: str
    reply: bool  # an answer of ours, and nothing sent by itself
    text: str
    at: datetime
    lang: str
    engageable: bool
    negative: bool
    encoder_id: str
    vector: bytes
    instead_of: str  # the suggested answer that was edited to this one, by its near key


async def waiting_for_answers(door: Connection) -> list[UUID]:
    """Return the workspaces where facts were understood that nobody looked through for answers."""
    return await store.waiting_for_answers(door)


async def next_ended(tx: Tx, most: int) -> tuple[int, int, list[UUID]]:
    """Return cases that were resolved and have rested: where reading stands, where it will, and the cases."""
    heads = await store.heads(tx)
    if heads is None:
        return 0, 0, []
    seq: int = heads["answers_seq"]
    until = min(heads["understood"], seq + STRIDE)
    rows = await following.following(tx, seq, until, (CaseResolved.kind,), most) if until > seq else []
    rested = [row for row in rows if row["recorded_at"] <= tx.now - SETTLED]
    if len(rested) < len(rows):
        until = rows[len(rested)]["seq"] - 1
    elif len(rows) == most:
        until = rows[-1]["seq"]
    return seq, until, list(dict.fromkeys(row["case_id"] for row in rested))


async def move_answers(tx: Tx, from_seq: int, to_seq: int) -> bool:
    """Say that all until `to_seq` was looked through; False when another process has read on meanwhile."""
    return await store.move_answers(tx, from_seq, to_seq)


async def lines_of(tx: Tx, cases: Collection[UUID]) -> dict[UUID, list[Line]]:
    """Return what was said in these cases by anybody, oldest first: one statement."""
    found: dict[UUID, list[Line]] = {}
    for row in await store.said(tx, sorted(cases), TURNS) if cases else []:
        found.setdefault(row["case_id"], []).append(_line(row))
    return found


async def keep_answers(tx: Tx, many: Sequence[PastAnswer], ended: Sequence[tuple[UUID, bool]]) -> None:
    """Keep answers, and count the cases of those who answered: (user, whether it ended well)."""
    await store.note_ended(tx, ended)
    if many:
        await store.keep(tx, many)
        await store.trim(tx, KEPT)


async def newest_answers(tx: Tx) -> list[PastAnswer]:
    """Return the answers that are kept, the newest first, with their questions' numbers in half precision."""
    return [
        PastAnswer(
            row["id"], row["question_id"], row["case_id"], row["contact_id"], row["brand_id"], row["author_id"],
            row["lang"], row["at"], row["text"], row["near_key"], row["csat"], row["encoder_id"],
            np.frombuffer(row["vector"], dtype="<f2"), row["instead_of"],
        )
        for row in await store.newest(tx, KEPT)
    ]  # fmt: skip


async def quality_of_answerers(tx: Tx) -> dict[UUID, float]:
    """Return by user which share of the cases that he answered ended well, drawn towards two thirds while few."""
    return {
        row["user_id"]: (row["well"] + PRIOR_WELL) / (row["ended"] + PRIOR_ENDED) for row in await store.answerers(tx)
    }


def _line(row: Any) -> Line:
    return Line(
        row["case_id"], row["id"], row["direction"] == "in", ActorKind(row["author_kind"]), row["author_id"],
        row["author_alias"], row["purpose"] == "reply", row["text"], row["at"], row["lang"] or row["language"],
        bool(row["engageable"]), row["sentiment"] == "negative", row["encoder_id"] or "", row["vector"] or b"",
        row["made_of"] if row["made_of"] and AS_IT_WAS < row["edit_share"] <= REWRITTEN else "",
    )  # fmt: skip
