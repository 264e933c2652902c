"""How long a case that rests stays open, by the channel's cadence: minutes where somebody waits, days elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseResolved, CaseWaiting
from trato.rooms.cases.model import WaitingOn
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts


@dataclass(frozen=True, slots=True)
class Cadence:
    """Plans the end of cases that were resolved, or that wait for their contact."""

    book: channels.AccountBook
    kinds: ClassVar[frozenset[str]] = frozenset({CaseResolved.kind, CaseWaiting.kind})

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Follow resolutions (final once the contact can no longer reopen them) and waits for the contact."""
        resting = {
            fact.subject: fact
            for fact in facts
            if fact.kind == CaseResolved.kind or decode(fact, CaseWaiting).waiting_on is WaitingOn.CONTACT
        }
        accounts = await self.book.of_workspace(tx)
        for case_id, case in (await cases.get_many(tx, list(resting))).items():
            account = accounts.get(case.account_id) if case.account_id else None
            if account is None:
                continue
            adapter = self.book.adapter(account.row.channel)
            caps = adapter.capabilities(account.view, ConversationFacts(), tx.now)
            fact = resting[case_id]
            wait = caps.reopen_within if fact.kind == CaseResolved.kind else caps.close_after
            await cases.plan_auto_close(tx, case_id, fact.recorded_at + wait)
