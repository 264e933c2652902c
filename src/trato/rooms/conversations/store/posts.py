"""The public posts below which conversations happen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.kit.bulk import columns_of
from trato.kit.tx import Connection, Tx
from trato.rooms.channels.model import PublicPost

WAITING = "select distinct workspace_id from conversations.post where state = 'pending' and next_at <= $1"
# what was told with a delivery is there at once; an edit of it takes the place of what was there
ADD = """
insert into conversations.post as p (account_id, workspace_id, ref, state, text, author, url, at, next_at)
select u.account_id, $1, u.ref, u.state, u.text, u.author, u.url, u.at, $2
from unnest($3::uuid[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[])
  u(account_id, ref, state, text, author, url, at)
on conflict (ref, account_id, workspace_id) do update
  set state = 'ready', text = excluded.text, author = excluded.author, url = excluded.url, at = excluded.at
  where excluded.state = 'ready'
"""
CLAIM = """
with pick as (
  select ref, account_id from conversations.post where workspace_id = $1 and state = 'pending' and next_at <= $2
  order by next_at limit $3 for update skip locked)
update conversations.post p set attempts = p.attempts + 1, next_at = $2 + interval '60 s'
from pick where p.ref = pick.ref and p.account_id = pick.account_id and p.workspace_id = $1
returning p.ref, p.account_id, p.attempts
"""
KEEP = """
update conversations.post set state = 'ready', text = $4, author = $5, url = $6, at = $7, error = ''
where ref = $2 and account_id = $3 and workspace_id = $1 and state = 'pending'
"""
AGAIN = """
update conversations.post set next_at = $4, error = $5
where ref = $2 and account_id = $3 and workspace_id = $1 and state = 'pending'
"""
MISS = """
update conversations.post set state = 'missing', error = $4
where ref = $2 and account_id = $3 and workspace_id = $1 and state = 'pending'
"""
# the newest threads below a post, whose screens are to hear of it
BELOW = """
select id, case_id from conversations.conversation
where parent = $2 and parent <> '' and account_id = $3 and workspace_id = $1 order by created_at desc limit 20
"""


@dataclass(frozen=True, slots=True)
class WantedPost:
    """A post to ask the channel for."""

    ref: str
    account_id: UUID
    attempts: int


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    """Return the workspaces that wait for posts."""
    return [row["workspace_id"] for row in await door.fetch(WAITING, now)]


async def add(tx: Tx, posts: Sequence[tuple[UUID, str, PublicPost | None]]) -> None:
    """Keep posts of accounts by their ids: what was told of them, or that they are to be asked for."""
    rows = [
        (account, ref, "ready" if told else "pending", told.text if told else "", told.author if told else "",
         told.url if told else "", told.at if told else None)
        for account, ref, told in posts
    ]  # fmt: skip
    await tx.connection.execute(ADD, tx.workspace, tx.now, *columns_of(rows))


async def claim(tx: Tx, limit: int) -> list[WantedPost]:
    """Take posts in hand for a minute."""
    return [WantedPost(**dict(row)) for row in await tx.connection.fetch(CLAIM, tx.workspace, tx.now, limit)]


async def keep(tx: Tx, one: WantedPost, told: PublicPost) -> list[tuple[UUID, UUID | None]]:
    """Keep what the channel told; returns the newest (conversation, case) below it."""
    await tx.connection.execute(
        KEEP, tx.workspace, one.ref, one.account_id, told.text, told.author, told.url, told.at
    )  # fmt: skip
    rows = await tx.connection.fetch(BELOW, tx.workspace, one.ref, one.account_id)
    return [(row["id"], row["case_id"]) for row in rows]


async def again(tx: Tx, one: WantedPost, at: datetime, error: str) -> None:
    await tx.connection.execute(AGAIN, tx.workspace, one.ref, one.account_id, at, error)


async def miss(tx: Tx, one: WantedPost, error: str) -> None:
    await tx.connection.execute(MISS, tx.workspace, one.ref, one.account_id, error)
