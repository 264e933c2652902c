"""A contact's answer to a question of consent reaches who asked."""

from __future__ import annotations

from collections.abc import Sequence

from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.events import AwaitedAnswered
from trato.rooms.conversations.model import AwaitedKind


async def take_answers(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Follow `conversations.awaited_answered`: those of consent are read and done; other askers read their own."""
    for fact in facts:
        answered = decode(fact, AwaitedAnswered)
        if answered.awaited == AwaitedKind.CONSENT.value:
            text = await conversations.text_of_message(tx, answered.message_id)
            await contacts.answer(tx, answered.ref, text, answered.message_id)
