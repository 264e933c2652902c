"""What teams see: the views that were saved for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from trato.rooms.cases import api as cases
from trato.rooms.console import api as console
from trato.rooms.console.model import CaseFilter, CaseSort, SavedView, ViewKey
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import ViewEntry
from trato.rooms.playbook.rules.naming import numbered
from trato.rooms.playbook.service.here import JOINT, Here

NAMED = ("holder", "team", "queue", "brand", "tag")  # fields of a filter that hold ids
WORDS = frozenset({"me", "mine", "nobody"})  # and those that mean whoever looks


class TeamViews:
    """Saved views of teams, by team and name. What a view narrows by is named; what lost its name keeps its id."""

    name, entry = "team_views", ViewEntry

    async def export(self, here: Here) -> dict[str, ViewEntry]:
        names = await _names(here)
        found = {}
        for key, one in (await self._all(here)).items():
            said = _said(one)
            for field in NAMED:
                if field in said:
                    said[field] = [names[field].get(value, value) for value in said[field]]
            found[key] = ViewEntry(
                await here.team_name(one.team_id), one.name, await self._base(here, one.listing.view), said,
                one.sort.value, one.position,
            )  # fmt: skip
        return found

    async def put(self, here: Here, key: str, before: ViewEntry | None, after: ViewEntry) -> None:
        known = (await self._all(here)).get(key)
        team = (await here.team(after.team)).id
        if known is not None and known.team_id != team:
            raise ConfigurationRefused(part=self.name, key=key, reason="misnamed")
        try:
            given = msgspec.convert(await self._ids(here, key, after.filter, known), CaseFilter)
            sort = CaseSort(after.sort)
        except (ValueError, msgspec.ValidationError) as error:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=str(error)[:80]) from error
        base = after.base
        if base.startswith("team "):
            base = f"team.{(await here.team(base[5:])).id}"
        wanted = console.KeptView(after.name, base, given, sort, after.position)
        await console.keep(here.tx, team, wanted, known.id if known else None)
        if key not in await self._all(here):
            raise ConfigurationRefused(part=self.name, key=key, reason="misnamed")

    async def remove(self, here: Here, key: str) -> None:
        await console.drop(here.tx, (await self._all(here))[key].id)

    async def _all(self, here: Here) -> dict[str, SavedView]:
        found = sorted(await console.of_teams(here.tx), key=lambda one: one.id)  # the older of two keeps its key
        keys = [JOINT.join((await here.team_name(one.team_id), one.name)) for one in found]
        return dict(zip(numbered(keys), found, strict=True))

    async def _base(self, here: Here, view: ViewKey) -> str:
        name = await here.team_name(view.team_id)
        return f"{view.kind.value} {name}" if name else str(view)

    async def _ids(self, here: Here, key: str, said: Mapping[str, Any], known: SavedView | None) -> dict[str, Any]:
        """Return a filter with ids for names; an id itself only where the view holds it already."""
        names = await _names(here)
        kept = _said(known) if known else {}
        found: dict[str, Any] = dict(said)
        for field in NAMED:
            values = said.get(field, ())
            if not isinstance(values, Sequence) or isinstance(values, str):
                raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what=field)
            ids = {name: id for id, name in names[field].items()} | {id: id for id in kept.get(field, ())}
            strange = next((one for one in values if one not in ids and not _is_word(field, one)), None)
            if strange is not None:
                raise ConfigurationRefused(part=self.name, key=key, reason="reference", what=str(strange)[:60])
            if field in said:
                found[field] = [ids.get(one, one) for one in values]
        return found


def _said(one: SavedView) -> dict[str, Any]:
    """Return a filter as the file has it: lists, and nothing that says nothing."""
    found: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(one.listing.filter))
    return found


def _is_word(field: str, value: object) -> bool:
    return field in {"holder", "team"} and value in WORDS


async def _names(here: Here) -> dict[str, dict[str, str]]:
    """Return the names of what a filter may hold, by field and id."""
    found: dict[str, dict[UUID, str]] = {
        "holder": {one.id: email for email, one in (await here.users()).items()},
        "team": {one.id: name for name, one in (await here.teams()).items() if name not in WORDS},
        "queue": {one.id: name for name, one in (await here.queues()).items()},
        "brand": {one.id: code for code, one in (await here.brands()).items()},
        "tag": {one.id: one.name for one in await cases.tags(here.tx)},
    }
    return {field: {str(id): name for id, name in names.items()} for field, names in found.items()}
