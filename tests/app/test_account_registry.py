"""The registry of channel accounts: two persons let one go live, who is not reached rests, looks by itself."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.app.test_channel_accounts import connect, meta
from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.desk import Desk, open_desk
from trato.app.account_looks import AccountLooks
from trato.kit.breaker import OPENS_AT
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.events import BreakerClosed, BreakerOpened
from trato.rooms.channels.model import Accepted, NotAccepted, Rejected, RejectReason, Unknown
from trato.rooms.channels.service.valve import Valve


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


def typed(number: str) -> dict[str, Any]:
    return {"phone_number_id": number, "business_account_id": "9", "access_token": "t", "app_secret": "s"}


async def account_of(desk: Desk, name: str, id: str) -> dict[str, Any]:
    return next(one for one in await desk.people[name].get("/channels/accounts") if one["id"] == id)


async def test_a_leader_who_is_somebody_else_lets_an_account_go_live(desk: Desk) -> None:
    admin, leader = await desk.add("ada", "system_admin"), await desk.add("lia", "service_leader")
    account = (await connect(desk, admin, typed("1")))["account"]
    path = f"/channels/accounts/{account['id']}"
    assert account["state"] == "pending" and account["activated_at"] is None and not account["activation"]["mine"]
    assert (await admin.ask("PATCH", path, {"state": "active"})).json()["code"] == "account_unapproved"
    assert (await admin.ask("POST", f"{path}/activation", {"approved": True})).status_code == 403
    assert [one["name"] for one in (await leader.get("/needs-attention"))["approvals"]] == ["Pirca Perú"]
    refused = await leader.post(f"{path}/activation", {"approved": False, "reason": "Falta el responsable"})
    assert (refused["state"], refused["activation"]["reason"]) == ("pending", "Falta el responsable")
    assert (await admin.post(f"{path}/activation/ask"))["activation"]["decided_at"] is None
    live = await leader.post(f"{path}/activation", {"approved": True})
    assert live["state"] == "active" and live["activated_at"]
    assert (live["activation"]["asked_by"], live["activation"]["decided_by"]) == ("Ada", "Lia")
    again = await leader.ask("POST", f"{path}/activation", {"approved": True})
    assert again.json()["code"] == "no_activation_asked"


async def test_who_asks_does_not_say_yes_while_somebody_else_can_and_a_firm_of_one_is_not_stopped(desk: Desk) -> None:
    both = await desk.add("sol", "service_leader")
    async with desk.world.tx() as tx:
        await access.grant(tx, None, both.id, "system_admin", ScopeKind.WORKSPACE, None)
    alone = (await connect(desk, both, typed("1")))["account"]
    assert alone["state"] == "active" and alone["activation"]["alone"]
    await desk.add("lia", "director_of_care")
    second = await connect(desk, both, typed("2"))
    path = f"/channels/accounts/{second['account']['id']}/activation"
    assert (await both.ask("POST", path, {"approved": True})).json()["code"] == "second_person_wanted"
    assert second["account"]["twins"]  # two numbers of one brand, country and purpose


async def test_what_comes_to_an_account_that_waits_is_kept_and_nothing_leaves(desk: Desk) -> None:
    world = desk.world
    async with world.tx() as tx:
        await tx.connection.execute("update channels.account set state = 'pending' where id = $1",
                                    world.accounts["whatsapp"])  # fmt: skip
    world.house.book.forget(world.workspace)
    await world.whatsapp("Hola")
    assert len(await world.fetch("select 1 from conversations.message where workspace_id = $1", world.workspace)) == 1


async def test_a_country_is_two_letters_and_counts_from_then_on(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    path = f"/channels/accounts/{desk.world.accounts['whatsapp']}"
    assert (await admin.ask("PATCH", path, {"country": "Perú"})).status_code == 422
    assert (await admin.ask("PATCH", path, {"country": "cl"})).json()["country"] == "CL"


def test_a_breaker_opens_after_failures_in_a_row_and_lets_one_through_to_probe() -> None:
    valve = Valve(10.0)
    for _ in range(OPENS_AT):
        assert valve.admits()
        valve.learn(Unknown("http_500"))
    assert valve.is_shut and not valve.admits()
    valve.shut_until = 0.0  # its rest is over
    assert valve.admits() and not valve.admits()
    valve.learn(NotAccepted("breaker_open"))  # one that never left tells nothing
    assert not valve.admits()
    valve.learn(NotAccepted("ConnectError"))
    assert valve.is_shut and valve.failures == OPENS_AT + 1
    valve.shut_until = 0.0
    assert valve.admits()
    valve.learn(Accepted("wamid.1"))
    assert valve.admits() and valve.admits() and valve.failures == 0


@pytest.mark.parametrize(
    "answer", [Rejected(RejectReason.PERMANENT, "131026"), NotAccepted("429", timedelta(seconds=3)), Accepted("x")]
)
def test_an_answer_of_the_provider_is_no_failure_to_reach_it(answer: Any) -> None:
    valve = Valve(10.0, failures=OPENS_AT - 1)
    valve.learn(answer)
    assert valve.failures == 0


async def test_an_open_breaker_is_written_down_obeyed_by_others_shown_and_taken_away(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    leader = await desk.add("lia", "service_leader")
    id = desk.world.accounts["whatsapp"]
    valve = Valve(10.0, failures=OPENS_AT - 1)
    valve.learn(Unknown("http_503"))
    async with desk.world.tx() as tx:
        await channels.tell_breaker(tx, id, valve, known=False)
        await channels.tell_breaker(tx, id, valve, known=False)
        assert [type(one) for one in tx.events] == [BreakerOpened]
        desk.world.house.book.forget(tx.workspace)
        seen = (await desk.world.house.book.of_workspace(tx))[id]
        assert seen.breaker is not None and 0 < seen.breaker.left <= 5
    shown = await account_of(desk, "ada", str(id))
    assert (shown["breaker"]["code"], shown["breaker"]["failures"]) == ("http_503", OPENS_AT)
    assert [one["id"] for one in (await leader.get("/needs-attention"))["unreached"]] == [str(id)]
    other = Valve.of(10.0, seen.breaker, seen.shut_until)  # another process
    assert other.is_shut
    other.learn(Accepted("wamid.1"))
    async with desk.world.tx() as tx:
        await channels.tell_breaker(tx, id, other, known=True)
        assert [type(one) for one in tx.events] == [BreakerClosed]
    assert (await account_of(desk, "ada", str(id)))["breaker"] is None
    assert admin.id


async def test_what_waits_to_leave_is_told_with_its_next_try(desk: Desk) -> None:
    await desk.add("ada", "system_admin")
    await desk.world.whatsapp("Hola")
    async with desk.world.tx() as tx:
        (thread,) = await tx.connection.fetch("select id from conversations.conversation where workspace_id = $1",
                                              tx.workspace)  # fmt: skip
        await tx.connection.execute(
            "insert into conversations.delivery (message_id, workspace_id, account_id, conversation_id, state,"
            " verdict_id, queued_at, attempt, reason) select id, $1, $2, $3, 'cleared', id, $4, 2, 'ConnectError'"
            " from conversations.message where workspace_id = $1",
            tx.workspace, desk.world.accounts["whatsapp"], thread["id"], tx.now,
        )  # fmt: skip
    line = (await account_of(desk, "ada", str(desk.world.accounts["whatsapp"])))["waiting"]
    assert (line["messages"], line["retried"], line["reason"]) == (1, 1, "ConnectError") and line["next_at"]


async def test_the_worker_looks_by_itself_finds_the_end_of_a_token_and_mends_what_is_good_again(desk: Desk) -> None:
    admin = await desk.add("ada", "system_admin")
    async with meta() as (running, right), httpx.AsyncClient() as http:
        number = next(iter(running.simulator.world.numbers.values()))
        account = (await connect(desk, admin, right))["account"]
        number.callback_url = account["hook"].replace("localhost", "127.0.0.1")
        number.token_ends_at = int((wall_clock() + timedelta(days=10)).timestamp())
        looks = AccountLooks(desk.world.house, channels.Examiner(http))
        assert await looks.work(desk.world.workspace) == 0  # the wizard has just looked
        async with desk.world.tx() as tx:
            await tx.connection.execute(
                "update channels.account set state = 'broken', created_at = now() - interval '2 h' where id = $1",
                account["id"],
            )  # fmt: skip
        assert sorted(await asyncio.gather(looks.work(desk.world.workspace), looks.work(desk.world.workspace))) == [
            0,
            1,
        ]
        kept = await account_of(desk, "ada", account["id"])
        assert (kept["state"], kept["token_warning"]) == ("active", 14) and kept["checked_at"]
        async with desk.world.house.db.transaction(desk.world.workspace, SYSTEM) as tx:
            later = Tx(tx.connection, tx.workspace, tx.now + timedelta(hours=7), SYSTEM)
            assert [str(one) for one in await channels.claim_looks(later)].count(account["id"]) == 1
