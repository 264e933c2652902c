"""Orders to providers: written down where they are decided, given by the worker after the commit."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Connection, Tx
from trato.rooms.calls.events import ErrandFailed
from trato.rooms.calls.model import Errand, LegState
from trato.rooms.calls.store import calls
from trato.rooms.calls.store import errands as store
from trato.rooms.channels.model import CallOrder, Carried, Dial, HangUp, Ring, Speak

MOST_TRIES = 4
AGAIN_AFTER = timedelta(seconds=2)
ONCE = (Ring, Dial)  # given twice, a telephone rings twice


async def order(tx: Tx, call_id: UUID, what: CallOrder) -> None:
    """Have the provider told to do something, after the commit."""
    await store.add_errand(tx, uuid7(), call_id, what)


async def speak(tx: Tx, account_id: UUID, to: str, words: str) -> None:
    """Have a telephone of ours called, and told something; that is of no call."""
    await store.add_errand(tx, uuid7(), None, Speak(to, words), account_id)


async def withdraw(tx: Tx, call_id: UUID) -> bool:
    """Take back that somebody outside is to be called; False where that was given, or may have been."""
    return await store.withdraw_dial(tx, call_id)


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which a provider is to be told something."""
    return await store.waiting_workspaces(door, now)


async def claim_errands(tx: Tx, limit: int) -> list[Errand]:
    """Take some of what is to be told, for a while nobody else does.

    An order that must not be given twice, and of which nobody knows whether it was, comes back as `doubtful`.
    """
    return await store.claim_errands(tx, limit)


async def settle_errand(tx: Tx, one: Errand, carried: Carried) -> bool:
    """Keep what became of an errand; False when it failed for good, or nobody knows."""
    if carried.done:
        if carried.provider_id and one.call_id is not None:
            await _named(tx, one.call_id, one.order, carried.provider_id)
        await store.settle_errand(tx, one.id, tx.now, "", None)
        return True
    if carried.again and one.attempts < MOST_TRIES:
        await store.settle_errand(tx, one.id, None, carried.code or "again", tx.now + AGAIN_AFTER * one.attempts)
        return True
    await store.settle_errand(tx, one.id, tx.now, carried.code, None)
    if one.call_id is not None:
        tx.emit(ErrandFailed(subject=one.call_id, what=type(one.order).__name__, code=carried.code))
    return False


def must_be_once(order: CallOrder) -> bool:
    """Say whether an order may be given once alone."""
    return isinstance(order, ONCE)


async def _named(tx: Tx, call_id: UUID, order: CallOrder, provider_id: str) -> None:
    """Keep what the provider calls whom it called for us; who was given up meanwhile is let go."""
    match order:
        case Ring(leg=leg):
            await calls.name_leg(tx, leg, provider_id)
            rung = await calls.find_leg(tx, leg)
            if rung is not None and rung.state is LegState.ENDED:
                await store.add_errand(tx, uuid7(), call_id, HangUp(provider_id))
        case Dial():
            call = await calls.lock_call(tx, call_id)
            await calls.name_far(tx, call_id, provider_id)
            if call is not None and call.is_over:
                await store.add_errand(tx, uuid7(), call_id, HangUp(provider_id))
        case _:
            pass
