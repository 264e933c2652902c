"""Who there is and what they may: people, units, teams, roles of one's own, grants."""

from __future__ import annotations

from uuid import UUID

from trato.rooms.access import api as access
from trato.rooms.access.model import Grant, ScopeKind, TeamId, UnitKind, UserId, Verb
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import GrantEntry, PersonEntry, RoleEntry, TeamEntry, UnitEntry
from trato.rooms.playbook.service.here import JOINT, Here


class People:
    """Active people by e-mail. Who is added cannot sign in before they are invited or given a password."""

    name, entry = "people", PersonEntry

    async def export(self, here: Here) -> dict[str, PersonEntry]:
        return {
            email: PersonEntry(one.name, one.alias, one.locale, one.time_zone)
            for email, one in (await here.users()).items()
        }

    async def put(self, here: Here, key: str, before: PersonEntry | None, after: PersonEntry) -> None:
        told = {"name": after.name, "alias": after.alias, "locale": after.locale, "time_zone": after.time_zone}
        if before is not None:
            await access.change_user(here.tx, (await here.user(key)).id, **told)
            return
        known = await access.find_user(here.tx, key)
        if known is not None:
            await access.enable_user(here.tx, known.id)
            await access.change_user(here.tx, known.id, **told)
            return
        await access.add_user(
            here.tx, key, after.name, alias=after.alias, locale=after.locale, time_zone=after.time_zone
        )

    async def remove(self, here: Here, key: str) -> None:
        await access.disable_user(here.tx, (await here.user(key)).id)


class Units:
    """Regions and countries, by path. They are added and never taken away: cases and people point at them."""

    name, entry = "units", UnitEntry

    async def export(self, here: Here) -> dict[str, UnitEntry]:
        return {path: UnitEntry(one.kind.value) for path, one in (await here.plain_units()).items()}

    async def put(self, here: Here, key: str, before: UnitEntry | None, after: UnitEntry) -> None:
        if before is not None or after.kind not in {UnitKind.REGION.value, UnitKind.COUNTRY.value}:
            raise ConfigurationRefused(part=self.name, key=key, reason="unit_misplaced")
        above, _, name = key.rpartition(JOINT)
        await access.add_unit(here.tx, (await here.unit(above)).id, UnitKind(after.kind), name)

    async def remove(self, here: Here, key: str) -> None:
        raise ConfigurationRefused(part=self.name, key=key, reason="kept")


class Teams:
    """Teams by name, with their members' e-mails."""

    name, entry = "teams", TeamEntry

    async def export(self, here: Here) -> dict[str, TeamEntry]:
        found = {}
        for name, one in (await here.teams()).items():
            roster = [who for who in await access.list_roster(here.tx, one.id) if who.email in await here.users()]
            found[name] = TeamEntry(
                await here.path_of(one.unit_id), tuple(sorted(who.email for who in roster)),
                tuple(sorted(who.email for who in roster if who.leader)),
            )  # fmt: skip
        return found

    async def put(self, here: Here, key: str, before: TeamEntry | None, after: TeamEntry) -> None:
        unit = (await here.unit(after.unit)).id
        if before is None:
            await access.add_team(here.tx, unit, key)
            here.forget()
        elif before.unit != after.unit:
            raise ConfigurationRefused(part=self.name, key=key, reason="unit_misplaced")
        team = TeamId((await here.team(key)).id)
        strange = sorted(set(after.leaders) - set(after.members))
        if strange:
            raise ConfigurationRefused(part=self.name, key=key, reason="leader", what=strange[0][:60])
        present = set(before.members) if before else set()
        for email in sorted(set(after.members) - present):
            await access.join_team(here.tx, team, (await here.user(email)).id)
        for email in sorted(present - set(after.members)):
            await access.leave_team(here.tx, team, (await here.user(email)).id)
        for email in sorted(after.members):
            await access.lead_team(here.tx, team, (await here.user(email)).id, email in after.leaders)

    async def remove(self, here: Here, key: str) -> None:
        await access.retire_team(here.tx, (await here.team(key)).id)


