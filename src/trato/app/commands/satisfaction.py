"""`trato satisfaction`: how conversations are going, read from lines of JSON, without a database."""

from __future__ import annotations

import sys
from itertools import islice
from typing import Any

import typer

from trato.app.lines import leave_when_unreadable
from trato.rooms.intelligence.engine.analysis import open_analyser
from trato.rooms.intelligence.engine.lines import read_lines, written
from trato.rooms.intelligence.engine.satisfaction import Outlook, Role, Turn, outlooks

TOGETHER = 16


def command() -> None:
    """Read `{id, turns: [{role, text, minutes?}]}` a line and say how each conversation is going, a line each."""
    analyser = open_analyser()
    with leave_when_unreadable():
        rows = read_lines(sys.stdin, "turns")
        while some := list(islice(rows, TOGETHER)):
            for row, outlook in zip(some, outlooks([turns_from(row) for row in some], analyser), strict=True):
                typer.echo(written(outlook_as_row(row.get("id"), outlook)))


def turns_from(row: dict[str, Any]) -> list[Turn]:
    """Return the turns that a line tells; who is not known counts as the system, `customer` and `user` as contact."""
    found = []
    for one in row["turns"] if isinstance(row["turns"], list) else []:
        if isinstance(one, dict):
            said = str(one.get("role", "")).lower()
            role = Role.CONTACT if said in {"customer", "user"} else Role(said) if said in set(Role) else Role.SYSTEM
            minutes = one.get("minutes")
            found.append(
                Turn(role, str(one.get("text") or ""), float(minutes) if isinstance(minutes, int | float) else None)
            )
    return found


def outlook_as_row(of: Any, one: Outlook) -> dict[str, Any]:
    """Return an outlook as the command prints it."""
    reasons = [{"reason": reason.value, "points": points} for reason, points in one.reasons]
    return {
        "id": of, "csat": one.csat, "dissatisfied": one.dissatisfied, "escalation": one.escalation, "churn": one.churn,
        "reasons": reasons,
    }  # fmt: skip
