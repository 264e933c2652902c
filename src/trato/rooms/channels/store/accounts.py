"""Channel accounts, as the door and the workspace see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.tx import Connection, Tx

DOOR_ACCOUNT = """
select id, workspace_id, channel, external_id, portfolio, country, settings, secrets, state
from channels.account where id = $1
"""

LIST_ACCOUNTS = """
select id, workspace_id, brand_id, unit_id, controller_id, channel, external_id, portfolio, name, country, purpose,
  owner_id, queue_id, calendar_id, settings, secrets, state, state_reason, activated_at, paused_until
from channels.account where workspace_id = $1 order by name, id
"""

FIND_ACCOUNT = "select id from channels.account where external_id = $3 and channel = $2 and workspace_id = $1"

ADD_ACCOUNT = """
insert into channels.account (id, workspace_id, brand_id, unit_id, controller_id, channel, external_id, portfolio, name,
  country, purpose, owner_id, queue_id, calendar_id, settings, secrets, state, activated_at, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17,
  case when $17 = 'active' then $18::timestamptz end, $18)
"""

SET_STATE = """
update channels.account set state = $3, state_reason = '', paused_until = null
where id = $2 and workspace_id = $1 and (state <> $3 or paused_until is not null) returning id
"""

# what a provider says of an account changes nothing that people decided: one that rests, or is retired, stays so
PAUSE = """
update channels.account set state_reason = $3, paused_until = $4
where id = $2 and workspace_id = $1 and state = 'active'
"""
BREAK = """
update channels.account set state = 'broken', state_reason = $3, paused_until = null
where id = $2 and workspace_id = $1 and state = 'active' returning id
"""
MEND = """
update channels.account set state = 'active', state_reason = '', paused_until = null
where id = $2 and workspace_id = $1 and (state = 'broken' or state = 'active' and paused_until is not null) returning id
"""
# one from before there were approvals was let live by whoever connected it
IS_UNAPPROVED = """
select (exists (select 1 from channels.account where id = $2 and workspace_id = $1 and state = 'draft')
  or exists (select 1 from channels.approval where account_id = $2 and workspace_id = $1))
  and not exists (select 1 from channels.approval where account_id = $2 and workspace_id = $1 and approved)
"""

CHANGE_ACCOUNT = """
update channels.account set name = $3, purpose = $4, owner_id = $5, queue_id = $6, country = $7
where id = $2 and workspace_id = $1
"""
CHANGE_SETTINGS = """
update channels.account set settings = settings || $3 where id = $2 and workspace_id = $1 returning id
"""
# nothing is written where all of it is known, and what went away keeps its name
NAME_APPS = """
update channels.account set settings = jsonb_set(settings, '{apps}', coalesce(settings -> 'apps', '{}') || $3)
where id = $2 and workspace_id = $1 and not coalesce(settings -> 'apps', '{}') @> $3
"""
# the version is of what is stored, whoever wrote it
LIST_VERSIONS = """
select id, md5(settings::text) as version from channels.account where workspace_id = $1 and channel = $2
"""
REPLACE_SETTINGS = """
update channels.account set settings = $3 where id = $2 and workspace_id = $1 and md5(settings::text) = $4 returning id
"""
SET_SECRETS = "update channels.account set secrets = $3 where id = $2 and workspace_id = $1 returning id"

# unless somebody else changed them since they were read
REPLACE_SECRETS = """
update channels.account set secrets = $4 where id = $2 and workspace_id = $1 and secrets = $3 returning id
"""

# once within a time, whoever asks
CLAIM = """
insert into channels.cursor as c (account_id, workspace_id, name, value, at) values ($2, $1, $3, '', $4)
on conflict (account_id, name, workspace_id) do update set at = excluded.at where c.at <= excluded.at - $5::interval
returning account_id
"""

GET_CURSOR = "select value from channels.cursor where account_id = $2 and name = $3 and workspace_id = $1"
SET_CURSOR = """
insert into channels.cursor (account_id, workspace_id, name, value, at) values ($2, $1, $3, $4, $5)
on conflict (account_id, name, workspace_id) do update set value = excluded.value, at = excluded.at
"""

LIST_POLLED = """
select id from channels.account where channel = any($1::text[]) and state = 'active'
"""

ADD_ALERT = """
insert into channels.account_alert (id, workspace_id, account_id, kind, body, at, told)
values ($1, $2, $3, $4, $5, $6, $7)
on conflict (account_id, told, workspace_id) do nothing returning id
"""


@dataclass(frozen=True, slots=True)
class AccountRow:
    """A channel account as its row holds it; `secrets` are still sealed."""

    id: UUID
    workspace_id: UUID
    brand_id: UUID
    unit_id: UUID
    controller_id: UUID
    channel: str
    external_id: str
    portfolio: str
    name: str
    country: str
    purpose: str
    owner_id: UUID | None
    queue_id: UUID | None
    calendar_id: UUID | None
    settings: dict[str, Any]
    secrets: bytes | None
    state: str
    state_reason: str
    activated_at: datetime | None
    paused_until: datetime | None


async def door_account(door: Connection, account_id: UUID) -> dict[str, Any] | None:
    """Return what the door may know of an account, secrets sealed, or None."""
    row = await door.fetchrow(DOOR_ACCOUNT, account_id)
    return dict(row) if row else None


async def list_accounts(tx: Tx) -> list[AccountRow]:
    """Return every channel account of the workspace."""
    return [AccountRow(**dict(row)) for row in await tx.connection.fetch(LIST_ACCOUNTS, tx.workspace)]


async def find_account(tx: Tx, channel: str, external_id: str) -> UUID | None:
    """Return the account that the provider calls so, or None."""
    found: UUID | None = await tx.connection.fetchval(FIND_ACCOUNT, tx.workspace, channel, external_id)
    return found


async def add_account(tx: Tx, account: AccountRow) -> None:
    a = account
    await tx.connection.execute(
        ADD_ACCOUNT, a.id, tx.workspace, a.brand_id, a.unit_id, a.controller_id, a.channel, a.external_id, a.portfolio,
        a.name, a.country, a.purpose, a.owner_id, a.queue_id, a.calendar_id, a.settings, a.secrets, a.state, tx.now,
    )  # fmt: skip


async def set_state(tx: Tx, account_id: UUID, state: str) -> bool:
    """Change an account's state; False when it was so already."""
    return await tx.connection.fetchval(SET_STATE, tx.workspace, account_id, state) is not None


