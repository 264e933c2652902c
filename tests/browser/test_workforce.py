"""A supervisor writes shifts with the keyboard, and plans a week from what the tool before counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.stand import Stand
from trato.app.demo.volumes import half_hours


def test_shifts_are_written_by_keyboard_and_two_at_once_are_refused(stand: Stand, desk: Callable[..., Desk]) -> None:
    page = desk(BOSS).page
    page.goto(f"{stand.console}/floor/shifts?week=2031-03-03")
    cell = page.locator('[data-cell="0.0"]')
    cell.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Agregar pausa").click()
    dialog.get_by_role("button", name="Poner el turno").click()
    expect(cell).to_contain_text("09:00–18:00")
    expect(cell).to_be_focused()
    page.keyboard.press("c")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("v")
    next_day = page.locator('[data-cell="0.1"]')
    expect(next_day).to_contain_text("Pausa 13:00")
    page.keyboard.press("v")
    expect(page.get_by_role("alert")).to_contain_text("ya tiene un turno de 2031-03-04 09:00 a 2031-03-04 18:00")
    page.keyboard.press("Delete")
    expect(next_day).to_contain_text("sin turno")
    page.get_by_role("button", name="Deshacer").click()
    expect(next_day).to_contain_text("09:00–18:00")


def test_a_week_is_planned_from_volumes_that_were_brought(stand: Stand, desk: Callable[..., Desk]) -> None:
    page = desk(BOSS).page
    page.goto(f"{stand.console}/floor/plan")
    page.get_by_role("button", name="Cargar volúmenes").first.click()
    today = page.evaluate("new Date().toISOString().slice(0, 10)")
    day = date.fromisoformat(today) - timedelta(days=28)
    lines = ["channel,at,contacts"]
    for slot, count in enumerate(half_hours("webchat", weeks=4).counts):
        at = day + timedelta(days=slot // 48)
        lines.append(f"webchat,{at.isoformat()} {slot % 48 // 2:02}:{slot % 2 * 30:02},{int(count)}")
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Archivo CSV").set_input_files(
        {"name": "volumes.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    )
    dialog.get_by_role("button", name="Cargar").click()
    expect(dialog).to_be_hidden()
    page.get_by_role("tab", name="Chat web").click()
    expect(page.get_by_text("nueve de cada diez medias horas", exact=True)).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Hacen falta")
    expect(page.get_by_role("region", name="Canales que se sostienen")).to_contain_text("Chat web")
