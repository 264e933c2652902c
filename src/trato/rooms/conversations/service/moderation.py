"""What is done with what was said in public: hidden, shown, deleted, liked; asked here and carried by a worker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from trato.kit.events import Actor, ActorKind
from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.channels.model import OPPOSITES, Moderation, ModerationOrder, Surface
from trato.rooms.conversations.errors import (
    AlreadyLeft,
    CannotUndoModeration,
    KeyReused,
    MessageNotFound,
    NothingToModerate,
)
from trato.rooms.conversations.events import MessageDeleted, MessageHidden, ModerationChanged
from trato.rooms.conversations.rules import channel_thread
from trato.rooms.conversations.store import effects
from trato.rooms.conversations.store import moderation as store


@dataclass(frozen=True, slots=True)
class Standing:
    """Something said in public, as whoever moderates it needs it. `own` when we said it."""

    message_id: UUID
    account_id: UUID
    channel: str
    surface: Surface
    own: bool


@dataclass(frozen=True, slots=True)
class ClaimedModeration:
    """A deed in hand. `attempt` fences its write-back."""

    id: UUID
    attempt: int
    account_id: UUID
    order: ModerationOrder


@dataclass(frozen=True, slots=True)
class ModerationResult:
    """What came of one attempt: `done`, `failed` with a reason, or `queued` again after `wait`."""

    id: UUID
    attempt: int
    state: str
    reason: str = ""
    wait: timedelta = timedelta(0)


async def standing_in_public(tx: Tx, message_id: UUID) -> Standing:
    """Return something that stands in public. Raises MessageNotFound, and NothingToModerate where it does not."""
    row = await _standing(tx, message_id)
    return Standing(
        message_id, row["account_id"], row["channel"], Surface(row["surface"]), row["direction"] == "out"
    )  # fmt: skip


async def moderate(
    tx: Tx, id: UUID, message_id: UUID, act: Moderation, rests: int = 0, undoes: UUID | None = None
) -> None:
    """Ask that something said in public be hidden, shown, deleted or liked; it rests so many seconds before it leaves.

    `id` was minted by the client: the key for ever. What is so already, or is asked already, is not asked again, and
    an opposite that has not left is taken back. Raises MessageNotFound, NothingToModerate and KeyReused.
    """
    known = await store.get(tx, id)
    if known is not None:
        if (known["message_id"], known["act"]) != (message_id, act.value):
            raise KeyReused(message=str(id))
        return
    target = await _standing(tx, message_id)
    opposite = OPPOSITES.get(act)
    waiting = await store.waiting_of(tx, message_id)
    for other, other_act in waiting:
        if other_act == opposite:
            await store.set_state(tx, other, "cancelled", ended=True)
            _tell(tx, target, other, other_act, "cancelled")
    if _holds(target, act) or any(other_act == act for _, other_act in waiting):
        return
    await store.add(tx, id, target, act.value, undoes, rests)
    _tell(tx, target, id, act.value, "queued")
    tx.audit(AuditEntry("messages.moderate", "message", message_id, {"act": act.value}))


async def undo_moderation(tx: Tx, id: UUID, undo_id: UUID) -> tuple[UUID, Moderation | None]:
    """Take a deed back: one that has not left is not done, and what was done is asked the other way round.

    Returns the message and, where the other way has to be asked (under `undo_id`), which deed that is: the caller
    knows whether the channel can. Raises MessageNotFound, AlreadyLeft, and CannotUndoModeration for what was deleted.
    """
    row = await store.get(tx, id)
    if row is None:
        raise MessageNotFound(message=str(id))
    act = Moderation(row["act"])
    match row["state"]:
        case "queued":
            target = await _standing(tx, row["message_id"])
            await store.set_state(tx, id, "cancelled", ended=True)
            _tell(tx, target, id, row["act"], "cancelled")
        case "sending":
            raise AlreadyLeft(message=str(row["message_id"]), state="sending")
        case "done" if act not in OPPOSITES:
            raise CannotUndoModeration(message=str(row["message_id"]))
        case "done":
            return row["message_id"], OPPOSITES[act]
        case _:
            pass  # it came to nothing, or was taken back already
    return row["message_id"], None


async def retry_moderation(tx: Tx, id: UUID) -> None:
    """Ask a deed that failed again. Raises MessageNotFound, NothingToModerate; what did not fail is left alone."""
    row = await store.get(tx, id)
    if row is None:
        raise MessageNotFound(message=str(id))
    if row["state"] == "failed":
        target = await _standing(tx, row["message_id"])
        await store.set_state(tx, id, "queued", ended=False)
        _tell(tx, target, id, row["act"], "queued")


async def message_of_moderation(tx: Tx, id: UUID) -> UUID:
    """Return the message that a deed is about. Raises MessageNotFound."""
    found = await store.message_of(tx, id)
    if found is None:
        raise MessageNotFound(message=str(id))
    return found


async def waiting_for_moderation(door: Connection) -> list[UUID]:
    """Return the workspaces that have something to hide, show, delete or like."""
    return await store.waiting_workspaces(door)


async def claim_moderations(tx: Tx, limit: int, paused: Sequence[UUID], lease: float) -> list[ClaimedModeration]:
    """Take up to `limit` deeds in hand for `lease` seconds, of each message the oldest first."""
    await store.expire(tx)
    return [
        ClaimedModeration(
            row["id"], row["attempt"], row["account_id"],
            ModerationOrder(
                Moderation(row["act"]), row["provider_id"], channel_thread(row["thread_key"]), row["parent"],
                Surface(row["surface"]), row["direction"] == "out",
            ),
        )
        for row in await store.claim(tx, limit, paused, lease)
    ]  # fmt: skip


async def write_back_moderations(tx: Tx, results: Sequence[ModerationResult]) -> None:
    """Note what came of attempts; what was done is so from now on, and everybody is told."""
    moved = await store.write_back(
        tx, [(r.id, r.attempt, r.state, r.reason, r.wait.total_seconds()) for r in results]
    )  # fmt: skip
    now_of = await store.cases_of(tx, [row["message_id"] for row in moved]) if moved else {}
    for row in moved:
        case_id, conversation_id = now_of[row["message_id"]]
        target = {"id": row["message_id"], "case_id": case_id, "conversation_id": conversation_id}
        with tx.acting(Actor(ActorKind(row["by_kind"]), row["by_id"])):  # theirs is the deed, whoever carried it
            if row["state"] == "done":
                await _take_effect(tx, target, Moderation(row["act"]))
            if row["state"] != "queued":
                _tell(tx, target, row["id"], row["act"], row["state"], row["reason"])


async def _take_effect(tx: Tx, target: dict[str, Any], act: Moderation) -> None:
    message_id, of = target["id"], {"case_id": target["case_id"], "conversation_id": target["conversation_id"]}
    match act:
        case Moderation.HIDE | Moderation.UNHIDE:
            hidden = act is Moderation.HIDE
            if await effects.set_hidden(tx, message_id, tx.now, hidden=hidden):
                tx.emit(MessageHidden(subject=message_id, hidden=hidden, **of))
        case Moderation.DELETE:
            if await effects.delete_message(tx, message_id, tx.now):
                tx.emit(MessageDeleted(subject=message_id, **of))
        case Moderation.LIKE | Moderation.UNLIKE:
            await store.set_liked(tx, message_id, liked=act is Moderation.LIKE)


async def _standing(tx: Tx, message_id: UUID) -> dict[str, Any]:
    row = await store.get_target(tx, message_id)
    if row is None:
        raise MessageNotFound(message=str(message_id))
    if not row["public"] or not row["provider_id"] or row["deleted_at"] is not None:
        raise NothingToModerate(message=str(message_id))
    return row


def _holds(target: dict[str, Any], act: Moderation) -> bool:
    match act:
        case Moderation.HIDE:
            return bool(target["hidden"])
        case Moderation.UNHIDE:
            return not target["hidden"]
        case Moderation.LIKE:
            return bool(target["liked"])
        case Moderation.UNLIKE:
            return not target["liked"]
        case Moderation.DELETE:
            return False


def _tell(tx: Tx, target: dict[str, Any], id: UUID, act: str, state: str, reason: str = "") -> None:
    told = ModerationChanged(
        subject=target["id"], case_id=target["case_id"], conversation_id=target["conversation_id"],
        moderation_id=id, act=act, state=state, reason=reason,
    )  # fmt: skip
    tx.emit(told)
