"""Promises with the names that screens show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

_SHOWN = """
select p.id, p.kind, p.body, p.due_at, p.made_at, p.kept_at, p.broken_at, p.cancelled_at, p.by_id, p.case_id,
  p.contact_id, u.name as by_name, u.alias as by_alias, c.number, coalesce(t.name, '') as contact_name
"""
_NAMES = """
cross join lateral (select number, brand_id, queue_id, account_id, unit_id from cases."case"
  where id = p.case_id and workspace_id = $1 limit 1) c
left join lateral (select name, alias from access."user" where id = p.by_id and workspace_id = $1 limit 1) u on true
left join lateral (select name from contacts.contact where id = p.contact_id and workspace_id = $1 limit 1) t on true
"""
OWED = f"""
{_SHOWN} from (select * from cases.promise
  where by_id = $2 and workspace_id = $1 and kept_at is null and cancelled_at is null
  order by due_at, id limit 200) p {_NAMES} order by p.due_at, p.id
"""
OF_CONTACT = f"""
{_SHOWN} from (select * from cases.promise where contact_id = $6 and workspace_id = $1
  order by due_at desc, id limit 30) p {_NAMES} where {access.visible("c", 2)}
order by p.due_at desc, p.id
"""
GET = f"{_SHOWN} from (select * from cases.promise where id = $2 and workspace_id = $1) p {_NAMES}"


async def list_owed(tx: Tx, user: UUID) -> Sequence[Any]:
    """Return what somebody owes, the first due first, 200 at most."""
    return await tx.connection.fetch(OWED, tx.workspace, user)


async def list_of_contact(tx: Tx, contact_id: UUID, scope: Scope) -> Sequence[Any]:
    """Return what a contact was promised on cases inside `scope`, the last due first, of 30 at most."""
    return await tx.connection.fetch(OF_CONTACT, tx.workspace, *scope.parameters(), contact_id)


async def get(tx: Tx, promise_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(GET, tx.workspace, promise_id)
