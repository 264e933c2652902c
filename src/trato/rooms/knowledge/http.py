"""The addresses of canned replies. Each needs its verb at the place of the text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden, NotFound
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.knowledge import service
from trato.rooms.knowledge.model import Canned, Rendered


class CannedQuery(Struct, frozen=True):
    """What may be used for a brand, beginning with what was typed."""

    brand_id: UUID
    q: str = ""


class NewCanned(Struct, frozen=True):
    unit_id: UUID
    shortcut: str
    title: str
    texts: dict[str, str]
    team_id: UUID | None = None


class CannedChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    version: int
    title: str
    texts: dict[str, str]


class OneId(Struct, frozen=True):
    id: UUID


class Fill(Struct, frozen=True):
    id: UUID
    brand_id: UUID
    language: str = "es"
    values: dict[str, str] = {}


async def list_canned(tx: Tx, who: Principal, given: CannedQuery) -> list[Canned]:
    """List what may be used for a brand, by what was typed."""
    _check_usable(who, given.brand_id)
    teams = await access.teams_of(tx, [who.user.id])
    return await service.find_canned(tx, given.brand_id, list(teams.values()), given.q)


async def fill_canned(tx: Tx, who: Principal, given: Fill) -> Rendered:
    """Fill in a text; the variables of the agent are the asker's own."""
    _check_usable(who, given.brand_id)
    brand = await access.get_unit(tx, given.brand_id)
    if (await service.get_canned(tx, given.id)).unit_id not in brand.path:
        raise NotFound(canned=given.id)
    agent = {"agent.name": who.user.name, "agent.alias": who.user.alias or who.user.name, "brand.name": brand.name}
    return await service.render(tx, given.id, given.language, {**given.values, **agent})


async def add_canned(tx: Tx, who: Principal, given: NewCanned) -> Canned:
    """Save a new text."""
    _check_editable(who, given.unit_id)
    return await service.add_canned(tx, given.unit_id, given.shortcut, given.title, given.texts, given.team_id)


async def change_canned(tx: Tx, who: Principal, given: CannedChange) -> Canned:
    """Save the next version of a text."""
    _check_editable(who, (await service.get_canned(tx, given.id)).unit_id)
    return await service.change_canned(tx, given.id, given.version, given.title, given.texts)


async def retire_canned(tx: Tx, who: Principal, given: OneId) -> None:
    """Offer a text no more."""
    _check_editable(who, (await service.get_canned(tx, given.id)).unit_id)
    await service.retire_canned(tx, given.id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/canned", Verb.CANNED_USE, list_canned, CannedQuery),
    ("POST", "/api/canned", Verb.CANNED_EDIT, add_canned, NewCanned),
    ("PUT", "/api/canned/{id}", Verb.CANNED_EDIT, change_canned, CannedChange),
    ("DELETE", "/api/canned/{id}", Verb.CANNED_EDIT, retire_canned, OneId),
    ("POST", "/api/canned/{id}/fill", Verb.CANNED_USE, fill_canned, Fill),
)


def _check_usable(who: Principal, brand: UUID) -> None:
    """Refuse a brand of others. Queues and accounts are of a brand too: who works in one of them uses its texts."""
    scope = who.rights.scope(Verb.CANNED_USE)
    if not (scope.covers(Place(brand_id=brand)) or scope.queues or scope.accounts):
        raise NotFound(brand=brand)


def _check_editable(who: Principal, unit: UUID) -> None:
    if not access.can(who.rights, Verb.CANNED_EDIT, Place(unit_id=unit)):
        raise Forbidden(verb=Verb.CANNED_EDIT.value)
