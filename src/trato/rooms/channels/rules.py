"""Rules of channel accounts."""

from __future__ import annotations

from datetime import datetime, timedelta

WARNED = (14, 7, 1)  # days before a token ends


def token_warning(ends_at: datetime | None, now: datetime) -> int | None:
    """Return which warning stands: 14, 7 or 1 days before a token ends, 0 once it has; None before that."""
    if ends_at is None:
        return None
    if ends_at <= now:
        return 0
    return next((days for days in sorted(WARNED) if ends_at - now <= timedelta(days=days)), None)
