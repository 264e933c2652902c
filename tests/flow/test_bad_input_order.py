"""Bad input in time: clocks that are wrong, receipts that overtake, changes of messages that have not come yet."""

from __future__ import annotations

import random
from datetime import timedelta
from itertools import permutations

import pytest

from tests.flow.providers import bounce, mail, meta, reply, said, send, status
from tests.flow.world import World
from trato.flow.timers import sweep_parked
from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.email import threads

DAY = 86_400


async def texts(world: World) -> list[str]:
    rows = await world.fetch(
        "select text from conversations.message where direction = 'in' order by sort_at, sort_id, sort_item"
    )
    return [row["text"] for row in rows]


@pytest.mark.parametrize("days", [-2, 2])
async def test_a_providers_clock_two_days_off_moves_no_promise_and_mixes_no_order(world: World, days: int) -> None:
    now = wall_clock().timestamp()
    for n, text in enumerate(("primero mi pedido", "segundo el reclamo", "tercero la factura")):
        await world.accept("whatsapp", meta([said(f"wamid.{n}", text, at=now + days * DAY + n)]))
        await world.receive()

    assert await texts(world) == ["primero mi pedido", "segundo el reclamo", "tercero la factura"]
    clocks = await world.fetch("select started_at, due_at from sla.clock")
    assert clocks
    for clock in clocks:
        assert abs(clock["started_at"].timestamp() - now) < 60  # our clock's seconds, not the provider's
        assert clock["due_at"] > clock["started_at"]
    for message in await world.fetch("select occurred_at, sort_at, received_at from conversations.message"):
        assert abs((message["occurred_at"].timestamp() - now) / DAY - days) < 0.1  # data, kept as it was told
        assert message["sort_at"] <= message["received_at"] + timedelta(minutes=5)


async def test_an_answer_of_ours_stands_after_the_question_though_the_providers_clock_runs_ahead(world: World) -> None:
    ahead = wall_clock().timestamp() + 2 * DAY
    await world.accept("whatsapp", meta([said("wamid.1", "¿y mi pedido?", at=ahead)]))
    await world.receive()
    await reply(world, "Va en camino")
    await world.accept("whatsapp", meta([said("wamid.2", "gracias, ¿y la factura?", at=ahead + 60)]))
    await world.receive()

    rows = await world.fetch("select text from conversations.message order by sort_at, sort_id, sort_item")
    said_first = [row["text"] for row in rows]
    assert said_first.index("Va en camino") < said_first.index("gracias, ¿y la factura?")


@pytest.mark.parametrize("stamp", ["0", "-1", "99999999999999999999", "", "ayer", "1e400", None, 12.5])
async def test_a_time_that_nobody_could_have_meant_is_the_time_of_arrival(world: World, stamp: object) -> None:
    await world.accept("whatsapp", meta([said("wamid.1", "mi pedido no llegó") | {"timestamp": stamp}]))
    await world.receive()

    (message,) = await world.fetch("select occurred_at, received_at from conversations.message")
    assert abs(message["occurred_at"] - message["received_at"]) < timedelta(days=1) or stamp == 12.5


@pytest.mark.parametrize("date", ["Thu, 1 Jan 1970 00:00:00 +0000", "nunca", "Mon, 99 Foo 2026 99:99:99 +9999", ""])
async def test_a_mail_with_a_senseless_date_arrives_now(world: World, date: str) -> None:
    await world.accept("email", mail("mi pedido no llegó", Date=date))
    await world.receive()

    (message,) = await world.fetch("select sort_at, received_at from conversations.message")
    assert message["received_at"] - timedelta(days=31) < message["sort_at"]
    (case,) = await world.fetch('select due_at, opened_at from cases."case"')
    assert case["due_at"] > case["opened_at"]


