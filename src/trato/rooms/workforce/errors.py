"""What the workforce refuses."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class SenselessCapacity(Invalid):
    """Data: `field` (live, deferred, limits or units) and `capacity`."""

    code = "senseless_capacity"


class SenselessWeight(Invalid):
    """Data: `field` (units or channel) and `channel`."""

    code = "senseless_weight"


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


class SenselessShift(Invalid):
    """A shift that cannot be. Data: `reason` (zone, order, length, part_order, part_outside, parts_overlap, parts),
    `starts` and `ends` as they were written."""

    code = "senseless_shift"


class ShiftsOverlap(Conflict):
    """Nobody is in two places. Data: `name`, and `starts`, `ends`, `other_starts`, `other_ends` in local time."""

    code = "shifts_overlap"


class ShiftNotFound(NotFound):
    """Data: `shift`."""

    code = "shift_not_found"


class ShiftChanged(Conflict):
    """Somebody changed it meanwhile. Data: `shift` and the `version` that it has now."""

    code = "shift_changed"


class TemplateNotFound(NotFound):
    """Data: `template`."""

    code = "template_not_found"


class NothingToPlan(Invalid):
    """No day is left to plan. Data: `reason` (never_open, no_spans, no_shifts, no_people)."""

    code = "nothing_to_plan"


class ScheduleFileUnread(Invalid):
    """A file of shifts that cannot be taken. Data: `line` and `reason`."""

    code = "schedule_file_unread"


class UnknownReason(Invalid):
    """No such reason is kept. Data: `reason`."""

    code = "unknown_reason"


class SenselessReasons(Invalid):
    """Data: `reason` (too_many, twice, code, state or names)."""

    code = "senseless_reasons"


class VolumesUnread(Invalid):
    """A file of volumes that cannot be taken. Data: `line` and `reason` (columns, length, channel, number)."""

    code = "volumes_unread"


class SenselessPromise(Invalid):
    """Staffing for a share above all or a negative time. Data: `field`."""

    code = "senseless_promise"
