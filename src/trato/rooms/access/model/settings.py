"""What units say for themselves and below."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from msgspec import Struct

from trato.rooms.access.model.organisation import UnitId, UserId


class Setting(Struct, frozen=True):
    """What a unit says about one key. `locked_by` is who forbade the units below to differ."""

    unit_id: UnitId
    key: str
    value: object
    locked_by: UserId | None = None


class SettingKind(StrEnum):
    """What a setting holds: yes or no, a number of hours or of seconds, or codes of roles."""

    SWITCH = "switch"
    HOURS = "hours"
    SECONDS = "seconds"
    ROLES = "roles"


class KnownSetting(Struct, frozen=True):
    """A setting that units may have, and what holds while nobody says anything."""

    key: str
    kind: SettingKind
    usual: Any
    least: int = 0
    most: int = 0


class SettingRow(Struct, frozen=True):
    """What one unit itself says about one key, who said it, and who locked it and why."""

    unit_id: UnitId
    key: str
    value: Any
    locked: bool
    reason: str
    set_by: UserId | None
    set_at: datetime
