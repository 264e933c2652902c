"""For how long a Page may answer in private: to all a day, to what a person of ours writes a week."""

from __future__ import annotations

from datetime import datetime, timedelta

from trato.rooms.channels.model import AccountView, WindowState

WINDOW = timedelta(hours=24)
# The tag HUMAN_AGENT: what a person writes may leave for seven days after the contact's last message.
HUMAN_WINDOW = timedelta(days=7)
PRIVATELY_WITHIN = timedelta(days=7)  # a comment may be answered in private


def window_of(last: datetime | None, now: datetime) -> tuple[WindowState, datetime | None]:
    """Return what may be written at `now` to who wrote last at `last`, and until when."""
    if last is None or now >= last + HUMAN_WINDOW:
        return WindowState.CLOSED, None
    if now < last + WINDOW:
        return WindowState.OPEN, last + WINDOW
    return WindowState.HUMAN_ONLY, last + HUMAN_WINDOW


def pace_of(account: AccountView, usual: float) -> float:
    """Return how many calls a second the account takes (`settings.per_second`)."""
    stated = account.settings.get("per_second")
    return float(stated) if isinstance(stated, int | float) and stated > 0 else usual
