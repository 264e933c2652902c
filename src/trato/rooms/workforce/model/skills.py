"""What agents can do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType
from uuid import UUID

SkillId = NewType("SkillId", UUID)
HIGHEST_LEVEL = 5


class Matches(StrEnum):
    """Which property of a case asks for a skill by itself; `NOTHING` leaves it to rules and people."""

    NOTHING = ""
    LANGUAGE = "language"
    CHANNEL = "channel"
    COUNTRY = "country"
    BRAND = "brand"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class Skill:
    """Something that some agents can do.

    Cases whose property `matches` has `value` need it, from `level` (1 to 5) on.
    """

    id: SkillId
    name: str
    matches: Matches = Matches.NOTHING
    value: str = ""
    level: int = 1
