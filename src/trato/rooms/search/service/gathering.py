"""Gathering what answers a question: newest first, no more of it than can be shown, and never what is out of reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Scope
from trato.rooms.search.model import Asked, CaseConditions, DocumentKind, Hit, Tier
from trato.rooms.search.rules import places
from trato.rooms.search.rules.cells import further, is_rare
from trato.rooms.search.store import finding as store

ENOUGH = 120  # hits within reach that are ranked together
PROBED = 2_500  # documents, the newest, whose words are looked at one by one: what many have is there
PROBED_IN_QUEUES = 8_000  # and where the index leaves the others' out of them
DENSE = 25  # of so many documents one has the words: then they are looked at one by one
MOST_SCANNED = 12_000  # documents looked at one by one in one statement
AT_ONCE = 600  # documents read in one statement
FEW = 1_000  # documents in the whole history up to which the index is asked without regard to time
AT_MOST = 1_500  # documents read in that statement: nothing older is asked for when it has all of them
MOST_READ = 8_000  # documents read for one page
RARE = 2_000  # documents below which a word is looked up in the whole history at once
FITTING = 3_000  # open cases up to which their own documents are read, instead of those of everybody
ALONGSIDE = 60  # of each: older hits that are exact, or in names and subjects


@dataclass(frozen=True, slots=True)
class Reach:
    """Who asks: where they may read, what the cases must be, between which moments.

    `placed` says that every document bears the places of its case, so that the index knows what is within reach.
    """

    scope: Scope
    fits: CaseConditions
    since: datetime
    until: datetime
    placed: bool = False

    @property
    def is_narrow(self) -> bool:
        """Whether the index itself leaves out most of what is out of reach."""
        return self.placed and places.is_narrow(self.scope)


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
    found = await _newest(tx, asked, reach)
    if found.back_to is None:
        found.hits = await _with_spread(tx, asked, reach, found.hits, None)
    elif first and asked.terms:
        before, many = found.back_to, list(found.hits)
        if asked.exact != asked.prefix:
            exact = " & ".join(filter(None, (asked.exact, asked.marks)))
            like = sum(one.tier is Tier.EXACT for one in many)
            found.hits += await _older(tx, asked, exact, reach, before, like)
        like = sum(one.kind is DocumentKind.CASE for one in many)
        found.hits += await _older(tx, asked, asked.wanted, reach, before, like, of_cases=True)
    return found


async def _newest(tx: Tx, asked: Asked, reach: Reach, enough: int = ENOUGH) -> Gathered:
    """Read back in time until there is enough: common words text by text, others by the index.

    Where the index knows what is within reach, it is asked from the beginning.
    """
    if asked.terms and asked.seen <= RARE:
        read = await _between(tx, asked, asked.wanted, reach, reach.since, reach.until, MOST_READ)
        return Gathered(read.hits, read.oldest if read.many == MOST_READ else None)
    hits: list[Hit] = []
    back_to, had, looked_at, next_scan = reach.until, 0, 0, PROBED
    while back_to > reach.since and len(hits) < enough and had < MOST_READ:
        needed = min(AT_ONCE, max(100, (enough - len(hits)) * (had + 1) // (len(hits) + 1)))
        if not reach.is_narrow and had * DENSE >= looked_at:
            since = await store.newest_since(tx, reach.since, back_to, next_scan) or reach.since
            some = await store.scan(tx, asked, asked.wanted, reach.scope, reach.fits, since, back_to, MOST_READ)
            looked_at += next_scan
            next_scan = min(MOST_SCANNED, looked_at * needed // max(1, had + some.many))
        else:
            if back_to == reach.until:
                since = await store.newest_since(tx, reach.since, back_to, PROBED_IN_QUEUES) or reach.since
            elif is_rare(reach.until, back_to, had, reach.since, FEW):
                since = reach.since
            else:
                since = further(reach.until, back_to, had, had + needed, reach.since)
            most = AT_ONCE if since > reach.since else AT_MOST
            some = await _between(tx, asked, asked.wanted, reach, since, back_to, most)
            looked_at = (had + some.many) * DENSE + 1  # from now on by the index
            if some.many == most and some.oldest is not None and some.oldest < back_to:
                since = some.oldest
        hits, had, back_to = hits + some.hits, had + some.many, since
    return Gathered(hits, back_to if back_to > reach.since else None)


async def _older(
    tx: Tx, asked: Asked, wanted: str, reach: Reach, back_to: datetime, like: int, *, of_cases: bool = False
) -> list[Hit]:
    """Return some hits of a narrower question from before; `like` of it were found since."""
    since = further(reach.until, back_to, like, ALONGSIDE, reach.since)
    return (await _between(tx, asked, wanted, reach, since, back_to, ALONGSIDE, of_cases=of_cases)).hits


async def _between(
    tx: Tx, asked: Asked, wanted: str, reach: Reach, since: datetime, until: datetime, many: int, *,
    of_cases: bool = False,
) -> store.Read:  # fmt: skip
    narrow = places.within(
        reach.scope, since, until, whole=since <= reach.since, placed=reach.placed, of_cases=of_cases,
        brands=reach.fits.brands,
    )  # fmt: skip
    clauses = " & ".join([f"({wanted})", *narrow]) if narrow else wanted
    return await store.find(tx, asked, clauses, reach.scope, reach.fits, since, until, many)


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
    seen, term = min(zip(asked.seen_of, asked.terms, strict=True))
    rarest = replace(asked, wanted=" & ".join(filter(None, (term, asked.marks))), seen=seen)
    found = await _newest(tx, rarest, reach, AT_ONCE)
    return list(dict.fromkeys(one.case_id for one in found.hits))


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
