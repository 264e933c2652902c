"""Presence as it is said at the desk: a state, and one of the workspace's reasons."""

from __future__ import annotations

from trato.kit.errors import Invalid
from trato.kit.tx import Tx
from trato.rooms.console.rules import presence as words
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

RESTING = frozenset({PresenceState.BUSY, PresenceState.BREAK, PresenceState.AWAY})


async def understand(tx: Tx, state: str, reason: str | None) -> tuple[PresenceState, str]:
    """Return the state and the code that a screen means: a reason says itself which state it puts one in.

    Raises Invalid for a state that is none, UnknownReason for a reason that the workspace does not keep.
    """
    meant = words.meant(state)
    if meant is None:
        raise Invalid(field="state", reason="unknown")
    if not reason:
        return meant, ""
    found = await workforce.reason_of(tx, reason)
    return (found.state, found.code) if meant in RESTING else (meant, "")
