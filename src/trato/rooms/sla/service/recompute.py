"""Running clocks follow their hours and policies; past ones keep what they were measured by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind
from trato.rooms.sla.model import ChangeCause, Clock
from trato.rooms.sla.rules import changing as rules
from trato.rooms.sla.service.changes import save
from trato.rooms.sla.service.policies import promise_book
from trato.rooms.sla.store import clocks as store
from trato.rooms.sla.store import history
from trato.rooms.sla.store.clocks import BEGINNING, Place


@dataclass(frozen=True, slots=True)
class Page:
    """What one call recomputed; go on with `after` until it is None."""

    changed: tuple[Clock, ...]
    after: Place | None


async def recompute_running(
    tx: Tx,
    *,
    policy_id: UUID | None = None,
    calendar_id: UUID | None = None,
    after: Place = BEGINNING,
    limit: int = 1_000,
) -> Page:
    """Give a page of running clocks the present policies and hours, with history.

    Narrow it to those of one policy or one set of hours; without either it looks at all of the workspace, as an
    attachment of hours needs.
    """
    before = await store.lock_running(tx, policy_id, calendar_id, after, limit)
    cause = ChangeCause.POLICY if policy_id else ChangeCause.CALENDAR
    changed = await _recompute(tx, before, {one.id: one.queue_id for one in before}, cause)
    last = before[-1] if len(before) == limit else None
    return Page(tuple(changed), (last.case_id, last.conversation_id, last.target.value) if last else None)


async def follow_queue(tx: Tx, queues: Mapping[UUID, UUID | None]) -> list[Clock]:
    """Tell the promises of these cases the queue they came to: its hours count where no policy has its own.

    Where no queue keeps hours nothing is read or written; a breach finds its queue among the holders.
    """
    book = await brands.hours_book(tx)
    if not queues or all(kind is not HolderKind.QUEUE for kind, _ in book.attached):
        return []
    before = [one for one in await store.lock_of_cases(tx, queues) if one.is_running and one.breached_at is None]
    return await _recompute(tx, before, {one.id: queues[one.case_id] for one in before}, ChangeCause.QUEUE)


async def _recompute(
    tx: Tx, before: Iterable[Clock], queues: Mapping[UUID, UUID | None], cause: ChangeCause
) -> list[Clock]:
    clocks = list(before)
    if not clocks:
        return []
    promises, hours = await promise_book(tx), await brands.hours_book(tx)
    pauses = await history.list_pauses(tx, [one.id for one in clocks])
    after = {
        one.id: rules.recomputed(one, promises.policy(one.policy_id), queues[one.id], pauses.get(one.id, []), hours)
        for one in clocks
    }
    changes = rules.changes(clocks, after, cause)
    await save(tx, changes)
    return [one.after for one in changes]
