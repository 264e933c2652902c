"""Rules that wait for time to pass: timers from the facts at which it begins, told if the case is still so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.flow.hearing import Heard
from trato.kit import timers
from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.events import TimePassed
from trato.rooms.automation.model import Rule, Since, TriggerKind
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseAssigned, CaseOpened, CaseResolved, CaseWaiting
from trato.rooms.cases.model import Case, CaseState
from trato.rooms.conversations.events import MessageReceived

TIMER = "automation.time."  # and the rule's id: one of a case at a time

BEGINS: dict[str, Since] = {
    CaseOpened.kind: Since.OPENED,
    MessageReceived.kind: Since.UNANSWERED,
    CaseWaiting.kind: Since.WAITING,
    CaseAssigned.kind: Since.ASSIGNED,
    CaseResolved.kind: Since.RESOLVED,
}


async def plan(tx: Tx, rules: Sequence[Rule], heard: Sequence[Heard]) -> None:
    """Set the timers of rules that wait for time to pass, at the facts from which they count it."""
    waiting = [rule for rule in rules if rule.body.when.kind is TriggerKind.TIME_PASSED]
    begun = [one for one in heard if BEGINS.get(one.fact.kind) in {rule.body.when.since for rule in waiting}]
    if not begun:
        return
    present = await cases.get_many(tx, sorted({one.asked.case_id for one in begun}))
    for one in begun:
        case, since = present.get(one.asked.case_id), BEGINS[one.fact.kind]
        for rule in waiting:
            if case is None or rule.body.when.since is not since:
                continue
            begins = case.unanswered_since if since is Since.UNANSWERED else one.fact.recorded_at
            due_at = begins + timedelta(minutes=rule.body.when.minutes or 0) if begins else None
            if begins is None or due_at is None or due_at <= one.fact.recorded_at:
                continue  # answered already, or that long ago that it has been told
            holder = str(case.holder.id) if since is Since.ASSIGNED else ""
            await timers.cancel(tx, f"{TIMER}{rule.id}", case.id)
            body = {"since": begins.isoformat(), "holder": holder, "minutes": rule.body.when.minutes}
            await timers.set_timer(tx, f"{TIMER}{rule.id}", case.id, due_at, body)


async def time_passed(tx: Tx, timer: timers.Timer) -> None:
    """Tell that as long as a rule waits for has passed, unless the case is no more so, or the rule waits otherwise."""
    known = await automation.book(tx)
    rule_id = UUID(timer.kind.removeprefix(TIMER))
    rule = next((one for one in known.rules if one.id == rule_id), None) if known else None
    case = (await cases.get_many(tx, [timer.subject])).get(timer.subject)
    if rule is None or case is None or rule.body.when.since is None:
        return
    when = rule.body.when
    if when.minutes == timer.body["minutes"] and _still(case, rule.body.when.since, timer):
        tx.emit(TimePassed(subject=case.id, case_id=case.id, rule_id=rule.id, since=rule.body.when.since))


def _still(case: Case, since: Since, timer: timers.Timer) -> bool:
    match since:
        case Since.OPENED:
            return case.state is CaseState.OPEN
        case Since.UNANSWERED:
            return case.unanswered_since == datetime.fromisoformat(timer.body["since"])
        case Since.WAITING:
            return case.state is CaseState.OPEN and case.waiting_on is not None
        case Since.ASSIGNED:
            return case.state is CaseState.OPEN and str(case.holder.id) == timer.body["holder"]
        case Since.RESOLVED:
            return case.state is not CaseState.OPEN
