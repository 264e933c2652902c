"""Presence in the words of screens."""

from __future__ import annotations

from typing import assert_never

from trato.rooms.workforce.model import PresenceState


def shown(state: PresenceState) -> str:
    """Return the word of screens for a state of the workforce."""
    match state:
        case PresenceState.ONLINE:
            return "available"
        case PresenceState.BUSY | PresenceState.BREAK | PresenceState.AWAY | PresenceState.OFFLINE:
            return state.value
        case _:
            assert_never(state)


def meant(word: str) -> PresenceState | None:
    """Return the state that a screen's word means, or None when there is none."""
    return next((state for state in PresenceState if shown(state) == word), None)
