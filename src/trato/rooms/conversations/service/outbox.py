"""The life of what we send: written, judged, claimed, sent, written back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.events import Actor, ActorKind
from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.channels.model import Template
from trato.rooms.contacts.model import Address
from trato.rooms.conversations.errors import AlreadyLeft, MessageNotFound, NotUncertain
from trato.rooms.conversations.events import DeliveryChanged, MessageQueued, MessageResent
from trato.rooms.conversations.model import (
    Answered,
    Claimed,
    Conversation,
    DeliveryState,
    NewDelivery,
    NewMessage,
    Purpose,
    SendResult,
    Source,
)
from trato.rooms.conversations.store import arrival as arrivals
from trato.rooms.conversations.store import outbox as store


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message of ours to write, in its conversation, with where its text came from.

    It rests for `rests` seconds before it may leave.
    """

    message: NewMessage
    conversation: Conversation
    sources: tuple[Source, ...] = ()
    addresses: tuple[Address, ...] = ()
    rests: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the gate said of a message: the state it goes to, and the verdict behind it."""

    message_id: UUID
    state: DeliveryState
    verdict_id: UUID
    reason: str = ""
    not_before: datetime | None = None


async def write(tx: Tx, outgoing: Sequence[Outgoing]) -> list[Outgoing]:
    """Write messages as *queued*; those whose id is a message already are left out. Returns those written.

    The client mints the ids: the primary key is the idempotency key.
    """
    seen = await store.find_messages(tx, [o.message.id for o in outgoing])
    fresh = list({o.message.id: o for o in outgoing if o.message.id not in seen}.values())
    if not fresh:
        return []
    await arrivals.add_messages(tx, [o.message for o in fresh])
    await store.add_deliveries(
        tx,
        [NewDelivery(o.message.id, o.message.account_id, o.conversation.id, o.message.case_id, o.rests) for o in fresh],
    )
    await store.add_sources(
        tx,
        [
            (o.message.id, n, s.kind.value, s.ref_id, s.version, s.language, s.edit_share)
            for o in fresh
            for n, s in enumerate(o.sources)
        ],
    )
    for o in fresh:
        with tx.acting(o.message.author):
            tx.emit(
                MessageQueued(
                    subject=o.message.id, case_id=o.message.case_id, conversation_id=o.conversation.id,
                    account_id=o.message.account_id, purpose=o.message.purpose.value, channel=o.conversation.channel,
                )
            )  # fmt: skip
    return fresh


async def note_call(tx: Tx, message: NewMessage, conversation: Conversation) -> None:
    """Write that somebody of ours called: it stands in its thread, and nothing leaves by it."""
    await arrivals.add_messages(tx, [message])
    tx.emit(
        MessageQueued(
            subject=message.id, case_id=message.case_id, conversation_id=conversation.id,
            account_id=message.account_id, purpose=message.purpose.value, channel=conversation.channel,
        )
    )  # fmt: skip


async def written_as(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, tuple[UUID, str]]:
    """Return what is written under these keys already: (conversation, text). What a contact wrote is nobody's answer:
    it stands under a text that no answer has."""
    rows = await store.written_as(tx, ids)
    return {row["id"]: (row["conversation_id"], row["text"] if row["direction"] == "out" else "\0") for row in rows}


async def load_outgoing(tx: Tx, ids: Sequence[UUID]) -> list[Outgoing]:
    """Return messages that may not leave yet, as the gate asks about them: without their parts."""
    return await _load(tx, ids, (DeliveryState.QUEUED, DeliveryState.HELD))


async def _load(tx: Tx, ids: Sequence[UUID], states: Sequence[DeliveryState]) -> list[Outgoing]:
    rows = await store.load_outgoing(tx, ids, [one.value for one in states]) if ids else []
    of = await arrivals.get_conversations(tx, [row["conversation_id"] for row in rows]) if rows else {}
    return [Outgoing(_unsent(row), of[row["conversation_id"]]) for row in rows]


async def cleared_for(tx: Tx, contact_ids: Sequence[UUID]) -> list[Outgoing]:
    """Return the messages to contacts that may leave and have not, as the gate asks about them."""
    waiting = await store.cleared_for(tx, contact_ids) if contact_ids else []
    return await _load(tx, waiting, (DeliveryState.CLEARED,))


def _unsent(row: dict[str, Any]) -> NewMessage:
    at = row["occurred_at"]
    return NewMessage(
        id=row["id"], conversation_id=row["conversation_id"], case_id=row["case_id"], account_id=row["account_id"],
        provider_id=None, direction="out", author=Actor(ActorKind(row["author_kind"]), row["author_id"]),
        alias=row["author_alias"], purpose=Purpose(row["purpose"]), parts=(), text="", occurred_at=at, received_at=at,
        sort=(at, 0, 0), template=Template("", "") if row["has_template"] else None,
        private_reply=row["private_reply"],
    )  # fmt: skip


async def sources_of(tx: Tx, message_id: UUID) -> tuple[Source, ...]:
    """Return where the text of a message came from: what is sent again came from there too."""
    return tuple(await store.sources_of(tx, message_id))


async def text_of_message(tx: Tx, message_id: UUID) -> str:
    """Return the text of a message, or "" when it is gone."""
    return await store.text_of_message(tx, message_id)


async def rule(tx: Tx, rulings: Sequence[Ruling]) -> None:
    """Let the gate's verdicts take effect."""
    await store.apply_verdicts(
        tx, [(r.message_id, r.state.value, r.verdict_id, r.reason, r.not_before) for r in rulings]
    )


