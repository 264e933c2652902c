"""Reports, by keyboard: a number says what it stands on, and opens exactly what it counts."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import is_cut, trouble


def test_a_number_opens_as_many_rows_as_it_says(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Irma Informe", "51987004777", "¿Cuántos somos?")
    leader = desk("marta", view="all", color_scheme="dark")
    page = leader.page
    expect(leader.row("Irma Informe")).to_be_visible()
    leader.press("g")
    page.keyboard.press("l")
    expect(page.get_by_role("heading", name="Resumen")).to_be_visible()
    first = page.get_by_role("list", name="Lo primero").get_by_role("button", name=re.compile("^Casos ofrecidos: "))
    expect(first).to_be_visible()
    assert trouble(page) == [] and not is_cut(page)
    said = int(re.sub(r"\D", "", first.inner_text()))
    first.press("Enter")
    box = page.get_by_role("dialog", name="Casos ofrecidos")
    expect(box.get_by_role("status")).to_have_text(re.compile(rf"^{said} fila"))
    expect(box.get_by_role("rowheader")).to_have_count(min(said, 50))
    assert trouble(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Por canal, cola o persona").press("Enter")
    head = page.get_by_role("columnheader", name="Casos ofrecidos")
    expect(head).to_have_attribute("aria-sort", "descending")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile("up=true"))
    assert trouble(page) == []
    page.get_by_role("textbox", name="Hasta").fill("2020-01-01")
    page.get_by_role("textbox", name="Desde").fill("2020-01-01")
    expect(page.get_by_text("Nada que contar en estos días.")).to_be_visible()
