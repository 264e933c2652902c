"""How the channel accounts beat: when something last came and went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Pulse
from trato.rooms.conversations.store import pulse as store

LOOKED_BACK = timedelta(minutes=6)  # more than the worker's minute: browsers mint ids by clocks of their own


@dataclass(frozen=True, slots=True)
class Tried:
    """The newest message that came to an account."""

    message_id: UUID
    case_id: UUID | None
    conversation_id: UUID
    text: str
    at: datetime


async def recent_pulses(tx: Tx) -> list[Pulse]:
    """Return when something came and went in the last minutes."""
    rows = await store.latest(tx, tx.now - LOOKED_BACK)
    return [Pulse(row["account_id"], row["received_at"], row["sent_at"]) for row in rows]


async def note_pulses(tx: Tx) -> None:
    """Write down the last minutes' comings and goings: the worker does so every minute."""
    pulses = await recent_pulses(tx)
    if pulses:
        await channels.note_pulse(tx, pulses)


async def newest_of_account(tx: Tx, account_id: UUID, since: datetime) -> Tried | None:
    """Return the newest message that came to an account since then."""
    row = await store.newest_of_account(tx, account_id, max(since, tx.now - timedelta(hours=1)))
    return Tried(row["id"], row["case_id"], row["conversation_id"], row["text"], row["received_at"]) if row else None
