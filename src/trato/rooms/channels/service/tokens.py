"""Tokens that end: which are near, and announcing each warning once."""

from __future__ import annotations

from datetime import timedelta

from trato.kit.tx import Tx
from trato.rooms.channels.events import TokenEnding
from trato.rooms.channels.model import EndingToken
from trato.rooms.channels.rules import WARNED, token_warning
from trato.rooms.channels.store import health as store

FARTHEST = timedelta(days=max(WARNED))


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
