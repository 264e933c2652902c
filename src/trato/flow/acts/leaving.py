"""Contacts who leave before anybody answered: kept with their evidence, taken back when they return.

Where a person waits on the other side, leaving is a widget that stays away beyond a grace. Elsewhere nobody can be
seen to leave: a case that ends without any person's answer was abandoned by us.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from trato.kit import timers
from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseClosed
from trato.rooms.cases.model import AbandonmentVariant, Case, CaseOrigin, CaseState, EndReason, Holder
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.events import ContactLeft, MessageReceived

GRACE = timedelta(seconds=60)  # to reload a page, to change networks
LEFT = "cases.left"  # the timer that ends the grace; its subject is the case
WE_BEGAN = frozenset({CaseOrigin.OUTBOUND, CaseOrigin.PROACTIVE, CaseOrigin.CAMPAIGN})
UNANSWERED = frozenset({EndReason.RESOLVED, EndReason.NO_ANSWER})


@dataclass(frozen=True, slots=True)
class Leaving:
    """Follows widgets that go and come, contacts who write again, and cases that end."""

    book: channels.AccountBook
    kinds: ClassVar[frozenset[str]] = frozenset({ContactLeft.kind, MessageReceived.kind, CaseClosed.kind})

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Plan the end of graces, take back what return disproves, and keep what ended without an answer."""
        turns = {f.subject: decode(f, ContactLeft).back for f in facts if f.kind == ContactLeft.kind}
        back: dict[UUID, datetime] = {}
        for fact in facts:
            if fact.kind == MessageReceived.kind and fact.case_id:
                back[fact.case_id] = max(fact.recorded_at, back.get(fact.case_id, fact.recorded_at))
            elif fact.kind == ContactLeft.kind and turns[fact.subject]:
                back[fact.subject] = max(fact.occurred_at, back.get(fact.subject, fact.occurred_at))
        await cases.came_back(tx, back)
        gone = {f.subject: f.occurred_at for f in facts if f.kind == ContactLeft.kind and not turns[f.subject]}
        await _plan(tx, gone)
        ended = [
            f.subject for f in facts if f.kind == CaseClosed.kind and decode(f, CaseClosed).end_reason in UNANSWERED
        ]
        await self._keep_unanswered(tx, ended)

    async def _keep_unanswered(self, tx: Tx, case_ids: Sequence[UUID]) -> None:
        found = await cases.get_many(tx, case_ids)
        offered = [one for one in found.values() if one.origin not in WE_BEGAN and not await self._is_live(tx, one)]
        answered = await conversations.first_human_answers(tx, [one.id for one in offered])
        for one in offered:
            if one.id not in answered:
                await cases.abandon(tx, one.id, AbandonmentVariant.ASYNCHRONOUS, "closed_unanswered")

    async def _is_live(self, tx: Tx, case: Case) -> bool:
        account = (await self.book.of_workspace(tx)).get(case.account_id) if case.account_id else None
        if account is None:
            return False
        adapter = self.book.adapter(account.row.channel)
        return adapter.capabilities(account.view, ConversationFacts(), tx.now).live


async def _plan(tx: Tx, gone: dict[UUID, datetime]) -> None:
    """Set the end of the grace for cases that wait for a first answer."""
    waiting = [one.id for one in (await cases.get_many(tx, list(gone))).values() if one.state is CaseState.OPEN]
    answered = await conversations.first_human_answers(tx, waiting)
    for case_id in waiting:
        if case_id not in answered:
            await timers.cancel(tx, LEFT, case_id)
            await timers.set_timer(tx, LEFT, case_id, gone[case_id] + GRACE)


async def judge(tx: Tx, case_id: UUID) -> bool:
    """Keep that a contact left, once the grace has passed; False when they came back, or a person had answered."""
    case = await cases.lock(tx, case_id)
    gone = await conversations.gone_since(tx, case_id)
    if gone is None or case.standing.set_aside or case.merged_into or (case.last_inbound_at or gone) > gone:
        return False
    answer = (await conversations.first_human_answers(tx, [case_id])).get(case_id)
    if answer is not None and answer <= gone:
        return False
    holder = await _holder_at(tx, case, gone)
    variant = cases.abandonment_variant(holder, gone - case.opened_at)
    return await cases.abandon(tx, case_id, variant, "widget_gone", at=gone, holder=holder)


async def _holder_at(tx: Tx, case: Case, at: datetime) -> Holder:
    spans = (await cases.holdings_of(tx, [case.id]))[case.id]
    return next((one.holder for one in reversed(spans) if one.from_at <= at), spans[0].holder)
