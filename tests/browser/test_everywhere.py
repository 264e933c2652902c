"""Every page of administration, the floor, reports and one's own: for everybody, light and dark, wide and narrow.

`TRATO_LONG=1` looks at each page both ways; otherwise each is looked at one way, by turns.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.firm import BOSS
from tests.browser.stand import Stand
from tests.browser.test_look import is_cut, trouble

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 320, "height": 760}
LONG = os.environ.get("TRATO_LONG") == "1"


@pytest.mark.parametrize("area", ["admin", "floor", "reports", "me"])
@pytest.mark.parametrize(("scheme", "viewport"), [("light", WIDE), ("dark", NARROW)], ids=["light", "dark-narrow"])
def test_no_page_keeps_anybody_out(
    stand: Stand,
    opened: Opening,
    passports: Callable[[str], Any],
    area: str,
    scheme: str,
    viewport: dict[str, int],
) -> None:
    page = opened(f"{stand.console}/{area}", storage_state=passports(BOSS), color_scheme=scheme, viewport=viewport)
    expect(page.get_by_role("navigation").first).to_be_visible()
    addresses = pages_of(page, area)
    assert len(addresses) > 1
    if not LONG:
        addresses = addresses[int(viewport is NARROW) :: 2]
    found = {address: what for address in addresses if (what := _look(page, f"{stand.console}{address}"))}
    assert found == {}


def pages_of(page: Page, area: str) -> list[str]:
    """Return the addresses of an area's sections, as its navigation links them."""
    links = page.locator(f"nav a[href^='/{area}/']")
    expect(links.first).to_be_attached()
    return list(dict.fromkeys(links.evaluate_all("all => all.map(one => one.getAttribute('href'))")))


def _look(page: Page, address: str) -> list[str]:
    """Return what is wrong with a page, and with what its head, its first row and its first menus open."""
    page.goto(address)
    wrong = _here(page)
    head = page.locator("header button:not([type=submit]):not([disabled])")
    row = page.locator("main tbody button:not([aria-haspopup])")
    menus = page.locator("main button[aria-haspopup]:not([disabled])")  # those of rows are alike
    for deeds, most in ((head, 9), (row, 1), (menus, 2)):
        for n in range(min(deeds.count(), most)):
            deeds.nth(n).click()
            page.wait_for_timeout(100)
            opened = page.locator("[role=dialog], [role=menu]")
            if opened.count():
                wrong += [f"open: {one}" for one in trouble(page)]
                page.keyboard.press("Escape")
                expect(opened).to_have_count(0)
            elif page.url != address:
                wrong += [f"{page.url}: {one}" for one in _here(page)]
                page.goto(address)  # what was opened may have come by several steps
                expect(page.get_by_role("heading", level=1)).to_be_visible()
                expect(deeds.nth(n)).to_be_visible()
    return wrong


def _here(page: Page) -> list[str]:
    expect(page.get_by_role("heading", level=1).first).to_be_visible()  # the desk has a list and a case
    page.wait_for_load_state("networkidle")
    return trouble(page) + (["it is cut"] if is_cut(page) else [])
