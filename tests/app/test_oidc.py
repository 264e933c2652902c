"""Signing in with a provider of OpenID Connect: whom it vouches for comes in, and nobody else."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pyotp
import pytest
from starlette.applications import Starlette

from tests.app.oidc_provider import CLIENT, SECRET, Provider, Served
from tests.rooms.access.test_sign_in import KEYS, Hall, hall
from trato.app import oidc as doors
from trato.kit.clock import wall_clock
from trato.kit.errors import Conflict, Forbidden, Invalid
from trato.kit.events import SYSTEM, Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import SecretUnreadable
from trato.rooms.access import api as access
from trato.rooms.access.errors import OidcUnknown
from trato.rooms.access.http import oidc
from trato.rooms.access.http.oidc_providers import Doors, NewOidcProvider, OidcProviderChange
from trato.rooms.access.model import OidcProvider, Principal, Rights, Scope, UserState, Verb, WorkspaceId
from trato.rooms.access.rules.oidc import check_issuer
from trato.rooms.access.rules.policy import SECURITY
from trato.rooms.access.service import oidc as service
from trato.rooms.access.service import settings
from trato.rooms.access.store import oidc as store

HOME = "https://trato.example.org"
__all__ = ["hall"]


@dataclass
class Way:
    """A browser at the door of a house that trusts one provider."""

    hall: Hall
    provider: Provider
    trusted: OidcProvider
    door: oidc.OidcDoor
    browser: httpx.AsyncClient

    async def begin(self) -> tuple[str, str]:
        """Press the button, and prove who one is at the provider; returns code and state."""
        answer = await self.browser.get(f"{doors.PATH}/{self.trusted.id}/start")
        assert answer.status_code == 302 and answer.headers["cache-control"] == "no-store"
        return self.provider.authorize(answer.headers["location"])

    async def back(self, code: str, state: str, **more: str) -> str:
        """Come back; returns where to."""
        answer = await self.browser.get(oidc.CALLBACK, params={"code": code, "state": state, **more})
        assert answer.status_code == 302
        return answer.headers["location"]

    async def walk(self, **more: str) -> str:
        return await self.back(*await self.begin(), **more)

    async def who(self) -> Principal | None:
        token = self.browser.cookies.get("__Host-trato")
        return await self.hall.entrance.principal({"cookie": f"__Host-trato={token}"}) if token else None

    async def refused(self, code: str, **more: str) -> None:
        assert await self.walk(**more) == f"/?refused={code}"
        assert await self.who() is None


@pytest.fixture(scope="module")
def served() -> Iterator[Provider]:
    with Served(Provider(f"{HOME}{oidc.CALLBACK}")) as provider:
        yield provider


@pytest.fixture
async def way(hall: Hall, served: Provider) -> AsyncIterator[Way]:
    served.claims, served.fault, served.methods, served.document = (
        {"email": hall.ana.email},
        "",
        ("client_secret_basic",),
        {},
    )
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        trusted = await service.add_provider(tx, KEYS, "Grupo Andes", served.issuer, CLIENT, SECRET, plain=True)
    outside = oidc.client(local=True)
    door = oidc.OidcDoor(hall.entrance, outside, HOME, plain=True)
    house = Starlette(routes=doors.routes(hall.entrance, door))
    transport = httpx.ASGITransport(house, client=(uuid7().hex, 1))
    async with httpx.AsyncClient(transport=transport, base_url=HOME) as browser:
        yield Way(hall, served, trusted, door, browser)
    await outside.aclose()


async def test_whom_the_provider_vouches_for_is_signed_in(way: Way) -> None:
    assert await way.walk() == "/"
    who = await way.who()
    assert who is not None and who.user.id == way.hall.ana.id and who.rights.may(Verb.CASES_REPLY)
    assert "__Host-trato-there" not in way.browser.cookies


async def test_a_second_sign_in_is_the_same_person_and_asks_for_no_description_again(way: Way) -> None:
    await way.walk()
    way.provider.asked.clear()
    assert await way.walk() == "/"
    assert way.provider.asked == ["token"]


async def test_a_client_may_prove_itself_in_the_body(way: Way) -> None:
    way.provider.methods = ("client_secret_post",)
    assert await way.walk() == "/"


async def test_the_ticket_stays_in_this_browser_and_tells_nothing(way: Way) -> None:
    answer = await way.browser.get(f"{doors.PATH}/{way.trusted.id}/start")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-trato-there=")
    assert {"Path=/", "HttpOnly", "Secure", "SameSite=Lax", "Max-Age=600"} <= set(cookie.split("; "))
    for said in parse_qs(urlsplit(answer.headers["location"]).query).values():
        assert said[0] not in cookie


async def test_who_was_invited_is_in_and_a_stranger_is_not_made(way: Way) -> None:
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        eva = await access.add_user(tx, f"eva-{uuid7().hex}@example.org", "Eva", invited=True)
    way.provider.claims = {"email": eva.email.upper(), "sub": "eva"}
    assert await way.walk() == "/"
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        assert (await access.get_user(tx, eva.id)).state is UserState.ACTIVE
        before = len(await access.list_users(tx))
    way.browser.cookies.clear()
    way.provider.claims = {"email": f"nadie-{uuid7().hex}@example.org", "sub": "nadie"}
    await way.refused("oidc_stranger")
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        assert len(await access.list_users(tx)) == before


async def test_a_state_that_this_browser_did_not_begin_is_refused_and_nothing_is_asked(way: Way) -> None:
    code, state = await way.begin()
    way.provider.asked.clear()
    assert await way.back(code, state[:-2] + "xx") == "/?refused=oidc_refused"
    way.browser.cookies.clear()
    assert await way.back(code, state) == "/?refused=oidc_refused"
    assert way.provider.asked == [] and await way.who() is None


async def test_the_answer_to_one_browser_opens_no_other(way: Way) -> None:
    code, state = await way.begin()
    way.browser.cookies.clear()
    await way.begin()
    assert await way.back(code, state) == "/?refused=oidc_refused"


async def test_an_answer_is_taken_once(way: Way) -> None:
    code, state = await way.begin()
    ticket = way.browser.cookies["__Host-trato-there"]
    assert await way.back(code, state) == "/"
    way.browser.cookies.clear()
    way.browser.cookies.set("__Host-trato-there", ticket)
    way.provider.asked.clear()
    assert await way.back(code, state) == "/?refused=oidc_refused"
    assert way.provider.asked == []


NOW = int(wall_clock().timestamp())


@pytest.mark.parametrize(
    ("code", "claims"),
    [
        ("oidc_refused", {"nonce": "another"}),
        ("oidc_refused", {"nonce": None}),
        ("oidc_refused", {"aud": "somebody else"}),
        ("oidc_refused", {"aud": [CLIENT, "somebody else"]}),
        ("oidc_refused", {"aud": [CLIENT], "azp": "somebody else"}),
        ("oidc_refused", {"iss": "https://accounts.example.com"}),
        ("oidc_refused", {"exp": NOW - 120}),
        ("oidc_refused", {"exp": None}),
        ("oidc_refused", {"iat": NOW - 3600}),
        ("oidc_refused", {"iat": NOW + 3600}),
        ("oidc_refused", {"sub": ""}),
        ("oidc_unverified", {"email_verified": False}),
        ("oidc_unverified", {"email_verified": None}),
        ("oidc_unverified", {"email_verified": "false"}),
        ("oidc_unverified", {"email_verified": "yes"}),
        ("oidc_unverified", {"email_verified": 1}),
        ("oidc_unverified", {"email_verified": ["true"]}),
        ("oidc_unverified", {"email": "no mail"}),
    ],
)
async def test_a_token_that_says_something_else_opens_nothing(way: Way, code: str, claims: dict[str, Any]) -> None:
    way.provider.claims |= claims
    await way.refused(code)


@pytest.mark.parametrize("said", ["true", "True"])
async def test_a_provider_may_say_in_words_that_it_verified_the_e_mail(way: Way, said: str) -> None:
    way.provider.claims |= {"email_verified": said}
    assert await way.walk() == "/"


@pytest.mark.parametrize("fault", ["none", "shared_key", "other_key", "weaker_sum"])
async def test_a_token_that_the_provider_did_not_sign_opens_nothing(way: Way, fault: str) -> None:
    way.provider.fault = fault
    await way.refused("oidc_refused")


async def test_an_answer_that_another_provider_sent_is_refused(way: Way) -> None:
    await way.refused("oidc_refused", iss="https://accounts.example.com")
    assert await way.walk(iss=way.provider.issuer) == "/"


async def test_a_person_of_another_workspace_stays_out(way: Way) -> None:
    database, other = way.hall.database, WorkspaceId(uuid7())
    async with database.transaction(other, SYSTEM) as tx:
        await access.create_workspace(tx, f"w-{other.hex}", "Otra")
        leo = await access.add_user(tx, f"leo-{other.hex}@example.org", "Leo")
    way.provider.claims = {"email": leo.email}
    await way.refused("oidc_stranger")


async def test_who_was_disabled_stays_out(way: Way) -> None:
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        leo = await access.add_user(tx, f"leo-{uuid7().hex}@example.org", "Leo")
        await access.disable_user(tx, leo.id)
    way.provider.claims = {"email": leo.email}
    await way.refused("oidc_stranger")


async def test_an_address_that_was_given_to_somebody_else_does_not_inherit_the_person(way: Way) -> None:
    await way.walk()
    way.browser.cookies.clear()
    way.provider.claims |= {"sub": "the new Ana"}
    await way.refused("oidc_changed")
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await service.forget(tx, hall.ana)
    assert await way.walk() == "/"


async def test_one_account_of_the_provider_is_one_person(way: Way) -> None:
    hall = way.hall
    await way.walk()
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        eva = await access.add_user(tx, f"eva-{uuid7().hex}@example.org", "Eva")
    way.browser.cookies.clear()
    way.provider.claims = {"email": eva.email}
    await way.refused("oidc_changed")


async def test_the_provider_is_no_second_factor(way: Way) -> None:
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        uri = await access.start_totp(tx, KEYS, hall.ana)
        app = pyotp.parse_uri(uri)
        assert isinstance(app, pyotp.TOTP)
        await access.confirm_totp(tx, KEYS, hall.ana.id, app.at(wall_clock().timestamp() - 30))
    assert await way.walk() == "/?second=oidc"
    assert await way.who() is None
    wrong = await way.browser.post(f"{doors.PATH}/code", json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_code")
    right = await way.browser.post(f"{doors.PATH}/code", json={"code": app.now()})
    assert right.status_code == 204
    who = await way.who()
    assert who is not None and who.user.id == hall.ana.id
    assert "__Host-trato-proven" not in way.browser.cookies
    again = await way.browser.post(f"{doors.PATH}/code", json={"code": app.now()})
    assert (again.status_code, again.json()["code"]) == (401, "oidc_refused")


async def test_after_five_wrong_codes_the_next_waits(way: Way) -> None:
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        app = pyotp.parse_uri(await access.start_totp(tx, KEYS, hall.ana))
        assert isinstance(app, pyotp.TOTP)
        await access.confirm_totp(tx, KEYS, hall.ana.id, app.at(wall_clock().timestamp() - 30))
    await way.walk()
    tries = [await way.browser.post(f"{doors.PATH}/code", json={"code": "000000"}) for _ in range(5)]
    assert {one.json()["code"] for one in tries} == {"wrong_code"}
    last = await way.browser.post(f"{doors.PATH}/code", json={"code": app.now()})
    assert (last.status_code, last.json()["code"]) == (429, "slow_down")


async def test_where_the_house_wants_a_second_factor_the_session_has_no_right_before_it(way: Way) -> None:
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        known = {one.key: one for one in SECURITY}
        key = next(one.key for one in known.values() if one.kind == "roles")
        await settings.say(tx, known, hall.workspace, key, ["director_of_care"], lock=False, reason="")
    assert await way.walk() == "/"
    who = await way.who()
    assert who is not None and who.must_enrol and not who.rights.scopes


async def test_a_provider_that_does_not_answer_is_named_as_such(way: Way) -> None:
    code, state = await way.begin()
    way.door._known.clear()
    way.provider.document = {"issuer": "https://accounts.example.com"}
    assert await way.back(code, state) == "/?refused=oidc_unreachable"
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        down = await service.add_provider(tx, KEYS, "Nada", "http://127.0.0.1:9", CLIENT, SECRET, plain=True)
    answer = await way.browser.get(f"{doors.PATH}/{down.id}/start")
    assert answer.headers["location"] == "/?refused=oidc_unreachable"


async def test_a_new_key_of_the_provider_is_fetched_once(way: Way) -> None:
    await way.walk()
    for known in way.door._known.values():
        known.again = 0.0
    before, way.provider.key = way.provider.key, type(way.provider.key).generate_key(2048, {"kid": "two", "use": "sig"})
    try:
        way.browser.cookies.clear()
        way.provider.asked.clear()
        assert await way.walk() == "/"
        assert way.provider.asked == ["token", "document", "keys"]
    finally:
        way.provider.key = before


async def test_buttons_are_of_one_workspace_and_paused_ones_are_gone(way: Way) -> None:
    hall = way.hall
    where = {"workspace": f"w-{hall.workspace.hex}"}
    found = await way.browser.get(doors.PATH, params=where)
    assert found.json() == [{"id": str(way.trusted.id), "name": "Grupo Andes"}]
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        await service.change_provider(tx, KEYS, way.trusted.id, paused=True)
    assert (await way.browser.get(doors.PATH, params=where)).json() == []
    answer = await way.browser.get(f"{doors.PATH}/{way.trusted.id}/start")
    assert answer.headers["location"] == "/?refused=oidc_unknown"


async def test_a_provider_paused_meanwhile_lets_nobody_in(way: Way) -> None:
    code, state = await way.begin()
    async with way.hall.database.transaction(way.hall.workspace, SYSTEM) as tx:
        await service.change_provider(tx, KEYS, way.trusted.id, paused=True)
    assert await way.back(code, state) == "/?refused=oidc_unknown"


@pytest.mark.parametrize(
    ("problem", "document"),
    [
        (None, {}),
        ("issuer", {"issuer": "https://accounts.example.com"}),
        ("endpoints", {"token_endpoint": "http://accounts.example.com/token"}),
        ("signing", {"id_token_signing_alg_values_supported": ["HS256", "none"]}),
        ("client", {"token_endpoint_auth_methods_supported": ["private_key_jwt"]}),
        ("document", {"jwks_uri": 7}),
    ],
)
async def test_a_look_at_a_provider_names_what_is_wrong(
    way: Way, problem: str | None, document: dict[str, Any]
) -> None:
    way.provider.document = document
    assert (await way.door.check(way.provider.issuer)).problem == problem


@pytest.mark.parametrize(
    "issuer",
    ["http://accounts.example.com", "ftp://x.example", "https://", "https://a:b@x.example", "https://x.example?a", "x"],
)
def test_an_issuer_stands_at_https(issuer: str) -> None:
    with pytest.raises(Invalid):
        check_issuer(issuer, plain=True)
    with pytest.raises(Invalid):
        check_issuer("http://127.0.0.1:9260", plain=False)
    assert check_issuer(" https://accounts.example.com ", plain=False) == "https://accounts.example.com"


async def test_only_who_gives_grants_everywhere_says_whom_the_house_trusts(way: Way) -> None:
    hall = way.hall
    table = Doors(KEYS, HOME, plain=True)
    new = NewOidcProvider("Otra", "https://accounts.example.com", "id", "secret")
    async with hall.database.transaction(hall.workspace, Actor(ActorKind.USER, hall.ana.id)) as tx:
        rights = await access.rights_of(tx, hall.ana.id)
        admin = Principal(hall.workspace, hall.ana, rights, session_id=uuid7())  # type: ignore[arg-type]
        less: dict[Verb, Scope] = {verb: one for verb, one in rights.scopes.items() if verb is not Verb.GRANTS_MANAGE}
        program = msgspec.structs.replace(admin, session_id=None)
        for who in (msgspec.structs.replace(admin, rights=Rights(less)), program):
            with pytest.raises(Forbidden):
                await table.add(tx, who, new)
            with pytest.raises(Forbidden):
                await table.change(tx, who, OidcProviderChange(way.trusted.id, paused=True))
            with pytest.raises(Forbidden):
                await table.drop(tx, who, OneId(way.trusted.id))
        made = await table.add(tx, admin, new)
        with pytest.raises(Conflict):
            await table.add(tx, admin, new)
        changed = await table.change(tx, admin, OidcProviderChange(made.id, name="Andes", client_secret="new"))
        assert changed.name == "Andes" and (await service.client_of(tx, KEYS, made.id))[1] == "new"
        listed = await table.list_all(tx, admin, Nothing())
        assert listed.redirect_uri == f"{HOME}/api/v1/session/oidc/callback"
        assert b"secret" not in msgspec.json.encode(listed)
        await table.drop(tx, admin, OneId(made.id))
        with pytest.raises(OidcUnknown):
            await service.client_of(tx, KEYS, made.id)


async def test_a_secret_copied_to_another_provider_does_not_open(way: Way) -> None:
    hall = way.hall
    async with hall.database.transaction(hall.workspace, SYSTEM) as tx:
        sealed = await store.get_secret(tx, way.trusted.id)
        assert sealed is not None and SECRET.encode() not in sealed
        with pytest.raises(SecretUnreadable):
            KEYS.open(sealed, service._spot(tx, uuid7()))  # type: ignore[arg-type]
