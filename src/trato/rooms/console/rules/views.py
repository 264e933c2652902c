"""Which cases stand in which list: the same rules as the SQL of `store/lists.py`, for one case already read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import assert_never
from uuid import UUID

from trato.rooms.console.errors import ViewUnknown
from trato.rooms.console.model import Listed, ViewKey, ViewKind

NEAR = 0.2  # of a promise's time: with this much left it is near
OF_TEAMS = frozenset({ViewKind.UNASSIGNED, ViewKind.TEAM})


def read_view(text: str) -> ViewKey:
    """Return the list that a URL or a topic names. Raises ViewUnknown."""
    name, dot, team = text.partition(".")
    try:
        key = ViewKey(ViewKind(name), UUID(team) if dot else None)
    except ValueError:
        raise ViewUnknown() from None
    if key.team_id is not None and key.kind not in OF_TEAMS:
        raise ViewUnknown()
    return key


def belongs(view: ViewKey, one: Listed, user: UUID, teams: Collection[UUID], now: datetime) -> bool:
    """Say whether a case within reach stands in a list of `user`, who is in `teams`."""
    row = one.row
    is_open = row.state == "open" and row.set_aside is None
    mine = is_open and one.holder_kind == "agent" and one.holder_id == user
    snoozed = row.waiting is not None and row.waiting.on == "until"
    match view.kind:
        case ViewKind.MINE:
            return mine and not snoozed
        case ViewKind.SNOOZED:
            return mine and snoozed
        case ViewKind.DUE:
            return mine and row.waiting is None and is_near(one, now)
        case ViewKind.MENTIONS:
            return user in one.mentioned
        case ViewKind.UNASSIGNED:
            waits = is_open and one.holder_kind in ("nobody", "queue", "team")
            return waits and (view.team_id is None or row.team_id == view.team_id)
        case ViewKind.TEAM:
            return is_open and (row.team_id == view.team_id if view.team_id else row.team_id in teams)
        case ViewKind.BREACHED:
            return is_open and is_broken(one, now)
        case ViewKind.UNCERTAIN:
            return row.uncertain > 0
        case ViewKind.SET_ASIDE:
            return row.set_aside is not None
        case ViewKind.RESOLVED:
            return row.state == "resolved" and row.set_aside is None
        case ViewKind.ALL:
            return True
        case _:
            assert_never(view.kind)


def is_near(one: Listed, now: datetime) -> bool:
    """Say whether the first promise of a case is near or broken."""
    if one.due_at is None or one.due_from is None:
        return False
    return one.breached or one.due_at - (one.due_at - one.due_from) * NEAR <= now


def is_broken(one: Listed, now: datetime) -> bool:
    """Say whether the first promise of a case is broken, also when nobody announced it yet."""
    return one.breached or (one.due_at is not None and one.due_at <= now)


def turns_at(one: Listed) -> list[datetime]:
    """Return the instants at which time alone moves a case between lists."""
    if one.due_at is None or one.due_from is None:
        return []
    return [one.due_at - (one.due_at - one.due_from) * NEAR + timedelta(milliseconds=1), one.due_at]
