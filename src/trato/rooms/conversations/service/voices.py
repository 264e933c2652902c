"""As which account of the brand a public conversation is answered (S134)."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.conversations.events import VoiceChanged
from trato.rooms.conversations.model import Conversation
from trato.rooms.conversations.store import voices as store
from trato.rooms.conversations.store.voices import said_there, voices_of

__all__ = ["answer_as", "answer_as_itself", "said_there", "spoken", "voices_of"]


async def answer_as(tx: Tx, conversation: Conversation, case_id: UUID | None, account_id: UUID) -> None:
    """Have another account answer a conversation from now on; asked again, nothing happens."""
    if await store.set_voice(tx, conversation.id, account_id):
        tx.emit(VoiceChanged(subject=conversation.id, case_id=case_id, account_id=account_id, own=False))


async def answer_as_itself(tx: Tx, conversation: Conversation, case_id: UUID | None) -> None:
    """Have a conversation's own account answer it again."""
    if await store.drop_voice(tx, conversation.id):
        tx.emit(VoiceChanged(subject=conversation.id, case_id=case_id, account_id=conversation.account_id, own=True))


async def spoken(tx: Tx, asked: Sequence[tuple[UUID, str, str]]) -> dict[int, Conversation]:
    """Return the threads that (account that answers, thread, address of its person) are, by their place in `asked`."""
    rows = await store.spoken(tx, asked) if asked else []
    return {row["n"] - 1: Conversation(**{key: value for key, value in row.items() if key != "n"}) for row in rows}
