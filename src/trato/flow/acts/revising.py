"""Promises that run follow what people change of policies and hours: a page of cases in a transaction, then the next.

A workspace may have tens of thousands of promises running. The first page follows with the fact, so that a small house
sees the change at once; each further page is a timer that is due already.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from trato.flow.acts import circumstances, due
from trato.kit import timers
from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.brands.events import CalendarRevised, HoursAttached, HoursDetached
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case
from trato.rooms.sla import api as sla
from trato.rooms.sla.events import PolicyRevised
from trato.rooms.sla.model import Circumstances, Clock

FOLLOWED: Final = frozenset({CalendarRevised.kind, HoursAttached.kind, HoursDetached.kind, PolicyRevised.kind})
TIMER: Final = "sla.follow"
PAGE: Final = 300  # cases in one transaction
_FIRST: Final = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Revision:
    """What was changed: a policy since a version of it, a set of hours (calendar), or whose hours are whose (hours)."""

    kind: str
    subject: UUID
    since: int = 0


@dataclass(frozen=True, slots=True)
class Revising:
    """Follows what people change, `page` cases in a transaction."""

    kinds: ClassVar[frozenset[str]] = FOLLOWED
    page: int = PAGE

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Let running promises follow changed policies and hours, each change once."""
        found = _revisions(facts)
        if any(one.kind != "policy" for one in found):
            await sla.follow_expectations(tx)
        for one in found:
            await _page(tx, one, _FIRST, self.page)


def _revisions(facts: Sequence[Recorded]) -> list[Revision]:
    """Return the changes that facts tell, the widest alone where it makes the narrower ones needless."""
    policies: dict[UUID, Revision] = {}
    for fact in facts:
        if fact.kind == PolicyRevised.kind:
            since = decode(fact, PolicyRevised).version - 1
            policies.setdefault(fact.subject, Revision("policy", fact.subject, since))
    attached = [fact.subject for fact in facts if fact.kind in (HoursAttached.kind, HoursDetached.kind)]
    if attached:
        return [Revision("hours", attached[-1]), *policies.values()]
    calendars = sorted({fact.subject for fact in facts if fact.kind == CalendarRevised.kind})
    return [*(Revision("calendar", one) for one in calendars), *policies.values()]


async def go_on(tx: Tx, timer: timers.Timer) -> None:
    """Follow a change in the next page of cases."""
    body = timer.body
    await _page(tx, Revision(body["kind"], timer.subject, body["since"]), UUID(body["after"]), body["page"])


async def _page(tx: Tx, what: Revision, after: UUID, page: int) -> None:
    ids = await sla.cases_to_follow(
        tx,
        after,
        page,
        policy_id=what.subject if what.kind == "policy" else None,
        since=what.since,
        calendar_id=what.subject if what.kind == "calendar" else None,
    )
    if not ids:
        return
    found = await cases.lock_many(tx, ids)
    if await _recomputed(tx, what, found):
        await sla.follow_waits(tx, circumstances.waits_of(tx, found.values()))
        await due.refresh(tx, ids)
    if len(ids) == page:
        body = {"kind": what.kind, "since": what.since, "after": str(ids[-1]), "page": page}
        await timers.set_timer(tx, TIMER, what.subject, tx.now, body)


async def _recomputed(tx: Tx, what: Revision, found: dict[UUID, Case]) -> list[Clock]:
    if what.kind != "policy":
        return await sla.follow_hours(tx, found)
    known: dict[UUID, Circumstances | None] = dict.fromkeys(found)
    if await sla.asks_circumstances(tx):
        known |= await circumstances.of_cases(tx, found)
    return await sla.follow_policy(tx, what.subject, known)
