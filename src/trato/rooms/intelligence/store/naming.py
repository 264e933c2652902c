"""SQL of names that the model outside gives to topics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx

# of what the last round found; two workers never ask for the same one
NEXT = """
select t.id from intelligence.topic t
where t.workspace_id = $1 and t.at = (select d.at from intelligence.discovery d where d.workspace_id = $1)
  and t.tag_id is null and t.given_name = '' and (t.asked_at is null or t.asked_at < $2)
order by t.size desc limit 1 for update of t skip locked
"""
TEXTS = """
select u.contact_id, u.lang, u.personal, m.text from intelligence.topic_message x
join intelligence.understanding u on u.message_id = x.message_id and u.workspace_id = $1
join conversations.message m on m.id = x.message_id and m.workspace_id = $1
where x.topic_id = $2 and x.workspace_id = $1 and m.deleted_at is null and m.edited_at is null
order by x.near desc limit $3
"""
ASK = "update intelligence.topic set asked_at = $3 where id = $2 and workspace_id = $1"
NAME = "update intelligence.topic set given_name = $3, given_by = $4 where id = $2 and workspace_id = $1"


async def next_topic(tx: Tx, asked_before: datetime) -> UUID | None:
    """Return the largest topic without a given name that was not asked for since; it is locked."""
    found: UUID | None = await tx.connection.fetchval(NEXT, tx.workspace, asked_before)
    return found


async def texts(tx: Tx, topic: UUID, most: int) -> Sequence[Any]:
    """Return the messages of a topic that are nearest to its middle."""
    return list(await tx.connection.fetch(TEXTS, tx.workspace, topic, most))


async def note_asked(tx: Tx, topic: UUID, at: datetime | None) -> None:
    await tx.connection.execute(ASK, tx.workspace, topic, at)


async def give_name(tx: Tx, topic: UUID, name: str, by: str) -> None:
    await tx.connection.execute(NAME, tx.workspace, topic, name, by)
