"""The desk is each person's own: keys, what reaches them, a tab that grew old, rights that went, a narrow screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import Desk
from tests.browser.outside import told
from tests.browser.stand import Stand
from tests.browser.test_everywhere import LONG
from tests.browser.test_keyboard import expect_focus_in_sight
from tests.browser.test_look import still
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, UserId

PROBE = Path(__file__).with_name("clipped.js").read_text(encoding="utf-8")
INSTALL = """async () => {
  await navigator.serviceWorker.register("/sw.js");
  await navigator.serviceWorker.ready;
  const asked = await Promise.all((await caches.keys()).map(async (one) => (await caches.open(one)).keys()));
  return asked.flat().map((one) => new URL(one.url).pathname);
}"""
NARROW: dict[str, Any] = {"viewport": {"width": 320, "height": 700}, "has_touch": True, "is_mobile": True}
ZOOMED: dict[str, Any] = {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2}


def patch(stand: Stand, page: Page, path: str, change: dict[str, Any]) -> None:
    answer = page.request.patch(f"{stand.console}/api/v1{path}", data=change, headers={"origin": stand.console})
    assert answer.ok, answer.text()


def test_a_key_is_changed_by_keys_alone_and_holds_at_once(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Iris Vega", "51987000601", "El mango de mi comal se soltó")
    agent = desk("diego")
    page = agent.page
    agent.open("Iris Vega")
    agent.press("g")
    expect(page.get_by_role("status", name="Falta una tecla")).to_contain_text("Ir a Mis casos")
    page.keyboard.press("k")
    expect(page.get_by_role("heading", name="Atajos de teclado")).to_be_visible()
    field = page.get_by_label("Buscar un atajo")
    field.focus()
    page.keyboard.type("etiquet")
    change = page.get_by_role("button", name="Cambiar la tecla: Etiquetar…,")
    expect(change).to_have_count(1)
    for _ in range(2):
        page.keyboard.press("Tab")
        expect_focus_in_sight(page)
    expect(change).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("e")
    taken = page.get_by_role("alert")
    expect(taken).to_contain_text("Ya la usa: Resolver, Reabrir, Resolver los elegidos")
    page.keyboard.press("Tab")
    expect(taken.get_by_role("button", name="Usarla aquí")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Cambiar la tecla: Etiquetar…, ahora E")).to_be_visible()

    page.go_back()
    expect(agent.log).to_be_visible()
    agent.press("e")
    expect(page.get_by_role("dialog", name="Etiqueta")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    agent.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("enviar con intro")
    page.keyboard.press("Enter")
    agent.expect_said("Enviar con Intro")
    agent.press("r")
    page.keyboard.type("Se lo soldamos.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Gratis.")
    page.keyboard.press("Enter")
    expect(agent.message("Se lo soldamos.")).to_contain_text("Gratis.")
    page.keyboard.press("Escape")
    patch(stand, page, "/me/preferences", {"single_keys": False})
    expect(page.get_by_role("dialog")).to_be_hidden()
    agent.press("Control+k")
    expect(page.get_by_role("dialog").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("ayuda")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Los atajos de una tecla están apagados.")).to_be_visible()
    page.keyboard.press("Escape")
    agent.press("e")
    expect(page.get_by_role("dialog")).to_be_hidden()
    patch(stand, page, "/me/preferences", {"single_keys": True, "enter_sends": False, "reset_keys": True})


def test_a_tab_older_than_the_server_or_without_network_says_so_and_loses_nothing(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Úrsula Tello", "51987000602", "¿Tienen ollas de 12 litros?")
    agent = desk("camila")
    page = agent.page

    def gone(route: Route) -> None:
        route.fulfill(status=404, body="")

    page.route("**/assets/PledgesSection-*.js", gone)  # a part of the case: the rest goes on without it
    agent.open("Úrsula Tello")
    expect(page.get_by_role("complementary", name="Contacto").get_by_text("Qué pasó con el caso")).to_be_visible()
    agent.field.fill("Sí, quedan tres.")
    page.route("**/assets/CheatSheet-*.js", gone)
    page.route("**/assets/AccountDesk-*.js", gone)
    agent.field.press("Escape")
    agent.press("Shift+?")
    bar = page.get_by_role("status").filter(has_text="Hay una versión nueva")
    expect(bar).to_be_visible()
    expect(agent.field).to_have_value("Sí, quedan tres.")  # the desk stays
    begun = page.get_by_role("status", name="Falta una tecla")
    for _ in range(20):  # until the sheet is given up, keys are its own
        agent.press("g")
        page.wait_for_timeout(150)
        if begun.is_visible():
            break
    page.keyboard.press(",")
    expect(page.get_by_role("alert")).to_contain_text("Lo escrito queda guardado")
    page.unroute_all()
    page.get_by_role("alert").get_by_role("button", name="Recargar").click()
    expect(page.get_by_role("heading", name="Perfil")).to_be_visible()
    page.go_back()
    expect(agent.field).to_have_value("Sí, quedan tres.")

    agent = desk("diego")  # one that never opened that page, and has no network
    expect(agent.list).to_be_visible()
    page = agent.page
    page.context.set_offline(True)
    page.keyboard.press("g")
    page.keyboard.press(",")
    expect(page.get_by_role("alert")).to_contain_text("todavía no se había abierto en este equipo")
    page.context.set_offline(False)
    expect(page.get_by_role("heading", name="Perfil")).to_be_visible()

    agent = desk("camila", service_workers="allow")  # and another, with the worker beside it
    page = agent.page
    expect(agent.list).to_be_visible()
    kept: list[str] = page.evaluate(INSTALL)
    assert "/" in kept and any("/assets/index-" in one for one in kept)
    assert [one for one in kept if one.startswith("/api")] == []
    page.context.set_offline(True)
    page.reload()
    expect(page.get_by_text("Sin conexión. Nada se pierde.").first).to_be_visible()
    page.context.set_offline(False)
    expect(agent.list).to_be_visible()


def test_rights_that_go_while_a_page_is_open_leave_a_message_and_what_was_written(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Efraín Mora", "51987000603", "No me llegó la boleta")
    agent = desk("diego")
    page = agent.page
    agent.open("Efraín Mora")
    agent.field.fill("La boleta sale mañana.")
    user = stand.firm.users["diego"]

    async def take() -> list[tuple[str, Any, Any]]:
        async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
            had = [one for one in await access.list_grants(tx) if one.user_id == user]
            for one in had:
                await access.revoke(tx, None, one.id)
            return [(one.role, one.scope_kind, one.scope_id) for one in had]

    async def give(had: list[tuple[str, ScopeKind, Any]]) -> None:
        async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
            for role, kind, scope in had:
                await access.grant(tx, None, UserId(user), role, kind, scope)

    had = stand.run(take())
    try:
        expect(agent.case.get_by_role("alert")).to_contain_text("Ya no hay acceso a este caso")
        expect(agent.field).to_be_hidden()
    finally:
        stand.run(give(had))
    page.reload()
    expect(agent.field).to_have_value("La boleta sale mañana.")


@pytest.mark.parametrize("locale", ["es", "en", "pt"])
def test_nothing_is_cut_at_320_pixels_nor_at_200_per_cent_and_fingers_find_everything(
    stand: Stand, desk: Callable[..., Desk], locale: str
) -> None:
    name = f"Wendy {locale}"
    told(stand, name, f"51987000{600 + ord(locale[1])}", "¿Cuánto demora el envío a Chachapoyas?")
    found: dict[str, list[str]] = {}
    for shape in (NARROW, ZOOMED) if LONG or locale == "es" else (NARROW,):
        page = desk("diego", view="all", **shape).page
        patch(stand, page, "/me", {"locale": locale})
        expect(page.locator("html")).to_have_attribute("lang", locale)
        row = page.get_by_role("link").filter(has_text=name)
        expect(row).to_be_visible()
        touch = shape is NARROW

        def look(what: str, page: Page = page, touch: bool = touch) -> None:
            still(page)
            cut = page.evaluate(PROBE, touch)
            if cut:
                found[f"{what}, {'narrow' if touch else 'magnified'}"] = cut

        look("list")
        row.click()
        expect(page.get_by_role("log")).to_be_visible()
        look("case")
        for key in ("e", "z", "a", "t", "Control+k", "Shift+?"):
            page.keyboard.press(key)
            expect(page.get_by_role("dialog")).to_be_visible()
            look(f"dialog {key}")
            page.keyboard.press("Escape")
            expect(page.get_by_role("dialog")).to_be_hidden()
        page.keyboard.press("i")
        look("contact")
        for section in ("profile", "keys", "notices"):
            page.goto(f"{stand.console}/me/{section}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()
            look(section)
        patch(stand, page, "/me", {"locale": "es"})
    assert found == {}
