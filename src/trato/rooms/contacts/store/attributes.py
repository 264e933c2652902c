"""SQL of attributes: what may be kept about contacts, and what is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts.model import (
    Attribute,
    AttributeId,
    AttributeKind,
    AttributeValue,
    ContactId,
    LegalBasis,
    NameSource,
    Purpose,
)

_ATTRIBUTE: Final = (
    "id, key, names, kind, purpose, legal_basis, retention_days, sensitive, seen_with, edited_with, created_at, "
    "choices, position, retired_at, needed_to_resolve"
)
ADD_ATTRIBUTE = """
insert into contacts.attribute (id, workspace_id, key, names, kind, purpose, legal_basis, retention_days, sensitive,
                                seen_with, edited_with, created_at, choices, position, needed_to_resolve)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) on conflict do nothing returning id
"""
SET_ATTRIBUTE = """
update contacts.attribute set names = $3, purpose = $4, legal_basis = $5, retention_days = $6, sensitive = $7,
  seen_with = $8, edited_with = $9, choices = $10, position = $11, retired_at = $12,
  needed_to_resolve = $13
where id = $1 and workspace_id = $2
"""
GET_ATTRIBUTE = f"select {_ATTRIBUTE} from contacts.attribute where id = $1 and workspace_id = $2"
LIST_ATTRIBUTES = f"""
select {_ATTRIBUTE} from contacts.attribute
where workspace_id = $1 and ($2 or retired_at is null) order by position, key
"""
# counted one by one up to a bound
COUNT_VALUES = """
select a.id, u.kept from contacts.attribute a
left join lateral (
  select count(*) as kept from (
    select 1 from contacts.attribute_value v where v.attribute_id = a.id and v.workspace_id = $1 limit 10000) x) u
  on true
where a.workspace_id = $1
"""
LIST_VALUES = """
select contact_id, attribute_id, value, source, set_at, set_by, expires_at from contacts.attribute_value
where contact_id = any($1::uuid[]) and workspace_id = $2 and (expires_at is null or expires_at > $3)
"""
SET_VALUES = """
insert into contacts.attribute_value
  (contact_id, attribute_id, workspace_id, value, source, set_at, set_by, expires_at)
select $1, u.attribute_id, $2, u.value::jsonb, $3, $4, $5, u.expires_at
from unnest($6::uuid[], $7::text[], $8::timestamptz[]) u(attribute_id, value, expires_at)
on conflict (contact_id, attribute_id, workspace_id) do update set value = excluded.value, source = excluded.source,
  set_at = excluded.set_at, set_by = excluded.set_by, expires_at = excluded.expires_at
"""
DROP_VALUES = """
delete from contacts.attribute_value
where contact_id = $1 and attribute_id = any($2::uuid[]) and workspace_id = $3 returning attribute_id
"""
DROP_OF_PURPOSE = """
delete from contacts.attribute_value v using contacts.attribute a
where v.contact_id = $1 and v.workspace_id = $2 and a.id = v.attribute_id and a.workspace_id = $2 and a.purpose = $3
  and a.legal_basis = any($4::text[])
returning a.key
"""
DROP_EXPIRED = """
with gone as (
  select contact_id, attribute_id from contacts.attribute_value
  where workspace_id = $1 and expires_at <= $2 order by expires_at limit $3 for update skip locked)
delete from contacts.attribute_value v using gone g, contacts.attribute a
where v.contact_id = g.contact_id and v.attribute_id = g.attribute_id and v.workspace_id = $1
  and a.id = v.attribute_id and a.workspace_id = $1
