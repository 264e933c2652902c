"""Those who watch one topic and see the same of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from trato.app import frames
from trato.app.line import Line
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import Listed, Listing, Selection
from trato.rooms.console.rules.filters import is_listed


@dataclass(eq=False, slots=True)
class Group:
    """Those who watch one topic and see the same of it. `seq` is the fact that its last frame stood at."""

    topic: str
    seq: int
    listing: Listing | None = None
    case_id: UUID | None = None
    selection: Selection | None = None  # of a board, or of those who work there
    lines: set[Line] = field(default_factory=set)
    last: bytes = b""  # of counts: what it was told, so that the same is not told twice
    told: dict[UUID, bytes] | None = None  # of alerts: the same, one by one; None before the first time

    @property
    def kind(self) -> str:
        """What is watched, without which one of its kind."""
        return self.topic.partition(":")[0]

    @property
    def principal(self) -> Principal:
        """Who watches: any of them, for they see the same."""
        return next(iter(self.lines)).principal

    def publish(self, seq: int, now: datetime, resources: list[bytes]) -> None:
        """Send one frame to all."""
        text = frames.frame(self.topic, self.seq, seq, now, resources)
        for line in self.lines:
            line.send(self.topic, text)
        self.seq = seq


def is_of_holder(listing: Listing) -> bool:
    """Say whether only whoever holds a case, or is called in it, can have it in this list of theirs."""
    return listing.view.is_personal or tuple(listing.filter.holder) == ("me",)


def is_in(group: Group, one: Listed, now: datetime) -> bool:
    """Say whether a case stands in the list that a group watches, within its reach."""
    line = next(iter(group.lines))
    who = line.principal
    assert group.listing is not None
    return who.rights.scope(Verb.CASES_READ).covers(one.place) and is_listed(
        group.listing, one, who.user.id, line.teams, now
    )
