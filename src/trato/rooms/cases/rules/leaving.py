"""What it is called when a contact leaves before anybody talked with them (records.md, rule 6)."""

from __future__ import annotations

from datetime import timedelta
from typing import assert_never

from trato.rooms.cases.model import AbandonmentVariant, Holder, HolderKind

SHORT = timedelta(seconds=10)  # who leaves sooner never meant to wait: excluded from what is counted


def variant_of(holder: Holder, waited: timedelta) -> AbandonmentVariant:
    """Name the abandonment of somebody who left a live channel after `waited`, while `holder` had the case."""
    if waited < SHORT:
        return AbandonmentVariant.SHORT
    match holder.kind:
        case HolderKind.BOT:
            return AbandonmentVariant.IN_BOT
        case HolderKind.AGENT:
            return AbandonmentVariant.NO_DIALOGUE
        case HolderKind.QUEUE | HolderKind.TEAM | HolderKind.NOBODY:
            return AbandonmentVariant.LEFT_QUEUE
        case _:
            assert_never(holder.kind)
