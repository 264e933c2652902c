"""What cannot be found out later is in the database when it happens: the facts that the journey produces."""

from __future__ import annotations

from tests.flow.providers import meta, status
from tests.flow.records import agent, answer, open_case, standing, the_case
from tests.flow.world import World
from trato.flow import closing
from trato.flow.acts import assigning
from trato.flow.acts.routing import Dispatcher
from trato.flow.timers import Timekeeper
from trato.kit.events import SYSTEM, Actor, ActorKind, Origin
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import SetAsideReason
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Evidence, EvidenceKind, IdentityKind
from trato.rooms.contacts.model import Purpose as Agreement
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

# ---- the first moment of a case ------------------------------------------------------------------


async def test_a_case_keeps_how_its_channel_stood_when_it_opened_and_whose_team_it_waited_for(world: World) -> None:
    await standing(world, "whatsapp", 3, since_days=90, until_days=30)
    await standing(world, "whatsapp", 1, since_days=30)
    await world.whatsapp("hola, mi pedido no llegó")

    (row,) = await world.fetch("select tier, modern, live, team_id from cases.opening")
    assert row == {"tier": 1, "modern": True, "live": False, "team_id": world.brand.team_id}
    (clock, *_) = await world.fetch("select tier from sla.clock")
    assert clock["tier"] == 1
    (fact,) = await world.fetch("select body from kit.event where kind = 'cases.opened'")
    assert fact["body"]["tier"] == 1 and fact["body"]["team_id"] == str(world.brand.team_id)


async def test_a_case_keeps_what_was_known_of_the_one_before_and_of_who_held_it(world: World) -> None:
    first = await open_case(world)
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await assigning.assign(tx, first, lucia)
        await closing.resolve(tx, first)
        await closing.close(tx, first)
    await world.whatsapp("otra vez sin mi pedido")

    (row,) = await world.fetch("select * from cases.opening where previous_case_id is not null")
    assert (row["previous_case_id"], row["previous_state"], row["last_agent_id"]) == (first, "closed", lucia)
    assert row["previous_channel"] == "whatsapp" and row["seconds_since"] >= 0 and row["same_topic"] is None


async def test_a_linked_contact_is_known_by_what_happened_under_the_other_address(world: World) -> None:
    first = await open_case(world)
    await world.webchat("buenas, una consulta")
    people = await world.fetch("select id from contacts.contact order by created_at, id")
    async with world.tx() as tx:
        yes = await contacts.grant(tx, people[1]["id"], Agreement.LINKING, Evidence(EvidenceKind.AGENT, None))
        await contacts.link(tx, people[1]["id"], people[0]["id"], yes.id)
        second = (await cases.list_of_contact(tx, [people[1]["id"]]))[0].id
        await closing.set_aside(tx, second, SetAsideReason.TEST)
    await world.webchat("¿hay alguien?")

    (row,) = await world.fetch(
        "select a.cause, a.silence_seconds, o.last_agent_id from cases.attempt a join cases.opening o using (case_id)"
    )
    assert row["cause"] == "second_channel" and row["silence_seconds"] >= 0
    assert first not in {r["case_id"] for r in await world.fetch("select case_id from cases.attempt")}


async def test_a_contact_who_writes_elsewhere_while_nobody_answers_has_tried_again(world: World) -> None:
    await open_case(world)
    (contact,) = await world.fetch("select id, controller_id from contacts.contact")
    async with world.tx() as tx:
        await contacts.add_identity(
            tx, contact["id"], Address(IdentityKind.VISITOR, "v-1", str(world.accounts["webchat"]))
        )
    await world.webchat("sigo esperando en WhatsApp")

    (row,) = await world.fetch("select cause, contact_id from cases.attempt")
    assert (row["cause"], row["contact_id"]) == ("second_channel", contact["id"])
    assert len(await world.fetch("select 1 from kit.event where kind = 'cases.attempt_noted'")) == 1


