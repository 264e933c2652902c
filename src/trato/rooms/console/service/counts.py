"""The views with their counts. A workspace is counted once; what each person sees of it is arithmetic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Scope
from trato.rooms.console.model import View, ViewKey, ViewKind
from trato.rooms.console.store import counts as store

MINE = (ViewKind.MINE, ViewKind.DUE, ViewKind.MENTIONS, ViewKind.SNOOZED)
SHARED = (ViewKind.UNASSIGNED, ViewKind.BREACHED, ViewKind.UNCERTAIN, ViewKind.SET_ASIDE, ViewKind.RESOLVED)


@dataclass(frozen=True, slots=True)
class Cell:
    """The cases of one kind, at one place, with one holder. `team_id` is the team whose they are."""

    what: str
    place: Place
    holder_kind: str
    holder_id: UUID | None
    team_id: UUID | None
    cases: int
    snoozed: int
    due: int
    breached: int
    unread: int


async def tally(tx: Tx) -> Tally:
    """Count a workspace: one statement."""
    teams = {row["id"]: row["team_id"] for row in await store.teams_of_queues(tx)}
    cells = [
        Cell(
            what=row["what"],
            place=Place(brand_id=row["brand_id"], queue_id=row["queue_id"], account_id=row["account_id"]),
            holder_kind=row["holder_kind"],
            holder_id=row["holder_id"],
            team_id=row["holder_id"] if row["holder_kind"] == "team" else teams.get(row["queue_id"]),
            cases=row["cases"],
            snoozed=row["snoozed"],
            due=row["due"],
            breached=row["breached"],
            unread=row["unread"],
        )
        for row in await store.tally(tx, tx.now)
    ]
    return Tally(cells)


class Tally:
    """The counts of a workspace at one moment; what a scope reaches is summed up once for all who share it."""

    def __init__(self, cells: Sequence[Cell]) -> None:
        self._cells = cells
        self._seen: dict[Scope, tuple[list[Cell], dict[ViewKey, int]]] = {}
        self._of: dict[tuple[Scope, UUID], list[Cell]] = {}

    def views(self, scope: Scope, user: UUID, teams: Sequence[UUID]) -> list[View]:
        """Return the views of one person, in the order of the screen."""
        seen, shared = self._reached(scope)
        mine = self._of.get((scope, user), [])
        keys = [ViewKey(kind) for kind in MINE]
        for team in teams:
            keys += [ViewKey(ViewKind.UNASSIGNED, team), ViewKey(ViewKind.TEAM, team)]
        keys += [ViewKey(kind) for kind in SHARED]
        out = []
        for key in keys:
            if key.is_personal:
                count = sum(_count(key, cell, user) for cell in mine)
            else:
                if key not in shared:
                    shared[key] = sum(_count(key, cell, user) for cell in seen)
                count = shared[key]
            unread = sum(cell.unread for cell in mine) if key.kind is ViewKind.MINE else 0
            out.append(View(str(key), key.kind, None, key.team_id, count, unread))
        return out

    def _reached(self, scope: Scope) -> tuple[list[Cell], dict[ViewKey, int]]:
        if scope not in self._seen:
            seen = [cell for cell in self._cells if scope.covers(cell.place)]
            self._seen[scope] = (seen, {})
            for cell in seen:
                if cell.holder_id is not None and cell.holder_kind == "agent":
                    self._of.setdefault((scope, cell.holder_id), []).append(cell)
        return self._seen[scope]


def _is_of(cell: Cell, user: UUID) -> bool:
    return cell.what == "open" and cell.holder_kind == "agent" and cell.holder_id == user


def _count(key: ViewKey, cell: Cell, user: UUID) -> int:
    is_open = cell.what == "open"
    of_team = key.team_id is None or cell.team_id == key.team_id
    match key.kind:
        case ViewKind.MINE:
            return cell.cases - cell.snoozed if _is_of(cell, user) else 0
        case ViewKind.SNOOZED:
            return cell.snoozed if _is_of(cell, user) else 0
        case ViewKind.DUE:
            return cell.due if _is_of(cell, user) else 0
        case ViewKind.MENTIONS:
            return cell.cases if cell.what == "mentions" and cell.holder_id == user else 0
        case ViewKind.UNASSIGNED:
            return cell.cases if is_open and cell.holder_kind in ("nobody", "queue", "team") and of_team else 0
        case ViewKind.TEAM:
            return cell.cases if is_open and of_team else 0
        case ViewKind.BREACHED:
            return cell.breached if is_open else 0
        case _:
            return cell.cases if cell.what == key.kind.value else 0
