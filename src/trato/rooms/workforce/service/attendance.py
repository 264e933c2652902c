"""Deeds of attendance: who is at a desk, and what follows when nobody is."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.workforce.model import Patience
from trato.rooms.workforce.rules import presence as rules
from trato.rooms.workforce.service import capacity, presence
from trato.rooms.workforce.store import attendance as store

AWAY_SETTING, AWAY_USUAL = "presence.away_after", 600  # seconds without a touch; 0 is never
OFFLINE_SETTING, OFFLINE_USUAL = "presence.offline_after", 1_800  # seconds without a screen; 0 is never
LONGEST = 14_400


async def see(tx: Tx, here: Collection[UUID], touched: Collection[UUID]) -> None:
    """Note whose screens are there now, and which of them were touched since they were last asked."""
    if here:
        await store.see(tx, here, touched)


async def act(tx: Tx, user_id: UUID) -> bool:
    """Note that an agent touched their desk: who was away only by the clock is back where they were; True then."""
    await store.see(tx, [user_id], [user_id])
    if not await _is_away_by_the_clock(tx, user_id):
        return False
    await capacity.lock(tx, user_id)
    before = await store.state_before(tx, user_id)
    if before is None or not await _is_away_by_the_clock(tx, user_id):
        return False
    await presence.set_presence(tx, user_id, *before)
    return True


async def _is_away_by_the_clock(tx: Tx, user_id: UUID) -> bool:
    return any(rules.ends_by_an_act(one.presence) for one in await store.list_attendance(tx, user_id))


async def sweep_lapses(tx: Tx) -> int:
    """Put away those who left their desks, and offline those who stayed away; return how many."""
    found = await store.list_attendance(tx)
    if not found:
        return 0
    patience = await _patience(tx)
    moved = 0
    for one in found:
        fate = rules.lapse(one, patience, tx.now)
        if fate is None:
            continue
        await capacity.lock(tx, one.presence.user_id)
        now = await store.list_attendance(tx, one.presence.user_id)
        if now and rules.lapse(now[0], patience, tx.now) == fate:
            await presence.set_presence(tx, one.presence.user_id, *fate)
            moved += 1
    return moved


async def _patience(tx: Tx) -> Patience:
    idle = await _seconds(tx, AWAY_SETTING, AWAY_USUAL)
    return Patience(idle, rules.GONE, await _seconds(tx, OFFLINE_SETTING, OFFLINE_USUAL))


async def _seconds(tx: Tx, key: str, usual: int) -> timedelta | None:
    said = await access.get_setting(tx, tx.workspace, key)
    seconds = said.value if said is not None and isinstance(said.value, int) else usual
    return timedelta(seconds=seconds) if seconds else None
