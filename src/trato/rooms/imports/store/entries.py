"""Their ids and ours."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trato.kit.bulk import insert, run
from trato.kit.tx import Tx
from trato.rooms.imports.model import Kind

FIND = """
select e.kind, e.their_id, e.our_id, e.fingerprint, e.revision, e.ours_before
from unnest($3::text[], $4::text[]) u(kind, their_id)
cross join lateral (
  select * from imports.entry e
  where e.their_id = u.their_id and e.kind = u.kind and e.source = $2 and e.workspace_id = $1 limit 1) e
"""
PUT = insert(
    "imports.entry",
    {
        "source": "text", "kind": "text", "their_id": "text", "our_id": "uuid", "ours_before": "bool",
        "fingerprint": "bytea", "revision": "int", "run_id": "uuid",
    },
    """on conflict (their_id, kind, source, workspace_id) do update
  set fingerprint = excluded.fingerprint, revision = coalesce(excluded.revision, entry.revision)""",
)  # fmt: skip
LIST_OF_RUN = """
select our_id, their_id from imports.entry
where run_id = $1 and workspace_id = $2 and kind = $3 and not ours_before and their_id > $4 order by their_id limit $5
"""
DROP_OF_RUN = "delete from imports.entry where run_id = $1 and workspace_id = $2"
COUNT_LATER = """
select count(*) from imports.run r where r.workspace_id = $2 and r.source = $3 and not r.dry and r.id <> $1
  and r.asked_at > $4 and r.done > 0 and r.state <> 'undone'
"""
ADD_EVIDENCE = insert(
    "imports.evidence",
    {
        "id": "uuid", "contact_id": "uuid", "source": "text", "purpose": "text", "granted": "bool", "words": "text",
        "given_at": "timestamptz",
    },
)  # fmt: skip
DROP_EVIDENCE = "delete from imports.evidence where contact_id = any($2::uuid[]) and workspace_id = $1"
PUT_ARTICLES = insert(
    "imports.article",
    {
        "id": "uuid", "brand_id": "uuid", "title": "text", "body": "text", "language": "text", "category": "text",
        "published": "bool", "changed_at": "timestamptz",
    },
    """on conflict (id, workspace_id) do update set title = excluded.title, body = excluded.body,
  language = excluded.language, category = excluded.category, published = excluded.published,
  changed_at = excluded.changed_at""",
)  # fmt: skip
DROP_ARTICLES = "delete from imports.article where id = any($2::uuid[]) and workspace_id = $1"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a record of theirs is here."""

    our_id: UUID
    fingerprint: bytes
    revision: int | None
    ours_before: bool


async def find(tx: Tx, source: str, keys: Iterable[tuple[Kind, str]]) -> dict[tuple[Kind, str], Entry]:
    """Return what is known of these records."""
    wanted = list(keys)
    if not wanted:
        return {}
    arrays = ([kind.value for kind, _ in wanted], [their for _, their in wanted])
    rows = await tx.connection.fetch(FIND, tx.workspace, source, *arrays)
    return {
        (Kind(row["kind"]), row["their_id"]): Entry(
            row["our_id"], row["fingerprint"], row["revision"], row["ours_before"]
        )
        for row in rows
    }


async def put(
    tx: Tx, source: str, run_id: UUID, rows: Sequence[tuple[Kind, str, UUID, bool, bytes, int | None]]
) -> None:
    """Keep (kind, their id, ours, whether it was here before, fingerprint, revision); the first run stays its own."""
    once = {(row[0], row[1]): row for row in rows}
    await run(tx, PUT, [(source, row[0].value, *row[1:], run_id) for row in once.values()])


async def list_of_run(tx: Tx, run_id: UUID, kind: Kind, after: str, limit: int) -> list[tuple[UUID, str]]:
    """Return what a run brought of one kind, by their id: (ours, theirs)."""
    rows = await tx.connection.fetch(LIST_OF_RUN, run_id, tx.workspace, kind.value, after, limit)
    return [(row["our_id"], row["their_id"]) for row in rows]


async def drop_of_run(tx: Tx, run_id: UUID) -> None:
    await tx.connection.execute(DROP_OF_RUN, run_id, tx.workspace)


async def count_later(tx: Tx, run_id: UUID, source: str, asked_at: Any) -> int:
    """Return how many later runs of the source brought anything."""
    found: int = await tx.connection.fetchval(COUNT_LATER, run_id, tx.workspace, source, asked_at)
    return found


async def add_evidence(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert (id, contact, source, purpose, yes, words, since)."""
    await run(tx, ADD_EVIDENCE, rows)


async def drop_evidence(tx: Tx, contacts: Sequence[UUID]) -> None:
    await tx.connection.execute(DROP_EVIDENCE, tx.workspace, list(contacts))


async def put_articles(tx: Tx, rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert or change (id, brand, title, body, language, category, published, changed at)."""
    await run(tx, PUT_ARTICLES, list({row[0]: row for row in rows}.values()))


async def drop_articles(tx: Tx, ids: Sequence[UUID]) -> None:
    await tx.connection.execute(DROP_ARTICLES, tx.workspace, list(ids))
