"""What asks for care on an account of marketing waits with care; the rest stays with marketing."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.flow.conftest import house as house
from tests.flow.conftest import world as world
from tests.flow.world import World
from trato.kit.errors import Invalid
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.care import CareRoute, asks_for_care
from trato.rooms.routing import api as routing


def route(what: str = "words", words: Sequence[str] = ()) -> CareRoute:
    return CareRoute(uuid7(), uuid7(), uuid7(), what, tuple(words))


@pytest.mark.parametrize(
    "text", ["¿Dónde está mi PEDIDO?", "No me llegó, quiero la devolución", "I want a refund", "Não chegou ainda"]
)
def test_the_usual_words_know_who_asks_for_care_in_three_languages(text: str) -> None:
    assert asks_for_care(text, route())


@pytest.mark.parametrize("text", ["¡Qué linda campaña!", "Me encanta", "Great ad", "¿Quién canta en el video?"])
def test_praise_and_curiosity_stay_where_they_came(text: str) -> None:
    assert not asks_for_care(text, route())


def test_a_firm_has_words_of_its_own_and_a_word_counts_from_its_beginning() -> None:
    assert asks_for_care("Se me rompió la olla", route(words=["rompi"])) and asks_for_care("Hola", route("all"))
    assert not asks_for_care("Irrompible", route(words=["rompi"])) and not asks_for_care(
        "pedido", route(words=["rompi"])
    )


async def test_support_posts_on_the_marketing_account_open_in_the_queue_of_care(world: World) -> None:
    async with world.tx() as tx:
        sold = await routing.create_queue(tx, "Mercadeo", brand_id=world.brand.brand.id, team_id=world.brand.team_id,
                                          automatic=False)  # fmt: skip
        accounts = await world.house.book.of_workspace(tx)
        marketing, care = (accounts[world.accounts[one]].row for one in ("whatsapp", "email"))
        await channels.change_account(tx, marketing, name="Campañas", purpose="marketing", owner_id=None,
                                      queue_id=sold.id)  # fmt: skip
        with pytest.raises(Invalid):
            await channels.route_to_care(tx, marketing, marketing, "words", [])
        await channels.route_to_care(tx, marketing, care, "words", [])
    world.house.book.forget(world.workspace)
    await world.whatsapp("Me encanta el anuncio", phone="51900000001", name="Ana")
    await world.whatsapp("Mi pedido no llegó", phone="51900000002", name="Eva")
    opened = await world.fetch('select queue_id from cases."case" where workspace_id = $1 order by number',
                               world.workspace)  # fmt: skip
    assert [one["queue_id"] for one in opened] == [sold.id, world.brand.queue.id]
