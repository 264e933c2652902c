"""The addresses of canned replies as people administer them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.knowledge import rules, service
from trato.rooms.knowledge.http.canned import check_editable
from trato.rooms.knowledge.model import Canned, CannedId, CannedUse, Imported, Rendered

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class SavedQuery(Struct, frozen=True):
    """`cursor` is `next` of the page before; without `folder`, all of them."""

    q: str = ""
    folder: str | None = None
    retired: bool = False
    cursor: str = ""
    limit: Annotated[int, Meta(ge=1, le=200)] = 100


class NewPlace(Struct, frozen=True):
    id: UUID
    unit_id: UUID
    team_id: UUID | None = None


class Try(Struct, frozen=True):
    """A text as it stands on screen, and what its variables are to say."""

    text: Annotated[str, Meta(max_length=10_000)]
    language: str = "es"
    values: Mapping[str, Annotated[str, Meta(max_length=200)]] = {}


class Import(Struct, frozen=True):
    """The text of a CSV file; without `apply` it is only told what each line would do."""

    csv: Annotated[str, Meta(max_length=1_400_000)]
    apply: bool = False


class SavedText(Struct, frozen=True):
    """A saved text in all its languages, and how often it was inserted (counted up to 10,000)."""

    id: UUID
    version: int
    shortcut: str
    title: str
    folder: str
    texts: Mapping[str, str]
    unit_id: UUID
    team_id: UUID | None
    uses: int
    used_at: datetime | None
    retired_at: datetime | None


class SavedPage(Struct, frozen=True):
    items: list[SavedText]
    next: str | None


class Unit(Struct, frozen=True):
    id: UUID
    name: str
    kind: str


class Team(Struct, frozen=True):
    id: UUID
    name: str
    unit_id: UUID


class Places(Struct, frozen=True):
    """Where texts may be saved by whoever asks, the folders in use, and the variables that a text may hold."""

    units: list[Unit]
    teams: list[Team]
    folders: Mapping[str, int]
    variables: list[str]


class CsvFile(Struct, frozen=True):
    csv: str


async def list_saved(tx: Tx, who: Principal, given: SavedQuery) -> SavedPage:
    """List the texts that one may edit, by shortcut, each with its languages and its use."""
    shortcut, _, id_ = given.cursor.rpartition("|")
    after = (shortcut, UUID(id_)) if _UUID.fullmatch(id_) else ("", UUID(int=0))
    found = await service.page_canned(
        tx,
        await _editable(tx, who),
        retired=given.retired,
        folder=given.folder,
        words=given.q,
        after=after,
        limit=given.limit + 1,
    )
    shown = found[: given.limit]
    last = shown[-1].canned if len(found) > given.limit else None
    return SavedPage([_saved(one) for one in shown], f"{last.shortcut}|{last.id}" if last else None)


async def places(tx: Tx, who: Principal, given: Nothing) -> Places:
    """Tell where one may save texts, which folders there are, and which variables."""
    reached = await _editable(tx, who)
    units = [one for one in await access.list_units(tx) if one.id in reached]
    teams = [one for one in await access.list_teams(tx) if one.unit_id in reached]
    return Places(
        [Unit(one.id, one.name, one.kind.value) for one in units],
        [Team(one.id, one.name, one.unit_id) for one in teams],
        await service.list_folders(tx, reached),
        sorted(rules.VARIABLES),
    )


async def place(tx: Tx, who: Principal, given: NewPlace) -> SavedText:
    """Say who may use a text: a unit with all below it, or one team."""
    check_editable(who, (await service.get_canned(tx, given.id)).unit_id)
    check_editable(who, given.unit_id)
    return _one(await service.place_canned(tx, given.id, given.unit_id, given.team_id))


async def restore(tx: Tx, who: Principal, given: OneId) -> SavedText:
    """Offer a retired text again."""
    one = await service.restore_canned(tx, given.id)
    check_editable(who, one.unit_id)
    return _one(one)


async def try_out(tx: Tx, who: Principal, given: Try) -> Rendered:
    """Fill in a text that is not saved yet, by the rules that fill it in earnest."""
    rules.check("x", "x", {given.language: given.text})
    draft = Canned(CannedId(UUID(int=0)), UUID(int=0), None, "x", "x", 1, {given.language: given.text})
    return rules.render(draft, given.language, given.values)


async def export(tx: Tx, who: Principal, given: Nothing) -> CsvFile:
    """Give out the texts that one may edit as CSV."""
    found = await service.page_canned(tx, await _editable(tx, who), limit=service.MOST_IMPORTED)
    units: dict[UUID, str] = {one.id: one.name for one in await access.list_units(tx)}
    teams: dict[UUID, str] = {one.id: one.name for one in await access.list_teams(tx)}
    return CsvFile(rules.to_csv((one.canned for one in found), units, teams))


async def bring_in(tx: Tx, who: Principal, given: Import) -> list[Imported]:
    """Say what each line of a CSV would do, or do it."""
    reached = await _editable(tx, who)
    units: dict[str, UUID] = {one.name: one.id for one in await access.list_units(tx) if one.id in reached}
    teams: dict[str, UUID] = {one.name: one.id for one in await access.list_teams(tx) if one.unit_id in reached}
    if tx.workspace in reached:
        units[""] = tx.workspace
    return await service.import_canned(tx, rules.from_csv(given.csv, units, teams), apply=given.apply)


async def _editable(tx: Tx, who: Principal) -> set[UUID]:
    scope = who.rights.scope(Verb.CANNED_EDIT)
    return {one.id for one in await access.list_units(tx) if scope.covers(Place(unit_id=one.id))}


def _saved(one: CannedUse) -> SavedText:
    c = one.canned
    return SavedText(
        c.id, c.version, c.shortcut, c.title, c.folder, c.texts, c.unit_id, c.team_id, one.uses, one.used_at,
        one.retired_at,
    )  # fmt: skip


def _one(canned: Canned) -> SavedText:
    return _saved(CannedUse(canned, 0, None, None))


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/canned-replies/all", Verb.CANNED_EDIT, list_saved, SavedQuery),
    ("GET", "/api/v1/canned-replies/places", Verb.CANNED_EDIT, places, Nothing),
    ("GET", "/api/v1/canned-replies/csv", Verb.CANNED_EDIT, export, Nothing),
    ("POST", "/api/v1/canned-replies/csv", Verb.CANNED_EDIT, bring_in, Import),
    ("POST", "/api/v1/canned-replies/try", Verb.CANNED_EDIT, try_out, Try),
    ("PUT", "/api/v1/canned-replies/{id}/place", Verb.CANNED_EDIT, place, NewPlace),
    ("POST", "/api/v1/canned-replies/{id}/restore", Verb.CANNED_EDIT, restore, OneId),
)
