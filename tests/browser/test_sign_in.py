"""Who may come in, and how they are told when they may not."""

from __future__ import annotations

import pyotp
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.firm import PASSWORD
from tests.browser.stand import Stand


def sign_in(page: Page, email: str, password: str) -> None:
    page.get_by_label("Correo").fill(email)
    page.get_by_label("Contraseña").fill(password)
    page.get_by_role("button", name="Entrar").click()


def test_a_wrong_password_is_told_and_the_right_one_opens_the_desk(stand: Stand, opened: Opening) -> None:
    page = opened(stand.console)
    sign_in(page, stand.firm.email("diego"), "otra clave larga")
    expect(page.get_by_role("alert")).to_contain_text("No se pudo entrar")
    sign_in(page, stand.firm.email("diego"), PASSWORD)
    expect(page.get_by_role("navigation", name="Vistas")).to_be_visible()
    expect(page.get_by_text("Diego Paredes")).to_be_visible()


def test_a_second_factor_is_asked_for_and_a_wrong_code_does_not_open(stand: Stand, opened: Opening) -> None:
    page = opened(stand.console)
    sign_in(page, stand.firm.email("lucia"), PASSWORD)
    code = page.get_by_label("Código de verificación")
    expect(code).to_be_focused()
    code.fill("000000")
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_role("alert")).to_contain_text("No se pudo entrar")
    code.fill(pyotp.TOTP(stand.firm.totp).now())
    page.get_by_role("button", name="Entrar").click()
    expect(page.get_by_text("Lucía Farfán")).to_be_visible()


def test_who_leaves_is_asked_again(stand: Stand, opened: Opening) -> None:
    page = opened(stand.console)
    sign_in(page, stand.firm.email("diego"), PASSWORD)
    page.get_by_role("button", name="Diego Paredes").click()
    page.get_by_role("menuitem", name="Salir").click()
    expect(page.get_by_role("heading", name="Entrar a Trato")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="Entrar a Trato")).to_be_visible()
