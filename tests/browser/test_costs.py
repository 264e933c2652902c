"""What messages cost: a line of a rate card by hand, refused where it says nothing, and read as people read days."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.stand import Stand


def test_a_rate_is_written_by_hand_and_stands_with_its_country_and_its_day(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    page = desk(BOSS).page
    page.goto(f"{stand.console}/admin/costs")
    page.get_by_role("button", name="Agregar una tarifa…").click()
    dialog = page.get_by_role("dialog", name="Agregar una tarifa")
    dialog.get_by_label("Canal").select_option(label="WhatsApp")
    for label, said in (("Categoría", "utility"), ("País", "pe"), ("Precio", "caro"), ("Desde", "2026-01-05")):
        dialog.get_by_label(label).fill(said)
    expect(dialog.get_by_text("Perú")).to_be_visible()
    dialog.get_by_role("button", name="Guardar").click()
    expect(dialog.get_by_role("alert")).to_contain_text("No se guardó")
    dialog.get_by_label("Precio").fill("0.02")
    dialog.get_by_role("button", name="Guardar").click()
    line = page.get_by_role("row", name="WhatsApp · utilidad")
    expect(line).to_contain_text("Perú")
    expect(line).to_contain_text("5 ene 2026")
