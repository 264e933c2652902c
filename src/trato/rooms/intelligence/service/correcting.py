"""Corrections: a person's word stands beside what was understood, and teaches at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.tx import Tx
from trato.rooms.intelligence.engine.lessons import Lesson, Taught, corrected
from trato.rooms.intelligence.errors import NotUnderstood
from trato.rooms.intelligence.events import Corrected
from trato.rooms.intelligence.model import (
    MEANT,
    NO,
    YES,
    Aspect,
    Correction,
    MessageKind,
    NoAnswer,
    Signs,
    Understanding,
    Understood,
)
from trato.rooms.intelligence.service.understanding import last_of_cases, of_messages, unpacked
from trato.rooms.intelligence.store import corrections as store

MOST = 3000  # lessons that are remembered: six megabytes, a millisecond a message


async def correct(tx: Tx, message_id: UUID, aspect: Aspect, meant: str, waited: int = 0) -> Correction:
    """Keep what a person says instead of what was understood; `waited` seconds stood a case aside because of it.

    Said again, the later word stands. Raises Invalid for a word that is none of the aspect's, NotUnderstood.
    """
    if meant not in MEANT[aspect]:
        raise Invalid(field="meant", reason="not_one_of_them")
    found = (await of_messages(tx, [message_id])).get(message_id)
    if found is None:
        raise NotUnderstood(message=message_id)
    said = said_of(found.said, aspect)
    await store.correct(tx, message_id, aspect.value, said, meant, waited)
    tx.emit(
        Corrected(subject=message_id, case_id=found.case_id, aspect=aspect.value, said=said, meant=meant, waited=waited)
    )
    return Correction(message_id, aspect, said, meant, tx.now, tx.actor.id, waited)


async def corrections_of(tx: Tx, messages: Collection[UUID]) -> list[Correction]:
    """Return what people corrected of these messages: one statement."""
    rows = await store.of_messages(tx, sorted(messages)) if messages else []
    return [Correction(**{**dict(row), "aspect": Aspect(row["aspect"])}) for row in rows]


async def as_meant(tx: Tx, messages: Collection[UUID]) -> dict[UUID, Understood]:
    """Return what was understood of these messages, with the words of people who said otherwise: two statements."""
    return await _overlaid(tx, await of_messages(tx, messages))


async def signs_of(tx: Tx, cases: Collection[UUID]) -> dict[UUID, Signs]:
    """Return what the last message of each of these cases says, as rules ask about it: two statements.

    Where a person said otherwise, their word.
    """
    last = await _overlaid(tx, {one.message_id: one for one in (await last_of_cases(tx, cases)).values()})
    return {one.case_id: _signs(one.said) for one in last.values() if one.case_id}


async def _overlaid(tx: Tx, found: dict[UUID, Understood]) -> dict[UUID, Understood]:
    meant: dict[UUID, dict[Aspect, str]] = {}
    for one in await corrections_of(tx, found):
        meant.setdefault(one.message_id, {})[one.aspect] = one.meant
    return {
        id_: replace(one, said=corrected(one.said, meant[id_])) if id_ in meant else one for id_, one in found.items()
    }


def _signs(said: Understanding) -> Signs:
    return Signs(
        said.lang, said.kind.label, said.sentiment.label, said.urgency, said.engageable.score, said.offensive.score,
        said.needs_human.score,
    )  # fmt: skip


async def newest_lesson(tx: Tx) -> datetime | None:
    """Return when somebody last corrected something or was forgotten: a memory that was read since then is whole."""
    return await store.newest(tx)


async def taught_in(tx: Tx, encoder_id: str) -> Taught:
    """Return what a workspace's people taught, as far as this encoder's numbers can tell likeness."""
    lessons = [
        Lesson(Aspect(row["aspect"]), row["meant"], row["near_key"], row["encoder_id"], unpacked(row["vector"]))
        for row in await store.lessons(tx, MOST)
    ]
    return Taught(lessons, encoder_id)


def said_of(said: Understanding, aspect: Aspect) -> str:
    """Return the word that was understood for an aspect, as corrections write it."""
    match aspect:
        case Aspect.KIND:
            return said.kind.label
        case Aspect.ENGAGEABLE:
            return YES if said.engageable.value else _reason(said.why)
        case Aspect.SENTIMENT:
            return said.sentiment.label
        case Aspect.URGENCY:
            return str(said.urgency)
        case Aspect.NEEDS_HUMAN:
            return YES if said.needs_human.value else NO
        case Aspect.OFFENSIVE:
            return YES if said.offensive.value else NO
        case Aspect.LANGUAGE:
            return said.lang


def _reason(why: str) -> str:
    return {MessageKind.SPAM.value: NoAnswer.SPAM, MessageKind.TROLL.value: NoAnswer.TROLL}.get(
        why, NoAnswer.NO_ENGAGEMENT
    )
