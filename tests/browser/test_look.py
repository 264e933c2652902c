"""What is on screen can be read by everybody: light and dark, wide and narrow, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.outside import Visitor, told
from tests.browser.stand import Stand

AXE = Path(__file__).parents[2] / "web" / "console" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async tags => (await axe.run(document, {
  runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], elementRef: false, iframes: false,
})).violations"""
STILL = 300  # milliseconds: what fades in has other colours for a moment, and nothing moves for longer
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def trouble(page: Page) -> list[str]:
    """What axe finds that is serious or critical."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm ci in web/console)")
    if page.evaluate("() => typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    page.wait_for_timeout(STILL)
    found: list[dict[str, Any]] = page.evaluate(RUN, TAGS)
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def is_cut(page: Page) -> bool:
    """Whether something sticks out to the side."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_desk(stand: Stand, desk: Callable[..., Desk], scheme: str) -> None:
    told(stand, f"Jorge {scheme}", f"5198700040{len(scheme)}", "La tabla de capirona se rajó")
    agent = desk("camila", color_scheme=scheme)
    agent.open(f"Jorge {scheme}")
    agent.answer("La cambiamos.")
    agent.expect_delivery("La cambiamos.", "read")
    agent.page.keyboard.press("Escape")
    agent.press("n")
    agent.page.get_by_role("textbox", name="Texto de la nota").fill("@Diego, mira esto")
    assert trouble(agent.page) == []
    agent.page.keyboard.press("Escape")
    agent.press("e")
    expect(agent.page.get_by_role("option", name="No llegó")).to_be_visible()
    assert trouble(agent.page) == []
    agent.page.keyboard.press("Escape")
    expect(agent.page.get_by_role("dialog")).to_be_hidden()
    agent.press("Control+k")
    expect(agent.page.get_by_role("dialog")).to_be_visible()
    assert trouble(agent.page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_at_the_door_and_in_the_widget(
    stand: Stand, opened: Opening, desk: Callable[..., Desk], scheme: str
) -> None:
    door = opened(stand.console, color_scheme=scheme)
    expect(door.get_by_role("heading", name="Entrar a Trato")).to_be_visible()
    assert trouble(door) == []
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda", color_scheme=scheme))
    visitor.open()
    visitor.write(f"Hola en {scheme}")
    expect(visitor.page.get_by_text("Enviado")).to_be_visible()
    assert [one for one in trouble(visitor.page) if "trato" in one or 'class="w"' in one] == []


@pytest.mark.parametrize("width", [390, 320])
def test_a_narrow_screen_shows_one_pane_at_a_time(stand: Stand, desk: Callable[..., Desk], width: int) -> None:
    name = f"Nadia {width}"
    told(stand, name, f"51987000{width}", "Escribo desde una conversación bastante larga para una pantalla angosta")
    agent = desk("camila", viewport={"width": width, "height": 760}, has_touch=True, is_mobile=True)
    expect(agent.row(name)).to_be_visible()
    assert not is_cut(agent.page)
    expect(agent.case).to_be_hidden()
    agent.row(name).tap()
    expect(agent.log).to_be_visible()
    expect(agent.list).to_be_hidden()
    assert not is_cut(agent.page)
    agent.field.fill("Respondo desde el teléfono")
    agent.case.get_by_role("button", name="Enviar").tap()
    agent.expect_delivery("Respondo desde el teléfono", "sent", "delivered", "read")
    agent.case.get_by_role("button", name="Contacto").tap()
    expect(agent.page.get_by_role("heading", name="Identidades")).to_be_visible()
    assert not is_cut(agent.page)


def test_the_desk_speaks_three_languages_and_remembers_which(stand: Stand, desk: Callable[..., Desk]) -> None:
    agent = desk("diego", view="mine")
    page = agent.page
    words = {"English": ("My cases", "en"), "Português": ("Meus casos", "pt"), "Español": ("Mis casos", "es")}
    for language, (mine, code) in words.items():
        page.get_by_role("button", name="Diego Paredes").click()
        page.get_by_role("menuitem", name=language).click()
        expect(page.get_by_role("heading", name=mine)).to_be_visible()
        expect(page.locator("html")).to_have_attribute("lang", code)
        page.reload()
        expect(page.get_by_role("heading", name=mine)).to_be_visible()
