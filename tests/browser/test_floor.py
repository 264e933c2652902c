"""The supervisors' floor: numbers move by themselves, on the desk and on a screen where nobody signs in."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.firm import BOSS
from tests.browser.outside import told
from tests.browser.stand import Stand


def offered(page: Page) -> int:
    words = page.get_by_text(re.compile(r"(casos? entr(ó|aron) hoy)"))
    expect(words).to_be_visible()
    return int(re.sub(r"\D", "", words.inner_text()))


def test_a_message_moves_the_wall_and_a_screen_and_a_revoked_link_goes_dark(
    stand: Stand, opened: Opening, passports: Callable[[str], Any]
) -> None:
    page = opened(f"{stand.console}/floor/screens", storage_state=passports(BOSS))
    page.get_by_label("Dónde está la pantalla").fill("Sala de atención")
    page.get_by_role("button", name="Crear enlace").click()
    address = page.get_by_label("Abrirlo en la pantalla")
    expect(address).to_be_visible()
    screen = opened(address.input_value())
    before = offered(screen)
    page.goto(f"{stand.console}/floor/wall")
    assert offered(page) == before
    told(stand, "Rosa del tablero", "51987000772", "¿A qué hora llega mi pedido?")
    for one in (page, screen):
        expect(one.get_by_text(re.compile(rf"^{before + 1} casos? entr"))).to_be_visible()
    assert "Rosa" not in screen.inner_text("body")
    page.goto(f"{stand.console}/floor/screens")
    page.get_by_role("button", name="Revocar el enlace de Sala de atención").click()
    expect(screen.get_by_role("heading", name="Este enlace ya no muestra el tablero")).to_be_visible()


def test_a_capacity_is_changed_by_keyboard_and_taken_back(
    stand: Stand, opened: Opening, passports: Callable[[str], Any]
) -> None:
    page = opened(f"{stand.console}/floor/agents?order=name", storage_state=passports(BOSS))
    menu = page.get_by_role("button", name="Acciones para Diego Paredes")
    menu.press("Enter")
    page.get_by_role("menuitem", name="Cambiar su capacidad").press("Enter")
    page.get_by_label("Conversaciones a la vez").fill("7")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Capacidad de Diego Paredes cambiada")).to_be_visible()
    expect(menu).to_be_focused()
    page.keyboard.press("u")
    expect(page.get_by_text("Deshecho")).to_be_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("Diego Paredes: Cambiar su estado")
    expect(page.get_by_role("option", name="Diego Paredes: Cambiar su estado")).to_be_visible()