async def take_back(tx: Tx, rulings: Sequence[Ruling]) -> None:
    """Stop deliveries that were claimed in this same transaction: a standing order forbids them after all."""
    await store.take_back(tx, [(r.message_id, r.state.value, r.verdict_id, r.reason, r.not_before) for r in rulings])


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have something to send."""
    return await store.waiting_workspaces(door)


async def claim(tx: Tx, limit: int, paused: Sequence[UUID], lease: float) -> list[Claimed]:
    """Take up to `limit` deliveries in hand for `lease` seconds, oldest of each conversation first."""
    claimed = await store.claim(tx, limit, paused, lease)
    return await store.load_claimed(tx, claimed) if claimed else []


async def write_back(tx: Tx, results: Sequence[SendResult]) -> list[Answered]:
    """Note what came of attempts and announce it; returns the messages that moved, with what listens to them needs."""
    moved = await store.write_back(tx, results)
    if not moved:
        return []
    await store.set_provider_ids(
        tx, [(row["message_id"], row["provider_id"]) for row in moved if row["state"] == "sent" and row["provider_id"]]
    )
    reasons = {r.message_id: r.reason for r in results}
    for row in moved:
        if row["state"] != "cleared":
            tx.emit(
                DeliveryChanged(
                    subject=row["message_id"], case_id=row["case_id"], conversation_id=row["conversation_id"],
                    state=row["state"], reason=reasons[row["message_id"]],
                )
            )  # fmt: skip
    states = {row["message_id"]: DeliveryState(row["state"]) for row in moved}
    return await answered(tx, states)


async def answered(tx: Tx, states: dict[UUID, DeliveryState]) -> list[Answered]:
    """Return what clocks and cases need of these messages of ours, each with the state it came to."""
    return [
        Answered(
            message_id=row["id"], case_id=row["case_id"], conversation_id=row["conversation_id"],
            author_kind=row["author_kind"], purpose=Purpose(row["purpose"]), state=states[row["id"]], at=tx.now,
            text=row["text"], channel=row["channel"],
        )
        for row in await store.load_answers(tx, list(states))
    ]  # fmt: skip


async def answers_after(tx: Tx, failed: Sequence[UUID], purposes: Iterable[Purpose]) -> dict[UUID, Answered]:
    """Return, by the id of a failed message, the first of these purposes that left its case after it and arrived."""
    rows = await store.answers_after(tx, failed, [purpose.value for purpose in purposes]) if failed else []
    return {
        row["failed_id"]: Answered(
            message_id=row["id"], case_id=row["case_id"], conversation_id=row["conversation_id"],
            author_kind=row["author_kind"], purpose=Purpose.REPLY, state=DeliveryState.SENT, at=row["sent_at"],
            text="", channel="",
        )
        for row in rows
    }  # fmt: skip


async def list_expired(tx: Tx) -> list[tuple[UUID, int, UUID]]:
    """Lock deliveries whose lease ran out while they were in flight: (message, attempt, account)."""
    return await store.list_expired(tx)


async def cancel(tx: Tx, message_id: UUID) -> None:
    """Take back a message that has not left. Raises `AlreadyLeft` once it is claimed."""
    row = await _lock(tx, message_id)
    if row["state"] not in {"queued", "held", "cleared"}:
        raise AlreadyLeft(message=str(message_id), state=row["state"])
    await _move(tx, row, DeliveryState.CANCELLED, "cancelled")


async def settle(tx: Tx, message_id: UUID, *, sent: bool, provider_id: str | None = None) -> None:
    """Settle an uncertain delivery by evidence: it left after all, or it did not.

    Raises `NotUncertain` when it is not in doubt (any more).
    """
    row = await _lock(tx, message_id)
    if row["state"] != "uncertain":
        raise NotUncertain(message=str(message_id), state=row["state"])
    if sent and provider_id:
        await store.set_provider_ids(tx, [(message_id, provider_id)])
    await _move(tx, row, DeliveryState.SENT if sent else DeliveryState.FAILED, "" if sent else "not_sent")


async def mark_resent(tx: Tx, message_id: UUID, new_id: UUID) -> None:
    """Note that a failed or uncertain message was sent again under a new key; audited."""
    row = await _lock(tx, message_id)
    if row["state"] not in {"failed", "uncertain", "blocked"}:
        raise AlreadyLeft(message=str(message_id), state=row["state"])
    await store.set_state(tx, message_id, row["state"], row["reason"], new_id)
    told = MessageResent(
        subject=message_id, case_id=row["case_id"], conversation_id=row["conversation_id"], new_id=new_id
    )
    tx.emit(told)
    tx.audit(AuditEntry("messages.resend", "message", message_id, {"as": str(new_id), "state": row["state"]}))


async def _lock(tx: Tx, message_id: UUID) -> dict[str, Any]:
    row = await store.lock_delivery(tx, message_id)
    if row is None:
        raise MessageNotFound(message=str(message_id))
    return row


async def _move(tx: Tx, row: dict[str, Any], state: DeliveryState, reason: str) -> None:
    await store.set_state(tx, row["message_id"], state.value, reason)
    tx.emit(
        DeliveryChanged(
            subject=row["message_id"], case_id=row["case_id"], conversation_id=row["conversation_id"],
            state=state.value, reason=reason,
        )
    )  # fmt: skip
