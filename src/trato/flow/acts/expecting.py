"""What is expected of who is asked for help: its clocks follow what happens to the help, and to its case."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AskedKind, Case, Escalation, EscalationOutcome
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import HelpStart, HelpTarget

BOTH = frozenset(HelpTarget)


async def help_asked(tx: Tx, one: Escalation, case: Case) -> None:
    """Begin to wait for somebody to come."""
    await sla.expect_help(tx, await _start(tx, one, case, HelpTarget.ACCEPTANCE))


async def help_accepted(tx: Tx, one: Escalation, case: Case) -> None:
    """Somebody came: wait for the answer, unless the case goes along."""
    await sla.meet_expectations(tx, one.id, {HelpTarget.ACCEPTANCE})
    if not one.hands_over:
        await sla.expect_help(tx, await _start(tx, one, case, HelpTarget.ANSWER))


async def help_ended(tx: Tx, one: Escalation) -> None:
    """Wait no more. To decline in time is an answer too; what was taken back leaves every count."""
    if one.outcome in (EscalationOutcome.WITHDRAWN, EscalationOutcome.CASE_ENDED):
        await sla.void_expectations(tx, one.id)
    else:
        await sla.meet_expectations(tx, one.id, BOTH)


async def end_with_case(tx: Tx, case_id: UUID) -> None:
    """Let the help that is asked for a case end: the case did."""
    for one in await cases.end_help(tx, case_id):
        await help_ended(tx, one)


async def restore_with_case(tx: Tx, case_id: UUID, at: datetime) -> None:
    """Wait again for the help that ended with a case `at` an instant: that end was undone."""
    for one in await cases.restore_help(tx, case_id, at):
        await sla.restore_expectations(tx, one.id)


async def _start(tx: Tx, one: Escalation, case: Case, target: HelpTarget) -> HelpStart:
    return HelpStart(
        escalation_id=one.id,
        case_id=one.case_id,
        target=target,
        at=tx.now,
        level=one.level,
        team_id=await _team(tx, one),
        priority=case.priority.value,
        brand_id=case.brand_id,
        asked_kind=one.target_kind,
        asked_id=one.target_id,
        asked_by=one.by_id if one.by_kind == ActorKind.USER.value else None,
    )


async def _team(tx: Tx, one: Escalation) -> UUID | None:
    if one.target_kind is AskedKind.TEAM:
        return one.target_id
    return (await access.teams_of(tx, [UserId(one.target_id)])).get(UserId(one.target_id))
