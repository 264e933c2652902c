"""A language model outside: set up by who administers, asked by who writes, and never more than a proposal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import is_cut, trouble
from tests.rooms.intelligence.models import told as settings
from trato.kit.events import SYSTEM
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.simulators.server import Model, Turn, make_app

KEY = "sk-de-muestra-7f31"
Desks = Callable[..., Desk]
pytestmark = pytest.mark.browser


@dataclass
class Outside:
    """A model that is served, and its address."""

    model: Model
    url: str


@pytest.fixture
def outside(stand: Stand) -> Iterator[Outside]:
    """A model at work that the firm uses; what was set up is forgotten afterwards."""
    model = Model(key=KEY)
    base, stop = stand.serve(make_app(model))

    async def keep() -> None:
        async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
            await intelligence.save_llm(tx, stand.house.keyring, settings(f"{base}/v1"), KEY, plain=True)

    stand.run(keep())
    yield Outside(model, f"{base}/v1")
    stand.fetch("delete from intelligence.llm where workspace_id = $1 returning 1")
    stop()


def ask(page: Page, manner: str) -> None:
    page.keyboard.press("Control+Shift+L")
    page.get_by_role("menuitem", name=manner).press("Enter")


def test_an_agent_asks_for_another_wording_takes_it_takes_it_back_and_sends_it(
    stand: Stand, desk: Desks, outside: Outside
) -> None:
    told(stand, "Ofelia Ramos", "51987000411", "¿Cuándo llega mi pedido?")
    agent = desk("camila")
    agent.open("Ofelia Ramos")
    sparks = agent.case.get_by_role("button", name="Reescribir con el modelo de lenguaje")
    expect(sparks).to_be_disabled()
    mine = "espere, el pedido de Ofelia Ramos sale hoy"
    better = "Le pedimos un momento, el pedido de Ofelia Ramos sale hoy. Gracias por escribirnos."
    agent.field.fill(mine)
    ask(agent.page, "con el tono de la marca")
    panel = agent.case.get_by_role("region", name="Redacción propuesta")
    expect(panel).to_contain_text("Del modelo de lenguaje simulado")
    expect(panel).to_contain_text(better)
    expect(agent.field).to_have_value(mine)
    use = panel.get_by_role("button", name="Usar esta")
    expect(use).to_be_focused()
    assert trouble(agent.page) == [] and not is_cut(agent.page)
    agent.page.emulate_media(color_scheme="dark")
    agent.page.set_viewport_size({"width": 390, "height": 844})
    expect(use).to_be_in_viewport()
    assert trouble(agent.page) == [] and not is_cut(agent.page)
    agent.page.set_viewport_size({"width": 1440, "height": 900})
    use.focus()
    agent.page.keyboard.press("Enter")
    expect(agent.field).to_have_value(better)
    expect(panel).to_be_hidden()
    agent.page.get_by_role("button", name="Deshacer").click()
    expect(agent.field).to_have_value(mine)
    assert "Ofelia" not in outside.model.sent and len(outside.model.asked) == 1

    ask(agent.page, "más corta")
    expect(use).to_be_focused()
    use.blur()
    agent.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(agent.field).to_be_focused()
    expect(agent.field).to_have_value(mine)
    ask(agent.page, "con el tono de la marca")
    expect(use).to_be_focused()
    agent.page.keyboard.press("Enter")
    expect(agent.field).to_be_focused()
    agent.field.press("Control+Enter")
    expect(agent.message(better)).to_contain_text("redactado con simulado")
    agent.expect_delivery(better, "cleared", "sent", "delivered", "read")
    (kept,) = stand.fetch(
        "select s.kind, s.edit_share from conversations.message_source s join conversations.message m "
        "on m.id = s.message_id and m.workspace_id = $1 where s.workspace_id = $1 and m.text = $2",
        better,
    )
    assert (kept["kind"], kept["edit_share"]) == ("model", 0)


def test_without_an_answer_the_draft_stays_and_the_reason_is_told(stand: Stand, desk: Desks, outside: Outside) -> None:
    told(stand, "Pío Salas", "51987000412", "Hola, ¿hay ollas?")
    agent = desk("camila")
    agent.open("Pío Salas")
    agent.field.fill("Sí, el pedido sale hoy con la olla.")
    panel = agent.case.get_by_role("region", name="Redacción propuesta")
    for turns, words in (
        ([Turn(status=500)] * 2, "El proveedor falló por su lado."),
        ([Turn(text="Sí, sale hoy: https://malo.example/pago")], "traía un enlace que no estaba"),
        ([Turn(text="Sí, sale hoy con 20 ollas.")], "cambió o inventó una cifra"),
    ):
        outside.model.turns.extend(turns)
        ask(agent.page, "más corta")
        expect(panel).to_contain_text("Sin propuesta. ")
        expect(panel).to_contain_text(words)
        expect(agent.field).to_have_value("Sí, el pedido sale hoy con la olla.")
        panel.get_by_role("button", name="Cerrar").click()
    outside.model.pace = 30.0
    ask(agent.page, "más corta")
    expect(panel).to_contain_text("Esperando al modelo de lenguaje simulado")
    panel.get_by_role("button", name="Dejar de esperar").click()
    expect(panel).to_be_hidden()
    assert len(stand.fetch("select 1 from conversations.message where workspace_id = $1 and text like '%malo%'")) == 0


def test_who_administers_connects_a_model_by_hand_and_tries_it(stand: Stand, desk: Desks, outside: Outside) -> None:
    stand.fetch("delete from intelligence.llm where workspace_id = $1 returning 1")
    page = desk(BOSS).page
    page.goto(f"{stand.console}/admin/llm")
    expect(page.get_by_role("heading", level=1, name="Modelo de lenguaje")).to_be_visible()
    expect(page.get_by_text("No hay ninguno conectado")).to_be_visible()
    expect(page.get_by_text("{nombre_1}")).to_be_visible()
    page.get_by_label("Dirección", exact=True).fill(outside.url)
    page.get_by_label("Modelo", exact=True).fill("simulado")
    page.get_by_label("Clave", exact=True).fill("otra")
    page.get_by_label("Reescribir respuestas").check()
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("button", name="Probar la conexión").click()
    expect(page.get_by_role("status").get_by_text("El proveedor no acepta la clave.")).to_be_visible()
    page.get_by_label("Clave", exact=True).fill(KEY)
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_text("Guardado", exact=True)).to_be_visible()
    page.get_by_role("button", name="Probar la conexión").click()
    expect(page.get_by_text("Respondió en").first).to_be_visible()
    assert trouble(page) == [] and not is_cut(page)
    page.get_by_role("button", name="Quitar el modelo").click()
    page.get_by_role("dialog").get_by_role("button", name="Quitar", exact=True).click()
    expect(page.get_by_text("No hay ninguno conectado")).to_be_visible()
