"""The address by which a brand goes out of use: only from here its channel accounts are seen."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.console.store import brands as store


async def retire_brand(tx: Tx, who: Principal, given: OneId) -> None:
    """Take a brand out of use once no channel account of it is in service; its history stays."""
    if not access.can(who.rights, Verb.BRANDS_MANAGE, Place(brand_id=given.id)):
        raise Forbidden(verb=Verb.BRANDS_MANAGE.value)
    await brands.retire_brand(tx, BrandId(given.id), await store.count_accounts(tx, given.id))


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("POST", "/api/v1/brands/{id}/retire", Verb.BRANDS_MANAGE, retire_brand, OneId),
)
