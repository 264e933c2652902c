"""The views with their counts, from a census of each workspace that facts keep up to date."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Scope
from trato.rooms.console.model import Listing, SavedView, View, ViewKey, ViewKind
from trato.rooms.console.rules.census import Census, Entry
from trato.rooms.console.rules.filters import standing, text_of
from trato.rooms.console.service.rows import PRIORITIES
from trato.rooms.console.store import counts as store

MINE = (ViewKind.MINE, ViewKind.DUE, ViewKind.MENTIONS, ViewKind.SNOOZED)
SHARED = (ViewKind.UNASSIGNED, ViewKind.BREACHED, ViewKind.UNCERTAIN, ViewKind.SET_ASIDE, ViewKind.RESOLVED)
SAID_BY_ROWS = {ViewKind.MENTIONS: "mentions", ViewKind.UNCERTAIN: "uncertain"}
MOST_KEPT = 50  # workspaces
MOST_BEHIND = 20_000  # facts beyond which everything is read again


@dataclass(slots=True)
class _Kept:
    census: Census = field(default_factory=Census)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Counters:
    """The censuses of one process. What another process commits is in the next count: facts say which cases changed."""

    _kept: OrderedDict[UUID, _Kept] = field(default_factory=OrderedDict)

    async def tally(self, tx: Tx, users: Sequence[UUID]) -> Tally:
        """Count a workspace as it is now; `users` are those whose views will be asked for."""
        kept = self._kept.setdefault(tx.workspace, _Kept())
        self._kept.move_to_end(tx.workspace)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        async with kept.turn:
            await _catch_up(tx, kept.census)
        kept.census.pass_to(tx.now)
        said = [_said(row) for row in await store.said_by_rows(tx, users)]
        return Tally(kept.census, said)


async def _catch_up(tx: Tx, census: Census) -> None:
    """Read what changed since last time. The facts are read first: what changes meanwhile is read again next time."""
    head = await store.head(tx)
    census.teams = await store.teams_of_queues(tx)
    if census.seq < 0 or head < census.seq or head - census.seq > MOST_BEHIND:
        rows = await store.list_living(tx)
        census.fill([_entry(row) for row in rows], {row["id"]: _marks(row) for row in rows})
    elif head > census.seq:
        ids = await store.changed(tx, census.seq, head)
        found = {row["id"]: row for row in await store.list_these(tx, ids)} if ids else {}
        for id in ids:
            row = found.get(id)
            if row is not None and (row["state"] != "closed" or row["set_aside"] is not None):
                census.put(_entry(row), _marks(row))
            else:
                census.drop(id)
    census.seq = head


def _entry(row: Any) -> Entry:
    return Entry(
        id=row["id"],
        number=row["number"],
        brand_id=row["brand_id"],
        queue_id=row["queue_id"],
        account_id=row["account_id"],
        standing=standing(row["state"], row["set_aside"]),
        holder_kind=row["holder_kind"],
        holder_id=row["holder_id"],
        waiting=(row["waiting_on"] or "none") if row["state"] == "open" else "none",
        priority=PRIORITIES[row["priority"]],
        channel=row["channel"],
        language=row["language"] or "",
        tags=tuple(row["tags"] or ()),
        due_from=row["due_from"],
        due_at=row["due_at"],
        breached=row["breached"],
        last_inbound_at=row["last_inbound_at"],
        text=text_of(row["subject"], row["name"] or ""),
    )


def _marks(row: Any) -> Mapping[UUID, datetime]:
    return dict(zip(row["users"] or (), row["marks"] or (), strict=True))


@dataclass(frozen=True, slots=True)
class _Said:
    what: str
    user_id: UUID | None
    case_id: UUID
    place: Place


def _said(row: Any) -> _Said:
    place = Place(brand_id=row["brand_id"], queue_id=row["queue_id"], account_id=row["account_id"])
    return _Said(row["what"], row["user_id"], row["id"], place)


@dataclass(slots=True)
class Tally:
    """The counts of a workspace at one moment. It is to be asked before anything else is awaited."""

    census: Census
    said: Sequence[_Said]
    _reached: dict[Scope, int] = field(default_factory=dict)

    def views(
        self,
        scope: Scope,
        user: UUID,
        teams: Sequence[UUID],
        saved: Sequence[SavedView] = (),
        shares: Collection[UUID] = (),
    ) -> list[View]:
        """Return the views of one person, in the order of the screen: built-in ones, then those that are saved.

        `shares` are the teams whose views this person may change.
        """
        if scope not in self._reached:
            self._reached[scope] = self.census.reached(scope)
        reached, unseen = self._reached[scope], self.census.unseen(user)
        keys = [ViewKey(kind) for kind in MINE]
        for team in teams:
            keys += [ViewKey(ViewKind.UNASSIGNED, team), ViewKey(ViewKind.TEAM, team)]
        keys += [ViewKey(kind) for kind in SHARED]
        told = [self._built_in(key, scope, user, teams, reached, unseen) for key in keys]
        return told + [self._saved(one, user, teams, reached, unseen, shares) for one in saved]

    def _built_in(
        self, key: ViewKey, scope: Scope, user: UUID, teams: Sequence[UUID], reached: int, unseen: int
    ) -> View:
        count, unread = 0, 0
        if key.kind in SAID_BY_ROWS:
            what = SAID_BY_ROWS[key.kind]
            mine = [one for one in self.said if one.what == what and one.user_id in (None, user)]
            count = sum(scope.covers(one.place) for one in mine)
        else:
            found = reached & self.census.listed(Listing(key), user, teams)
            count, unread = found.bit_count(), (found & unseen).bit_count()
        return View(id=str(key), kind=key.kind.value, name=None, team_id=key.team_id, count=count, unread=unread)

    def _saved(
        self,
        one: SavedView,
        user: UUID,
        teams: Sequence[UUID],
        reached: int,
        unseen: int,
        shares: Collection[UUID],
    ) -> View:
        editable = one.team_id is None or one.team_id in shares
        found = reached & self.census.listed(one.listing, user, teams) if one.listing.is_counted else None
        if found is None:
            return saved_view(one, editable)
        return saved_view(one, editable, found.bit_count(), (found & unseen).bit_count())


def saved_view(one: SavedView, editable: bool, count: int | None = None, unread: int = 0) -> View:
    """Return a saved view as screens show it."""
    return View(
        id=str(one.id),
        kind="saved",
        name=one.name,
        team_id=one.team_id,
        count=count,
        unread=unread,
        base=str(one.listing.view),
        filter=one.listing.filter,
        sort=one.sort.value,
        editable=editable,
    )
