"""Who objects to being profiled is not scored: not from then on, and what was scored before is dropped."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.events import ConsentWithdrawn, ContactsLinked
from trato.rooms.contacts.model import Purpose
from trato.rooms.intelligence import api as intelligence

FOLLOWED = frozenset({ConsentWithdrawn.kind, ContactsLinked.kind})


async def unjudged(tx: Tx, writers: Mapping[UUID, Collection[UUID]]) -> set[UUID]:
    """Return which cases may not be judged: whose contact, who writes in it (`writers`), or who is linked with them
    refused to be profiled.
    """
    if not writers:
        return set()
    found = await cases.get_many(tx, sorted(writers))
    people = {one: {*writers[one], *([found[one].contact_id] if one in found else [])} for one in writers}
    refused = await who_objects(tx, {person for those in people.values() for person in those})
    return {one for one, those in people.items() if those & refused}


async def who_objects(tx: Tx, people: Collection[UUID]) -> set[UUID]:
    """Return those of `people` who refused to be profiled, or are one person with who did."""
    together = await contacts.linked_with(tx, sorted(people))
    everybody = set(people) | {other for others in together.values() for other in others}
    standing = await contacts.standing(tx, sorted(everybody), Purpose.PROFILING)
    return {one for one in people if any(standing.get(who) is False for who in (one, *together.get(one, ())))}


async def drop_scores(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Follow a contact's no to profiling, and the linking with who said no: how their cases go is forgotten."""
    told: set[UUID] = set()
    for fact in facts:
        if fact.kind == ContactsLinked.kind or decode(fact, ConsentWithdrawn).purpose is Purpose.PROFILING:
            told.add(fact.subject)
    if not told:
        return
    together = await contacts.linked_with(tx, sorted(told))
    everybody = told | {other for others in together.values() for other in others}
    await intelligence.drop_outlooks(tx, await who_objects(tx, everybody))
