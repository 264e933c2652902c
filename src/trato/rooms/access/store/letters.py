"""SQL of mails of the house that carry no link of their own."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Connection, Tx
from trato.rooms.access.model import Letter, LinkMail, UserId

ADD_LETTER = """
insert into access.letter (id, workspace_id, user_id, kind, told, made_at, expires_at, mail_due_at)
values ($1, $2, $3, $4, $5, $6, $7, $6)
"""
WAITING = "select distinct workspace_id from access.letter where mail = 'waiting'"
EXPIRE = """
update access.letter set mail = 'failed', mail_due_at = null
where workspace_id = $1 and mail = 'waiting' and expires_at <= $2
"""
TAKE_DUE = """
update access.letter
set mail_tries = mail_tries + 1, mail_due_at = $2 + least(power(2, mail_tries), 60) * interval '1 min'
where id in (
  select id from access.letter where workspace_id = $1 and mail = 'waiting' and mail_due_at <= $2
  order by mail_due_at limit $3 for update skip locked) and workspace_id = $1
returning id, user_id, kind, told, mail_tries
"""
NOTE_MAIL = """
update access.letter set mail = $3, mail_due_at = null where id = $1 and workspace_id = $2 and mail = 'waiting'
"""


async def add_letter(tx: Tx, id: UUID, user: UserId, kind: str, told: Mapping[str, str], expires_at: datetime) -> None:
    await tx.connection.execute(ADD_LETTER, id, tx.workspace, user, kind, told, tx.now, expires_at)


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return where letters wait."""
    return [row["workspace_id"] for row in await door.fetch(WAITING)]


async def take_due(tx: Tx, limit: int) -> list[tuple[Letter, int]]:
    """Take letters that are due, each with how often it was tried, this time included; what is no news is dropped."""
    await tx.connection.execute(EXPIRE, tx.workspace, tx.now)
    rows = await tx.connection.fetch(TAKE_DUE, tx.workspace, tx.now, limit)
    return [(Letter(row["id"], UserId(row["user_id"]), row["kind"], row["told"]), row["mail_tries"]) for row in rows]


async def note_mail(tx: Tx, letter: UUID, mail: LinkMail) -> None:
    await tx.connection.execute(NOTE_MAIL, letter, tx.workspace, mail.value)
