"""E-mails that visitors of a chat asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit.tx import Connection, Tx

COLUMNS = "id, account_id, kind, visitor, thread, email, locale, page, asked_at, until, attempts"
ADD = """
insert into channels.chat_post (id, workspace_id, account_id, kind, visitor, thread, email, email_key, locale, page,
  asked_at, until, next_at, failed)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $11, $13)
"""
ASKED = """
select count(*) from (select 1 from channels.chat_post
  where workspace_id = $1 and email_key = $2 and asked_at > $3 limit 100) recent
"""
KNOWN = """
select visitor from channels.chat_post
where workspace_id = $1 and email_key = $2 and account_id = $3 and kind = 'resume' and opened_at is not null
order by asked_at desc limit 1
"""
OPEN = """
update channels.chat_post set opened_at = $4
where id = $2 and account_id = $3 and workspace_id = $1 and kind = 'resume' and opened_at is null and until > $4
  and visitor <> ''
returning visitor
"""
CLAIM = f"""
update channels.chat_post p set attempts = p.attempts + 1, next_at = $2::timestamptz + $4
from (select id from channels.chat_post
  where workspace_id = $1 and sent_at is null and failed = '' and next_at <= $2
  order by next_at limit $3 for update skip locked) due
where p.id = due.id and p.workspace_id = $1
returning {", ".join(f"p.{name}" for name in COLUMNS.split(", "))}
"""
SETTLE = """
update channels.chat_post set sent_at = $3, failed = $4, email = ''
where id = $2 and workspace_id = $1 and sent_at is null and failed = ''
"""
WAITING_WORKSPACES = "select distinct workspace_id from channels.chat_post where sent_at is null and failed = ''"


@dataclass(frozen=True, slots=True)
class ChatPost:
    """One e-mail that somebody asked for. `attempts` counts the tries, this one too."""

    id: UUID
    account_id: UUID
    kind: str
    visitor: str
    thread: str
    email: str
    locale: str
    page: str
    asked_at: datetime
    until: datetime
    attempts: int = 0


async def add(tx: Tx, post: ChatPost, email_key: bytes, failed: str = "") -> None:
    await tx.connection.execute(
        ADD, tx.workspace, post.id, post.account_id, post.kind, post.visitor, post.thread, post.email, email_key,
        post.locale, post.page, post.asked_at, post.until, failed,
    )  # fmt: skip


async def count_asked(tx: Tx, email_key: bytes, since: datetime) -> int:
    """Return how many were asked for to one address since then, up to 100."""
    asked: int = await tx.connection.fetchval(ASKED, tx.workspace, email_key, since)
    return asked


async def known_at(tx: Tx, account_id: UUID, email_key: bytes) -> str:
    """Return the browser whose link was last opened out of this mailbox, or nothing."""
    visitor: str | None = await tx.connection.fetchval(KNOWN, tx.workspace, email_key, account_id)
    return visitor or ""


async def open_once(tx: Tx, account_id: UUID, post_id: UUID) -> str:
    """Use a link up: return whose it is, or nothing when it was used, ran out or never was."""
    visitor: str | None = await tx.connection.fetchval(OPEN, tx.workspace, post_id, account_id, tx.now)
    return visitor or ""


async def claim(tx: Tx, most: int, lease: timedelta) -> list[ChatPost]:
    """Take what is due for as long as the lease."""
    return [ChatPost(**dict(row)) for row in await tx.connection.fetch(CLAIM, tx.workspace, tx.now, most, lease)]


async def settle(tx: Tx, post_id: UUID, *, sent: bool, failed: str = "") -> None:
    """Note that one has left, or never will; its address is forgotten."""
    await tx.connection.execute(SETTLE, tx.workspace, post_id, tx.now if sent else None, failed)


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces in which an e-mail waits."""
    return [row["workspace_id"] for row in await door.fetch(WAITING_WORKSPACES)]
