"""Two browsers over one running product: a contact's and an agent's."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.desk import Desk
from tests.browser.firm import PASSWORD
from tests.browser.stand import Stand, standing
from trato.app import screens

CHROMIUM = os.environ.get("TRATO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
STATIC = Path(screens.__file__).parent / "static"
PATIENCE = 30_000  # milliseconds: what a person sees is there much sooner, but where two stands share two slow cores
Opening = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the journeys out, with the reason, where they cannot be made."""
    why = ""
    if not CHROMIUM:
        why = "there is no Chromium on this machine"
    elif not (STATIC / "console" / "index.html").is_file() or not (STATIC / "widget" / "widget.js").is_file():
        why = "the console or the widget is not built (python3 run.py --setup)"
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if why:
                item.add_marker(pytest.mark.skip(reason=why))


@pytest.fixture(scope="session")
def stand() -> Iterator[Stand]:
    """The product with its outside world, one for all journeys."""
    home = Path(tempfile.mkdtemp(prefix="trato-browser-"))
    home.chmod(0o711)
    try:
        with standing(home) as one:
            yield one
    finally:
        shutil.rmtree(home, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def passports(stand: Stand, browser: Browser) -> Callable[[str], Any]:
    """What a browser keeps of somebody who signed in; each signs in once."""
    kept: dict[str, Any] = {}

    def of(who: str) -> Any:
        if who not in kept:
            context = browser.new_context()
            answer = context.request.post(
                f"{stand.console}/api/v1/session", data={"email": stand.firm.email(who), "password": PASSWORD},
                headers={"origin": stand.console},
            )  # fmt: skip
            assert answer.ok, answer.text()
            kept[who] = context.storage_state()
            context.close()
        return kept[who]

    return of


@pytest.fixture
def opened(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Opening]:
    """Open pages, each in a browser of its own; an error of any page's script fails the journey."""
    troubles: list[str] = []
    contexts: list[BrowserContext] = []

    def open_page(url: str, **options: Any) -> Page:
        told: dict[str, Any] = {"locale": "es-PE", "timezone_id": "America/Lima", "reduced_motion": "reduce"}
        told |= {"viewport": {"width": 1440, "height": 900}}
        told |= {"service_workers": "block"}  # it keeps the whole desk at the first visit; journeys about it allow it
        context = browser.new_context(**(told | options))
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: troubles.append(f"{page.url}: {error}"))
        page.goto(url)
        return page

    yield open_page
    _picture(contexts, request)
    for context in contexts:
        context.close()
    assert troubles == []


def _picture(contexts: list[BrowserContext], request: pytest.FixtureRequest) -> None:
    """Keep what each browser shows at the end, and where it is, where `TRATO_PICTURES` names a folder."""
    folder = os.environ.get("TRATO_PICTURES")
    if folder:
        for number, context in enumerate(contexts):
            for page in context.pages:
                path = Path(folder) / f"{request.node.name}-{number}"
                page.screenshot(path=path.with_suffix(".png"))
                path.with_suffix(".txt").write_text(page.url, encoding="utf-8")


@pytest.fixture
def desk(stand: Stand, opened: Opening, passports: Callable[[str], Any]) -> Callable[..., Desk]:
    """Open the desk of somebody of the team."""

    def open_desk(who: str = "camila", view: str = "", **options: Any) -> Desk:
        unassigned = f"unassigned.{stand.firm.brand.team_id}"
        page = opened(
            f"{stand.console}/cases/{view or unassigned}?sort=newest", storage_state=passports(who), **options
        )
        return Desk(page)

    return open_desk


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Tell what the processes said when a journey fails."""
    outcome: Any = yield
    report = outcome.get_result()
    stand = getattr(item, "funcargs", {}).get("stand")
    if report.failed and isinstance(stand, Stand):
        report.sections.append(("product", stand.log()))
