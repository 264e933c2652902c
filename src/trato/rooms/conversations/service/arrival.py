"""Appending what contacts said to their threads, a batch at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.model import Media
from trato.rooms.conversations.errors import ConversationNotFound
from trato.rooms.conversations.events import AwaitedAnswered, MessageReceived
from trato.rooms.conversations.model import Conversation, NewMessage
from trato.rooms.conversations.store import arrival as store

Awaited = tuple[UUID, str, UUID]  # id, kind, what asked
Forward = tuple[Conversation, UUID | None, datetime, str, bool]


async def find_seen(tx: Tx, keys: Sequence[tuple[UUID, str]]) -> set[int]:
    """Return the positions of the (account, provider's id) pairs that are messages already."""
    return await store.find_seen(tx, keys)


async def find_conversations(tx: Tx, keys: set[tuple[UUID, str]]) -> dict[tuple[UUID, str], Conversation]:
    """Return the conversations by (account, thread key)."""
    return await store.find_conversations(tx, keys)


async def get_conversations(tx: Tx, ids: Sequence[UUID]) -> dict[UUID, Conversation]:
    """Return conversations by id; unknown ids are left out."""
    return await store.get_conversations(tx, ids) if ids else {}


async def get_conversation(tx: Tx, conversation_id: UUID) -> Conversation:
    """Return a conversation. Raises `ConversationNotFound`."""
    found = await store.get_conversations(tx, [conversation_id])
    if conversation_id not in found:
        raise ConversationNotFound(conversation=str(conversation_id))
    return found[conversation_id]


async def find_awaited(tx: Tx, conversations: Sequence[UUID]) -> dict[UUID, Awaited]:
    """Return the newest unanswered question of each conversation."""
    return await store.find_awaited(tx, conversations)


async def begin(tx: Tx, born: Sequence[tuple[Conversation, str, str]]) -> None:
    """Insert conversations, each with its public parent and who started it ("contact" or "us")."""
    await store.add_conversations(tx, born)


async def give_to(tx: Tx, threads: Sequence[Conversation]) -> None:
    """Write whose public threads are, once what they stand below has come."""
    if threads:
        await store.give_conversations(tx, sorted((one.id, one.identity_id, one.contact_id) for one in threads))


async def append(
    tx: Tx,
    messages: Sequence[tuple[NewMessage, Conversation]],
    files: Mapping[UUID, Sequence[tuple[int, Media, int]]],
) -> None:
    """Insert inbound messages in their places, with pending attachments (part, media, delivery that brought it)."""
    if not messages:
        return
    await store.add_messages(tx, [message for message, _ in messages])
    await store.add_attachments(
        tx,
        [
            (uuid7(), m.id, m.account_id, part, media.media.value, media.ref, inbox, media.mime, media.name, media.size)
            for m, _ in messages
            for part, media, inbox in files.get(m.id, ())
        ],
    )
    for m, conversation in messages:
        tx.emit(
            MessageReceived(
                subject=m.id,
                case_id=m.case_id,
                occurred_at=m.occurred_at,
                conversation_id=conversation.id,
                contact_id=m.author.id or conversation.contact_id,
                account_id=m.account_id,
                brand_id=conversation.brand_id,
                channel=conversation.channel,
                surface=conversation.surface,
                courtesy=m.courtesy,
                late=m.late,
                awaited=m.awaited,
            )
        )


async def bring_forward(tx: Tx, moves: Sequence[Forward]) -> None:
    """Bring conversations to the present: (conversation, case, sort, provider's id, whether it was an echo).

    The id that stays is that of the newest thing that the contact said, in whatever order it all came.
    """
    last: dict[UUID, store.Move] = {}
    for conversation, case_id, sort_at, provider_id, echo in moves:
        before = last.get(conversation.id)
        at = max(sort_at, before[2]) if before else sort_at
        heard = before[3] if before else None
        inbound = heard if echo else max(filter(None, (heard, sort_at)))
        said = (provider_id, not echo, sort_at)
        if before and before[4] and (not provider_id or said[1:] < before[5:]):
            said = before[4:]
        last[conversation.id] = (conversation.id, case_id, at, inbound, *said)
    if last:
        await store.move_conversations(tx, sorted(last.values(), key=lambda move: move[0]))


async def mark_answered(tx: Tx, answers: Sequence[tuple[Awaited, UUID, UUID | None]]) -> None:
    """Mark questions as answered by messages: (question, message, case)."""
    if not answers:
        return
    await store.answer_awaited(tx, [(awaited[0], message) for awaited, message, _ in answers])
    for (awaited_id, kind, ref), message, case_id in answers:
        tx.emit(AwaitedAnswered(subject=awaited_id, case_id=case_id, awaited=kind, ref=ref, message_id=message))
