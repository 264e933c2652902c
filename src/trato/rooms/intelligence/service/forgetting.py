"""Dropping what was computed about people: scores when they object, everything when they are forgotten."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.intelligence.events import OutlooksDropped
from trato.rooms.intelligence.store import forgetting as store


async def wait_for_understanding(tx: Tx) -> None:
    """Wait until nobody writes what was understood, and keep others from it until this transaction ends.

    Who is about to write asks for consent after this, who drops drops after it: so neither slips past the other.
    """
    await store.wait(tx)


async def drop_outlooks(tx: Tx, contacts: Collection[UUID]) -> int:
    """Drop how the cases of these contacts go, and of those in which they wrote; return how many there were.

    What was answered to them is suggested to nobody any more.
    """
    if not contacts:
        return 0
    await store.wait(tx)
    await store.drop_answers(tx, sorted(contacts))
    cases = await store.drop_outlooks(tx, sorted(contacts))
    if cases:
        tx.emit(OutlooksDropped(subject=tx.workspace, cases=len(cases)))
    return len(cases)


async def forget_contact(tx: Tx, contact_ids: Collection[UUID]) -> int:
    """Forget all that was computed of what these contacts wrote; return of how many messages.

    What was understood of them goes with its vectors and corrections, what waits to be understood, the lessons that
    they were, so that the next fit lacks them, and how their cases go. Erasing a contact calls it first.
    """
    if not contact_ids:
        return 0
    await drop_outlooks(tx, contact_ids)
    return await store.drop_understandings(tx, sorted(contact_ids))
