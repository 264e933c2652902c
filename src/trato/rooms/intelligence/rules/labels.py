"""The labels that models learn: a tag is its id, a reason the path of ids down to it; both outlive a renaming."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from trato.rooms.cases.model import Disposition, Tag

BETWEEN = "/"


@dataclass(frozen=True, slots=True)
class Labels:
    """What is in use now: `paths` are the labels of it; `instead` leads from what was merged to what is used."""

    paths: Mapping[UUID, str]
    instead: Mapping[UUID, UUID]

    def now(self, one: UUID) -> UUID | None:
        """Return what `one` is by now; None when it is out of use."""
        for _ in range(len(self.instead) + 1):
            if one in self.paths:
                return one
            if one not in self.instead:
                return None
            one = self.instead[one]
        return None

    def said(self, many: Iterable[UUID]) -> tuple[str, ...]:
        """Return the labels of what these are by now, each once."""
        return tuple(sorted({self.paths[known] for one in many if (known := self.now(one)) is not None}))

    def meant(self, label: str) -> UUID | None:
        """Return what a label of a model means now: models may be older than the last change of the words."""
        return self.now(UUID(label.rpartition(BETWEEN)[2]))


def of_tags(tags: Iterable[Tag]) -> Labels:
    """Return the labels of tags, of which those that were merged lead to others."""
    known = list(tags)
    return Labels(
        {one.id: str(one.id) for one in known if one.retired_at is None},
        {one.id: one.merged_into for one in known if one.merged_into},
    )


def of_reasons(nodes: Iterable[Disposition]) -> Labels:
    """Return the labels of reasons, each with the branches above it."""
    known = {one.id: one for one in nodes}

    def path(one: Disposition) -> str:
        parts = [str(one.id)]
        while one.parent_id is not None and one.parent_id in known and len(parts) <= len(known):
            one = known[one.parent_id]
            parts.insert(0, str(one.id))
        return BETWEEN.join(parts)

    return Labels(
        {id_: path(one) for id_, one in known.items() if one.retired_at is None},
        {id_: one.merged_into for id_, one in known.items() if one.merged_into},
    )
