"""DECIDE, by the rules that people wrote: facts come in, the rules that wait for them are asked, what they say is done.

It follows the log, so each fact is asked about once, across restarts and duplicate workers: what a rule does is
written in the transaction that moves the head. A rule acts as the system with the rule's id, which is how a fact that
a rule brought about is known, and the chain of causes with it. Where no rule is on, one small look a batch is all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from trato.flow import absences, elapsing, greeting, hearing, situations
from trato.flow.acts import performing
from trato.flow.hearing import Heard
from trato.flow.situations import Needs
from trato.kit.errors import TratoError
from trato.kit.events import Actor, ActorKind, Recorded
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import (
    Action,
    Cause,
    Doer,
    Outcome,
    Rule,
    Run,
    RunId,
    Situation,
    SourceKind,
    Step,
    name_of,
)
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Said
from trato.rooms.workforce.events import PresenceChanged

DEEPEST = 4  # rules that may have set each other off before one


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
    kinds: ClassVar[frozenset[str]] = hearing.FOLLOWED | {PresenceChanged.kind}

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Follow every fact that a rule may wait for; only live ones count."""
        known = await automation.book(tx)
        if known is None or not (known.rules or known.replies):
            return
        await absences.tell(tx, known.rules, facts)
        heard = [one for fact in facts if (one := hearing.hear(fact)) is not None]
        if known.rules:
            await self._decide(tx, known.rules, heard)
        said = [one for one in map(hearing.greeted, facts) if one is not None] if known.replies else []
        if said:
            await greeting.answer(tx, self.book, known.replies, said)

    async def _decide(self, tx: Tx, rules: Sequence[Rule], heard: Sequence[Heard]) -> None:
        await elapsing.plan(tx, rules, heard)
        asked = [(one, waiting) for one in heard if (waiting := [r for r in rules if hearing.waits_for(r, one)])]
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
            return Step(name_of(action), Outcome.REFUSED, refusal.code)


async def _about(tx: Tx, one: Heard) -> Said | None:
    if one.asked.message_id is None:
        return None
    return (await conversations.said_in(tx, [one.asked.message_id])).get(one.asked.message_id)


def _stopped(run: Run, reason: str) -> Run:
    return Run(
        run.id, run.source, run.source_id, run.version, run.case_id, run.at, Outcome.STOPPED, reason, run.event,
        run.seq, run.cause, (),
    )  # fmt: skip
