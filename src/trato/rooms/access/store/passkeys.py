"""SQL of passkeys."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Passkey, PasskeyId, Proven, UserId

PASSKEY = "id, user_id, name, synced, created_at, used_at"
ADD_PASSKEY = """
insert into access.passkey
  (id, workspace_id, user_id, credential_id, public_key, sign_count, name, synced, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id
"""
LIST_PASSKEYS = f"""
select {PASSKEY} from access.passkey where user_id = $1 and workspace_id = $2 order by created_at, id
"""
LIST_CREDENTIALS = "select credential_id from access.passkey where user_id = $1 and workspace_id = $2"
LOCK_PASSKEY = """
select id, public_key, sign_count, synced from access.passkey
where credential_id = $1 and user_id = $2 and workspace_id = $3 for update
"""
USE_PASSKEY = """
update access.passkey set sign_count = $3, synced = $4, used_at = $5 where id = $1 and workspace_id = $2
"""
NAME_PASSKEY = """
update access.passkey set name = $4 where id = $1 and user_id = $2 and workspace_id = $3 returning id
"""
DROP_PASSKEY = "delete from access.passkey where id = $1 and user_id = $2 and workspace_id = $3 returning id"
DROP_PASSKEYS = "delete from access.passkey where user_id = $1 and workspace_id = $2 returning id"


async def add_passkey(tx: Tx, passkey: Passkey, proven: Proven) -> bool:
    """Add a key; False when it is known already."""
    p = passkey
    added = await tx.connection.fetchval(
        ADD_PASSKEY,
        p.id,
        tx.workspace,
        p.user_id,
        proven.credential_id,
        proven.public_key,
        proven.sign_count,
        p.name,
        p.synced,
        p.created_at,
    )
    return added is not None


async def list_passkeys(tx: Tx, user: UserId) -> list[Passkey]:
    return [Passkey(*row) for row in await tx.connection.fetch(LIST_PASSKEYS, user, tx.workspace)]


async def list_credentials(tx: Tx, user: UserId) -> list[bytes]:
    return [row[0] for row in await tx.connection.fetch(LIST_CREDENTIALS, user, tx.workspace)]


async def lock_passkey(tx: Tx, user: UUID, credential_id: bytes) -> tuple[PasskeyId, Proven] | None:
    """Return a key of a person by the device's name for it, locked until the commit."""
    row = await tx.connection.fetchrow(LOCK_PASSKEY, credential_id, user, tx.workspace)
    return (PasskeyId(row[0]), Proven(credential_id, row[1], row[2], row[3])) if row else None


async def use_passkey(tx: Tx, passkey: PasskeyId, proven: Proven) -> None:
    await tx.connection.execute(USE_PASSKEY, passkey, tx.workspace, proven.sign_count, proven.synced, tx.now)


async def name_passkey(tx: Tx, passkey: UUID, user: UserId, name: str) -> bool:
    return await tx.connection.fetchval(NAME_PASSKEY, passkey, user, tx.workspace, name) is not None


async def drop_passkey(tx: Tx, passkey: UUID, user: UserId) -> bool:
    return await tx.connection.fetchval(DROP_PASSKEY, passkey, user, tx.workspace) is not None


async def drop_passkeys(tx: Tx, user: UserId) -> int:
    return len(await tx.connection.fetch(DROP_PASSKEYS, user, tx.workspace))
