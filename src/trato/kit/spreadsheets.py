"""Cells of files that people open in a spreadsheet: none of them is taken for a formula (OWASP, CSV injection)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

ARMED = ("=", "+", "-", "@", "\t", "\r")


def disarm(cell: str) -> str:
    """Return a cell as text, whatever it begins with."""
    return f"'{cell}" if cell.lstrip("'").startswith(ARMED) else cell


def rearm(cell: str) -> str:
    """Return what `disarm` was given."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(ARMED) else cell


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return rows as CSV (RFC 4180), each cell disarmed."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([disarm(cell) for cell in row] for row in rows)
    return out.getvalue()
