"""Who watches what in one workspace: those who see the same of a topic are one group, told the same text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable
from dataclasses import dataclass, field
from uuid import UUID

from trato.app.group import Group, is_of_holder
from trato.app.line import Line

Key = tuple[str, Hashable]  # a topic, and what sets those who watch it apart: a reach, or a person


@dataclass(slots=True)
class Audience:
    """The groups of one workspace; those of a case and those of a list are found without asking all."""

    _groups: dict[Key, Group] = field(default_factory=dict)
    _of_user: dict[UUID, set[Group]] = field(default_factory=lambda: defaultdict(set))
    _shared: set[Group] = field(default_factory=set)
    _of_case: dict[UUID, set[Group]] = field(default_factory=lambda: defaultdict(set))

    def join(self, line: Line, key: Key, group: Group) -> Group:
        """Let a line watch with those who see the same; `group` is what they are when it is the first."""
        found = self._groups.setdefault(key, group)
        found.lines.add(line)
        line.topics.add(found.topic)
        if found.case_id is not None:
            self._of_case[found.case_id].add(found)
        elif found.listing is not None and is_of_holder(found.listing):
            self._of_user[line.principal.user.id].add(found)
        elif found.listing is not None:
            self._shared.add(found)
        return found

    def part(self, line: Line, topic: str) -> None:
        """Let a line watch a topic no more; a group without lines is forgotten."""
        line.topics.discard(topic)
        for key, group in [(k, g) for k, g in self._groups.items() if k[0] == topic and line in g.lines]:
            group.lines.discard(line)
            if group.lines:
                continue
            del self._groups[key]
            self._shared.discard(group)
            self._of_user[line.principal.user.id].discard(group)
            if group.case_id is not None:
                self._of_case[group.case_id].discard(group)
                if not self._of_case[group.case_id]:
                    del self._of_case[group.case_id]

    def all(self) -> list[Group]:
        """Return every group, as they are now."""
        return list(self._groups.values())

    def of_kind(self, *kinds: str) -> list[Group]:
        """Return those who watch topics of these kinds."""
        return [one for one in self._groups.values() if one.kind in kinds]

    def of_person(self, topic: str, user: UUID) -> Group | None:
        """Return who watches a topic of one person's own; a program with a token is somebody else."""
        return self._groups.get((topic, (user, None)))

    def lists_of(self, users: Iterable[UUID | None]) -> list[Group]:
        """Return the lists in which a case may stand that has to do with these."""
        return [*self._shared, *(group for user in users if user is not None for group in self._of_user.get(user, ()))]

    def screens_of(self, case_id: UUID) -> Collection[Group]:
        """Return who has a case on screen."""
        return self._of_case.get(case_id, ())

    def on_screen(self) -> Collection[UUID]:
        """Return the cases that somebody has on screen."""
        return self._of_case.keys()
