"""Contacts as the panel and the search show them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

PANEL = """
select c.id, c.name, c.locale, c.country, c.created_at, o.name as organisation, b.reason as block_reason, b.blocked_at,
  b.blocked_by, u.name as blocker, u.alias as blocker_alias
from contacts.contact c
left join contacts.organisation o on o.id = c.organisation_id and o.workspace_id = $1
left join lateral (select * from contacts.block
  where contact_id = c.id and workspace_id = $1 and lifted_at is null limit 1) b on true
left join lateral (select name, alias from access."user"
  where id = b.blocked_by and workspace_id = $1 limit 1) u on true
where c.id = $2 and c.workspace_id = $1
"""
IDENTITIES = """
select i.id, i.contact_id, i.kind, i.scope, i.address, i.raw, i.verified_at,
  coalesce((select v.channel from conversations.conversation v
    where v.contact_id = i.contact_id and v.identity_id = i.id and v.workspace_id = $1
    order by v.last_sort_at desc limit 1), '') as channel
from unnest($2::uuid[]) w(id)
cross join lateral (select * from contacts.identity
  where contact_id = w.id and workspace_id = $1 and ended_at is null order by created_at limit 50) i
"""
CONSENTS = """
select distinct on (n.purpose) n.purpose, n.granted, n.given_at, coalesce(t.version::text, '') as version,
  coalesce(h.how, '') as how, coalesce(h.words, '') as words, h.said_at
from contacts.consent n left join contacts.consent_text t on t.id = n.text_id and t.workspace_id = $1
left join contacts.consent_note h on h.id = n.evidence_id and h.workspace_id = $1 and n.evidence_kind = 'agent'
where n.contact_id = $2 and n.workspace_id = $1 and n.withdrawn_at is null order by n.purpose, n.given_at desc
"""
ACTIVITY = """
select id, kind, occurred_at, amount::text as amount, currency, source, body from contacts.activity
where contact_id = $2 and workspace_id = $1 order by occurred_at desc limit 20
"""
PREVIOUS = f"""
select c.id from cases."case" c
where c.contact_id = $6 and c.workspace_id = $1 and c.id is distinct from $7::uuid and {access.visible("c", 2)}
order by c.opened_at desc limit 20
"""
PLAIN = "áàâãäéèêëíìîïóòôõöúùûüñç"
FOLDED = "aaaaaeeeeiiiiooooouuuunc"
# within reach: of whom some case is; a person whom only somebody everywhere may see has none
SEARCH = f"""
select p.id, p.name, exists (select 1 from contacts.block b
  where b.contact_id = p.id and b.workspace_id = $1 and b.lifted_at is null) as blocked
from contacts.contact p
where p.workspace_id = $1 and ($2::boolean or exists (
    select 1 from cases."case" c where c.contact_id = p.id and c.workspace_id = $1 and {access.visible("c", 2)}))
  and (translate(lower(p.name), '{PLAIN}', '{FOLDED}')
      like '%' || translate(lower($6::text), '{PLAIN}', '{FOLDED}') || '%'
    or exists (select 1 from contacts.identity i where i.contact_id = p.id and i.workspace_id = $1
      and i.ended_at is null and i.kind not in ('visitor', 'page_user')
      and lower(i.address) like '%' || lower($6::text) || '%'))
order by p.name, p.id limit $7
"""


async def get_panel(tx: Tx, contact_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(PANEL, tx.workspace, contact_id)


async def list_identities(tx: Tx, contacts: Sequence[UUID]) -> Sequence[Any]:
    """Return the present addresses of contacts, each with the channel on which it last wrote."""
    return await tx.connection.fetch(IDENTITIES, tx.workspace, list(contacts))


async def list_consents(tx: Tx, contact_id: UUID) -> Sequence[Any]:
    return await tx.connection.fetch(CONSENTS, tx.workspace, contact_id)


async def list_activity(tx: Tx, contact_id: UUID) -> Sequence[Any]:
    return await tx.connection.fetch(ACTIVITY, tx.workspace, contact_id)


async def list_previous(tx: Tx, contact_id: UUID, besides: UUID | None, scope: Scope) -> list[UUID]:
    """Return the newest cases of a contact within `scope`, without the one `besides`."""
    rows = await tx.connection.fetch(PREVIOUS, tx.workspace, *scope.parameters(), contact_id, besides)
    return [row["id"] for row in rows]


async def search(tx: Tx, words: str, scope: Scope, limit: int) -> Sequence[Any]:
    """Return contacts within `scope` by a part of their name or of an address."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return await tx.connection.fetch(SEARCH, tx.workspace, *scope.parameters(), escaped, limit)
