"""The telephone in a real browser: a newcomer writes, is answered, presses a button, and sees the ticks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, async_playwright

from tests.rooms.channels.whatsapp.known import META
from trato.rooms.channels.simulators.whatsapp.contract import decode
from trato.rooms.channels.simulators.whatsapp.server import Config, Running, serve
from trato.rooms.channels.simulators.whatsapp.shapes import ReadMark
from trato.rooms.channels.simulators.whatsapp.world import Number

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
NUMBER = Number(META.external_id, "5491150001111", "Pirca", "http://127.0.0.1:9/nowhere", "token", "secret")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no browser at {CHROMIUM}"),
]


def _answer(running: Running, to: str, body: dict[str, Any]) -> str:
    """Let the business write."""
    whole = {"messaging_product": "whatsapp", "to": to, **body}
    message = decode(json.dumps(whole).encode())
    assert not isinstance(message, ReadMark)
    taken, person = running.simulator.take(NUMBER, message, whole)
    running.simulator.tell_receipts(NUMBER, person, taken, message, first=False)
    return taken.id


async def _arrive(page: Page, url: str) -> None:
    await page.goto(f"{url}/phone/")
    await page.get_by_label("Nombre", exact=True).fill("Nico del Sur")
    await page.get_by_label("Número de teléfono").fill("+54 9 11 5555 0101")
    await page.get_by_role("button", name="Empezar").click()
    await page.get_by_role("button", name="Pirca").click()


async def test_a_newcomer_plays_the_contact() -> None:
    running = await serve(Config(numbers=(NUMBER,)))
    wa_id = "5491155550101"
    async with async_playwright() as browsers:
        browser = await browsers.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        page = await browser.new_page(viewport={"width": 390, "height": 844}, locale="es-AR")
        wrong: list[str] = []
        page.on("pageerror", lambda error: wrong.append(str(error)))
        await _arrive(page, running.url)
        await page.get_by_label("Mensaje", exact=True).fill("Hola, ¿están?")
        await page.get_by_label("Mensaje", exact=True).press("Enter")  # whoever has the focus meanwhile
        await page.get_by_text("Hola, ¿están?").wait_for()

        (said,) = running.simulator.world.thread(NUMBER.id, wa_id).bubbles.values()
        mark = decode(json.dumps({"messaging_product": "whatsapp", "status": "read", "message_id": said.id}).encode())
        assert isinstance(mark, ReadMark)
        running.simulator.mark_read(NUMBER, mark)
        await page.get_by_label("Leído").wait_for()

        buttons = [{"type": "reply", "reply": {"id": "si", "title": "Sí, dale"}}]
        offer = {"type": "button", "body": {"text": "¿Te lo cambiamos?"}, "action": {"buttons": buttons}}
        offered = _answer(running, wa_id, {"type": "interactive", "interactive": offer})
        await page.get_by_role("button", name="Sí, dale").click()
        await page.locator(".line.mine .quote").wait_for()
        thread = running.simulator.world.thread(NUMBER.id, wa_id).bubbles
        assert thread[offered].seen
        assert [*thread.values()][-1].reply_to == offered

        await page.get_by_label("Adjuntar").click()
        await page.get_by_role("button", name="Foto de muestra").click()
        await page.get_by_alt_text("Foto").wait_for()
        overflow = await page.evaluate("document.documentElement.scrollWidth - innerWidth")
        await browser.close()
    await running.stop()
    assert wrong == []
    assert overflow <= 0
