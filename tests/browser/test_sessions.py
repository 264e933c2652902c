"""Coming in with the company's account, and staying in when the house asks more of those who are in."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import APIRequestContext, expect

from tests.app.oidc_provider import CLIENT, SECRET, Provider, Served
from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.outside import told
from tests.browser.stand import Stand
from trato.rooms.access.http.oidc import CALLBACK


def test_a_provider_is_added_vouches_for_who_is_known_and_for_no_stranger(
    stand: Stand, desk: Callable[..., Desk], opened: Opening
) -> None:
    with Served(Provider(f"{stand.console}{CALLBACK}")) as provider:
        admin = desk(BOSS).page
        admin.goto(f"{stand.console}/admin/oidc")
        admin.get_by_role("button", name="Añadir un proveedor").click()
        dialog = admin.get_by_role("dialog")
        dialog.get_by_label("Nombre en el botón").fill("Andes ID")
        dialog.get_by_label("Emisor").fill(f"{provider.issuer}/")
        dialog.get_by_label("Identificador de cliente").fill(CLIENT)
        dialog.get_by_label("Secreto de cliente").fill(SECRET)
        dialog.get_by_role("button", name="Comprobar y añadir").click()
        expect(dialog.get_by_text("con o sin barra final")).to_be_visible()
        dialog.get_by_label("Emisor").fill(provider.issuer)
        dialog.get_by_role("button", name="Comprobar y añadir").click()
        expect(admin.get_by_role("dialog")).to_be_hidden()

        page = opened(f"{stand.console}/?workspace=pirca")  # another journey founds a second one
        provider.claims = {"email": "nadie@pirca.example", "sub": "nadie"}
        page.get_by_role("button", name="Entrar con Andes ID").click()
        page.get_by_role("link", name="Soy nadie@pirca.example").click()
        expect(page.get_by_role("alert")).to_contain_text("no tiene entrada aquí")
        provider.claims = {"email": stand.firm.email("diego"), "sub": "d-1", "email_verified": "true"}
        page.get_by_role("button", name="Entrar con Andes ID").click()
        page.get_by_role("link", name=f"Soy {stand.firm.email('diego')}").click()
        expect(page.get_by_text("Diego Paredes")).to_be_visible()

        admin.get_by_role("button", name="Más de Andes ID").click()
        admin.get_by_role("menuitem", name="Quitar").click()
        admin.get_by_role("dialog").get_by_role("button", name="Quitar").click()
        expect(admin.get_by_text("Ninguno todavía.")).to_be_visible()


def wants_second_factor(stand: Stand, api: APIRequestContext, roles: list[str]) -> None:
    path = f"{stand.console}/api/v1/settings/security.second_factor/{stand.firm.workspace}"
    answer = api.put(path, data={"value": roles}, headers={"origin": stand.console})
    assert answer.ok, answer.text()


def test_who_is_in_is_led_to_a_second_factor_and_finds_the_draft_where_it_was(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Benita Ccori", "51987000781", "¿Tienen tapas de barro?")
    agent, boss = desk("diego"), desk(BOSS).page.request  # of whom no journey makes a passkey
    agent.open("Benita Ccori")
    agent.field.fill("Sí, de tres medidas")
    where = agent.page.url
    try:
        wants_second_factor(stand, boss, ["agent"])
        expect(agent.page.get_by_role("heading", name="Falta un segundo factor")).to_be_visible()
        expect(agent.page.get_by_text("con los borradores")).to_be_visible()
    finally:
        wants_second_factor(stand, boss, [])
    agent.page.get_by_role("button", name="Ya está, seguir").click()
    expect(agent.field).to_have_value("Sí, de tres medidas")
    assert agent.page.url == where
