"""Every page of administration, the floor, reports and one's own: for everybody, light and dark, wide and narrow.

`TRATO_LONG=1` looks at each page both ways; otherwise each is looked at one way, by turns.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Opening
from tests.browser.firm import BOSS
from tests.browser.stand import Stand
from tests.browser.test_look import OVER, is_cut, trouble

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 320, "height": 760}
NEEDED = {"document", "fetch", "script", "stylesheet", "xhr"}
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
    tour = Tour(page, stand.console)
    found = {address: what for address in addresses if (what := tour.look(address))}
    assert found == {}


def pages_of(page: Page, area: str) -> list[str]:
    """Return the addresses of an area's sections, as its navigation links them."""
    links = page.locator(f"nav a[href^='/{area}/']")
    expect(links.first).to_be_attached()
    return list(dict.fromkeys(links.evaluate_all("all => all.map(one => one.getAttribute('href'))")))


class Tour:
    """Goes from page to page by the links of the navigation, in one tab, as somebody at work does."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.asked: set[Request] = set()  # of the page, and not answered yet
        self.is_first_open = True
        page.on("request", lambda one: self.asked.add(one) if one.resource_type in NEEDED else None)
        page.on("requestfinished", lambda one: self.asked.discard(one))
        page.on("requestfailed", lambda one: self.asked.discard(one))

    def look(self, address: str) -> list[str]:
        """Return what is wrong with a page, and with what its head, its first row and its first menus open."""
        page = self.page
        self.go(address)
        wrong = self.here()
        head = page.locator("header button:not([type=submit]):not([disabled])")
        row = page.locator("main tbody button:not([aria-haspopup])")
        menus = page.locator("main button[aria-haspopup]:not([disabled])")  # those of rows are alike
        for deeds, most in ((head, 9), (row, 1), (menus, 2)):
            for n in range(min(deeds.count(), most)):
                wrong += self.close()  # what the press before opened after it was looked at
                before = page.url
                deeds.nth(n).click()
                self.settle()
                wrong += self.close()
                if page.url != before:
                    wrong += [f"{page.url}: {one}" for one in self.here()]
                    self.go(address)
                    expect(deeds.nth(n)).to_be_visible()
        return wrong

    def go(self, address: str) -> None:
        """Follow the navigation's link; on a narrow screen it is there and out of sight."""
        link = self.page.locator(f"nav a[href='{address}']").first
        link.evaluate("one => one.click()")
        self.page.wait_for_url(f"{self.root}{address}")
        expect(link).to_have_attribute("aria-current", "page")

    def here(self) -> list[str]:
        """Return what is wrong with the page as it stands."""
        expect(self.page.get_by_role("heading", level=1).first).to_be_visible()  # the desk has a list and a case
        self.settle()
        return trouble(self.page) + (["it is cut"] if is_cut(self.page) else [])

    def close(self) -> list[str]:
        """Close what lies over the page, and return what is wrong with it."""
        opened = self.page.locator(OVER)
        if not opened.count():
            return []
        wrong = [f"open: {one}" for one in self.over()]
        self.page.keyboard.press("Escape")
        expect(opened).to_have_count(0)
        return wrong

    def over(self) -> list[str]:
        """Return what is wrong with what lies over the page, which was looked at; once with the page beneath."""
        within, self.is_first_open = "" if self.is_first_open else OVER, False
        return trouble(self.page, within)

    def settle(self) -> None:
        """Wait until the page has asked for all it needs, and has it."""
        quiet = 0
        for _ in range(200):
            self.page.wait_for_timeout(25)
            quiet = 0 if self.asked else quiet + 1
            if quiet == 3:
                return
        raise AssertionError(f"{self.page.url} still waits for {[one.url for one in self.asked]}")
