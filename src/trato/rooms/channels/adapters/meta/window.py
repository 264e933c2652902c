"""For how long a Page may answer in private: everybody a day, a person of ours for as long as a tag holds."""

from __future__ import annotations

from datetime import datetime, timedelta

from trato.rooms.channels.adapters.meta import tags
from trato.rooms.channels.model import AccountView, WindowState

WINDOW = timedelta(hours=24)
PRIVATELY_WITHIN = timedelta(days=7)  # a comment may be answered in private


def window_of(last: datetime | None, now: datetime) -> tuple[WindowState, datetime | None]:
    """Return what may be written at `now` to who wrote last at `last`, and until when."""
    if last is None:
        return WindowState.CLOSED, None
    if now < last + WINDOW:
        return WindowState.OPEN, last + WINDOW
    tag = tags.of_person(now)
    if tag is None or tag.within is None or now >= last + tag.within:
        return WindowState.CLOSED, None
    return WindowState.HUMAN_ONLY, last + tag.within


def pace_of(account: AccountView, usual: float) -> float:
    """Return how many calls a second the account takes (`settings.per_second`)."""
    stated = account.settings.get("per_second")
    return float(stated) if isinstance(stated, int | float) and stated > 0 else usual
