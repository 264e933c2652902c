"""Pages of cases: selected by scope and list with a limit; what they show is read afterwards by id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope
from trato.rooms.console.model import EVERYTHING, CaseFilter, CaseSort, ViewKey, ViewKind
from trato.rooms.console.store.filters import NEAR, OPEN, WAITS, conditions

MINE = f"{OPEN} and c.holder_kind = 'agent' and c.holder_id = $6"
# no index is meant to serve it: the list's own order is, and few cases are passed over
OF_TEAM = "case when c.holder_kind = 'team' then c.holder_id = any($7::uuid[]) else c.queue_id = any($8::uuid[]) end"
# every statement names every parameter, whether its list asks for it or not
ALL_NAMED = "($6::uuid is null or $7::uuid[] is null or $8::uuid[] is null or $9::timestamptz is null or true)"
REACH_NAMED = "($2::boolean is null or $3::uuid[] is null or $5::uuid[] is null or true)"
QUEUES_OF = "select id from routing.queue where team_id = any($2::uuid[]) and workspace_id = $1"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A list to read: whose, within what reach, as of when."""

    view: ViewKey
    scope: Scope
    user: UUID
    teams: tuple[UUID, ...]
    sort: CaseSort
    filter: CaseFilter = EVERYTHING


def condition(view: ViewKey) -> str:
    """Return the SQL condition of a list over `cases."case"` as c; `rules.views.belongs` says the same of one case."""
    match view.kind:
        case ViewKind.MINE:
            return f"{MINE} and c.waiting_on is distinct from 'until'"
        case ViewKind.SNOOZED:
            return f"{MINE} and c.waiting_on = 'until'"
        case ViewKind.DUE:
            return f"{MINE} and c.waiting_on is null and c.due_at is not null and (c.breached or {NEAR} <= $9)"
        case ViewKind.MENTIONS:
            return """c.id in (select m.case_id from cases.mention_of_user m
              where m.user_id = $6 and m.workspace_id = $1 and m.seen_at is null)"""
        case ViewKind.UNASSIGNED:
            return f"{OPEN} and {WAITS}" + (f" and {OF_TEAM}" if view.team_id else "")
        case ViewKind.TEAM:
            return f"{OPEN} and {OF_TEAM}"
        case ViewKind.BREACHED:
            return f"{OPEN} and (c.breached or c.due_at <= $9)"
        case ViewKind.UNCERTAIN:
            return """c.id in (select d.case_id from conversations.delivery d
              where d.workspace_id = $1 and d.state = 'uncertain' and d.resent_as is null)"""
        case ViewKind.SET_ASIDE:
            return "c.set_aside is not null"
        case ViewKind.RESOLVED:
            return "c.state = 'resolved' and c.set_aside is null"
        case ViewKind.ALL:
            return "true"
        case _:
            assert_never(view.kind)


def order(sort: CaseSort) -> tuple[tuple[str, ...], str]:
    """Return what a list is sorted by before its id, in the words of the indexes, and which way."""
    match sort:
        case CaseSort.SLACK:
            due = "coalesce(c.due_at, '9999-01-01 00:00:00+00'::timestamptz)"  # after all that was promised
            return (f"case when c.waiting_on is null then {due} else 'infinity'::timestamptz end", "c.opened_at"), "asc"
        case CaseSort.NEWEST:
            return ("c.last_message_at",), "desc"
        case CaseSort.OLDEST:
            return ("c.last_message_at",), "asc"
        case _:
            assert_never(sort)


def statement(wanted: Wanted, *, after: bool) -> tuple[str, list[Any]]:
    """Return the SQL of a page (ids with their sorting keys as text), and the parameters of its filter.

    Who sees some queues only is read queue by queue: each has its cases in order, so nobody else's are walked past.
    """
    by, way = order(wanted.sort)
    keys = ", ".join((*by, "c.id"))
    keyset = ""
    if after:
        beyond = ", ".join((*(f"${11 + n}::text::timestamptz" for n in range(len(by))), f"${11 + len(by)}::uuid"))
        keyset = f"and ({keys}) {'>' if way == 'asc' else '<'} ({beyond})"
    narrow, values = conditions(wanted.filter, wanted.teams, 12 + len(by) if after else 11)
    page = f"""
select c.id, {", ".join(f"({key})::text as key_{n}" for n, key in enumerate(by, 1))},
  {", ".join(f"{key} as sorts_{n}" for n, key in enumerate(by, 1))} from cases."case" c
where c.workspace_id = $1 and {{reach}} and {" and ".join((condition(wanted.view), *narrow))}
  and {ALL_NAMED} {keyset}
order by {", ".join(f"{key} {way}" for key in (*by, "c.id"))} limit $10
"""
    if not wanted.scope.is_queues:
        return page.replace("{reach}", access.visible("c", 2)), values
    sorts = ", ".join(f"p.sorts_{n} {way}" for n in range(1, len(by) + 1))
    reach = f"c.queue_id = reached.id and {REACH_NAMED}"
    lateral = f"""
select p.* from unnest($4::uuid[]) reached(id) cross join lateral ({page.replace("{reach}", reach)}) p
order by {sorts}, p.id {way} limit $10
"""
    return lateral, values


async def list_page(
    tx: Tx, wanted: Wanted, limit: int, after: tuple[Any, ...] | None, now: datetime
) -> list[tuple[Any, ...]]:
    """Return up to `limit` cases of a list beyond `after`: what each is sorted by (texts), then its id."""
    teams = [wanted.view.team_id] if wanted.view.team_id else list(wanted.teams)
    queues = [row["id"] for row in await tx.connection.fetch(QUEUES_OF, tx.workspace, teams)] if teams else []
    everywhere, units, in_queues, accounts = wanted.scope.parameters()
    given: list[Any] = [tx.workspace, everywhere, units, in_queues, accounts, wanted.user, teams, queues, now, limit]
    if after is not None:
        given += after
    text, values = statement(wanted, after=after is not None)
    rows = await tx.connection.fetch(text, *given, *values)
    by, _ = order(wanted.sort)
    return [(*(row[f"key_{n}"] for n in range(1, len(by) + 1)), row["id"]) for row in rows]
