"""The address that tells what a case needs to be resolved: a reason, and what is not known of its contact."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.console.model import AttributeView
from trato.rooms.console.service import attributes
from trato.rooms.console.service.reach import check_case


class Needed(Struct, frozen=True):
    """`required`: its brand wants a reason. `data` is what is asked about the contact, to be given with it."""

    required: bool
    data: tuple[AttributeView, ...]


async def needs_reason(tx: Tx, who: Principal, given: OneId) -> Needed:
    """Tell whether a case needs a reason to be resolved, as its brand says, and what must be known of its contact."""
    await check_case(tx, who, given.id, Verb.CASES_READ)
    case = await cases.get(tx, given.id)
    data = await attributes.missing_views(tx, who, case.contact_id)
    return Needed(await cases.is_required(tx, case.brand_id), data)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/cases/{id}/needs-reason", Verb.CASES_READ, needs_reason, OneId),
)