async def pause(tx: Tx, account_id: UUID, code: str, until: datetime) -> None:
    await tx.connection.execute(PAUSE, tx.workspace, account_id, code, until)


async def mark_broken(tx: Tx, account_id: UUID, code: str) -> bool:
    """Note that an account in service cannot serve; False when it was not in service."""
    return await tx.connection.fetchval(BREAK, tx.workspace, account_id, code) is not None


async def mend(tx: Tx, account_id: UUID) -> bool:
    """Take an account that was broken, or waited for its provider, into service; False when it did neither."""
    return await tx.connection.fetchval(MEND, tx.workspace, account_id) is not None


async def is_unapproved(tx: Tx, account_id: UUID) -> bool:
    """Say whether somebody asked that an account go live, and nobody let it."""
    waits: bool = await tx.connection.fetchval(IS_UNAPPROVED, tx.workspace, account_id)
    return waits


async def change_account(
    tx: Tx, account_id: UUID, name: str, purpose: str, owner_id: UUID | None, queue_id: UUID | None, country: str
) -> None:
    await tx.connection.execute(CHANGE_ACCOUNT, tx.workspace, account_id, name, purpose, owner_id, queue_id, country)


async def change_settings(tx: Tx, account_id: UUID, changes: dict[str, Any]) -> bool:
    """Change some of an account's settings; False when there is none."""
    return await tx.connection.fetchval(CHANGE_SETTINGS, tx.workspace, account_id, changes) is not None


async def name_apps(tx: Tx, account_id: UUID, names: dict[str, str]) -> None:
    """Keep what other applications of an account are called, by their ids."""
    await tx.connection.execute(NAME_APPS, tx.workspace, account_id, names)


async def list_versions(tx: Tx, channel: str) -> dict[UUID, str]:
    """Return the version of the settings of each account of a channel."""
    rows = await tx.connection.fetch(LIST_VERSIONS, tx.workspace, channel)
    return {row["id"]: row["version"] for row in rows}


async def replace_settings(tx: Tx, account_id: UUID, settings: dict[str, Any], version: str) -> bool:
    """Write an account's settings; False when they are no longer those of `version`."""
    return await tx.connection.fetchval(REPLACE_SETTINGS, tx.workspace, account_id, settings, version) is not None


async def set_secrets(tx: Tx, account_id: UUID, sealed: bytes) -> bool:
    return await tx.connection.fetchval(SET_SECRETS, tx.workspace, account_id, sealed) is not None


async def replace_secrets(tx: Tx, account_id: UUID, before: bytes | None, sealed: bytes) -> bool:
    """Write other secrets; False when they are no longer those of `before`."""
    return await tx.connection.fetchval(REPLACE_SECRETS, tx.workspace, account_id, before, sealed) is not None


async def claim(tx: Tx, account_id: UUID, name: str, rest: timedelta) -> bool:
    """Take the turn of something done to an account; False when its last turn was less than `rest` ago."""
    return await tx.connection.fetchval(CLAIM, tx.workspace, account_id, name, tx.now, rest) is not None


async def get_cursor(tx: Tx, account_id: UUID, name: str) -> str | None:
    """Return how far a mailbox was read, in the adapter's own words."""
    value: str | None = await tx.connection.fetchval(GET_CURSOR, tx.workspace, account_id, name)
    return value


async def set_cursor(tx: Tx, account_id: UUID, name: str, value: str) -> None:
    await tx.connection.execute(SET_CURSOR, tx.workspace, account_id, name, value, tx.now)


async def add_alert(tx: Tx, alert_id: UUID, account_id: UUID, kind: str, body: dict[str, Any], told: str) -> bool:
    """Keep an alert; `told` is the key of what told it. False when that one is kept already."""
    row = await tx.connection.fetchval(ADD_ALERT, alert_id, tx.workspace, account_id, kind, body, tx.now, told)
    return row is not None
