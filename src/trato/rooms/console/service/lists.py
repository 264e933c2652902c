"""Lists of cases, a page at a time."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, TeamId, Verb
from trato.rooms.console.errors import CursorUnknown, ViewUnknown
from trato.rooms.console.model import EVERYTHING, CaseFilter, CasePage, CaseSort, View, ViewKey, ViewKind
from trato.rooms.console.rules.views import read_view
from trato.rooms.console.service import counts, rows
from trato.rooms.console.service import views as saved
from trato.rooms.console.store import lists as store

MOST = 100


async def views(tx: Tx, who: Principal, counters: counts.Counters) -> list[View]:
    """Return the views of somebody, with their counts."""
    teams = await access.memberships_of(tx, who.user.id)
    reached = await saved.reach(tx, who, teams)
    kept = await saved.list_views(tx, [who.user.id], reached.sees)
    tally = await counters.tally(tx, [who.user.id])
    return tally.views(who.rights.scope(Verb.CASES_READ), who.user.id, teams, kept, reached.shares)


async def page(
    tx: Tx,
    who: Principal,
    view: str,
    *,
    sort: CaseSort | None = None,
    given: CaseFilter = EVERYTHING,
    cursor: str = "",
    limit: int = 50,
) -> CasePage:
    """Return a page of a list, of a built-in one or of a saved one by its id, narrowed by a filter.

    Raises ViewUnknown, FilterUnknown, CursorUnknown.
    """
    limit = max(1, min(limit, MOST))
    wanted = await find(tx, who, view, sort=sort, given=given)
    by = len(store.order(wanted.sort)[0])
    found = await store.list_page(tx, wanted, limit + 1, read_cursor(cursor, (*[str] * by, UUID)), tx.now)
    last = found[limit - 1] if len(found) > limit else None
    items = await rows.rows(tx, [one[-1] for one in found[:limit]], who.user.id)
    return CasePage(tuple(items), write_cursor(*last) if last else None)


async def find(tx: Tx, who: Principal, view: str, *, sort: CaseSort | None, given: CaseFilter) -> store.Wanted:
    """Return the list that somebody asks for, within their reach. Raises ViewUnknown."""
    key, narrow, order = await _named(tx, who, view, given)
    if key.team_id is not None:
        await check_team(tx, who, key)
    looks = key.kind is ViewKind.TEAM or bool(narrow.team)
    return store.Wanted(
        view=key,
        scope=who.rights.scope(Verb.CASES_READ),
        user=who.user.id,
        teams=tuple(await access.memberships_of(tx, who.user.id)) if looks else (),
        sort=sort or order,
        filter=narrow,
    )


async def _named(tx: Tx, who: Principal, view: str, given: CaseFilter) -> tuple[ViewKey, CaseFilter, CaseSort]:
    """Return what a name of a list stands for; what a saved view does not say is taken from `given`."""
    try:
        id = UUID(view)
    except ValueError:
        return read_view(view), given, CaseSort.SLACK
    one = await saved.get(tx, who, id)
    own = {name: value for name in one.listing.filter.__struct_fields__ if (value := getattr(one.listing.filter, name))}
    return one.listing.view, msgspec.structs.replace(given, **own), one.sort


async def check_team(tx: Tx, who: Principal, key: ViewKey) -> None:
    """Refuse the list of a team that is not there. Raises ViewUnknown."""
    assert key.team_id is not None
    try:
        await access.get_team(tx, TeamId(key.team_id))
    except NotFound:
        raise ViewUnknown() from None


def write_cursor(*values: Any) -> str:
    """Return an opaque cursor."""
    return urlsafe_b64encode(msgspec.json.encode(values)).decode().rstrip("=")


def read_cursor(cursor: str, kinds: tuple[type[Any], ...]) -> Any | None:
    """Return what a cursor holds, or None of an empty one. Raises CursorUnknown."""
    if not cursor:
        return None
    try:
        raw = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.convert(msgspec.json.decode(raw), tuple[kinds], strict=False)  # type: ignore[valid-type]
    except (ValueError, binascii.Error, msgspec.ValidationError):
        raise CursorUnknown() from None
