"""Who looks at which case, and who types: told by rings between processes, forgotten by time, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from urllib.parse import quote, unquote
from uuid import UUID

from trato.rooms.console.model import ContactTyping, Viewer

LOOKING = 45.0  # seconds that a look is believed without another ring
TYPING = 8.0
AGAIN = 20.0  # seconds after which a look is told again


@dataclass(slots=True)
class _Look:
    user_id: UUID
    name: str
    until: float
    types_until: float = 0.0


def look_ring(workspace: UUID, case_id: UUID, line: str, user: UUID, name: str, state: str) -> str:
    """Return the ring that a line looks at a case (`here`), types in it (`types`) or does no more (`gone`)."""
    return f"desk:{workspace.hex}|{state}|{case_id}|{line}|{user}|{quote(name, safe='')[:300]}"


@dataclass(slots=True)
class Onlookers:
    """The looks and the typing of one workspace, by this process's ear."""

    _looks: dict[UUID, dict[str, _Look]] = field(default_factory=lambda: defaultdict(dict))
    _case_of: dict[UUID, UUID] = field(default_factory=dict)
    _typing: dict[UUID, float] = field(default_factory=dict)

    def learn(self, case_id: UUID, conversations: Iterable[UUID]) -> None:
        """Note which conversations a case on screen has."""
        for one in conversations:
            self._case_of[one] = case_id

    def hear(self, topic: str, at: float) -> list[UUID]:
        """Take a ring; return the cases whose picture it changes."""
        said = topic.split("|")
        if len(said) == 4 and said[1] == "contact":
            conversation = UUID(said[2])
            self._typing[conversation] = at + TYPING if said[3] == "1" else 0.0
            return [self._case_of[conversation]] if conversation in self._case_of else []
        if len(said) != 6:
            return []
        state, case_id, line = said[1], UUID(said[2]), said[3]
        if state == "gone":
            left = self._looks.get(case_id, {})
            before = left.pop(line, None)
            if not left:
                self._looks.pop(case_id, None)
            return [case_id] if before else []
        of = self._looks[case_id]
        before = of.get(line)
        types = state == "types"
        of[line] = _Look(UUID(said[4]), unquote(said[5]), at + LOOKING, at + TYPING if types else 0.0)
        same = before is not None and before.until > at and (before.types_until > at) is types
        return [] if same else [case_id]

    def of(self, case_id: UUID, at: float) -> tuple[Viewer, ...]:
        """Return who has a case on screen, each person once."""
        of = self._looks.get(case_id, {})
        for line in [line for line, look in of.items() if look.until < at]:
            del of[line]
        if not of:
            self._looks.pop(case_id, None)
        people: dict[UUID, Viewer] = {}
        for look in of.values():
            before = people.get(look.user_id)
            types = look.types_until > at or (before is not None and before.typing)
            people[look.user_id] = Viewer(look.user_id, look.name, types)
        return tuple(people.values())

    def cases(self) -> list[UUID]:
        """Return the cases that somebody looks at, or did a moment ago."""
        return list(self._looks)

    def contacts_typing(self, case_id: UUID, at: float, now: datetime) -> tuple[ContactTyping, ...]:
        """Return in which conversations of a case its contact types, and until when to believe it."""
        return tuple(
            ContactTyping(conversation, now + timedelta(seconds=until - at))
            for conversation, until in self._typing.items()
            if until > at and self._case_of.get(conversation) == case_id
        )
