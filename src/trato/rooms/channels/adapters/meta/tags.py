"""By which tags Meta lets a Page write after the day of its window, as data with the dates between which each holds.

A tag that ends, or begins, is a line of `tags.json`: what may be written follows on the day itself, in no other place.
Utility messages, which come after the tags that ended, are templates and no tags.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.json import decode


class Tag(Struct, frozen=True):
    """One tag. `by` says who may use it; `within_days` how long after the contact's last words, None for ever."""

    tag: str
    by: Literal["person", "anybody"]
    within_days: int | None
    from_: date = field(name="from")
    until: date | None
    purpose: str
    source: str

    @property
    def within(self) -> timedelta | None:
        """How long after the contact's last words it may be used."""
        return None if self.within_days is None else timedelta(days=self.within_days)


TAGS: tuple[Tag, ...] = decode((Path(__file__).parent / "tags.json").read_bytes(), type=tuple[Tag, ...])


def allowed(at: datetime) -> tuple[Tag, ...]:
    """Return the tags that hold on the day of an instant, by UTC."""
    day = at.astimezone(UTC).date()
    return tuple(one for one in TAGS if one.from_ <= day and (one.until is None or day < one.until))


def of_person(at: datetime) -> Tag | None:
    """Return the tag by which what a person of ours writes may leave late; None on days on which there is none."""
    return next((one for one in allowed(at) if one.by == "person"), None)
