"""SQL of what is dropped: scores of who objects to them, everything of who is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.kit.tx import Tx

# who understands holds it from its second look until it has committed
WAIT = "select seq from intelligence.head where workspace_id = $1 for update"
# the cases that are theirs, and those in which they wrote
DROP_OUTLOOKS = """
delete from intelligence.outlook o where o.workspace_id = $1 and o.case_id in (
  select c.id from cases."case" c where c.contact_id = any($2::uuid[]) and c.workspace_id = $1
  union
  select u.case_id from intelligence.understanding u where u.contact_id = any($2::uuid[]) and u.workspace_id = $1)
returning o.case_id
"""
DROP_SHED = """
delete from intelligence.shed s using conversations.message m, conversations.conversation v
where m.id = s.message_id and m.workspace_id = $1 and v.id = m.conversation_id and v.workspace_id = $1
  and v.contact_id = any($2::uuid[]) and s.workspace_id = $1
"""
DROP_UNDERSTANDINGS = """
delete from intelligence.understanding where contact_id = any($2::uuid[]) and workspace_id = $1 returning message_id
"""
DROP_TYPINGS = "delete from intelligence.typing where contact_id = any($2::uuid[]) and workspace_id = $1"
DROP_LESSONS = "delete from intelligence.lesson where contact_id = any($2::uuid[]) and workspace_id = $1"
DROP_ANSWERS = "delete from intelligence.answer where contact_id = any($2::uuid[]) and workspace_id = $1"
DROP_SUGGESTIONS = """
delete from intelligence.suggestion s using intelligence.understanding u
where u.contact_id = any($2::uuid[]) and u.workspace_id = $1 and s.message_id = u.message_id and s.workspace_id = $1
"""


async def wait(tx: Tx) -> None:
    await tx.connection.execute(WAIT, tx.workspace)


async def drop_outlooks(tx: Tx, contacts: Sequence[UUID]) -> list[UUID]:
    """Drop how these cases go, and what they would be tagged with; return the cases that were scored."""
    await tx.connection.execute(DROP_TYPINGS, tx.workspace, list(contacts))
    rows = await tx.connection.fetch(DROP_OUTLOOKS, tx.workspace, list(contacts))
    return [row["case_id"] for row in rows]


async def drop_answers(tx: Tx, contacts: Sequence[UUID]) -> None:
    """Drop what was answered to them: nobody learns from it any more."""
    await tx.connection.execute(DROP_ANSWERS, tx.workspace, list(contacts))


async def drop_understandings(tx: Tx, contacts: Sequence[UUID]) -> int:
    """Drop what was understood of their messages, vectors with it, and what waits to be; return how many were."""
    await tx.connection.execute(DROP_SHED, tx.workspace, list(contacts))
    await tx.connection.execute(DROP_LESSONS, tx.workspace, list(contacts))
    await tx.connection.execute(DROP_SUGGESTIONS, tx.workspace, list(contacts))
    return len(await tx.connection.fetch(DROP_UNDERSTANDINGS, tx.workspace, list(contacts)))
