"""The contact's side as a person sees and uses it: the widget on the shop, the telephone, the mailbox."""

from __future__ import annotations

import re
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect

from tests.browser.firm import NUMBER
from tests.browser.stand import Stand

OF_PIRCA = re.compile(r"^Pirca(?! Mayorista)")  # another journey may connect a second number of the firm


class Visitor:
    """Somebody at the shop, writing in the widget."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def open(self) -> None:
        self.page.get_by_role("button", name="Abrir el chat").click()
        self.page.get_by_role("button", name="Escríbenos").click()
        expect(self.field).to_be_focused()

    @property
    def field(self) -> Locator:
        return self.page.get_by_role("textbox", name="Escribe aquí")

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    def write(self, text: str) -> None:
        self.field.fill(text)
        self.field.press("Enter")


class Phone:
    """Somebody with the simulated telephone, in the chat with the firm."""

    def __init__(self, page: Page, name: str, number: str) -> None:
        self.page = page
        page.get_by_label("Nombre", exact=True).fill(name)
        page.get_by_label("Número de teléfono").fill(number)
        page.get_by_role("button", name="Empezar").click()
        page.get_by_role("button", name=OF_PIRCA).click()

    @property
    def log(self) -> Locator:
        return self.page.get_by_role("log")

    def bubble(self, text: str) -> Locator:
        return self.log.locator(".line").filter(has_text=text)

    def write(self, text: str) -> None:
        field = self.page.get_by_role("textbox", name="Mensaje")
        field.fill(text)
        field.press("Enter")
        expect(self.bubble(text)).to_be_visible()

    def send_picture(self) -> None:
        self.page.get_by_role("button", name="Adjuntar").click()
        self.page.get_by_role("button", name="Foto de muestra").click()

    def expect_tick(self, text: str, word: str) -> None:
        expect(self.bubble(text).get_by_role("img", name=word)).to_be_visible()


class Mailbox:
    """Somebody with the simulated mailbox. `root` is where the page of mailboxes is."""

    def __init__(self, page: Page, root: str, name: str, address: str) -> None:
        self.page, self.root, self.address = page, root, address
        page.get_by_label("Nombre").fill(name)
        page.get_by_label("Dirección").fill(address)
        page.get_by_role("button", name="Abrir buzón").click()

    def compose(self, subject: str, text: str) -> None:
        self.page.get_by_role("link", name="Escribir").click()
        self.page.get_by_label("Asunto").fill(subject)
        self.page.get_by_label("Mensaje").fill(text)
        self.page.get_by_role("button", name="Enviar").click()
        expect(self.page.get_by_role("article").filter(has_text=text)).to_be_visible()

    def threads(self) -> Locator:
        return self.page.get_by_role("region", name="Buzón simulado").locator("a.row")

    def look(self) -> None:
        """Go to the list of mails; the page itself looks for new ones every two seconds."""
        self.page.goto(f"{self.root}/{quote(self.address)}")

    def reply(self, text: str, program: str = "gmail") -> None:
        self.page.get_by_label("Responder").fill(text)
        self.page.get_by_label("Escribe con").select_option(program)
        self.page.get_by_role("button", name="Enviar").click()
        expect(self.page.get_by_role("article").filter(has_text=text)).to_be_visible()


def told(stand: Stand, name: str, digits: str, text: str) -> None:
    """Let somebody write from a telephone, without a browser."""
    simulator = stand.whatsapp.simulator
    person = stand.call(lambda: simulator.add_person(digits, name, reads_at_once=True))
    assert person.name == name, f"{digits} is the number of {person.name}: journeys share one world"
    stand.call(lambda: simulator.say_text(NUMBER, digits, text))
