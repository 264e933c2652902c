"""Keeping a no: the standing order that the gate obeys, and the consent that is taken back, each with what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.model import OptOutReach
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Evidence, EvidenceKind
from trato.rooms.contacts.model import Purpose as Agreement
from trato.rooms.conversations.model import Claimed

MARKETING = "marketing"


async def stop(
    tx: Tx,
    controller: UUID,
    contact: UUID,
    addresses: Sequence[Address],
    purpose: str,
    agreement: Agreement,
    evidence: Evidence,
    conversation: UUID | None = None,
    said_at: datetime | None = None,
) -> None:
    """Keep that a contact wants no more; `conversation` is one in which nothing at all may be said from now on.

    They said it now, or at `said_at`: it is obeyed from now on in any case.
    """
    if compliance.can_stop(purpose):
        await compliance.opt_out(tx, controller, contact, addresses, purpose, evidence.id, conversation)
    await contacts.withdraw(tx, contact, agreement, evidence, said_at)


async def learn(tx: Tx, controller: UUID, refused: Claimed, reach: OptOutReach) -> None:
    """Keep what a provider's refusal tells: this person said no where we did not hear it."""
    everything = reach is OptOutReach.ALL
    await stop(
        tx, controller, refused.contact_id, refused.to, "" if everything else MARKETING, Agreement.MARKETING,
        Evidence(EvidenceKind.PROVIDER, None), refused.conversation_id if everything else None,
    )  # fmt: skip
