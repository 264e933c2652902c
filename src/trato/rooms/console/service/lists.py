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
from trato.rooms.console.model import CasePage, CaseSort, View, ViewKey, ViewKind
from trato.rooms.console.rules.views import read_view
from trato.rooms.console.service import counts, rows
from trato.rooms.console.store import lists as store

MOST = 100
MOST_WORDS = 6


async def views(tx: Tx, who: Principal) -> list[View]:
    """Return the views of somebody, with their counts."""
    teams = await access.memberships_of(tx, who.user.id)
    return (await counts.tally(tx)).views(who.rights.scope(Verb.CASES_READ), who.user.id, teams)


async def page(
    tx: Tx, who: Principal, view: str, *, sort: CaseSort, words: str = "", cursor: str = "", limit: int = 50
) -> CasePage:
    """Return a page of a list. Raises ViewUnknown, CursorUnknown."""
    key = read_view(view)
    if key.team_id is not None:
        await check_team(tx, who, key)
    limit = max(1, min(limit, MOST))
    wanted = store.Wanted(
        view=key,
        scope=who.rights.scope(Verb.CASES_READ),
        user=who.user.id,
        teams=tuple(await access.memberships_of(tx, who.user.id)) if key.kind is ViewKind.TEAM else (),
        sort=sort,
        words=tuple(words.split()[:MOST_WORDS]),
    )
    by = len(store.order(sort)[0])
    found = await store.list_page(tx, wanted, limit + 1, read_cursor(cursor, (*[str] * by, UUID)), tx.now)
    last = found[limit - 1] if len(found) > limit else None
    items = await rows.rows(tx, [one[-1] for one in found[:limit]], who.user.id)
    return CasePage(tuple(items), write_cursor(*last) if last else None)


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
