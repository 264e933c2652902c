"""Settings down the tree of units: the nearest one counts, unless one above is locked (S240)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from trato.rooms.access.errors import SettingLocked
from trato.rooms.access.model import Setting


def resolve_setting(path: Sequence[UUID], said: Mapping[UUID, Setting]) -> Setting | None:
    """Return what holds at the end of `path` (from the root down); None when nobody above or there said anything.

    `said` are the settings of one key by unit. The first locked one on the way down decides.
    """
    found: Setting | None = None
    for unit in path:
        here = said.get(unit)
        if here is None:
            continue
        found = here
        if here.locked_by is not None:
            break
    return found


def check_unlocked(path: Sequence[UUID], said: Mapping[UUID, Setting]) -> None:
    """Refuse to write at the end of `path` below a lock. Raises SettingLocked; a unit may change its own lock."""
    for unit in path[:-1]:
        here = said.get(unit)
        if here is not None and here.locked_by is not None:
            raise SettingLocked(unit=unit, key=here.key)
