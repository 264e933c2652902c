"""What promises do when hours or policies change: those that run follow."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.events import Recorded
from trato.kit.tx import Tx
from trato.rooms.brands.events import CalendarRevised, HoursAttached, HoursDetached
from trato.rooms.sla.events import PolicyRevised
from trato.rooms.sla.service.expectations import follow_expectations
from trato.rooms.sla.service.recompute import recompute_running

FOLLOWED = frozenset({CalendarRevised.kind, HoursAttached.kind, HoursDetached.kind, PolicyRevised.kind})


async def follow_hours_and_policies(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Recompute the running clocks that these facts concern, each narrowest set once."""
    kinds = {fact.kind for fact in facts}
    if kinds - {PolicyRevised.kind}:
        await follow_expectations(tx)
    if kinds & {HoursAttached.kind, HoursDetached.kind}:
        await _every_page(tx, None, None)
        return
    for subject in sorted({fact.subject for fact in facts if fact.kind == CalendarRevised.kind}):
        await _every_page(tx, None, subject)
    for subject in sorted({fact.subject for fact in facts if fact.kind == PolicyRevised.kind}):
        await _every_page(tx, subject, None)


async def _every_page(tx: Tx, policy_id: UUID | None, calendar_id: UUID | None) -> None:
    page = await recompute_running(tx, policy_id=policy_id, calendar_id=calendar_id)
    while page.after is not None:
        page = await recompute_running(tx, policy_id=policy_id, calendar_id=calendar_id, after=page.after)
