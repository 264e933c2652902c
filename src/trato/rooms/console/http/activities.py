"""What other systems tell of contacts: orders, visits, payments. Written by programs, read beside the case."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Invalid, NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.console.service.reach import check_contact
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, IdentityKind

Short = Annotated[str, Meta(min_length=1, max_length=100)]


class NewActivity(Struct, frozen=True):
    """`kind` is what happened ("order_placed"), `source` the system that says so. The same `external_id` from the same
    source is kept once, however often it is told. `title` is what people read; `data` at most 8 kB.
    """

    kind: Short
    source: Short
    title: Annotated[str, Meta(max_length=200)] = ""
    occurred_at: datetime | None = None
    external_id: Short | None = None
    amount: Decimal | None = None
    currency: Annotated[str, Meta(pattern="^[A-Z]{3}$")] | None = None
    data: dict[str, Any] = {}


class OfContact(NewActivity, frozen=True, kw_only=True):
    id: UUID


class ByAddress(NewActivity, frozen=True, kw_only=True):
    """Of whom, by an address that we know of a brand's contacts: one of e-mail and phone."""

    brand_id: UUID
    email: Annotated[str, Meta(max_length=320)] | None = None
    phone: Annotated[str, Meta(max_length=40)] | None = None


class Told(Struct, frozen=True):
    id: UUID
    contact_id: UUID


async def tell_of_contact(tx: Tx, who: Principal, given: OfContact) -> Told:
    """Keep something that a contact did elsewhere."""
    await check_contact(tx, who, given.id, Verb.CONTACTS_WRITE)
    return await _keep(tx, given.id, given)


async def tell_by_address(tx: Tx, who: Principal, given: ByAddress) -> Told:
    """Keep something that a contact did elsewhere, known by an address. Nobody is made: an unknown address is 404."""
    if not who.rights.scope(Verb.CONTACTS_WRITE).covers(Place(brand_id=given.brand_id)):
        raise NotFound()
    brand = await brands.get_brand(tx, BrandId(given.brand_id))
    found = await contacts.find_identity(tx, brand.controller_id, _address(given, brand.country))
    if found is None:
        raise NotFound()
    return await _keep(tx, found.contact_id, given)


def _address(given: ByAddress, country: str) -> Address:
    if (given.email is None) == (given.phone is None):
        raise Invalid(field="email", reason="one_of_email_and_phone")
    if given.email is not None:
        return Address(IdentityKind.EMAIL, given.email.strip().lower())
    phone = contacts.normalise_phone(given.phone or "", country)
    if not phone:
        raise Invalid(field="phone", reason="not_a_phone")
    return Address(IdentityKind.PHONE, phone)


async def _keep(tx: Tx, contact_id: UUID, given: NewActivity) -> Told:
    body = given.data | ({"title": given.title} if given.title else {})
    id = await contacts.track(
        tx,
        contact_id,
        given.kind,
        given.source,
        occurred_at=given.occurred_at,
        external_id=given.external_id,
        amount=given.amount,
        currency=given.currency,
        body=body,
    )
    return Told(id, contact_id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("POST", "/api/v1/contacts/{id}/activities", Verb.CONTACTS_WRITE, tell_of_contact, OfContact),
    ("POST", "/api/v1/activities", Verb.CONTACTS_WRITE, tell_by_address, ByAddress),
)