returning v.contact_id, a.key
"""
RETIME_VALUES = """
update contacts.attribute_value set expires_at = set_at + make_interval(days => $3)
where attribute_id = $1 and workspace_id = $2
"""


async def add_attribute(tx: Tx, one: Attribute) -> bool:
    """Write a definition; False when its key is taken."""
    return None is not await tx.connection.fetchval(
        ADD_ATTRIBUTE, one.id, tx.workspace, one.key, dict(one.names), one.kind.value, one.purpose.value,
        one.legal_basis.value, one.retention_days, one.sensitive, one.seen_with, one.edited_with, one.created_at,
        list(one.choices), one.position, one.needed_to_resolve,
    )  # fmt: skip


async def set_attribute(tx: Tx, one: Attribute) -> None:
    """Write what may change of a definition; its key and its kind stay."""
    await tx.connection.execute(
        SET_ATTRIBUTE, one.id, tx.workspace, dict(one.names), one.purpose.value, one.legal_basis.value,
        one.retention_days, one.sensitive, one.seen_with, one.edited_with, list(one.choices), one.position,
        one.retired_at, one.needed_to_resolve,
    )  # fmt: skip


async def get_attribute(tx: Tx, attribute_id: UUID) -> Attribute | None:
    row = await tx.connection.fetchrow(GET_ATTRIBUTE, attribute_id, tx.workspace)
    return _attribute(row) if row else None


async def list_attributes(tx: Tx, *, retired: bool) -> list[Attribute]:
    return [_attribute(row) for row in await tx.connection.fetch(LIST_ATTRIBUTES, tx.workspace, retired)]


async def count_values(tx: Tx) -> dict[UUID, int]:
    """Return about how many contacts each attribute is kept, 10,000 at most."""
    return {row[0]: row[1] for row in await tx.connection.fetch(COUNT_VALUES, tx.workspace)}


async def list_values(tx: Tx, contact_ids: Iterable[UUID]) -> list[AttributeValue]:
    """Return what is kept about contacts and has not expired."""
    rows = await tx.connection.fetch(LIST_VALUES, list(contact_ids), tx.workspace, tx.now)
    return [
        AttributeValue(ContactId(row[0]), AttributeId(row[1]), row[2], NameSource(row[3]), row[4], row[5], row[6])
        for row in rows
    ]


async def set_values(tx: Tx, contact_id: UUID, source: NameSource, values: Sequence[tuple[UUID, str, Any]]) -> None:
    """Write values: (attribute, JSON, until when it may be kept)."""
    await tx.connection.execute(
        SET_VALUES, contact_id, tx.workspace, source.value, tx.now, tx.actor.id, [one for one, _, _ in values],
        [value for _, value, _ in values], [until for _, _, until in values],
    )  # fmt: skip


async def drop_values(tx: Tx, contact_id: UUID, attributes: Sequence[UUID]) -> set[UUID]:
    rows = await tx.connection.fetch(DROP_VALUES, contact_id, list(attributes), tx.workspace)
    return {row[0] for row in rows}


async def drop_of_purpose(tx: Tx, contact_id: UUID, purpose: Purpose, bases: Sequence[LegalBasis]) -> list[str]:
    """Erase what a contact no longer agrees to; return the keys."""
    rows = await tx.connection.fetch(
        DROP_OF_PURPOSE, contact_id, tx.workspace, purpose.value, [one.value for one in bases]
    )
    return [row[0] for row in rows]


async def drop_expired(tx: Tx, limit: int) -> list[tuple[UUID, str]]:
    """Erase values whose retention ended, the oldest first; return (contact, key)."""
    return [(row[0], row[1]) for row in await tx.connection.fetch(DROP_EXPIRED, tx.workspace, tx.now, limit)]


async def retime_values(tx: Tx, attribute_id: UUID, days: int | None) -> None:
    """Count the retention of every value of an attribute anew, from when it was set."""
    await tx.connection.execute(RETIME_VALUES, attribute_id, tx.workspace, days)


def _attribute(row: Any) -> Attribute:
    return Attribute(
        id=AttributeId(row["id"]),
        key=row["key"],
        names=row["names"],
        kind=AttributeKind(row["kind"]),
        purpose=Purpose(row["purpose"]),
        legal_basis=LegalBasis(row["legal_basis"]),
        retention_days=row["retention_days"],
        sensitive=row["sensitive"],
        seen_with=row["seen_with"],
        edited_with=row["edited_with"],
        created_at=row["created_at"],
        choices=tuple(row["choices"]),
        position=row["position"],
        retired_at=row["retired_at"],
        needed_to_resolve=row["needed_to_resolve"],
    )
