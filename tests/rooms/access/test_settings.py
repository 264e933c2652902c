"""Settings of units with locks, and the policy of security that they make."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, TypeAlias

import asyncpg
import pyotp
import pytest

from tests.rooms.access.world import World, start
from trato.kit.errors import Forbidden, Invalid, NotFound
from trato.kit.requests import Nothing
from trato.kit.secrets import Keyring
from trato.rooms.access import api as access
from trato.rooms.access.errors import SettingLocked
from trato.rooms.access.events import SessionRevoked
from trato.rooms.access.http.settings import OneSetting, Settings, SettingSaid
from trato.rooms.access.model import Principal, ScopeKind, Verb, WorkspaceId
from trato.rooms.access.rules.policy import IDLE_HOURS, OFFLINE_READING, SECOND_FACTOR, SESSION_HOURS
from trato.rooms.access.rules.sign_in import token_hash
from trato.rooms.access.service import sign_in
from trato.rooms.access.service.sign_in import NewSession

Connection: TypeAlias = "asyncpg.Connection[Any]"
DOORS = Settings()
KEYS = Keyring((bytes(32),))


async def _director(here: World) -> Principal:
    await here.user("dire", "director_of_care")
    here.as_user(here.people["dire"].id)
    return Principal(WorkspaceId(here.tx.workspace), here.people["dire"], await here.rights("dire"))


async def test_a_lock_keeps_units_below_from_differing_and_says_why(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    key = SESSION_HOURS.key
    await DOORS.say(here.tx, who, SettingSaid(key, here.brisa, 12))
    with pytest.raises(Invalid):
        await DOORS.say(here.tx, who, SettingSaid(key, here.country, 8, lock=True))
    await DOORS.say(here.tx, who, SettingSaid(key, here.country, 8, lock=True, reason="Norma 7 de la casa"))
    for deed in (
        DOORS.say(here.tx, who, SettingSaid(key, here.brisa, 24)),
        DOORS.clear(here.tx, who, OneSetting(key, here.brisa)),
    ):
        with pytest.raises(SettingLocked):
            await deed
    held = await access.get_setting(here.tx, here.brisa, key)
    assert held is not None and held.value == 8
    shown = await DOORS.list_all(here.tx, who, Nothing())
    (locked,) = [one for one in shown.said if one.locked]
    assert (locked.unit_id, locked.reason, shown.names[str(locked.set_by)]) == (
        here.country,
        "Norma 7 de la casa",
        "Dire",
    )
    await DOORS.clear(here.tx, who, OneSetting(key, here.country))
    held = await access.get_setting(here.tx, here.brisa, key)
    assert held is not None and held.value == 12


@pytest.mark.parametrize("value", [0, 400, True, "8", None, [8]])
async def test_a_value_that_makes_no_sense_is_refused(app_connection: Connection, value: object) -> None:
    here = await start(app_connection)
    who = await _director(here)
    with pytest.raises(Invalid):
        await DOORS.say(here.tx, who, SettingSaid(SESSION_HOURS.key, here.root, value))
    with pytest.raises(NotFound):
        await DOORS.say(here.tx, who, SettingSaid("security.nothing", here.root, 1))


async def test_who_directs_one_brand_sets_it_there_only(app_connection: Connection) -> None:
    here = await start(app_connection)
    await here.user("jefa", "director_of_care", ScopeKind.BRAND, here.brisa)
    here.as_user(here.people["jefa"].id)
    who = Principal(WorkspaceId(here.tx.workspace), here.people["jefa"], await here.rights("jefa"))
    await DOORS.say(here.tx, who, SettingSaid(SESSION_HOURS.key, here.brisa, 4))
    for unit in (here.lumbre, here.root):
        with pytest.raises(Forbidden):
            await DOORS.say(here.tx, who, SettingSaid(SESSION_HOURS.key, unit, 4))


async def test_sessions_last_as_long_as_the_strictest_unit_of_somebody_says(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    await DOORS.say(here.tx, who, SettingSaid(SESSION_HOURS.key, here.root, 10))
    await DOORS.say(here.tx, who, SettingSaid(SESSION_HOURS.key, here.brisa, 4))
    there = await here.user("there", "agent", ScopeKind.BRAND, here.brisa)
    both = await here.user("both", "agent", ScopeKind.BRAND, here.lumbre)
    for user, hours in ((there, 4), (both, 10)):
        session = (await access.start_session(here.tx, user)).session
        assert session.expires_at - session.created_at == timedelta(hours=hours)


async def test_a_browser_shows_what_it_kept_as_long_as_its_session_lasts_and_not_where_a_unit_forbids_it(
    app_connection: Connection,
) -> None:
    here = await start(app_connection)
    who = await _director(here)
    await DOORS.say(here.tx, who, SettingSaid(IDLE_HOURS.key, here.root, 2))
    await DOORS.say(here.tx, who, SettingSaid(OFFLINE_READING.key, here.brisa, False))
    kept = {}
    for name, unit in (("ana", here.brisa), ("eva", here.lumbre)):
        user = await here.user(name, "agent", ScopeKind.BRAND, unit)
        new = await access.start_session(here.tx, user)
        stands = await access.principal_of_session(here.tx, new.session.id, token_hash(new.token))
        assert stands is not None
        kept[name] = stands.keeping
    assert kept["ana"] is None and kept["eva"] is not None
    assert (kept["eva"].ends_at, kept["eva"].idle_seconds) == (new.session.expires_at, 2 * 3600)


async def test_who_needs_a_second_factor_may_nothing_before_setting_one_up(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    await DOORS.say(here.tx, who, SettingSaid(SECOND_FACTOR.key, here.brisa, ["agent"]))
    ana = await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    eva = await here.user("eva", "agent", ScopeKind.BRAND, here.lumbre)
    free = await access.start_session(here.tx, eva)
    assert not free.session.must_enrol
    held = await access.start_session(here.tx, ana)
    stands = await access.principal_of_session(here.tx, held.session.id, token_hash(held.token))
    assert stands is not None and stands.must_enrol and not stands.rights.scopes
    uri = await access.start_totp(here.tx, KEYS, stands.user)
    await access.confirm_totp(here.tx, KEYS, ana, pyotp.parse_uri(uri).at(here.tx.now))  # type: ignore[attr-defined]
    await sign_in.enrolled(here.tx, held.session.id)
    stands = await access.principal_of_session(here.tx, held.session.id, token_hash(held.token))
    assert stands is not None and not stands.must_enrol and stands.rights.may(Verb.CASES_REPLY)


async def _stands(here: World, begun: NewSession) -> Principal | None:
    return await access.principal_of_session(here.tx, begun.session.id, token_hash(begun.token))


async def test_open_sessions_end_by_a_policy_that_is_younger_than_they_are(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    there = await here.user("there", "agent", ScopeKind.BRAND, here.brisa)
    free = await here.user("free", "agent", ScopeKind.BRAND, here.lumbre)
    old, other = await access.start_session(here.tx, there), await access.start_session(here.tx, free)
    here.after(timedelta(hours=3))
    assert await _stands(here, old) is not None
    young = await access.start_session(here.tx, there)
    await DOORS.say(here.tx, who, SettingSaid(SESSION_HOURS.key, here.brisa, 2))
    assert await _stands(here, old) is None
    assert [one.subject for one in here.facts(SessionRevoked)][-1:] == [old.session.id]
    assert await _stands(here, young) is not None and await _stands(here, other) is not None
    await DOORS.clear(here.tx, who, OneSetting(SESSION_HOURS.key, here.brisa))
    assert await _stands(here, old) is None  # what ended does not come back


async def test_open_sessions_rest_no_longer_than_is_allowed_today(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    ana = await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    used, left = await access.start_session(here.tx, ana), await access.start_session(here.tx, ana)
    await DOORS.say(here.tx, who, SettingSaid(IDLE_HOURS.key, here.root, 1))
    here.after(timedelta(minutes=40))
    assert await _stands(here, used) is not None
    here.after(timedelta(minutes=40))
    assert await _stands(here, used) is not None
    assert await _stands(here, left) is None


async def test_who_is_in_without_a_wanted_second_factor_sets_one_up_and_goes_on(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    ana = await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    begun = await access.start_session(here.tx, ana)
    assert (await _stands(here, begun)) is not None
    await DOORS.say(here.tx, who, SettingSaid(SECOND_FACTOR.key, here.root, ["agent"]))
    stands = await _stands(here, begun)
    assert stands is not None and stands.must_enrol and not stands.rights.scopes
    uri = await access.start_totp(here.tx, KEYS, stands.user)
    await access.confirm_totp(here.tx, KEYS, ana, pyotp.parse_uri(uri).at(here.tx.now))  # type: ignore[attr-defined]
    await sign_in.enrolled(here.tx, begun.session.id)
    stands = await _stands(here, begun)
    assert stands is not None and not stands.must_enrol and stands.rights.may(Verb.CASES_REPLY)


async def test_who_has_a_second_factor_and_did_not_show_it_signs_in_again(app_connection: Connection) -> None:
    here = await start(app_connection)
    who = await _director(here)
    ana = await here.user("ana", "agent", ScopeKind.BRAND, here.brisa)
    before, here_now = await access.start_session(here.tx, ana), await access.start_session(here.tx, ana)
    uri = await access.start_totp(here.tx, KEYS, here.people["ana"])
    await access.confirm_totp(here.tx, KEYS, ana, pyotp.parse_uri(uri).at(here.tx.now))  # type: ignore[attr-defined]
    await sign_in.enrolled(here.tx, here_now.session.id)
    await DOORS.say(here.tx, who, SettingSaid(SECOND_FACTOR.key, here.root, ["agent"]))
    assert await _stands(here, before) is None
    stands = await _stands(here, here_now)
    assert stands is not None and not stands.must_enrol
