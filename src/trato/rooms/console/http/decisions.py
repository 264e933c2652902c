"""The address that says why a case is where it is."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Need, Principal, Verb
from trato.rooms.console.model.decisions import WhyView
from trato.rooms.console.service.decisions import why
from trato.rooms.console.service.reach import check_case


async def explain(tx: Tx, who: Principal, given: OneId) -> WhyView:
    """Say who decided that a case is where it is, whom else it could have been, and why it waits if it does."""
    await check_case(tx, who, given.id)
    return await why(tx, given.id)


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/why", Verb.CASES_READ, explain, OneId),
)
