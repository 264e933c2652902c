"""Takes the pictures of the README and of the user guide from the running demo: `python docs/pictures.py [HOME]`.

Start the demo first (`python3 run.py`). Needs Playwright and a Chromium (`TRATO_CHROMIUM`, or one on the path). HOME is
the demo's home, `.trato` otherwise.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "docs" / "pictures"
GUIDE = ROOT / "src" / "trato" / "app" / "guide" / "pictures"
CHROMIUM = os.environ.get("TRATO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AGENT, ADMINISTRATOR = "camila@lluvialta.example", "marisol@lluvialta.example"
SETTLED = 900  # milliseconds: what was asked for is on screen, and nothing moves
ADMINISTRATION = {  # picture -> page
    "people": "people",
    "roles": "roles",
    "hours": "hours",
    "promises": "policies",
    "channels": "accounts",
    "systems": "systems",
}
FLOOR = {"wall": "wall", "risk": "risk", "agents": "agents"}  # the same, of supervisors
SEARCHED = {"es": "pedido", "en": "pedido"}


def main(home: Path) -> None:
    """Take every picture."""
    told = json.loads((home / "demo.json").read_text(encoding="utf-8"))
    where, password = told["addresses"], told["password"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        _readme(browser, where, password)
        for language in ("es", "en"):
            (GUIDE / language).mkdir(parents=True, exist_ok=True)
            agent = _signed_in(browser, where["console"], AGENT, password, language)
            for name, take in AGENT_PICTURES.items():
                _keep(GUIDE / language / f"{name}.webp", take(agent, where["console"], language))
            boss = _signed_in(browser, where["console"], ADMINISTRATOR, password, language)
            for name, page in ADMINISTRATION.items():
                _keep(GUIDE / language / f"{name}.webp", _administration(boss, where["console"], page))
            for name, page in FLOOR.items():
                _keep(GUIDE / language / f"{name}.webp", _administration(boss, where["console"], page, "floor"))
            _keep(GUIDE / language / "web-chat.webp", _web_chat(boss, where["console"]))
            _speak(agent, where["console"], "es")
            _speak(boss, where["console"], "es")
        browser.close()


def _readme(browser: Browser, where: dict[str, str], password: str) -> None:
    README.mkdir(exist_ok=True)
    desk = _signed_in(browser, where["console"], AGENT, password, "es")
    _open_a_case(desk, where["console"])
    desk.screenshot(path=README / "desk.png")
    desk.emulate_media(color_scheme="dark")
    desk.wait_for_timeout(SETTLED)
    desk.screenshot(path=README / "desk-dark.png")
    control = browser.new_page(viewport={"width": 900, "height": 760}, locale="es-PE")
    control.goto(where["control"])
    control.screenshot(path=README / "control.png")


def _signed_in(browser: Browser, console: str, email: str, password: str, language: str) -> Page:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="es-PE", color_scheme="light")
    answer = context.request.post(
        f"{console}/api/v1/session", data={"email": email, "password": password}, headers={"origin": console}
    )
    assert answer.ok, answer.text()
    page = context.new_page()
    _speak(page, console, language)
    return page


def _speak(page: Page, console: str, language: str) -> None:
    answer = page.context.request.patch(f"{console}/api/v1/me", data={"locale": language}, headers={"origin": console})
    assert answer.ok, answer.text()


def _open_a_case(page: Page, console: str) -> None:
    """Open, of the cases of the team, the one in which most was said by both."""
    page.goto(f"{console}/cases/team")
    rows = page.locator("section a[href*='/cases/team/']")
    rows.first.wait_for()
    said: dict[str, int] = {}
    for address in rows.evaluate_all("all => all.slice(0, 12).map(one => one.href)"):
        page.goto(address)
        page.wait_for_timeout(SETTLED)
        log = page.get_by_role("log")
        said[address] = log.get_by_role("article").count() * log.locator("[data-delivery]").count()
    page.goto(max(said, key=lambda address: said[address]))
    page.wait_for_timeout(2 * SETTLED)


def _desk(page: Page, console: str, language: str) -> bytes:
    _open_a_case(page, console)
    return page.screenshot()


def _list(page: Page, console: str, language: str) -> bytes:
    page.goto(f"{console}/cases/team")
    page.wait_for_timeout(2 * SETTLED)
    return _around(page, page.locator("section").first, height=560)


def _answering(page: Page, console: str, language: str) -> bytes:
    _open_a_case(page, console)
    page.keyboard.press("r")
    page.keyboard.type("/")
    page.wait_for_timeout(SETTLED)
    taken = _around(page, page.locator("main"), bottom=520)
    page.keyboard.press("Escape")
    page.keyboard.press("Backspace")
    return taken


def _finding(page: Page, console: str, language: str) -> bytes:
    page.goto(f"{console}/cases/search?find={SEARCHED[language]}")
    page.wait_for_timeout(2 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1140, "height": 640})


def _contact(page: Page, console: str, language: str) -> bytes:
    _open_a_case(page, console)
    return _around(page, page.locator("aside").last, height=640)


def _administration(page: Page, console: str, section: str, area: str = "admin") -> bytes:
    page.goto(f"{console}/{area}/{section}")
    page.wait_for_timeout(2 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1200, "height": 760})


def _web_chat(page: Page, console: str) -> bytes:
    """Open the first chat, and wait until the real one stands beside its settings."""
    page.goto(f"{console}/admin/chat")
    page.get_by_role("button", name="Tienda de Pirca").click()
    page.wait_for_timeout(4 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": 860})


def _around(page: Page, what: Locator, height: int | None = None, bottom: int | None = None) -> bytes:
    """Return a picture of one pane: its first `height` pixels, or its last `bottom` ones."""
    box = what.bounding_box()
    assert box is not None
    tall = min(height or bottom or box["height"], box["height"])
    top = box["y"] + (box["height"] - tall if bottom else 0)
    return page.screenshot(clip={"x": box["x"], "y": top, "width": box["width"], "height": tall})


def _keep(path: Path, taken: bytes) -> None:
    Image.open(io.BytesIO(taken)).save(path, "WEBP", quality=86, method=6)


AGENT_PICTURES: dict[str, Callable[[Page, str, str], bytes]] = {
    "desk": _desk,
    "list": _list,
    "answering": _answering,
    "finding": _finding,
    "contact": _contact,
}

if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".trato"))
