"""What was said, for whoever judges it: rules, automatic replies, understanding."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.channels.model import Options, Part
from trato.rooms.conversations.model import Said, Spoken
from trato.rooms.conversations.store import said as store

OFFER_STANDS = timedelta(days=1)  # after which a number is only a number


async def said_in(tx: Tx, messages: Collection[UUID]) -> dict[UUID, Said]:
    """Return what these messages said, by their ids: one statement."""
    return {row["id"]: _said(row) for row in await store.of_messages(tx, sorted(messages))} if messages else {}


async def last_said(tx: Tx, cases: Collection[UUID]) -> dict[UUID, Said]:
    """Return the last thing that a contact said in each of these cases: one statement."""
    return {row["case_id"]: _said(row) for row in await store.last_of_cases(tx, sorted(cases))} if cases else {}


async def turns_of(tx: Tx, cases: Collection[UUID], most: int) -> dict[UUID, list[Spoken]]:
    """Return the last `most` things said in each of these cases by anybody, oldest first: one statement."""
    found: dict[UUID, list[Spoken]] = {}
    for row in await store.turns(tx, sorted(cases), most) if cases else []:
        inward = row["direction"] == "in"
        spoken = Spoken(row["id"], inward, ActorKind(row["author_kind"]), row["text"], row["at"])
        found.setdefault(row["case_id"], []).append(spoken)
    return found


async def said_before(tx: Tx, contacts: Collection[UUID], since: datetime) -> dict[UUID, list[tuple[datetime, str]]]:
    """Return what these contacts wrote since an instant, of each conversation the last two hundred: (when, text)."""
    found: dict[UUID, list[tuple[datetime, str]]] = {}
    for row in await store.earlier(tx, sorted(contacts), since) if contacts else []:
        found.setdefault(row["contact_id"], []).append((row["at"], row["text"]))
    return found


async def offered_lately(tx: Tx, conversations: Collection[UUID]) -> dict[UUID, list[Options]]:
    """Return the choices that our last words in each conversation offered, the latest first: one statement."""
    found: dict[UUID, list[Options]] = {}
    rows = await store.offers(tx, sorted(conversations), tx.now - OFFER_STANDS) if conversations else []
    for row in rows:
        found.setdefault(row["conversation_id"], []).extend(_offers(row))
    return found


async def offered_by(tx: Tx, messages: Collection[UUID]) -> dict[UUID, tuple[UUID, str, list[Options]]]:
    """Return what these messages of ours offered: (conversation, the provider's id, offers). One statement."""
    return {
        row["id"]: (row["conversation_id"], row["provider_id"] or "", _offers(row))
        for row in (await store.offered_by(tx, sorted(messages)) if messages else [])
    }


async def count_automatic(tx: Tx, conversation: UUID, since: datetime) -> int:
    """Return how many automatic messages were written in a conversation since an instant."""
    return await store.count_automatic(tx, conversation, since)


def _offers(row: Any) -> list[Options]:
    return [one for one in msgspec.convert(row["parts"], tuple[Part, ...]) if isinstance(one, Options)]


def _said(row: Any) -> Said:
    return Said(
        row["id"], row["case_id"], row["conversation_id"], row["contact_id"], row["text"], row["at"], row["language"],
        row["public"], row["courtesy"], row["machine"], row["files"],
    )  # fmt: skip
