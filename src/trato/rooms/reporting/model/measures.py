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
    CALLS = "calls"  # somebody called
    STARS = "stars"  # somebody gave stars
    UNDERSTOOD = "understood"  # a message came that was understood
    PREDICTED = "predicted"  # a case was resolved whose satisfaction was predicted
    PRESENCE = "presence"  # time in which agents were there; it has no cases


class Kind(StrEnum):
    """COUNT: rows. SHARE: those counted of them. QUANTILES: of their seconds. MEAN: of their seconds. SUM: of their
    seconds. RATIO: their seconds by something else. STARS: the mean of their points, 1 to 5. SCORE: the same, 0 to 100.
    MONEY: the sum of their amounts, exact, each currency by itself."""

    COUNT = "count"
    SHARE = "share"
    QUANTILES = "quantiles"
    MEAN = "mean"
    SUM = "sum"
    RATIO = "ratio"
    STARS = "stars"
    SCORE = "score"
    MONEY = "money"


class Per(StrEnum):
    """What a ratio divides by: the time in which agents were there, the answers that were written, the calls that were
    given up, or the time that passed."""

    PRESENCE = "presence"
    ANSWERS = "answers"
    ABANDONED = "abandoned"
    TIME = "time"


class Part(StrEnum):
    """What of a number is opened: its rows, those counted among them, the others, or those told beside it."""

    ALL = "all"
    COUNTED = "counted"
    REST = "rest"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True)
