"""What a measure is: which rows it counts, which of their columns say what, and what it can be cut by."""

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
    TRIAGED = "triaged"  # a case was set aside by itself
    TAGGED = "tagged"  # a case was tagged by itself for the first time
    CORRECTED = "corrected"  # a person put right what was predicted
    ALIKE = "alike"  # a case was resolved with the help of a suggestion; beside it one that is like it, without
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
    Source.TRIAGED: (*PLACE, *MOMENT, Dimension.REASON),
    Source.TAGGED: (*PLACE, *MOMENT),
    Source.CORRECTED: (*PLACE, *MOMENT, Dimension.AGENT, Dimension.REASON),
    Source.ALIKE: (*PLACE, Dimension.AGENT),
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
        "triage_saved",
        "corrections",
        "correcting_time",
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
    Source.TRIAGED: ("spam", "troll", "no_engagement"),
    Source.CORRECTED: (
        "engageable",
        "kind",
        "sentiment",
        "urgency",
        "needs_human",
        "offensive",
        "language",
        "tag",
        "suggestion",
    ),
}


def parts_of(measure: Measure) -> tuple[Part, ...]:
    """Return what of a measure can be opened."""
    if not measure.has_cases:
        return ()
    parts = [Part.ALL]
    if measure.counted:
        parts += [Part.COUNTED] if measure.by_contact else [Part.COUNTED, Part.REST]
    return (*parts, Part.BESIDE) if measure.beside else tuple(parts)
