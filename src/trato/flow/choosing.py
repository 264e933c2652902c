"""What people choose of what we offered: pressed, or answered by its number.

A pressed button comes back as data and, from some providers, without its words: both are read in the message that
offered it, so nobody can make us believe that we offered something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from trato.flow.arrival import Arrival, Batch
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Choice, Part, Text
from trato.rooms.conversations import api as conversations
from trato.rooms.routing import api as routing

LONGEST_TITLE = 300  # of an entry that comes back as words


async def recognise(batch: Batch) -> None:
    """Link what was chosen to what was offered; a number alone, within a day, is a choice as if it had been pressed."""
    going = [a for a in batch.going if not (a.is_echo or a.event.public or a.awaited) and a.conversation is not None]
    await _entries(batch, going)
    await _pressed(batch, going)
    await _numbered(batch, going)


async def _entries(batch: Batch, going: Sequence[Arrival]) -> None:
    """Name the entries of accounts' profiles that were pressed, also where that comes as the person's words."""
    limits = {a.account.id: _limits(batch, a.account) for a in going}
    maybe = [a for a in going if (how := limits[a.account.id]) is not None and _may_be_entry(a, typed=how.typed)]
    kept = await channels.profiles_of(batch.tx, {a.account.id for a in maybe})
    for arrival in maybe:
        known, how = kept.get(arrival.account.id), limits[arrival.account.id]
        if known is None or how is None:
            continue
        payload = next((one.payload for one in arrival.event.parts if isinstance(one, Choice)), "")
        entry = channels.entry_in(known.profile, payload, arrival.text, typed=how.typed)
        if entry is None:
            continue
        usual = known.profile.language
        said = next((one for one, title in entry.titles.items() if title and title in arrival.text), "")
        arrival.spoken = said or (arrival.event.language or "")[:2] or usual
        if arrival.spoken not in entry.titles:
            arrival.spoken = usual
        arrival.entry = entry
        title = channels.title_of(entry, arrival.spoken, usual)
        _told(arrival, (Choice(f"{channels.PRESSED}{entry.key}", title),))
    await _with_queues_that_are(batch, maybe)


async def _with_queues_that_are(batch: Batch, arrivals: Sequence[Arrival]) -> None:
    """Leave the account's own queue to who wanted a person in one that is no more."""
    named = [a for a in arrivals if a.entry is not None and a.entry.queue_id is not None]
    known = {one.id for one in await routing.list_queues(batch.tx)} if named else set()
    for arrival in named:
        assert arrival.entry
        if arrival.entry.queue_id not in known:
            arrival.entry = msgspec.structs.replace(arrival.entry, queue_id=None)


def _limits(batch: Batch, account: channels.Account) -> channels.ProfileLimits | None:
    known = channels.profiling_of(batch.book.adapter(account.row.channel), account.view)
    return known.limits if known is not None else None


def _may_be_entry(arrival: Arrival, *, typed: bool) -> bool:
    match arrival.event.parts:
        case (Choice(payload=payload),):
            return payload.startswith(channels.PRESSED)
        case (Text(text=text),):
            return typed and len(text) <= LONGEST_TITLE
        case _:
            return False


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