class Measure:
    """One definition. `of`, `counted`, `seconds`, `business`, `points`, `promised`, `amount` and `beside` name columns
    of its source. `promised` are the seconds that each row was promised, by its own country and tier.

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
    points: str = ""
    promised: str = ""
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
MOMENT: Final = (Dimension.TIER, Dimension.COMING, Dimension.ADVERT)  # what the opening of a case knows
# a source whose rows say who did it can be cut by agent; what nobody did yet cannot
BY: Final[dict[Source, tuple[Dimension, ...]]] = {
    Source.CASES: (*PLACE, *MOMENT),
    Source.PROMISES: (*PLACE, *MOMENT, Dimension.AGENT),
    Source.ANSWERS: (*PLACE, *MOMENT, Dimension.AGENT),
    Source.RESOLUTIONS: (*PLACE, *MOMENT, Dimension.AGENT, Dimension.REASON),
    Source.REOPENINGS: (*PLACE, *MOMENT, Dimension.AGENT, Dimension.REASON),
    Source.EXCLUSIONS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.TRANSFERS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.ESCALATIONS: (*PLACE, Dimension.REASON),
    Source.ASSIGNMENTS: (*PLACE, Dimension.AGENT, Dimension.REASON),
    Source.WORK: (*PLACE, Dimension.AGENT),
    Source.HANDS: (*PLACE, Dimension.AGENT),
    Source.COSTS: (*PLACE, *MOMENT, Dimension.AGENT, Dimension.REASON),
    Source.CALLS: (*PLACE, *MOMENT, Dimension.AGENT, Dimension.REASON),
    Source.STARS: (*PLACE, *MOMENT, Dimension.AGENT, Dimension.REASON),
    Source.UNDERSTOOD: (*PLACE, *MOMENT, Dimension.REASON),
    Source.PREDICTED: (*PLACE, *MOMENT, Dimension.AGENT),
    Source.PRESENCE: (Dimension.TEAM, Dimension.AGENT),
}
SHOWN_BY_REASON: Final = frozenset(
    {
        "resolved",
        "reopened",
        "set_aside",
        "transfers",
        "escalations",
        "assigned",
        "message_cost",
        "calls",
        "stars",
        "unengaged",
    }
)
REASONS: Final[dict[Source, tuple[str, ...]]] = {
    Source.RESOLUTIONS: ("agent", "bot", "contact", "rule", "auto_close"),
    Source.REOPENINGS: ("contact", "agent", "delivery_failed", "survey"),
    Source.EXCLUSIONS: ("spam", "troll", "no_engagement", "courtesy", "duplicate", "test", "blocked", "other_app"),
    Source.TRANSFERS: ("to_agent", "to_queue", "to_team", "to_bot", "to_nobody"),
    Source.ESCALATIONS: ("macro", "manual", "rule"),
    Source.ASSIGNMENTS: ("engine", "sticky", "person", "self", "rule"),
    Source.COSTS: ("marketing", "utility", "authentication", "service", "sms", "mms"),
    Source.CALLS: ("answered", "missed", "words", "aside", "short"),
    Source.STARS: ("5", "4", "3", "2", "1"),
    Source.UNDERSTOOD: ("spam", "troll", "no_engagement"),
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
        key, "response", Kind.QUANTILES, Source.ANSWERS, of, ("S64", "S89", "S111"), counted="in_time", seconds="wall",
        business="business", promised="promised",
    )  # fmt: skip


def _call(key: str, of: str, seconds: str, kind: Kind = Kind.MEAN) -> Measure:
    return Measure(key, "calls", kind, Source.CALLS, of, ("S64", "S127"), seconds=seconds)


def _stars(key: str, of: str, points: str) -> Measure:
    return Measure(key, "reviews", Kind.STARS, Source.STARS, of, ("S120", "S121"), points=points)


def _predicted(key: str, of: str, counted: str, *sources: str) -> Measure:
    return Measure(key, "intelligence", Kind.SHARE, Source.PREDICTED, of, sources, counted=counted, points="predicted")


MEASURES: Final[tuple[Measure, ...]] = (
    Measure("offered", "demand", Kind.COUNT, Source.CASES, "offered", ("S63", "S285"), beside="aside"),
    Measure(
        "answered_in_time", "promise", Kind.SHARE, Source.PROMISES, "due", ("S65", "S94", "S87", "S111"),
        counted="kept", beside="voided", at_least=CASE_STUDY, promised="promised",
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
    Measure("calls", "calls", Kind.COUNT, Source.CALLS, "came", ("S127",), beside="short"),
    Measure("calls_offered", "calls", Kind.COUNT, Source.CALLS, "rated", ("S63", "S127"), beside="brief"),
    Measure("calls_answered", "calls", Kind.SHARE, Source.CALLS, "rated", ("S88", "S127"), counted="answered"),
    Measure("calls_abandoned", "calls", Kind.SHARE, Source.CALLS, "rated", ("S63", "S127"), counted="abandoned"),
    Measure("calls_in_20_s", "calls", Kind.SHARE, Source.CALLS, "rated", ("S94", "S127"), counted="in_20"),
    _call("speed_of_answer", "answered", "wait"),
    Measure(
        "call_patience", "calls", Kind.RATIO, Source.CALLS, "rated", ("S127",), seconds="wait", per=Per.ABANDONED
    ),
    _call("call_talk", "answered", "talk"),
    _call("call_hold", "answered", "hold"),
    _call("after_call", "wrapped", "after_call"),
    Measure("call_load", "calls", Kind.RATIO, Source.CALLS, "answered", ("S127",), seconds="handle", per=Per.TIME),
    Measure(
        "called_back", "calls", Kind.SHARE, Source.CALLS, "owed", ("S127",), counted="called_back", beside="owing"
    ),
    Measure("calls_to_messaging", "calls", Kind.SHARE, Source.CALLS, "came", ("S4", "S127", "S169"), counted="aside"),
    Measure("reviews", "reviews", Kind.COUNT, Source.STARS, "first", ("S120", "S121"), beside="changed"),
    _stars("stars", "standing", "stars"),
    Measure("reviews_answered", "reviews", Kind.SHARE, Source.STARS, "first", ("S120", "S121"), counted="answered"),
    _stars("stars_at_answer", "answered", "stars_at_answer"),
    _stars("stars_after_answer", "answered", "stars_after"),
    Measure("reviews_raised", "reviews", Kind.SHARE, Source.STARS, "changed", ("S120", "S121"), counted="up"),
    Measure("advert_cases", "adverts", Kind.COUNT, Source.CASES, "from_advert", ("S17", "S259")),
    Measure(
        "advert_engaged", "adverts", Kind.SHARE, Source.CASES, "from_advert", ("S18", "S259"), counted="engaged"
    ),
    Measure("predicted_satisfaction", "intelligence", Kind.SCORE, Source.PREDICTED, "judged", ("S2",),
            points="predicted"),
    _predicted("predicted_satisfied", "judged", "satisfied", "S2"),
    Measure("content_cases", "intelligence", Kind.COUNT, Source.PREDICTED, "content", ("S19",), points="predicted"),
    _predicted("won_back", "began_badly", "won_back", "S13"),
    _predicted("mood_turned", "began_dark", "ended_bright", "S104"),
    Measure("leads", "intelligence", Kind.COUNT, Source.UNDERSTOOD, "lead", ("S15",)),
    Measure("auto_tagged", "intelligence", Kind.SHARE, Source.CASES, "offered", ("S46",), counted="auto_tagged"),
    Measure(
        "suggestions_used", "intelligence", Kind.SHARE, Source.ANSWERS, "first_human", ("S29",), counted="suggested"
    ),
    Measure(
        "unengaged", "intelligence", Kind.COUNT, Source.UNDERSTOOD, "unengaged", ("S34",), beside="corrected"
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
