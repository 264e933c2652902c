"""The addresses of canned replies. Each needs its verb at the place of the text."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden, NotFound
from trato.kit.requests import OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UnitId, UnitKind, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case
from trato.rooms.knowledge import service
from trato.rooms.knowledge.model import Canned, Rendered

MOST_OFFERED = 300  # texts of one brand, and those above it


class CannedQuery(Struct, frozen=True):
    """What may be used on a case, for a brand, or anywhere in reach; beginning with what was typed."""

    case_id: UUID | None = None
    brand_id: UUID | None = None
    q: str = ""
    channel: str = ""  # where it will be sent: what one uses most there stands first


class CannedView(Struct, frozen=True):
    """One language of a canned reply. `brand_id` is None when it is for more than one brand."""

    id: UUID
    version: int
    shortcut: str
    title: str
    body: str
    language: str
    brand_id: UUID | None


class NewCanned(Struct, frozen=True):
    unit_id: UUID
    shortcut: str
    title: str
    texts: dict[str, str]
    team_id: UUID | None = None
    folder: str = ""


class CannedChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    version: int
    title: str
    texts: dict[str, str]
    folder: str | None = None


class Fill(Struct, frozen=True):
    id: UUID
    case_id: UUID
    language: str = "es"
    values: dict[str, str] = {}


async def list_canned(tx: Tx, who: Principal, given: CannedQuery) -> list[CannedView]:
    """List what may be used, one row for each language: with a channel, what one uses most there first."""
    units = {unit.id: unit for unit in await access.list_units(tx)}
    teams = await access.memberships_of(tx, who.user.id)
    brand = await _brand(tx, who, given)
    if brand is not None:
        found = await service.find_canned(tx, brand, teams, given.q, MOST_OFFERED)
    else:
        scope = who.rights.scope(Verb.CANNED_USE)
        reached = [unit for unit in units.values() if scope.covers(Place(unit_id=unit.id))]
        above = {tx.workspace, *(id for unit in reached for id in unit.path)}
        found = await service.list_canned(tx, above, teams, given.q)
    if given.channel:
        worn = await service.habits_of(tx, who.user.id, given.channel)
        found = sorted(found, key=lambda one: -worn.get(one.id, 0.0))
    return [
        CannedView(
            one.id,
            one.version,
            one.shortcut,
            one.title,
            text,
            language,
            one.unit_id if units[UnitId(one.unit_id)].kind is UnitKind.BRAND else None,
        )
        for one in found
        for language, text in sorted(one.texts.items())
    ]


async def fill_canned(tx: Tx, who: Principal, given: Fill) -> Rendered:
    """Fill in a text for a case; the variables of agent, brand and case are not the asker's to choose."""
    case = await _case(tx, who, given.case_id)
    brand = await access.get_unit(tx, case.brand_id)
    if (await service.get_canned(tx, given.id)).unit_id not in brand.path:
        raise NotFound(canned=given.id)
    ours = {
        "agent.name": who.user.name,
        "agent.alias": who.user.alias or who.user.name,
        "brand.name": brand.name,
        "case.number": f"#{case.number}",
    }
    return await service.render(tx, given.id, given.language, {**given.values, **ours})


async def add_canned(tx: Tx, who: Principal, given: NewCanned) -> Canned:
    """Save a new text."""
    check_editable(who, given.unit_id)
    return await service.add_canned(
        tx, given.unit_id, given.shortcut, given.title, given.texts, given.team_id, folder=given.folder
    )


async def change_canned(tx: Tx, who: Principal, given: CannedChange) -> Canned:
    """Save the next version of a text."""
    check_editable(who, (await service.get_canned(tx, given.id)).unit_id)
    return await service.change_canned(tx, given.id, given.version, given.title, given.texts, folder=given.folder)


async def retire_canned(tx: Tx, who: Principal, given: OneId) -> None:
    """Offer a text no more."""
    check_editable(who, (await service.get_canned(tx, given.id)).unit_id)
    await service.retire_canned(tx, given.id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/canned-replies", Verb.CANNED_USE, list_canned, CannedQuery),
    ("POST", "/api/v1/canned-replies", Verb.CANNED_EDIT, add_canned, NewCanned),
    ("PUT", "/api/v1/canned-replies/{id}", Verb.CANNED_EDIT, change_canned, CannedChange),
    ("DELETE", "/api/v1/canned-replies/{id}", Verb.CANNED_EDIT, retire_canned, OneId),
    ("POST", "/api/v1/canned-replies/{id}/fill", Verb.CANNED_USE, fill_canned, Fill),
)


async def _brand(tx: Tx, who: Principal, given: CannedQuery) -> UUID | None:
    """Return the brand that is asked for. Raises NotFound for one out of reach, as for one that is not."""
    if given.case_id is not None:
        return (await _case(tx, who, given.case_id)).brand_id
    if given.brand_id is not None and not access.can(who.rights, Verb.CANNED_USE, Place(brand_id=given.brand_id)):
        raise NotFound(brand=given.brand_id)
    return given.brand_id


async def _case(tx: Tx, who: Principal, id: UUID) -> Case:
    """Return a case within reach. One out of reach answers like one that never was."""
    try:
        case = await cases.get(tx, id)
    except NotFound as error:
        raise NotFound(case=id) from error
    place = Place(brand_id=case.brand_id, queue_id=case.queue_id, account_id=case.account_id)
    if not access.can(who.rights, Verb.CANNED_USE, place):
        raise NotFound(case=id)
    return case


def check_editable(who: Principal, unit: UUID) -> None:
    """Refuse whoever may not edit the texts of a unit. Raises Forbidden."""
    if not access.can(who.rights, Verb.CANNED_EDIT, Place(unit_id=unit)):
        raise Forbidden(verb=Verb.CANNED_EDIT.value)
