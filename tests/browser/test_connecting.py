"""Connecting a number: faults are named before anything is saved, another person lets it live, a message returns."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.stand import Stand
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.channels.simulators.whatsapp.world import Number

NUMBER, PHONE = "404040404040404", "51987310300"


async def _session(stand: Stand, email: str, name: str, *roles: str) -> str:
    async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
        user = await access.add_user(tx, email, name)
        for role in roles:
            await access.grant(tx, None, user.id, role, ScopeKind.WORKSPACE)
        return (await access.start_session(tx, user.id)).token


def _signed_in(token: str) -> Any:
    cookie = {"name": "trato", "value": token, "domain": "localhost", "path": "/", "expires": -1, "httpOnly": True,
              "secure": False, "sameSite": "Lax"}  # fmt: skip
    return {"cookies": [cookie], "origins": []}


def test_a_number_is_connected_checked_and_tried_both_ways(stand: Stand, opened: Opening) -> None:
    number = Number(NUMBER, "+51 1 555 4040", "Pirca Mayorista", "", "t0ken-bueno", "s3creto-bueno")
    stand.call(stand.whatsapp.simulator.add_number, number)
    stand.call(stand.whatsapp.simulator.add_person, PHONE, "Nilda Soto")
    renzo = stand.run(_session(stand, "renzo@pirca.example", "Renzo Poma", "director_of_care", "system_admin"))
    page = opened(f"{stand.console}/admin/accounts/new", storage_state=_signed_in(renzo))
    page.get_by_role("button", name="WhatsApp").click()
    for label, said in (
        ("Nombre", "Mayoristas"), ("Identificador del número", NUMBER),
        ("Identificador de la cuenta de WhatsApp Business", number.business_account), ("Token de acceso", "vencido"),
        ("Secreto de la app", "s3creto-bueno"), ("Dirección del simulador", stand.whatsapp.url),
    ):  # fmt: skip
        page.get_by_label(label, exact=True).fill(said)
    began = time.monotonic()
    page.get_by_role("button", name="Comprobar y conectar").click()
    expect(page.get_by_text("Meta no reconoce el token de acceso")).to_be_visible()
    expect(page.get_by_text("Crear uno permanente en Meta Business")).to_be_visible()
    assert time.monotonic() - began < 5
    page.get_by_label("Token de acceso", exact=True).fill("t0ken-bueno")
    page.get_by_role("button", name="Comprobar y conectar").click()
    hook = page.get_by_label("Dirección del webhook")
    expect(hook).to_be_visible()
    page.get_by_role("link", name="Seguir: comprobar y probar").click()
    page.get_by_role("button", name="Comprobar ahora").click()
    expect(page.get_by_text("Aún no hay dirección de webhook.")).to_be_visible()
    number.callback_url = page.get_by_label("Dirección del webhook").input_value()
    page.get_by_role("button", name="Comprobar ahora").click()
    expect(page.get_by_text("Aún no hay dirección de webhook.")).to_be_hidden()
    nora = stand.run(_session(stand, "irma@pirca.example", "Irma Lazo", "service_leader"))
    leader = opened(page.url, storage_state=_signed_in(nora))
    leader.get_by_role("button", name="Poner en servicio").click()
    expect(leader.get_by_text("la aprobó Irma Lazo")).to_be_visible()
    page.reload()
    page.get_by_role("button", name="Empezar la prueba").click()
    stand.call(stand.whatsapp.simulator.say_text, NUMBER, PHONE, "Prueba desde mi teléfono")
    expect(page.get_by_text("Prueba desde mi teléfono")).to_be_visible()
    page.get_by_role("button", name="Contestar la prueba").click()
    expect(page.get_by_text("Contestado.")).to_be_visible()
    end = time.monotonic() + 15
    while not any(one.number == NUMBER for one in stand.call(lambda: list(stand.whatsapp.simulator.world.ledger))):
        assert time.monotonic() < end
        time.sleep(0.1)
