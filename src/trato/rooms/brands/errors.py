"""What brands refuse."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound


class BrandNotFound(NotFound):
    code = "brand_not_found"


class CalendarNotFound(NotFound):
    code = "calendar_not_found"


class NameTaken(Conflict):
    code = "name_taken"


class UnknownTimezone(Invalid):
    """Data: `timezone`."""

    code = "unknown_timezone"


class UnknownHolidays(Invalid):
    """No public holidays are known for this place. Data: `country`, `subdivision`."""

    code = "unknown_holidays"


class NeverOpen(Invalid):
    """A set of hours that never opens in the year that follows: promises could not be counted."""

    code = "never_open"


class ControllerNotFound(NotFound):
    code = "controller_not_found"
