"""The addresses of definitions of attributes. They are of the whole workspace."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden, Invalid
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Attribute, AttributeId, AttributeKind, LegalBasis, Purpose

VERBS = (Verb.CONTACTS_READ, Verb.CONTACTS_WRITE, Verb.CONSENTS_READ, Verb.CONTACTS_EXPORT, Verb.SETTINGS_WRITE)


class ListQuery(Struct, frozen=True):
    retired: bool = False


class Definition(Struct, frozen=True):
    """What may be kept: in which words, of which kind, for which purpose, on which basis, for how many days."""

    names: Mapping[str, Annotated[str, Meta(max_length=80)]]
    purpose: Purpose
    legal_basis: LegalBasis
    retention_days: Annotated[int, Meta(ge=1, le=36_500)] | None = None
    sensitive: bool = False
    seen_with: str = Verb.CONTACTS_READ.value
    edited_with: str = Verb.CONTACTS_WRITE.value
    choices: Annotated[tuple[Annotated[str, Meta(min_length=1, max_length=80)], ...], Meta(max_length=50)] = ()
    position: Annotated[int, Meta(ge=0, le=10_000)] = 0
    needed_to_resolve: bool = False


class NewAttribute(Definition, frozen=True, kw_only=True):
    key: Annotated[str, Meta(pattern="^[a-z][a-z0-9_]{0,47}$")]
    kind: AttributeKind


class AttributeChange(Definition, frozen=True, kw_only=True):
    id: UUID


class AttributeRow(Struct, frozen=True):
    """A definition, and about how many contacts something is kept (counted up to 10,000)."""

    id: UUID
    key: str
    names: Mapping[str, str]
    kind: AttributeKind
    choices: tuple[str, ...]
    purpose: Purpose
    legal_basis: LegalBasis
    retention_days: int | None
    sensitive: bool
    seen_with: str
    edited_with: str
    position: int
    needed_to_resolve: bool
    kept: int
    retired_at: datetime | None


async def list_attributes(tx: Tx, who: Principal, given: ListQuery) -> list[AttributeRow]:
    """List what may be kept about contacts, and about how many it is."""
    kept = await contacts.count_values(tx)
    return [_row(one, kept.get(one.id, 0)) for one in await contacts.attributes(tx, retired=given.retired)]


async def define(tx: Tx, who: Principal, given: NewAttribute) -> AttributeRow:
    """Let something be kept about contacts from now on."""
    _check(who, given)
    return _row(await contacts.define_attribute(tx, _attribute(given, given.key, given.kind, UUID(int=0), tx.now)))


async def redefine(tx: Tx, who: Principal, given: AttributeChange) -> AttributeRow:
    """Change a definition; a changed retention counts for what is kept already."""
    _check(who, given)
    kept = await contacts.get_attribute(tx, given.id)
    return _row(await contacts.redefine_attribute(tx, _attribute(given, kept.key, kept.kind, kept.id, tx.now)))


async def retire(tx: Tx, who: Principal, given: OneId) -> AttributeRow:
    """Ask for it no more; what is kept stays until its retention ends."""
    _check(who, None)
    return _row(await contacts.retire_attribute(tx, given.id))


async def restore(tx: Tx, who: Principal, given: OneId) -> AttributeRow:
    """Ask for it again."""
    _check(who, None)
    return _row(await contacts.restore_attribute(tx, given.id))


def _check(who: Principal, said: Definition | None) -> None:
    if not who.rights.scope(Verb.SETTINGS_WRITE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.SETTINGS_WRITE.value)
    if said is not None and not {said.seen_with, said.edited_with} <= {one.value for one in VERBS}:
        raise Invalid(field="seen_with", reason="verb")


def _attribute(said: Definition, key: str, kind: AttributeKind, id_: UUID, now: datetime) -> Attribute:
    return Attribute(
        id=AttributeId(id_),
        key=key,
        names={language: words.strip() for language, words in said.names.items() if words.strip()},
        kind=kind,
        purpose=said.purpose,
        legal_basis=said.legal_basis,
        retention_days=said.retention_days,
        sensitive=said.sensitive,
        seen_with=said.seen_with,
        edited_with=said.edited_with,
        created_at=now,
        choices=tuple(one.strip() for one in said.choices),
        position=said.position,
        needed_to_resolve=said.needed_to_resolve,
    )


def _row(one: Attribute, kept: int = 0) -> AttributeRow:
    return AttributeRow(
        one.id, one.key, one.names, one.kind, one.choices, one.purpose, one.legal_basis, one.retention_days,
        one.sensitive, one.seen_with, one.edited_with, one.position, one.needed_to_resolve, kept,
        one.retired_at,
    )  # fmt: skip


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/contact-attributes", Verb.SETTINGS_READ, list_attributes, ListQuery),
    ("POST", "/api/v1/contact-attributes", Verb.SETTINGS_WRITE, define, NewAttribute),
    ("PUT", "/api/v1/contact-attributes/{id}", Verb.SETTINGS_WRITE, redefine, AttributeChange),
    ("POST", "/api/v1/contact-attributes/{id}/retire", Verb.SETTINGS_WRITE, retire, OneId),
    ("POST", "/api/v1/contact-attributes/{id}/restore", Verb.SETTINGS_WRITE, restore, OneId),
)
