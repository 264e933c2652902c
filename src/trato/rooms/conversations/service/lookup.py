"""What deeds ask about threads and messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import msgspec

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.model import OutboundMail, Part, Template
from trato.rooms.conversations.errors import MessageNotFound
from trato.rooms.conversations.model import AwaitedKind, Conversation, NewMessage, Purpose
from trato.rooms.conversations.rules import text_of
from trato.rooms.conversations.service.arrival import get_conversation
from trato.rooms.conversations.store import lookup as store


async def find_by_token(tx: Tx, asked: Mapping[UUID, tuple[UUID, str, UUID]]) -> dict[UUID, Conversation]:
    """Return the threads that our own tokens in mails name, by the key asked with: (account, token, who writes).

    "10482.0199f3…" is signed and names a message of ours; "10482" is signed and names a case; "#10482" is what
    anybody can write: it opens a thread only to a contact who takes part in that case.
    """
    messages, numbers = [], []
    for key, (account, token, contact) in asked.items():
        message, number = _message_of(token), _number_of(token)
        if message is not None:
            messages.append((key, account, message))
        elif number is not None:
            numbers.append((key, account, number, contact, not token.startswith("#")))
    found = dict(await store.find_by_case_number(tx, numbers)) if numbers else {}
    return found | (dict(await store.find_by_message(tx, messages)) if messages else {})


def _message_of(token: str) -> UUID | None:
    """Return the message of ours that a token in a mail names, or None when it names a case alone."""
    message = token.partition(".")[2]
    return UUID(hex=message) if len(message) == 32 else None


def _number_of(token: str) -> int | None:
    """Return the number of the case that a token in a mail names, or None."""
    number = token.removeprefix("#").partition(".")[0]
    return int(number) if number.isdecimal() else None


async def cases_of_one_thread(tx: Tx, asked: Sequence[tuple[UUID, UUID]]) -> set[UUID]:
    """Return those cases (case, its thread) of which nothing is said in another thread."""
    return await store.cases_of_one_thread(tx, asked) if asked else set()


async def cases_answered(tx: Tx, asked: Mapping[UUID, tuple[UUID, UUID, str, str]]) -> dict[UUID, UUID]:
    """Return the cases of the messages that others quote or answer, by the key asked with; of none that is unknown.

    Asked with the conversation in which that message must be, its account, the provider's id of the message, and the
    token of ours in a mail (see `find_by_token`): of a case that it names alone, something must be in there.
    """
    rows = [
        (key, conversation, account, quoted, _message_of(token), _number_of(token))
        for key, (conversation, account, quoted, token) in asked.items()
    ]
    return await store.cases_answered(tx, rows) if rows else {}


async def provider_id_of(tx: Tx, message_id: UUID) -> str:
    """Return the provider's id of a message, or "" when it has none."""
    return await store.provider_id_of(tx, message_id)


async def mail_thread(tx: Tx, conversation_id: UUID) -> list[str]:
    """Return the Message-IDs of a mail thread, the newest forty, in order."""
    return await store.mail_thread(tx, conversation_id)


async def newest_with(tx: Tx, account_id: UUID, contact_id: UUID) -> Conversation | None:
    """Return the newest thread that we have with a contact alone on an account, none that everybody reads."""
    return await store.newest_with(tx, account_id, contact_id)


async def of_message(tx: Tx, message_id: UUID) -> UUID | None:
    """Return the conversation of a message, or None."""
    return await store.of_message(tx, message_id)


async def serve(tx: Tx, conversation_id: UUID, case_id: UUID) -> None:
    """Let a conversation serve another case from now on."""
    await store.serve(tx, conversation_id, case_id)


async def last_answer(tx: Tx, case_id: UUID) -> UUID | None:
    """Return the newest answer of ours in a case that did not come to nothing; None when there is none."""
    return await store.last_answer(tx, case_id)


async def delivery_state(tx: Tx, message_id: UUID) -> str:
    """Return how far a message of ours has come. Raises MessageNotFound."""
    state = await store.delivery_state(tx, message_id)
    if state is None:
        raise MessageNotFound(message=str(message_id))
    return state


async def copy_for_resend(tx: Tx, message_id: UUID, new_id: UUID) -> tuple[NewMessage, Conversation]:
    """Return a message of ours as a new one under `new_id`, by whoever acts. Raises MessageNotFound."""
    row = await store.get_for_resend(tx, message_id)
    if row is None:
        raise MessageNotFound(message=str(message_id))
    parts = msgspec.convert(row["parts"], tuple[Part, ...])
    message = NewMessage(
        id=new_id, conversation_id=row["conversation_id"], case_id=row["case_id"], account_id=row["account_id"],
        provider_id=None, direction="out", author=tx.actor, alias=row["author_alias"], purpose=Purpose(row["purpose"]),
        parts=parts, text=text_of(parts), occurred_at=tx.now, received_at=tx.now, sort=(tx.now, 0, 0),
        reply_to=row["reply_to"], mail=msgspec.convert(row["mail"], OutboundMail) if row["mail"] else None,
        template=msgspec.convert(row["template"], Template) if row["template"] else None,
    )  # fmt: skip
    return message, await get_conversation(tx, row["conversation_id"])


async def await_reply(tx: Tx, conversation_id: UUID, kind: AwaitedKind, ref: UUID, until: datetime) -> UUID:
    """Let the next message of a conversation, until then, go to who asked (`ref`); returns the question's id."""
    awaited = uuid7()
    await store.await_reply(tx, awaited, conversation_id, kind.value, ref, until)
    return awaited


async def follow_identity(tx: Tx, old: UUID, new: UUID) -> None:
    """Let the threads of an identity go on with the one that took its place."""
    await store.follow_identity(tx, old, new)
