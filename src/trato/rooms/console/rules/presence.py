"""Presence in the words of screens: four states, and a reason for not being available."""

from __future__ import annotations

from typing import assert_never

from trato.rooms.workforce.model import PresenceState

REASONS = ("break", "lunch", "meeting", "training", "wrap_up", "coaching", "system", "other")
PAUSES = frozenset({"break", "lunch"})


def shown(state: PresenceState) -> str:
    """Return the word of screens for a state of the workforce."""
    match state:
        case PresenceState.ONLINE:
            return "available"
        case PresenceState.BUSY:
            return "busy"
        case PresenceState.BREAK | PresenceState.AWAY:
            return "away"
        case PresenceState.OFFLINE:
            return "offline"
        case _:
            assert_never(state)


def meant(word: str, reason: str) -> PresenceState | None:
    """Return the state that a screen's word and reason mean, or None when there is none."""
    match word:
        case "available":
            return PresenceState.ONLINE
        case "busy":
            return PresenceState.BUSY
        case "away":
            return PresenceState.BREAK if reason in PAUSES else PresenceState.AWAY
        case "offline":
            return PresenceState.OFFLINE
        case _:
            return None
