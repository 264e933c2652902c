"""SQL of one-time links."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from trato.kit.tx import Connection, Tx
from trato.rooms.access.model import Link, LinkId, LinkMail, LinkPurpose, UserId

LINK = "id, user_id, purpose, made_by, made_at, expires_at, mail, used_at, revoked_at"
ADD_LINK = """
insert into access.link (id, workspace_id, user_id, purpose, made_by, made_at, expires_at, mail, mail_due_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
"""
GET_LINK = f"select {LINK} from access.link where id = $1 and workspace_id = $2"
LOCK_LINK = f"select {LINK} from access.link where id = $1 and workspace_id = $2 for update"
LIST_OPEN = f"""
select {LINK} from access.link
where workspace_id = $1 and purpose = 'invitation' and used_at is null and revoked_at is null
order by made_at desc, id limit $2
"""
LIST_OPEN_OF = f"""
select {LINK} from access.link
where workspace_id = $1 and user_id = $2 and purpose = 'invitation' and used_at is null and revoked_at is null
"""
REVOKE_LINKS = """
update access.link set revoked_at = $4, mail = case when mail = 'waiting' then 'none' else mail end, mail_due_at = null
where user_id = $1 and purpose = $2 and workspace_id = $3 and used_at is null and revoked_at is null
returning id
"""
USE_LINK = """
update access.link set used_at = $3, mail = case when mail = 'waiting' then 'none' else mail end, mail_due_at = null
where id = $1 and workspace_id = $2 and used_at is null and revoked_at is null returning id
"""
JOIN_IN = """
update access."user" set state = 'active' where id = $1 and workspace_id = $2 and state = 'invited' returning id
"""
WAITING = "select distinct workspace_id from access.link where mail = 'waiting'"
TAKE_DUE = f"""
update access.link
set mail_tries = mail_tries + 1, mail_due_at = $2 + least(power(2, mail_tries), 60) * interval '1 min'
where id in (
  select id from access.link where workspace_id = $1 and mail = 'waiting' and mail_due_at <= $2
  order by mail_due_at limit $3 for update skip locked) and workspace_id = $1
returning {LINK}, mail_tries
"""
NOTE_MAIL = """
update access.link set mail = $3, mail_due_at = null where id = $1 and workspace_id = $2 and mail = 'waiting'
"""


async def add_link(tx: Tx, link: Link) -> None:
    due = tx.now if link.mail is LinkMail.WAITING else None
    await tx.connection.execute(
        ADD_LINK,
        link.id,
        tx.workspace,
        link.user_id,
        link.purpose.value,
        link.made_by,
        link.made_at,
        link.expires_at,
        link.mail.value,
        due,
    )


async def get_link(tx: Tx, link: UUID) -> Link | None:
    row = await tx.connection.fetchrow(GET_LINK, link, tx.workspace)
    return _link(row) if row else None


async def lock_link(tx: Tx, link: UUID) -> Link | None:
    """Return a link, locked until the commit: it opens once."""
    row = await tx.connection.fetchrow(LOCK_LINK, link, tx.workspace)
    return _link(row) if row else None


async def list_open(tx: Tx, limit: int) -> list[Link]:
    """List the invitations that nobody took yet, newest first; those that ended too."""
    return [_link(row) for row in await tx.connection.fetch(LIST_OPEN, tx.workspace, limit)]


async def open_of(tx: Tx, user: UUID) -> Link | None:
    """Return the invitation that a person may still take."""
    row = await tx.connection.fetchrow(LIST_OPEN_OF, tx.workspace, user)
    return _link(row) if row else None


async def revoke_links(tx: Tx, user: UserId, purpose: LinkPurpose) -> int:
    """End the open links of a person; return how many there were."""
    return len(await tx.connection.fetch(REVOKE_LINKS, user, purpose.value, tx.workspace, tx.now))


async def use_link(tx: Tx, link: LinkId) -> bool:
    return await tx.connection.fetchval(USE_LINK, link, tx.workspace, tx.now) is not None


async def join_in(tx: Tx, user: UserId) -> bool:
    """Make an invited person active; False when they were already, or are disabled."""
    return await tx.connection.fetchval(JOIN_IN, user, tx.workspace) is not None


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return where mails wait."""
    return [row["workspace_id"] for row in await door.fetch(WAITING)]


async def take_due(tx: Tx, limit: int) -> list[tuple[Link, int]]:
    """Take links whose mail is due, each with how often it was tried, this time included; each is due again later."""
    rows = await tx.connection.fetch(TAKE_DUE, tx.workspace, tx.now, limit)
    return [(_link(row), row["mail_tries"]) for row in rows]


async def note_mail(tx: Tx, link: LinkId, mail: LinkMail) -> None:
    await tx.connection.execute(NOTE_MAIL, link, tx.workspace, mail.value)


def _link(row: asyncpg.Record) -> Link:
    purpose, mail = LinkPurpose(row["purpose"]), LinkMail(row["mail"])
    return Link(row[0], row[1], purpose, row[3], row[4], row[5], mail, row["used_at"], row["revoked_at"])
