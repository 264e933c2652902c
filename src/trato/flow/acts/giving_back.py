"""What rules and macros did, given back: each step by what it left for its way back, the last one first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.flow import closing, writing
from trato.flow.acts import due, escalating, stepping
from trato.kit.errors import TratoError
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import Outcome, Run, Step
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Case, Holder, HolderKind, Priority, WaitingOn
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import NameSource
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla


async def undo(tx: Tx, run_id: UUID) -> tuple[Run, list[str]]:
    """Give back what a run did, the last step first; returns it, and the steps that could not be given back.

    Raises RunUnknown, CannotUndo.
    """
    run = await automation.lock_run(tx, run_id)
    left: list[str] = []
    for step in reversed(run.steps):
        if step.outcome is not Outcome.DONE:
            continue
        if step.back is None:
            left.append(step.action)
            continue
        facts, audits = len(tx.events), len(tx.audits)
        try:
            async with tx.connection.transaction():
                if not await _give_back(tx, run.case_id, step):
                    left.append(step.action)
        except TratoError:
            del tx.events[facts:], tx.audits[audits:]
            left.append(step.action)
    await automation.set_undone(tx, run)
    tx.audit(AuditEntry("run.undo", "run", run.id, {"source": run.source.value}))
    return run, left


async def _give_back(tx: Tx, case_id: UUID, step: Step) -> bool:
    """Give back what a step did; False when somebody changed it meanwhile: theirs stays."""
    case = await cases.lock(tx, case_id)
    back = step.back or {}
    match step.action:
        case "assign":
            await _hand_back(tx, case, back)
        case "priority":
            await cases.set_priority(tx, case.id, Priority(back["priority"]))
        case "tag":
            return await cases.remove_tag(tx, case.id, UUID(back["tag_id"]))
        case "untag":
            return await cases.add_tag(tx, case.id, UUID(back["tag_id"]))
        case "attribute":
            await contacts.set_values(tx, case.contact_id, {back["key"]: back["value"]}, NameSource.AGENT)
        case "note":
            await cases.delete_note(tx, UUID(back["note_id"]))
        case "reply" | "take_private":
            await writing.cancel(tx, UUID(back["message_id"]))
        case "moderate":
            await stepping.undo_moderation(tx, UUID(back["moderation_id"]))
        case "hand_over":
            await stepping.undo_hand_over(tx, back)
        case "wait":
            on = WaitingOn(back["on"]) if back["on"] else None
            until = datetime.fromisoformat(back["until"]) if back["until"] else None
            over = until is not None and until <= tx.now
            team = UUID(back["team_id"]) if back["team_id"] else None
            await closing.wait(tx, case.id, None if over else on, None if over else until, None if over else team)
        case "set_aside":
            await closing.restore(tx, case.id)
        case "resolve":
            await closing.undo_resolve(tx, case.id)
        case "skill":
            await routing.need_no_more(tx, case.id, UUID(back["skill_id"]))
        case "escalate":
            await escalating.withdraw(tx, UUID(back["escalation_id"]))
        case _:
            return False
    return True


async def _hand_back(tx: Tx, case: Case, back: Mapping[str, Any]) -> None:
    kind = HolderKind(back["holder_kind"])
    to = Holder(kind, UUID(back["holder_id"]) if back["holder_id"] else None)
    if kind is not HolderKind.QUEUE and back["queue_id"] and UUID(back["queue_id"]) != case.queue_id:
        await cases.assign(tx, case.id, Holder(HolderKind.QUEUE, UUID(back["queue_id"])), AssignReason.RESTORED)
    after = await cases.assign(tx, case.id, to, AssignReason.RESTORED)
    await sla.follow_queue(tx, {case.id: after.queue_id})
    await due.refresh(tx, [case.id])
