"""The practices of the manuals on the accounts of a workspace: which there are, and what people confirmed."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.adapters.registry import CHANNELS
from trato.rooms.channels.errors import PracticeUnknown
from trato.rooms.channels.model import Capabilities, MediaKind
from trato.rooms.channels.practices import Answer, CheckKind, Practice
from trato.rooms.channels.store import practices as store
from trato.rooms.channels.store.accounts import AccountRow

LONGEST_NOTE = 500


def practices_of(channel: str) -> tuple[Practice, ...]:
    """Return the manuals' practices for a channel, in their order; none where the manuals name none."""
    return CHANNELS[channel].practices if channel in CHANNELS else ()


def carried(caps: Capabilities) -> frozenset[str]:
    """Return the codes of what practices ask that a channel can carry."""
    said = {
        "buttons": caps.buttons > 0,
        "cards": caps.cards is not None,
        "images": MediaKind.IMAGE in caps.media,
        "stickers": MediaKind.STICKER in caps.media,
    }
    return frozenset(code for code, able in said.items() if able)


async def answers_of(tx: Tx, accounts: list[UUID]) -> dict[UUID, dict[str, Answer]]:
    """Return what people confirmed, account by account and practice by practice."""
    return await store.newest_answers(tx, accounts) if accounts else {}


async def confirm(tx: Tx, row: AccountRow, practice: str, *, done: bool, note: str) -> None:
    """Keep that somebody saw a practice met, or not. Raises PracticeUnknown for one that is not asked of people."""
    asked = {one.id for one in practices_of(row.channel) if one.check.kind is CheckKind.ASKED}
    if practice not in asked:
        raise PracticeUnknown(practice=practice[:20])
    await store.add_answer(tx, row.id, practice, done, note.strip()[:LONGEST_NOTE])
    tx.audit(AuditEntry("channels.confirm_practice", "account", row.id, {"practice": practice, "done": done}))
