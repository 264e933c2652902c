"""Letting an account go live: who connects it asks, and a leader who is somebody else says yes or no (S241).

While it waits, what comes is kept and shown, so that nothing is lost and it can be tried; nothing leaves.
"""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, User, Verb
from trato.rooms.channels.errors import NoActivationAsked, SecondPersonWanted
from trato.rooms.channels.events import ActivationAsked, ActivationDecided
from trato.rooms.channels.store import approvals as store
from trato.rooms.channels.store.accounts import AccountRow
from trato.rooms.channels.store.approvals import Approval

SETTING = "channels.two_persons"  # of a unit: whether somebody else must let an account go live
LONGEST_REASON = 500


async def activate(tx: Tx, row: AccountRow) -> str:
    """Let an account that was just connected go live, or have it wait for a leader's word; return its state.

    It goes live at once where a unit does not ask for two persons, or where nobody else could say yes: a firm of one
    is not stopped, but it is written down.
    """
    if await _asks_for_two(tx, row) and await others_who_may(tx, row, tx.actor.id):
        await store.ask(tx, row.id)
        tx.audit(AuditEntry("channels.ask_activation", "account", row.id))
        tx.emit(ActivationAsked(subject=row.id))
        return "pending"
    await store.settle_alone(tx, row.id)
    tx.audit(AuditEntry("channels.activate", "account", row.id, {"alone": True}))
    tx.emit(ActivationDecided(subject=row.id, approved=True, alone=True))
    return "active"


async def decide(tx: Tx, row: AccountRow, *, approved: bool, reason: str = "") -> None:
    """Say yes or no to an account that waits. Raises NoActivationAsked and SecondPersonWanted."""
    asked = (await store.newest_of(tx, [row.id])).get(row.id)
    if asked is None or asked.decided_at is not None or row.state != "pending":
        raise NoActivationAsked(account=row.id)
    alone = approved and tx.actor.id == asked.asked_by
    if alone and await others_who_may(tx, row, asked.asked_by):
        raise SecondPersonWanted(account=row.id)
    if not await store.decide(tx, asked, approved=approved, alone=alone, reason=reason.strip()[:LONGEST_REASON]):
        raise NoActivationAsked(account=row.id)
    verb = "channels.activate" if approved else "channels.refuse_activation"
    tx.audit(AuditEntry(verb, "account", row.id, {"alone": alone}))
    tx.emit(ActivationDecided(subject=row.id, approved=approved, alone=alone))


async def ask_again(tx: Tx, row: AccountRow) -> None:
    """Ask once more after a no. Raises NoActivationAsked where nothing was refused."""
    asked = (await store.newest_of(tx, [row.id])).get(row.id)
    if row.state != "pending" or asked is None or asked.approved is not False:
        raise NoActivationAsked(account=row.id)
    await store.ask(tx, row.id)
    tx.audit(AuditEntry("channels.ask_activation", "account", row.id))
    tx.emit(ActivationAsked(subject=row.id))


async def others_who_may(tx: Tx, row: AccountRow, asked_by: UUID | None) -> list[User]:
    """Return who may let an account go live besides who asked for it."""
    place = Place(brand_id=row.brand_id, queue_id=row.queue_id, account_id=row.id)
    return [one for one in await access.who_may(tx, Verb.CHANNELS_APPROVE, place) if one.id != asked_by]


async def activations_of(tx: Tx, accounts: list[UUID]) -> dict[UUID, Approval]:
    """Return the newest request of each of these accounts to go live."""
    return await store.newest_of(tx, accounts) if accounts else {}


async def _asks_for_two(tx: Tx, row: AccountRow) -> bool:
    said = await access.settings_in(tx, {row.unit_id}, SETTING)
    return row.unit_id not in said or said[row.unit_id].value is not False
