"""What deliveries leave open is asked of the provider, later and by a worker: here it is noted."""

from __future__ import annotations

from uuid import UUID

from trato.flow.arrival import Batch, Stop
from trato.kit.events import Origin
from trato.rooms.channels import api as channels
from trato.rooms.channels.api import Account
from trato.rooms.channels.model import Asking, InboundEvent, Question


def left_open(batch: Batch, account: Account, event: InboundEvent) -> Question | None:
    """Return what the provider may be asked about an event, None where it told all or is never asked."""
    adapter = batch.book.adapter(account.row.channel)
    return adapter.leaves_open(event) if isinstance(adapter, Asking) and batch.tx.origin is Origin.LIVE else None


async def note_questions(batch: Batch) -> None:
    """Channels: people whom nobody knew and who came without a name, and what was said without its author."""
    asked: list[tuple[UUID, Question, UUID | None]] = []
    for one in batch.arrivals:
        new = one.found is not None and one.found.new and not one.event.author_name
        if one.stopped is Stop.ASKED or new:
            question = left_open(batch, one.account, one.event)
            if question is not None:
                asked.append((one.account.id, question, one.found.contact_id if one.found else None))
    await channels.note_questions(batch.tx, asked)
