"""What time does to promises: they approach, and they break, once each."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.sla import rules
from trato.rooms.sla.events import ClockApproaching, ClockBreached, HolderShare
from trato.rooms.sla.model import Breach, Clock, HoldingSpan
from trato.rooms.sla.service.clocks import hours_by_clock
from trato.rooms.sla.store import breaches as store
from trato.rooms.sla.store.history import list_pauses

Holdings = Callable[[Tx, Sequence[UUID]], Awaitable[Sequence[HoldingSpan]]]


async def due_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which a promise approaches or is broken and nobody said so yet.

    `door` is a connection of the role trato_door; `now` is Trato's time.
    """
    return await store.list_due_workspaces(door, now)


async def due_cases(tx: Tx, limit: int) -> set[UUID]:
    """Return the cases in which time does something to a promise now, those of the longest due promises."""
    return await store.list_due_cases(tx, limit)


async def sweep_breaches(
    tx: Tx, holdings: Holdings, limit: int = 500, *, among: Sequence[UUID] | None = None
) -> list[Clock]:
    """Announce the promises that time has broken, the oldest first, `among` cases if told; return them.

    `holdings` tells who held these cases when: a breach is charged to each by what passed in their hands.
    """
    broken = await store.lock_overdue(tx, limit, among)
    if not broken:
        return []
    charged = await _charge(tx, broken, holdings)
    await store.mark_breached(tx, broken)
    news = await store.add_breaches(tx, charged)
    announced = [one for one in charged if one.clock.id in news]
    await store.add_shares(tx, announced)
    for one in announced:
        clock = one.clock
        tx.emit(
            ClockBreached(
                subject=clock.id,
                case_id=clock.case_id,
                occurred_at=clock.due_at,
                target=clock.target,
                due_at=clock.due_at,
                queue_id=one.queue_at_due,
                shares=tuple(HolderShare(p.holder_kind, p.seconds, p.holder_id) for p in one.shares),
            )
        )
    return [replace(one.clock, breached_at=one.clock.due_at) for one in announced]


async def _charge(tx: Tx, broken: Sequence[Clock], holdings: Holdings) -> list[Breach]:
    spans: dict[UUID, list[HoldingSpan]] = {}
    for span in await holdings(tx, sorted({one.case_id for one in broken})):
        spans.setdefault(span.case_id, []).append(span)
    pauses, hours = await list_pauses(tx, [one.id for one in broken]), await hours_by_clock(tx, broken)
    return [rules.charge(one, spans.get(one.case_id, []), pauses.get(one.id, []), hours[one.id]) for one in broken]


async def sweep_approaching(tx: Tx, limit: int = 500, *, among: Sequence[UUID] | None = None) -> list[Clock]:
    """Announce the promises of which most of the time is used up, `among` cases if told; return them."""
    near = await store.lock_approaching(tx, limit, among)
    if not near:
        return []
    await store.mark_approached(tx, near)
    for one in near:
        tx.emit(ClockApproaching(subject=one.id, case_id=one.case_id, target=one.target, due_at=one.due_at))
    return [replace(one, approached_at=tx.now) for one in near]
