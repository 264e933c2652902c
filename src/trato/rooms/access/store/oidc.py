"""SQL of providers of OpenID Connect, and of whom each one vouched for."""

from __future__ import annotations

from uuid import UUID

import asyncpg

from trato.kit.tx import Connection, Tx
from trato.rooms.access.model import OidcProvider, OidcProviderId, OidcState, UserId

PROVIDER = "id, name, issuer, client_id, state, created_at"
LIST_PROVIDERS = f"select {PROVIDER} from access.oidc_provider where workspace_id = $1 order by created_at, id limit $2"
GET_PROVIDER = f"select {PROVIDER} from access.oidc_provider where id = $1 and workspace_id = $2"
GET_SECRET = "select client_secret from access.oidc_provider where id = $1 and workspace_id = $2"
ADD_PROVIDER = """
insert into access.oidc_provider (id, workspace_id, name, issuer, client_id, client_secret, state, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id
"""
CHANGE_PROVIDER = """
update access.oidc_provider set name = $3, state = $4, client_secret = coalesce($5, client_secret)
where id = $1 and workspace_id = $2
"""
DROP_PROVIDER = "delete from access.oidc_provider where id = $1 and workspace_id = $2 returning id"
LINK = """
insert into access.oidc_identity (provider_id, workspace_id, user_id, subject, linked_at)
values ($1, $2, $3, $4, $5) on conflict do nothing returning user_id
"""
LINKED = "select subject from access.oidc_identity where provider_id = $1 and user_id = $2 and workspace_id = $3"
FORGET = "delete from access.oidc_identity where user_id = $1 and workspace_id = $2 returning provider_id"
# Of one workspace by its name, or of the only one.
AT_DOOR = """
select p.id, p.name from access.oidc_provider p join access.workspace w on w.id = p.workspace_id
where p.state = 'active'
  and (w.slug = $1 or $1 = '' and not exists (select 1 from access.workspace o where o.id <> w.id))
order by p.name, p.id limit 10
"""
WHOSE = "select workspace_id from access.oidc_provider where id = $1 and state = 'active'"


async def list_providers(tx: Tx, limit: int) -> list[OidcProvider]:
    return [_provider(row) for row in await tx.connection.fetch(LIST_PROVIDERS, tx.workspace, limit)]


async def get_provider(tx: Tx, id: UUID) -> OidcProvider | None:
    row = await tx.connection.fetchrow(GET_PROVIDER, id, tx.workspace)
    return _provider(row) if row else None


async def get_secret(tx: Tx, id: UUID) -> bytes | None:
    secret: bytes | None = await tx.connection.fetchval(GET_SECRET, id, tx.workspace)
    return secret


async def add_provider(tx: Tx, made: OidcProvider, sealed: bytes) -> bool:
    """Add a provider; False when the workspace has this client of this issuer already."""
    p = made
    added = await tx.connection.fetchval(
        ADD_PROVIDER, p.id, tx.workspace, p.name, p.issuer, p.client_id, sealed, p.state.value, p.created_at
    )
    return added is not None


async def change_provider(tx: Tx, changed: OidcProvider, sealed: bytes | None) -> None:
    """Write a name and a state, and a secret when one is given."""
    await tx.connection.execute(CHANGE_PROVIDER, changed.id, tx.workspace, changed.name, changed.state.value, sealed)


async def drop_provider(tx: Tx, id: UUID) -> bool:
    return await tx.connection.fetchval(DROP_PROVIDER, id, tx.workspace) is not None


async def link(tx: Tx, provider: OidcProviderId, user: UserId, subject: str) -> bool:
    """Remember who a user is to a provider; False when either is remembered already."""
    return await tx.connection.fetchval(LINK, provider, tx.workspace, user, subject, tx.now) is not None


async def linked(tx: Tx, provider: OidcProviderId, user: UserId) -> str | None:
    """Return who a user is to a provider."""
    subject: str | None = await tx.connection.fetchval(LINKED, provider, user, tx.workspace)
    return subject


async def forget(tx: Tx, user: UserId) -> int:
    """Forget who a user is to any provider; return to how many."""
    return len(await tx.connection.fetch(FORGET, user, tx.workspace))


async def at_door(door: Connection, slug: str) -> list[tuple[UUID, str]]:
    """Return id and name of the active providers of one workspace, or of the only one when `slug` is empty."""
    return [(row[0], row[1]) for row in await door.fetch(AT_DOOR, slug)]


async def whose(door: Connection, id: UUID) -> UUID | None:
    """Return the workspace of an active provider."""
    workspace: UUID | None = await door.fetchval(WHOSE, id)
    return workspace


def _provider(row: asyncpg.Record) -> OidcProvider:
    return OidcProvider(row[0], row[1], row[2], row[3], OidcState(row[4]), row[5])
