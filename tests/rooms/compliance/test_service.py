"""The gate on a real database: verdicts are written, orders obeyed, and both are few statements."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias
from uuid import UUID

import asyncpg
import pytest

from tests.rooms.sla.world import World, world
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.model import WindowState
from trato.rooms.compliance import api as compliance
from trato.rooms.compliance import store
from trato.rooms.compliance.errors import HoldUnknown
from trato.rooms.compliance.events import HoldPlaced, HoldReleased, MessageStopped, OptedIn, OptedOut
from trato.rooms.compliance.model import HoldScope, Outbound, Outcome, Writer
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations.model import Purpose

Connection: TypeAlias = "asyncpg.Connection[Any]"
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PHONE = Address(IdentityKind.PHONE, "+5491123456789")
STATEMENTS = [
    (name, sql) for name, sql in vars(store).items() if name.isupper() and isinstance(sql, str) and name != "HOLD"
]


async def _message(here: World, conversation: UUID, purpose: Purpose, **more: Any) -> Outbound:
    """Write an outbound message that wants to leave."""
    message = uuid7()
    await here.tx.connection.execute(
        """insert into conversations.message (id, workspace_id, conversation_id, account_id, direction, author_kind,
           purpose, parts, occurred_at, received_at, sort_at)
           values ($1, $2, $3, $4, 'out', 'user', $5, '[]', $6, $6, $6)""",
        message,
        here.tx.workspace,
        conversation,
        here.account,
        purpose.value,
        here.tx.now,
    )
    return Outbound(
        message_id=message,
        purpose=purpose,
        brand_id=here.brand,
        account_id=here.account,
        conversation_id=conversation,
        contact_ids=(here.contact,),
        controller_id=here.controller,
        addresses=(PHONE,),
        **more,
    )


@pytest.mark.parametrize(("name", "sql"), STATEMENTS)
async def test_every_statement_fits_the_schema(app_connection: Connection, name: str, sql: str) -> None:
    await app_connection.prepare(sql)


async def test_a_batch_is_judged_in_two_statements_and_each_message_has_its_verdict(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    conversation = await here.conversation()
    await compliance.opt_out(here.tx, here.controller, here.contact, [], "marketing")
    here.tx.events.clear()
    batch = [await _message(here, conversation, Purpose.REPLY) for _ in range(5)]
    batch.append(await _message(here, conversation, Purpose.CAMPAIGN))
    batch.append(await _message(here, conversation, Purpose.REPLY, window=WindowState.TEMPLATE_ONLY))
    await compliance.recheck(here.tx, batch[:1])
    await compliance.judge(here.tx, [await _message(here, conversation, Purpose.REPLY)])  # the types are known by now
    here.tx.events.clear()
    seen: list[str] = []
    app_connection.add_query_logger(lambda query: seen.append(query.query))
    verdicts = await compliance.judge(here.tx, batch)
    assert len(seen) <= 2
    assert [one.message_id for one in verdicts] == [one.message_id for one in batch]
    assert [one.outcome for one in verdicts] == [Outcome.CLEARED] * 5 + [Outcome.BLOCKED] * 2
    assert [one.reason for one in verdicts[5:]] == ["opted_out", "window_closed"]
    assert [one.reason for one in here.facts(MessageStopped)] == ["opted_out", "window_closed"]
    rows = await app_connection.fetch(
        "select id, outcome, rules, inputs, at from compliance.verdict order by id offset 1"
    )
    assert [row["id"] for row in rows] == [one.id for one in verdicts]
    assert rows[0]["rules"] == {"opt_out": 3, "reply_window": 2, "other_app": 1, "holds": 1}
    assert rows[0]["inputs"]["purpose"] == "reply" and rows[0]["at"] == NOW
    assert await compliance.judge(here.tx, []) == []


async def test_an_opt_out_a_second_ago_stops_what_was_cleared_before(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    message = await _message(here, await here.conversation(), Purpose.PROACTIVE)
    (verdict,) = await compliance.judge(here.tx, [message])
    assert verdict.outcome is Outcome.CLEARED
    assert await compliance.recheck(here.tx, [message]) == []
    await compliance.opt_out(here.tx, here.controller, here.contact, [PHONE])
    (again,) = await compliance.recheck(here.tx, [message])
    assert (again.outcome, again.reason) == (Outcome.BLOCKED, "opted_out")
    said = await compliance.list_verdicts(here.tx, message.message_id)
    assert [one.outcome for one in said] == [Outcome.CLEARED, Outcome.BLOCKED]


async def test_an_opt_out_outlives_the_contact_and_every_import(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    conversation = await here.conversation()
    await compliance.opt_out(here.tx, here.controller, here.contact, [PHONE])
    campaign = await _message(here, conversation, Purpose.CAMPAIGN)
    imported = Outbound(
        message_id=campaign.message_id,
        purpose=Purpose.CAMPAIGN,
        brand_id=here.brand,
        account_id=uuid7(),
        conversation_id=conversation,
        contact_ids=(uuid7(),),
        controller_id=here.controller,
        addresses=(PHONE,),
    )
    (verdict,) = await compliance.judge(here.tx, [imported])
    assert verdict.reason == "opted_out"
    kept = await app_connection.fetchval("select string_agg(h::text, ' ') from compliance.send_hold h")
    assert "549" not in kept


async def test_an_opt_out_to_one_controller_is_none_to_another(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    await compliance.opt_out(here.tx, uuid7(), uuid7(), [PHONE])
    (verdict,) = await compliance.judge(here.tx, [await _message(here, await here.conversation(), Purpose.CAMPAIGN)])
    assert verdict.outcome is Outcome.CLEARED


async def test_opting_out_twice_is_once_and_opting_in_takes_it_back(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    founded = len(here.tx.audits)
    for _ in range(2):
        await compliance.opt_out(here.tx, here.controller, here.contact, [PHONE])
    assert len(here.facts(OptedOut)) == 1 and len(here.facts(HoldPlaced)) == 2
    assert len(here.tx.audits) == founded  # the contact's own wish is a fact, and no deed of ours
    assert await compliance.opted_out_of(here.tx, here.controller, here.contact) == [None]
    await compliance.opt_in(here.tx, here.controller, here.contact, [PHONE])
    await compliance.opt_in(here.tx, here.controller, here.contact, [PHONE])
    assert len(here.facts(OptedIn)) == 1
    assert await compliance.opted_out_of(here.tx, here.controller, here.contact) == []
    here.after(hours=1)
    await compliance.opt_out(here.tx, here.controller, here.contact, [PHONE])
    assert await compliance.opted_out_of(here.tx, here.controller, here.contact) == [None]


async def test_opting_in_to_surveys_leaves_the_other_opt_outs(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    for purpose in ("marketing", "survey"):
        await compliance.opt_out(here.tx, here.controller, here.contact, [], purpose)
    await compliance.opt_in(here.tx, here.controller, here.contact, [], "survey")
    assert await compliance.opted_out_of(here.tx, here.controller, here.contact) == [Purpose.CAMPAIGN]


async def test_a_freeze_holds_until_it_is_lifted_and_names_what_it_held(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    person = Tx(app_connection, here.tx.workspace, NOW, Actor(ActorKind.USER, uuid7()))
    hold = await compliance.place(person, Writer.CRISIS, HoldScope.BRAND, here.brand, "crisis_freeze")
    assert hold is not None and [one.verb for one in person.audits] == ["hold.place"]
    message = await _message(here, await here.conversation(), Purpose.REPLY)
    (verdict,) = await compliance.judge(here.tx, [message])
    assert (verdict.outcome, verdict.reason, verdict.hold_id) == (Outcome.HELD, "crisis_freeze", hold)
    assert [one.id for one in await compliance.list_holds(here.tx)] == [hold]
    await compliance.release(here.tx, hold)
    assert len(here.facts(HoldReleased)) == 1
    assert await compliance.freed_by(here.tx, hold) == [message.message_id]
    (verdict,) = await compliance.judge(here.tx, [message])
    assert verdict.outcome is Outcome.CLEARED
    assert await compliance.freed_by(here.tx, hold) == []
    with pytest.raises(HoldUnknown):
        await compliance.release(here.tx, hold)


async def test_an_order_with_an_end_ends_by_itself(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    until = NOW + timedelta(hours=1)
    await compliance.place(here.tx, Writer.APPROVAL, HoldScope.WORKSPACE, here.tx.workspace, "quiet", until=until)
    message = await _message(here, await here.conversation(), Purpose.REPLY)
    (verdict,) = await compliance.judge(here.tx, [message])
    assert (verdict.outcome, verdict.not_before) == (Outcome.HELD, until)
    assert await compliance.release_ended(here.tx) == 0
    here.after(hours=2)
    (cleared,) = await compliance.judge(here.tx, [await _message(here, await here.conversation(), Purpose.REPLY)])
    assert cleared.outcome is Outcome.CLEARED  # at once, whether anybody has looked or not
    assert await compliance.release_ended(here.tx) == 1
    (fact,) = here.facts(HoldReleased)
    assert await compliance.freed_by(here.tx, fact.subject) == [message.message_id]
    assert await compliance.release_ended(here.tx) == 0


async def test_an_order_upon_one_kind_of_thing_does_not_touch_another_with_its_id(app_connection: Connection) -> None:
    here = await world(app_connection, NOW)
    await compliance.place(here.tx, Writer.COMPLIANCE, HoldScope.CASE, here.brand, "odd")
    (verdict,) = await compliance.judge(here.tx, [await _message(here, await here.conversation(), Purpose.REPLY)])
    assert verdict.outcome is Outcome.CLEARED


@pytest.mark.parametrize(
    "deed", ["update compliance.verdict set outcome = 'cleared'", "delete from compliance.verdict"]
)
async def test_a_verdict_is_never_changed(app_connection: Connection, deed: str) -> None:
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await app_connection.execute(deed)
