"""Who looks at what, as this workspace's consoles were told: what is new of it, and what is believed no more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.app.onlookers import Onlookers
from trato.rooms.console.model import ContactTyping, Viewer


@dataclass(slots=True)
class Looks:
    """The looks at a workspace's cases: as they are, and as lists were last told."""

    _onlookers: Onlookers = field(default_factory=Onlookers)
    _looked: set[UUID] = field(default_factory=set)
    _told: dict[UUID, tuple[Viewer, ...]] = field(default_factory=dict)

    def learn(self, case_id: UUID, conversations: Iterable[UUID]) -> None:
        """Note which conversations a case on screen has."""
        self._onlookers.learn(case_id, conversations)

    def hear(self, topic: str, at: float) -> list[UUID]:
        """Take a ring; return the cases whose picture it changes."""
        changed = self._onlookers.hear(topic, at)
        self._looked.update(changed)
        return changed

    def fade(self, case_id: UUID, at: float) -> bool:
        """Say whether a look that was told is believed no more: nobody rings that a process died."""
        if self._onlookers.of(case_id, at) == self._told.get(case_id, ()):
            return False
        self._looked.add(case_id)
        return True

    def cases(self) -> list[UUID]:
        """Return the cases that somebody looks at, or did a moment ago."""
        return self._onlookers.cases()

    def of(self, case_id: UUID, at: float) -> tuple[Viewer, ...]:
        """Return who has a case on screen, each person once."""
        return self._onlookers.of(case_id, at)

    def contacts_typing(self, case_id: UUID, at: float, now: datetime) -> tuple[ContactTyping, ...]:
        """Return in which conversations of a case its contact types."""
        return self._onlookers.contacts_typing(case_id, at, now)

    def take(self) -> set[UUID]:
        """Return the cases whose looks changed since this was asked last."""
        looked, self._looked = self._looked, set()
        return looked

    def news(self, looked: Collection[UUID], at: float) -> Iterator[tuple[UUID, tuple[Viewer, ...]]]:
        """Give those of these cases whose viewers are others than were told, and note them as told."""
        for case_id in looked:
            viewers = self._onlookers.of(case_id, at)
            if viewers == self._told.get(case_id, ()):
                continue
            if viewers:
                self._told[case_id] = viewers
            else:
                del self._told[case_id]
            yield case_id, viewers

    def told(self, cases: Iterable[UUID]) -> Iterator[tuple[UUID, tuple[Viewer, ...]]]:
        """Give what was told of those of these cases that somebody looks at."""
        return ((case_id, self._told[case_id]) for case_id in cases if case_id in self._told)
