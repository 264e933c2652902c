"""SQL of identities: the addresses of contacts, what replaced them, and what people only said of themselves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.contacts.model import (
    Address,
    Candidate,
    ContactId,
    EndedWhy,
    Identity,
    IdentityId,
    IdentityKind,
)

_IDENTITY: Final = (
    "i.id, i.contact_id, i.controller_id, i.kind, i.scope, i.address, i.raw, i.verified_at, i.verified_how, "
    "i.created_at, i.ended_at, i.ended_why"
)

ADD_IDENTITY = """
insert into contacts.identity (id, workspace_id, contact_id, controller_id, kind, scope, address, raw, verified_at,
                               verified_how, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id
"""
FIND_IDENTITY = f"""
select {_IDENTITY} from contacts.identity i
where i.address = $1 and i.kind = $2 and i.scope = $3 and i.controller_id = $4 and i.workspace_id = $5
  and i.ended_at is null
"""
GET_IDENTITY = f"select {_IDENTITY} from contacts.identity i where i.id = $1 and i.workspace_id = $2"
LIST_IDENTITIES = f"""
select {_IDENTITY} from contacts.identity i where i.contact_id = any($1::uuid[]) and i.workspace_id = $2
order by i.contact_id, i.created_at, i.id
"""
VERIFY_IDENTITY = """
update contacts.identity set verified_at = $3, verified_how = $4
where id = $1 and workspace_id = $2 and ended_at is null returning contact_id
"""
# one address may begin and end twice in one transaction: its ends stay apart, by a microsecond
END_IDENTITY = """
update contacts.identity i set ended_why = $4, ended_at = greatest($3, (
  select max(o.ended_at) + interval '1 microsecond' from contacts.identity o
  where o.address = i.address and o.kind = i.kind and o.scope = i.scope and o.controller_id = i.controller_id
    and o.workspace_id = $2))
where i.id = $1 and i.workspace_id = $2 and i.ended_at is null returning i.contact_id
"""
ADD_CHANGE = """
insert into contacts.identity_change (id, workspace_id, old_identity_id, new_identity_id, at, joined)
values ($1, $2, $3, $4, $5, $6) on conflict do nothing returning id
"""
ADD_STATED = """
insert into contacts.stated_address (id, workspace_id, contact_id, kind, address, source, stated_at)
values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing
"""
LIST_STATED = """
select kind, address from contacts.stated_address
where contact_id = $1 and workspace_id = $2 and withdrawn_at is null order by stated_at
"""
LIST_CANDIDATES = """
with mine as (
  select kind, address from contacts.identity
  where contact_id = $1 and workspace_id = $2 and ended_at is null and kind in ('phone', 'email')
  union
  select kind, address from contacts.stated_address
  where contact_id = $1 and workspace_id = $2 and withdrawn_at is null
), others as (
  select i.contact_id, i.kind from mine m join contacts.identity i
    on i.address = m.address and i.kind = m.kind and i.scope = '' and i.controller_id = $3 and i.workspace_id = $2
       and i.ended_at is null
  union
  select s.contact_id, s.kind from mine m join contacts.stated_address s
    on s.address = m.address and s.kind = m.kind and s.workspace_id = $2 and s.withdrawn_at is null
  join contacts.contact c on c.id = s.contact_id and c.workspace_id = $2 and c.controller_id = $3
)
select o.contact_id, min(o.kind) kind from others o
where o.contact_id <> $1 group by 1 order by 1 limit 20
"""


async def add_identity(tx: Tx, one: Identity) -> bool:
    """Write an identity; False when the address is somebody's already."""
    return None is not await tx.connection.fetchval(
        ADD_IDENTITY, one.id, tx.workspace, one.contact_id, one.controller_id, one.address.kind.value,
        one.address.scope, one.address.value, one.address.raw, one.verified_at, one.verified_how, one.created_at,
    )  # fmt: skip


async def find_identity(tx: Tx, controller_id: UUID, address: Address) -> Identity | None:
    row = await tx.connection.fetchrow(
        FIND_IDENTITY, address.value, address.kind.value, address.scope, controller_id, tx.workspace
    )
    return _identity(row) if row else None


async def get_identity(tx: Tx, identity_id: UUID) -> Identity | None:
    row = await tx.connection.fetchrow(GET_IDENTITY, identity_id, tx.workspace)
    return _identity(row) if row else None


async def list_identities(tx: Tx, contact_ids: Sequence[UUID]) -> list[Identity]:
    """Return the identities of contacts, ended ones too, each contact's oldest first."""
    return [_identity(row) for row in await tx.connection.fetch(LIST_IDENTITIES, list(contact_ids), tx.workspace)]


async def verify_identity(tx: Tx, identity_id: UUID, how: str) -> ContactId | None:
    contact: ContactId | None = await tx.connection.fetchval(VERIFY_IDENTITY, identity_id, tx.workspace, tx.now, how)
    return contact


async def end_identity(tx: Tx, identity_id: UUID, why: EndedWhy) -> ContactId | None:
    """End an identity; None when it is unknown or ended already."""
    contact: ContactId | None = await tx.connection.fetchval(END_IDENTITY, identity_id, tx.workspace, tx.now, why.value)
    return contact


async def add_change(tx: Tx, old: UUID, new: UUID, *, joined: bool) -> bool:
    """Write that one identity replaced another; False when that was known."""
    return None is not await tx.connection.fetchval(ADD_CHANGE, uuid7(), tx.workspace, old, new, tx.now, joined)


async def add_stated(tx: Tx, contact_id: UUID, kind: IdentityKind, address: str, source: str) -> None:
    await tx.connection.execute(ADD_STATED, uuid7(), tx.workspace, contact_id, kind.value, address, source, tx.now)


async def list_stated(tx: Tx, contact_id: UUID) -> list[tuple[IdentityKind, str]]:
    rows = await tx.connection.fetch(LIST_STATED, contact_id, tx.workspace)
    return [(IdentityKind(row[0]), row[1]) for row in rows]


async def list_candidates(tx: Tx, contact_id: UUID, controller_id: UUID) -> list[Candidate]:
    rows = await tx.connection.fetch(LIST_CANDIDATES, contact_id, tx.workspace, controller_id)
    return [Candidate(ContactId(row[0]), IdentityKind(row[1])) for row in rows]


def _identity(row: Any) -> Identity:
    return Identity(
        id=IdentityId(row["id"]),
        contact_id=ContactId(row["contact_id"]),
        controller_id=row["controller_id"],
        address=Address(IdentityKind(row["kind"]), row["address"], row["scope"], row["raw"]),
        verified_at=row["verified_at"],
        verified_how=row["verified_how"],
        created_at=row["created_at"],
        ended_at=row["ended_at"],
        ended_why=EndedWhy(row["ended_why"]) if row["ended_why"] else None,
    )
