"""An account of X says yes on X's own page, in the session that went out, and its tokens are kept."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.app.channel_accounts import authorising
from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.meta.serving import listen
from trato.rooms.channels.simulators.x.server import make_app
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business

ID = "1600000000000000009"
BACK = "/api/v1/channels/authorised"


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


@pytest.fixture
async def played() -> AsyncIterator[tuple[Business, str]]:
    """Play an X with one account, whose app keeps a secret."""
    simulator = Simulator()
    business = Business(ID, "PircaCocina", "Pirca", "firma", "de-la-app", "", "", client_secret="s3creto")
    simulator.add_business(business)
    listening = await listen(make_app(simulator), 0)
    try:
        yield business, listening.url
    finally:
        await listening.stop()
        await simulator.courier.close()


async def connected(desk: Desk, person: Person, base: str, **more: str) -> str:
    """Save an account of X without tokens; return its id."""
    values = {"user_id": ID, "client_id": "cliente", "client_secret": "s3creto", "consumer_secret": "firma",
              "bearer_token": "de-la-app", "api_base": base, **more}  # fmt: skip
    asked = {"channel": "x", "name": "Pirca en X", "brand_id": str(desk.world.brand.brand.id), "values": values}
    return str((await person.post("/channels/accounts", asked))["account"]["id"])


async def page_of(person: Person, account: str) -> str:
    return str((await person.post(f"/channels/accounts/{account}/authorise", {}))["url"])


async def said(url: str, answer: str = "yes") -> dict[str, str]:
    """Answer on X's page; return what the browser brings back."""
    async with httpx.AsyncClient() as http:
        shown = await http.get(url)
        assert shown.status_code == 200 and "@PircaCocina" in shown.text
        sent = await http.post(url, data={"answer": answer})
    assert sent.status_code == 302
    return {name: one[0] for name, one in parse_qs(urlsplit(sent.headers["location"]).query).items()}


async def back(person: Person, **told: str) -> dict[str, str]:
    """Come back with what X's page gave; return what the console is told."""
    came = await person.client.get(f"{BACK}?{urlencode(told)}", follow_redirects=False)
    assert came.status_code == 302, came.text
    where = urlsplit(came.headers["location"])
    assert where.path.startswith("/admin/accounts")
    return {name: one[0] for name, one in parse_qs(where.query).items()}


async def finding(person: Person, account: str) -> dict[str, Any]:
    """Return what a look finds of the account itself."""
    found = (await person.post("/channels/examine", {"id": account}))["findings"]
    return next(dict(one) for one in found if one["check"] == "account")


async def test_an_account_says_yes_on_xs_page_and_is_in(desk: Desk, played: tuple[Business, str]) -> None:
    business, base = played
    marisol = await desk.add("Marisol", "system_admin")
    account = await connected(desk, marisol, base)
    before = await finding(marisol, account)
    assert (before["state"], "todavía no" in before["fact"]["es"]) == ("bad", True)

    url = await page_of(marisol, account)
    asked = parse_qs(urlsplit(url).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert {"offline.access", "dm.write", "tweet.moderate.write"} <= set(asked["scope"][0].split())
    assert await back(marisol, **await said(url)) == {"agreed": "yes"}
    after = await finding(marisol, account)
    assert (after["state"], after["label"]["es"]) == ("good", "Cuenta, autorizada en la página de X")
    assert business.access_token and business.refresh_token

    pasted = {"values": {"access_token": business.access_token, "refresh_token": business.refresh_token}}
    await marisol.ask("PUT", f"/channels/accounts/{account}/secrets", pasted)
    assert (await finding(marisol, account))["label"]["es"] == "Cuenta, con tokens pegados"


async def test_a_no_and_another_account_bring_nothing(desk: Desk, played: tuple[Business, str]) -> None:
    business, base = played
    marisol = await desk.add("Marisol", "system_admin")
    account = await connected(desk, marisol, base)
    assert await back(marisol, **await said(await page_of(marisol, account), "no")) == {"refused": "denied"}
    business.id = "1600000000000000010"
    assert await back(marisol, **await said(await page_of(marisol, account))) == {"refused": "other"}
    assert (await finding(marisol, account))["state"] == "bad"


async def test_a_code_counts_once_for_who_went_out_and_not_for_long(
    desk: Desk, played: tuple[Business, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, base = played
    marisol = await desk.add("Marisol", "system_admin")
    other = await desk.add("Otra", "system_admin")
    account = await connected(desk, marisol, base)
    told = await said(await page_of(marisol, account))
    assert await back(other, **told) == {"refused": "session"}
    assert await back(marisol, **{**told, "state": told["state"][:-4] + "AAAA"}) == {"refused": "state"}
    assert await back(marisol, code=told["code"], state="") == {"refused": "state"}
    theirs = parse_qs(urlsplit(await page_of(marisol, account)).query)["state"][0]
    assert await back(marisol, code=told["code"], state=theirs) == {"refused": "code"}  # another attempt's verifier
    told = await said(await page_of(marisol, account))
    assert await back(marisol, **told) == {"agreed": "yes"}
    assert await back(marisol, **told) == {"refused": "code"}
    late = await said(await page_of(marisol, account))
    at = wall_clock() + authorising.LASTS
    monkeypatch.setattr(authorising, "wall_clock", lambda: at)
    assert await back(marisol, **late) == {"refused": "late"}


async def test_only_who_connects_channels_goes_out_and_only_where_the_channel_has_a_page(
    desk: Desk, played: tuple[Business, str]
) -> None:
    marisol = await desk.add("Marisol", "system_admin")
    agent = await desk.add("Agente")
    account = await connected(desk, marisol, played[1])
    assert (await agent.ask("POST", f"/channels/accounts/{account}/authorise", {})).status_code == 403
    assert (await agent.client.get(BACK, follow_redirects=False)).status_code == 403
    whatsapp = str(desk.world.accounts["whatsapp"])
    assert (await marisol.ask("POST", f"/channels/accounts/{whatsapp}/authorise", {})).status_code == 422


async def test_xs_page_refuses_what_is_not_asked_as_it_should_be(played: tuple[Business, str]) -> None:
    business, base = played
    business.back = "https://care.example/back"
    good = {
        "response_type": "code", "client_id": "cliente", "redirect_uri": business.back, "state": "s",
        "scope": "tweet.read users.read offline.access", "code_challenge": "x" * 43, "code_challenge_method": "S256",
    }  # fmt: skip
    wrong = [
        *({key: one for key, one in good.items() if key != name} for name in good),
        {**good, "code_challenge_method": "plain"}, {**good, "code_challenge": "corto"}, {**good, "scope": "todo"},
        {**good, "scope": "dm.read"}, {**good, "redirect_uri": "https://otra.example"}, {**good, "client_id": "otra"},
        {**good, "response_type": "token"}, {**good, "sorpresa": "1"}, {**good, "state": "s" * 501},
    ]  # fmt: skip
    async with httpx.AsyncClient(base_url=base) as http:
        assert (await http.get("/i/oauth2/authorize", params=good)).status_code == 200
        for one in wrong:
            for method in ("GET", "POST"):
                assert (await http.request(method, "/i/oauth2/authorize", params=one)).status_code == 400, one
