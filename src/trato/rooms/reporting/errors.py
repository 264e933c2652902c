"""Refusals of reports: what is asked for makes no sense, or is more than one answer holds."""

from trato.kit.errors import Invalid


class PeriodReversed(Invalid):
    """The period ends before it begins."""

    code = "period_reversed"


class PeriodTooLong(Invalid):
    """The period holds more days than one report: `days`, `most`."""

    code = "period_too_long"


class NoSuchDay(Invalid):
    """The calendar of that place has no such day: its clocks skipped it."""

    code = "no_such_day"


class ZoneUnknown(Invalid):
    """There is no such time zone."""

    code = "report_zone_unknown"


class MeasureUnknown(Invalid):
    """There is no such measure, or it has no such part."""

    code = "measure_unknown"


class DimensionUnknown(Invalid):
    """There is no such dimension, or this measure cannot be cut by it."""

    code = "dimension_unknown"


class PageUnknown(Invalid):
    """The page asked for is none of ours."""

    code = "cursor_unknown"
