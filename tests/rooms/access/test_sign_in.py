"""Signing in, as the whole door does it: same answers for known and unknown, few tries, cookies that stay home."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import asyncpg
import pyotp
import pytest

from tests.embedded import Urls
from trato.kit.clock import Scale, wall_clock
from trato.kit.db import Database, connect
from trato.kit.errors import Forbidden, TratoError
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring
from trato.kit.tx import append_events
from trato.rooms.access import api as access
from trato.rooms.access.errors import SecondFactorNeeded, SignInRefused, SignInTooOften, WrongCode
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.sign_in import SignedIn, SignIn, sign_in
from trato.rooms.access.model import Principal, ScopeKind, User, Verb, WorkspaceId

KEYS = Keyring((bytes(32),))
PASSWORD = "llueve sobre el tejado"


@dataclass(slots=True)
class Hall:
    """An entrance over a real database, and one workspace with Ana in it."""

    entrance: Entrance
    database: Database
    workspace: WorkspaceId
    ana: User

    async def try_in(self, password: str = PASSWORD, email: str = "", code: str = "", address: str = "") -> SignedIn:
        given = SignIn(email or self.ana.email, password, code)
        return await sign_in(self.entrance, given, address or uuid7().hex, "Firefox")

    def headers(self, signed: SignedIn) -> dict[str, str]:
        return {"cookie": signed.set_cookie.partition(";")[0]}


@pytest.fixture
async def hall(database_urls: Urls) -> AsyncIterator[Hall]:
    database = await connect(
        database_urls.app, database_urls.door, size=4, at_commit=(access.append_audit, append_events)
    )
    entrance = Entrance(database, KEYS, access.Passwords(memory_kib=64), "https://trato.example.org")
    workspace = WorkspaceId(uuid7())
    kept = await entrance.passwords.hash(PASSWORD)
    async with database.transaction(workspace, SYSTEM) as tx:
        await access.create_workspace(tx, f"w-{workspace.hex}", "Grupo Andes")
        ana = await access.add_user(tx, f"ana-{workspace.hex}@example.org", "Ana", password_hash=kept)
        await access.grant(tx, None, ana.id, "director_of_care", ScopeKind.WORKSPACE)
    yield Hall(entrance, database, workspace, ana)
    await database.close()


async def test_the_right_password_opens_a_session_that_the_cookie_carries(hall: Hall) -> None:
    signed = await hall.try_in()
    assert signed.set_cookie.startswith("__Host-trato=")
    assert {"Path=/", "HttpOnly", "Secure", "SameSite=Lax"} <= set(signed.set_cookie.split("; "))
    who = await hall.entrance.principal(hall.headers(signed))
    assert who is not None and who.user.id == hall.ana.id and who.rights.may(Verb.CASES_REPLY)


async def test_over_http_on_this_machine_the_cookie_has_a_plain_name(hall: Hall) -> None:
    plain = Entrance(hall.database, KEYS, hall.entrance.passwords, "http://localhost:8686")
    signed = await sign_in(plain, SignIn(hall.ana.email, PASSWORD), "127.0.0.1", "")
    assert signed.set_cookie.startswith("trato=") and "Secure" not in signed.set_cookie
    assert await plain.principal(hall.headers(signed)) is not None


@pytest.mark.parametrize("email", ["", "nobody@example.org", "not an email", "a@b"])
async def test_whatever_is_wrong_is_refused_alike(hall: Hall, email: str) -> None:
    with pytest.raises(SignInRefused) as refused:
        await hall.try_in("not the password", email)
    assert refused.value.data == {}


class Counting(access.Passwords):
    """Counts how often it works on a hash, and which: that work is what takes the time."""

    def __init__(self) -> None:
        super().__init__(memory_kib=64)
        self.costs: list[str] = []

    def _verify(self, kept: str, password: str) -> bool:
        self.costs.append(kept.rsplit("$", 2)[0])
        return super()._verify(kept, password)


async def test_an_unknown_email_is_as_much_work_as_a_known_one(hall: Hall) -> None:
    counting = Counting()
    hall.entrance.passwords = counting
    for email in (hall.ana.email, f"{uuid7().hex}@example.org", "not an email"):
        counting.costs.clear()
        with pytest.raises(SignInRefused):
            await hall.try_in("not the password", email)
        assert counting.costs == ["$argon2id$v=19$m=64,t=2,p=1"]


async def test_a_user_without_a_password_or_disabled_stays_out(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        eva = await access.add_user(tx, f"eva-{hall.workspace.hex}@example.org", "Eva")
    for guess in (PASSWORD, "nobody's password"):
        with pytest.raises(SignInRefused):
            await hall.try_in(guess, eva.email)
    signed = await hall.try_in()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await access.grant(tx, None, eva.id, "system_admin", ScopeKind.WORKSPACE)
        await access.disable_user(tx, hall.ana.id)
    with pytest.raises(SignInRefused):
        await hall.try_in()
    assert await hall.entrance.principal(hall.headers(signed)) is None


async def test_after_five_failures_from_one_address_even_the_right_password_waits(hall: Hall) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            await hall.try_in("wrong", address="198.51.100.7")
    with pytest.raises(SignInTooOften) as refused:
        await hall.try_in(address="198.51.100.7")
    assert 0 < refused.value.data["retry_after"] <= 901
    await hall.try_in(address="198.51.100.8")  # a stranger's failures do not lock Ana out


async def test_attempts_made_at_once_are_all_counted(hall: Hall) -> None:
    tries = [hall.try_in("wrong", address="198.51.100.9") for _ in range(20)]
    answers = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(isinstance(one, SignInRefused) for one in answers) == 5
    assert sum(isinstance(one, SignInTooOften) for one in answers) == 15


async def test_a_success_forgets_the_failures_before_it(hall: Hall) -> None:
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(SignInRefused):
                await hall.try_in("wrong", address="198.51.100.10")
        await hall.try_in(address="198.51.100.10")


async def test_one_address_cannot_try_many_people(hall: Hall) -> None:
    address, refused = uuid7().hex, 0
    for n in range(60):
        try:
            await hall.try_in("wrong", f"p{n}-{address}@example.org", address=address)
        except TratoError as error:
            refused += isinstance(error, SignInTooOften)
    assert refused == 10


async def test_old_failures_are_swept_and_new_ones_stay(hall: Hall, owner_connection: asyncpg.Connection[Any]) -> None:
    with pytest.raises(SignInRefused):
        await hall.try_in("wrong")
    count = "select count(*) from access.sign_in_failure"
    before = await owner_connection.fetchval(count)
    await hall.entrance.sweep()
    assert await owner_connection.fetchval(count) == before
    now = wall_clock()
    hall.database.scale = Scale(now, now + timedelta(days=2), 1.0)
    await hall.entrance.sweep()
    assert await owner_connection.fetchval(count) == 0


async def test_the_second_factor_is_asked_for_only_after_the_right_password(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        totp = pyotp.parse_uri(await access.start_totp(tx, KEYS, hall.ana))
        assert isinstance(totp, pyotp.TOTP)
        codes = await access.confirm_totp(tx, KEYS, hall.ana.id, totp.at(tx.now))
    with pytest.raises(SignInRefused):
        await hall.try_in("wrong")
    with pytest.raises(SecondFactorNeeded):
        await hall.try_in()
    with pytest.raises(WrongCode):
        await hall.try_in(code="000000")
    await hall.try_in(code=codes[0])
    with pytest.raises(WrongCode):
        await hall.try_in(code=codes[0])
    later = wall_clock() + timedelta(seconds=30)
    await hall.try_in(code=totp.at(later))


async def test_the_same_email_in_two_workspaces_finds_the_one_whose_password_it_is(hall: Hall) -> None:
    other = WorkspaceId(uuid7())
    kept = await hall.entrance.passwords.hash("otra frase muy larga")
    async with hall.database.transaction(other, SYSTEM) as tx:
        await access.create_workspace(tx, f"w-{other.hex}", "Otra")
        await access.add_user(tx, hall.ana.email, "Ana", password_hash=kept)
    assert (await hall.try_in("otra frase muy larga")).workspace_id == other
    assert (await hall.try_in()).workspace_id == hall.workspace
    here = SignIn(hall.ana.email, PASSWORD, workspace=f"w-{other.hex}")
    with pytest.raises(SignInRefused):
        await sign_in(hall.entrance, here, uuid7().hex, "")


async def test_an_ended_session_is_not_believed_for_long(hall: Hall) -> None:
    signed = await hall.try_in()
    headers = hall.headers(signed)
    assert await hall.entrance.principal(headers) is not None
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await access.end_session(tx, signed.new.session.id)
    hall.entrance.forget()
    assert await hall.entrance.principal(headers) is None


async def test_a_revoked_right_is_gone_within_the_five_seconds(hall: Hall) -> None:
    headers = hall.headers(await hall.try_in())
    who = await hall.entrance.principal(headers)
    assert who is not None and who.rights.may(Verb.CASES_REPLY)
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await access.grant(tx, None, hall.ana.id, "system_admin", ScopeKind.WORKSPACE)
        (director,) = [one for one in await access.list_grants(tx) if one.role == "director_of_care"]
        await access.revoke(tx, None, director.id)
    end, who = time.monotonic() + 5, who
    while who is not None and who.rights.may(Verb.CASES_REPLY) and time.monotonic() < end:
        await asyncio.sleep(0.2)
        who = await hall.entrance.principal(headers)
    assert who is not None and not who.rights.may(Verb.CASES_REPLY)


async def test_a_program_comes_in_with_its_token(hall: Hall) -> None:
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await access.grant(tx, None, hall.ana.id, "system_admin", ScopeKind.WORKSPACE)
        owner = Principal(hall.workspace, hall.ana, await access.rights_of(tx, hall.ana.id))
        made = await access.issue_token(tx, owner, "Robot", [Verb.AUDIT_READ], tx.now + timedelta(days=1))
    who = await hall.entrance.principal({"authorization": f"Bearer {made.secret}"})
    assert who is not None and who.token_id == made.token.id and not who.rights.may(Verb.USERS_READ)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cookie": "__Host-trato="},
        {"cookie": "__Host-trato=guess"},
        {"cookie": "trato=guess"},
        {"cookie": 'bad";;=='},
        {"authorization": "Bearer trato_guess"},
        {"authorization": "Basic YTpi"},
        {"authorization": "Bearer " + "x" * 10_000},
    ],
)
async def test_a_guess_is_nobody(hall: Hall, headers: dict[str, str]) -> None:
    assert await hall.entrance.principal(headers) is None


@pytest.mark.parametrize(
    ("method", "headers", "allowed"),
    [
        ("POST", {"origin": "https://trato.example.org"}, True),
        ("POST", {"origin": "https://evil.example"}, False),
        ("POST", {"origin": "null"}, False),
        ("POST", {"origin": "https://evil.example", "authorization": "Bearer x"}, True),
        ("POST", {"origin": "https://care.example", "host": "care.example"}, True),
        ("POST", {"origin": "http://care.example", "host": "care.example"}, False),
        ("POST", {"sec-fetch-site": "cross-site"}, False),
        ("POST", {}, True),
        ("GET", {"origin": "https://evil.example"}, True),
        ("SOCKET", {"origin": "https://trato.example.org"}, True),
        ("SOCKET", {"origin": "https://evil.example"}, False),
        ("SOCKET", {}, False),
    ],
)
async def test_another_site_cannot_act_in_our_name(
    hall: Hall, method: str, headers: dict[str, str], allowed: bool
) -> None:
    if allowed:
        hall.entrance.check_origin(method, headers)
    else:
        with pytest.raises(Forbidden):
            hall.entrance.check_origin(method, headers)


async def test_the_sign_in_leaves_a_line_in_the_log_and_no_password_anywhere(hall: Hall) -> None:
    await hall.try_in()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        assert (await access.list_audit(tx))[0].verb == "session.start"
        assert (await access.verify_chain(tx)).holds
