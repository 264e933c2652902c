"""What a command that reports prints: one object of named figures, and an exit code that keeps its word."""

from __future__ import annotations

import json
import os
import platform
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

import typer


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure must keep to; both bounds are included."""

    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        """Say whether `value` is within."""
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)

    def __str__(self) -> str:
        if self.at_least is not None and self.at_least == self.at_most:
            return f"= {self.at_least:g}"
        bounds = ((">=", self.at_least), ("<=", self.at_most))
        return " and ".join(f"{sign} {bound:g}" for sign, bound in bounds if bound is not None)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value, its unit, and the limit it was promised to keep, if any."""

    value: float | str | None
    unit: str = ""
    limit: Limit | None = None
    note: str = ""
    aim: Limit | None = None  # what is wished for; missing it breaks no promise

    @property
    def holds(self) -> bool:
        """Whether the promise is kept; what has a limit and could not be measured does not keep it."""
        return self.limit is None or (isinstance(self.value, int | float) and self.limit.holds(self.value))


@dataclass(slots=True)
class Report:
    """Figures by name. `ok` unless one of them breaks its limit or something `failed`."""

    figures: dict[str, Figure] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)
    environment: dict[str, Any] = field(default_factory=lambda: describe_environment())

    def add(
        self,
        name: str,
        value: float | str | None,
        unit: str = "",
        limit: Limit | None = None,
        note: str = "",
        aim: Limit | None = None,
    ) -> None:
        """Record the figure `name`; a name is used once."""
        if name in self.figures:
            raise ValueError(f"the figure {name} was already reported")
        self.figures[name] = Figure(value, unit, limit, note, aim)

    def must(self, name: str, holds: bool, note: str = "") -> None:
        """Record a yes or no that must be yes."""
        self.add(name, int(holds), "yes=1", Limit(at_least=1), note)

    def fail(self, what: str) -> None:
        """Record that something else went wrong, in words."""
        self.failures.append(what)

    @property
    def ok(self) -> bool:
        """Whether everything that was promised holds."""
        return not self.failures and all(figure.holds for figure in self.figures.values())

    def as_json(self) -> dict[str, Any]:
        """Return `{ok, figures: {name: {value, unit, limit, pass, aim, note}}, failures, environment}`.

        `pass` stands where there is a limit, `aim` and `note` where there are any.
        """
        figures = {
            name: {"value": one.value, "unit": one.unit, "limit": str(one.limit) if one.limit else None}
            | ({"pass": one.holds} if one.limit else {})
            | ({"aim": str(one.aim)} if one.aim else {})
            | ({"note": one.note} if one.note else {})
            for name, one in self.figures.items()
        }
        failures = {"failures": self.failures} if self.failures else {}
        return {"ok": self.ok, "figures": figures, **failures, "environment": self.environment}

    def print(self, as_json: bool) -> NoReturn:
        """Print the report and leave with 0 only when it is `ok`."""
        if as_json:
            typer.echo(json.dumps(self.as_json(), ensure_ascii=False))
        else:
            for line in self._lines():
                typer.echo(line)
        raise typer.Exit(0 if self.ok else 1)

    def _lines(self) -> list[str]:
        wide = max((len(name) for name in self.figures), default=0)
        lines = []
        for name, one in self.figures.items():
            mark = "  " if one.limit is None else "✓ " if one.holds else "✗ "
            value = f"{one.value:,.3f}".rstrip("0").rstrip(".") if isinstance(one.value, float) else str(one.value)
            bounds = f"  ({', aim '.join(str(bound) for bound in (one.limit, one.aim) if bound)})" if one.limit else ""
            note = f"  {one.note}" if one.note else ""
            lines.append(f"{mark}{name:<{wide}}  {value} {one.unit}{bounds}{note}".rstrip())
        return [*lines, *(f"✗ {what}" for what in self.failures), "ok" if self.ok else "not ok"]


def describe_environment() -> dict[str, Any]:
    """Say what the figures were measured on."""
    return {
        "trato": version("trato"),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "cpus": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "cpu": _cpu_model(),
        "memory_mb": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000,
        "load": round(os.getloadavg()[0], 2),
    }


def _cpu_model() -> str:
    information = Path("/proc/cpuinfo")
    lines = information.read_text().splitlines() if information.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )
