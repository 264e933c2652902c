"""SQL of what people confirmed of practices."""

from __future__ import annotations

from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.practices import Answer

ADD_ANSWER = """
insert into channels.practice_answer (id, workspace_id, account_id, practice, done, note, by_id, at)
values ($2, $1, $3, $4, $5, $6, $7, $8)
"""
NEWEST_ANSWERS = """
select distinct on (account_id, practice) account_id, practice, done, note, by_id, at from channels.practice_answer
where workspace_id = $1 and account_id = any($2::uuid[]) order by account_id, practice, at desc, id desc
"""


async def add_answer(tx: Tx, account_id: UUID, practice: str, done: bool, note: str) -> None:
    await tx.connection.execute(
        ADD_ANSWER, tx.workspace, uuid7(), account_id, practice, done, note, tx.actor.id, tx.now
    )  # fmt: skip


async def newest_answers(tx: Tx, accounts: list[UUID]) -> dict[UUID, dict[str, Answer]]:
    """Return the newest confirmation of each practice, account by account."""
    found: dict[UUID, dict[str, Answer]] = {}
    for row in await tx.connection.fetch(NEWEST_ANSWERS, tx.workspace, accounts):
        found.setdefault(row["account_id"], {})[row["practice"]] = Answer(
            row["practice"], row["done"], row["note"], row["by_id"], row["at"]
        )
    return found
