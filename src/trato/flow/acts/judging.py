"""Judging again: what a standing order kept back, once the order has ended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from trato.flow import clearing
from trato.kit.events import Recorded
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.compliance import api as compliance
from trato.rooms.compliance.model import HoldId
from trato.rooms.conversations import api as conversations


@dataclass(frozen=True, slots=True)
class JudgeAgain:
    """Judges held messages again."""

    book: channels.AccountBook

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Follow `compliance.hold_released`."""
        freed = [message for fact in facts for message in await compliance.freed_by(tx, HoldId(fact.subject))]
        await clearing.clear(tx, self.book, await conversations.load_outgoing(tx, freed))
