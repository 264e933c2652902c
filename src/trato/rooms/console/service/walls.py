"""The board of each workspace, kept in memory and brought up to date by facts: one count serves everybody who looks."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec

from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Scope
from trato.rooms.brands import api as brands
from trato.rooms.console.errors import FilterUnknown
from trato.rooms.console.model import Crew, FloorAgent, Numbers, QueueLine, Selection, Target, Wall
from trato.rooms.console.rules import presence as words
from trato.rooms.console.rules.walls import (
    Answer,
    CellKey,
    Ledger,
    Matter,
    add_up,
    crew_of,
    is_selected,
)
from trato.rooms.console.service import targets
from trato.rooms.console.store import counts as facts
from trato.rooms.console.store import people
from trato.rooms.console.store import walls as store
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Queue
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

MOST_KEPT = 50  # workspaces
MOST_BEHIND = 20_000  # facts beyond which everything is read again
A_DAY = timedelta(hours=27)  # the longest that a day of some brand began before now
OUR_WORK = frozenset({"queue", "team", "nobody"})


def read_selection(said: Mapping[str, str]) -> Selection:
    """Return the part that is asked for, values of one field parted by commas. Raises FilterUnknown."""
    raw = {
        name: tuple(one for one in value.split(",") if one)
        for name, value in said.items()
        if value and name in ("brand", "queue", "team")
    }
    try:
        return msgspec.convert(raw, Selection)
    except msgspec.ValidationError as error:
        raise FilterUnknown(detail=str(error)) from None


def read_topic(name: str) -> Selection:
    """Return the part that the name of a topic asks for, as `brand=…&queue=…`. Raises FilterUnknown."""
    return read_selection(dict(parse_qsl(name)))


@dataclass(slots=True)
class _Kept:
    ledger: Ledger = field(default_factory=Ledger)
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Walls:
    """The boards of one process. What another process commits is in the next count: facts say which cases changed."""

    _kept: OrderedDict[UUID, _Kept] = field(default_factory=OrderedDict)

    async def tally(self, tx: Tx) -> Standing:
        """Count a workspace as it is now."""
        kept = self._kept.setdefault(tx.workspace, _Kept())
        self._kept.move_to_end(tx.workspace)
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        async with kept.turn:
            await _catch_up(tx, kept.ledger)
            cells = kept.ledger.count(tx.now)
        return Standing(
            cells=cells,
            queues=await routing.list_queues(tx),
            agents=await list_agents(tx),
            targets=await targets.list_targets(tx),
        )


async def _catch_up(tx: Tx, ledger: Ledger) -> None:
    """Read what changed since last time. The facts are read first: what changes meanwhile is read again next time."""
    head = await facts.head(tx)
    ledger.zones = {one.id: one.timezone for one in await brands.list_brands(tx)}
    since = tx.now - A_DAY
    if ledger.seq < 0 or head < ledger.seq or head - ledger.seq > MOST_BEHIND:
        ledger.fill(_matter(row) for row in await store.list_living(tx, since))
    elif head > ledger.seq:
        ids = await facts.changed(tx, ledger.seq, head)
        found = {row["id"]: row for row in await store.list_these(tx, ids)} if ids else {}
        for id in ids:
            if id in found:
                ledger.put(_matter(found[id]))
            else:
                ledger.drop(id)
    ledger.forget_old(since)
    ledger.seq = head


def _matter(row: Any) -> Matter:
    living = row["set_aside"] is None
    is_open = row["state"] == "open" and living
    offered = living and row["recorded_as"] == "live" and row["origin"] in ("inbound", "mention", "community", "call")
    counts = row["merged_into"] is None and row["end_reason"] != "split_undone" and row["recorded_as"] == "live"
    return Matter(
        id=row["id"],
        cell=CellKey(row["brand_id"], row["queue_id"], row["account_id"]),
        is_open=is_open,
        waits=is_open and row["waiting_on"] is None and row["holder_kind"] in OUR_WORK,
        since=row["unanswered_since"],
        due_from=row["due_from"],
        due_at=row["due_at"],
        breached=row["breached"],
        offered_at=row["opened_at"] if offered else None,
        answers=tuple(map(Answer, row["answered"] or (), row["kept"] or ())) if living else (),
        asides=tuple(row["asides"] or ()) if counts else (),
    )


async def list_agents(tx: Tx) -> list[FloorAgent]:
    """Return everybody who is of a team, or was ever at work here, and may still come in, by name."""
    found = await workforce.agents_now(tx, routing.held_by)
    teams: dict[UUID, list[UUID]] = {}
    for row in await people.list_members(tx):
        teams.setdefault(row["user_id"], []).append(row["team_id"])
    unseen = sorted(teams.keys() - {one.user_id for one in found})
    names = await store.list_names(tx, [*(one.user_id for one in found), *unseen])
    hold = await workforce.capacities_of(tx, [one for one in unseen if one in names], routing.held_by)
    told = [
        FloorAgent(
            id=one.user_id,
            name=names[one.user_id],
            team_ids=tuple(sorted(teams.get(one.user_id, ()))),
            state=words.shown(one.presence.state),
            reason=one.presence.reason or None,
            since=one.presence.since,
            load=one.load,
            capacity=one.capacity,
            deferred_load=one.async_load,
            deferred_capacity=one.async_capacity,
            cases=one.cases,
        )
        for one in found
        if one.user_id in names
    ]
    told += [
        FloorAgent(
            id=id,
            name=names[id],
            team_ids=tuple(sorted(teams[id])),
            state=words.shown(PresenceState.OFFLINE),
            reason=None,
            since=None,
            load=one.load.live,
            capacity=one.capacity.live,
            deferred_load=one.load.deferred,
            deferred_capacity=one.capacity.deferred,
            cases=one.held.count,
        )
        for id, one in hold.items()
    ]
    return sorted(told, key=lambda one: (one.name, one.id))


@dataclass(slots=True)
class Standing:
    """A workspace as it stands at one moment; what one reach sees of it is a sum."""

    cells: Mapping[CellKey, Numbers]
    queues: Sequence[Queue]
    agents: Sequence[FloorAgent]
    targets: Sequence[Target]
    _told: dict[tuple[Scope, Selection], Wall] = field(default_factory=dict)

    def wall(self, scope: Scope, wanted: Selection) -> Wall:
        """Return the board of a part of somebody's reach."""
        key = (scope, wanted)
        if key not in self._told:
            self._told[key] = self._wall(scope, wanted)
        return self._told[key]

    def _wall(self, scope: Scope, wanted: Selection) -> Wall:
        teams: dict[UUID, UUID | None] = {queue.id: queue.team_id for queue in self.queues}
        seen = {
            key: numbers
            for key, numbers in self.cells.items()
            if scope.covers(key.place) and is_selected(wanted, key, teams)
        }
        known = set(teams)
        of: dict[UUID | None, list[Numbers]] = {}
        for key, numbers in seen.items():
            of.setdefault(key.queue_id if key.queue_id in known else None, []).append(numbers)
        lines = [self._line(queue, of.get(queue.id, ())) for queue in self.queues if _shows(scope, wanted, queue)]
        if None in of:
            lines.append(QueueLine(None, "", None, None, automatic=False, numbers=add_up(of[None]), crew=Crew()))
        shown = {line.id for line in lines}
        return Wall(
            numbers=add_up(seen.values()),
            crew=crew_of(self.reached(scope, wanted)),
            queues=tuple(lines),
            targets=tuple(one for one in self.targets if one.queue_id is None or one.queue_id in shown),
        )

    def _line(self, queue: Queue, parts: Iterable[Numbers]) -> QueueLine:
        crew = crew_of(one for one in self.agents if queue.team_id is not None and queue.team_id in one.team_ids)
        return QueueLine(
            id=queue.id,
            name=queue.name,
            brand_id=queue.brand_id,
            team_id=queue.team_id,
            automatic=queue.automatic,
            numbers=add_up(parts),
            crew=crew,
        )

    def reached(self, scope: Scope, wanted: Selection) -> list[FloorAgent]:
        """Return who works the queues of a part of somebody's reach; whoever reaches all sees also those of no team."""
        if scope.everywhere and wanted == Selection():
            return list(self.agents)
        teams = {queue.team_id for queue in self.queues if _shows(scope, wanted, queue)} - {None}
        return [one for one in self.agents if teams.intersection(one.team_ids)]


def _shows(scope: Scope, wanted: Selection, queue: Queue) -> bool:
    return (
        scope.covers(Place(brand_id=queue.brand_id, queue_id=queue.id))
        and (not wanted.queue or queue.id in wanted.queue)
        and (not wanted.team or queue.team_id in wanted.team)
        and (not wanted.brand or queue.brand_id in wanted.brand)
    )
