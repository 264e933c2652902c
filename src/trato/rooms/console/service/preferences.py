"""What people settle for themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from msgspec import structs

from trato.kit.tx import Tx
from trato.rooms.access.model import UserId
from trato.rooms.console.events import PreferencesChanged
from trato.rooms.console.model.preferences import NoticeKind, NoticeWay, Preferences
from trato.rooms.console.rules import preferences as rules
from trato.rooms.console.store import preferences as store


async def get(tx: Tx, user: UserId) -> Preferences:
    """Return what somebody settled; the house's own choices for the rest."""
    return await store.get(tx, user)


async def change(
    tx: Tx,
    user: UserId,
    *,
    keys: Mapping[str, str | None] | None = None,
    reset_keys: bool = False,
    notices: Mapping[NoticeKind, Sequence[NoticeWay]] | None = None,
    **rest: Any,
) -> Preferences:
    """Settle what is given; None is not given. A command without keys (None) gets the house's own back.

    `reset_keys` gives all of them back first. Raises Invalid.
    """
    before = await store.lock(tx, user)
    mine = {**({} if reset_keys else before.keys), **(keys or {})}
    told = {kind: tuple(dict.fromkeys(ways)) for kind, ways in (notices or {}).items()}
    after = structs.replace(
        before,
        **{name: value for name, value in rest.items() if value is not None},
        keys={command: one for command, one in mine.items() if one is not None},
        notices={**before.notices, **told},
    )
    rules.check(after)
    if after != before:
        await store.put(tx, user, after)
        announce(tx, user)
    return after


def announce(tx: Tx, user: UUID) -> None:
    """Tell the other screens of somebody that what they settled differs."""
    tx.emit(PreferencesChanged(subject=user))
