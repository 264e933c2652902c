"""The forecast of volume against the same slot of last week, on series of the past, week after week.

trato bench forecast --json
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from trato.app.demo.volumes import half_hours
from trato.app.report import Limit, Report
from trato.rooms.workforce.model.forecasting import Past
from trato.rooms.workforce.rules.forecasting import forecast, seasonal_naive

BICYCLES = Path(__file__).parent / "bikeshare_2011.txt"
FIRST_ORIGIN = 6  # weeks that are known before the first forecast


@dataclass(frozen=True, slots=True)
class Backtest:
    """Shares of the whole volume that were missed, and the share of slots that the interval held."""

    weeks: int
    wape: float
    naive_wape: float
    coverage: float
    milliseconds: float

    @property
    def ratio(self) -> float:
        """Return the mean absolute error against that of last week's same slot: MASE over seasonal-naive's."""
        return self.wape / self.naive_wape


def bicycles() -> Past:
    """Return the public series: bicycles taken in each hour of 2011 in Washington."""
    counts: list[float] = []
    special: list[bool] = []
    for line in BICYCLES.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        hours = line.removeprefix("* ").split()
        counts += [float(one) for one in hours]
        special += [line.startswith("*")] * len(hours)
    return Past(counts, special, week=168)


def backtest(series: Past, first: int = FIRST_ORIGIN) -> Backtest:
    """Forecast each week from those before it alone; holidays are known ahead, as a calendar knows them."""
    week, missed, missed_by_naive, whole, held, slots = series.week, 0.0, 0.0, 0.0, 0, 0
    took: list[float] = []
    weeks = len(series.counts) // week
    for origin in range(first * week, weeks * week, week):
        past = Past(series.counts[:origin], series.special[:origin], week)
        came = series.counts[origin : origin + week]
        before = time.perf_counter()
        told = forecast(past, week, series.special[origin : origin + week])
        took.append(time.perf_counter() - before)
        missed += sum(abs(a - b) for a, b in zip(came, told.mean, strict=True))
        missed_by_naive += sum(abs(a - b) for a, b in zip(came, seasonal_naive(past, week), strict=True))
        whole += sum(came)
        held += sum(low <= one <= high for one, low, high in zip(came, told.low, told.high, strict=True))
        slots += week
    return Backtest(weeks - first, missed / whole, missed_by_naive / whole, held / slots, median(took) * 1000)


SERIES: dict[str, Callable[[], Past]] = {
    "bicycles": bicycles,
    "demo.webchat": lambda: half_hours("webchat", weeks=16),
    "demo.whatsapp": lambda: half_hours("whatsapp", weeks=16),
    "demo.email": lambda: half_hours("email", weeks=16),
}


def run(report: Report) -> None:
    """Report how each series is forecast, against last week's same slot."""
    for name, series in SERIES.items():
        found = backtest(series())
        report.add(f"forecast.{name}.weeks", found.weeks, "weeks forecast from those before")
        report.add(f"forecast.{name}.wape", round(found.wape, 4), "of the volume missed")
        report.add(f"forecast.{name}.naive_wape", round(found.naive_wape, 4), "missed by last week's same slot")
        report.add(f"forecast.{name}.mase_ratio", round(found.ratio, 4), "of seasonal-naive", Limit(at_most=0.95))
        report.add(f"forecast.{name}.coverage", round(found.coverage, 4), "of 0.9", Limit(at_least=0.85))
        report.add(f"forecast.{name}.time", round(found.milliseconds, 2), "ms a series", note="median")
