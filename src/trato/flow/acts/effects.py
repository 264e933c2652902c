"""Receipts, edits, deletions and reactions reach their message, and what listens to it."""

from __future__ import annotations

from trato.flow.acts import answering
from trato.flow.arrival import Batch, Stop
from trato.rooms.channels.model import InboundKind
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations


async def apply(batch: Batch) -> None:
    """Apply what came about messages, after the messages of the same batch; what came too early waits for its own."""
    tx = batch.tx
    arrivals = [a for a in batch.arrivals if a.stopped is Stop.EFFECT]
    reacting = [a for a in arrivals if a.event.kind is InboundKind.REACTION and a.event.author]
    authors = [contacts.Author(a.account.row.controller_id, a.event.author, a.event.author_name) for a in reacting]
    found = await contacts.find_or_create(tx, authors) if authors else []
    who = {id(a): one.contact_id for a, one in zip(reacting, found, strict=True)}
    moved = await conversations.apply(
        tx,
        [
            conversations.Effect(a.account.id, a.event, a.delivery.received_at, who.get(id(a)))
            for a in sorted(arrivals, key=lambda a: (a.sort_at, a.delivery.id, a.item))
        ],
        [(a.event.provider_id, a.account.id) for a in batch.going if a.event.provider_id],
    )
    await answering.listen(tx, await conversations.answered(tx, moved) if moved else [])
