"""DECIDE, by the rules that people wrote: facts come in, the rules that wait for them are asked, what they say is done.

It follows the log, so each fact is asked about once, across restarts and duplicate workers: what a rule does is
written in the transaction that moves the head. A rule acts as the system with the rule's id, which is how a fact that
a rule brought about is known, and the chain of causes with it. Where no rule is on, one small look a batch is all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from trato.flow import greeting, situations
from trato.flow.acts import performing
from trato.flow.acts.performing import Doer
from trato.flow.situations import Asked, Needs
from trato.kit import timers
from trato.kit.errors import TratoError
from trato.kit.events import Actor, ActorKind, Event, Origin, Recorded, decode
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.events import AnswerSlow, TimePassed
from trato.rooms.automation.model import (
    Action,
    Cause,
    Outcome,
    Rule,
    Run,
    RunId,
    Since,
    Situation,
    SourceKind,
    Step,
    TriggerKind,
)
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import (
    CaseAssigned,
    CaseOpened,
    CaseReopened,
    CaseResolved,
    CaseResumed,
    CaseWaiting,
    PriorityChanged,
    TagAdded,
    TagRemoved,
)
from trato.rooms.cases.model import Case, CaseState
from trato.rooms.channels import api as channels
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.events import ContactLeft, MessageReceived
from trato.rooms.conversations.model import Said
from trato.rooms.sla.events import ClockApproaching, ClockBreached

DEEPEST = 4  # rules that may have set each other off before one
TIMER = "automation.time."  # and the rule's id: one of a case at a time

TRIGGERS: dict[str, tuple[TriggerKind, type[Event]]] = {
    MessageReceived.kind: (TriggerKind.MESSAGE_RECEIVED, MessageReceived),
    CaseOpened.kind: (TriggerKind.CASE_OPENED, CaseOpened),
    CaseReopened.kind: (TriggerKind.CASE_REOPENED, CaseReopened),
    CaseAssigned.kind: (TriggerKind.CASE_ASSIGNED, CaseAssigned),
    CaseWaiting.kind: (TriggerKind.CASE_WAITING, CaseWaiting),
    CaseResumed.kind: (TriggerKind.CASE_RESUMED, CaseResumed),
    CaseResolved.kind: (TriggerKind.CASE_RESOLVED, CaseResolved),
    TagAdded.kind: (TriggerKind.TAG_ADDED, TagAdded),
    TagRemoved.kind: (TriggerKind.TAG_REMOVED, TagRemoved),
    PriorityChanged.kind: (TriggerKind.PRIORITY_CHANGED, PriorityChanged),
    ClockApproaching.kind: (TriggerKind.PROMISE_APPROACHING, ClockApproaching),
    ClockBreached.kind: (TriggerKind.PROMISE_BROKEN, ClockBreached),
    ContactLeft.kind: (TriggerKind.CONTACT_LEFT, ContactLeft),
    TimePassed.kind: (TriggerKind.TIME_PASSED, TimePassed),
}
BEGINS: dict[str, Since] = {
    CaseOpened.kind: Since.OPENED,
    MessageReceived.kind: Since.UNANSWERED,
    CaseWaiting.kind: Since.WAITING,
    CaseAssigned.kind: Since.ASSIGNED,
    CaseResolved.kind: Since.RESOLVED,
}


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact as rules hear it."""

    fact: Recorded
    trigger: TriggerKind
    asked: Asked
    tag_id: UUID | None = None
    rule_id: UUID | None = None  # of time: the rule that waited for it


