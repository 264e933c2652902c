"""Threads follow a person whom a provider gave another key."""

from __future__ import annotations

from collections.abc import Sequence

from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.contacts.events import IdentityReplaced
from trato.rooms.conversations import api as conversations


async def follow_identities(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Follow `contacts.identity_replaced`: what we say next goes to the new key."""
    for fact in facts:
        replaced = decode(fact, IdentityReplaced)
        if replaced.joined:
            await conversations.follow_identity(tx, replaced.old_identity_id, replaced.new_identity_id)
