"""The visitor's view of their own conversations: what has left, never a note, a held or a queued message."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from math import ceil, isfinite
from typing import Any
from uuid import UUID

import msgspec
from msgspec.structs import replace

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, Holders, OpeningHours
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import AccountView, Capabilities, ConversationFacts, Media, Part, shaped
from trato.rooms.channels.webchat.model import (
    ChatConversation,
    ChatMessage,
    ChatView,
    Face,
    Service,
    Side,
    Visitor,
)
from trato.rooms.console.store import chat as store
from trato.rooms.conversations import api as conversations
from trato.rooms.routing import api as routing

NOBODY = UUID(int=0)
SIDES = {"contact": Side.VISITOR, "user": Side.AGENT, "bot": Side.BOT}
RECEIPTS = frozenset({"delivered", "read"})
ENOUGH_NOW, ENOUGH = 12, 8  # waits below which nothing is said of this hour of the day, and of any
LONGEST_WAIT = 6 * 3600  # seconds: beyond that a number comforts nobody


async def visitor_contacts(tx: Tx, account: channels.Account, visitor: Visitor) -> set[UUID]:
    """Return the contacts behind the surest of a visitor's addresses: whoever is signed in sees only their own."""
    address = visitor.addresses(account.view.id)[0]
    return await store.contacts_behind(
        tx, account.row.controller_id, [(address.value, address.kind.value, address.scope)]
    )


async def chat_view(
    tx: Tx,
    book: channels.AccountBook,
    account: AccountView,
    visitor: Visitor,
    before: str,
    limit: int,
    waits: routing.WaitBook | None = None,
) -> ChatView:
    """Return a visitor's conversations and the last `limit` messages of them, or those before the message `before`.

    Without `waits` nothing is said of how long they wait.
    """
    known = (await book.of_workspace(tx)).get(account.id)
    if known is None:
        return ChatView()
    service = await _service(tx, known)
    caps = book.adapter(known.row.channel).capabilities(account, ConversationFacts(), tx.now)
    contacts = await visitor_contacts(tx, known, visitor)
    threads = await store.list_conversations(tx, known.id, sorted(contacts)) if contacts else ()
    if not threads:
        return ChatView(service=service)
    ids = [row["id"] for row in threads]
    last = await store.find_message(tx, ids, before) or NOBODY if before else None
    found = await store.list_messages(tx, ids, limit + 1, last)
    names = {row["id"]: conversations.channel_thread(row["thread_key"]) for row in threads}
    return ChatView(
        conversations=tuple([_conversation(row, names[row["id"]], await _queued(tx, waits, row)) for row in threads]),
        messages=tuple(_message(row, names[row["conversation_id"]], caps) for row in reversed(found[:limit])),
        more=len(found) > limit,
        service=service,
    )


async def conversations_of(
    tx: Tx, book: channels.AccountBook, account: AccountView, visitor: Visitor
) -> tuple[set[UUID], set[UUID], set[UUID]]:
    """Return the contacts behind a visitor, the conversations that they have on this account, and their cases."""
    known = (await book.of_workspace(tx)).get(account.id)
    contacts = await visitor_contacts(tx, known, visitor) if known else set()
    threads = await store.list_conversations(tx, account.id, sorted(contacts)) if contacts else ()
    return contacts, {row["id"] for row in threads}, {row["case_id"] for row in threads if row["case_id"]}


async def expected_wait(tx: Tx, account_id: UUID) -> int | None:
    """Return the seconds in which three of four people had a person's answer lately, or None when it cannot be told.

    Counted at this hour of the day where that is known well enough, else over the whole day, in open hours only.
    """
    found = await store.waits(tx, account_id)
    wait = found["this_hour"] if found["seen_now"] >= ENOUGH_NOW else found["any_hour"]
    if wait is None or found["seen"] < ENOUGH or not isfinite(wait) or wait > LONGEST_WAIT:
        return None
    seconds: int = round(wait)
    return seconds


async def _service(tx: Tx, account: channels.Account) -> Service:
    """Say whether the brand is open now and until when, by the hours that answer for this account."""
    row = account.row
    holders = Holders(queue=row.queue_id, channel_account=row.id, brand=row.brand_id)
    chosen = (await brands.hours_book(tx)).choose(holders)
    if chosen is None or chosen.holder_kind is HolderKind.PERSON:
        return Service()
    hours = chosen.calendar.hours
    if hours.is_open(tx.now):
        return Service(open=True, until=_closing(hours, tx.now), zone=chosen.calendar.timezone)
    try:
        until = hours.next_opening(tx.now)
    except ValueError:
        until = None
    return Service(open=False, until=until, zone=chosen.calendar.timezone)


def _closing(hours: OpeningHours, now: datetime) -> datetime | None:
    """Return when the stretch that is open now ends; None when it lasts a day or more."""
    end = now
    for begin, stop in hours.open_between(now, now + timedelta(days=1)):
        if begin > end:
            break
        end = stop
    return end if now < end < now + timedelta(days=1) else None


async def _queued(tx: Tx, waits: routing.WaitBook | None, row: Any) -> Service | None:
    """Return what may be expected of a conversation that waits for somebody: to the minute, so that it rests."""
    wait = await waits.wait_of(tx, row["case_id"], row["queue_id"]) if waits and row["queue_id"] else None
    if wait is None:
        return None
    seconds = None if wait.time is None else 60 * max(1, ceil(wait.time.total_seconds() / 60))
    if seconds is not None and seconds > LONGEST_WAIT:
        seconds = None
    return Service(wait.opens_at is None, seconds, wait.opens_at, wait.zone, wait.place)


def _conversation(row: Any, thread: str, queue: Service | None) -> ChatConversation:
    resolved = row["case_state"] in ("resolved", "closed")
    return ChatConversation(
        thread=thread,
        last_at=row["last_sort_at"],
        title=row["subject"],
        preview=(row["preview"] or "")[:140],
        unread=row["unread"],
        by=_face(row["author_kind"], row["author_alias"], row["agent"], online=row["here"]),
        closed_at=(row["resolved_at"] or row["last_sort_at"]) if resolved else None,
        queue=queue,
    )


def _message(row: Any, thread: str, caps: Capabilities) -> ChatMessage:
    inbound = row["direction"] == "in"
    status = "read" if inbound and row["seen"] else "sent"
    if not inbound and row["state"] in RECEIPTS:
        status = row["state"]
    deleted = row["deleted_at"] is not None
    return ChatMessage(
        id=row["provider_id"] if inbound and row["provider_id"] else str(row["id"]),
        thread=thread,
        side=SIDES.get(row["author_kind"], Side.SYSTEM),
        at=row["sort_at"],
        parts=() if deleted else _parts(row["parts"], caps),
        by=None if inbound else _face(row["author_kind"], row["author_alias"], row["agent"]),
        status=status,
        reply_to=row["reply_to"],
        survey=row["purpose"] == "survey",
        edited=row["edited_at"] is not None,
        deleted=deleted,
    )


def _parts(stored: Sequence[Any], caps: Capabilities) -> tuple[Part, ...]:
    parts = shaped(msgspec.convert(stored, tuple[Part, ...]), caps)
    return tuple(replace(part, attachment_id="") if isinstance(part, Media) else part for part in parts)


def _face(kind: str | None, alias: str | None, name: str | None, *, online: bool = False) -> Face | None:
    """Return the face that the contact sees: the alias, never more than the first name of who has none."""
    if kind != "user":
        return None
    shown = alias or (name or "").partition(" ")[0]
    return Face(shown, online=online) if shown else None
