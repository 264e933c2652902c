"""Summaries that a model outside writes at handover: asked for, written once, and shown with what they did not read."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.intelligence.model.llm import LlmOrder, LlmSaid, LlmTrouble, Prompt
from trato.rooms.intelligence.rules import llm_prompts
from trato.rooms.intelligence.rules.llm_answers import Bounds, bare, judge
from trato.rooms.intelligence.rules.summing_told import lines_to_tell, shown
from trato.rooms.intelligence.rules.summing_up import Said, is_short
from trato.rooms.intelligence.rules.veil import Veil
from trato.rooms.intelligence.service.hiding import veil_for
from trato.rooms.intelligence.service.llm_calls import settle_call
from trato.rooms.intelligence.service.turns import TURNS, said_in
from trato.rooms.intelligence.store import summaries as store
from trato.rooms.intelligence.store import summing_up as turns_store

PATIENCE = timedelta(minutes=5)  # after which whoever took one is held for dead: far longer than a call may last
TRIES = 2
LONGEST = 900  # letters of a summary


@dataclass(frozen=True, slots=True)
class Handover:
    """A case that was handed over, as a model is told of it. `lang` is the contact's; `authors` of ours wrote in it."""

    case_id: UUID
    asked_at: datetime
    reader_id: UUID | None
    turns: list[Said]
    authors: frozenset[UUID]
    lang: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a model is asked of a handover, and all that its answer is held to."""

    prompt: Prompt
    read: list[UUID]
    veil: Veil
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Written:
    """What a model wrote of a case. `unread`: turns that it was not given, or that were edited since.

    Without `text` there is none: `awaited` says that it is being asked, `trouble` why nothing came of it.
    """

    text: str
    model: str
    at: datetime | None
    unread: int
    awaited: bool
    trouble: str


async def ask_for_summaries(tx: Tx, handed: Sequence[tuple[UUID, datetime, UUID | None]]) -> None:
    """Ask for a summary of each (case, handed over when, for whom if anybody), where the workspace switched it on."""
    newest = {one[0]: one for one in sorted(handed, key=lambda one: one[1])}
    if newest:
        await store.ask(tx, list(newest.values()))


async def waiting_for_summaries(door: Connection) -> list[UUID]:
    """Return the workspaces where a summary waits for a model."""
    return await store.waiting(door, PATIENCE)


async def next_handover(tx: Tx) -> Handover | None:
    """Take the handover that waits longest, with its turns; what was tried too often ends here."""
    while (row := await store.take(tx, PATIENCE)) is not None:
        if row["tries"] <= TRIES:
            rows = await turns_store.turns(tx, row["case_id"], TURNS)
            authors = {one["author_id"] for one in rows if one["author_kind"] == "user" and one["author_id"]}
            lang = next((one["lang"] for one in reversed(rows) if one["lang"]), "")
            return Handover(
                row["case_id"], row["asked_at"], row["reader_id"], said_in(rows), frozenset(authors), lang
            )  # fmt: skip
        await store.end(tx, row["case_id"], row["asked_at"], LlmTrouble.TIMEOUT.value)
    return None


def question(told: Handover, lang: str, country: str, names: Sequence[str]) -> Question | None:
    """Return what to ask of a handover, in `lang`, with the people of `names` hidden. No database, one core.

    None where a case is read faster whole.
    """
    if is_short(told.turns):
        return None
    fence, veil = secrets.token_hex(8), veil_for(told.lang, country, names)
    lines, read = lines_to_tell(told.turns, veil.hide)
    prompt = llm_prompts.summary(lines, lang, LONGEST, fence)
    return Question(prompt, read, veil, Bounds(source=lines, lang=lang, most=LONGEST, counts=True, secret=fence))


async def keep_summary(tx: Tx, told: Handover, asked: Question, order: LlmOrder, said: LlmSaid) -> LlmTrouble | None:
    """Settle a call, and keep what the model wrote if people may see it; return why they may not."""
    text = bare(said.text)
    judged = None if said.trouble else judge(text, asked.veil, asked.bounds)
    trouble = said.trouble or judged
    await settle_call(tx, order, said, judged)
    if await store.end(tx, told.case_id, told.asked_at, str(trouble or "")) and trouble is None:
        await store.write(tx, told.case_id, order.model, shown(text, asked.veil, asked.bounds.lang), asked.read)
    return trouble


async def give_up_summary(tx: Tx, told: Handover, trouble: LlmTrouble | None) -> None:
    """End a handover of which no model was asked; without a reason as if nobody had asked."""
    if trouble is None or trouble is LlmTrouble.OFF:
        await store.drop(tx, [told.case_id])
    else:
        await store.end(tx, told.case_id, told.asked_at, trouble.value)


async def drop_summaries(tx: Tx, cases: Collection[UUID]) -> None:
    """Drop what was written of cases that are no longer what they were: merged, split, or parted again."""
    if cases:
        await store.drop(tx, sorted(cases))


async def written_of(tx: Tx, case_id: UUID, rows: Sequence[Any], turns: Sequence[Said]) -> Written | None:
    """Return what a model wrote of a case whose turns are these now; None where none was asked.

    What speaks of messages that are no longer in the case is not shown.
    """
    row = await store.of_case(tx, case_id)
    if row is None:
        return None
    read = set(row["read"])
    since = row["written_at"]
    edited = {one["id"] for one in rows if since and one["edited_at"] and one["edited_at"] > since}
    stands = since is not None and read <= {one["id"] for one in rows}
    words = [one.id for one in turns if (one.inward or one.answers) and one.text.strip()]
    unread = sum(one not in read or one in edited for one in words)
    awaited = row["ended_at"] is None
    if not stands:
        return Written("", "", None, 0, awaited, row["trouble"]) if awaited or row["trouble"] else None
    return Written(row["text"], row["model"], row["written_at"], unread, awaited, row["trouble"])
