"""Tokens that end: which are near, and announcing each warning once."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.events import TokenEnding
from trato.rooms.channels.model import EndingToken
from trato.rooms.channels.rules import WARNED, token_warning
from trato.rooms.channels.store import health as store
from trato.rooms.channels.store import looks

FARTHEST = timedelta(days=max(WARNED))
LOOK_EVERY = timedelta(hours=6)
BROKEN_EVERY = timedelta(minutes=15)
FIRST_LOOK = timedelta(hours=1)  # after it was connected: the wizard has just looked
MOST_LOOKS = 10  # of one workspace in one go


async def ending_tokens(tx: Tx) -> list[EndingToken]:
    """List accounts in use whose token ends within 14 days or has ended, the soonest first."""
    return await store.list_ending(tx, tx.now + FARTHEST)


async def announce_ending(tx: Tx) -> list[tuple[EndingToken, int]]:
    """Announce the warnings that stand and were not announced before; return each with its days.

    A token that is first seen 5 days before its end is announced for 7 days, not for 14 as well.
    """
    found = [(one, token_warning(one.ends_at, tx.now)) for one in await ending_tokens(tx)]
    near = [(one, days) for one, days in found if days]
    if not near:
        return []
    new = await store.add_warnings(tx, [(one.account_id, one.ends_at, days) for one, days in near])
    told = [(one, days) for one, days in near if (one.account_id, one.ends_at, days) in new]
    for one, days in told:
        tx.emit(TokenEnding(subject=one.account_id, days=days))
    return told


async def claim_looks(tx: Tx) -> list[UUID]:
    """Return the accounts to look at with their providers now: each four times a day, broken ones oftener.

    An account that breaks is mended by a good look: that is the probe of a breaker whose credentials were refused.
    """
    now = tx.now
    return await looks.claim_looks(tx, now + LOOK_EVERY, now + BROKEN_EVERY, now - FIRST_LOOK, MOST_LOOKS)
