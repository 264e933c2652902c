"""The measures, each defined once: which rows it counts, and which of their columns say what.

The SQL of the rows is in `store/sources.py`, by source; the words, with the definition that people read, are in the
catalogue `measures` by key. Number, table, chart, CSV, API and list of cases are all made from the one entry here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from trato.rooms.reporting.model.periods import Dimension


class Source(StrEnum):
    """Where rows come from; `at`, the instant that puts a row into a period, is that of the event it names."""

    CASES = "cases"  # opened
    PROMISES = "promises"  # a first response fell due
    ANSWERS = "answers"  # a first or next response was given
    RESOLUTIONS = "resolutions"
    REOPENINGS = "reopenings"
    EXCLUSIONS = "exclusions"
    TRANSFERS = "transfers"
    ESCALATIONS = "escalations"
    ASSIGNMENTS = "assignments"
    WORK = "work"  # a stretch of attention began
    HANDS = "hands"  # a case was taken up: attention without a gap of five minutes
    COSTS = "costs"  # it was known what a message of ours cost
    PRESENCE = "presence"  # time in which agents were there; it has no cases


class Kind(StrEnum):
    """COUNT: rows. SHARE: those counted of them. QUANTILES: of their seconds. SUM: of their seconds.
    RATIO: their seconds by something else. MONEY: the sum of their amounts, exact, each currency by itself."""

    COUNT = "count"
    SHARE = "share"
    QUANTILES = "quantiles"
    SUM = "sum"
    RATIO = "ratio"
    MONEY = "money"


class Per(StrEnum):
    """What a ratio divides by: the time in which agents were there, or the answers that were written."""

    PRESENCE = "presence"
    ANSWERS = "answers"


class Part(StrEnum):
    """What of a number is opened: its rows, those counted among them, the others, or those told beside it."""

    ALL = "all"
    COUNTED = "counted"
    REST = "rest"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Measure:
    """One definition. `of`, `counted`, `seconds`, `business`, `amount` and `beside` name columns of its source.

    `by_contact` counts contacts instead of rows. Targets are shares, with the manuals' row in `sources`.
    """

    key: str
    group: str
    kind: Kind
    source: Source
    of: str
    sources: tuple[str, ...]
    counted: str = ""
    seconds: str = ""
    business: str = ""
    amount: str = ""
    beside: str = ""
    per: Per | None = None
    by_contact: bool = False
    at_least: float | None = None
    at_most: float | None = None

    @property
    def is_additive(self) -> bool:
        """Whether the parts of any dimension sum up to the whole: contacts may be in several."""
        return not self.by_contact

    @property
    def has_cases(self) -> bool:
        """Whether it opens cases."""
        return self.source is not Source.PRESENCE


PLACE: Final = (
    Dimension.BRAND, Dimension.COUNTRY, Dimension.CHANNEL, Dimension.SURFACE, Dimension.QUEUE, Dimension.TEAM,
)  # fmt: skip
# a source whose rows say who did it can be cut by agent; what nobody did yet cannot
BY: Final[dict[Source, tuple[Dimension, ...]]] = {
    Source.CASES: PLACE,
    Source.PROMISES: (*PLACE, Dimension.AGENT),
    Source.ANSWERS: (*PLACE, Dimension.AGENT),
    Source.RESOLUTIONS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.REOPENINGS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.EXCLUSIONS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.TRANSFERS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.ESCALATIONS: (*PLACE, Dimension.REASON),
    Source.ASSIGNMENTS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.WORK: (*PLACE, Dimension.AGENT),
    Source.HANDS: (*PLACE, Dimension.AGENT),
    Source.COSTS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.PRESENCE: (Dimension.TEAM, Dimension.AGENT),
}
SHOWN_BY_REASON: Final = frozenset(
    {"resolved", "reopened", "set_aside", "transfers", "escalations", "assigned", "message_cost"}
)
REASONS: Final[dict[Source, tuple[str, ...]]] = {
    Source.RESOLUTIONS: ("agent", "bot", "contact", "rule", "auto_close"),
    Source.REOPENINGS: ("contact", "agent", "delivery_failed", "survey"),
    Source.EXCLUSIONS: ("spam", "troll", "no_engagement", "courtesy", "duplicate", "test", "blocked"),
    Source.TRANSFERS: ("to_agent", "to_queue", "to_team", "to_bot", "to_nobody"),
    Source.ESCALATIONS: ("macro", "manual", "rule"),
    Source.ASSIGNMENTS: ("engine", "sticky", "person", "self", "rule"),
    Source.COSTS: ("marketing", "utility", "authentication", "service", "sms", "mms"),
}
ONE_PERCENT, CASE_STUDY = 0.01, 0.85


def _left(variant: str) -> Measure:
    return Measure(
        f"abandoned_{variant}", "abandonment", Kind.SHARE, Source.CASES, "rated", ("S63", "S72", "S88"),
        counted=variant, at_most=ONE_PERCENT,
    )  # fmt: skip


def _within(minutes: int, *sources: str) -> Measure:
    return Measure(
        f"within_{minutes}_min", "response", Kind.SHARE, Source.ANSWERS, "first", sources, counted=f"within_{minutes}"
    )


def _answer(key: str, of: str) -> Measure:
    return Measure(
        key, "response", Kind.QUANTILES, Source.ANSWERS, of, ("S64", "S89"), seconds="wall", business="business"
    )


MEASURES: Final[tuple[Measure, ...]] = (
    Measure("offered", "demand", Kind.COUNT, Source.CASES, "offered", ("S63", "S285"), beside="aside"),
    Measure(
        "answered_in_time", "promise", Kind.SHARE, Source.PROMISES, "due", ("S65", "S94", "S87", "S111"),
        counted="kept", beside="voided", at_least=CASE_STUDY,
    ),
    _answer("first_response", "first"),
    _answer("first_human_response", "first_human"),
    _answer("next_response", "following"),
    _within(5, "S103"),
    _within(10, "S85"),
    _within(30, "S102"),
    _within(60, "S102"),
    _left("left_queue"),
    _left("no_dialogue"),
    _left("in_bot"),
    _left("asynchronous"),
    Measure("abandoned_short", "abandonment", Kind.COUNT, Source.CASES, "short", ("S63",)),
    Measure("handling_time", "work", Kind.QUANTILES, Source.RESOLUTIONS, "handled", ("S64", "S38"), seconds="active"),
    Measure("wrap_up_time", "work", Kind.QUANTILES, Source.RESOLUTIONS, "wrapped", ("S64",), seconds="wrap_up"),
    Measure("worked_time", "work", Kind.SUM, Source.WORK, "active", ("S69",), seconds="seconds"),
    Measure(
        "time_per_answer", "work", Kind.RATIO, Source.WORK, "answering", ("S38",), seconds="seconds", per=Per.ANSWERS
    ),
    Measure("present_time", "work", Kind.SUM, Source.PRESENCE, "there", ("S97",), seconds="seconds"),
    Measure(
        "occupancy", "work", Kind.RATIO, Source.WORK, "present", ("S69", "S96"), seconds="seconds", per=Per.PRESENCE
    ),
    Measure(
        "concurrency", "work", Kind.RATIO, Source.HANDS, "held", ("S96", "S97"), seconds="seconds", per=Per.PRESENCE
    ),
    Measure("resolved", "resolution", Kind.COUNT, Source.RESOLUTIONS, "done", ("S70",), beside="no_answer"),
    Measure("reopened", "resolution", Kind.COUNT, Source.REOPENINGS, "reopened", ("S70",)),
    Measure(
        "reopened_share", "resolution", Kind.SHARE, Source.RESOLUTIONS, "ripe", ("S70",), counted="came_back",
        beside="unripe",
    ),
    Measure(
        "first_contact_resolution", "resolution", Kind.SHARE, Source.RESOLUTIONS, "ripe_any", ("S70",),
        counted="at_first", beside="unripe_any",
    ),
    Measure("one_person", "resolution", Kind.SHARE, Source.RESOLUTIONS, "done", ("S86",), counted="by_one"),
    Measure("resolved_in_1_h", "resolution", Kind.SHARE, Source.RESOLUTIONS, "done", ("S106",), counted="in_an_hour"),
    Measure("typified", "resolution", Kind.SHARE, Source.RESOLUTIONS, "done", ("S90",), counted="typified"),
    Measure(
        "repeat_cases", "resolution", Kind.SHARE, Source.CASES, "ripe", ("S71",), counted="repeated", beside="unripe"
    ),
    Measure(
        "repeat_contacts", "resolution", Kind.SHARE, Source.CASES, "ripe", ("S71",), counted="repeated",
        by_contact=True,
    ),
    Measure("set_aside", "flow", Kind.COUNT, Source.EXCLUSIONS, "standing", ("S34", "S63")),
    Measure("transfers", "flow", Kind.COUNT, Source.TRANSFERS, "moved", ("S86",)),
    Measure("escalations", "flow", Kind.COUNT, Source.ESCALATIONS, "asked", ("S205",)),
    Measure("assigned", "flow", Kind.COUNT, Source.ASSIGNMENTS, "given", ("S7", "S43")),
    Measure(
        "message_cost", "money", Kind.MONEY, Source.COSTS, "priced", ("S4", "S69"), amount="price", beside="unpriced"
    ),
)  # fmt: skip
BY_KEY: Final = {one.key: one for one in MEASURES}


def parts_of(measure: Measure) -> tuple[Part, ...]:
    """Return what of a measure can be opened."""
    if not measure.has_cases:
        return ()
    parts = [Part.ALL]
    if measure.counted:
        parts += [Part.COUNTED] if measure.by_contact else [Part.COUNTED, Part.REST]
    return (*parts, Part.BESIDE) if measure.beside else tuple(parts)
