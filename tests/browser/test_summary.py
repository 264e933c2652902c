"""A case that changes hands: who gets it reads it in a few lines, by whom each was made, and goes on from there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Locator, expect
from starlette.applications import Starlette

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import both_ways, is_cut
from tests.rooms.intelligence.models import told as settings_at
from trato.kit.events import SYSTEM
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.simulators.server import Model, make_app

NAME, DIGITS = "Elvira Ccopa", "51987000571"
WANTS = "Compré una olla el lunes y llegó rota, pedido PED-48213. Quiero que me devuelvan el dinero."
ASKS = "¿Y cuánto tarda en llegar el dinero a mi tarjeta?"


@pytest.fixture
def model(stand: Stand) -> Iterator[Model]:
    """A model on this machine that the firm lets sum up."""
    model = Model()
    app: Starlette = make_app(model)
    url, stop = stand.serve(app)

    async def allow(address: str) -> None:
        async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
            await intelligence.save_llm(tx, stand.house.keyring, settings_at(f"{address}/v1"), None, plain=True)

    stand.run(allow(url))
    yield model
    stand.fetch("delete from intelligence.llm where workspace_id = $1 returning 1")
    stop()


def summary(agent: Desk) -> Locator:
    return agent.case.get_by_role("region", name="Resumen del caso")


def wrote(stand: Stand, name: str, digits: str, agent: Desk) -> None:
    """Let somebody come with a matter, be answered, ask again, and be given from this agent to Diego."""
    told(stand, name, digits, WANTS)
    agent.open(name)
    agent.press("m")
    agent.expect_said("El caso quedó a nombre propio")
    agent.answer("Hola. Ya revisé el pedido con el almacén.")
    agent.expect_delivery("Ya revisé el pedido", "sent", "delivered", "read")
    told(stand, name, digits, ASKS)
    expect(agent.message(ASKS)).to_be_visible()
    agent.field.blur()
    expect(summary(agent)).to_be_hidden()  # nobody had it before
    agent.press("a")
    agent.pick("Asignar", "Diego Paredes")
    agent.expect_said("Asignado a Diego Paredes")


def test_who_gets_a_case_reads_its_own_sentences_and_a_click_shows_where_each_stands(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    wrote(stand, NAME, DIGITS, desk("camila"))
    diego = desk("diego", view="mine")
    diego.open(NAME)
    strip = summary(diego)
    expect(strip).to_contain_text("Frases del propio caso, elegidas por reglas")
    expect(strip).to_contain_text("Antes lo llevaba Camila Rojas")
    expect(strip).not_to_contain_text("Escrito por el modelo")
    said = strip.get_by_role("listitem")
    expect(said).to_have_text(
        [
            re.compile("Escribió por.*llegó rota.*devuelvan el dinero"),
            re.compile("Se le respondió.*revisé el pedido"),
            re.compile(f"Sin responder{re.escape(ASKS)}"),
        ]
    )
    expect(strip).to_contain_text("PED-48213")
    assert both_ways(diego.page) == []
    for width in (320, 390):
        diego.page.set_viewport_size({"width": width, "height": 844})
        expect(strip).to_be_visible()
        assert not is_cut(diego.page)
    diego.page.set_viewport_size({"width": 1440, "height": 900})
    strip.get_by_role("button", name=re.compile("llegó rota")).click()
    expect(diego.page).to_have_url(re.compile("message="))

    diego.press("s")
    expect(strip).to_be_hidden()
    diego.page.reload()
    expect(strip).to_be_visible()  # until it is answered
    diego.answer("Tarda tres días hábiles.")
    diego.expect_delivery("Tarda tres días", "sent", "delivered", "read")
    expect(strip).to_be_hidden()
    diego.field.blur()
    diego.press("s")
    expect(strip).not_to_contain_text("Sin responder")


def test_a_short_case_says_that_it_is_read_faster_than_a_summary(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Ítalo Breve", "51987000572", "¿Hacen envíos a Tacna?")
    agent = desk("camila")
    agent.open("Ítalo Breve")
    agent.press("s")
    expect(summary(agent)).to_contain_text("El caso es corto")
    agent.press("s")
    expect(summary(agent)).to_be_hidden()


def test_what_a_model_wrote_says_so_by_name_and_what_it_did_not_read(
    stand: Stand, desk: Callable[..., Desk], model: Model
) -> None:
    name, digits = "Úrsula Quio", "51987000573"
    wrote(stand, name, digits, desk("camila"))
    diego = desk("diego", view="mine")
    diego.open(name)
    strip = summary(diego)
    expect(strip).to_contain_text("Escrito por el modelo simulado")
    expect(strip).to_contain_text("El cliente escribió")
    expect(strip).to_contain_text("Frases del propio caso, elegidas por reglas")
    expect(strip).not_to_contain_text("No leyó")
    assert "48213" not in model.sent
    assert both_ways(diego.page) == []
    told(stand, name, digits, "Mejor mándenme otra olla")
    expect(strip).to_contain_text("No leyó 1 mensaje del caso")
