"""Takes the pictures of the README from the running demo: `python docs/pictures.py [HOME]`, beside `python3 run.py`.

Needs Playwright and a Chromium (`TRATO_CHROMIUM`, or one on the path). HOME is the demo's home, `.trato` otherwise.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

FOLDER = Path(__file__).parent / "pictures"
CHROMIUM = os.environ.get("TRATO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AGENT = "camila@lluvialta.example"


def main(home: Path) -> None:
    """Take every picture."""
    told = json.loads((home / "demo.json").read_text(encoding="utf-8"))
    where, password = told["addresses"], told["password"]
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        desk = _page(browser, where["console"])
        _sign_in(desk, AGENT, password)
        _open_a_case(desk)
        desk.screenshot(path=FOLDER / "desk.png")
        desk.emulate_media(color_scheme="dark")
        desk.wait_for_timeout(400)
        desk.screenshot(path=FOLDER / "desk-dark.png")
        control = _page(browser, where["control"], width=900, height=760)
        control.screenshot(path=FOLDER / "control.png")
        browser.close()


def _page(browser: Browser, address: str, width: int = 1440, height: int = 900) -> Page:
    context = browser.new_context(viewport={"width": width, "height": height}, locale="es-PE", color_scheme="light")
    page = context.new_page()
    page.goto(address)
    return page


def _sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Correo").fill(email)
    page.get_by_label("Contraseña").fill(password)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def _open_a_case(page: Page) -> None:
    """Open the team's list, and in it the case in which most was said by both."""
    page.get_by_role("link", name="Del equipo").first.click()
    rows = page.get_by_role("region", name="Casos").get_by_role("link")
    rows.first.wait_for()
    said: dict[str, int] = {}
    for n in range(min(12, rows.count())):
        rows.nth(n).click()
        page.wait_for_timeout(900)
        log = page.get_by_role("log")
        both = log.get_by_role("article").count() * log.locator("[data-delivery]").count()
        said[page.url] = both
    page.goto(max(said, key=lambda url: said[url]))
    page.wait_for_timeout(2_500)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else ".trato"))
