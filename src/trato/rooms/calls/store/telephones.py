"""SQL of telephones of ours."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.calls.model import Proof

GET_TELEPHONES = "select user_id, number from calls.telephone where user_id = any($1::uuid[]) and workspace_id = $2"
SET_TELEPHONE = """
insert into calls.telephone (user_id, workspace_id, number) values ($1, $2, $3)
on conflict (user_id, workspace_id) do update set number = excluded.number
"""
DROP_TELEPHONE = "delete from calls.telephone where user_id = $1 and workspace_id = $2"
GET_PROOF = """
select number, digest, tries, made_at, ends_at from calls.telephone_proof
where user_id = $1 and workspace_id = $2 for update
"""
PUT_PROOF = """
insert into calls.telephone_proof (user_id, workspace_id, number, digest, made_at, ends_at)
values ($1, $2, $3, $4, $5, $6)
on conflict (user_id, workspace_id) do update
set number = excluded.number, digest = excluded.digest, tries = 0, made_at = excluded.made_at,
  ends_at = excluded.ends_at
"""
COUNT_TRY = "update calls.telephone_proof set tries = tries + 1 where user_id = $1 and workspace_id = $2"
DROP_PROOF = "delete from calls.telephone_proof where user_id = $1 and workspace_id = $2"


async def telephones_of(tx: Tx, users: Sequence[UUID]) -> dict[UUID, str]:
    rows = await tx.connection.fetch(GET_TELEPHONES, list(users), tx.workspace)
    return {row["user_id"]: row["number"] for row in rows}


async def set_telephone(tx: Tx, user: UUID, number: str) -> None:
    if number:
        await tx.connection.execute(SET_TELEPHONE, user, tx.workspace, number)
    else:
        await tx.connection.execute(DROP_TELEPHONE, user, tx.workspace)


async def get_proof(tx: Tx, user: UUID) -> Proof | None:
    row = await tx.connection.fetchrow(GET_PROOF, user, tx.workspace)
    return Proof(**dict(row)) if row else None


async def put_proof(tx: Tx, user: UUID, number: str, digest: bytes, ends_at: datetime) -> None:
    await tx.connection.execute(PUT_PROOF, user, tx.workspace, number, digest, tx.now, ends_at)


async def count_try(tx: Tx, user: UUID) -> None:
    await tx.connection.execute(COUNT_TRY, user, tx.workspace)


async def drop_proof(tx: Tx, user: UUID) -> None:
    await tx.connection.execute(DROP_PROOF, user, tx.workspace)
