"""What people choose of what we offered: pressed, or answered by its number.

A pressed button comes back as data and, from some providers, without its words: both are read in the message that
offered it, so nobody can make us believe that we offered something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from trato.flow.arrival import Arrival, Batch
from trato.rooms.channels.model import Choice, Part
from trato.rooms.conversations import api as conversations


async def recognise(batch: Batch) -> None:
    """Link what was chosen to what was offered; a number alone, within a day, is a choice as if it had been pressed."""
    going = [a for a in batch.going if not (a.is_echo or a.event.public or a.awaited) and a.conversation is not None]
    await _pressed(batch, going)
    await _numbered(batch, going)


async def _pressed(batch: Batch, going: Sequence[Arrival]) -> None:
    named = {
        a.message_id: (message, choice)
        for a in going
        for choice in a.event.parts
        if isinstance(choice, Choice) and (message := offering(choice.payload)) is not None
    }
    offers = await conversations.offered_by(batch.tx, {message for message, _ in named.values()})
    for arrival in going:
        message, choice = named.get(arrival.message_id, (None, None))
        if message is None or choice is None or message not in offers:
            continue
        conversation_id, provider_id, offered = offers[message]
        assert arrival.conversation
        known = conversations.chosen_of(choice.payload, offered)
        if known is None or conversation_id != arrival.conversation.id:
            continue
        read = msgspec.structs.replace(known, values=choice.values, section="")
        _told(arrival, tuple(read if part is choice else part for part in arrival.event.parts))
        if provider_id and not arrival.event.reply_to:
            arrival.event = msgspec.structs.replace(arrival.event, reply_to=provider_id)


async def _numbered(batch: Batch, going: Sequence[Arrival]) -> None:
    typed = [a for a in going if conversations.may_choose(a.event.parts)]
    offers = await conversations.offered_lately(batch.tx, {a.conversation.id for a in typed if a.conversation})
    for arrival in typed:
        assert arrival.conversation
        lately = offers.get(arrival.conversation.id, ())
        chosen = conversations.chosen_by_number(arrival.text, lately)
        if chosen is not None:
            known = conversations.chosen_of(chosen.payload, lately) or chosen
            _told(arrival, (*arrival.event.parts, msgspec.structs.replace(known, section="")))


def _told(arrival: Arrival, parts: tuple[Part, ...]) -> None:
    arrival.event = msgspec.structs.replace(arrival.event, parts=parts)
    arrival.text = conversations.text_of(parts)


def offering(payload: str) -> UUID | None:
    """Return the message of ours that a payload names; None for what is not of ours."""
    name, _, place = payload.partition(":")
    if len(name) != 36 or not place.isdecimal():
        return None
    try:
        return UUID(name)
    except ValueError:
        return None
