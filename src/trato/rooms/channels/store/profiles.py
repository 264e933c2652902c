"""SQL of channel profiles: every version, and how the newest stands with the provider."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.tx import Connection, Tx
from trato.rooms.channels.profiles import Drift, Profile

ADD_VERSION = """
insert into channels.profile_version (account_id, version, workspace_id, body, by_id, at)
values ($2, $3, $1, $4::jsonb, $5, $6)
"""
SET_NEWEST = """
insert into channels.profile (account_id, workspace_id, version, state, next_at) values ($2, $1, $3, 'waiting', $4)
on conflict (account_id, workspace_id) do update set version = excluded.version, state = 'waiting', attempts = 0,
  next_at = excluded.next_at, code = '', words = '', there_at = null, drift = '[]'
"""
GET = """
select p.account_id, p.version, p.state, p.attempts, p.next_at, p.code, p.words, p.there_at, p.drift, p.looked_at,
  v.body, v.by_id, v.at
from channels.profile p join channels.profile_version v
  on v.account_id = p.account_id and v.version = p.version and v.workspace_id = p.workspace_id
where p.account_id = any($2::uuid[]) and p.workspace_id = $1
"""
LOCK = "select version from channels.profile where account_id = $2 and workspace_id = $1 for update"
WAITING = "select distinct workspace_id from channels.profile where next_at <= $1"
CLAIM = """
update channels.profile p set attempts = p.attempts + 1, next_at = $2::timestamptz + $3::interval
from (select account_id from channels.profile where workspace_id = $1 and next_at <= $2 order by next_at limit $4
  for update skip locked) due
where p.account_id = due.account_id and p.workspace_id = $1 returning p.account_id, p.version, p.state, p.attempts
"""
TELL = """
update channels.profile set state = $4, next_at = $5, code = $6, words = $7, there_at = $8,
  drift = $9::jsonb, looked_at = coalesce($10, looked_at), attempts = $11
where account_id = $2 and version = $3 and workspace_id = $1
"""
ASK = """
update channels.profile set next_at = $3, attempts = 0, state = case when $4 then 'waiting' else state end
where account_id = $2 and workspace_id = $1
"""


@dataclass(frozen=True, slots=True)
class KeptProfile:
    """The newest version of a profile, and how it stands with the provider."""

    account_id: UUID
    version: int
    profile: Profile
    state: str
    attempts: int
    next_at: datetime | None
    code: str
    words: str
    there_at: datetime | None
    drift: tuple[Drift, ...]
    looked_at: datetime | None
    by_id: UUID | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Due:
    """A profile in our hands until its lease ends."""

    account_id: UUID
    version: int
    state: str
    attempts: int


async def lock(tx: Tx, account_id: UUID) -> int:
    """Return the newest version, held until the end; 0 where there is none."""
    return await tx.connection.fetchval(LOCK, tx.workspace, account_id) or 0


async def add_version(tx: Tx, account_id: UUID, version: int, profile: Profile) -> None:
    await tx.connection.execute(
        ADD_VERSION, tx.workspace, account_id, version, msgspec.to_builtins(profile), tx.actor.id, tx.now
    )
    await tx.connection.execute(SET_NEWEST, tx.workspace, account_id, version, tx.now)


async def get_many(tx: Tx, accounts: Sequence[UUID]) -> dict[UUID, KeptProfile]:
    return {row["account_id"]: _kept(row) for row in await tx.connection.fetch(GET, tx.workspace, list(accounts))}


async def waiting_workspaces(door: Connection, now: datetime) -> list[UUID]:
    return [row["workspace_id"] for row in await door.fetch(WAITING, now)]


async def claim(tx: Tx, lease: timedelta, limit: int) -> list[Due]:
    """Take profiles in hand for a while."""
    return [Due(**dict(row)) for row in await tx.connection.fetch(CLAIM, tx.workspace, tx.now, lease, limit)]


async def tell(
    tx: Tx, one: Due, state: str, next_at: datetime | None, code: str = "", words: str = "",
    there_at: datetime | None = None, drift: Sequence[Drift] = (), looked_at: datetime | None = None, attempts: int = 0,
) -> None:  # fmt: skip
    """Write how a version stands; one that was replaced meanwhile is not told of."""
    await tx.connection.execute(
        TELL, tx.workspace, one.account_id, one.version, state, next_at, code, words[:500], there_at,
        msgspec.to_builtins(list(drift)), looked_at, attempts,
    )  # fmt: skip


async def ask(tx: Tx, account_id: UUID, *, again: bool) -> None:
    """Let a worker deal with it now, as if it had not been brought where `again`."""
    await tx.connection.execute(ASK, tx.workspace, account_id, tx.now, again)


def _kept(row: Any) -> KeptProfile:
    return KeptProfile(
        row["account_id"], row["version"], msgspec.convert(row["body"], Profile), row["state"], row["attempts"],
        row["next_at"], row["code"], row["words"], row["there_at"], msgspec.convert(row["drift"], tuple[Drift, ...]),
        row["looked_at"], row["by_id"], row["at"],
    )  # fmt: skip
