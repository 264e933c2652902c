"""Bringing in people from a file: looked at first, then all of them or none."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from msgspec import Struct

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.errors import FileRefusedByLines, MoreThanYouMay
from trato.rooms.access.model import Rights, ScopeKind, TeamId, UnitKind, User, UserId
from trato.rooms.access.rules.matrix import ROLES
from trato.rooms.access.rules.people_file import FileLine, PeopleFile, problems_of
from trato.rooms.access.rules.sign_in import normal_email
from trato.rooms.access.service import links, organisation, people, rights
from trato.rooms.access.store import grants
from trato.rooms.access.store import people as store


class LineFound(Struct, frozen=True):
    """What would become of a line. `problems`: email, name, encoding, twice, taken, team, role, unit, more."""

    number: int
    email: str
    name: str
    team: str
    role: str
    unit: str
    problems: list[str]


class _Known(Struct, frozen=True):
    """What a line may name, by its name in small letters."""

    teams: Mapping[str, TeamId]
    roles: Mapping[str, str]
    units: Mapping[str, tuple[UUID, UnitKind]]
    emails: frozenset[str]


async def look(tx: Tx, by: Rights, file: PeopleFile) -> list[LineFound]:
    """Return what would become of each line; nothing is done."""
    known = await _known(tx, file)
    seen: set[str] = set()
    may: dict[tuple[str, ScopeKind, UUID | None], bool] = {}  # many lines ask for the same
    found = []
    for line in file.lines:
        problems = [*problems_of(line), *_problems(line, known, seen)]
        if not problems and line.role:
            wanted = (known.roles[line.role.lower()], *_place(line, known))
            if wanted not in may:
                may[wanted] = await _may(tx, by, *wanted)
            if not may[wanted]:
                problems.append("more")
        seen.add(line.email.lower())
        found.append(LineFound(line.number, line.email, line.name, line.team, line.role, line.unit, problems))
    return found


async def bring_in(tx: Tx, by: Rights, file: PeopleFile, *, locale: str, time_zone: str, by_mail: bool) -> list[UserId]:
    """Invite everybody in the file, with teams and roles. Raises FileRefusedByLines when one line is wrong."""
    wrong = [one.number for one in await look(tx, by, file) if one.problems]
    if wrong:
        raise FileRefusedByLines(lines=wrong[:20])
    known = await _known(tx, file)
    made: list[UserId] = []
    for line in file.lines:
        user: User = await people.add_user(tx, line.email, line.name, locale=locale, time_zone=time_zone, invited=True)
        if line.team:
            await organisation.join_team(tx, known.teams[line.team.lower()], user.id)
        if line.role:
            kind, place = _place(line, known)
            await rights.grant(tx, by, user.id, known.roles[line.role.lower()], kind, place)
        await links.invite(tx, user.id, by_mail=by_mail)
        made.append(user.id)
    tx.audit(AuditEntry("user.import", "workspace", tx.workspace, {"people": len(made), "encoding": file.encoding}))
    return made


def _problems(line: FileLine, known: _Known, seen: set[str]) -> list[str]:
    found = []
    email = line.email.strip().lower()
    if email and email in seen:
        found.append("twice")
    elif email in known.emails:
        found.append("taken")
    if line.team and line.team.lower() not in known.teams:
        found.append("team")
    if line.role and line.role.lower() not in known.roles:
        found.append("role")
    if line.unit and (line.unit.lower() not in known.units or not line.role):
        found.append("unit")
    return found


async def _may(tx: Tx, by: Rights, role: str, kind: ScopeKind, place: UUID | None) -> bool:
    try:
        await rights.check_may(tx, by, role, kind, place)
    except MoreThanYouMay:
        return False
    return True


def _place(line: FileLine, known: _Known) -> tuple[ScopeKind, UUID | None]:
    if not line.unit:
        return ScopeKind.WORKSPACE, None
    id, kind = known.units[line.unit.lower()]
    if kind is UnitKind.GLOBAL:
        return ScopeKind.WORKSPACE, None
    return (ScopeKind.BRAND if kind is UnitKind.BRAND else ScopeKind.UNIT), id


async def _known(tx: Tx, file: PeopleFile) -> _Known:
    roles = {code.lower(): code for code in ROLES}
    roles |= {name.lower(): code for code, role in ROLES.items() for name in role.names.values()}
    roles |= {one.name.lower(): one.code for one in await grants.list_roles(tx)}
    emails = []
    for line in file.lines:
        if not problems_of(line):
            emails.append(normal_email(line.email))
    return _Known(
        {one.name.lower(): one.id for one in await organisation.list_teams(tx)},
        roles,
        {one.name.lower(): (one.id, one.kind) for one in await organisation.list_units(tx)},
        frozenset(await store.taken_emails(tx, emails)),
    )