async def an_answer_that_meta_took(world: World) -> str:
    """Let an agent answer, and say that Meta took it under this id."""
    await world.whatsapp("mi pedido no llegó")
    message_id = await reply(world, "Lo revisamos")
    wamid = f"wamid.out.{message_id.hex}"
    await world.fetch("update conversations.message set provider_id = $1 where id = $2 returning 1", wamid, message_id)
    await world.fetch(
        """update conversations.delivery set state = 'sent', rank = 1, provider_id = $1
           where message_id = $2 returning 1""",
        wamid, message_id,
    )  # fmt: skip
    return wamid


@pytest.mark.parametrize("order", list(permutations(("sent", "delivered", "read"))), ids="-".join)
async def test_statuses_only_climb_in_whatever_order_they_come(world: World, order: tuple[str, ...]) -> None:
    wamid = await an_answer_that_meta_took(world)
    ranks = []
    for word in order:
        await world.accept("whatsapp", meta(statuses=[status(wamid, word)]))
        await world.receive()
        (row,) = await world.fetch("select rank from conversations.delivery")
        ranks.append(row["rank"])

    assert ranks == sorted(ranks)
    (delivery,) = await world.fetch("select state from conversations.delivery")
    assert delivery["state"] == "read"


async def test_a_failure_told_after_it_was_read_is_not_believed(world: World) -> None:
    wamid = await an_answer_that_meta_took(world)
    for word in ("read", "failed", "delivered"):
        await world.accept("whatsapp", meta(statuses=[status(wamid, word)]))
        await world.receive()

    (delivery,) = await world.fetch("select state, rank from conversations.delivery")
    assert (delivery["state"], delivery["rank"]) == ("read", 3)


async def test_a_status_before_we_know_its_message_waits_and_then_counts(world: World) -> None:
    await world.whatsapp("mi pedido no llegó")
    message_id = await reply(world, "Lo revisamos")
    await world.accept("whatsapp", meta(statuses=[status("wamid.early", "delivered")]))
    await world.receive()
    assert len(await world.fetch("select 1 from conversations.parked")) == 1

    await world.fetch(
        "update conversations.message set provider_id = 'wamid.early' where id = $1 returning 1", message_id
    )
    await world.fetch("update conversations.delivery set state = 'sent', rank = 1 returning 1")
    await sweep_parked(world.house.db, world.workspace)

    (delivery,) = await world.fetch("select state from conversations.delivery")
    assert delivery["state"] == "delivered"
    assert await world.fetch("select 1 from conversations.parked") == []


def changes_of(wamid: str) -> dict[str, bytes]:
    """Return what Meta tells when somebody edits, takes back or reacts to a message."""
    edit = {"original_message_id": wamid, "message": {"type": "text", "text": {"body": "corregido"}, "context": {}}}
    return {
        "edit": meta([said("wamid.e", "") | {"type": "edit", "edit": edit}]),
        "revoke": meta([said("wamid.r", "") | {"type": "revoke", "revoke": {"original_message_id": wamid}}]),
        "reaction": meta(
            [said("wamid.k", "") | {"type": "reaction", "reaction": {"message_id": wamid, "emoji": "👍"}}]
        ),
    }


@pytest.mark.parametrize("first", [True, False], ids=["before", "after"])
@pytest.mark.parametrize("change", ["edit", "revoke", "reaction"])
async def test_a_change_before_its_message_is_parked_and_then_applied_as_if_it_came_after(
    world: World, change: str, first: bool
) -> None:
    message, told = meta([said("wamid.m", "mi pedido no llego")]), changes_of("wamid.m")[change]
    for raw in (told, message) if first else (message, told):
        await world.accept("whatsapp", raw)
        await world.receive()

    (row,) = await world.fetch("select id, text, edited_at, deleted_at from conversations.message")
    reactions = [r["emoji"] for r in await world.fetch("select emoji from conversations.reaction")]
    match change:
        case "edit":
            assert row["text"] == "corregido" and row["edited_at"] is not None
            (kept,) = await world.fetch("select text from conversations.message_revision")
            assert kept["text"] == "mi pedido no llego"
        case "revoke":
            assert row["deleted_at"] is not None and row["text"] == "mi pedido no llego"  # kept, shown as taken back
        case _:
            assert reactions == ["👍"]
    assert await world.fetch("select 1 from conversations.parked") == []
    assert len(await world.fetch('select 1 from cases."case"')) == 1