async def test_a_contact_who_writes_elsewhere_after_an_answer_has_not(world: World) -> None:
    case = await open_case(world)
    (contact,) = await world.fetch("select id from contacts.contact")
    async with world.tx() as tx:
        await contacts.add_identity(
            tx, contact["id"], Address(IdentityKind.VISITOR, "v-1", str(world.accounts["webchat"]))
        )
        await cases.note_outbound(tx, [(case, tx.now, "ya lo vemos", "whatsapp", True)])
    await world.webchat("gracias por responder, tengo otra duda sobre otra cosa")

    assert await world.fetch("select 1 from cases.attempt") == []


async def test_a_message_keeps_when_it_happened_when_it_came_and_when_it_could_be_seen(world: World) -> None:
    await world.whatsapp("hola, mi pedido no llegó", at=1_700_000_000)

    (row,) = await world.fetch("select occurred_at, received_at, visible_at, origin from conversations.message")
    assert row["occurred_at"] < row["received_at"] <= row["visible_at"]
    (fact,) = await world.fetch("select * from kit.event where kind = 'conversations.message_received'")
    assert (fact["occurred_at"], fact["recorded_at"]) == (row["occurred_at"], row["visible_at"])
    assert (fact["origin"], fact["actor_kind"]) == (row["origin"], "system") == (Origin.LIVE.value, SYSTEM.kind.value)


async def test_the_first_intervals_say_who_began_them(world: World) -> None:
    await open_case(world)
    (contact,) = await world.fetch("select id from contacts.contact")

    (state,) = await world.fetch("select by_kind, by_id, state from cases.state_seg")
    assert state == {"by_kind": "contact", "by_id": contact["id"], "state": "open"}
    (holding,) = await world.fetch("select by_kind, holder_kind, reason from cases.holding")
    assert holding == {"by_kind": "system", "holder_kind": "queue", "reason": "opened"}


# ---- who holds it, and why -----------------------------------------------------------------------


async def test_an_assignment_keeps_whom_else_it_could_have_been_and_what_they_held(world: World) -> None:
    case = await open_case(world)
    lucia, diego = await agent(world), await agent(world, "diego", online=False)
    async with world.tx() as tx:
        await workforce.set_presence(tx, diego, PresenceState.BREAK, "lunch")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await assigning.assign(tx, case, lucia)

    (row,) = await world.fetch("select * from routing.assignment")
    assert (row["author"], row["reason"], row["agent_id"], row["outcome"]) == ("self", "pull", lucia, "accepted")
    assert {one["agent_id"]: one.get("why", "") for one in row["candidates"]} == {str(lucia): "", str(diego): "break"}
    assert row["sticky_candidate"] is None and row["seconds"] >= 0


async def test_the_engine_says_whether_the_agent_of_the_last_case_was_honoured(world: World) -> None:
    first = await open_case(world)
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await assigning.assign(tx, first, lucia)
        await closing.resolve(tx, first)
        await closing.close(tx, first)
        await workforce.set_presence(tx, lucia, PresenceState.OFFLINE)
    await agent(world, "diego")
    await world.fetch("update routing.queue set automatic = true returning 1")
    await world.whatsapp("otra vez sin mi pedido")
    await Dispatcher(world.house.db).work(world.workspace)

    (row,) = await world.fetch("select * from routing.assignment where author = 'engine'")
    assert (row["sticky_candidate"], row["sticky_honoured"], row["sticky_reason"]) == (lucia, False, "offline")
    assert row["candidates"][0].get("why", "") == ""


