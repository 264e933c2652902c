"""What happens to messages after they were said: receipts, edits, deletions, reactions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.mutants import is_on
from trato.kit.tx import Tx
from trato.rooms.channels.model import InboundEvent, InboundKind, Receipt, ReceiptStatus
from trato.rooms.conversations.events import (
    DeliveryChanged,
    MessageDeleted,
    MessageEdited,
    MessageHidden,
    ReactionChanged,
)
from trato.rooms.conversations.model import RANK, DeliveryState
from trato.rooms.conversations.rules import climbs, text_of
from trato.rooms.conversations.service import costs
from trato.rooms.conversations.store import effects as store

OUR_KEY = "our_key"  # in the detail of a receipt: the message id that we gave with the request
PARKED_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Effect:
    """Something about a message. `author_id` is the contact whose reaction it is."""

    account_id: UUID
    event: InboundEvent
    received_at: datetime
    author_id: UUID | None = None

    @property
    def key(self) -> tuple[str, UUID]:
        receipt = self.event.receipt
        return (receipt.target if receipt else self.event.target, self.account_id)


async def apply(tx: Tx, effects: Sequence[Effect], appended: Sequence[tuple[str, UUID]]) -> dict[UUID, DeliveryState]:
    """Apply effects, in order, to their messages; those whose message is not here are parked for seven days.

    `appended` are the keys (provider's id, account) of messages that came just now: what was parked for them is
    applied in the same commit. Returns the deliveries that moved and where to; one that was in doubt, or thought
    failed, and is known to have left, moves to *sent*.
    """
    met = await store.take_parked(tx, appended) if appended else []
    waited = [Effect(account, msgspec.convert(event, InboundEvent), at, author) for account, event, at, author in met]
    waited.sort(key=lambda one: (one.event.occurred_at, one.received_at))
    all_effects = [*waited, *await _told_apart(tx, effects)]
    if not all_effects:
        return {}
    await _adopt(tx, all_effects)
    targets = await store.lock_targets(tx, list({effect.key for effect in all_effects}))
    missing = [effect for effect in all_effects if effect.key not in targets]
    if missing and not is_on("early_receipts_dropped"):
        await store.park(
            tx,
            [
                (e.account_id, e.key[0], e.event.dedupe_key, jsonable(e.event), e.received_at, e.author_id)
                for e in missing
            ],
        )
    moved: dict[UUID, tuple[UUID, str, int, str, datetime]] = {}
    doubted = {t["id"] for t in targets.values() if t["state"] in {"uncertain", "failed"}}
    for effect in all_effects:
        target = targets.get(effect.key)
        if target is not None:
            await _apply_one(tx, effect, target, moved)
    if moved:
        await store.set_deliveries(tx, list(moved.values()))
    await costs.charge(tx, _charged(all_effects, targets))
    return {
        message_id: DeliveryState.SENT if message_id in doubted and row[1] != "failed" else DeliveryState(row[1])
        for message_id, row in moved.items()
    }


async def _told_apart(tx: Tx, effects: Sequence[Effect]) -> list[Effect]:
    """Make of a receipt for all that left before a moment one for each of those messages."""
    told: list[Effect] = []
    for one in effects:
        receipt = one.event.receipt
        if receipt is None or receipt.target or receipt.watermark is None:
            told.append(one)
            continue
        rank = RANK[DeliveryState(receipt.status.value)]
        left = await store.left_until(tx, one.account_id, one.event.author, receipt.watermark, rank)
        for target in left:
            event = msgspec.structs.replace(one.event, receipt=msgspec.structs.replace(receipt, target=target))
            told.append(Effect(one.account_id, event, one.received_at, one.author_id))
    return told


async def on_their_way(tx: Tx, said: Sequence[tuple[UUID, str, str]]) -> dict[tuple[UUID, str, str], UUID]:
    """Return the messages of ours that are on their way, or in doubt, by (account, thread key, words)."""
    return await store.on_their_way(tx, said)


async def said_already(tx: Tx, said: Sequence[tuple[UUID, str, str]]) -> set[tuple[UUID, str, str]]:
    """Return those of (account, thread key, words) that a message of ours which left says."""
    return await store.said_already(tx, said)


def _charged(effects: Sequence[Effect], targets: Mapping[tuple[str, UUID], dict[str, Any]]) -> list[costs.Charged]:
    """Return the receipts about messages of ours that say something of money."""
    return [
        costs.Charged(target["id"], target["conversation_id"], effect.event.receipt)
        for effect in effects
        if effect.event.receipt and (effect.event.receipt.pricing or effect.event.receipt.window_until)
        if (target := targets.get(effect.key)) is not None and target["state"] is not None
    ]


async def _adopt(tx: Tx, effects: Sequence[Effect]) -> None:
    """Tell uncertain messages by the key of ours that some providers give back in receipts."""
    rows = []
    for effect in effects:
        key = (effect.event.detail or {}).get(OUR_KEY)
        if effect.event.receipt and isinstance(key, str) and _is_uuid(key):
            rows.append((UUID(key), effect.event.receipt.target, effect.account_id))
    if rows:
        await store.adopt(tx, rows)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


async def sweep(tx: Tx) -> dict[UUID, DeliveryState]:
    """Apply parked effects whose message came by another way, and let go of those that waited too long."""
    await store.drop_old(tx, tx.now - PARKED_FOR)
    keys = {*await store.adopt_parked(tx, None), *await store.meetable(tx)}
    return await apply(tx, [], sorted(keys)) if keys else {}


async def end_doubts(tx: Tx, message_ids: Sequence[UUID]) -> dict[UUID, DeliveryState]:
    """Apply what was parked for messages that have just become uncertain: a receipt may have come before the doubt."""
    keys = await store.adopt_parked(tx, message_ids) if message_ids else []
    return await apply(tx, [], keys) if keys else {}


async def _apply_one(
    tx: Tx, effect: Effect, target: dict[str, Any], moved: dict[UUID, tuple[UUID, str, int, str, datetime]]
) -> None:
    event = effect.event
    match event.kind:
        case InboundKind.RECEIPT:
            assert event.receipt
            await _receipt(tx, event.receipt, event.occurred_at, target, moved)
        case InboundKind.MESSAGE_EDITED | InboundKind.COMMENT_EDITED | InboundKind.REVIEW_EDITED:
            if target["edited_at"] is None or target["edited_at"] < event.occurred_at:
                target["edited_at"] = event.occurred_at
                parts = msgspec.to_builtins(event.parts)
                revision = await store.revise(
                    tx, target["id"], event.occurred_at, parts, text_of(event.parts), event.rating or None
                )
                tx.emit(
                    MessageEdited(
                        subject=target["id"], case_id=target["case_id"], conversation_id=target["conversation_id"],
                        revision=revision,
                    )
                )  # fmt: skip
        case InboundKind.MESSAGE_DELETED | InboundKind.COMMENT_REMOVED:
            if await store.delete_message(tx, target["id"], event.occurred_at):
                tx.emit(
                    MessageDeleted(
                        subject=target["id"], case_id=target["case_id"], conversation_id=target["conversation_id"]
                    )
                )
        case InboundKind.COMMENT_HIDDEN | InboundKind.COMMENT_SHOWN:
            hidden = event.kind is InboundKind.COMMENT_HIDDEN
            if await store.set_hidden(tx, target["id"], event.occurred_at, hidden=hidden):
                tx.emit(
                    MessageHidden(
                        subject=target["id"], case_id=target["case_id"], conversation_id=target["conversation_id"],
                        hidden=hidden,
                    )
                )  # fmt: skip
        case InboundKind.REACTION:
            if effect.author_id is not None:
                await store.set_reaction(tx, target["id"], "contact", effect.author_id, event.emoji, event.occurred_at)
                tx.emit(
                    ReactionChanged(
                        subject=target["id"], case_id=target["case_id"], conversation_id=target["conversation_id"]
                    )
                )
        case _:
            raise AssertionError(f"{event.kind} is not about a message")


async def _receipt(
    tx: Tx, receipt: Receipt, at: datetime, target: dict[str, Any],
    moved: dict[UUID, tuple[UUID, str, int, str, datetime]],
) -> None:  # fmt: skip
    if target["state"] is None:
        return  # about a message that was not sent by us: another application's
    if not climbs(DeliveryState(target["state"]), target["rank"], receipt.status):
        return
    failed = receipt.status is ReceiptStatus.FAILED
    state = DeliveryState(receipt.status.value)
    target["state"], target["rank"] = state.value, target["rank"] if failed else RANK[state]
    reason = receipt.code if failed else ""
    moved[target["id"]] = (target["id"], state.value, target["rank"], reason, at)
    tx.emit(
        DeliveryChanged(
            subject=target["id"], case_id=target["case_id"], conversation_id=target["conversation_id"],
            state=state.value, reason=reason,
        )
    )  # fmt: skip
