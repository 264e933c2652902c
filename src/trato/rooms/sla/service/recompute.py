"""Running clocks follow their hours and policies; past ones keep what they were measured by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, HoursBook
from trato.rooms.sla.model import Change, ChangeCause, Circumstances, Clock, ClockStart, StartCause, Target
from trato.rooms.sla.rules import PromiseBook, plan_clocks
from trato.rooms.sla.rules import changing as rules
from trato.rooms.sla.service.changes import save
from trato.rooms.sla.service.clocks import begin
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


async def follow_matters(tx: Tx, cases: Mapping[UUID, Circumstances]) -> list[Clock]:
    """Tell the promises of these open cases what changed of them: priority, team, queue, customer.

    Each goes on under the policy that its case asks for now, counted from its original start, with history; a
    resolution that is promised only now is counted from when the case began. Returns the clocks that changed.
    """
    promises = await promise_book(tx)
    if not cases or not promises.by_circumstance:
        return []
    before = await store.lock_of_cases(tx, cases)
    running = [one for one in before if one.is_running and one.breached_at is None]
    hours, pauses = await brands.hours_book(tx), await history.list_pauses(tx, [one.id for one in running])
    after = {
        one.id: rules.rechosen(one, cases[one.case_id], promises, pauses.get(one.id, []), hours) for one in running
    }
    told: list[Change] = []
    silent: list[Change] = []
    for change in rules.changes(running, after, ChangeCause.MATTER):
        same = _terms_of(change.before) == _terms_of(change.after)
        (silent if same else told).append(replace(change, what=rules.what_changed(change.before, change.after)))
    await store.save_clocks(tx, [one.after for one in silent])
    await save(tx, told)
    begun = await _begin_resolutions(tx, before, cases, promises, hours)
    return [*(one.after for one in told), *begun]


def _terms_of(one: Clock) -> tuple[object, ...]:
    return one.policy_id, one.policy_version, one.seconds, one.due_at, one.calendar_id


async def _begin_resolutions(
    tx: Tx, clocks: Sequence[Clock], cases: Mapping[UUID, Circumstances], promises: PromiseBook, hours: HoursBook
) -> list[Clock]:
    firsts: dict[UUID, Clock] = {}
    for one in sorted(clocks, key=lambda clock: clock.started_at):
        firsts.setdefault(one.case_id, one)
    have = {one.case_id for one in clocks if one.target is Target.RESOLUTION}
    starts = [
        ClockStart(
            one.case_id,
            one.conversation_id,
            one.start_message_id or one.id,
            one.started_at,
            StartCause.NEW_CASE,
            replace(rules.matter_of(one), **asdict(cases[case_id])),
        )
        for case_id, one in firsts.items()
        if case_id not in have and one.voided_at is None
    ]
    planned = [one for one in plan_clocks(starts, promises, hours) if one.target is Target.RESOLUTION]
    return await begin(tx, planned)


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
