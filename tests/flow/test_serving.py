"""What is pressed of a channel's profile is answered at once; who wants a person waits in the queue that it names."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest

from tests.embedded import Urls
from tests.flow.world import World, make_world, open_test_house
from trato.app.founding import open_channel
from trato.kit.blobs import Blobs
from trato.kit.events import SYSTEM
from trato.rooms.channels import api as channels
from trato.rooms.channels.errors import ProfileChanged
from trato.rooms.channels.model import LocalPush, MailAnswer, MailSubmission, ProviderAnswer
from trato.rooms.channels.profiles import Entry, EntryKind, Profile
from trato.rooms.channels.simulators.telegram.server import make_app
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot
from trato.rooms.routing import api as routing

TOKEN = "7001:tok"
ORDER = Entry(
    "pedido", EntryKind.REPLY, {"es": "Seguir mi pedido", "en": "Track my order"},
    {"es": "El número está en el correo.", "en": "It is in the mail."},
)  # fmt: skip
SHOP = Entry("tienda", EntryKind.LINK, {"es": "Ver la tienda"}, url="https://tienda.example/")
PERSON = Entry("persona", EntryKind.PERSON, {"es": "Hablar con alguien"})


@pytest.fixture
async def world(database_urls: Urls, tmp_path: Path) -> AsyncIterator[World]:
    async with open_test_house(database_urls, tmp_path) as house:
        yield await make_world(house)


async def show(world: World, account: UUID, profile: Profile, version: int = 0) -> None:
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        await channels.save_profile(tx, account, profile, version)


async def messages(world: World) -> list[dict[str, Any]]:
    return await world.fetch(
        "select direction, text, purpose, courtesy, case_id from conversations.message order by sort_at, id"
    )


async def test_a_command_is_answered_by_itself_and_nobody_is_kept_waiting_for(world: World) -> None:
    await show(world, world.accounts["whatsapp"], Profile(menu=(ORDER, SHOP, PERSON)))
    await world.whatsapp("/pedido")
    pressed, answer = await messages(world)
    assert (pressed["direction"], pressed["text"]) == ("in", "Seguir mi pedido")
    assert (answer["text"], answer["purpose"]) == ("El número está en el correo.", "auto")
    (case,) = await world.fetch('select state, set_aside from cases."case"')
    assert case["set_aside"] == "no_engagement"
    assert await world.fetch("select 1 from sla.clock") == []
    await world.whatsapp("/tienda")
    assert (await messages(world))[-1]["text"] == "Ver la tienda\nhttps://tienda.example/"
    await world.whatsapp("Gracias, pero no llegó")  # what needs an answer never hides in what needed none
    rows = await world.fetch('select set_aside from cases."case" order by opened_at')
    assert [row["set_aside"] for row in rows] == ["no_engagement", None]


async def test_a_first_question_is_known_by_its_words_and_answered_in_its_language(world: World) -> None:
    await show(world, world.accounts["whatsapp"], Profile(openers=(ORDER, PERSON)))
    await world.whatsapp("Track my order")
    assert [one["text"] for one in await messages(world)] == ["Track my order", "It is in the mail."]
    await world.whatsapp("Track my order please")  # other words are a message
    assert len(await messages(world)) == 3


async def test_who_wants_a_person_waits_in_the_queue_that_the_entry_names(world: World) -> None:
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        (usual,) = await routing.list_queues(tx)
        other = await routing.create_queue(tx, "Reclamos", brand_id=usual.brand_id, team_id=usual.team_id)
    wanted = Entry("persona", EntryKind.PERSON, {"es": "Hablar"}, {"es": "Ya te atienden."}, queue_id=other.id)
    await show(world, world.accounts["whatsapp"], Profile(menu=(wanted,)))
    await world.whatsapp("/persona")
    (case,) = await world.fetch('select queue_id, set_aside, state from cases."case"')
    assert (case["queue_id"], case["set_aside"], case["state"]) == (other.id, None, "open")
    assert (await messages(world))[-1]["text"] == "Ya te atienden."
    assert await world.fetch("select 1 from sla.clock")


async def test_where_no_profile_stands_a_slash_is_only_a_text(world: World) -> None:
    await world.whatsapp("/pedido", "Seguir mi pedido")
    assert [one["text"] for one in await messages(world)] == ["/pedido", "Seguir mi pedido"]


async def test_two_people_do_not_overwrite_each_other(world: World) -> None:
    account = world.accounts["whatsapp"]
    await show(world, account, Profile(menu=(PERSON,)))
    with pytest.raises(ProfileChanged):
        await show(world, account, Profile())
    await show(world, account, Profile(menu=(ORDER, PERSON)), 1)
    versions = await world.fetch("select version from channels.profile_version order by version")
    assert [row["version"] for row in versions] == [1, 2]


async def test_a_worker_brings_the_profile_looks_again_and_says_what_somebody_changed_there(world: World) -> None:
    simulator = Simulator()
    bot = simulator.add_bot(Bot(TOKEN, "tiendabot", "Tienda"))
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        account = await open_channel(
            world.house, tx, world.brand, "telegram", "7001", "Bot", settings={"api_base": "http://provider"},
            secrets={"bot_token": TOKEN, "secret_token": "s"},
        )  # fmt: skip
    await show(world, account, Profile(menu=(ORDER, PERSON)))

    async def no_mail(one: MailSubmission, view: Any) -> MailAnswer:
        raise AssertionError(one)

    async def no_push(one: LocalPush) -> ProviderAnswer:
        raise AssertionError(one)

    async with httpx.AsyncClient(transport=httpx.ASGITransport(make_app(simulator))) as http:
        carrier = channels.Carrier(http, Blobs(world.house.settings.blobs), no_mail, no_push)  # type: ignore[arg-type]
        profiler = channels.Profiler(world.house.db, world.house.book, carrier)
        assert world.workspace in await profiler.look()
        await profiler.work(world.workspace)
        kept = await standing(world, account)
        assert (kept.state, kept.drift, bot.commands[""][0]) == ("there", (), ("pedido", "Seguir mi pedido"))
        assert world.workspace not in await profiler.look()
        bot.commands[""] = [("pedido", "Otra cosa")]  # somebody else was there
        await ask(world, account)
        await profiler.work(world.workspace)
        kept = await standing(world, account)
        assert [(one.where, one.theirs) for one in kept.drift] == [
            ("commands.default.1", "/pedido Otra cosa"), ("commands.default.2", ""),
        ]  # fmt: skip
        assert bot.commands[""] == [("pedido", "Otra cosa")]  # a look changes nothing
        await show(world, account, Profile(menu=(ORDER, PERSON)), 1)
        await profiler.work(world.workspace)
        assert (await standing(world, account)).drift == () and len(bot.commands[""]) == 2
        simulator.world.bots.clear()  # the token is revoked
        await show(world, account, Profile(menu=(PERSON,)), 2)
        await profiler.work(world.workspace)
        kept = await standing(world, account)
        assert (kept.state, kept.code, kept.next_at) == ("failed", "401", None)


async def standing(world: World, account: UUID) -> channels.KeptProfile:
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        return (await channels.profiles_of(tx, [account]))[account]


async def ask(world: World, account: UUID) -> None:
    async with world.house.db.transaction(world.workspace, SYSTEM) as tx:
        await channels.look_at_profile(tx, account)