async def test_what_is_told_twice_and_shuffled_ends_as_told_once_in_order(world: World) -> None:
    wamid = await an_answer_that_meta_took(world)
    told = [
        *(meta([said(f"wamid.s{n}", f"línea {n}", at=wall_clock().timestamp() + n)]) for n in range(6)),
        *(meta(statuses=[status(wamid, word)]) for word in ("sent", "delivered", "read")),
        *changes_of("wamid.s3").values(),
    ]
    deliveries = [*told, *told]
    random.Random(7).shuffle(deliveries)
    for raw in deliveries:
        await world.accept("whatsapp", raw)
        await world.receive()

    assert [one for one in await texts(world) if one.startswith(("línea", "corregido"))] == [
        "línea 0", "línea 1", "línea 2", "corregido", "línea 4", "línea 5",
    ]  # fmt: skip
    (delivery,) = await world.fetch("select state from conversations.delivery")
    assert delivery["state"] == "read"
    assert len(await world.fetch("select 1 from conversations.reaction")) == 1


async def test_a_bounce_after_acceptance_runs_the_promise_again_from_its_original_start(world: World) -> None:
    await world.accept("email", mail("mi pedido no llegó"))
    await world.receive()
    (before,) = await world.fetch("select started_at, due_at from sla.clock where target = 'first_response'")
    message_id = await reply(world, "Lo revisamos")
    await send(world)
    (kept,) = await world.fetch("select stopped_at from sla.clock where target = 'first_response'")
    assert kept["stopped_at"] is not None

    await world.accept("email", bounce(await mail_id_of(world, message_id)))
    await world.receive()

    (delivery,) = await world.fetch("select state, reason from conversations.delivery")
    assert (delivery["state"], delivery["reason"]) == ("failed", "5.1.1")
    (again,) = await world.fetch("select started_at, due_at, stopped_at from sla.clock where target = 'first_response'")
    assert again["stopped_at"] is None
    assert (again["started_at"], again["due_at"]) == (before["started_at"], before["due_at"])
    (case,) = await world.fetch('select due_at, unanswered_since from cases."case"')
    assert case["due_at"] is not None and case["unanswered_since"] is not None
    assert len(await world.fetch('select 1 from cases."case"')) == 1  # a bounce opens nothing


async def test_a_bounce_changes_no_promise_that_another_answer_has_kept(world: World) -> None:
    await world.accept("email", mail("mi pedido no llegó"))
    await world.receive()
    first = await reply(world, "Lo revisamos")
    await send(world)
    second = await reply(world, "Llega mañana")
    await send(world)
    await world.accept("email", bounce(await mail_id_of(world, first)))
    await world.receive()

    (clock,) = await world.fetch(
        "select stopped_at, stopped_by_message_id as by from sla.clock where target = 'first_response'"
    )
    assert clock["stopped_at"] is not None and clock["by"] == second
    (case,) = await world.fetch('select unanswered_since from cases."case"')
    assert case["unanswered_since"] is None


async def mail_id_of(world: World, message_id: object) -> str:
    (row,) = await world.fetch("select provider_id from conversations.message where id = $1", message_id)
    assert isinstance(row["provider_id"], str) and threads.read_ids(row["provider_id"])
    return row["provider_id"]


async def test_a_promise_starts_when_the_delivery_was_received_whatever_its_own_clock_says(world: World) -> None:
    await world.webchat("mi pedido no llegó")

    (clock,) = await world.fetch("select started_at from sla.clock where target = 'first_response'")
    (inbox,) = await world.fetch("select received_at from channels.inbox")
    assert clock["started_at"] == inbox["received_at"]