@dataclass(slots=True)
class _Batch:
    """What one look at the log does: the rules that are on, what was asked, and which cases changed meanwhile."""

    needs: Needs
    told: dict[UUID, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))  # looked, matched
    changed: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Automation:
    """Asks the rules of a workspace about what happened in it, and does what they say."""

    book: channels.AccountBook
    kinds: ClassVar[frozenset[str]] = frozenset({*TRIGGERS, AnswerSlow.kind})

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Follow every fact that a rule may wait for; only live ones count."""
        known = await automation.book(tx)
        if known is None or not (known.rules or known.replies):
            return
        heard = [one for fact in facts if (one := hear(fact)) is not None]
        if known.rules:
            await self._decide(tx, known.rules, heard)
        said = [one for one in map(_greeted, facts) if one is not None] if known.replies else []
        if said:
            await greeting.answer(tx, self.book, known.replies, said)

    async def _decide(self, tx: Tx, rules: Sequence[Rule], heard: Sequence[Heard]) -> None:
        await self._plan(tx, rules, heard)
        asked = [(one, waiting) for one in heard if (waiting := [r for r in rules if waits_for(r, one)])]
        if asked:
            await self._ask(tx, asked)

    async def _ask(self, tx: Tx, asked: Sequence[tuple[Heard, list[Rule]]]) -> None:
        batch = _Batch(Needs.of(rule.body.given for _, rules in asked for rule in rules))
        found = await situations.load(tx, self.book, [one.asked for one, _ in asked], batch.needs)
        causes = await automation.causes_of(tx, [one.fact for one, _ in asked])
        mine = {
            one.asked.case_id
            for (one, rules), at in zip(asked, found, strict=True)
            if at and any(automation.matches(rule.body.given, at) for rule in rules)
        }
        if mine:
            await cases.lock_many(tx, sorted(mine))  # in the order of everybody's locks
        for (one, rules), at, cause in zip(asked, found, causes, strict=True):
            if at is not None:
                await self._ask_one(tx, batch, one, rules, at, cause)
        await automation.count(tx, {rule: (looked, matched) for rule, (looked, matched) in batch.told.items()})

    async def _ask_one(
        self, tx: Tx, batch: _Batch, one: Heard, rules: Sequence[Rule], at: Situation, cause: Cause
    ) -> None:
        """Ask the rules about one fact, in their order. What one of them changed, the next one sees."""
        for rule in rules:
            if one.asked.case_id in batch.changed:
                (again,) = await situations.load(tx, self.book, [one.asked], batch.needs)
                at = again or at
            batch.told[rule.id][0] += 1
            if not automation.matches(rule.body.given, at):
                continue
            batch.told[rule.id][1] += 1
            await self._run(tx, one, rule, cause)
            batch.changed.add(one.asked.case_id)
            if rule.body.stop:
                return

    async def _run(self, tx: Tx, one: Heard, rule: Rule, cause: Cause) -> None:
        """Do what a rule says, once for each cause and case; a step that is refused leaves the others."""
        run = Run(
            RunId(uuid7()), SourceKind.RULE, rule.id, rule.version, one.asked.case_id, tx.now, Outcome.DONE, "",
            one.fact.kind, one.fact.seq, cause, (),
        )  # fmt: skip
        guarded = "loop" if rule.id in cause.chain else "depth" if len(cause.chain) >= DEEPEST else ""
        if guarded:
            await automation.note_stopped(tx, _stopped(run, guarded))
            return
        if not await automation.begin(tx, run):
            return
        doer = Doer(SourceKind.RULE, rule.id, rule.version)
        said = await _about(tx, one)
        with tx.acting(Actor(ActorKind.SYSTEM, rule.id)):
            steps = [await self._step(tx, run.case_id, action, doer, said) for action in rule.body.then]
            outcomes = {step.outcome for step in steps}
            outcome = next((o for o in (Outcome.DONE, Outcome.REFUSED) if o in outcomes), Outcome.NOTHING)
            await automation.finish(tx, run, outcome, steps)

    async def _step(self, tx: Tx, case_id: UUID, action: Action, doer: Doer, said: Said | None) -> Step:
        facts, audits = len(tx.events), len(tx.audits)
        try:
            async with tx.connection.transaction():
                return await performing.perform(tx, self.book, case_id, action, doer, said)
        except TratoError as refusal:
            del tx.events[facts:], tx.audits[audits:]
            return Step(str(action.__struct_config__.tag), Outcome.REFUSED, refusal.code)

    async def _plan(self, tx: Tx, rules: Sequence[Rule], heard: Sequence[Heard]) -> None:
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


def _greeted(fact: Recorded) -> greeting.Heard | None:
    """Return a fact as something that may be answered by itself; None for all else."""
    if fact.origin is not Origin.LIVE or fact.case_id is None:
        return None
    if fact.kind == AnswerSlow.kind:
        return greeting.Heard(decode(fact, AnswerSlow).message_id, fact.case_id, slow=True)
    if fact.kind != MessageReceived.kind or decode(fact, MessageReceived).awaited:
        return None
    return greeting.Heard(fact.subject, fact.case_id)


def hear(fact: Recorded) -> Heard | None:
    """Return a fact as rules hear it; None for what was imported or replayed, and for what is about no case."""
    if fact.origin is not Origin.LIVE or fact.case_id is None or fact.kind not in TRIGGERS:
        return None
    trigger, shape = TRIGGERS[fact.kind]
    told = decode(fact, shape)
    message = fact.subject if isinstance(told, MessageReceived) else None
    if isinstance(told, MessageReceived) and told.awaited:
        return None  # it answers a question of ours, and opens nothing
    if isinstance(told, ContactLeft) and told.back:
        return None
    return Heard(
        fact, trigger,
        Asked(fact.case_id, fact.recorded_at, message, getattr(told, "target", "") or ""),
        tag_id=getattr(told, "tag_id", None), rule_id=told.rule_id if isinstance(told, TimePassed) else None,
    )  # fmt: skip


def waits_for(rule: Rule, one: Heard) -> bool:
    """Say whether a rule waits for what was heard; what happened before it was on is not its matter."""
    when = rule.body.when
    if rule.on_since is not None and one.fact.recorded_at < rule.on_since:
        return False
    if when.kind is not one.trigger:
        return False
    if one.rule_id is not None and one.rule_id != rule.id:
        return False
    return when.tag_id is None or when.tag_id == one.tag_id


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


async def _about(tx: Tx, one: Heard) -> Said | None:
    if one.asked.message_id is None:
        return None
    return (await conversations.said_in(tx, [one.asked.message_id])).get(one.asked.message_id)


def _stopped(run: Run, reason: str) -> Run:
    return Run(
        run.id, run.source, run.source_id, run.version, run.case_id, run.at, Outcome.STOPPED, reason, run.event,
        run.seq, run.cause, (),
    )  # fmt: skip


# ---- giving back ---------------------------------------------------------------------------------


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
                if not await performing.give_back(tx, run.case_id, step):
                    left.append(step.action)
        except TratoError:
            del tx.events[facts:], tx.audits[audits:]
            left.append(step.action)
    await automation.set_undone(tx, run)
    tx.audit(AuditEntry("run.undo", "run", run.id, {"source": run.source.value}))
    return run, left
