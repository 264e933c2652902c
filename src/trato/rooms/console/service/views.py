"""Views that people save: for themselves, or for a team by who may share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from trato.kit.errors import Forbidden
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Team, TeamId, Verb
from trato.rooms.console.errors import KeyReused, TooManyViews, ViewNameMissing, ViewNotSavable, ViewUnknown
from trato.rooms.console.events import ViewSaved
from trato.rooms.console.model import CaseFilter, CaseSort, Listing, SavedView, ViewKey, ViewKind
from trato.rooms.console.rules.filters import check_filter
from trato.rooms.console.rules.views import read_view
from trato.rooms.console.store import views as store

NAME_LIMIT = 60  # characters
MOST = 60  # of one person or team
FLEETING = frozenset({ViewKind.MENTIONS, ViewKind.UNCERTAIN})  # what is in them is seen, and gone


@dataclass(frozen=True, slots=True)
class Reach:
    """The teams whose views somebody sees, and those whose views they may change."""

    sees: tuple[UUID, ...]
    shares: frozenset[UUID]


async def reach(tx: Tx, who: Principal, own: Sequence[UUID] | None = None) -> Reach:
    """Say whose views are for somebody: of their own teams (read here unless given), and of those they may save for."""
    teams = await access.list_teams(tx) if who.rights.may(Verb.VIEWS_SHARE) else []
    return reach_of(who, await access.memberships_of(tx, who.user.id) if own is None else own, teams)


def reach_of(who: Principal, own: Sequence[UUID], teams: Sequence[Team]) -> Reach:
    """Say the same of somebody in the teams `own`, where all teams are `teams`."""
    scope = who.rights.scope(Verb.VIEWS_SHARE)
    shares = frozenset(one.id for one in teams if scope.covers(Place(unit_id=one.unit_id, brand_id=one.unit_id)))
    return Reach((*own, *sorted(shares.difference(own))), shares)


async def list_views(tx: Tx, owners: Sequence[UUID], teams: Sequence[UUID]) -> list[SavedView]:
    """Return the views of people and of teams, in their order."""
    return await store.list_views(tx, owners, teams)


async def get(tx: Tx, who: Principal, id: UUID) -> SavedView:
    """Return a view that somebody sees. Raises ViewUnknown."""
    one = await store.get_view(tx, id)
    if one is None or one.deleted_at is not None:
        raise ViewUnknown()
    if one.owner_id != who.user.id and (one.team_id is None or one.team_id not in (await reach(tx, who)).sees):
        raise ViewUnknown()
    return one


async def save(
    tx: Tx, who: Principal, id: UUID, name: str, team_id: UUID | None, base: str, given: CaseFilter, sort: CaseSort
) -> SavedView:
    """Save a view under the id that the client minted; the same again is the same.

    Raises ViewNameMissing, ViewNotSavable, TooManyViews, Forbidden, KeyReused, and what `read_view` raises.
    """
    owner = who.user.id if team_id is None else None
    if team_id is not None:
        await _check_team(tx, who, team_id)
    others = await store.list_views(tx, [owner] if owner else [], [team_id] if team_id else [])
    last = max((one.position for one in others), default=0)
    one = SavedView(id, owner, team_id, name_of(name), listing_of(base, given), sort, last + 1, None)
    if len(others) >= MOST:
        raise TooManyViews(limit=MOST)
    if not await store.add_view(tx, one, who.user.id):
        found = await store.get_view(tx, id)
        if found is None or (found.owner_id, found.team_id) != (owner, team_id):
            raise KeyReused()
        return found
    tell(tx, one)
    return one


async def change(
    tx: Tx,
    who: Principal,
    id: UUID,
    *,
    name: str | None = None,
    base: str | None = None,
    given: CaseFilter | None = None,
    sort: CaseSort | None = None,
) -> SavedView:
    """Change what is said of a view. Raises ViewUnknown, Forbidden, and what `save` raises."""
    one = await _editable(tx, who, id)
    listing = one.listing
    if base is not None or given is not None:
        listing = listing_of(base or str(listing.view), listing.filter if given is None else given)
    after = replace(one, name=one.name if name is None else name_of(name), listing=listing, sort=sort or one.sort)
    if after != one:
        await store.set_view(tx, after)
        tell(tx, after)
    return after


async def delete(tx: Tx, who: Principal, id: UUID) -> None:
    """Take a view away; it can be given back. Raises ViewUnknown, Forbidden."""
    one = await _editable(tx, who, id)
    if one.deleted_at is None:
        await store.set_view(tx, replace(one, deleted_at=tx.now))
        tell(tx, one)


async def restore(tx: Tx, who: Principal, id: UUID) -> SavedView:
    """Give a deleted view back. Raises ViewUnknown, Forbidden."""
    one = replace(await _editable(tx, who, id), deleted_at=None)
    await store.set_view(tx, one)
    tell(tx, one)
    return one


async def arrange(tx: Tx, who: Principal, ids: Sequence[UUID]) -> None:
    """Put views in this order, before all others of theirs. Raises ViewUnknown, Forbidden."""
    for position, id in enumerate(ids):
        one = await _editable(tx, who, id)
        if one.position != position:
            await store.set_view(tx, replace(one, position=position))
            tell(tx, one)


async def _editable(tx: Tx, who: Principal, id: UUID) -> SavedView:
    one = await store.get_view(tx, id)
    if one is None or (one.team_id is None and one.owner_id != who.user.id):
        raise ViewUnknown()
    if one.team_id is not None:
        reached = await reach(tx, who)
        if one.team_id not in reached.sees:
            raise ViewUnknown()
        if one.team_id not in reached.shares:
            raise Forbidden(verb=Verb.VIEWS_SHARE.value)
    return one


async def _check_team(tx: Tx, who: Principal, team_id: UUID) -> None:
    team = await access.get_team(tx, TeamId(team_id))
    if not who.rights.scope(Verb.VIEWS_SHARE).covers(Place(unit_id=team.unit_id, brand_id=team.unit_id)):
        raise Forbidden(verb=Verb.VIEWS_SHARE.value)


def listing_of(base: str, given: CaseFilter) -> Listing:
    """Return what a view shows. Raises ViewUnknown, ViewNotSavable and FilterUnknown."""
    key: ViewKey = read_view(base)
    if key.kind in FLEETING:
        raise ViewNotSavable()
    return Listing(key, check_filter(given))


def name_of(name: str) -> str:
    """Return a name without what cannot be seen. Raises ViewNameMissing."""
    found = " ".join(clean(name, NAME_LIMIT).split())
    if not found:
        raise ViewNameMissing(field="name")
    return found


def tell(tx: Tx, one: SavedView) -> None:
    """Announce that a view is not what it was."""
    tx.emit(ViewSaved(subject=one.id, owner_id=one.owner_id, team_id=one.team_id))
