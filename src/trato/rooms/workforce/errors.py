"""What the workforce refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class SenselessCapacity(Invalid):
    """Data: `field` (live, deferred, limits or units) and `capacity`."""

    code = "senseless_capacity"


class SenselessReason(Invalid):
    """A reason of presence is a short code. Data: `reason`."""

    code = "senseless_reason"


class SkillNotFound(NotFound):
    """Data: `skill`."""

    code = "skill_not_found"


class SkillTaken(Conflict):
    """Another skill has that name, or is asked for by the same. Data: `name`."""

    code = "skill_taken"


class SenselessSkill(Invalid):
    """Data: `field` (name, level, value or skills) and `most`."""

    code = "senseless_skill"