class Roles:
    """Roles of this workspace's own, by name."""

    name, entry = "roles", RoleEntry

    async def export(self, here: Here) -> dict[str, RoleEntry]:
        return {
            one.name: RoleEntry(one.copied_from, tuple(sorted(one.verbs)), one.description)
            for one in await access.list_own_roles(here.tx)
        }

    async def put(self, here: Here, key: str, before: RoleEntry | None, after: RoleEntry) -> None:
        known = {verb.value for verb in Verb}
        strange = sorted(set(after.verbs) - known)
        if strange:
            raise ConfigurationRefused(part=self.name, key=key, reason="reference", what=strange[0][:60])
        verbs = [Verb(one) for one in after.verbs]
        by = here.tools.by
        if before is None:
            await access.add_role(here.tx, by, key, after.copied_from, verbs, after.description)
        else:
            code = await self._code(here, key)
            await access.change_role(here.tx, by, code, description=after.description, verbs=verbs)

    async def remove(self, here: Here, key: str) -> None:
        await access.retire_role(here.tx, await self._code(here, key))

    async def _code(self, here: Here, name: str) -> str:
        return next(one.code for one in await access.list_own_roles(here.tx) if one.name == name)


class Grants:
    """Who has which role where, and until when: "ada@x.example: agent in brand:pirca"."""

    name, entry = "grants", GrantEntry

    async def export(self, here: Here) -> dict[str, GrantEntry]:
        found = {}
        for one in await access.list_grants(here.tx):
            key = await self._key(here, one)
            if key:
                found[key] = GrantEntry(one.until)
        return found

    async def put(self, here: Here, key: str, before: GrantEntry | None, after: GrantEntry) -> None:
        who, role, kind, place = _read_grant(key)
        if after.until is not None and after.until.tzinfo is None:
            raise ConfigurationRefused(part=self.name, key=key, reason="malformed", what="until")
        if after.until is not None and after.until <= here.tx.now:
            raise ConfigurationRefused(part=self.name, key=key, reason="ended")
        own = {one.name: one.code for one in await access.list_own_roles(here.tx)}
        team = who.startswith("team ")
        to: UserId | TeamId
        to = TeamId((await here.team(who[5:])).id) if team else (await here.user(who)).id
        scope = await self._scope(here, kind, place)
        code = own.get(role, role)
        await access.grant(here.tx, here.tools.by, to, code, kind, scope, team=team, until=after.until)

    async def remove(self, here: Here, key: str) -> None:
        for one in await access.list_grants(here.tx):
            if await self._key(here, one) == key:
                await access.revoke(here.tx, here.tools.by, one.id)

    async def _key(self, here: Here, one: Grant) -> str:
        if one.team_id:
            name = await here.team_name(one.team_id)
            who = f"team {name}" if name else ""
        else:
            who = await here.email_of(one.user_id)
        own = {role.code: role.name for role in await access.list_own_roles(here.tx)}
        said = f"{who}: {own.get(one.role, one.role)}"
        if one.scope_kind is ScopeKind.WORKSPACE:
            return said if who else ""
        place = await self._place(here, one.scope_kind, one.scope_id)
        return f"{said} in {one.scope_kind.value}:{place}" if who and place else ""

    async def _place(self, here: Here, kind: ScopeKind, id: UUID | None) -> str:
        match kind:
            case ScopeKind.UNIT:
                return await here.path_of(id) if id else ""
            case ScopeKind.BRAND:
                return await here.brand_code(id)
            case ScopeKind.QUEUE:
                return next((name for name, one in (await here.queues()).items() if one.id == id), "")
            case _:
                return next((name for name, one in (await here.accounts()).items() if one.id == id), "")

    async def _scope(self, here: Here, kind: ScopeKind, place: str) -> UUID | None:
        match kind:
            case ScopeKind.WORKSPACE:
                return None
            case ScopeKind.UNIT:
                return (await here.unit(place)).id
            case ScopeKind.BRAND:
                return (await here.brand(place)).id
            case ScopeKind.QUEUE:
                return (await here.queue(place)).id
            case ScopeKind.ACCOUNT:
                return (await here.account(place)).id


def _read_grant(key: str) -> tuple[str, str, ScopeKind, str]:
    who, _, rest = key.partition(": ")
    role, _, scope = rest.partition(" in ")
    kind, _, place = scope.partition(":")
    if not who or not role or (scope and (kind not in set(ScopeKind) or not place)):
        raise ConfigurationRefused(part="grants", key=key[:120], reason="malformed")
    return who, role, ScopeKind(kind) if scope else ScopeKind.WORKSPACE, place
