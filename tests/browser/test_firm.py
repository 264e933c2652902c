"""Whoever runs the firm sets it up: when it is open, what it promises, which words it uses, what it keeps of people."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import is_cut, trouble

pytestmark = pytest.mark.browser


def section(page: Page, stand: Stand, name: str) -> None:
    page.goto(f"{stand.console}/admin/{name}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_year_is_read_and_changed_by_keyboard_and_its_effect_is_told_before_saving(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    page = desk(BOSS).page
    section(page, stand, "hours/new")
    page.get_by_label("Nombre", exact=True).fill("Guardia de fiestas")
    page.get_by_label("País", exact=True).select_option(label="Perú")
    new_year = page.locator("[data-day$='-01-01']")
    expect(new_year).to_have_attribute("data-kind", "holiday")
    new_year.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    day = page.get_by_role("dialog")
    day.get_by_label("Motivo").fill("Inventario")
    day.get_by_role("button", name="Poner el día").click()
    page.get_by_role("tab", name="Tabla").click()
    expect(page.get_by_role("row").filter(has_text="Inventario")).to_contain_text("Cierre")
    assert trouble(page) == [] and not is_cut(page)
    page.get_by_role("button", name="Crear calendario").click()
    expect(page.get_by_role("heading", level=1, name="Guardia de fiestas")).to_be_visible()
    page.get_by_role("button", name="lunes: agregar tramo").click()
    expect(page.get_by_text("Ninguna promesa en curso cambia de hora.")).to_be_visible()
    page.get_by_role("button", name="Guardar", exact=True).click()
    expect(page.get_by_text("Guardado", exact=True)).to_be_visible()


def test_a_promise_is_worked_out_while_it_is_written_and_retiring_it_is_taken_back(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    page = desk(BOSS).page
    section(page, stand, "policies/new")
    page.get_by_role("textbox", name="Nombre", exact=True).fill("Correo de la noche")
    page.get_by_label("Canal", exact=True).select_option(label="correo")
    example = page.get_by_role("complementary", name="Ejemplo")
    example.get_by_label("Llega").fill("2026-11-20T17:50")
    page.get_by_label("Primera respuesta: cuánto").fill("2")
    expect(example).to_contain_text("19:50")
    assert trouble(page) == []
    page.get_by_role("button", name="Crear política").click()
    expect(page.get_by_role("heading", level=1, name="Correo de la noche")).to_be_visible()
    page.get_by_role("button", name="Retirar", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Promesas")).to_be_visible()
    expect(page.get_by_role("row", name=re.compile("^Correo de la noche"))).to_have_count(0)
    page.get_by_role("button", name="Deshacer").click()
    expect(page.get_by_role("row", name=re.compile("^Correo de la noche"))).to_have_count(1)


def test_the_tree_is_arranged_by_keys_alone_and_each_step_is_taken_back(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    page = desk(BOSS).page
    section(page, stand, "dispositions")
    tree = page.get_by_role("list", name="Tipificación")
    rows = tree.get_by_role("listitem")
    node = tree.get_by_role("button", name="No llegó, nivel 2")
    expect(node).to_be_visible()
    before = rows.all_inner_texts()
    node.focus()
    page.keyboard.press("Alt+ArrowLeft")
    expect(tree.get_by_role("button", name="No llegó, nivel 1")).to_be_visible()
    page.get_by_role("button", name="Deshacer").click()
    expect(node).to_be_visible()
    assert rows.all_inner_texts() == before
    for name in ("tags", "canned", "brands", "consent-texts", "attributes"):
        section(page, stand, name)
        assert trouble(page) == [] and not is_cut(page), name


def test_what_may_be_kept_is_defined_and_noted_beside_a_case(stand: Stand, desk: Callable[..., Desk]) -> None:
    boss = desk(BOSS).page
    section(boss, stand, "attributes/new")
    boss.get_by_label("Clave", exact=True).fill("plan")
    boss.get_by_label("Nombre en español").fill("Plan contratado")
    boss.get_by_role("button", name="Crear dato").click()
    expect(boss.get_by_role("heading", level=1, name="Plan contratado")).to_be_visible()

    told(stand, "Irene Plan", "51987000778", "Quiero cambiar de plan")
    agent = desk("camila")
    agent.open("Irene Plan")
    kept = agent.page.get_by_role("region", name="Datos, y para qué")
    kept.get_by_role("button", name="Cambiar Plan contratado").click()
    kept.get_by_label("Plan contratado").fill("Familiar")
    kept.get_by_role("button", name="Guardar").click()
    expect(kept).to_contain_text("Familiar")
    expect(kept).to_contain_text("un agente")
