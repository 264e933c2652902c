"""The address that tells whether a case needs a reason to be resolved."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.console.service.reach import check_case


class Needed(Struct, frozen=True):
    required: bool


async def needs_reason(tx: Tx, who: Principal, given: OneId) -> Needed:
    """Tell whether a case needs a reason to be resolved, as its brand says."""
    await check_case(tx, who, given.id, Verb.CASES_READ)
    return Needed(await cases.is_required(tx, (await cases.get(tx, given.id)).brand_id))


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/needs-reason", Verb.CASES_READ, needs_reason, OneId),
)
