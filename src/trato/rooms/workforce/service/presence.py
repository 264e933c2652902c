"""Deeds of presence: say who is here."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.workforce.errors import SenselessReason
from trato.rooms.workforce.events import PresenceChanged
from trato.rooms.workforce.model import Presence, PresenceState
from trato.rooms.workforce.rules import capacity as rules
from trato.rooms.workforce.service import capacity
from trato.rooms.workforce.store import attendance
from trato.rooms.workforce.store import presence as store


async def set_presence(tx: Tx, user_id: UUID, state: PresenceState, reason: str = "") -> Presence:
    """Say where an agent is from now on; saying the same again changes nothing. Raises SenselessReason."""
    if not rules.is_reason(reason):
        raise SenselessReason(reason=reason)
    await capacity.lock(tx, user_id)
    before = await store.get_presence(tx, user_id)
    if before is not None and (before.state, before.reason) == (state, reason):
        return before
    presence = Presence(user_id, state, reason, max(tx.now, before.since) if before else tx.now)
    await store.change_presence(tx, presence)
    if state is PresenceState.OFFLINE:
        await attendance.forget(tx, user_id)
    was = before.state if before is not None else None
    tx.emit(PresenceChanged(subject=user_id, state=state, reason=reason, before=was))
    return presence


async def presence_of(tx: Tx, users: Collection[UUID]) -> dict[UUID, Presence]:
    """Return where these agents are; who never said is missing."""
    return await store.list_presence(tx, users)


async def presence_between(
    tx: Tx, users: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, list[tuple[PresenceState, datetime, datetime | None]]]:
    """Return where these agents were: for each, (state, from, to) of every interval that touches this time."""
    return await store.list_presence_between(tx, users, since, until)
