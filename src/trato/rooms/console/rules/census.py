"""A workspace's living cases in memory, as bits: any list is counted by a few ands and ors, however long it is.

Every value that lists ask for (a channel, a holder, a tag…) has an integer in which bit n says whether the n-th case
has it. `rules.filters.is_listed` says the same of one case.
"""

from __future__ import annotations

import heapq
from collections import OrderedDict
from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from uuid import UUID

from trato.rooms.access.model import Scope
from trato.rooms.console.model import CaseFilter, Listing, ViewKey, ViewKind, ids_of
from trato.rooms.console.rules.filters import holds_words
from trato.rooms.console.rules.views import NEAR

Key = tuple[str, Hashable]
MOST_TURNS = 1_000  # beyond four for each living case: then those of cases as they were before are forgotten
MOST_TEXTS = 64  # different searches whose answers are kept
WAITS = ("nobody", "queue", "team")


@dataclass(frozen=True, slots=True)
class Entry:
    """What lists ask of one living case. `standing` is its state, or that it was set aside; `text` is folded."""

    id: UUID
    number: int
    brand_id: UUID
    queue_id: UUID | None
    account_id: UUID | None
    standing: str
    holder_kind: str
    holder_id: UUID | None
    waiting: str
    priority: str
    channel: str
    language: str
    tags: tuple[UUID, ...]
    due_from: datetime | None
    due_at: datetime | None
    breached: bool
    last_inbound_at: datetime | None
    text: str

    def values(self) -> list[Key]:
        """Return every value that it has, but for those that time gives it."""
        found: list[Key] = [
            ("all", None), ("brand", self.brand_id), ("queue", self.queue_id), ("account", self.account_id),
            ("standing", self.standing), ("held", self.holder_kind), (f"by_{self.holder_kind}", self.holder_id),
            ("waiting", self.waiting), ("priority", self.priority), ("channel", self.channel),
            ("language", self.language), *(("tag", tag) for tag in self.tags),
        ]  # fmt: skip
        if self.due_at is not None:
            found.append(("due", None))
        if self.last_inbound_at is not None:
            found.append(("written", None))
        return found


