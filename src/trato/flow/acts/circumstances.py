"""What promises depend on besides the message: the priority, team and customer of a case, as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final
from uuid import UUID

from trato.flow.acts import due
from trato.kit.events import Recorded
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseAssigned, PriorityChanged
from trato.rooms.cases.model import Case, CaseState, HolderKind
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.events import ContactChanged, FlagCleared, FlagSet
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Circumstances, ClockStart, PauseReason, Wait

OF_CASE: Final = frozenset({PriorityChanged.kind, CaseAssigned.kind})
OF_CONTACT: Final = frozenset({FlagSet.kind, FlagCleared.kind, ContactChanged.kind})
FOLLOWED: Final = OF_CASE | OF_CONTACT
MOST = 200  # open cases of one contact that follow it


async def follow(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Let running promises follow their case's priority and team, and their customer's marks and organisation."""
    if not await sla.asks_circumstances(tx):
        return
    ids = {fact.case_id for fact in facts if fact.kind in OF_CASE and fact.case_id}
    changed = sorted({fact.subject for fact in facts if fact.kind in OF_CONTACT and fact.subject})
    ids |= {one.id for one in await cases.list_of_contact(tx, changed, MOST) if one.state is CaseState.OPEN}
    if ids:
        found = await cases.lock_many(tx, sorted(ids))
        going = {id: one for id, one in found.items() if one.state is CaseState.OPEN}
        if await sla.follow_matters(tx, await of_cases(tx, going)):
            await sla.follow_waits(tx, waits_of(tx, going.values()))
            await due.refresh(tx, going)


def waits_of(tx: Tx, some: Iterable[Case]) -> list[Wait]:
    """Return what those of the cases wait on that wait."""
    return [Wait(one.id, PauseReason(one.waiting_on.value), tx.now) for one in some if one.waiting_on]


async def known(tx: Tx, starts: Sequence[ClockStart]) -> list[ClockStart]:
    """Add to clocks that start what is known of their cases, where any policy asks; one statement for each table."""
    if not starts or not await sla.asks_circumstances(tx):
        return list(starts)
    found = await of_cases(tx, await cases.get_many(tx, sorted({one.case_id for one in starts})))
    return [
        replace(one, matter=replace(one.matter, **asdict(found[one.case_id]))) if one.case_id in found else one
        for one in starts
    ]


async def of_cases(tx: Tx, some: Mapping[UUID, Case]) -> dict[UUID, Circumstances]:
    """Return what of these cases a policy may ask."""
    people = sorted({one.contact_id for one in some.values()})
    marks = await contacts.flags_of(tx, people) if people else {}
    firms = {id: one.organisation_id for id, one in (await contacts.get_many(tx, people)).items()}
    teams: dict[UUID | None, UUID | None] = {one.id: one.team_id for one in await routing.list_queues(tx)}
    return {
        id: Circumstances(
            priority=one.priority.value,
            queue_id=one.queue_id,
            team_id=one.holder.id if one.holder.kind is HolderKind.TEAM else teams.get(one.queue_id),
            organisation_id=firms.get(one.contact_id),
            flags=frozenset(mark.flag for mark in marks.get(one.contact_id, ())),
        )
        for id, one in some.items()
    }
