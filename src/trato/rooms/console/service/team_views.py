"""Views of teams, as the configuration keeps them: whoever sets up the whole workspace needs no right in each team."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import TeamId
from trato.rooms.console.errors import TooManyViews, ViewUnknown
from trato.rooms.console.model import CaseFilter, CaseSort, SavedView, ViewKey
from trato.rooms.console.rules.views import read_view
from trato.rooms.console.service.views import MOST, listing_of, name_of, tell
from trato.rooms.console.store import views as store


@dataclass(frozen=True, slots=True)
class KeptView:
    """What a view of a team is to be. `base` names a built-in list: `all`, `due`, `team.<id>`…"""

    name: str
    base: str
    filter: CaseFilter
    sort: CaseSort
    position: int


async def of_teams(tx: Tx) -> list[SavedView]:
    """Return the views of all teams, in the order in which each team sees its own."""
    teams = [one.id for one in await access.list_teams(tx)]
    return await store.list_views(tx, [], teams)


def read_base(text: str) -> ViewKey:
    """Return the built-in list that a text names. Raises ViewUnknown."""
    return read_view(text)


async def keep(tx: Tx, team: UUID, wanted: KeptView, id: UUID | None = None) -> SavedView:
    """Give a team a view, or with `id` make one of its views this.

    Raises TeamUnknown, ViewUnknown, ViewNameMissing, ViewNotSavable, FilterUnknown, Invalid and TooManyViews.
    """
    if not 0 <= wanted.position <= 1_000_000:
        raise Invalid(field="position", reason="range")
    await access.get_team(tx, TeamId(team))
    listing, name = listing_of(wanted.base, wanted.filter), name_of(wanted.name)
    if id is not None:
        before = await store.get_view(tx, id)
        if before is None or before.team_id != team:
            raise ViewUnknown()
        one = replace(before, name=name, listing=listing, sort=wanted.sort, position=wanted.position)
        await store.set_view(tx, one)
    else:
        if len(await store.list_views(tx, [], [team])) >= MOST:
            raise TooManyViews(limit=MOST)
        one = SavedView(uuid7(), None, team, name, listing, wanted.sort, wanted.position, None)
        await store.add_view(tx, one, tx.actor.id)
    tell(tx, one)
    return one


async def drop(tx: Tx, id: UUID) -> None:
    """Take a team's view away; it can be given back. Raises ViewUnknown."""
    one = await store.get_view(tx, id)
    if one is None or one.team_id is None or one.deleted_at is not None:
        raise ViewUnknown()
    await store.set_view(tx, replace(one, deleted_at=tx.now))
    tell(tx, one)
