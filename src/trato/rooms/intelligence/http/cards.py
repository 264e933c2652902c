"""The address of model cards."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.intelligence.service import cards


async def get_models(tx: Tx, who: Principal, given: Nothing) -> cards.Standing:
    """Return what each model at work learned from, how good it is in which language, and whether it keeps up."""
    return await cards.standing(tx)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/intelligence/models", Verb.DISPOSITIONS_MANAGE, get_models, Nothing),
)
