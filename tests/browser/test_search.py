"""What was said at any time is found from the desk, and the case opens where it was said."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import is_cut, trouble


def test_what_was_said_long_ago_is_found_by_keyboard_and_opens_where_it_was_said(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    who, digits = "Remedios Huamaní", "51987000777"
    told(stand, who, digits, "La vajilla de Chulucanas llegó despostillada, pedido PED-77001")
    for n in range(75):  # more than a page of the thread
        told(stand, who, digits, f"Sigo a la espera, van {n} mensajes")
    agent = desk("camila")
    page = agent.page
    expect(agent.row(who)).to_be_visible()
    page.keyboard.press("Control+Shift+F")
    field = page.get_by_role("combobox", name="Buscar en toda la historia")
    expect(field).to_be_focused()
    expect(page.get_by_role("heading", name="Cómo se busca")).to_be_visible()
    assert trouble(page) == []

    field.type("vajillas can")
    expect(page.get_by_role("option", name=re.compile("canal:"))).to_be_visible()
    assert trouble(page) == []
    field.press("ArrowDown")
    field.press("Enter")
    expect(field).to_have_value("vajillas canal:")
    field.type("whatsapp")
    results = page.get_by_role("region", name="Búsqueda")
    found = results.get_by_role("listitem").filter(has_text=who)
    expect(found.locator("mark").first).to_have_text("vajilla")
    assert trouble(page) == []
    page.wait_for_function("() => new URL(location.href).searchParams.get('find') === 'vajillas canal:whatsapp'")

    field.press("Escape")
    field.press("ArrowDown")
    page.keyboard.press("Enter")
    said = agent.log.get_by_role("article").filter(has_text="Chulucanas")
    expect(said).to_be_in_viewport()
    page.reload()
    expect(said).to_be_in_viewport()
    expect(found).to_have_attribute("aria-current", "true")

    field.fill("xyzzy kanal:correo")
    expect(results.get_by_text(re.compile("“kanal:” no es un filtro"))).to_be_visible()
    expect(results.get_by_text(re.compile("^Sin resultados en "))).to_be_visible()
    field.fill("Huamany")
    expect(found.first).to_be_visible()
    page.go_back()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{stand.console}/cases/search?find=despostillado")
    expect(found.first).to_be_visible()
    assert not is_cut(page)
    assert trouble(page) == []
