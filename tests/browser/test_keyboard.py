"""The core deeds without a mouse, each step with its focus in sight."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand

SEEN = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "nowhere";
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const near = one.closest("form, [cmdk-root], label, search");
  const around = near ? getComputedStyle(near) : style;
  const field = ["TEXTAREA", "INPUT", "SELECT"].includes(one.tagName);  // a caret blinks in it
  return box.width > 0 && (ring || field || around.outlineStyle !== "none") ? "" : one.outerHTML.slice(0, 120);
}"""


def expect_focus_in_sight(page: Page) -> None:
    assert page.evaluate(SEEN) == ""


def find_and_open(agent: Desk, letters: str, name: str) -> None:
    """Type letters into the list's own search, go on to the one row that stays, and open it."""
    page = agent.page
    agent.press("/")
    page.keyboard.type(letters)
    expect(agent.list.get_by_role("link")).to_have_count(1)
    row = agent.row(name)
    for _ in range(8):
        page.keyboard.press("Tab")
        expect_focus_in_sight(page)
        if row.evaluate("(one) => one === document.activeElement"):
            break
    expect(row).to_be_focused()
    page.keyboard.press("Enter")


def test_a_case_is_found_answered_noted_tagged_and_resolved_by_keys_alone(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Fiorella Becerra", "51987000301", "Mi batán llegó sin su mano")
    agent = desk("camila")
    page = agent.page
    expect(agent.row("Fiorella Becerra")).to_be_visible()
    agent.press("/")
    page.keyboard.type("Fiorella")
    expect(agent.list.get_by_role("link")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(agent.list.get_by_role("textbox")).not_to_be_focused()
    find_and_open(agent, "Fiorella", "Fiorella Becerra")
    expect(agent.message("llegó sin su mano")).to_be_visible()

    agent.press("r")
    expect(agent.field).to_be_focused()
    page.keyboard.type("Te mandamos la mano mañana.")
    page.keyboard.press("Control+Enter")
    agent.expect_delivery("Te mandamos la mano mañana.", "sent", "delivered", "read")
    page.keyboard.press("Escape")

    agent.press("n")
    page.keyboard.type("Pedir la mano al taller de Puno")
    page.keyboard.press("Control+Enter")
    expect(agent.log.get_by_role("article", name="Nota de Camila Rojas")).to_be_visible()
    page.keyboard.press("Escape")

    agent.press("m")
    agent.expect_said("El caso quedó a nombre propio")
    agent.press("t")
    box = page.get_by_role("dialog")
    expect(box.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("faltante")
    expect(box.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(agent.case.get_by_text("faltante")).to_be_visible()
    if box.is_visible():
        page.keyboard.press("Escape")
    expect(box).to_be_hidden()

    agent.press("z")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_focus_in_sight(page)
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    agent.press("u")
    agent.expect_said("Deshecho")

    agent.press("a")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_focus_in_sight(page)
    page.keyboard.type("Diego")
    expect(page.get_by_role("option").first).to_contain_text("Diego")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(agent.case.get_by_text("Diego Paredes")).to_be_visible()
    agent.press("m")
    agent.expect_said("El caso quedó a nombre propio")
    agent.press("c")
    expect(page.get_by_role("dialog")).to_be_visible()
    expect_focus_in_sight(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    agent.press("i")
    expect(page.get_by_role("heading", name="Identidades")).to_be_hidden()
    agent.press("i")
    expect(page.get_by_role("heading", name="Identidades")).to_be_visible()
    agent.press("g")
    page.keyboard.press("m")
    expect(agent.list.get_by_role("heading", name="Mis casos")).to_be_visible()
    page.go_back()
    expect(agent.log).to_be_visible()

    agent.press("e")
    expect(page.get_by_role("option", name="No llegó")).to_be_visible()
    page.keyboard.type("No lleg")
    page.keyboard.press("Enter")
    expect(agent.case.get_by_text("Resuelto", exact=True)).to_be_visible()
    agent.press("u")
    expect(agent.case.get_by_text("Resuelto", exact=True)).to_be_hidden()


def test_two_cases_become_one_and_a_case_is_set_aside_by_keys_alone(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Hilda Yupanqui", "51987000305", "Mi tetera gotea")
    told(stand, "Hugo Yupanqui", "51987000306", "Escribo por la tetera de Hilda")
    agent = desk("camila")
    page = agent.page
    expect(agent.row("Hilda Yupanqui")).to_be_visible()
    expect(agent.row("Hugo Yupanqui")).to_be_visible()
    find_and_open(agent, "Hugo", "Hugo Yupanqui")
    expect(agent.message("Escribo por la tetera")).to_be_visible()
    box = page.get_by_role("dialog")

    agent.press("Control+k")
    expect(box.get_by_role("combobox")).to_be_focused()
    page.keyboard.type("unir con otro")
    expect(box.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="con otro caso").get_by_role("combobox")).to_be_focused()
    expect_focus_in_sight(page)
    page.keyboard.press("Control+a")
    page.keyboard.type("Hilda")
    expect(box.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    expect(agent.message("Mi tetera gotea")).to_be_visible()  # the case that stays has both
    expect(agent.message("Escribo por la tetera")).to_be_visible()
    agent.press("u")
    agent.expect_said("Deshecho")
    expect(agent.message("Mi tetera gotea")).to_be_hidden()
    expect(agent.message("Escribo por la tetera")).to_be_visible()

    agent.press("Shift+X")
    expect(box.get_by_role("combobox")).to_be_focused()
    expect_focus_in_sight(page)
    page.keyboard.type("cortes")
    expect(box.get_by_role("option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(box).to_be_hidden()
    expect(agent.case.get_by_text("Apartado:")).to_be_visible()
    agent.press("u")
    agent.expect_said("Deshecho")
    expect(agent.case.get_by_text("Apartado:")).to_be_hidden()


def test_the_palette_finds_every_deed_and_the_help_lists_the_keys(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Iker Solís", "51987000302", "¿Abren el domingo?")
    agent = desk("camila")
    agent.open("Iker Solís")
    agent.press("Control+k")
    box = agent.page.get_by_role("dialog")
    expect(box.get_by_role("combobox")).to_be_focused()
    agent.page.keyboard.type("prioridad urg")
    expect(box.get_by_role("option")).to_have_count(1)
    agent.page.keyboard.press("Enter")
    expect(agent.case.get_by_text("Urgente")).to_be_visible()
    agent.press("Shift+?")
    expect(agent.page.get_by_role("dialog")).to_contain_text("Responder")
    agent.page.keyboard.press("Escape")
    expect(agent.page.get_by_role("dialog")).to_be_hidden()


def test_the_next_and_the_previous_case_are_one_key_away(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Lourdes Tamayo", "51987000303", "Primera de dos")
    told(stand, "Raúl Cárdenas", "51987000304", "Segundo de dos")
    agent = desk("camila")
    expect(agent.row("Raúl Cárdenas")).to_be_visible()
    agent.press("j")
    first = agent.case.get_by_role("heading", level=1)
    expect(first).to_be_visible()
    name = first.inner_text()
    agent.press("j")
    expect(first).not_to_have_text(name)
    agent.press("k")
    expect(first).to_have_text(name)
    agent.press("Escape")
    expect(agent.case.get_by_text("Ningún caso abierto aquí.")).to_be_visible()
