"""What is on screen can be read by everybody: light and dark, wide and narrow, in three languages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.outside import Visitor, told
from tests.browser.stand import Stand

AXE = Path(__file__).parents[2] / "web" / "console" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async ([tags, where]) => (await axe.run(where ? [...document.querySelectorAll(where)] : document, {
  runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], elementRef: false, iframes: false,
})).violations"""
# What fades in has other colours for a moment. Nothing moves for longer than this but what turns for ever.
STILL = """async () => {
  const drawn = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const late = new Promise((done) => setTimeout(done, 300));
  await drawn();
  await Promise.race([late, Promise.allSettled(document.getAnimations().map((one) => one.finished))]);
  await drawn();
}"""
OVER = "[role=dialog], [role=alertdialog], [role=menu]"
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def still(page: Page) -> None:
    """Wait until nothing moves."""
    page.evaluate(STILL)


def trouble(page: Page, within: str = "") -> list[str]:
    """What axe finds that is serious or critical, on the whole page or in what `within` selects."""
    if not AXE.is_file():
        pytest.skip("axe-core is not installed (npm ci in web/console)")
    if page.evaluate("() => typeof axe") == "undefined":
        page.evaluate(AXE.read_text(encoding="utf-8"))
    still(page)
    found: list[dict[str, Any]] = page.evaluate(RUN, [TAGS, within])
    return [
        f"{one['id']}: {node['html'][:160]}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


def both_ways(page: Page) -> list[str]:
    """What axe finds in the light and in the dark."""
    found = []
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {one}" for one in trouble(page)]
    return found


def is_cut(page: Page) -> bool:
    """Whether something sticks out to the side."""
    return bool(page.evaluate("() => document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def test_axe_finds_nothing_serious_on_the_desk_light_and_dark(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Jorge Claro", "51987000404", "La tabla de capirona se rajó")
    agent = desk("camila")
    agent.open("Jorge Claro")
    agent.answer("La cambiamos.")
    agent.expect_delivery("La cambiamos.", "read")
    agent.page.keyboard.press("Escape")
    agent.press("n")
    agent.page.get_by_role("textbox", name="Texto de la nota").fill("@Diego, mira esto")
    assert both_ways(agent.page) == []
    agent.page.keyboard.press("Escape")
    agent.press("e")
    expect(agent.page.get_by_role("option", name="No llegó")).to_be_visible()
    assert both_ways(agent.page) == []
    agent.page.keyboard.press("Escape")
    expect(agent.page.get_by_role("dialog")).to_be_hidden()
    agent.press("Control+k")
    expect(agent.page.get_by_role("dialog")).to_be_visible()
    assert both_ways(agent.page) == []


def test_axe_finds_nothing_serious_at_the_door_and_in_the_widget_light_and_dark(stand: Stand, opened: Opening) -> None:
    door = opened(stand.console)
    expect(door.get_by_role("heading", name="Entrar a Trato")).to_be_visible()
    assert both_ways(door) == []
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    visitor.write("Hola de día y de noche")
    expect(visitor.page.get_by_text("Enviado")).to_be_visible()
    assert [one for one in both_ways(visitor.page) if "trato" in one or 'class="w"' in one] == []


def test_a_narrow_screen_shows_one_pane_at_a_time(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(
        stand, "Nadia Angosta", "51987000390", "Escribo desde una conversación bastante larga para una pantalla angosta"
    )
    agent = desk("camila", viewport={"width": 390, "height": 760}, has_touch=True, is_mobile=True)

    def cut_at() -> list[int]:
        cut = []
        for width in (320, 390):
            agent.page.set_viewport_size({"width": width, "height": 760})
            still(agent.page)
            cut += [width] if is_cut(agent.page) else []
        return cut

    expect(agent.row("Nadia Angosta")).to_be_visible()
    assert cut_at() == []
    expect(agent.case).to_be_hidden()
    agent.row("Nadia Angosta").tap()
    expect(agent.log).to_be_visible()
    expect(agent.list).to_be_hidden()
    assert cut_at() == []
    agent.field.fill("Respondo desde el teléfono")
    agent.case.get_by_role("button", name="Enviar").tap()
    agent.expect_delivery("Respondo desde el teléfono", "sent", "delivered", "read")
    agent.case.get_by_role("button", name="Contacto").tap()
    expect(agent.page.get_by_role("heading", name="Identidades")).to_be_visible()
    assert cut_at() == []


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
