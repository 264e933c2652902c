"""One page in hand: what is known of its records, and what becomes of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.imports.model import Contact, Kind, Message, Outcome, Problem, Record, Run, fingerprint, kind_of
from trato.rooms.imports.model.records import Case
from trato.rooms.imports.store import entries
from trato.rooms.imports.store.entries import Entry

NOBODY = UUID(int=0)  # stands for what a dry run would have made
UNFINISHED = b""  # the fingerprint of a message whose files are not all here: the next run looks again
R = TypeVar("R")


@dataclass(slots=True)
class Tally:
    """What a run has to tell so far."""

    counts: defaultdict[str, defaultdict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )
    problems: list[Problem] = field(default_factory=list)

    def add(self, kind: Kind, outcome: Outcome) -> None:
        """Count a record."""
        self.counts[kind.value][outcome.value] += 1


@dataclass(slots=True)
class Seen:
    """What the pages before would have made: only a dry run needs it, for nothing that it does is kept."""

    records: set[tuple[Kind, str]] = field(default_factory=set)
    addresses: set[Any] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Item:
    """A record that is new, or has changed since it was brought (`entry`)."""

    record: Any
    place: str
    entry: Entry | None
    mark: bytes


@dataclass(slots=True)
class Work:
    """A page in one transaction. A dry one writes nothing."""

    tx: Tx
    run: Run
    tally: Tally
    seen: Seen
    known: dict[tuple[Kind, str], Entry] = field(default_factory=dict)
    made: list[tuple[Kind, str, UUID, bool, bytes, int | None]] = field(default_factory=list)
    touched: set[UUID] = field(default_factory=set)  # cases that this page wrote to
    items: dict[Kind, list[Item]] = field(default_factory=lambda: defaultdict(list))

    @property
    def dry(self) -> bool:
        return self.run.dry

    async def look_up(self, records: Sequence[tuple[Record, str]]) -> None:
        """Find what is known of the records and of what they name, in one statement; sort out what is the same."""
        last = {(kind_of(record), record.key): (record, place) for record, place in records}
        wanted = set(last)
        for record, _ in last.values():
            wanted |= set(_named(record))
        self.known = await entries.find(self.tx, self.run.source, sorted(wanted))
        for (kind, key), (record, place) in last.items():
            mark, entry = fingerprint(record), self.known.get((kind, key))
            if entry is not None and entry.fingerprint == mark or self.dry and (kind, key) in self.seen.records:
                self.tally.add(kind, Outcome.SAME)
            else:
                self.items[kind].append(Item(record, place, entry, mark))

    def ours(self, kind: Kind, key: str) -> UUID | None:
        """Return what a record of theirs is here, None when it is not."""
        entry = self.known.get((kind, key))
        if entry is not None:
            return entry.our_id
        return NOBODY if self.dry and (kind, key) in self.seen.records else None

    def bring(
        self,
        kind: Kind,
        item: Item,
        ours: UUID,
        outcome: Outcome,
        *,
        revision: int | None = None,
        unfinished: bool = False,
    ) -> None:
        """Note what became of a record, and what it is here."""
        self.tally.add(kind, outcome)
        key = item.record.key
        if self.dry:
            self.seen.records.add((kind, key))
            return
        mark = UNFINISHED if unfinished else item.mark
        before = item.entry.ours_before if item.entry else outcome is Outcome.JOINED
        self.made.append((kind, key, ours, before, mark, revision))
        self.known[kind, key] = Entry(ours, mark, revision, before)

    def refuse(self, kind: Kind, item: Item, code: str, **data: Any) -> None:
        """Keep a record out, and say why."""
        self.tally.add(kind, Outcome.REFUSED)
        self.tally.problems.append(Problem(code, kind, item.record.key, item.place, data))

    def note(self, kind: Kind, item: Item, code: str, **data: Any) -> None:
        """Say something about a record that comes in all the same."""
        self.tally.problems.append(Problem(code, kind, item.record.key, item.place, data, refused=False))

    async def keep(self) -> None:
        """Write what became of what."""
        if self.made:
            await entries.put(self.tx, self.run.source, self.run.id, self.made)


def _named(record: Record) -> Iterator[tuple[Kind, str]]:
    match record:
        case Contact(organisation=organisation) if organisation:
            yield Kind.ORGANISATION, organisation
        case Case(contact=contact):
            yield Kind.CONTACT, contact
        case Message(case=case, author=author):
            yield Kind.CONVERSATION, case
            if author.contact:
                yield Kind.CONTACT, author.contact
