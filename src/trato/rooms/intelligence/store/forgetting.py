"""SQL of what is dropped: scores of who objects to them, everything of who is forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
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
DROP_SURVEYS = "delete from intelligence.survey_answer where contact_id = any($2::uuid[]) and workspace_id = $1"
# what models learned of them: labels, and the numbers of the encoder where they were kept
LEARNED = """
select l.name, l.number, l.labels, coalesce(u.encoder_id, '') as encoder_id, coalesce(u.vector, '') as vector
from intelligence.lesson l
left join intelligence.understanding u on u.message_id = l.message_id and u.workspace_id = $1
where l.contact_id = any($2::uuid[]) and l.workspace_id = $1 order by l.name, l.number
"""
MODELS = "select id, name, until, encoder_id, file from intelligence.model where workspace_id = $1 and name = $2"
REWRITE = "update intelligence.model set file = $3 where id = $2 and workspace_id = $1"
PRUNE = "delete from intelligence.model where id = $2 and workspace_id = $1"
DETHRONE = "update intelligence.learner set champion = null where champion = $2 and workspace_id = $1"
FORGOT = "update intelligence.learner set forgot_at = $2 where workspace_id = $1"
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


async def learned(tx: Tx, contacts: Sequence[UUID]) -> list[Any]:
    return list(await tx.connection.fetch(LEARNED, tx.workspace, list(contacts)))


async def models(tx: Tx, name: str) -> list[Any]:
    return list(await tx.connection.fetch(MODELS, tx.workspace, name))


async def rewrite(tx: Tx, model: UUID, file: bytes) -> None:
    await tx.connection.execute(REWRITE, tx.workspace, model, file)


async def prune(tx: Tx, model: UUID) -> None:
    """Drop a model; where it predicts, nothing does until the next fit but what is learned meanwhile."""
    await tx.connection.execute(DETHRONE, tx.workspace, model)
    await tx.connection.execute(PRUNE, tx.workspace, model)


async def note_forgotten(tx: Tx) -> None:
    """Let whoever holds models in memory open them anew."""
    await tx.connection.execute(FORGOT, tx.workspace, tx.now)


async def drop_understandings(tx: Tx, contacts: Sequence[UUID]) -> int:
    """Drop what was understood of their messages, vectors with it, and what waits to be; return how many were."""
    await tx.connection.execute(DROP_SHED, tx.workspace, list(contacts))
    await tx.connection.execute(DROP_LESSONS, tx.workspace, list(contacts))
    await tx.connection.execute(DROP_SURVEYS, tx.workspace, list(contacts))
    await tx.connection.execute(DROP_SUGGESTIONS, tx.workspace, list(contacts))
    return len(await tx.connection.fetch(DROP_UNDERSTANDINGS, tx.workspace, list(contacts)))
