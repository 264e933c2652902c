"""What is kept of each message: who wrote it and for whom, where its words came from, what it cost."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.flow.providers import meta, status
from tests.flow.records import agent, answer, open_case, web
from tests.flow.world import World
from trato.flow import composing, starting, writing
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.channels.model import Template
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Purpose as Agreement
from trato.rooms.conversations.model import Source, SourceKind

ADD_RATE = """
insert into channels.rate_card (id, workspace_id, channel, market, category, price, currency, version, from_at, to_at)
values ($2, $1, 'whatsapp', $3, $4, $5, 'USD', $6, $7, $8) returning 1
"""
ADD_TEMPLATE = """
insert into channels.template (id, workspace_id, account_id, name, language, category, body, parameters, version, at)
values ($2, $1, $3, 'aviso', 'es', 'utility', 'Tu pedido {{1}} salió', 1, 3, now()) returning 1
"""
COSTS = "select category, billable, segments, price, currency, rate_card, free_until from conversations.delivery_cost"
SOURCES = "select kind, ref_id, version, language, edit_share from conversations.message_source order by position"


async def rate(world: World, market: str, category: str, price: str, version: str, *, days: tuple[int, int]) -> None:
    """Add a price that holds from so many days ago until so many days ago."""
    async with world.tx() as tx:
        first, last = (tx.now - timedelta(days=ago) for ago in days)
    await world.fetch(ADD_RATE, world.workspace, uuid7(), market, category, Decimal(price), version, first, last)


async def sent(world: World) -> str:
    """Let an agent's answer be on its way; returns the provider's id of it."""
    message = await answer(world, await open_case(world), await agent(world))
    for statement in (
        "update conversations.delivery set state = 'sent', rank = 1, sent_at = now() where message_id = $1 returning 1",
        "update conversations.message set provider_id = 'wamid.ours' where id = $1 returning 1",
    ):
        await world.fetch(statement, message)
    return "wamid.ours"


async def tell(world: World, wamid: str, word: str, **pricing: Any) -> None:
    told = status(wamid, word) | {"pricing": {"pricing_model": "PMP", **pricing}}
    await world.accept("whatsapp", meta(statuses=[told]))
    await world.receive()


async def test_a_delivery_costs_what_the_card_of_the_day_says_for_the_contacts_country(world: World) -> None:
    await rate(world, "PE", "utility", "0.9", "v1", days=(90, 30))
    await rate(world, "PE", "utility", "0.02", "v2", days=(30, -30))
    await rate(world, "", "utility", "0.5", "v2", days=(30, -30))
    wamid = await sent(world)
    await tell(world, wamid, "sent", billable=True, category="utility", type="regular")
    await tell(world, wamid, "delivered", billable=True, category="utility", type="regular")

    (cost,) = await world.fetch(COSTS)
    assert (cost["price"], cost["currency"], cost["rate_card"]) == (Decimal("0.02"), "USD", "v2")
    assert (cost["category"], cost["billable"], cost["segments"]) == ("utility", True, 1)
    (words,) = await world.fetch("select provider from conversations.delivery_cost")
    assert words["provider"]["pricing_model"] == "PMP"


async def test_what_the_provider_does_not_bill_costs_nothing_and_a_missing_card_is_no_price(world: World) -> None:
    await rate(world, "", "service", "0.01", "v2", days=(30, -30))
    wamid = await sent(world)
    await tell(world, wamid, "sent", billable=False, category="service", type="free_customer_service")
    (cost,) = await world.fetch(COSTS)
    assert (cost["price"], cost["currency"], cost["billable"]) == (Decimal(0), "USD", False)

    await world.fetch(
        "update conversations.delivery_cost set price = null, currency = null, rate_card = '' returning 1"
    )
    await tell(world, wamid, "delivered", billable=True, category="marketing")
    (cost,) = await world.fetch(COSTS)
    assert (cost["price"], cost["rate_card"], cost["category"]) == (None, "", "marketing")


async def test_a_free_entry_point_lengthens_the_window_and_says_until_when(world: World) -> None:
    wamid = await sent(world)
    told = status(wamid, "sent") | {
        "pricing": {
            "billable": False,
            "pricing_model": "PMP",
            "category": "referral_conversion",
            "type": "free_entry_point",
        },
        "conversation": {"id": "c", "expiration_timestamp": "4000000000", "origin": {"type": "referral_conversion"}},
    }
    await world.accept("whatsapp", meta(statuses=[told]))
    await world.receive()

    (row,) = await world.fetch(
        "select c.free_until, v.window_until from conversations.delivery_cost c, conversations.conversation v"
    )
    assert row["free_until"] == row["window_until"] and row["free_until"].year == 2096


async def test_an_answer_keeps_its_author_the_face_shown_and_on_whose_behalf(world: World) -> None:
    case, lucia, diego = await open_case(world), await agent(world), await agent(world, "diego")
    await answer(world, case, lucia, alias="Lu", on_behalf_of=diego)

    (row,) = await world.fetch("select * from conversations.message where direction = 'out'")
    assert (row["author_kind"], row["author_id"], row["author_alias"]) == ("user", lucia, "Lu")
    assert (row["on_behalf_of"], row["purpose"]) == (diego, "reply")


async def test_a_text_without_a_source_was_typed(world: World) -> None:
    await answer(world, await open_case(world), await agent(world))

    assert [row["kind"] for row in await world.fetch(SOURCES)] == ["typed"]


async def test_a_text_keeps_each_canned_reply_with_its_version_and_how_much_was_changed(world: World) -> None:
    canned = uuid7()
    told = (Source(SourceKind.CANNED, canned, 4, "es", 0.25), Source(SourceKind.TYPED))
    await answer(world, await open_case(world), await agent(world), sources=told)

    rows = await world.fetch(SOURCES)
    assert rows[0] == {"kind": "canned", "ref_id": canned, "version": 4, "language": "es", "edit_share": 0.25}
    assert rows[1]["kind"] == "typed"
    (touch,) = await world.fetch(
        "select kind, ref_id, version, act, message_id is not null as named from knowledge.kb_touch"
    )
    assert touch == {"kind": "canned", "ref_id": canned, "version": 4, "act": "inserted", "named": True}


async def test_a_template_is_kept_by_its_id_version_and_language(world: World) -> None:
    template = uuid7()
    await world.fetch(ADD_TEMPLATE, world.workspace, template, world.accounts["whatsapp"])
    filled = Template("aviso", "es", ("PR-1",), "utility", "Tu pedido {{1}} salió")
    await answer(world, await open_case(world), await agent(world), "", template=filled)

    (row,) = await world.fetch(SOURCES)
    assert (row["kind"], row["ref_id"], row["version"], row["language"]) == ("template", template, 3, "es")


async def test_what_is_sent_again_came_from_where_the_first_came_from(world: World) -> None:
    lucia = await agent(world)
    told = (Source(SourceKind.CANNED, uuid7(), 4, "es", 0.25),)
    message = await answer(world, await open_case(world), lucia, sources=told)
    await world.fetch("update conversations.delivery set state = 'failed' where message_id = $1 returning 1", message)
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await writing.resend(tx, world.house.book, message, uuid7())

    rows = await world.fetch(SOURCES)
    assert len(rows) == 2 and rows[0] == rows[1]
    (old,) = await world.fetch("select resent_as from conversations.delivery where message_id = $1", message)
    assert old["resent_as"] is not None


async def test_a_case_that_we_began_knows_its_moment_too(world: World) -> None:
    template, lucia, case = uuid7(), await agent(world), uuid7()
    await world.fetch(ADD_TEMPLATE, world.workspace, template, world.accounts["whatsapp"])
    await open_case(world)
    (contact,) = await world.fetch("select id from contacts.identity")
    async with world.tx(Actor(ActorKind.USER, lucia)) as tx:
        await starting.start(
            tx, world.house.book,
            composing.NewStart(
                uuid7(), case, world.accounts["whatsapp"], "", identity_id=contact["id"],
                template=Template("aviso", "es", ("PR-1",), "utility", "Tu pedido {{1}} salió"),
            ),
        )  # fmt: skip

    (row,) = await world.fetch(
        """select c.origin, c.opened_by_kind, c.opened_by_id, o.team_id, o.previous_channel, m.purpose
           from cases."case" c join cases.opening o on o.case_id = c.id
           join conversations.message m on m.case_id = c.id where c.id = $1""",
        case,
    )
    assert (row["origin"], row["opened_by_kind"], row["opened_by_id"]) == ("proactive", "user", lucia)
    assert (row["team_id"], row["purpose"]) == (world.brand.team_id, "proactive")
    (source,) = await world.fetch(SOURCES)
    assert (source["kind"], source["ref_id"]) == ("template", template)


# ---- what contacts agree to ----------------------------------------------------------------------

CONSENTS = """
select c.purpose, c.granted, c.legal_basis, c.evidence_kind, c.evidence_id, c.withdrawn_at, t.version, t.locale
from contacts.consent c left join contacts.consent_text t on t.id = c.text_id order by c.given_at
"""


async def tick(world: World, *, granted: bool, purpose: str = "marketing") -> None:
    await web(world, {"type": "opt", "id": str(uuid7()), "purpose": purpose, "granted": granted, "text_version": "2"})
    await world.receive()


async def test_a_box_ticked_on_a_page_is_a_consent_to_the_text_of_that_version(world: World) -> None:
    async with world.tx() as tx:
        for words in ("¿Ofertas?", "¿Te escribimos con ofertas?"):
            await contacts.publish_text(tx, world.brand.controller_id, Agreement.MARKETING, "es", words)
    await world.webchat("hola, ¿hay alguien?")
    await tick(world, granted=True)
    await tick(world, granted=False)

    yes, no = await world.fetch(CONSENTS)
    assert (yes["granted"], yes["evidence_kind"], yes["version"], yes["legal_basis"]) == (True, "form", 2, "consent")
    assert yes["withdrawn_at"] is not None
    assert (no["purpose"], no["granted"], no["withdrawn_at"]) == ("marketing", False, None)


async def test_the_word_that_opts_out_is_the_evidence_of_the_no(world: World) -> None:
    await world.whatsapp("BAJA")

    (no,) = await world.fetch(CONSENTS)
    (message,) = await world.fetch("select id from conversations.message")
    assert (no["granted"], no["evidence_kind"], no["evidence_id"]) == (False, "message", message["id"])
    holds = await world.fetch("select evidence_id from compliance.send_hold")
    assert {one["evidence_id"] for one in holds} == {message["id"]}


async def test_a_yes_to_a_purpose_that_nobody_knows_harms_nothing(world: World) -> None:
    await world.webchat("hola, ¿hay alguien?")
    await tick(world, granted=True, purpose="newsletter")
    await tick(world, granted=False, purpose="newsletter")

    assert await world.fetch(CONSENTS) == []
    assert {row["status"] for row in await world.fetch("select status from channels.inbox")} == {"done"}
