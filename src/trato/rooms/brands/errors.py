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


class OverlappingHours(Invalid):
    """Two openings of one day run into each other. Data: `day`, a weekday from 0 (Monday) or a date."""

    code = "overlapping_hours"


class CalendarInUse(Conflict):
    """Somebody keeps these hours still. Data: `holders`, how many."""

    code = "calendar_in_use"


class ControllerNotFound(NotFound):
    code = "controller_not_found"


class ControllerInUse(Conflict):
    """Brands in use belong to it. Data: `brands`, how many."""

    code = "controller_in_use"


class BrandInUse(Conflict):
    """Channel accounts of the brand are in service. Data: `accounts`, how many."""

    code = "brand_in_use"


class PaleColour(Invalid):
    """White text on this colour cannot be read. Data: `ratio`, its contrast, and `least`."""

    code = "pale_colour"


class CalendarChanged(Conflict):
    """Somebody published another version meanwhile. Data: `version`, theirs."""

    code = "calendar_changed"
