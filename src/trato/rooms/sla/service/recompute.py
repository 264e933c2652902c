"""Running clocks follow their hours and policies, and what their case becomes; past ones keep what measured them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, replace
from uuid import UUID

from trato.kit.events import Origin
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, HoursBook
from trato.rooms.sla import rules as choosing
from trato.rooms.sla.model import (
    Change,
    ChangeCause,
    Circumstances,
    Clock,
    ClockStart,
    Pause,
    Place,
    StartCause,
    Target,
)
from trato.rooms.sla.rules import PromiseBook, plan_clocks
from trato.rooms.sla.rules import changing as rules
from trato.rooms.sla.service.changes import save
from trato.rooms.sla.service.clocks import begin
from trato.rooms.sla.service.policies import promise_book
from trato.rooms.sla.store import clocks as store
from trato.rooms.sla.store import history, policies

Became = Callable[[Clock, Sequence[Pause], PromiseBook, HoursBook], Clock]


async def cases_to_follow(
    tx: Tx, after: UUID, limit: int, *, policy_id: UUID | None = None, since: int = 0, calendar_id: UUID | None = None
) -> list[UUID]:
    """Return a page of the cases that a change concerns, in the order of their ids.

    A policy that is chosen for the same promises as in its version `since` concerns those that run on it; one that is
    chosen otherwise now, every one that runs. Without a policy or a set of hours it is all of the workspace, as an
    attachment of hours needs.
    """
    if policy_id is not None and not await _chooses_alike(tx, policy_id, since):
        policy_id = None
    return await store.list_running_cases(tx, policy_id, calendar_id, after, limit)


async def _chooses_alike(tx: Tx, policy_id: UUID, since: int) -> bool:
    present = (await promise_book(tx)).policy(policy_id)
    before = await policies.terms_of(tx, policy_id, since)
    return present is None or before is None or choosing.chooses_alike(before, present.terms)


async def follow_hours(tx: Tx, cases: Collection[UUID]) -> list[Clock]:
    """Give the running promises of these cases their present hours, with history; return those that changed."""

    def counted(one: Clock, pauses: Sequence[Pause], promises: PromiseBook, hours: HoursBook) -> Clock:
        return rules.recomputed(one, promises.policy(one.policy_id), one.queue_id, pauses, hours)

    return await _follow(tx, cases, ChangeCause.CALENDAR, counted)


async def follow_policy(tx: Tx, policy_id: UUID, cases: Mapping[UUID, Circumstances | None]) -> list[Clock]:
    """Let the running promises of these cases follow a policy that was changed, counted from their original start.

    They are chosen for anew: some come to it, some leave it for another. The circumstances are those of the cases as
    they are now; None where no policy asks them. Returns those that changed.
    """
    policy = (await promise_book(tx)).policy(policy_id)
    if policy is None:
        return []

    def chosen(one: Clock, pauses: Sequence[Pause], promises: PromiseBook, hours: HoursBook) -> Clock:
        now = cases[one.case_id] or rules.circumstances_of(one)
        return rules.revised(one, policy, now, promises, pauses, hours)

    return await _follow(tx, cases, ChangeCause.POLICY, chosen)


async def follow_queue(tx: Tx, queues: Mapping[UUID, UUID | None]) -> list[Clock]:
    """Tell the promises of these cases the queue they came to: its hours count where no policy has its own.

    Where no queue keeps hours nothing is read or written; a breach finds its queue among the holders.
    """
    book = await brands.hours_book(tx)
    if not queues or all(kind is not HolderKind.QUEUE for kind, _ in book.attached):
        return []

    def counted(one: Clock, pauses: Sequence[Pause], promises: PromiseBook, hours: HoursBook) -> Clock:
        return rules.recomputed(one, promises.policy(one.policy_id), queues[one.case_id], pauses, hours)

    return await _follow(tx, queues, ChangeCause.QUEUE, counted)


async def follow_places(tx: Tx, starts: Sequence[ClockStart]) -> list[Clock]:
    """Tell the promises of whole cases where their contact wrote last: the channel, its country, its tier.

    A response is promised in the conversation in which it is waited for, and stays as it was promised there; what
    waits elsewhere has a clock of its own. A resolution is of the case: it goes on under the policy of the place in
    which the contact writes now, from its original start. Returns the clocks that changed.
    """
    went = {one.case_id: one.matter for one in starts if one.cause is StartCause.CONTINUED}
    if not went or tx.origin is not Origin.LIVE or not (await promise_book(tx)).by_case:
        return []
    places = {id: Place(m.surface, m.channel, m.account_id, m.tier, m.country) for id, m in went.items()}

    def there(one: Clock, pauses: Sequence[Pause], book: PromiseBook, hours: HoursBook) -> Clock:
        return rules.moved(one, places[one.case_id], book, pauses, hours) if one.target is Target.RESOLUTION else one

    return await _follow(tx, places, ChangeCause.MATTER, there)


async def follow_matters(tx: Tx, cases: Mapping[UUID, Circumstances]) -> list[Clock]:
    """Tell the promises of these open cases what changed of them: priority, team, queue, customer.

    Each goes on under the policy that its case asks for now, counted from its original start, with history; a
    resolution that is promised only now is counted from when the case began. Returns the clocks that changed.
    """
    promises = await promise_book(tx)
    if not cases or not promises.by_circumstance:
        return []
    before = await store.lock_of_cases(tx, cases)

    def chosen(one: Clock, pauses: Sequence[Pause], book: PromiseBook, hours: HoursBook) -> Clock:
        return rules.rechosen(one, cases[one.case_id], book, pauses, hours)

    told = await _follow(tx, cases, ChangeCause.MATTER, chosen)
    return [*told, *await _begin_resolutions(tx, before, cases, promises, await brands.hours_book(tx))]


async def _follow(tx: Tx, cases: Collection[UUID], cause: ChangeCause, became: Became) -> list[Clock]:
    """Give the running promises of `cases` what they `became`; what promises nothing else is noted without a word."""
    running = await store.lock_running_of_cases(tx, cases) if cases else []
    if not running:
        return []
    promises, hours = await promise_book(tx), await brands.hours_book(tx)
    pauses = await history.list_pauses(tx, [one.id for one in running])
    after = {one.id: became(one, pauses.get(one.id, []), promises, hours) for one in running}
    told: list[Change] = []
    silent: list[Change] = []
    for change in rules.changes(running, after, cause):
        same = _terms_of(change.before) == _terms_of(change.after)
        (silent if same else told).append(replace(change, what=rules.what_changed(change.before, change.after)))
    await store.save_clocks(tx, [one.after for one in silent])
    await save(tx, told)
    return [one.after for one in told]


def _terms_of(one: Clock) -> tuple[object, ...]:
    hours = one.calendar_id, one.calendar_version, one.calendar_of
    return one.policy_id, one.policy_version, one.seconds, one.approach, one.due_at, *hours


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
