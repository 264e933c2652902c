"""Notices on the live line: what a person may want to be told of, sent to each screen of theirs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from uuid import UUID

from trato.app.line import Line
from trato.rooms.access.model import Verb
from trato.rooms.console.model import Listed
from trato.rooms.console.model.notices import Notice
from trato.rooms.console.rules.changes import Changes
from trato.rooms.console.rules.notices import addressed, told_to


def notices(
    changes: Mapping[UUID, Changes], listed: Mapping[UUID, Listed], lines: Iterable[Line]
) -> dict[UUID, list[Notice]]:
    """Return what each person of `lines` is told, one notice for each case, within their reach."""
    found: dict[UUID, list[Notice]] = defaultdict(list)
    told = {id: addressed(one.facts, listed[id]) for id, one in changes.items() if one.facts and id in listed}
    told = {id: some for id, some in told.items() if some}
    if not told:
        return found
    people: dict[UUID, Line] = {line.principal.user.id: line for line in lines}
    for id, some in told.items():
        case = listed[id]
        teams = {one.team_id for one in some if one.team_id is not None}
        users = {one.user_id for one in some if one.user_id in people}
        led = {one.led_team_id for one in some if one.led_team_id is not None}
        users |= {user for user, line in people.items() if led & set(line.led)} if led else set()
        if teams:
            users |= {user for user, line in people.items() if teams & set(line.teams)}
        for user in [user for user in users if user is not None]:
            line = people[user]
            one = told_to(user, line.teams, some, line.led)
            if one is not None and line.principal.rights.scope(Verb.CASES_READ).covers(case.place):
                row, fact = case.row, one.fact
                found[user].append(Notice(one.kind, row.id, row.number, row.contact.name, fact.seq, fact.recorded_at))
    return found
