"""Triage by keyboard: what was set aside by itself is given back, and what was understood is corrected."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import both_ways
from trato.flow.understanding import Understander
from trato.rooms.intelligence.api import Analyser

SPAM = "Compra seguidores baratos, 5000 por semana, escribe ya a http://bit.ly/abc"
ANGRY = "son unos rateros, llevo 3 semanas sin mi pedido"


READ = """
select 1 from intelligence.understanding u join conversations.message m on m.id = u.message_id and m.workspace_id = $1
where u.workspace_id = $1 and m.text = $2
"""
ASIDE = "select 1 from intelligence.triage where workspace_id = $1 and deed = 'aside'"


def understand(stand: Stand, analyser: Analyser, text: str) -> None:
    """Understand what arrives until this was read."""

    async def all_of_it() -> None:
        understander = Understander(stand.house.db, analyser)
        while await understander.work(stand.firm.workspace):
            pass

    until(lambda: stand.run(all_of_it()) or stand.fetch(READ, text))


def until(holds: Callable[[], object], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def test_what_was_set_aside_is_given_back_by_one_key(
    stand: Stand, opened: Opening, passports: Callable[[str], Any], analyser: Analyser
) -> None:
    told(stand, "Promo del triaje", "51987000881", SPAM)
    understand(stand, analyser, SPAM)
    until(lambda: stand.fetch(ASIDE))
    page = opened(f"{stand.console}/floor/triage", storage_state=passports(BOSS))
    line = page.get_by_role("list", name="Apartados").get_by_role("button", name="Promo del triaje").first
    expect(line).to_contain_text("mensaje basura")
    assert both_ways(page) == []
    line.press("Space")
    expect(line).to_have_attribute("aria-expanded", "true")
    line.press("r")
    expect(page.get_by_text("vuelve a la cola")).to_be_visible()
    expect(line).to_have_count(0)


def test_what_was_understood_of_a_message_is_corrected_in_its_menu(
    stand: Stand, desk: Callable[..., Desk], analyser: Analyser
) -> None:
    told(stand, "Rosa del triaje", "51987000882", ANGRY)
    understand(stand, analyser, ANGRY)
    agent = desk(BOSS)
    agent.open("Rosa del triaje")
    said = agent.message("llevo 3 semanas")
    guess = said.get_by_role("button", name="Parece:")
    expect(guess).to_contain_text("problema")
    guess.press("Enter")
    agent.page.get_by_role("menuitem", name="queja de la marca").press("Enter")
    expect(said.get_by_role("button", name="Corregido por una persona")).to_contain_text("queja de la marca")
    assert both_ways(agent.page) == []


def test_the_count_beside_the_service_level_leads_to_exactly_those_that_it_counts(
    stand: Stand, opened: Opening, passports: Callable[[str], Any], analyser: Analyser
) -> None:
    text = "Vendo seguidores, 9000 por semana, escribe ya a http://bit.ly/abd"
    told(stand, "Otra promo", "51987000883", text)
    understand(stand, analyser, text)
    until(lambda: stand.fetch(ASIDE))
    page = opened(f"{stand.console}/floor/wall", storage_state=passports(BOSS))
    level = page.get_by_role("group", name="Respondidos en plazo hoy")
    beside = level.get_by_role("link", name="apartado")
    expect(beside).to_be_visible()
    many = int(beside.inner_text().split()[0])
    assert both_ways(page) == []
    beside.press("Enter")
    expect(page.get_by_label("Días")).to_have_value("today")
    lines = page.get_by_role("list", name="Apartados").get_by_role("listitem")
    expect(lines).to_have_count(many)
    page.get_by_label("Canal", exact=True).select_option("email")
    expect(page.get_by_role("list", name="Apartados").get_by_role("button", name="Otra promo")).to_have_count(0)
    assert "channel=email" in page.url and "today=true" in page.url
    assert both_ways(page) == []
    page.get_by_role("button", name="Quitar filtros").press("Enter")
    expect(page.get_by_label("Días")).to_have_value("all")
    page.set_viewport_size({"width": 390, "height": 844})
    beyond = """() => [...document.querySelectorAll("main select, main input, main li, main button, main a")].filter(
      (one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.outerHTML.slice(0, 120))"""
    assert page.evaluate(beyond) == []