async def test_a_case_that_passes_from_hand_to_hand_keeps_each_transfer_and_how_often_it_bounced(world: World) -> None:
    case = await open_case(world)
    lucia, diego = await agent(world), await agent(world, "diego")
    for n, taker in enumerate((lucia, diego, lucia)):
        async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
            await assigning.assign(tx, case, taker, why="sabe de pagos" if n else "")

    rows = await world.fetch("select from_id, to_id, reason, bounce from cases.transfer order by at")
    assert [(r["from_id"], r["to_id"], r["bounce"]) for r in rows] == [(lucia, diego, 0), (diego, lucia, 1)]
    assert rows[0]["reason"] == "sabe de pagos"


async def test_a_breach_is_charged_to_who_held_the_case_while_the_promise_passed(world: World) -> None:
    case = await open_case(world)
    lucia = await agent(world)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await assigning.assign(tx, case, lucia)
    await world.fetch(
        """update sla.clock set started_at = started_at - interval '1 hour', due_at = due_at - interval '1 hour',
             approach_at = approach_at - interval '1 hour' where target = 'first_response' returning 1"""
    )
    await world.fetch(
        "update cases.holding set from_at = from_at - interval '2 hours' where holder_kind = 'queue' returning 1"
    )
    await Timekeeper(world.house.db).work(world.workspace)

    (breach,) = await world.fetch("select * from sla.breach where target = 'first_response'")
    assert (breach["holder_kind"], breach["holder_id"]) == ("queue", world.brand.queue.id)
    shares = await world.fetch(
        "select holder_kind, seconds from sla.breach_share where clock_id = $1", breach["clock_id"]
    )
    assert {"holder_kind": "queue", "seconds": 120} in shares


# ---- how it ends and comes back ------------------------------------------------------------------


async def test_a_resolution_names_who_did_it_by_which_message_and_on_which_channel(world: World) -> None:
    case = await open_case(world)
    lucia = await agent(world)
    message = await answer(world, case, lucia, "Lo enviamos hoy mismo")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await closing.resolve(tx, case)

    (row,) = await world.fetch("select how, by_kind, by_id, message_id, channel from cases.resolution")
    assert row == {"how": "agent", "by_kind": "user", "by_id": lucia, "message_id": message, "channel": "whatsapp"}


async def test_a_reopening_keeps_its_cause_and_gap_and_a_courtesy_is_a_verdict_of_its_own(world: World) -> None:
    case = await open_case(world)
    async with world.tx() as tx:
        await closing.resolve(tx, case)
    await world.whatsapp("gracias!")
    assert await world.fetch("select 1 from cases.reopening") == []
    await world.whatsapp("pero llegó roto")

    (row,) = await world.fetch(
        """select r.cause, r.gap_seconds, m.text from cases.reopening r
           join conversations.message m on m.id = r.message_id"""
    )
    assert row["cause"] == "contact" and row["gap_seconds"] >= 0 and row["text"] == "pero llegó roto"
    verdicts = await world.fetch(
        "select courtesy from conversations.message where direction = 'in' order by sort_at, sort_id"
    )
    assert [one["courtesy"] for one in verdicts] == [False, True, False]
    states = await world.fetch(
        "select state, by_kind, by_id is not null as named from cases.state_seg order by from_at"
    )
    assert states[-1] == {"state": "open", "by_kind": "contact", "named": True}


async def test_a_case_thought_done_by_a_message_that_never_arrived_opens_again(world: World) -> None:
    case, lucia = await open_case(world), await agent(world)
    message = await answer(world, case, lucia, "Ya está resuelto")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await closing.resolve(tx, case)
    for statement in (
        "update conversations.delivery set state = 'sent', rank = 1, sent_at = now() where message_id = $1 returning 1",
        "update conversations.message set provider_id = 'wamid.ours' where id = $1 returning 1",
    ):
        await world.fetch(statement, message)
    await world.accept("whatsapp", meta(statuses=[status("wamid.ours", "failed")]))
    await world.receive()

    (row,) = await world.fetch("select cause, message_id from cases.reopening")
    assert row == {"cause": "delivery_failed", "message_id": message}
    assert (await the_case(world))["state"] == "open"
