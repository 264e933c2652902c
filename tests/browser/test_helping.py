"""Rules that are written on screen and act, and help that is asked, accepted and seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_look import is_cut, trouble

CASE_OF = """
select c.id from cases."case" c join contacts.contact p on p.id = c.contact_id and p.workspace_id = c.workspace_id
where c.workspace_id = $1 and p.name = $2 and c.priority = $3
"""


def test_a_rule_is_written_tried_switched_on_acts_and_is_given_back(
    stand: Stand, opened: Opening, passports: Callable[[str], Any]
) -> None:
    told(stand, "Paula 774", "51987000774", "La zampoña 774 llegó rajada")
    page = opened(f"{stand.console}/admin/rules/new", storage_state=passports(BOSS))
    page.get_by_label("Nombre").fill("Zampoñas 774")
    page.get_by_label("Palabras o frases").fill("ZAMPOÑA 774")
    _until(page, stand, "Paula 774")
    page.get_by_role("button", name="Probar con lo que ya pasó").click()
    expect(page.get_by_text("Habría coincidido 1 vez")).to_be_visible()
    assert trouble(page) == [] and not is_cut(page)
    page.get_by_role("button", name="Crear como borrador").click()
    page.get_by_role("button", name="Encender").click()
    expect(page.get_by_text("encendida", exact=True)).to_be_visible()

    told(stand, "Lidia 775", "51987000775", "Otra zampoña 774 sin caña")
    case = _until(page, stand, "Lidia 775", priority=1)
    page.goto(f"{stand.console}/admin/runs")
    did = page.get_by_role("row").filter(has_text="Zampoñas 774")
    did.get_by_role("button", name="Deshacer").click()
    expect(did.get_by_text("deshecho")).to_be_visible()
    assert _until(page, stand, "Lidia 775", priority=0) == case


def _until(page: Page, stand: Stand, name: str, priority: int = 0) -> object:
    """Wait until the case of a contact is there, with this priority; return its id."""
    for _ in range(100):
        found = stand.fetch(CASE_OF, name, priority)
        if found:
            return found[0]["id"]
        page.wait_for_timeout(150)
    raise AssertionError(f"no case of {name} with priority {priority}")


def test_help_is_asked_seen_accepted_and_the_asker_sees_who_came(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Olga 776", "51987000776", "Pido hablar con quien dirige")
    asker, helper = desk("camila"), desk("diego")
    asker.open("Olga 776")
    asker.press("h")
    box = asker.page.get_by_role("dialog", name="Pedir ayuda")
    box.get_by_label("Qué hace falta").fill("¿Se devuelve todo?")
    asker.pick("Pedir ayuda", "Diego Paredes")
    helper.page.get_by_role("button", name="Ayuda pedida (1)").click()
    given = helper.page.get_by_role("dialog", name="Ayuda pedida")
    expect(given.get_by_text("¿Se devuelve todo?")).to_be_visible()
    assert trouble(helper.page) == []
    given.get_by_role("button", name="Aceptar").click()
    expect(helper.case.get_by_role("button", name="Responder y devolver…")).to_be_visible()
    expect(asker.case.get_by_text("Diego Paredes", exact=False).first).to_be_visible()
