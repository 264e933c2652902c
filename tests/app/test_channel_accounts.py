"""Connecting a channel: what is wrong is named in plain words within five seconds; a message makes the round trip."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, Person, open_desk
from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.registry import CHANNELS
from trato.rooms.channels.connecting import Field, Holder, Said
from trato.rooms.channels.simulators.email import server as mail
from trato.rooms.channels.simulators.whatsapp import server as whatsapp
from trato.rooms.channels.simulators.whatsapp.world import Number

NUMBER = "909090909090909"


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


@asynccontextmanager
async def meta(**changes: Any) -> AsyncIterator[tuple[whatsapp.Running, dict[str, Any]]]:
    """Play Meta with one number; give what somebody who connects it would type."""
    number = Number(NUMBER, "+51 1 555 0101", "Pirca", "", "t0ken", "s3cret")
    for name, value in changes.items():
        setattr(number, name, value)
    running = await whatsapp.serve(whatsapp.Config(numbers=(number,)))
    typed = {
        "phone_number_id": NUMBER, "business_account_id": number.business_account, "access_token": "t0ken",
        "app_secret": "s3cret", "api_base": running.url,
    }  # fmt: skip
    try:
        yield running, typed
    finally:
        await running.stop()


async def look(person: Person, **asked: Any) -> dict[str, Any]:
    began = time.monotonic()
    found = await person.post("/channels/examine", asked)
    assert time.monotonic() - began < 5
    return dict(found)


def faults(found: dict[str, Any]) -> list[tuple[str, str]]:
    for one in found["findings"]:
        if one["state"] != "good":
            assert all(one["fact"].values()) and all(one["remedy"].values())
    return [(one["check"], one["state"]) for one in found["findings"] if one["state"] != "good"]


async def connect(desk: Desk, person: Person, values: dict[str, Any]) -> dict[str, Any]:
    body = {"channel": "whatsapp", "name": "Pirca Perú", "brand_id": str(desk.world.brand.brand.id), "values": values}
    return dict(await person.post("/channels/accounts", body))


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ({"access_token": "otro"}, ("token", "bad")),
        ({"phone_number_id": "111"}, ("number", "bad")),
        ({"app_secret": "otro"}, ("app_secret", "bad")),
        ({"api_base": "http://127.0.0.1:9"}, ("number", "unknown")),
    ],
)
async def test_what_was_typed_wrongly_is_named_with_its_remedy(
    desk: Desk, typed: dict[str, str], named: tuple[str, str]
) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta() as (_, right):
        assert faults(await look(admin, channel="whatsapp", values=right)) == []
        assert faults(await look(admin, channel="whatsapp", values=right | typed)) == [named]


async def test_a_permission_that_the_token_lacks_is_named(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta(scopes=("whatsapp_business_management",)) as (_, right):
        found = await look(admin, channel="whatsapp", values=right)
        assert faults(found) == [("permissions", "bad")]
        assert "whatsapp_business_messaging" in found["findings"][-1]["fact"]["es"]


async def test_a_webhook_that_leads_elsewhere_or_is_deaf_is_named_until_it_is_right(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta(subscribed=False) as (running, right):
        account = (await connect(desk, admin, right))["account"]
        number = running.simulator.world.numbers[NUMBER]
        assert faults(await look(admin, id=account["id"])) == [("subscription", "bad")]
        number.subscribed = True
        assert faults(await look(admin, id=account["id"])) == [("webhook", "bad")]
        number.callback_url = "https://otra.example/hooks"
        found = await look(admin, id=account["id"])
        assert faults(found) == [("webhook", "bad")] and "otra.example" in found["findings"][-1]["fact"]["es"]
        number.callback_url, number.hook_fields = account["hook"].replace("localhost", "127.0.0.1"), ("history",)
        assert faults(await look(admin, id=account["id"])) == [("webhook", "bad")]
        number.hook_fields = ("messages", "history")
        number.token_ends_at = int((wall_clock() + timedelta(days=5)).timestamp())
        assert faults(await look(admin, id=account["id"])) == []
        (kept,) = [one for one in await admin.get("/channels/accounts") if one["id"] == account["id"]]
        assert kept["checked_at"] and kept["token_warning"] == 7
        assert {one["check"] for one in kept["findings"]} == {
            "number", "app_secret", "permissions", "subscription", "webhook",
        }  # fmt: skip


async def test_a_mailbox_is_signed_in_to_at_both_ends(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    running = await mail.serve(mail.MailConfig({"hola@pirca.example": "clave"}))
    try:
        typed = {"address": "hola@pirca.example", "password": "clave"}
        for kind, port in (("imap", running.imap_port), ("smtp", running.smtp_port)):
            typed |= {f"{kind}_host": "127.0.0.1", f"{kind}_port": str(port), f"{kind}_security": "none"}
        assert faults(await look(admin, channel="email", values=typed)) == []
        wrong = await look(admin, channel="email", values=typed | {"password": "otra"})
        assert faults(wrong) == [("imap", "bad"), ("smtp", "bad")]
        assert "127.0.0.1" in wrong["findings"][0]["fact"]["es"]
        assert faults(await look(admin, channel="email", values=typed | {"smtp_port": "9"})) == [("smtp", "bad")]
        assert faults(await look(admin, channel="email", values=typed | {"imap_host": "mail.example"}))[0] == (
            "imap", "bad",
        )  # fmt: skip
    finally:
        await running.stop()


async def test_a_test_message_makes_the_round_trip(desk: Desk) -> None:
    admin = await desk.add("ada", "director_of_care")
    await desk.world.whatsapp("Hola, es una prueba")
    since = (wall_clock() - timedelta(minutes=1)).isoformat()
    account = desk.world.accounts["whatsapp"]
    manager = await desk.add("sol", "system_admin")
    tried = await manager.get(f"/channels/accounts/{account}/trial", since=since)
    assert tried["text"] == ""  # who runs the system does not read what contacts write
    assert (await admin.get("/channels/accounts"))[0]["received_at"] or True
    (one,) = [one for one in await manager.get("/channels/accounts") if one["id"] == str(account)]
    assert one["received_at"] is not None and one["sent_at"] is None
    later = (wall_clock() + timedelta(minutes=1)).isoformat()
    assert await manager.get(f"/channels/accounts/{account}/trial", since=later) is None


async def test_secrets_are_told_once_replaced_one_by_one_and_never_shown(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta() as (_, right):
        opened = await connect(desk, admin, right)
        (token,) = opened["made"]
        assert len(token["value"]) > 20
        twice = await admin.ask("POST", "/channels/accounts", {
            "channel": "whatsapp", "name": "Otra", "brand_id": str(desk.world.brand.brand.id), "values": right,
        })  # fmt: skip
        assert (twice.status_code, twice.json()["code"]) == (409, "account_taken")
        id = opened["account"]["id"]
        made = (await admin.ask("PUT", f"/channels/accounts/{id}/secrets", {"made": ["verify_token"]})).json()["made"]
        assert made[0]["value"] != token["value"]
        await admin.ask("PUT", f"/channels/accounts/{id}/secrets", {"values": {"access_token": "otro"}})
        assert faults(await look(admin, id=id)) == [("token", "bad")]
        assert faults(await look(admin, id=id, values={"access_token": "t0ken"}))[0][0] == "webhook"
        shown = msgspec.json.encode(await admin.get("/channels/accounts")).decode()
        assert not any(one in shown for one in ("t0ken", "s3cret", "otro", token["value"], made[0]["value"]))


async def test_kept_secrets_never_go_elsewhere_unless_whoever_wants_that_knows_them(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta() as (_, right):
        id = (await connect(desk, admin, right))["account"]["id"]
        elsewhere = {"api_base": "http://127.0.0.1:9"}
        for method, path, body in (
            ("PATCH", f"/channels/accounts/{id}", {"values": elsewhere}),
            ("PATCH", f"/channels/accounts/{id}", {"values": elsewhere | {"access_token": "t0ken"}}),
            ("POST", "/channels/examine", {"id": id, "values": elsewhere}),
        ):
            refused = await admin.ask(method, path, body)
            assert (refused.status_code, refused.json()["code"]) == (422, "secrets_wanted"), refused.text
        (kept,) = [one for one in await admin.get("/channels/accounts") if one["id"] == id]
        assert kept["values"]["api_base"] == right["api_base"]
        both = elsewhere | {"access_token": "otro", "app_secret": "otro"}
        assert (await admin.ask("PATCH", f"/channels/accounts/{id}", {"values": both})).status_code == 200
        back = {"api_base": right["api_base"], "access_token": "t0ken", "app_secret": "s3cret"}
        await admin.ask("PATCH", f"/channels/accounts/{id}", {"values": back})
        assert ("token", "bad") not in faults(await look(admin, id=id))
        again = await admin.ask("PATCH", f"/channels/accounts/{id}", {"values": {"api_base": right["api_base"]}})
        assert again.status_code == 200  # the same place: nothing is asked


async def test_a_retired_account_takes_nothing_and_a_paused_one_sends_nothing(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta() as (_, right):
        id = (await connect(desk, admin, right))["account"]["id"]
        for state in ("paused", "active", "retired"):
            changed = await admin.ask("PATCH", f"/channels/accounts/{id}", {"state": state, "name": "Viejo"})
            assert (changed.json()["state"], changed.json()["name"]) == (state, "Viejo")
        desk.world.house.book.forget(desk.world.workspace)
        with pytest.raises(Exception, match="account_not_found"):
            await desk.world.house.book.at_door(desk.world.house.db, id)


async def test_who_may_not_manage_channels_reads_them_at_most(desk: Desk) -> None:
    agent = await desk.add("camila", "agent")
    assert (await agent.ask("POST", "/channels/examine", {"channel": "whatsapp"})).status_code == 403
    assert (await agent.ask("GET", "/channels/accounts")).status_code == 403


def test_every_channel_says_how_it_is_connected_in_three_languages() -> None:
    for channel, registered in CHANNELS.items():
        one = registered.connection
        assert one.channel == registered.adapter.channel == channel
        said: list[Said] = [registered.name, one.about, one.write_to, *one.needs]
        said += [field.label for field in one.fields] + [made.label for made in one.made if made.label]
        assert all(text.es and text.en and text.pt for text in said)
        assert [field for field in one.fields if field.held_in is Holder.EXTERNAL_ID and field.required] != []
        assert all(isinstance(field, Field) for field in one.fields)
