"""The addresses of reports. Who has no right to them sees what they did themselves."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import SIGNED_IN, Need, Principal
from trato.rooms.reporting.model import (
    Asked,
    CasesAsked,
    CasesBehind,
    Choice,
    MeasureView,
    Report,
    ReportTable,
    TableAsked,
)
from trato.rooms.reporting.service import reports


async def report(tx: Tx, who: Principal, given: Asked) -> Report:
    """Count a period, beside the one before, by day, week or month. Without `reports.read`: the asker's own work."""
    return await reports.report(tx, who, given)


async def table(tx: Tx, who: Principal, given: TableAsked) -> ReportTable:
    """Count the same, cut by brand, country, channel, surface, queue, team, agent or reason."""
    return await reports.table(tx, who, given)


async def cases(tx: Tx, who: Principal, given: CasesAsked) -> CasesBehind:
    """List exactly what a number counts, newest first; what is out of reach counts and is not shown."""
    return await reports.cases(tx, who, given)


async def choices(tx: Tx, who: Principal, given: Nothing) -> dict[str, list[Choice]]:
    """List what reports can be narrowed by, within reach."""
    return await reports.choices(tx, who)


async def measures(tx: Tx, who: Principal, given: Nothing) -> list[MeasureView]:
    """Tell every measure and how it is counted, in the asker's language."""
    return reports.definitions(who.user.locale)


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/reports", SIGNED_IN, report, Asked),
    ("GET", "/api/v1/reports/table", SIGNED_IN, table, TableAsked),
    ("GET", "/api/v1/reports/cases", SIGNED_IN, cases, CasesAsked),
    ("GET", "/api/v1/reports/choices", SIGNED_IN, choices, Nothing),
    ("GET", "/api/v1/reports/measures", SIGNED_IN, measures, Nothing),
)
