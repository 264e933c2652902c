"""The journey outwards: written, cleared, sent; what the provider says is believed no further than it goes."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.flow.world import World
from trato.flow import clearing
from trato.flow.outbound import Sender
from trato.kit.errors import TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.http import provider_client
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import AccountView, LocalPush, MailSubmission, ProviderAnswer, Text, TransportFailure
from trato.rooms.console.service import thread
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import NewMessage, Purpose


async def no_mail(account: AccountView, submission: MailSubmission, _: object) -> ProviderAnswer:
    return TransportFailure("no_mail_here", sent=False)


async def no_push(account: AccountView, push: LocalPush) -> None:
    return None


async def answer(world: World, text: str, key: UUID | None = None) -> UUID:
    """Let an agent answer the newest conversation; return the message's id."""
    message_id = key or uuid7()
    agent = Actor(ActorKind.USER, uuid7())
    async with world.house.db.transaction(world.workspace, agent, ring=("events", "outbox")) as tx:
        row = await tx.connection.fetchrow("select * from conversations.conversation order by created_at desc limit 1")
        assert row is not None
        (conversation,) = (await conversations.get_conversations(tx, [row["id"]])).values()
        message = NewMessage(
            id=message_id, conversation_id=conversation.id, case_id=conversation.case_id,
            account_id=conversation.account_id, provider_id=None, direction="out", author=agent, alias="Camila",
            purpose=Purpose.REPLY, parts=(Text(text),), text=text, occurred_at=tx.now, received_at=tx.now,
            sort=(tx.now, 0, 0),
        )  # fmt: skip
        await clearing.reply(tx, world.house.book, [Outgoing(message, conversation)])
    return message_id


async def send(world: World) -> None:
    async with provider_client(seconds=1) as http:
        carrier = channels.Carrier(http, world.house.blobs, no_mail, no_push)
        await Sender(world.house.db, world.house.book, carrier).send(world.workspace)


async def test_an_answer_is_judged_sent_and_stops_the_promise(world: World) -> None:
    await world.webchat("Hola")
    message_id = await answer(world, "Hola, soy Camila")
    (queued,) = await world.fetch("select state, verdict_id from conversations.delivery")
    assert queued["state"] == "cleared" and queued["verdict_id"] is not None

    await send(world)

    (sent,) = await world.fetch("select state, rank, provider_id from conversations.delivery")
    assert (sent["state"], sent["rank"]) == ("sent", 1)
    (case,) = await world.fetch('select unanswered_since, due_kind, last_outbound_at from cases."case"')
    assert case["unanswered_since"] is None and case["last_outbound_at"] is not None
    clocks = await world.fetch("select target, stopped_by_message_id from sla.clock where target like 'first%'")
    assert clocks and all(c["stopped_by_message_id"] == message_id for c in clocks)


async def test_the_same_key_twice_is_one_message(world: World) -> None:
    await world.webchat("Hola")
    key = uuid7()
    await answer(world, "uno", key)
    await answer(world, "uno", key)

    assert len(await world.fetch("select 1 from conversations.delivery")) == 1


async def test_a_provider_that_cannot_be_reached_is_tried_again_later(world: World) -> None:
    await world.whatsapp("Hola")
    await answer(world, "Hola")
    await send(world)

    (delivery,) = await world.fetch("select state, attempt, next_at > now() as later from conversations.delivery")
    assert (delivery["state"], delivery["attempt"], delivery["later"]) == ("cleared", 1, True)


async def _shown(world: World, id: UUID) -> tuple[str | None, timedelta | None, str | None]:
    async with world.tx() as tx:
        delivery = (await thread.load_message(tx, id)).delivery
        assert delivery is not None
        left = delivery.retry_at - tx.now if delivery.retry_at else None
        return delivery.waits, left, delivery.provider_code


async def test_an_answer_that_waits_says_why_and_until_when(world: World) -> None:
    await world.whatsapp("Hola")
    first = await answer(world, "Hola")
    assert await _shown(world, first) == (None, None, None)
    await send(world)
    waits, left, code = await _shown(world, first)
    assert waits == "retry" and left is not None and left < timedelta(minutes=1) and code

    async with world.tx() as tx:
        await channels.pause(tx, world.accounts["whatsapp"], tx.now + timedelta(days=1), "dailyLimitExceeded")
    second = await answer(world, "¿Sigues ahí?")
    for id in (first, second):  # also the one that was never tried
        waits, left, code = await _shown(world, id)
        assert (waits, code) == ("paused", "dailyLimitExceeded")
        assert left is not None and timedelta(hours=23) < left <= timedelta(days=1)

    async with world.tx() as tx:
        await channels.mend(tx, world.accounts["whatsapp"])
    assert await _shown(world, second) == (None, None, None)


@pytest.mark.parametrize("decided", ["paused", "retired"])
async def test_what_a_provider_says_undoes_nothing_that_people_decided(world: World, decided: str) -> None:
    account = world.accounts["whatsapp"]
    async with world.tx() as tx:
        await channels.set_account_state(tx, account, decided)
    async with world.tx() as tx:  # what was on its way comes back
        await channels.pause(tx, account, tx.now + timedelta(minutes=1), "80007")
        await channels.mark_broken(tx, account, "190")
        await channels.mend(tx, account)
    (row,) = await world.fetch("select state, state_reason, paused_until from channels.account where id = $1", account)
    assert tuple(row.values()) == (decided, "", None)


async def test_a_closed_window_blocks_free_text_with_its_reason(world: World) -> None:
    await world.whatsapp("Hola")
    await world.fetch("update conversations.conversation set last_inbound_at = now() - interval '25 hours' returning 1")
    await answer(world, "¿Sigues ahí?")

    (delivery,) = await world.fetch("select state, reason from conversations.delivery")
    assert delivery["state"] == "blocked" and "window" in delivery["reason"]


async def test_an_opt_out_word_stops_campaigns_but_not_an_answer(world: World) -> None:
    await world.whatsapp("BAJA")
    holds = await world.fetch("select reason from compliance.send_hold")
    assert holds
    await world.whatsapp("pero quiero saber de mi pedido")
    await answer(world, "Claro")
    (delivery,) = await world.fetch("select state from conversations.delivery")
    assert delivery["state"] == "cleared"


async def test_unknown_conversations_are_refused(world: World) -> None:
    async with world.tx() as tx:
        with pytest.raises(TratoError):
            await conversations.get_conversation(tx, uuid7())
