"""SQL of links between contacts. Rows begin and end; nothing else moves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.contacts.model import ConsentId, ContactId, Link, LinkId, UnlinkReason

_LINK: Final = "id, contact_id, profile_id, consent_id, linked_at, unlinked_at, unlink_reason"

# one linking at a time in a workspace: two at once could close a circle that neither sees
TAKE_TURN = "select pg_advisory_xact_lock(hashtextextended('contacts.link ' || $1::text, 0))"
ADD_LINK = """
insert into contacts.identity_link (id, workspace_id, contact_id, profile_id, consent_id, linked_at, linked_by_kind,
                                    linked_by_id)
values ($1, $2, $3, $4, $5, $6, $7, $8)
"""
END_LINKS = f"""
update contacts.identity_link set unlinked_at = $3, unlink_reason = $4
where id = any($1::uuid[]) and workspace_id = $2 and unlinked_at is null returning {_LINK}
"""
LIST_OF_CONSENTS = f"""
select {_LINK} from contacts.identity_link
where consent_id = any($1::uuid[]) and workspace_id = $2 and unlinked_at is null order by id
"""
# the standing links upward from contacts, to the tops of their trees
LIST_ABOVE = """
with recursive up as (
  select l.contact_id, l.profile_id, 1 depth from contacts.identity_link l
  where l.contact_id = any($1::uuid[]) and l.workspace_id = $2 and l.unlinked_at is null
  union
  select l.contact_id, l.profile_id, up.depth + 1 from up join contacts.identity_link l
    on l.contact_id = up.profile_id and l.workspace_id = $2 and l.unlinked_at is null
  where up.depth < 50
)
select distinct contact_id, profile_id from up
"""
LIST_BELOW = """
with recursive down as (
  select l.contact_id, 1 depth from contacts.identity_link l
  where l.profile_id = $1 and l.workspace_id = $2 and l.unlinked_at is null
  union
  select l.contact_id, down.depth + 1 from down join contacts.identity_link l
    on l.profile_id = down.contact_id and l.workspace_id = $2 and l.unlinked_at is null
  where down.depth < 50
)
select distinct contact_id from down order by 1
"""
LIST_TOGETHER = """
with recursive together as (
  select u.id as origin, u.id as contact_id, 1 depth from unnest($1::uuid[]) u(id)
  union
  select t.origin, l.other, t.depth + 1 from together t cross join lateral (
    select a.profile_id as other from contacts.identity_link a
    where a.contact_id = t.contact_id and a.workspace_id = $2 and a.unlinked_at is null
    union all
    select b.contact_id from contacts.identity_link b
    where b.profile_id = t.contact_id and b.workspace_id = $2 and b.unlinked_at is null) l
  where t.depth < 20
)
select distinct origin, contact_id from together where contact_id <> origin order by 1, 2
"""
GET_LINK = f"""
select {_LINK} from contacts.identity_link where contact_id = $1 and workspace_id = $2 and unlinked_at is null
"""
LIST_LINKS = f"""
select {_LINK} from contacts.identity_link
where (contact_id = $1 or profile_id = $1) and workspace_id = $2 order by linked_at, id
"""


async def take_turn(tx: Tx) -> None:
    await tx.connection.execute(TAKE_TURN, str(tx.workspace))


async def add_link(tx: Tx, one: Link) -> None:
    """Write a link. The database refuses it (23514) without a standing consent."""
    await tx.connection.execute(
        ADD_LINK, one.id, tx.workspace, one.contact_id, one.profile_id, one.consent_id, one.linked_at,
        tx.actor.kind.value, tx.actor.id,
    )  # fmt: skip


async def end_links(tx: Tx, link_ids: Sequence[UUID], reason: UnlinkReason) -> list[Link]:
    rows = await tx.connection.fetch(END_LINKS, list(link_ids), tx.workspace, tx.now, reason.value)
    return [_link(row) for row in rows]


async def list_of_consents(tx: Tx, consent_ids: Sequence[UUID]) -> list[Link]:
    """Return the standing links that rest on these consents."""
    return [_link(row) for row in await tx.connection.fetch(LIST_OF_CONSENTS, list(consent_ids), tx.workspace)]


async def list_above(tx: Tx, contact_ids: Sequence[UUID]) -> dict[ContactId, ContactId]:
    """Return the standing links on the way up from contacts: contact → profile."""
    rows = await tx.connection.fetch(LIST_ABOVE, list(contact_ids), tx.workspace)
    return {ContactId(row[0]): ContactId(row[1]) for row in rows}


async def list_below(tx: Tx, profile_id: UUID) -> list[ContactId]:
    """Return every contact linked, directly or by another, with a profile."""
    return [ContactId(row[0]) for row in await tx.connection.fetch(LIST_BELOW, profile_id, tx.workspace)]


async def get_link(tx: Tx, contact_id: UUID) -> Link | None:
    """Return the standing link of a contact with its profile."""
    row = await tx.connection.fetchrow(GET_LINK, contact_id, tx.workspace)
    return _link(row) if row else None


async def list_links(tx: Tx, contact_id: UUID) -> list[Link]:
    """Return every link of a contact, ended ones too, oldest first."""
    return [_link(row) for row in await tx.connection.fetch(LIST_LINKS, contact_id, tx.workspace)]


def _link(row: Any) -> Link:
    return Link(
        id=LinkId(row["id"]),
        contact_id=ContactId(row["contact_id"]),
        profile_id=ContactId(row["profile_id"]),
        consent_id=ConsentId(row["consent_id"]),
        linked_at=row["linked_at"],
        unlinked_at=row["unlinked_at"],
        unlink_reason=UnlinkReason(row["unlink_reason"]) if row["unlink_reason"] else None,
    )


async def list_together(tx: Tx, contact_ids: Sequence[UUID]) -> list[tuple[UUID, UUID]]:
    """Return (contact, another contact of the same profile) for each of these contacts."""
    return [tuple(row) for row in await tx.connection.fetch(LIST_TOGETHER, list(contact_ids), tx.workspace)]
