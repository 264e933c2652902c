"""Where silence puts an agent, and which reasons a workspace may keep."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from trato.rooms.workforce.model import (
    BY_ITSELF,
    DISCONNECTED,
    IDLE,
    Attendance,
    Patience,
    Presence,
    PresenceState,
    Reason,
)

GONE = timedelta(seconds=60)  # to reload a page, to change networks
LONGEST_BREAK = timedelta(hours=2)  # that a screen may be gone while its agent is on a break of their own saying
MOST_REASONS = 12
LONGEST_NAME = 40  # characters
LANGUAGES = frozenset({"es", "en", "pt"})
PAUSING = frozenset({PresenceState.BUSY, PresenceState.BREAK, PresenceState.AWAY})
_CODE = re.compile(r"[a-z0-9_]{1,40}")
_TAKEN = frozenset({IDLE, DISCONNECTED, "unanswered", "signed_out", "deactivated"})  # what the house itself says


def _reason(code: str, state: PresenceState, es: str, en: str, pt: str) -> Reason:
    return Reason(code, state, {"es": es, "en": en, "pt": pt})


REASONS = (  # that a workspace has while it keeps none of its own
    _reason("break", PresenceState.BREAK, "descanso", "rest", "descanso"),
    _reason("lunch", PresenceState.BREAK, "almuerzo", "lunch", "almoço"),
    _reason("meeting", PresenceState.AWAY, "reunión", "meeting", "reunião"),
    _reason("training", PresenceState.AWAY, "capacitación", "training", "treinamento"),
    _reason("coaching", PresenceState.AWAY, "acompañamiento", "coaching", "acompanhamento"),
    _reason("system", PresenceState.AWAY, "problema técnico", "technical problem", "problema técnico"),
    _reason("other", PresenceState.AWAY, "otro motivo", "other reason", "outro motivo"),
)


def lapse(one: Attendance, patience: Patience, now: datetime) -> tuple[PresenceState, str] | None:
    """Return where silence puts an agent now, with its code; None while they stay where they are.

    Who works is put away once all their screens were gone for a while, or nobody touched one for longer. Who is
    away, and gone for much longer, is offline: their waiting cases are somebody else's by then. What was before they
    said where they are does not count.
    """
    state, gone = one.presence.state, now - max(one.seen_at, one.presence.since)
    if state in (PresenceState.ONLINE, PresenceState.BUSY):
        if gone >= patience.gone:
            return PresenceState.AWAY, DISCONNECTED
        still = now - max(one.touched_at, one.presence.since)
        return (PresenceState.AWAY, IDLE) if patience.idle is not None and still >= patience.idle else None
    if state is PresenceState.OFFLINE or patience.offline is None:
        return None
    bound = patience.offline if one.presence.reason in BY_ITSELF else max(patience.offline, LONGEST_BREAK)
    return (PresenceState.OFFLINE, DISCONNECTED) if gone >= bound else None


def ends_by_an_act(presence: Presence) -> bool:
    """Say whether an agent comes back as soon as they touch their desk: nobody but the clock put them away."""
    return presence.state is PresenceState.AWAY and presence.reason in BY_ITSELF


def senseless(reasons: Sequence[Reason]) -> str | None:
    """Return what is wrong with a list of reasons as a code; None when nothing is."""
    if len(reasons) > MOST_REASONS:
        return "too_many"
    codes = [one.code for one in reasons]
    if len(set(codes)) < len(codes):
        return "twice"
    for one in reasons:
        if _CODE.fullmatch(one.code) is None or one.code in _TAKEN:
            return "code"
        if one.state not in PAUSING:
            return "state"
        words = [one.names.get(language, "").strip() for language in LANGUAGES]
        if set(one.names) - LANGUAGES or not all(0 < len(word) <= LONGEST_NAME for word in words):
            return "names"
    return None
