"""Lists of one's own, by keyboard alone: narrowed by chips, saved as views, their cases acted on together."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand

Desks = Callable[..., Desk]


def test_a_list_is_narrowed_and_saved_as_a_view_with_its_count(stand: Stand, desk: Desks) -> None:
    told(stand, "Elena Urbina", "51987000901", "Busco una olla de hierro")
    agent = desk("camila")
    page, views = agent.page, agent.page.get_by_role("navigation", name="Vistas")
    agent.open("Elena Urbina")
    for choice in ("whatsapp", "abierto"):
        agent.press("f")
        box = page.get_by_role("dialog", name="Filtrar la lista")
        box.get_by_role("combobox").fill(choice)
        expect(box.get_by_role("option")).to_have_count(1)
        box.get_by_role("combobox").press("Enter")
        expect(box.get_by_role("option").get_by_role("img", name="puesto")).to_be_visible()
        page.keyboard.press("Escape")
    chips = page.get_by_role("group", name="Filtros")
    expect(chips.get_by_text("Canal:")).to_be_visible()
    expect(page).to_have_url(re.compile("channel=whatsapp"))
    agent.press("Shift+V")
    page.get_by_role("textbox", name="Nombre de la vista").fill("Lo de WhatsApp")
    page.keyboard.press("Enter")
    saved = views.get_by_role("link", name=re.compile("Lo de WhatsApp"))
    expect(saved).to_have_attribute("aria-current", "page")
    expect(saved).to_contain_text(re.compile("[1-9][0-9]* casos?"))
    expect(agent.row("Elena Urbina")).to_be_visible()
    expect(chips.get_by_text("Canal:")).to_be_visible()
    page.reload()  # the address is the view
    expect(agent.row("Elena Urbina")).to_be_visible()
    agent.list.get_by_role("button", name="Esta vista").click()
    page.get_by_role("menuitem", name="Eliminar esta vista").click()
    expect(saved).to_be_hidden()
    agent.undo()
    expect(saved).to_be_visible()


def test_picked_cases_are_acted_on_together_and_one_undo_gives_all_back(stand: Stand, desk: Desks) -> None:
    names = ("Fausto Aima", "Fausto Bela", "Fausto Cora")
    for n, name in enumerate(names):
        told(stand, name, f"5198700091{n}", "¿Hacen envíos a Cusco?")
    agent, other = desk("camila"), desk("diego", view="mine")
    page = agent.page
    agent.list.get_by_role("textbox", name="Buscar en esta vista").fill("fausto")
    for name in names:
        expect(agent.row(name)).to_be_visible()
    agent.list.get_by_role("textbox", name="Buscar en esta vista").blur()
    agent.press("j")
    agent.press("Shift+J")
    agent.press("Shift+J")
    expect(page.get_by_role("region", name="Casos elegidos").get_by_text("3 elegidos")).to_be_visible()
    agent.press("t")
    agent.pick("Etiquetas", "envío")
    agent.expect_said("3 casos: etiqueta envío")
    for name in names:
        agent.list.get_by_role("listitem").filter(has_text=name).get_by_role("checkbox").check()
    agent.press("Shift+T")
    agent.pick("Quitar una etiqueta", "envío")
    agent.expect_said("3 casos: sin la etiqueta envío")
    agent.undo()
    agent.expect_said("Deshecho")
    expect(agent.case.get_by_text("envío", exact=True)).to_be_visible()
    for name in names:
        agent.list.get_by_role("listitem").filter(has_text=name).get_by_role("checkbox").check()
    agent.press("a")
    agent.pick("Asignar", "Diego Paredes")
    agent.expect_said("3 casos: Asignado a Diego Paredes")
    for name in names:
        expect(other.row(name)).to_be_visible()
    agent.undo()
    for name in names:
        expect(other.row(name)).to_be_hidden()


def test_a_message_is_moved_to_another_case_of_its_contact_and_back(stand: Stand, desk: Desks) -> None:
    told(stand, "Gina Moreyra", "51987000920", "La olla llegó rota")
    agent = desk("camila")
    page = agent.page
    agent.open("Gina Moreyra")
    told(stand, "Gina Moreyra", "51987000920", "Y quiero factura")  # once the first is there: who tells both at once
    expect(agent.message("Y quiero factura")).to_be_visible()  # within a second has not said which came first
    menu = agent.message("Y quiero factura").get_by_role("button", name="Más sobre este mensaje")

    def part() -> None:
        menu.click()
        page.get_by_role("menuitem", name="Segundo caso desde aquí…").click()
        page.get_by_role("dialog").get_by_role("textbox").first.fill("Factura")
        page.get_by_role("button", name="Abrir el segundo caso").click()
        expect(agent.case.get_by_role("heading", name="Factura")).to_be_visible()
        expect(agent.message("La olla llegó rota")).to_be_hidden()
        expect(agent.message("Y quiero factura")).to_be_visible()

    part()
    agent.undo()  # as if it had never been apart
    expect(agent.message("La olla llegó rota")).to_be_visible()
    expect(agent.message("Y quiero factura")).to_be_visible()
    part()
    menu.click()
    page.get_by_role("menuitem", name="Mover a otro caso…").click()
    page.get_by_role("dialog", name="Mover el mensaje a otro caso").get_by_role("option").first.click()
    agent.expect_said(re.compile("Mensaje movido al caso"))
    expect(agent.message("Y quiero factura")).to_be_hidden()
    agent.undo()
    expect(agent.message("Y quiero factura")).to_be_visible()
