"""Gathering what answers a question: newest first, no more of it than can be shown, and never what is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Scope
from trato.rooms.search.model import Asked, CaseConditions, DocumentKind, Hit, Tier
from trato.rooms.search.rules.asking import lexeme
from trato.rooms.search.rules.cells import spans
from trato.rooms.search.store import finding as store

ENOUGH = 250  # hits within reach that are ranked together
AT_ONCE = 1_000  # documents read in one statement
MOST_READ = 8_000  # documents read for one page
RARE = 2_000  # documents below which a word is looked up in the whole history at once
FITTING = 3_000  # open cases up to which their own documents are read, instead of those of everybody
ALONGSIDE = 80  # of each: exact hits, and names and subjects, from the whole history


@dataclass(frozen=True, slots=True)
class Reach:
    """Who asks: where they may read, what the cases must be, between which moments."""

    scope: Scope
    fits: CaseConditions
    since: datetime
    until: datetime


@dataclass(slots=True)
class Gathered:
    """`back_to` is how far the history was read; None when all of it was."""

    hits: list[Hit]
    back_to: datetime | None


async def gather(tx: Tx, asked: Asked, reach: Reach, *, first: bool) -> Gathered:
    """Return the newest hits; on the first page also older ones that are exact, or in a name or subject."""
    if reach.fits.states is not None and set(reach.fits.states) <= {"open", "waiting"}:
        cases = await store.list_open(tx, reach.scope, reach.fits, FITTING + 1)
        if len(cases) <= FITTING:
            hits = await store.find_in(tx, asked, asked.wanted, cases, reach.since, reach.until, MOST_READ)
            return Gathered(await _with_spread(tx, asked, reach, hits, cases), None)
    found = await _newest(tx, asked, asked.wanted, reach, ENOUGH)
    if found.back_to is None:
        found.hits = await _with_spread(tx, asked, reach, found.hits, None)
    elif first:
        older = replace(reach, until=found.back_to)
        if asked.exact and asked.exact != asked.prefix:
            exact = " & ".join(filter(None, (asked.exact, asked.marks)))
            found.hits += (await _newest(tx, asked, exact, older, ALONGSIDE)).hits
        if asked.terms:
            wanted = f"{asked.wanted} & {lexeme('k:case')}"
            found.hits += (await _newest(tx, asked, wanted, older, ALONGSIDE)).hits
    return found


async def _newest(tx: Tx, asked: Asked, wanted: str, reach: Reach, enough: int) -> Gathered:
    if asked.terms and asked.seen <= RARE:
        hits, read, oldest = await store.find(
            tx, asked, wanted, reach.scope, reach.fits, reach.since, reach.until, MOST_READ
        )
        return Gathered(hits, oldest if read == MOST_READ else None)
    hits, read = [], 0
    for span in spans(reach.since, reach.until):
        until = span.until
        within = f"({wanted}) & ({' | '.join(lexeme(cell) for cell in span.cells)})"
        while True:
            some, many, oldest = await store.find(
                tx, asked, within, reach.scope, reach.fits, span.since, until, AT_ONCE
            )
            hits, read = hits + some, read + many
            if many < AT_ONCE or oldest is None or oldest == until:
                until = span.since
                break
            until = oldest
            if len(hits) >= enough or read >= MOST_READ:
                break
        if until > reach.since and (len(hits) >= enough or read >= MOST_READ):
            return Gathered(hits, until)
    return Gathered(hits, None)


async def _with_spread(tx: Tx, asked: Asked, reach: Reach, hits: list[Hit], cases: Sequence[UUID] | None) -> list[Hit]:
    """Add the cases that have all the words, but not in one text: fewer than a page were found otherwise."""
    terms = asked.terms
    if len(terms) < 2 or len(terms) > 12 or len({one.case_id for one in hits}) >= 25:
        return hits
    if cases is None:
        cases = await _cases_of_the_rarest(tx, asked, reach)
    there = {one.case_id for one in hits}
    return hits + await _spread(tx, terms, [one for one in cases if one not in there])


async def _cases_of_the_rarest(tx: Tx, asked: Asked, reach: Reach) -> list[UUID]:
    """Return the newest cases that have the term which the fewest have."""
    best: list[UUID] = []
    fewest = AT_ONCE + 1
    for term in asked.terms:
        wanted = " & ".join(filter(None, (term, asked.marks)))
        hits, read, _ = await store.find(tx, asked, wanted, reach.scope, reach.fits, reach.since, reach.until, AT_ONCE)
        if read < fewest:
            best, fewest = list(dict.fromkeys(one.case_id for one in hits)), read
        if read == 0:
            return []
    return best


async def _spread(tx: Tx, terms: Sequence[str], cases: Sequence[UUID]) -> list[Hit]:
    if not cases:
        return []
    rows = await store.cover(tx, cases, terms)
    every = (1 << len(terms)) - 1
    covered: dict[UUID, int] = {}
    for row in rows:
        covered[row["case_id"]] = covered.get(row["case_id"], 0) | row["bits"]
    return [
        Hit(row["id"], DocumentKind(row["kind"]), row["case_id"], row["at"], Tier.STEM,
            near=row["bits"].bit_count() / len(terms), named=row["kind"] == "case", spread=True)
        for row in rows
        if covered[row["case_id"]] == every
    ]  # fmt: skip
