"""The moments of a case's conversation (last inbound, last outbound, waiting since), joined by a merge and parted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from trato.rooms.cases.model import Case


@dataclass(frozen=True, slots=True)
class Moments:
    """When the contact last wrote, when we did, and since when an answer is owed."""

    last_inbound_at: datetime | None
    last_outbound_at: datetime | None
    last_message_at: datetime
    unanswered_since: datetime | None

    def as_json(self) -> dict[str, str | None]:
        """Return them as texts, for a snapshot."""
        return {one.name: _text(getattr(self, one.name)) for one in fields(self)}


def of(case: Case) -> dict[str, str | None]:
    """Return the moments of a case as a snapshot."""
    return Moments(case.last_inbound_at, case.last_outbound_at, case.last_message_at, case.unanswered_since).as_json()


def join(survivor: Case, absorbed: Case) -> Moments:
    """Return the moments of both as one: the latest of what was said, the earliest of what waits."""
    return Moments(
        _latest(survivor.last_inbound_at, absorbed.last_inbound_at),
        _latest(survivor.last_outbound_at, absorbed.last_outbound_at),
        max(survivor.last_message_at, absorbed.last_message_at),
        _earliest(survivor.unanswered_since, absorbed.unanswered_since),
    )


def part(present: Case, before: Mapping[str, Any], joined: Mapping[str, Any]) -> Moments:
    """Return the survivor's moments once a merge is undone: as before, but for what has changed since the merge."""
    now = of(present)
    kept = {name: before[name] if now[name] == joined[name] else now[name] for name in now}
    last = _moment(kept["last_message_at"])
    assert last is not None
    return Moments(
        _moment(kept["last_inbound_at"]), _moment(kept["last_outbound_at"]), last, _moment(kept["unanswered_since"])
    )


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)


def _earliest(one: datetime | None, other: datetime | None) -> datetime | None:
    return min((moment for moment in (one, other) if moment is not None), default=None)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
