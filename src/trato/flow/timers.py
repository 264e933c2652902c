"""What time does: promises near and broken, snoozes that end, parked effects that are met or let go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.flow import elapsing, greeting
from trato.flow.acts import answering, due, expecting, leaving, offering, revising
from trato.kit import timers
from trato.kit.db import Database
from trato.kit.events import SYSTEM
from trato.kit.failpoints import failpoint
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import HoldingSpan, Resolved, Resume
from trato.rooms.workforce import api as workforce

MOST = 500


@dataclass(slots=True)
class Timekeeper:
    """Lets time have its effects, workspace by workspace; each effect once, across restarts and duplicate workers."""

    db: Database

    async def look(self) -> list[UUID]:
        """Return the workspaces in which something is due."""
        async with self.db.at_door() as door:
            now = await self.db.clock(door)
            found = {*await sla.due_workspaces(door, now), *await timers.due_workspaces(door, now)}
            return sorted({*found, *await sla.due_help_workspaces(door, now)})

    async def work(self, workspace: UUID) -> int:
        """Let what is due in a workspace take effect; return how much it was.

        Cases are locked before their clocks and timers, as everybody does, and without waiting: one that is in
        somebody's hands has its turn at the next look.
        """
        async with self.db.transaction(workspace, SYSTEM) as tx:
            found = {*await sla.due_cases(tx, MOST), *await timers.due_subjects(tx, MOST)}
            found |= await sla.due_help_cases(tx, MOST)
            mine = sorted(found - await cases.lock_free(tx, sorted(found)))
            broken = await sla.sweep_breaches(tx, _holdings, MOST, among=mine)
            near = await sla.sweep_approaching(tx, MOST, among=mine)
            helped = await sla.sweep_expectations(tx, MOST, among=mine)
            fired = await timers.take_due(tx, MOST, among=mine)
            for timer in fired:
                await _fire(tx, timer)
            await due.note_broken(tx, broken)
            failpoint("timers.before_commit")
        failpoint("timers.after_commit")
        return len(broken) + len(near) + len(helped) + len(fired)


async def _holdings(tx: Tx, case_ids: Sequence[UUID]) -> list[HoldingSpan]:
    return [HoldingSpan(*row) for row in await cases.holdings_of_many(tx, case_ids)]


async def _fire(tx: Tx, timer: timers.Timer) -> None:
    match timer.kind:
        case "cases.snooze":
            if await cases.wake(tx, timer.subject):
                await sla.resume(tx, [Resume(timer.subject, tx.now)])
                await due.refresh(tx, [timer.subject])
        case leaving.LEFT:
            await leaving.judge(tx, timer.subject)
        case "routing.offer":
            await offering.lapse(tx, timer.subject)
        case "cases.promise":
            await cases.mind_promise(tx, timer.subject)
        case "cases.auto_close":
            if await cases.auto_close(tx, timer.subject, datetime.fromisoformat(timer.body["planned_at"])):
                await sla.stop_on_resolved(tx, [Resolved(timer.subject, tx.now, tx.actor.kind.value, silent=True)])
                await expecting.end_with_case(tx, timer.subject)
                await due.refresh(tx, [timer.subject])
        case revising.TIMER:
            await revising.go_on(tx, timer)
        case greeting.TIMER:
            await greeting.passed(tx, timer)
        case kind if kind.startswith(elapsing.TIMER):
            await elapsing.time_passed(tx, timer)
        case kind:
            raise AssertionError(f"nobody knows what a timer of kind {kind} does")


async def sweep_silent(db: Database, workspace: UUID) -> None:
    """End the presence of widgets whose process died without a word. A bent clock outruns their signs of life."""
    if not db.scale:
        async with db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
            await conversations.end_silent(tx)


async def sweep_desks(db: Database, workspace: UUID) -> int:
    """Put away the agents who left their desks; return how many. A bent clock outruns their signs of life."""
    if db.scale:
        return 0
    async with db.transaction(workspace, SYSTEM, ring=("events",)) as tx:
        return await workforce.sweep_lapses(tx)


async def sweep_parked(db: Database, workspace: UUID) -> None:
    """Apply parked effects whose message came by another way, and let go of those that waited seven days."""
    async with db.transaction(workspace, SYSTEM) as tx:
        moved = await conversations.sweep(tx)
        if moved:
            await answering.listen(tx, await conversations.answered(tx, moved))


async def sweep_kept(db: Database, workspace: UUID) -> int:
    """Erase what was kept about contacts for as long as was said; return how many values went."""
    async with db.transaction(workspace, SYSTEM) as tx:
        return await contacts.sweep_expired(tx)
