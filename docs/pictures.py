"""Takes the pictures of the README and of the user guide from the running demo: `python docs/pictures.py [HOME]`.

Start the demo first (`python3 run.py`), and let it play for some minutes. Needs Playwright and a Chromium
(`TRATO_CHROMIUM`, or one on the path). HOME is the demo's home, `.trato` otherwise; `--guide` leaves the README's.
What the pictures need and the demo has not is put there by `staging.py`.
"""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
from collections.abc import Callable
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import staging
from babel.messages.pofile import read_po
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "docs" / "pictures"
GUIDE = ROOT / "src" / "trato" / "app" / "guide" / "pictures"
CHROMIUM = os.environ.get("TRATO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
AGENT, ADMINISTRATOR = "camila@lluvialta.example", "marisol@lluvialta.example"
SETTLED = 900  # milliseconds: what was asked for is on screen, and nothing moves
SIMULATED = 180_000  # milliseconds that a simulation may take
ADMINISTRATION = {  # picture -> page
    "people": "people",
    "roles": "roles",
    "hours": "hours",
    "promises": "policies",
    "channels": "accounts",
    "systems": "systems",
    "points": "routing",
    "rules": "rules",
    "expectations": "expectations",
}
FLOOR = {"wall": 480, "risk": 760, "agents": 480, "adherence": 480, "alerts": 520}  # a supervisor's page -> its height
COLOURS = 160  # what a picture keeps: letters stay sharp, and it weighs half
BUSIEST: dict[str, str] = {}  # console -> the case that is opened
LANGUAGES = ("es", "en", "pt")
SEARCHED = "pedido"  # what contacts of the demo write is in Spanish, whatever the screen speaks


def main(home: Path, readme: bool) -> None:
    """Take every picture."""
    told = json.loads((home / "demo.json").read_text(encoding="utf-8"))
    where, password = told["addresses"], told["password"]
    console = where["console"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        if readme:
            _readme(browser, where, password)
        for language in LANGUAGES:
            (GUIDE / language).mkdir(parents=True, exist_ok=True)
            agent = _signed_in(browser, console, AGENT, password, language)
            boss = _signed_in(browser, console, ADMINISTRATOR, password, language)
            staging.automation(staging.Api(boss, console))
            staging.alerts(staging.Api(boss, console))
            for name, take in AGENT_PICTURES.items():
                _keep(GUIDE / language / f"{name}.webp", take(agent, console, language))
            for name, page in ADMINISTRATION.items():
                _keep(GUIDE / language / f"{name}.webp", _administration(boss, console, page))
            for name, height in FLOOR.items():
                _keep(GUIDE / language / f"{name}.webp", _floor(boss, console, name, height))
            for name, take in SUPERVISOR_PICTURES.items():
                _keep(GUIDE / language / f"{name}.webp", take(boss, console, language))
            _keep(GUIDE / language / "web-chat.webp", _web_chat(boss, console))
        for language in LANGUAGES:  # the last, for they move cases
            agent = _signed_in(browser, console, AGENT, password, language)
            boss = _signed_in(browser, console, ADMINISTRATOR, password, language)
            offered = _offer(agent, console, (staging.Api(boss, console), staging.Api(agent, console)))
            _keep(GUIDE / language / "offer.webp", offered)
            _speak(agent, console, "es")
            _speak(boss, console, "es")
        browser.close()


@cache
def _catalogue(language: str) -> dict[str, str]:
    with (ROOT / "locales" / language / "console.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=language)}


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
    """Open, of the cases of the team, the one in which most was said by both when it was first looked for."""
    if console not in BUSIEST:
        said: dict[str, int] = {}
        for address in _cases_of_the_team(page, console)[:12]:
            page.goto(address)
            page.wait_for_timeout(SETTLED)
            log = page.get_by_role("log")
            said[address] = log.get_by_role("article").count() * log.locator("[data-delivery]").count()
        BUSIEST[console] = max(said, key=lambda address: said[address])
    page.goto(BUSIEST[console])
    page.wait_for_timeout(2 * SETTLED)


def _cases_of_the_team(page: Page, console: str) -> list[str]:
    page.goto(f"{console}/cases/team")
    rows = page.locator("section a[href*='/cases/team/']")
    rows.first.wait_for()
    found: list[str] = rows.evaluate_all("all => all.map(one => one.href)")
    return found


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
    page.goto(f"{console}/cases/search?find={SEARCHED}")
    page.wait_for_timeout(2 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1140, "height": 640})


def _contact(page: Page, console: str, language: str) -> bytes:
    _open_a_case(page, console)
    return _around(page, page.locator("aside").last, height=640)


def _administration(page: Page, console: str, section: str) -> bytes:
    page.goto(f"{console}/admin/{section}")
    page.wait_for_timeout(2 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1200, "height": 760})


def _floor(page: Page, console: str, section: str, height: int) -> bytes:
    page.goto(f"{console}/floor/{section}")
    page.wait_for_timeout(2 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": height})


def _why(page: Page, console: str, language: str) -> bytes:
    """Take, of the cases of the team, the one of which routing tells most."""
    told: list[tuple[int, bytes]] = []
    for address in _cases_of_the_team(page, console)[:8]:
        page.goto(address)
        page.wait_for_timeout(2 * SETTLED)
        page.keyboard.press("w")
        page.wait_for_timeout(SETTLED)
        dialog = page.get_by_role("dialog")
        told.append((len(dialog.inner_text()), _around(page, dialog)))
        page.keyboard.press("Escape")
    return max(told)[1]


def _asked(key: str) -> Callable[[Page, str, str], bytes]:
    """Return what takes the dialog that a key opens on a case."""

    def take(page: Page, console: str, language: str) -> bytes:
        _open_a_case(page, console)
        page.keyboard.press(key)
        page.wait_for_timeout(SETTLED)
        taken = _around(page, page.get_by_role("dialog"))
        page.keyboard.press("Escape")
        return taken

    return take


def _what_if(page: Page, console: str, language: str) -> bytes:
    """Take what comes of two agents more, on days that are always the same."""
    said = _catalogue(language)
    page.goto(f"{console}/floor/what-if")
    page.get_by_label(said["Qué se repite"]).select_option("made")
    page.get_by_label(said["Agentes de más o de menos"]).fill("2")
    page.get_by_role("button", name=said["Simular"]).click()
    table = page.get_by_role("table")
    table.wait_for(timeout=SIMULATED)
    page.mouse.move(0, 0)
    table.evaluate("one => one.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(SETTLED)
    return _around(page, table, air=16)


def _rule(page: Page, console: str, language: str) -> bytes:
    """Take a rule that was tried on what already happened."""
    said = _catalogue(language)
    page.goto(f"{console}/admin/rules")
    page.get_by_text(next(iter(staging.RULES))).first.click()
    page.get_by_role("button", name=said["Probar con lo que ya pasó"]).click()
    page.mouse.move(0, 0)
    page.wait_for_timeout(4 * SETTLED)
    page.get_by_text(said["Prueba"], exact=True).last.evaluate("one => one.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": 860})


def _forecast(page: Page, console: str, language: str) -> bytes:
    page.goto(f"{console}/floor/plan?channel=whatsapp")
    page.wait_for_timeout(4 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": 860})


def _shifts(page: Page, console: str, language: str) -> bytes:
    """Take the week that comes: the demo's people are planned from the day on which it began."""
    monday = date.today() + timedelta(days=7 - date.today().weekday())  # noqa: DTZ011, TID251 (the calendar of whoever looks)
    page.goto(f"{console}/floor/shifts?week={monday}")
    page.wait_for_timeout(2 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": 420})


def _reports(page: Page, console: str, language: str) -> bytes:
    page.goto(f"{console}/reports")
    page.wait_for_timeout(3 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": 860})


def _figure(page: Page, console: str, language: str) -> bytes:
    """Take the cases behind a figure."""
    page.goto(f"{console}/reports")
    page.wait_for_timeout(3 * SETTLED)
    opens = _catalogue(language)["{name}: {words}. Abrir sus casos"].rpartition("}")[2]
    page.get_by_role("button", name=opens).nth(1).click()
    page.wait_for_timeout(2 * SETTLED)
    return _around(page, page.get_by_role("dialog"), height=480)


def _screen(page: Page, console: str, language: str) -> bytes:
    """Take the wall as a television shows it, in a browser where nobody signed in."""
    browser = page.context.browser
    assert browser is not None
    with staging.screen(staging.Api(page, console)) as address:
        television = browser.new_page(viewport={"width": 1280, "height": 680}, locale=language, color_scheme="dark")
        television.goto(address)
        television.wait_for_timeout(3 * SETTLED)
        taken = television.screenshot()
        television.close()
    return taken


def _offer(agent: Page, console: str, apis: tuple[staging.Api, staging.Api]) -> bytes:
    """Take the list of an agent to whom a case is offered: one of their own, that went back to its queue."""
    agent.goto(f"{console}/cases/mine")
    own = agent.locator("section a[href*='/cases/mine/']").first.get_attribute("href")
    assert own is not None
    with staging.offering(*apis, own.rpartition("/")[2]):
        agent.goto(f"{console}/cases/mine")
        agent.wait_for_timeout(2 * SETTLED)
        return agent.screenshot(clip={"x": 0, "y": 0, "width": 600, "height": 300})


def _web_chat(page: Page, console: str) -> bytes:
    """Open the first chat, and wait until the real one stands beside its settings."""
    page.goto(f"{console}/admin/chat")
    page.get_by_role("button", name="Tienda de Pirca").click()
    page.wait_for_timeout(4 * SETTLED)
    return page.screenshot(clip={"x": 0, "y": 0, "width": 1440, "height": 860})


def _around(page: Page, what: Locator, height: int | None = None, bottom: int | None = None, air: int = 0) -> bytes:
    """Return a picture of one pane: its first `height` pixels, or its last `bottom` ones, with some `air` around it."""
    box = what.bounding_box()
    assert box is not None
    tall = min(height or bottom or box["height"], box["height"])
    top = box["y"] + (box["height"] - tall if bottom else 0)
    wide = box["width"] + 2 * air
    return page.screenshot(clip={"x": box["x"] - air, "y": top - air, "width": wide, "height": tall + 2 * air})


def _keep(path: Path, taken: bytes) -> None:
    picture = Image.open(io.BytesIO(taken)).convert("RGB").quantize(COLOURS, kmeans=1, dither=Image.Dither.NONE)
    picture.convert("RGB").save(path, "WEBP", lossless=True, quality=100, method=6)


AGENT_PICTURES: dict[str, Callable[[Page, str, str], bytes]] = {
    "desk": _desk,
    "list": _list,
    "answering": _answering,
    "finding": _finding,
    "contact": _contact,
    "why": _why,
    "clocks": _asked("v"),
    "macro": _asked("q"),
}
SUPERVISOR_PICTURES: dict[str, Callable[[Page, str, str], bytes]] = {
    "what-if": _what_if,
    "rule": _rule,
    "forecast": _forecast,
    "shifts": _shifts,
    "reports": _reports,
    "figure": _figure,
    "screen": _screen,
}

if __name__ == "__main__":
    named = [one for one in sys.argv[1:] if not one.startswith("--")]
    main(Path(named[0] if named else ".trato"), readme="--guide" not in sys.argv)