@dataclass(slots=True)
class Census:
    """The living cases of one workspace. `seq` is the fact up to which it knows them."""

    seq: int = -1
    teams: dict[UUID, UUID | None] = field(default_factory=dict)  # of each queue
    _slots: dict[UUID, int] = field(default_factory=dict)
    _entries: list[Entry | None] = field(default_factory=list)
    _free: list[int] = field(default_factory=list)
    _bits: dict[Key, int] = field(default_factory=dict)
    _turns: list[tuple[datetime, int, str, Entry]] = field(default_factory=list)
    _marks: dict[int, dict[UUID, datetime]] = field(default_factory=dict)
    _texts: OrderedDict[tuple[str, ...], int] = field(default_factory=OrderedDict)
    _pushed: int = 0

    def __len__(self) -> int:
        return len(self._slots)

    def fill(self, entries: Iterable[Entry], marks: Mapping[UUID, Mapping[UUID, datetime]]) -> None:
        """Forget everything and know these; `marks` says up to when each user has read each case."""
        self._slots, self._entries, self._free, self._marks, self._turns = {}, [], [], {}, []
        self._texts.clear()
        members: dict[Key, list[int]] = {}
        for slot, one in enumerate(entries):
            self._slots[one.id] = slot
            self._entries.append(one)
            for key in one.values():
                members.setdefault(key, []).append(slot)
            self._await_turns(one)
            for user, up_to in marks.get(one.id, {}).items():
                self._marks.setdefault(slot, {})[user] = up_to
                if _is_seen(one, up_to):
                    members.setdefault(("seen", user), []).append(slot)
        size = len(self._entries) // 8 + 1
        self._bits = {key: _bits(slots, size) for key, slots in members.items()}

    def put(self, one: Entry, marks: Mapping[UUID, datetime]) -> None:
        """Know a case as it is now."""
        self.drop(one.id)
        slot = self._free.pop() if self._free else len(self._entries)
        if slot == len(self._entries):
            self._entries.append(None)
        self._slots[one.id], self._entries[slot] = slot, one
        bit = 1 << slot
        for key in one.values():
            self._bits[key] = self._bits.get(key, 0) | bit
        self._await_turns(one)
        self._marks[slot] = dict(marks)
        for user, up_to in marks.items():
            if _is_seen(one, up_to):
                self._bits[("seen", user)] = self._bits.get(("seen", user), 0) | bit
        for words in self._texts:
            if holds_words(words, one.number, one.text):
                self._texts[words] |= bit

    def drop(self, id: UUID) -> None:
        """Forget a case that lives no more."""
        slot = self._slots.pop(id, None)
        if slot is None:
            return
        one = self._entries[slot]
        assert one is not None
        self._entries[slot] = None
        self._free.append(slot)
        keep = ~(1 << slot)
        seen: list[Key] = [("seen", user) for user in self._marks.pop(slot, {})]
        for key in (*one.values(), *seen, ("near", None), ("broken", None)):
            if key in self._bits:
                self._bits[key] &= keep
        for words in self._texts:
            self._texts[words] &= keep

    def pass_to(self, now: datetime) -> None:
        """Let the promises come near and break that did so until `now`."""
        while self._turns and self._turns[0][0] <= now:
            _, _, what, one = heapq.heappop(self._turns)
            if self._is_now(one):
                self._bits[(what, None)] = self._of(what) | 1 << self._slots[one.id]

    def reached(self, scope: Scope) -> int:
        """Return the cases inside a scope."""
        if scope.everywhere:
            return self._of("all")
        return self._any("brand", scope.units) | self._any("queue", scope.queues) | self._any("account", scope.accounts)

    def listed(self, listing: Listing, user: UUID, teams: Collection[UUID]) -> int:
        """Return the cases of a list, as `user`, who is in `teams`, looks; reach is asked for apart."""
        return self._view(listing.view, user, teams) & self._filter(listing.filter, user, teams)

    def unseen(self, user: UUID) -> int:
        """Return the cases in which somebody wrote since `user` last read."""
        return self._of("written") & ~self._of("seen", user)

    def _view(self, view: ViewKey, user: UUID, teams: Collection[UUID]) -> int:
        is_open, mine = self._of("standing", "open"), self._of("by_agent", user)
        match view.kind:
            case ViewKind.MINE:
                return is_open & mine & ~self._of("waiting", "until")
            case ViewKind.SNOOZED:
                return is_open & mine & self._of("waiting", "until")
            case ViewKind.DUE:
                return is_open & mine & self._of("waiting", "none") & self._of("near")
            case ViewKind.UNASSIGNED:
                waits = is_open & self._any("held", WAITS)
                return waits & self._of_teams([view.team_id]) if view.team_id else waits
            case ViewKind.TEAM:
                return is_open & self._of_teams([view.team_id] if view.team_id else teams)
            case ViewKind.BREACHED:
                return is_open & self._of("broken")
            case ViewKind.SET_ASIDE:
                return self._of("standing", "set_aside")
            case ViewKind.RESOLVED:
                return self._of("standing", "resolved")
            case ViewKind.ALL:
                return self._of("all")
            case ViewKind.MENTIONS | ViewKind.UNCERTAIN:
                return 0  # counted by the rows that say so: see `service/counts.py`
            case _:
                assert_never(view.kind)

    def _filter(self, given: CaseFilter, user: UUID, teams: Collection[UUID]) -> int:
        found = self._of("all")
        plain: tuple[tuple[str, Collection[Hashable]], ...] = (
            ("standing", given.state), ("channel", given.channel), ("queue", given.queue), ("brand", given.brand),
            ("priority", given.priority), ("tag", given.tag), ("language", given.language), ("waiting", given.waiting),
        )  # fmt: skip
        for name, values in plain:
            if values:
                found &= self._any(name, values)
        if given.holder:
            agents = [*ids_of(given.holder), *([user] if "me" in given.holder else ())]
            found &= self._any("by_agent", agents) | (self._any("held", WAITS) if "nobody" in given.holder else 0)
        if given.team:
            found &= self._of_teams([*ids_of(given.team), *(teams if "mine" in given.team else ())])
        if given.sla:
            found &= self._promised(given.sla)
        if given.words:
            found &= self._text(given.words)
        return found

    def _promised(self, wanted: Collection[str]) -> int:
        broken, near, due = self._of("broken"), self._of("near"), self._of("due")
        of = {"breached": broken, "approaching": near & ~broken, "on_time": due & ~near & ~broken}
        of["none"] = self._of("all") & ~due & ~broken
        found = 0
        for one in wanted:
            found |= of[one]
        return found

    def _text(self, words: tuple[str, ...]) -> int:
        if words not in self._texts:
            slots = [slot for slot, one in enumerate(self._entries) if one and holds_words(words, one.number, one.text)]
            self._texts[words] = _bits(slots, len(self._entries) // 8 + 1)
            while len(self._texts) > MOST_TEXTS:
                self._texts.popitem(last=False)
        self._texts.move_to_end(words)
        return self._texts[words]

    def _of_teams(self, wanted: Collection[UUID]) -> int:
        """Return the cases of teams: those that a team itself holds, and the others by their queue."""
        queues = [queue for queue, team in self.teams.items() if team in wanted]
        return self._any("by_team", wanted) | (self._any("queue", queues) & ~self._of("held", "team"))

    def _any(self, name: str, values: Iterable[Hashable]) -> int:
        found = 0
        for value in values:
            found |= self._bits.get((name, value), 0)
        return found

    def _of(self, name: str, value: Hashable = None) -> int:
        return self._bits.get((name, value), 0)

    def _await_turns(self, one: Entry) -> None:
        if one.due_at is not None and one.due_from is not None:
            near = one.due_from if one.breached else one.due_at - (one.due_at - one.due_from) * NEAR
            self._push(near, "near", one)
        if one.breached or one.due_at is not None:
            self._push(_EARLY if one.breached or one.due_at is None else one.due_at, "broken", one)

    def _is_now(self, one: Entry) -> bool:
        slot = self._slots.get(one.id)
        return slot is not None and self._entries[slot] is one

    def _push(self, at: datetime, what: str, one: Entry) -> None:
        self._pushed += 1
        heapq.heappush(self._turns, (at, self._pushed, what, one))
        if len(self._turns) > 4 * len(self._slots) + MOST_TURNS:  # at most two turns wait for each case
            self._turns = [turn for turn in self._turns if self._is_now(turn[3])]
            heapq.heapify(self._turns)


_EARLY = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def _is_seen(one: Entry, up_to: datetime) -> bool:
    return one.last_inbound_at is not None and one.last_inbound_at <= up_to


def _bits(slots: Iterable[int], size: int) -> int:
    found = bytearray(size)
    for slot in slots:
        found[slot >> 3] |= 1 << (slot & 7)
    return int.from_bytes(found, "little")
