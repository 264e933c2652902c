"""The addresses of the words in which people are asked: each version stays with whoever accepted it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Scope, Verb
from trato.rooms.brands import api as brands
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import ConsentText, Purpose

Language = Annotated[str, Meta(pattern="^[a-z]{2}(-[A-Z]{2})?$")]
Body = Annotated[str, Meta(min_length=1, max_length=4_000)]


class TextOf(Struct, frozen=True):
    controller_id: UUID
    purpose: Purpose
    locale: Language


class NewText(Struct, frozen=True):
    controller_id: UUID
    purpose: Purpose
    locale: Language
    body: Body


class Draft(Struct, frozen=True):
    locale: Language
    body: Annotated[str, Meta(max_length=4_000)]


class ReadabilityView(Struct, frozen=True):
    """How easy a text is to read. `second` is Fernández Huerta's score, for Spanish."""

    formula: str
    score: float
    ease: str
    words: int
    sentences: int
    syllables: int
    second: float | None


class TextView(Struct, frozen=True):
    """One version of a text, and how many contacts accepted it (counted up to 10,000)."""

    id: UUID
    controller_id: UUID
    purpose: Purpose
    locale: str
    version: int
    body: str
    created_at: datetime
    accepted: int
    readability: ReadabilityView | None


async def list_texts(tx: Tx, who: Principal, given: Nothing) -> list[TextView]:
    """List the words in force, by purpose and language."""
    reached = await _controllers(tx, who.rights.scope(Verb.SETTINGS_READ))
    return [_view(one, count) for one, count in await contacts.present_texts(tx) if one.controller_id in reached]


async def list_versions(tx: Tx, who: Principal, given: TextOf) -> list[TextView]:
    """List every version of one text, newest first."""
    if given.controller_id not in await _controllers(tx, who.rights.scope(Verb.SETTINGS_READ)):
        return []
    found = await contacts.text_versions(tx, given.controller_id, given.purpose, given.locale)
    return [_view(one, count) for one, count in found]


async def publish(tx: Tx, who: Principal, given: NewText) -> TextView:
    """Put the next version of a text into force; whoever accepted an older one accepted that one."""
    await brands.get_controller(tx, given.controller_id)
    if given.controller_id not in await _controllers(tx, who.rights.scope(Verb.BRANDS_MANAGE)):
        raise Forbidden(verb=Verb.BRANDS_MANAGE.value)
    return _view(await contacts.publish_text(tx, given.controller_id, given.purpose, given.locale, given.body), 0)


async def read(tx: Tx, who: Principal, given: Draft) -> list[ReadabilityView]:
    """Return how easy a draft is to read: one score, or none in a language of which nothing is known."""
    found = _readability(given.body, given.locale)
    return [found] if found else []


async def _controllers(tx: Tx, scope: Scope) -> set[UUID]:
    """Return the controllers in reach: all of them, or those of the brands there."""
    if scope.everywhere:
        return {one.id for one in await brands.list_controllers(tx)}
    found = await brands.list_brands(tx, retired=True)
    return {one.controller_id for one in found if scope.covers(Place(brand_id=one.id))}


def _readability(body: str, locale: str) -> ReadabilityView | None:
    r = contacts.readability(body, locale)
    if r is None:
        return None
    return ReadabilityView(r.formula, r.score, r.ease.value, r.words, r.sentences, r.syllables, r.second)


def _view(one: ConsentText, accepted: int) -> TextView:
    return TextView(
        one.id, one.controller_id, one.purpose, one.locale, one.version, one.body, one.created_at, accepted,
        _readability(one.body, one.locale),
    )  # fmt: skip


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/consent-texts", Verb.SETTINGS_READ, list_texts, Nothing),
    ("POST", "/api/v1/consent-texts", Verb.BRANDS_MANAGE, publish, NewText),
    ("GET", "/api/v1/consent-texts/versions", Verb.SETTINGS_READ, list_versions, TextOf),
    ("POST", "/api/v1/consent-texts/readability", Verb.SETTINGS_READ, read, Draft),
)
