"""SQL of the door: finding the workspace of a token or an e-mail by its hash, and counting failures."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from trato.kit.tx import Connection
from trato.rooms.access.model import Failures, Limit

FIND_SESSION = "select workspace_id, id from access.session where token_hash = $1 and ended_at is null"
FIND_TOKEN = "select workspace_id, id from access.api_token where token_hash = $1 and revoked_at is null"
FIND_USERS = """
select u.workspace_id, u.id from access."user" u join access.workspace w on w.id = u.workspace_id
where u.email_hash = $1 and ($2 = '' or w.slug = $2) order by u.workspace_id limit 5
"""
CLOCK = "select clock_timestamp()"
ADD_FAILURE = """
insert into access.sign_in_failure as f (key, count, since) values ($1, 1, $2)
on conflict (key) do update set
  count = case when f.since <= $3 then 1 else f.count + 1 end, since = case when f.since <= $3 then $2 else f.since end
returning count, since
"""
FORGET_FAILURES = "delete from access.sign_in_failure where key = any($1::bytea[])"
FORGIVE_FAILURE = "update access.sign_in_failure set count = count - 1 where key = $1 and count > 1"
SWEEP_FAILURES = "delete from access.sign_in_failure where since < $1"


async def find_session(door: Connection, token_hash: bytes) -> tuple[UUID, UUID] | None:
    """Return workspace and id of the session with this token."""
    row = await door.fetchrow(FIND_SESSION, token_hash)
    return (row[0], row[1]) if row else None


async def find_token(door: Connection, token_hash: bytes) -> tuple[UUID, UUID] | None:
    """Return workspace and id of the API token."""
    row = await door.fetchrow(FIND_TOKEN, token_hash)
    return (row[0], row[1]) if row else None


async def find_users(door: Connection, email_hash: bytes, slug: str) -> list[tuple[UUID, UUID]]:
    """Return workspace and id of the active users with this e-mail; in one workspace, when `slug` names it."""
    return [(row[0], row[1]) for row in await door.fetch(FIND_USERS, email_hash, slug)]


async def clock(door: Connection) -> datetime:
    """Return the database's time."""
    now: datetime = await door.fetchval(CLOCK)
    return now


async def count_attempt(door: Connection, key: bytes, limit: Limit, now: datetime) -> Failures:
    """Count one attempt as a failure until it succeeds; those of an earlier window are forgotten."""
    row = await door.fetchrow(ADD_FAILURE, key, now, now - limit.within)
    assert row is not None
    return Failures(row["count"], row["since"])


async def forget_failures(door: Connection, keys: list[bytes]) -> None:
    await door.execute(FORGET_FAILURES, keys)


async def forgive_failure(door: Connection, key: bytes) -> None:
    """Take back the one that the success was counted as."""
    await door.execute(FORGIVE_FAILURE, key)


async def sweep_failures(door: Connection, before: datetime) -> None:
    await door.execute(SWEEP_FAILURES, before)
