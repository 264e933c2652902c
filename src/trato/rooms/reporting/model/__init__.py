"""Words of reports: measures, dimensions, periods, figures."""

from trato.rooms.reporting.model.asked import Asked, CasesAsked, TableAsked
from trato.rooms.reporting.model.catalogue import BY_KEY, MEASURES
from trato.rooms.reporting.model.figures import (
    CaseBehind,
    CasesBehind,
    Choice,
    Figure,
    Line,
    LocalChannel,
    MeasureView,
    PeriodView,
    Report,
    ReportTable,
    Stretch,
    Told,
)
from trato.rooms.reporting.model.measures import (
    BY,
    REASONS,
    SHOWN_BY_REASON,
    Kind,
    Measure,
    Part,
    Per,
    Source,
    parts_of,
)
from trato.rooms.reporting.model.periods import MOST_DAYS, Dimension, Grain, Period

__all__ = [
    "BY",
    "BY_KEY",
    "MEASURES",
    "MOST_DAYS",
    "REASONS",
    "SHOWN_BY_REASON",
    "Asked",
    "CaseBehind",
    "CasesAsked",
    "CasesBehind",
    "Choice",
    "Dimension",
    "Figure",
    "Grain",
    "Kind",
    "Line",
    "LocalChannel",
    "Measure",
    "MeasureView",
    "Part",
    "Per",
    "Period",
    "PeriodView",
    "Report",
    "ReportTable",
    "Source",
    "Stretch",
    "TableAsked",
    "Told",
    "parts_of",
]
