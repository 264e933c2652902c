"""What happened to a case, told from the log of facts; names are read when it is told."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.console.model import Person, TimelineEntry, TimelinePage
from trato.rooms.console.rules import timeline as rules
from trato.rooms.console.service.lists import read_cursor, write_cursor
from trato.rooms.console.store import timeline as store

MOST = 200
NEWEST = 2**62


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a case as the log holds it."""

    seq: int
    case_id: UUID
    kind: str
    occurred_at: datetime
    actor_kind: str
    actor_id: UUID | None
    body: dict[str, Any]


async def page(tx: Tx, case_id: UUID, cursor: str, limit: int, locale: str) -> TimelinePage:
    """Return a page of a timeline, newest first. Raises CursorUnknown."""
    limit = max(1, min(limit, MOST))
    (before,) = read_cursor(cursor, (int,)) or (NEWEST,)
    found = await store.list_facts(tx, case_id, before, rules.KINDS, limit + 1)
    facts = [Fact(**dict(row)) for row in found[:limit]]
    more = len(found) > limit
    entries = await tell(tx, facts, locale)
    return TimelinePage(tuple(entries), write_cursor(facts[-1].seq) if more else None)


async def tell(tx: Tx, facts: Sequence[Fact], locale: str) -> list[TimelineEntry]:
    """Return facts as a timeline tells them, in their order; those it does not tell are left out."""
    told = [fact for fact in facts if rules.is_told(fact.kind, fact.body)]
    if not told:
        return []
    ids: dict[str, list[UUID]] = defaultdict(list)
    refers = [rules.TOLD[fact.kind].refers(fact.body) for fact in told]
    for fact, referred in zip(told, refers, strict=True):
        for what, id in referred.values():
            if id:
                ids[what].append(UUID(str(id)))
        if fact.actor_id is not None and fact.actor_kind in ("user", "contact"):
            ids[fact.actor_kind].append(fact.actor_id)
        elif fact.actor_id is not None and fact.actor_kind == "system":
            ids["automation"].append(fact.actor_id)  # a rule acts as the system, with its own id
    names = await store.list_names(tx, ids, locale)
    return [
        _entry(fact, {name: names.get((what, str(id))) for name, (what, id) in referred.items()}, names)
        for fact, referred in zip(told, refers, strict=True)
    ]


def _entry(fact: Fact, named: dict[str, str | None], names: dict[tuple[str, str], str]) -> TimelineEntry:
    what = "automation" if fact.actor_kind == "system" else fact.actor_kind
    actor = Person(fact.actor_kind, fact.actor_id, names.get((what, str(fact.actor_id)), ""))
    values = {**rules.TOLD[fact.kind].values(fact.body), **named}
    return TimelineEntry(str(fact.seq), rules.name_of(fact.kind, fact.body), fact.occurred_at, actor, values)
