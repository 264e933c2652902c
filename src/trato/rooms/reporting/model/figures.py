"""What a report says: numbers with what they are made of, and the cases behind them."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from msgspec import Struct


class Figure(Struct, frozen=True):
    """One number. None is "n/a": there was nothing to count among, never zero.

    `n` is how many rows it stands for, and as many are listed when it is opened: of a share, its denominator.
    `counted` of them make the share's numerator. Durations are seconds: by the wall clock, and in business time.
    `money` is the sum of each currency, exact, as decimals: where there are several, no one `value` says them.
    `promised_least` and `promised_most` are the seconds that were promised to these rows, each by its own country and
    tier (S111); `counted` of times are those within their own. `beside` are those left out of the denominator that are
    told with it. `value` is what a chart draws.
    """

    n: int
    value: float | None = None
    counted: int | None = None
    mean: float | None = None
    p50: float | None = None
    p90: float | None = None
    business_p50: float | None = None
    business_p90: float | None = None
    total: float | None = None
    per: float | None = None
    beside: int | None = None
    money: dict[str, str] | None = None
    promised_least: float | None = None
    promised_most: float | None = None


class Choice(Struct, frozen=True):
    """One value of a dimension: its key in filters, its name for people."""

    key: str
    name: str


class LocalChannel(Struct, frozen=True):
    """A channel as it stands in a country (S130): which tier it has there, and whether it is for that country alone."""

    channel: str
    name: str
    tier: int
    local: bool


class Line(Struct, frozen=True):
    """One value of a dimension with its figures, by measure; a measure that cannot be cut so is missing.

    `channels` are those that a country has, the first tier first.
    """

    key: str
    name: str
    figures: dict[str, Figure]
    channels: list[LocalChannel] = []


class Stretch(Struct, frozen=True):
    """One day, week or month of the period: its first date, and its instants."""

    first: date
    begins: datetime
    ends: datetime


class PeriodView(Struct, frozen=True):
    """`still_on`: the period is not over, and what it is compared with ends at the same hour of its own last day."""

    first: date
    last: date
    zone: str
    grain: str
    stretches: list[Stretch]
    before_first: date
    before_last: date
    still_on: bool


class MeasureView(Struct, frozen=True):
    """A measure in words of the asker's language. `how` is its definition; `sources` are the manuals' rows.

    `parts` are what can be opened; `by` the dimensions that it can be cut by.
    """

    key: str
    group: str
    kind: str
    name: str
    how: str
    sources: list[str]
    parts: list[str]
    by: list[str]
    additive: bool
    at_least: float | None
    at_most: float | None
    beside_name: str


class Told(Struct, frozen=True):
    """A measure's figures: of the period, of the one before, of each stretch, and by its own reasons."""

    key: str
    now: Figure
    before: Figure
    stretches: list[Figure]
    reasons: list[Line]


class Report(Struct, frozen=True):
    """`own`: only what the asker did is counted, for that is all they may see."""

    period: PeriodView
    measures: list[MeasureView]
    told: list[Told]
    own: bool


class ReportTable(Struct, frozen=True):
    """The same numbers, cut by one dimension."""

    by: str
    period: PeriodView
    measures: list[MeasureView]
    lines: list[Line]
    whole: dict[str, Figure]
    own: bool


class CaseBehind(Struct, frozen=True):
    """One row that a number counts. `case_id` is None where the case is out of the asker's reach: it counts, unseen."""

    number: int
    case_id: UUID | None
    subject: str
    contact_name: str
    channel: str
    agent: str
    at: datetime
    counted: bool
    seconds: float | None
    reason: str
    amount: str | None = None  # what it cost, exact, in `currency`
    currency: str = ""
    country: str = ""
    promised: float | None = None  # seconds
    stars: float | None = None
    score: float | None = None  # predicted satisfaction, 0 to 100


class CasesBehind(Struct, frozen=True):
    """A page of the rows behind a number; `total` is the number itself."""

    items: list[CaseBehind]
    total: int
    next: str | None
