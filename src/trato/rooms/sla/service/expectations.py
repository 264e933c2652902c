"""Deeds upon expectations between teams: said, changed, retired; and each as it runs on help that is asked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from trato.kit.events import Origin
from trato.kit.ids import uuid7
from trato.kit.text import clean, code_of
from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.access import api as access
from trato.rooms.brands import api as brands
from trato.rooms.sla import rules
from trato.rooms.sla.errors import ExpectationNameTaken, ExpectationNotFound, SenselessPolicy
from trato.rooms.sla.events import (
    ExpectationApproaching,
    ExpectationBreached,
    ExpectationMet,
    ExpectationRecomputed,
    ExpectationStarted,
    ExpectationTold,
    ExpectationVoided,
)
from trato.rooms.sla.model import (
    Expectation,
    ExpectationClock,
    ExpectationId,
    ExpectationTerms,
    HelpStart,
    HelpTarget,
)
from trato.rooms.sla.store import expectations as store

NAME_LIMIT = 80  # characters
PAGE = 1_000


async def list_expectations(tx: Tx) -> list[Expectation]:
    """Return every expectation in force, by name."""
    return await store.list_expectations(tx)


async def add_expectation(tx: Tx, name: str, terms: ExpectationTerms, *, code: str = "") -> Expectation:
    """Expect something of a team from now on. Raises SenselessPolicy, ExpectationNameTaken, TeamUnknown."""
    name = await _check(tx, name, terms)
    taken = {one.code for one in await store.list_expectations(tx)}
    one = Expectation(ExpectationId(uuid7()), code or _free(code_of(name), taken), name, 1, terms)
    if not await store.add_expectation(tx, one):
        raise ExpectationNameTaken(name=name)
    tx.audit(AuditEntry("expectation.add", "expectation", one.id))
    return one


async def change_expectation(tx: Tx, id: UUID, name: str, terms: ExpectationTerms) -> Expectation:
    """Expect something else: what runs follows, from its original start.

    Raises ExpectationNotFound, SenselessPolicy, ExpectationNameTaken, TeamUnknown.
    """
    name = await _check(tx, name, terms)
    before = await store.lock_expectation(tx, id)
    if before is None:
        raise ExpectationNotFound(expectation=id)
    if (before.name, before.terms) == (name, terms):
        return before
    if name != before.name and await store.is_name_taken(tx, name, id):
        raise ExpectationNameTaken(name=name)
    one = replace(before, name=name, terms=terms, version=before.version + 1)
    await store.set_expectation(tx, one)
    tx.audit(AuditEntry("expectation.change", "expectation", one.id, {"version": one.version}))
    await follow_expectations(tx, expectation_id=one.id)
    return one


async def retire_expectation(tx: Tx, id: UUID) -> None:
    """Expect it no longer of help that is asked from now on. Raises ExpectationNotFound."""
    if not await store.retire(tx, id):
        raise ExpectationNotFound(expectation=id)
    tx.audit(AuditEntry("expectation.retire", "expectation", id))


async def restore_expectation(tx: Tx, id: UUID) -> Expectation:
    """Expect it again. Raises ExpectationNotFound, ExpectationNameTaken."""
    if not await store.restore(tx, id):
        known = (await store.expectations_by_id(tx, [id])).get(id)
        if known is None:
            raise ExpectationNotFound(expectation=id)
        raise ExpectationNameTaken(name=known.name)
    tx.audit(AuditEntry("expectation.restore", "expectation", id))
    return (await store.expectations_by_id(tx, [id]))[id]


async def _check(tx: Tx, name: str, terms: ExpectationTerms) -> str:
    field = rules.senseless(terms)
    if field:
        raise SenselessPolicy(field=field, reason="out_of_range")
    name = " ".join(clean(name, NAME_LIMIT).split())
    if not name:
        raise SenselessPolicy(field="name", reason="empty")
    if terms.team_id is not None:
        await access.get_team(tx, terms.team_id)
    if terms.calendar_id is not None:
        await brands.get_calendar(tx, terms.calendar_id)
    return name


def _free(stem: str, taken: Collection[str]) -> str:
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code


# ---- as they run -------------------------------------------------------------------------------


async def expect_help(tx: Tx, start: HelpStart) -> ExpectationClock | None:
    """Begin what is expected of help that is asked or accepted; None when nothing is. Twice begins once."""
    if tx.origin is not Origin.LIVE:
        return None
    chosen = rules.choose_expectation(await store.list_expectations(tx), start)
    if chosen is None:
        return None
    clock = rules.plan_expectation(chosen, start, await brands.hours_book(tx))
    if not await store.add_clock(tx, clock):
        return None
    tx.emit(
        ExpectationStarted(
            subject=clock.id,
            case_id=clock.case_id,
            escalation_id=clock.escalation_id,
            target=clock.target,
            team_id=clock.team_id,
            due_at=clock.due_at,
        )
    )
    return clock


async def meet_expectations(tx: Tx, escalation_id: UUID, targets: Collection[HelpTarget]) -> list[ExpectationClock]:
    """Stop what was waited for: somebody came, or answered; return what stopped."""
    met = []
    for one in await store.lock_of(tx, escalation_id):
        if one.is_running and one.target in targets:
            one = replace(one, stopped_at=tx.now)
            await store.save_clock(tx, one)
            tx.emit(
                ExpectationMet(
                    subject=one.id,
                    case_id=one.case_id,
                    escalation_id=one.escalation_id,
                    target=one.target,
                    kept=tx.now <= one.due_at,
                )
            )
            met.append(one)
    return met


async def void_expectations(tx: Tx, escalation_id: UUID) -> None:
    """Wait no more: help was taken back, or its case ended. What was late already stays late."""
    for one in await store.lock_of(tx, escalation_id):
        if one.is_running and one.breached_at is None and one.due_at > tx.now:
            await store.save_clock(tx, replace(one, voided_at=tx.now))
            tx.emit(_told(ExpectationVoided, one))
        elif one.is_running:
            await store.save_clock(tx, replace(one, stopped_at=tx.now))


async def restore_expectations(tx: Tx, escalation_id: UUID) -> None:
    """Wait again from the original start: what had ended it was undone."""
    for one in await store.lock_of(tx, escalation_id):
        if one.voided_at is not None:
            again = replace(one, voided_at=None)
            await store.save_clock(tx, again)
            tx.emit(
                ExpectationStarted(
                    subject=one.id,
                    case_id=one.case_id,
                    escalation_id=one.escalation_id,
                    target=one.target,
                    team_id=one.team_id,
                    due_at=one.due_at,
                )
            )


async def follow_expectations(tx: Tx, *, expectation_id: UUID | None = None) -> list[ExpectationClock]:
    """Give what runs its present terms and hours; return what is due at another time. The log keeps the one before.

    Help that is waited for is little: as many as people ask at once.
    """
    moved: list[ExpectationClock] = []
    after = UUID(int=0)
    while running := await store.lock_running(tx, expectation_id, after, PAGE):
        after = running[-1].id
        moved += await _follow(tx, running)
    return moved


async def _follow(tx: Tx, running: Sequence[ExpectationClock]) -> list[ExpectationClock]:
    known = await store.expectations_by_id(tx, [one.expectation_id for one in running])
    hours = await brands.hours_book(tx)
    moved = []
    for one in running:
        expected = known[one.expectation_id]
        within = expected.terms.within(one.target)
        asked = one if within is None else replace(
            one,
            seconds=int(within.total_seconds()),
            approach=expected.terms.approach,
            expectation_version=expected.version,
        )  # fmt: skip
        after = rules.timed_by(asked, expected.terms, hours)
        if after != one:
            await store.save_clock(tx, after)
        if after.due_at != one.due_at:
            tx.emit(
                ExpectationRecomputed(
                    subject=one.id,
                    case_id=one.case_id,
                    escalation_id=one.escalation_id,
                    target=one.target,
                    due_before=one.due_at,
                    due_at=after.due_at,
                )
            )
            moved.append(after)
    return moved


async def expectations_of(tx: Tx, case_ids: Sequence[UUID]) -> list[ExpectationClock]:
    """Return what is and was expected of help that was asked for cases, oldest first."""
    return await store.list_of_cases(tx, case_ids) if case_ids else []


async def sweep_expectations(
    tx: Tx, limit: int = 500, *, among: Sequence[UUID] | None = None
) -> list[ExpectationClock]:
    """Announce what approaches and what time has broken, once each; return it."""
    due = await store.lock_due(tx, limit, among)
    if not due:
        return []
    await store.mark(tx, [one.id for one in due])
    for one in due:
        tx.emit(_told(ExpectationBreached if one.due_at <= tx.now else ExpectationApproaching, one))
    return due


async def due_help_cases(tx: Tx, limit: int) -> set[UUID]:
    """Return the cases in which time does something to an expectation now."""
    return await store.list_due_cases(tx, limit)


async def due_help_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces in which an expectation approaches or is broken and nobody said so yet."""
    return [row[0] for row in await door.fetch(store.DUE_WORKSPACES, now)]


def _told(kind: type[ExpectationTold], one: ExpectationClock) -> ExpectationTold:
    return kind(
        subject=one.id,
        case_id=one.case_id,
        escalation_id=one.escalation_id,
        target=one.target,
        team_id=one.team_id,
        level=one.level,
        asked_kind=one.asked_kind,
        asked_id=one.asked_id,
        asked_by=one.asked_by,
        due_at=one.due_at,
        occurred_at=one.due_at if kind is ExpectationBreached else None,
    )
