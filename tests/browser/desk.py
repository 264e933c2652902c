"""The agent's desk as a person sees and uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Desk:
    """One agent's browser at the console."""

    def __init__(self, page: Page) -> None:
        self.page = page

    # ---- the list

    @property
    def list(self) -> Locator:
        return self.page.get_by_role("region", name="Casos")

    def row(self, name: str) -> Locator:
        """The case of a contact in the list."""
        return self.list.get_by_role("link").filter(has_text=name)

    def open(self, name: str) -> None:
        """Open the case of a contact, once it is in the list."""
        self.row(name).click()
        expect(self.case.get_by_role("button", name="Más", exact=True)).to_be_visible()
        expect(self.log.get_by_role("article").first).to_be_visible()

    # ---- the case

    @property
    def case(self) -> Locator:
        return self.page.get_by_role("main", name="Caso")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log", name="Mensajes del caso")

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Texto de la respuesta")

    def message(self, text: str) -> Locator:
        """A message of the thread by its words."""
        return self.log.get_by_role("article").filter(has_text=text)

    def mark(self, text: str) -> Locator:
        """How the delivery of a message stands."""
        return self.message(text).locator("[data-delivery]")

    def answer(self, text: str) -> None:
        """Write an answer and send it with Ctrl+Enter."""
        self.field.fill(text)
        expect(self.case.get_by_role("button", name="Enviar")).to_be_enabled()  # once its files are up
        self.field.press("Control+Enter")

    def expect_delivery(self, text: str, *states: str) -> None:
        """Wait until a message's mark says one of `states`."""
        expect(self.mark(text)).to_have_attribute("data-delivery", re.compile("|".join(f"^{one}$" for one in states)))

    # ---- deeds

    def press(self, key: str) -> None:
        """Press a key outside of any field, once the page has nothing else to do."""
        self.page.evaluate(
            "() => new Promise(done => setTimeout(() => requestIdleCallback(done, { timeout: 1000 }), 50))"
        )
        self.page.keyboard.press(key)

    def pick(self, dialog: str, words: str) -> None:
        """Type into the list of choices of a dialog and take the first."""
        box = self.page.get_by_role("dialog", name=dialog)
        box.get_by_role("combobox").fill(words)
        expect(box.get_by_role("option", name=words)).to_be_visible()
        box.get_by_role("combobox").press("Enter")
        expect(box).to_be_hidden()

    def more(self, words: str) -> None:
        """Choose a deed of the case's menu."""
        self.case.get_by_role("button", name="Más", exact=True).click()
        self.page.get_by_role("menuitem", name=words).click()

    def expect_said(self, words: str | re.Pattern[str]) -> None:
        """Wait for what the bar says was done."""
        expect(self.page.get_by_role("status").get_by_text(words)).to_be_visible()

    def undo(self) -> None:
        self.page.get_by_role("status").get_by_role("button", name="Deshacer").click()
