"""SQL of the words that there are, and of what leads to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from trato.kit.tx import Tx

KNOWN = """
select w.word, w.documents, exists (select 1 from search.lead l
    where l.workspace_id = $1 and l.mark = 'd:' || w.word and l.word = w.word) as is_name
from unnest($2::text[]) g(word) cross join lateral (
  select word, documents from search.word where workspace_id = $1 and word = g.word limit 1) w
"""
ADD_WORDS = """
insert into search.word as w (workspace_id, word, documents)
select $1, u.word, u.documents from unnest($2::text[], $3::int[]) u(word, documents) order by u.word
on conflict (workspace_id, word) do update set documents = w.documents + excluded.documents
"""
ADD_LEADS = """
insert into search.lead (workspace_id, mark, word)
select $1, u.mark, u.word from unnest($2::text[], $3::text[]) u(mark, word) order by u.mark, u.word
on conflict do nothing
"""
FOLLOW = """
select g.mark, l.word, coalesce(w.documents, 0) as documents
from unnest($2::text[]) g(mark)
cross join lateral (select word from search.lead where workspace_id = $1 and mark = g.mark limit 60) l
left join lateral (select documents from search.word where workspace_id = $1 and word = l.word limit 1) w on true
"""
BEGINNING = """
select word, documents from search.word
where workspace_id = $1 and word >= $2 and word < $3 order by documents desc, word limit $4
"""
LEFT = """
select g.word from unnest($1::text[]) g(word)
where not exists (select 1 from search.find(quote_literal(g.word)::tsquery, '-infinity', 'infinity', 1))
"""
DROP_LEADS = """
delete from search.lead l using unnest($2::text[]) g(word) where l.word = g.word and l.workspace_id = $1
"""
DROP_WORDS = "delete from search.word where workspace_id = $1 and word = any($2::text[])"
DROP_ALL_LEADS = "delete from search.lead where workspace_id = $1"
DROP_ALL_WORDS = "delete from search.word where workspace_id = $1"


async def known(tx: Tx, words: Iterable[str]) -> dict[str, tuple[int, bool]]:
    """Return, of those words that there are, in about how many documents, and whether they are of a name."""
    rows = await tx.connection.fetch(KNOWN, tx.workspace, sorted(words))
    return {row["word"]: (row["documents"], row["is_name"]) for row in rows}


async def add_words(tx: Tx, counts: Mapping[str, int]) -> None:
    await tx.connection.execute(ADD_WORDS, tx.workspace, list(counts), list(counts.values()))


async def add_leads(tx: Tx, leads: Sequence[tuple[str, str]]) -> None:
    await tx.connection.execute(ADD_LEADS, tx.workspace, [mark for mark, _ in leads], [word for _, word in leads])


async def follow(tx: Tx, marks: Sequence[str]) -> Sequence[Any]:
    """Return (mark, word, documents) of what marks lead to."""
    return await tx.connection.fetch(FOLLOW, tx.workspace, list(marks))


async def beginning(tx: Tx, word: str, limit: int) -> Sequence[Any]:
    """Return (word, documents) of words that begin so, the most frequent first."""
    return await tx.connection.fetch(BEGINNING, tx.workspace, word, word + "\U0010ffff", limit)


async def drop_unused(tx: Tx, words: Sequence[str]) -> None:
    """Forget those words that no document has any more."""
    gone = [row["word"] for row in await tx.connection.fetch(LEFT, list(words))]
    if gone:
        await tx.connection.execute(DROP_LEADS, tx.workspace, gone)
        await tx.connection.execute(DROP_WORDS, tx.workspace, gone)


async def drop_all(tx: Tx) -> None:
    await tx.connection.execute(DROP_ALL_LEADS, tx.workspace)
    await tx.connection.execute(DROP_ALL_WORDS, tx.workspace)
