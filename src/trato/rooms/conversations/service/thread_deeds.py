"""What is asked of a provider about who holds a conversation: to take it, to pass it, to be given it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.kit.events import Actor, ActorKind
from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.channels.model import ThreadAct
from trato.rooms.conversations.errors import (
    AlreadyLeft,
    CannotUndoHandover,
    ConversationNotFound,
    KeyReused,
)
from trato.rooms.conversations.events import ThreadDeedChanged
from trato.rooms.conversations.model import HoldCause, ThreadHolder
from trato.rooms.conversations.rules import channel_thread
from trato.rooms.conversations.service import threads
from trato.rooms.conversations.service.moderation import ModerationResult
from trato.rooms.conversations.service.threads import HolderChanged
from trato.rooms.conversations.store import thread_deeds as store
from trato.rooms.conversations.store import threads as thread_store


@dataclass(frozen=True, slots=True)
class ClaimedThreadDeed:
    """A deed in hand. `attempt` fences its write-back."""

    id: UUID
    attempt: int
    account_id: UUID
    conversation_id: UUID
    contact_id: UUID
    identity_id: UUID
    act: ThreadAct
    app: str
    note: str
    thread_key: str


async def ask_thread(
    tx: Tx, id: UUID, conversation_id: UUID, act: ThreadAct, app: str = "", note: str = "", undoes: UUID | None = None
) -> None:
    """Ask the provider that a conversation be taken, passed to `app`, or asked of whoever has it.

    `id` was minted by the client: the key for ever. What is so already, or is asked already, is not asked again, and a
    take and a pass that have not left take each other back. Raises ConversationNotFound and KeyReused.
    """
    of = await _lock(tx, conversation_id)
    known = await store.get(tx, id)
    if known is not None:
        if (known["conversation_id"], known["act"]) != (conversation_id, act.value):
            raise KeyReused(message=str(id))
        return
    waiting = await store.waiting_of(tx, conversation_id)
    if any((other, whom) == (act.value, app) for _, other, whom in waiting):
        return
    others = of["holder"] == ThreadHolder.OTHER_APP
    is_so = not others if act is not ThreadAct.PASS else others and app in ("", of["holder_app"])
    if is_so and not waiting:
        return
    await store.add(tx, id, of, act.value, app, note, undoes)
    _tell(tx, of, id, act.value, "queued")
    tx.audit(AuditEntry("conversations.thread", "conversation", conversation_id, {"act": act.value, "app": app}))


async def undo_thread(tx: Tx, id: UUID, undo_id: UUID) -> tuple[UUID, ThreadAct | None, str]:
    """Take a deed back: one that has not left is not done; what was done is asked the other way round.

    Returns the conversation and, where something has to be asked for it (under `undo_id`), what, and of whom. Raises
    ConversationNotFound, AlreadyLeft, and CannotUndoHandover for what was asked of another application.
    """
    row = await store.get(tx, id)
    if row is None:
        raise ConversationNotFound(conversation=str(id))
    conversation: UUID = row["conversation_id"]
    of = await _lock(tx, conversation)
    match row["state"], row["act"]:
        case "queued", _:
            await store.set_state(tx, id, "cancelled", ended=True)
            _tell(tx, of, id, row["act"], "cancelled")
        case "sending", _:
            raise AlreadyLeft(message=str(id), state="sending")
        case "done", ThreadAct.REQUEST:
            raise CannotUndoHandover(conversation=str(conversation))
        case "done", ThreadAct.PASS:
            return conversation, ThreadAct.TAKE, ""
        case "done", _:
            before = [one for one in await thread_store.holds_of(tx, conversation) if one["to_at"] is not None]
            had = next((one["app"] for one in before if one["holder"] == ThreadHolder.OTHER_APP), "")
            return conversation, ThreadAct.PASS, had
        case _:
            pass  # it came to nothing, or was taken back already
    return conversation, None, ""


async def retry_thread(tx: Tx, id: UUID) -> None:
    """Ask a deed that failed again. Raises ConversationNotFound; what did not fail is left alone."""
    row = await store.get(tx, id)
    if row is None:
        raise ConversationNotFound(conversation=str(id))
    if row["state"] == "failed":
        await store.set_state(tx, id, "queued", ended=False)
        _tell(tx, await _lock(tx, row["conversation_id"]), id, row["act"], "queued")


async def conversation_of_deed(tx: Tx, id: UUID) -> UUID:
    """Return the conversation that a deed is about. Raises ConversationNotFound."""
    found = await store.conversation_of(tx, id)
    if found is None:
        raise ConversationNotFound(conversation=str(id))
    return found


async def waiting_for_thread_deeds(door: Connection) -> list[UUID]:
    """Return the workspaces that have something to ask of a provider about who holds a conversation."""
    return await store.waiting_workspaces(door)


async def claim_thread_deeds(tx: Tx, limit: int, paused: Sequence[UUID], lease: float) -> list[ClaimedThreadDeed]:
    """Take up to `limit` deeds in hand for `lease` seconds, of each conversation the oldest first."""
    await store.expire(tx)
    return [
        ClaimedThreadDeed(
            row["id"], row["attempt"], row["account_id"], row["conversation_id"], row["contact_id"],
            row["identity_id"], ThreadAct(row["act"]), row["app"], row["note"], channel_thread(row["thread_key"]),
        )
        for row in await store.claim(tx, limit, paused, lease)
    ]  # fmt: skip


async def write_back_thread_deeds(tx: Tx, results: Sequence[ModerationResult]) -> list[HolderChanged]:
    """Note what came of attempts; what was done is so from now on. Returns whose holder changed by it."""
    moved = await store.write_back(
        tx, [(r.id, r.attempt, r.state, r.reason, r.wait.total_seconds()) for r in results]
    )  # fmt: skip
    changed: list[HolderChanged] = []
    for row in moved:
        by = Actor(ActorKind(row["by_kind"]), row["by_id"])
        with tx.acting(by):  # theirs is the deed, whoever carried it
            if row["state"] == "done":
                changed += await _take_effect(tx, row, by)
            if row["state"] != "queued":
                of = await _lock(tx, row["conversation_id"])
                _tell(tx, of, row["id"], row["act"], row["state"], row["reason"])
    return changed


async def _take_effect(tx: Tx, row: dict[str, Any], by: Actor) -> list[HolderChanged]:
    ids = [row["conversation_id"]]
    match ThreadAct(row["act"]):
        case ThreadAct.TAKE:
            ours = ThreadHolder.PERSON if by.kind is ActorKind.USER else ThreadHolder.AUTOMATION
            other = {ThreadHolder.AUTOMATION, ThreadHolder.PERSON} - {ours}
            return await threads.hold(tx, ids, ours, HoldCause.ASKED, unless=frozenset(other))
        case ThreadAct.PASS:
            return await threads.hold(
                tx, ids, ThreadHolder.OTHER_APP, HoldCause.ASKED, app=row["app"], note=row["note"]
            )
        case ThreadAct.REQUEST:
            return []  # whoever has it says yes, or nothing


async def _lock(tx: Tx, conversation_id: UUID) -> dict[str, Any]:
    row = (await thread_store.lock(tx, [conversation_id])).get(conversation_id)
    if row is None:
        raise ConversationNotFound(conversation=str(conversation_id))
    return row


def _tell(tx: Tx, of: dict[str, Any], id: UUID, act: str, state: str, reason: str = "") -> None:
    tx.emit(ThreadDeedChanged(subject=of["id"], case_id=of["case_id"], deed_id=id, act=act, state=state, reason=reason))
