"""TRIAGE: what follows from understanding that nobody need answer, and from people who say otherwise.

A case is set aside by itself only where every word of its contact needs no answer and nothing speaks for caution
(`intelligence.rules.triage`). It is never lost: it keeps its place and its promises' beginning, a share of them is
looked at, and whoever takes it back teaches. A later word of it that should be answered brings it back
without anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import structlog

from trato.flow import closing, writing
from trato.flow.acts import due, moderating
from trato.flow.acts.moderating import CannotModerate, NewModeration
from trato.flow.composing import NewReply
from trato.kit.errors import TratoError
from trato.kit.events import ActorKind, Recorded, decode
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseSetAside, SetAsideReversed
from trato.rooms.cases.model import AssignReason, Holder, HolderKind, SetAsideReason
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Moderation
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Purpose
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.events import MessageUnderstood
from trato.rooms.intelligence.model import (
    YES,
    Aspect,
    Correction,
    NoAnswer,
    Situation,
    TriageWay,
    TrollWay,
    Word,
)
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Restore, Void, VoidReason

log = structlog.get_logger()
SHORT = 3  # words of a contact up to which a case that a person sets aside says what each of them is
SAYING = frozenset({SetAsideReason.SPAM, SetAsideReason.TROLL, SetAsideReason.NO_ENGAGEMENT})  # what a message is


@dataclass(frozen=True, slots=True)
class Triage:
    """Follows what was understood, and what people set aside and take back."""

    book: channels.AccountBook
    kinds: ClassVar[frozenset[str]] = frozenset({MessageUnderstood.kind, CaseSetAside.kind, SetAsideReversed.kind})

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Set aside, or bring back, the cases of what was understood; keep what people's deeds teach."""
        understood = {f.case_id for f in facts if f.kind == MessageUnderstood.kind and f.case_id}
        cases_now = await intelligence.situations(tx, understood)
        ways = await intelligence.ways(tx, {one.brand_id for one in cases_now})
        for one in cases_now:
            await self._sort(tx, one, ways[one.brand_id])
        for fact in facts:
            if fact.actor.kind is ActorKind.USER and fact.kind != MessageUnderstood.kind:
                with tx.acting(fact.actor):
                    await _learn(tx, fact)

    async def _sort(self, tx: Tx, case: Situation, way: TriageWay) -> None:
        if intelligence.comes_back(case):
            await bring_back(tx, case)
            return
        found = intelligence.sort_case(case, way)
        if found is None:
            if case.open and case.words:
                await intelligence.note_served(tx, case)
            return
        answer = await self._answer_troll(tx, case, way) if found.reason is NoAnswer.TROLL else ""
        if found.reason is NoAnswer.TROLL and way.trolls is TrollWay.ESCALATE and way.team_id is not None:
            await cases.assign(tx, case.id, Holder(HolderKind.TEAM, way.team_id), AssignReason.RULE)
            await sla.void(tx, [Void(case.id, VoidReason.TROLL)])
            await due.refresh(tx, [case.id])
            await intelligence.note_aside(tx, case, found, None, way.sample)
            return
        one = await closing.set_aside(tx, case.id, SetAsideReason(found.reason.value))
        await intelligence.note_aside(tx, case, found, one.id, way.sample)
        if answer:
            await intelligence.note_answer(tx, case.id, answer)

    async def _answer_troll(self, tx: Tx, case: Situation, way: TriageWay) -> str:
        """Do what the brand does with trolls before their case closes; return what came of it."""
        if way.trolls is TrollWay.HIDE:
            return await self._hide(tx, case)
        if way.trolls is TrollWay.REPLY:
            return await self._reply(tx, case, way)
        return ""

    async def _hide(self, tx: Tx, case: Situation) -> str:
        public = [one.id for one in case.words if one.public]
        if not public:
            return "cannot_hide"
        try:
            for message in public:
                await moderating.moderate(tx, self.book, NewModeration(uuid7(), message, Moderation.HIDE))
        except CannotModerate:
            return "cannot_hide"
        return "hidden"

    async def _reply(self, tx: Tx, case: Situation, way: TriageWay) -> str:
        """Say the one reply, unless this person had it within the brand's window."""
        if await intelligence.replied_within(tx, case.contact_id, way.reply_days):
            return "replied_before"
        last = case.words[-1].id
        thread = (await conversations.said_in(tx, [last]))[last].conversation_id
        new = NewReply(uuid7(), thread, case.id, way.reply, purpose=Purpose.AUTO)
        try:
            await writing.reply(tx, self.book, new)
        except TratoError as refused:
            log.info("triage.reply_refused", case=str(case.id), code=refused.code)
            return "refused"
        return "replied"


async def bring_back(tx: Tx, case: Situation) -> int:
    """Let a case that triage took out of the promises be as if it never had; return the seconds that it stood aside."""
    if case.aside:
        await closing.restore(tx, case.id)
    elif case.handed:
        await sla.restore(tx, [Restore(case.id)])
        await due.refresh(tx, [case.id])
    return await intelligence.note_back(tx, case.id)


async def correct(tx: Tx, message_id: UUID, case_id: UUID, aspect: Aspect, meant: str) -> Correction:
    """Keep a person's word on a message, and let its case follow where the word is on needing an answer.

    Raises Invalid for a word that is none of the aspect's, NotUnderstood.
    """
    if aspect is not Aspect.ENGAGEABLE:
        return await intelligence.correct(tx, message_id, aspect, meant)
    (case,) = await intelligence.situations(tx, [case_id])
    back = meant == YES and (case.aside in SAYING or case.handed)
    one = await intelligence.correct(tx, message_id, aspect, meant, await bring_back(tx, case) if back else 0)
    (case,) = await intelligence.situations(tx, [case_id])
    goes = meant != YES and case.open and not case.aside and all(_needs_none(word) for word in case.words)
    if goes:
        await closing.set_aside(tx, case_id, SetAsideReason(meant))
    if back or goes:
        await intelligence.review(tx, case_id, right=False)
    return one


async def correct_case(tx: Tx, case_id: UUID, meant: str) -> None:
    """Say of every word of a case that was read whether it needs an answer; the case follows."""
    (case,) = await intelligence.situations(tx, [case_id])
    for one in case.words:
        if one.kind is not None and not one.courtesy:
            await correct(tx, one.id, case_id, Aspect.ENGAGEABLE, meant)


def _needs_none(word: Word) -> bool:
    return word.courtesy or (word.corrected != YES if word.corrected else word.kind is not None and not word.engageable)


async def _learn(tx: Tx, fact: Recorded) -> None:
    """Keep what a person's deed says of the messages of a case: that they need no answer, or that they did."""
    told = decode(fact, CaseSetAside) if fact.kind == CaseSetAside.kind else decode(fact, SetAsideReversed)
    if told.reason not in SAYING or told.message_id is not None or fact.case_id is None:
        return
    (case,) = await intelligence.situations(tx, [fact.case_id])
    meant = told.reason.value if isinstance(told, CaseSetAside) else YES
    said = [one for one in case.words if one.kind is not None and not one.courtesy and one.corrected != meant]
    if meant != YES and len(case.words) > SHORT:
        return  # a talk that a person ends says nothing of its single words
    waited = 0
    if meant == YES:
        waited = await intelligence.note_back(tx, case.id)
        await intelligence.review(tx, case.id, right=False)
    for at, one in enumerate(said):
        if meant != YES or one.corrected or not one.engageable:  # that it is none is worth more than our guess
            await intelligence.correct(tx, one.id, Aspect.ENGAGEABLE, meant, waited if at == 0 else 0)
