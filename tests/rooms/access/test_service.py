"""People, rights, settings and the audit log, against a real database."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any, TypeAlias

import asyncpg
import pyotp
import pytest

from tests.rooms.access.world import NOW, start
from trato.kit.errors import Conflict, Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring
from trato.kit.tx import AuditEntry
from trato.rooms.access import api as access
from trato.rooms.access.errors import (
    EmailTaken,
    LastAdministrator,
    MoreThanYouMay,
    SettingLocked,
    UnitMisplaced,
    UserUnknown,
    WrongCode,
)
from trato.rooms.access.events import GrantsChanged, SessionRevoked, TokenRevoked, UserDisabled
from trato.rooms.access.model import Employment, Place, Principal, ScopeKind, UnitKind, Verb, WorkspaceId
from trato.rooms.access.rules.sign_in import token_hash

Connection: TypeAlias = "asyncpg.Connection[Any]"
KEYS = Keyring((bytes(32),))


async def test_a_grant_on_a_country_reaches_its_brands_and_no_other(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("ana", "agent", ScopeKind.UNIT, world.country)
    rights = await world.rights("ana")
    assert access.can(rights, Verb.CASES_READ, Place(brand_id=world.brisa))
    assert not access.can(rights, Verb.CASES_READ, Place(brand_id=world.lumbre))
    assert not access.can(rights, Verb.USERS_MANAGE, Place(brand_id=world.brisa))


async def test_a_brand_added_later_is_reached_by_the_grants_above_it(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("ana", "agent", ScopeKind.UNIT, world.country)
    added = await access.add_unit(world.tx, world.country, UnitKind.BRAND, "Nueva")
    assert access.can(await world.rights("ana"), Verb.CASES_READ, Place(brand_id=added.id))


async def test_an_outsourcers_agent_sees_their_queue_and_nothing_else(app_connection: Connection) -> None:
    world = await start(app_connection)
    queue, other = uuid7(), uuid7()
    team = await world.team("Externos")
    await access.grant(world.tx, None, team, "agent", ScopeKind.QUEUE, queue, team=True)
    await world.user("eva")
    await access.join_team(world.tx, team, world.people["eva"].id)
    rights = await world.rights("eva")
    assert access.can(rights, Verb.CASES_REPLY, Place(brand_id=world.brisa, queue_id=queue))
    assert not access.can(rights, Verb.CASES_REPLY, Place(brand_id=world.brisa, queue_id=other))
    assert not access.can(rights, Verb.CASES_READ, Place(brand_id=world.brisa))


async def test_leaving_a_team_takes_its_rights_and_keeps_its_history(app_connection: Connection) -> None:
    world = await start(app_connection)
    team, ana = await world.team("Turno noche"), await world.user("ana")
    await access.grant(world.tx, None, team, "agent", ScopeKind.WORKSPACE, team=True)
    await access.join_team(world.tx, team, ana)
    await access.join_team(world.tx, team, ana)
    assert await access.list_members(world.tx, team) == [ana]
    assert await access.teams_of(world.tx, [ana]) == {ana: team}
    world.after(timedelta(days=1))
    await access.leave_team(world.tx, team, ana)
    assert not (await world.rights("ana")).may(Verb.CASES_READ)
    assert [one.subject for one in world.facts(GrantsChanged)] == [ana]
    rows = await app_connection.fetch("select from_at, to_at from access.team_member")
    assert [(row["from_at"], row["to_at"]) for row in rows] == [(NOW, NOW + timedelta(days=1))]


async def test_the_same_grant_twice_is_one_and_revoking_it_ends_it(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("jefa", "system_admin")
    ana = await world.user("ana")
    first = await access.grant(world.tx, None, ana, "agent", ScopeKind.WORKSPACE)
    assert await access.grant(world.tx, None, ana, "agent", ScopeKind.WORKSPACE) == first
    await access.revoke(world.tx, await world.rights("jefa"), first)
    assert not (await world.rights("ana")).may(Verb.CASES_READ)
    with pytest.raises(NotFound):
        await access.revoke(world.tx, None, first)
    assert await access.grant(world.tx, None, ana, "agent", ScopeKind.WORKSPACE) != first


async def test_nobody_gives_or_takes_more_than_they_may(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("jefa", "system_admin")
    ana = await world.user("ana", "agent")
    rights = await world.rights("ana")
    with pytest.raises(MoreThanYouMay):
        await access.grant(world.tx, rights, ana, "director_of_care", ScopeKind.WORKSPACE)
    (admin,) = [one.id for one in await access.list_grants(world.tx) if one.role == "system_admin"]
    with pytest.raises(MoreThanYouMay):
        await access.revoke(world.tx, rights, admin)


async def test_the_last_who_can_give_rights_cannot_be_taken_away(app_connection: Connection) -> None:
    world = await start(app_connection)
    jefa = await world.user("jefa", "system_admin")
    (grant,) = await access.list_grants(world.tx)
    for deed in (access.revoke(world.tx, None, grant.id), access.disable_user(world.tx, jefa)):
        point = app_connection.transaction()
        await point.start()
        with pytest.raises(LastAdministrator):
            await deed
        await point.rollback()
    await world.user("otra", "director_of_care")
    await access.disable_user(world.tx, jefa)
    assert [one.subject for one in world.facts(UserDisabled)] == [jefa]


async def test_users_are_found_listed_and_changed(app_connection: Connection) -> None:
    world = await start(app_connection)
    ana = await world.user("ana")
    await world.user("berta")
    with pytest.raises(EmailTaken):
        await world.user("ana")
    with pytest.raises(Invalid):
        await access.change_user(world.tx, ana, time_zone="Marte/Olimpo")
    with pytest.raises(UserUnknown):
        await access.get_user(world.tx, uuid7())
    changed = await access.change_user(world.tx, ana, alias="Ana de Brisa", time_zone="America/Santiago")
    assert (changed.alias, changed.name) == ("Ana de Brisa", "Ana")
    listed = await access.list_users(world.tx)
    assert [one.name for one in listed] == ["Ana", "Berta"]
    assert [one.name for one in await access.list_users(world.tx, after=(listed[0].name, listed[0].id))] == ["Berta"]
    assert [one.name for one in await access.list_users(world.tx, search="BERTA@")] == ["Berta"]
    assert [one.name for one in await access.list_users(world.tx, search="%")] == []


async def test_employment_is_dated_without_gap_or_overlap(app_connection: Connection) -> None:
    world = await start(app_connection)
    ana = await world.user("ana")
    await access.employ(world.tx, ana, Employment("Contacto Sur", "Rosario", Decimal("6.50"), "USD"))
    world.after(timedelta(days=30))
    await access.employ(world.tx, ana, Employment("Grupo Andes", "Santiago", Decimal("8"), "USD"))
    before = await access.employment_of(world.tx, ana, NOW + timedelta(days=10))
    now = await access.employment_of(world.tx, ana)
    assert before is not None and now is not None
    assert (before.employer, now.employer) == ("Contacto Sur", "Grupo Andes")
    rows = await app_connection.fetch("select from_at, to_at from access.employment order by from_at")
    assert rows[0]["to_at"] == rows[1]["from_at"] and rows[1]["to_at"] is None


async def test_the_tree_narrows_downwards(app_connection: Connection) -> None:
    world = await start(app_connection)
    with pytest.raises(UnitMisplaced):
        await access.add_unit(world.tx, world.brisa, UnitKind.COUNTRY, "Perú")
    with pytest.raises(NotFound):
        await access.add_unit(world.tx, uuid7(), UnitKind.COUNTRY, "Perú")
    brisa = await access.get_unit(world.tx, world.brisa)
    assert brisa.path[0] == world.root and world.country in brisa.path


async def test_a_second_workspace_of_the_same_name_is_refused(app_connection: Connection) -> None:
    await start(app_connection, "andes")
    with pytest.raises(Conflict):
        await start(app_connection, "andes")
    with pytest.raises(Invalid):
        await start(app_connection, "Los Andes!")


async def test_a_local_admin_cannot_weaken_a_global_lock(app_connection: Connection) -> None:
    world = await start(app_connection)
    tx = world.as_user(await world.user("jefa", "system_admin"))
    await access.set_setting(tx, world.brisa, "send.undo_seconds", 10)
    found = await access.get_setting(tx, world.brisa, "send.undo_seconds")
    assert found is not None and found.value == 10
    await access.set_setting(tx, world.root, "send.undo_seconds", 5, lock=True)
    found = await access.get_setting(tx, world.brisa, "send.undo_seconds")
    assert found is not None and (found.value, found.locked_by) == (5, world.people["jefa"].id)
    with pytest.raises(SettingLocked):
        await access.set_setting(tx, world.brisa, "send.undo_seconds", 60)
    await access.set_setting(tx, world.root, "send.undo_seconds", 5)
    await access.set_setting(tx, world.brisa, "send.undo_seconds", 60)


# -- the audit log


async def test_every_privileged_deed_leaves_one_chained_line(app_connection: Connection) -> None:
    world = await start(app_connection)
    ana = await world.user("ana", "agent")
    deeds = len(world.tx.audits)
    assert await access.append_audit(world.tx) == deeds and world.tx.audits == []
    tx = world.as_user(ana)
    tx.audit(AuditEntry("cases.export", "case", uuid7(), {"rows": 3, "by": ana}))
    await access.append_audit(tx)
    chain = await access.verify_chain(tx)
    assert chain.holds and chain.length == deeds + 1
    (last,) = await access.list_audit(tx, actor_id=ana)
    assert (last.verb, last.codes) == ("cases.export", {"rows": 3, "by": str(ana)})
    assert [one.verb for one in await access.list_audit(tx, object_id=ana)] == ["user.add"]


TAMPERING = (
    "update access.audit set verb = 'nothing' where seq = 3 and workspace_id = $1",
    """update access.audit set codes = codes || '{"role": "auditor"}' where seq = 3 and workspace_id = $1""",
    "update access.audit set at = at + interval '1 microsecond' where seq = 3 and workspace_id = $1",
    "delete from access.audit where seq = 3 and workspace_id = $1",
    "delete from access.audit where seq >= 3 and workspace_id = $1",
    "update access.audit set actor_id = gen_random_uuid() where seq = 3 and workspace_id = $1",
    "update access.audit_head set seq = seq + 1 where workspace_id = $1",
    "update access.audit_head set seq = 0, hash = decode(repeat('00', 32), 'hex') where workspace_id = $1",
)


@pytest.mark.parametrize("deed", TAMPERING)
async def test_tampering_by_the_owner_of_the_database_is_found(owner_connection: Connection, deed: str) -> None:
    world = await start(owner_connection)
    await world.user("ana", "agent")
    await access.append_audit(world.tx)
    assert (await access.verify_chain(world.tx)).holds
    await owner_connection.execute(deed, world.root)
    assert not (await access.verify_chain(world.tx)).holds


async def test_no_line_of_the_log_holds_a_name_or_an_email(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("marisol", "agent")
    await access.append_audit(world.tx)
    written = await app_connection.fetchval("select string_agg(a::text, ' ') from access.audit a")
    assert "marisol" not in written.lower() and "@" not in written


# -- sessions, tokens, second factor


async def test_a_session_is_known_by_its_token_until_it_idles_grows_old_or_ends(app_connection: Connection) -> None:
    world = await start(app_connection)
    ana = await world.user("ana", "agent")
    new = await access.start_session(world.tx, ana, "Firefox")
    hashed = token_hash(new.token)
    found = await access.principal_of_session(world.tx, new.session.id, hashed)
    assert found is not None and found.user.id == ana and found.rights.may(Verb.CASES_REPLY)
    assert await access.principal_of_session(world.tx, new.session.id, token_hash("guess")) is None
    for _ in range(40):  # used every eleven hours it does not idle, and grows old all the same
        world.after(timedelta(hours=11))
        alive = await access.principal_of_session(world.tx, new.session.id, hashed) is not None
        assert alive is (world.tx.now < new.session.expires_at)
    second = await access.start_session(world.tx, ana)
    world.after(timedelta(hours=13))
    assert await access.principal_of_session(world.tx, second.session.id, token_hash(second.token)) is None


async def test_ending_sessions_and_disabling_a_user_shut_them_out(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("jefa", "system_admin")
    ana = await world.user("ana", "agent")
    made = [await access.start_session(world.tx, ana) for _ in range(3)]
    await access.end_session(world.tx, made[0].session.id)
    await access.end_session(world.tx, made[0].session.id)
    assert await access.end_sessions_of(world.tx, ana, but=made[1].session.id) == 1
    assert len(world.facts(SessionRevoked)) == 2
    assert [one.id for one in await access.list_sessions(world.tx, ana)] == [made[1].session.id]
    await access.disable_user(world.tx, ana)
    assert await access.principal_of_session(world.tx, made[1].session.id, token_hash(made[1].token)) is None


async def _principal(world: Any, name: str) -> Principal:
    return Principal(WorkspaceId(world.tx.workspace), world.people[name], await world.rights(name))


async def test_a_token_may_what_it_says_and_its_owner_may(app_connection: Connection) -> None:
    world = await start(app_connection)
    admin = await world.user("jefa", "system_admin")
    owner, until = await _principal(world, "jefa"), NOW + timedelta(days=30)
    with pytest.raises(MoreThanYouMay):
        await access.issue_token(world.tx, owner, "Robot", [Verb.CASES_READ], until)
    for bad in (NOW, NOW + timedelta(days=400)):
        with pytest.raises(Invalid):
            await access.issue_token(world.tx, owner, "Robot", [Verb.USERS_READ], bad)
    made = await access.issue_token(world.tx, owner, "Robot", [Verb.USERS_READ, Verb.AUDIT_READ], until)
    hashed = token_hash(made.secret)
    found = await access.principal_of_token(world.tx, made.token.id, hashed)
    assert found is not None and found.rights.may(Verb.USERS_READ) and not found.rights.may(Verb.USERS_MANAGE)
    other = await world.user("ana")
    with pytest.raises(NotFound):
        await access.revoke_token(world.tx, made.token.id, of=other)
    await access.revoke_token(world.tx, made.token.id, of=admin)
    assert await access.principal_of_token(world.tx, made.token.id, hashed) is None
    assert len(world.facts(TokenRevoked)) == 1


async def test_tokens_and_codes_are_never_kept(app_connection: Connection) -> None:
    world = await start(app_connection)
    await world.user("jefa", "system_admin")
    session = await access.start_session(world.tx, world.people["jefa"].id)
    owner = await _principal(world, "jefa")
    token = await access.issue_token(world.tx, owner, "Robot", [Verb.AUDIT_READ], NOW + timedelta(days=1))
    uri = await access.start_totp(world.tx, KEYS, world.people["jefa"])
    codes = await access.confirm_totp(world.tx, KEYS, owner.user.id, _code(uri, world.tx.now))
    for table in ("session", "api_token", "totp", "recovery_code", "audit"):
        kept = await app_connection.fetchval(f"select string_agg(t::text, ' ') from access.{table} t") or ""
        for secret in (session.token, token.secret, pyotp.parse_uri(uri).secret, *codes):
            assert secret not in kept and secret.encode().hex() not in kept


def _code(uri: str, now: Any) -> str:
    parsed = pyotp.parse_uri(uri)
    assert isinstance(parsed, pyotp.TOTP)
    return parsed.at(now)


async def test_a_second_factor_is_asked_for_once_confirmed_and_takes_each_code_once(app_connection: Connection) -> None:
    world = await start(app_connection)
    ana = await world.user("ana")
    uri = await access.start_totp(world.tx, KEYS, world.people["ana"])
    assert not await access.needs_second_factor(world.tx, ana)
    with pytest.raises(WrongCode):
        await access.take_second_factor(world.tx, KEYS, ana, _code(uri, world.tx.now))
    codes = await access.confirm_totp(world.tx, KEYS, ana, _code(uri, world.tx.now))
    assert await access.needs_second_factor(world.tx, ana) and len(set(codes)) == 10
    with pytest.raises(WrongCode):  # the very code that confirmed it
        await access.take_second_factor(world.tx, KEYS, ana, _code(uri, world.tx.now))
    with pytest.raises(Conflict):
        await access.start_totp(world.tx, KEYS, world.people["ana"])
    world.after(timedelta(seconds=30))
    await access.take_second_factor(world.tx, KEYS, ana, _code(uri, world.tx.now))
    await access.take_second_factor(world.tx, KEYS, ana, codes[3].upper())
    with pytest.raises(WrongCode):
        await access.take_second_factor(world.tx, KEYS, ana, codes[3])
    await access.drop_totp(world.tx, ana)
    assert not await access.needs_second_factor(world.tx, ana)
    assert await app_connection.fetchval("select count(*) from access.recovery_code") == 0
