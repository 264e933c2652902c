"""Who holds a conversation: our automation, a person of ours, or another application of the business (S152)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.events import Actor
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.model import ThreadTurn
from trato.rooms.conversations.events import ThreadPassed, ThreadRequested, ThreadRequestSettled, ThreadTaken
from trato.rooms.conversations.model import HoldCause, ThreadHolder
from trato.rooms.conversations.rules import is_news
from trato.rooms.conversations.store import threads as store

GIVEN = frozenset({HoldCause.GIVEN_BACK, HoldCause.CASE_ENDED})


@dataclass(frozen=True, slots=True)
class Word:
    """What a channel tells of who holds a conversation: `at` by its own clock, and of two of one moment the
    greater key is the newer: the event's own, "" where it was only gathered that it came to us."""

    turn: ThreadTurn
    at: datetime
    key: str
    app: str = ""
    note: str = ""
    passed: bool = False  # it was said in so many words, not gathered from where a message came


@dataclass(frozen=True, slots=True)
class HolderChanged:
    """That a conversation is held by somebody else now, by whose deed; or that it was said again who holds it."""

    conversation_id: UUID
    case_id: UUID | None
    holder: ThreadHolder
    was: ThreadHolder
    by: Actor


async def hear(tx: Tx, words: dict[UUID, Word]) -> list[HolderChanged]:
    """Let the newest word of a channel about each conversation take effect; one that is older than what is known is no
    news. Returns what changed, and what was said in so many words though it was so already."""
    locked = await store.lock(tx, list(words)) if words else {}
    changed: list[HolderChanged] = []
    for id, row in locked.items():
        word = words[id]
        was, others = ThreadHolder(row["holder"]), word.turn is ThreadTurn.OTHERS
        known = [(row["holder_told_at"], row["holder_told_key"])]
        if was is not ThreadHolder.OTHER_APP and others:
            known.append((row["last_inbound_at"], ""))  # what came to us since was ours to answer
        if not is_news((word.at, word.key), known):
            continue
        holder = ThreadHolder.OTHER_APP if others else ThreadHolder.AUTOMATION
        keeps = was is holder if others else was is not ThreadHolder.OTHER_APP
        app = word.app if others else ""
        if keeps and (not others or not row["holder_app"] or app in ("", row["holder_app"])):
            await store.set_holder(tx, id, was, app or row["holder_app"], (word.at, word.key))
            if app and not row["holder_app"]:
                await store.name_app(tx, id, app)  # who it is was not told when it took the conversation
            if word.passed:
                changed.append(HolderChanged(id, row["case_id"], was, was, tx.actor))
            continue
        cause = HoldCause.TOLD if word.passed else HoldCause.HEARD
        one = await _change(tx, row, holder, app, cause, (word.at, word.key), word.note)
        if not keeps:
            changed.append(one)
    return changed


async def hold(
    tx: Tx, ids: Sequence[UUID], holder: ThreadHolder, cause: HoldCause, *, app: str = "", note: str = "",
    unless: frozenset[ThreadHolder] = frozenset(),
) -> list[HolderChanged]:  # fmt: skip
    """Let conversations be held by `holder`, but for those that are already or that one of `unless` holds."""
    changed = []
    for row in (await store.lock(tx, ids)).values() if ids else ():
        was = ThreadHolder(row["holder"])
        if was in unless or (was, row["holder_app"]) == (holder, app):
            continue
        told = (row["holder_told_at"], row["holder_told_key"])
        settles = cause in (HoldCause.ASKED, HoldCause.REFUSED)  # the provider said so just now
        changed.append(await _change(tx, row, holder, app, cause, (tx.now, "") if settles else told, note))
    return changed


async def threads_of_case(tx: Tx, case_id: UUID) -> list[UUID]:
    """Return the conversations that serve a case."""
    return await store.of_case(tx, case_id)


async def last_heard(tx: Tx, conversation_id: UUID) -> UUID | None:
    """Return the message that the contact wrote last in a conversation, None where they never did."""
    return await store.last_heard(tx, conversation_id)


async def holds_of(tx: Tx, conversation_id: UUID) -> list[dict[str, Any]]:
    """Return who held a conversation from when to when, newest first."""
    return await store.holds_of(tx, conversation_id)


async def note_request(tx: Tx, conversation_id: UUID, word: Word) -> None:
    """Keep that another application would like to have a conversation; told twice, it is one."""
    row = (await store.lock(tx, [conversation_id])).get(conversation_id)
    asked = uuid7()
    if row is None or not await store.add_request(
        tx, asked, conversation_id, word.key, word.app, word.note, word.at
    ):  # fmt: skip
        return
    tx.emit(ThreadRequested(subject=conversation_id, case_id=row["case_id"], request_id=asked, app=word.app))


async def waiting_request(tx: Tx, conversation_id: UUID) -> dict[str, Any] | None:
    """Return what another application asked last and nobody settled: {id, app, note, asked_at}."""
    return await store.waiting_request(tx, conversation_id)


async def settle_requests(tx: Tx, conversation_id: UUID, state: str) -> None:
    """Say what became of what others asked: `granted`, `refused`, or `over` because it came about by itself."""
    row = (await store.lock(tx, [conversation_id])).get(conversation_id)
    if row is None:
        return
    for id, app in await store.end_requests(tx, conversation_id, state):
        tx.emit(
            ThreadRequestSettled(subject=conversation_id, case_id=row["case_id"], request_id=id, app=app, state=state)
        )


async def _change(
    tx: Tx, row: dict[str, Any], holder: ThreadHolder, app: str, cause: HoldCause, told: tuple[datetime | None, str],
    note: str,
) -> HolderChanged:  # fmt: skip
    was = ThreadHolder(row["holder"])
    await store.set_holder(tx, row["id"], holder, app, told)
    since = await store.begin_hold(tx, uuid7(), row, holder, app, cause, note)
    fact = ThreadPassed if _is_passed(was, holder, cause) else ThreadTaken
    tx.emit(
        fact(
            subject=row["id"], case_id=row["case_id"], holder=holder.value, app=app, was=was.value,
            was_app=row["holder_app"], cause=cause.value, held_seconds=max(0, int((tx.now - since).total_seconds())),
        )
    )  # fmt: skip
    if holder is ThreadHolder.OTHER_APP:
        for id, asking in await store.end_requests(tx, row["id"], "over"):
            tx.emit(
                ThreadRequestSettled(
                    subject=row["id"], case_id=row["case_id"], request_id=id, app=asking, state="over"
                )  # fmt: skip
            )
    return HolderChanged(row["id"], row["case_id"], holder, was, tx.actor)


def _is_passed(was: ThreadHolder, holder: ThreadHolder, cause: HoldCause) -> bool:
    """Say whether who had it gave it: another application to us, a person to automation, we to another application."""
    if cause is HoldCause.ASKED:
        return holder is ThreadHolder.OTHER_APP
    return cause in GIVEN or was is ThreadHolder.OTHER_APP
