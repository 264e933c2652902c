"""Receipts, edits, deletions and reactions reach their message, and what listens to it."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from trato.flow.acts import answering
from trato.flow.arrival import Arrival, Batch, Stop
from trato.rooms.channels.model import InboundKind, Receipt, ReceiptStatus
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations


async def know_our_own(batch: Batch) -> None:
    """Know an answer of ours that comes back before the provider's own answer to it, or instead of that.

    Where a channel gives back no key of ours, what is on its way in the same thread in the same words is it. What is
    read again and again is ours as well where we said the same there before.
    """
    echoes = [a for a in batch.going if a.is_echo and a.event.public]
    asked = [
        (a.account.id, conversations.thread_key(a.event, ""), conversations.text_of(a.event.parts)) for a in echoes
    ]
    keys = await conversations.on_their_way(batch.tx, asked) if asked else {}
    standing = [what for one, what in zip(echoes, asked, strict=True) if one.event.stands and what not in keys]
    known = await conversations.said_already(batch.tx, standing) if standing else set()
    for arrival, what in zip(echoes, asked, strict=True):
        if what in known:
            arrival.stopped = Stop.DUPLICATE
        if what in keys:
            _is_ours(arrival, keys[what])


async def know_our_own_in_private(batch: Batch) -> None:
    """Know an answer of ours that comes back too early where only its contact reads it: whose thread that is, is known.

    A file without words is told by nothing, and stays what it says it is.
    """
    echoes = [
        (a, (a.account.id, conversations.thread_key(a.event, a.found.contact_id), text))
        for a in batch.going
        if a.is_echo and not a.event.public and a.found and (text := conversations.text_of(a.event.parts))
    ]
    keys = await conversations.on_their_way(batch.tx, [what for _, what in echoes]) if echoes else {}
    for arrival, what in echoes:
        if what in keys:
            _is_ours(arrival, keys[what])


def _is_ours(arrival: Arrival, message_id: UUID) -> None:
    """Take an echo for the provider's word that our own message left."""
    receipt = Receipt(arrival.event.provider_id, ReceiptStatus.SENT)
    detail = {conversations.OUR_KEY: str(message_id)}
    arrival.event = replace(arrival.event, kind=InboundKind.RECEIPT, receipt=receipt, detail=detail)
    arrival.stopped = Stop.EFFECT


async def apply(batch: Batch) -> None:
    """Apply what came about messages, after the messages of the same batch; what came too early waits for its own."""
    tx = batch.tx
    arrivals = [a for a in batch.arrivals if a.stopped is Stop.EFFECT and not _is_no_matter(a)]
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


def _is_no_matter(arrival: Arrival) -> bool:
    """Say whether it is what somebody feels about a post of ours: thousands do, and none of them asks for anything.

    What we ourselves feel in public is none either.
    """
    event = arrival.event
    public = event.kind is InboundKind.REACTION and event.public
    return public and (arrival.is_echo or event.target == event.parent)
