"""The widget in a real browser, against the real door with a small house behind it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from tests.rooms.channels.webchat.house import House, an_account
from tests.rooms.channels.webchat.serving import Served
from trato.app.demo.shop import site
from trato.app.demo.shop.catalogue import CUSTOMERS
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7
from trato.rooms.channels.model import Choice, ContactCard, Options, Text
from trato.rooms.channels.webchat import assets, tokens
from trato.rooms.channels.webchat.model import Service, Side

STATIC = Path(site.__file__).parents[2] / "static" / "widget"
CHROMIUM = os.environ.get("TRATO_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="there is no Chromium on this machine"),
    pytest.mark.skipif(not (STATIC / "widget.js").is_file(), reason="the widget is not built (npm run build)"),
]
PAGE = """<!doctype html><html lang="es"><title>Una tienda</title><h1>Una tienda</h1>
<script>window.trato=window.trato||function(){(trato.q=trato.q||[]).push(arguments)};
window.heard=[];trato("on","status",function(d){heard.push(d.status)});trato("on","message",function(d){heard.push(d.parts[0].text)});</script>
<script async src="/widget.js" data-key="pirca"></script></html>"""
PATIENCE = 15_000  # milliseconds: what a person sees must be there by then
ARGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Shop:
    """The door, the widget's files and a page that loads it."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.served = Served(
            house,
            [
                *assets.routes(STATIC, house.find_account),
                Route("/pagina", _page),
                *site.routes(site.Shop("pirca", "b" * 32, wall_clock)),
            ],
        )
        house.account = an_account(self.served.url)

    @property
    def visitor(self) -> str:
        """The one visitor who wrote."""
        (owner,) = self.house.chats
        return owner

    def said(self) -> list[str]:
        """What the visitor said, in the order of the conversation."""
        chat = sorted(self.house.chats.get(self.visitor, {}).values(), key=lambda one: (one.at, one.id))
        return [one.parts[0].text for one in chat if one.side is Side.VISITOR and isinstance(one.parts[0], Text)]

    def call(self, function: Callable[..., Any], *arguments: Any) -> Any:
        return self.served.call(function, *arguments)


async def _page(request: Request) -> Response:
    return HTMLResponse(PAGE.replace("/widget.js", "/widget.js?key=pirca") if "key" in request.query_params else PAGE)


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(House(tmp_path, now=None))
    with shop.served:
        yield shop


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGS)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@contextmanager
def a_tab(browser: Browser, shop: Shop, path: str = "/pagina", **options: Any) -> Iterator[Page]:
    context = browser.new_context(locale="es-PE", timezone_id="America/Lima", **options)
    tab = context.new_page()
    troubles: list[str] = []
    tab.on("pageerror", lambda error: troubles.append(str(error)))
    tab.goto(shop.served.url + path)
    yield tab
    tab.unroute_all(behavior="ignoreErrors")
    context.close()
    assert troubles == []


def opened(tab: Page) -> Locator:
    """Open the widget at its composer and return the field."""
    tab.get_by_role("button", name="Abrir el chat").click()
    tab.get_by_role("button", name="Escríbenos").click()
    return tab.get_by_role("textbox", name="Escribe aquí")


def write(tab: Page, text: str) -> None:
    field = tab.get_by_role("textbox", name="Escribe aquí")
    field.fill(text)
    field.press("Enter")


def until(tab: Page, true: Callable[[], bool]) -> None:
    for _ in range(300):
        if true():
            return
        tab.wait_for_timeout(50)
    raise AssertionError("it did not come true")


def test_nothing_but_the_loader_is_asked_for_before_somebody_interacts(browser: Browser, shop: Shop) -> None:
    asked: list[str] = []
    context = browser.new_context()
    tab = context.new_page()
    tab.on("request", lambda request: asked.append(request.url.removeprefix(shop.served.url)))
    tab.goto(shop.served.url + "/pagina")
    expect(tab.get_by_role("button", name="Abrir el chat")).to_be_visible()
    tab.wait_for_timeout(500)
    assert [one for one in asked if one not in ("/pagina", "/favicon.ico")] == ["/widget.js"]
    context.close()


def test_a_visitor_writes_an_agent_answers_and_both_see_what_became_of_it(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        expect(opened(tab)).to_be_focused()
        write(tab, "Hola, mi olla llegó quiñada")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        shop.call(shop.house.typing, shop.visitor, True)
        expect(tab.get_by_text("Camila está escribiendo")).to_be_visible()
        answer = shop.call(shop.house.say, shop.visitor, "Hola, soy Camila. ¿Me mandas una foto?")
        expect(tab.get_by_role("log")).to_contain_text("¿Me mandas una foto?")
        expect(tab.get_by_text("Camila está escribiendo")).to_be_hidden()
        until(tab, lambda: shop.house.chats[shop.visitor][answer].status == "read")
        assert "Hola, soy Camila. ¿Me mandas una foto?" in tab.evaluate("heard")


def test_a_message_that_an_agent_has_seen_says_so(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "Hola")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        shop.call(shop.house.seen, shop.visitor)
        expect(tab.get_by_text("Leído")).to_be_visible()


def test_a_reload_brings_everything_back_with_the_draft(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "Hola")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        shop.call(shop.house.say, shop.visitor, "Hola, dime")
        tab.get_by_role("textbox", name="Escribe aquí").fill("Un borrador")
        tab.reload()
        expect(tab.get_by_role("log")).to_contain_text("Hola, dime")
        expect(tab.get_by_role("textbox", name="Escribe aquí")).to_have_value("Un borrador")
        assert len(shop.house.chats) == 1


def test_five_messages_written_in_thirty_seconds_without_network_arrive_once_and_in_order(
    browser: Browser, shop: Shop
) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "antes")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        tab.clock.install()
        tab.context.set_offline(True)
        for number in range(1, 6):
            write(tab, f"sin red {number}")
            tab.clock.run_for(6_000)  # thirty seconds in all, with every try that falls into them
        expect(tab.get_by_text("Sin conexión, 5 por enviar. Nada se pierde.")).to_be_visible()
        assert shop.said() == ["antes"]
        tab.context.set_offline(False)
        until(tab, lambda: len(shop.said()) == 6)
        assert shop.said() == ["antes", *(f"sin red {number}" for number in range(1, 6))]
        expect(tab.get_by_text("Enviado")).to_be_visible()
        shown = tab.get_by_role("log").locator(".t").all_inner_texts()
        assert shown == ["antes", *(f"sin red {number}" for number in range(1, 6))]


def test_messages_whose_answers_are_lost_are_tried_again_and_stay_single(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        lost = {"left": 3}

        def lose_answers(route: Any) -> None:
            route.fetch()
            if lost["left"] > 0:
                lost["left"] -= 1
                route.abort("connectionreset")
            else:
                route.continue_()

        tab.route("**/deliveries", lose_answers)
        for number in range(1, 6):
            write(tab, f"mensaje {number}")
        until(tab, lambda: bool(shop.house.chats) and len(shop.said()) == 5)
        expect(tab.get_by_text("Enviado")).to_be_visible(timeout=15_000)
        until(tab, lambda: not tab.evaluate("Object.keys(localStorage).some(name => name.includes(':out:'))"))
        assert shop.said() == [f"mensaje {number}" for number in range(1, 6)]


def test_what_waits_in_the_outbox_survives_a_reload(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        tab.route("**/deliveries", lambda route: route.abort())
        write(tab, "no me pierdas")
        expect(tab.get_by_text("Por enviar", exact=True)).to_be_visible()
        tab.unroute_all(behavior="ignoreErrors")
        tab.reload()
        expect(tab.get_by_role("log")).to_contain_text("no me pierdas")
        until(tab, lambda: bool(shop.house.chats) and shop.said() == ["no me pierdas"])


def test_a_server_that_stops_and_comes_back_is_found_again(browser: Browser, shop: Shop, tmp_path: Path) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "uno")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        tab.route("**/chat/v1/**", lambda route: route.abort())
        shop.call(shop.served.cut)
        expect(tab.get_by_text("Sin conexión")).to_be_visible()
        shop.call(shop.house.say, shop.visitor, "te respondí mientras no estabas")
        tab.unroute_all(behavior="ignoreErrors")
        expect(tab.get_by_role("log")).to_contain_text("te respondí mientras no estabas", timeout=15_000)
        expect(tab.get_by_text("Sin conexión")).to_be_hidden()


def test_a_quick_reply_is_one_press_and_then_gone(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "¿Cuándo pasan?")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        offer = Options((Choice("9-12", "De 9 a 12"), Choice("2-6", "De 2 a 6")))
        shop.call(shop.house.say, shop.visitor, "Mañana. ¿Qué te queda mejor?", offer)
        tab.get_by_role("button", name="De 2 a 6").click()
        expect(tab.get_by_role("button", name="De 9 a 12")).to_be_hidden()
        until(tab, lambda: any(isinstance(one.parts[0], Choice) for one in shop.house.events if one.parts))


def test_a_file_goes_up_and_is_shown(browser: Browser, shop: Shop, tmp_path: Path) -> None:
    photo = tmp_path / "olla.svg"
    photo.write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    big = tmp_path / "video.mp4"
    big.write_bytes(b"\0" * (26 * 1024 * 1024))
    with a_tab(browser, shop) as tab:
        opened(tab)
        tab.locator("input[type=file]").set_input_files([photo])
        expect(tab.get_by_text("olla.svg")).to_be_visible()
        tab.wait_for_timeout(300)
        tab.get_by_role("button", name="Enviar").click()
        expect(tab.get_by_role("log").get_by_role("link", name="olla.svg")).to_be_visible()
        tab.locator("input[type=file]").set_input_files([big])
        expect(tab.get_by_text("El archivo pasa de 25 MB")).to_be_visible()


def test_esc_closes_and_gives_the_focus_back_and_the_badge_counts(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "Hola")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        tab.keyboard.press("Escape")
        button = tab.get_by_role("button", name="Abrir el chat")
        expect(button).to_be_focused()
        shop.call(shop.house.say, shop.visitor, "Hola, dime")
        expect(tab.get_by_role("button", name="Abrir el chat, 1 sin leer")).to_be_visible()
        button.click()
        expect(tab.get_by_role("log")).to_contain_text("Hola, dime")


def test_a_customer_who_signs_in_at_the_shop_is_greeted_by_name(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop, "/demo/tienda/cuenta") as tab:
        tab.get_by_role("button", name="Rosa Quispe").click()
        tab.get_by_role("button", name="Abrir el chat").click()
        expect(tab.get_by_role("heading", name="Hola, Rosa.", exact=True)).to_be_visible()
        tab.get_by_role("button", name="Escríbenos").click()
        write(tab, "¿Y mi pedido?")
        until(tab, lambda: "cliente-48213" in shop.house.chats)
        tab.get_by_role("button", name="Salir").click()
        tab.get_by_role("button", name="Abrir el chat").click()
        expect(tab.get_by_role("heading", name="Hola.")).to_be_visible()
        assert "Quispe" not in tab.evaluate("JSON.stringify(localStorage)")


def test_the_widget_speaks_three_languages(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        tab.get_by_role("button", name="Abrir el chat").click()
        for locale, words in {"en": "Write to us", "pt-BR": "Escreva para nós", "es-MX": "Escríbenos"}.items():
            tab.evaluate("locale => trato('setLocale', locale)", locale)
            expect(tab.get_by_role("button", name=words)).to_be_visible()


def test_a_script_in_a_message_is_only_text(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "<img src=x onerror=alert(1)><script>alert(1)</script> javascript:alert(1)")
        expect(tab.get_by_role("log")).to_contain_text("<img src=x")
        assert tab.get_by_role("log").locator("a, img, script").count() == 0


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (390, "dark"), (1440, "light")])
def test_nothing_is_cut_and_every_target_is_large_enough(browser: Browser, shop: Shop, width: int, scheme: Any) -> None:
    size = {"width": width, "height": 800}
    with a_tab(browser, shop, viewport=size, color_scheme=scheme) as tab:
        opened(tab)
        write(tab, "https://pirca.pe/" + "a" * 200)
        expect(tab.get_by_text("Enviado")).to_be_visible()
        shop.call(shop.house.say, shop.visitor, "Una palabra" + "a" * 90)
        panel = tab.locator("trato-widget .w")
        expect(panel).to_contain_text("Una palabra")
        assert panel.evaluate("box => box.scrollWidth <= box.clientWidth")
        for target in panel.get_by_role("button").all():
            box = target.bounding_box()
            assert box is None or min(box["width"], box["height"]) >= 44


def test_an_identity_that_ran_out_keeps_what_was_written_until_the_site_signs_again(
    browser: Browser, shop: Shop
) -> None:
    rosa = CUSTOMERS[0]
    old = site.sign_identity("b" * 32, rosa, wall_clock() - timedelta(minutes=59, seconds=58))
    with a_tab(browser, shop) as tab:
        tab.evaluate("void trato.on('error', function (d) { heard.push(d.code) })")
        tab.evaluate("token => trato('identify', { token: token })", old)
        opened(tab)
        tab.wait_for_timeout(2_500)
        write(tab, "¿Sigues ahí?")
        expect(tab.get_by_text("Tu sesión venció")).to_be_visible()
        assert "identity_expired" in tab.evaluate("heard")
        assert shop.house.chats == {}
        new = site.sign_identity("b" * 32, rosa, wall_clock())
        tab.evaluate("token => trato('identify', { token: token })", new)
        until(tab, lambda: "cliente-48213" in shop.house.chats)
        expect(tab.get_by_text("Tu sesión venció")).to_be_hidden()


def test_a_forged_identity_is_told_to_the_page_and_stores_nothing(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        tab.evaluate("void trato.on('error', function (d) { heard.push(d.code) })")
        forged = site.sign_identity("x" * 32, CUSTOMERS[0], wall_clock())
        tab.evaluate("token => trato('identify', { token: token })", forged)
        opened(tab)
        until(tab, lambda: "identity_forged" in tab.evaluate("heard"))
        assert shop.house.stored == {}


def test_who_signs_out_and_writes_again_on_the_same_page_is_somebody_new(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "soy la primera")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        tab.evaluate("trato('logout')")
        opened(tab)
        expect(tab.get_by_role("log")).not_to_contain_text("soy la primera")
        write(tab, "soy otra")
        until(tab, lambda: len(shop.house.chats) == 2)


def test_a_list_says_what_each_choice_means_and_a_card_how_to_reach_somebody(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "¿Cómo cambio la olla?")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        card = ContactCard("Taller de Puno", phones=("+51951000000",), emails=("taller@pirca.example",))
        shop.call(shop.house.say, shop.visitor, card)
        expect(tab.get_by_role("link", name="+51951000000")).to_have_attribute("href", "tel:+51951000000")
        choices = (Choice("a", "Recojo", "Pasamos por tu casa"), Choice("b", "Tienda", "La llevas tú"))
        shop.call(shop.house.say, shop.visitor, "Elige una", Options(choices, "Maneras de cambiarla"))
        group = tab.get_by_role("group", name="Maneras de cambiarla")
        expect(group.get_by_role("button", name="Recojo")).to_contain_text("Pasamos por tu casa")
        group.get_by_role("button", name="Tienda").click()
        expect(group).to_be_hidden()


def test_a_picture_is_seen_large_and_esc_goes_back_to_it(browser: Browser, shop: Shop, tmp_path: Path) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        photo = tmp_path / "olla.png"
        photo.write_bytes(tab.screenshot())
        tab.locator("input[type=file]").set_input_files([photo])
        send = tab.get_by_role("button", name="Enviar")
        expect(send).to_have_attribute("aria-disabled", "false")
        send.click()
        small = tab.get_by_role("button", name="Ampliar olla.png")
        small.click()
        expect(tab.get_by_role("dialog", name="olla.png")).to_be_visible()
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("dialog", name="olla.png")).to_be_hidden()
        expect(small).to_be_focused()
        expect(tab.get_by_role("log")).to_be_visible()  # the chat itself stayed open


def test_a_conversation_is_ended_by_its_contact_and_the_menu_has_its_own_esc(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        opened(tab)
        write(tab, "Ya lo encontré")
        expect(tab.get_by_text("Enviado")).to_be_visible()
        more = tab.get_by_role("button", name="Más")
        more.click()
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("button", name="Terminar la conversación")).to_be_hidden()
        expect(more).to_be_focused()
        more.click()
        tab.get_by_role("button", name="Terminar la conversación").click()
        until(tab, lambda: shop.house.events[-1].kind == "ended")


def test_the_focus_comes_back_to_whatever_opened_the_chat(browser: Browser, shop: Shop) -> None:
    with a_tab(browser, shop) as tab:
        tab.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<button onclick=\\'trato(`open`)\\'>Ayuda</button>')"
        )
        tab.get_by_role("button", name="Ayuda").click()
        expect(tab.get_by_role("dialog")).to_be_visible()
        tab.keyboard.press("Escape")
        expect(tab.get_by_role("button", name="Ayuda")).to_be_focused()


def test_an_e_mailed_link_asks_before_it_brings_a_conversation_here(browser: Browser, shop: Shop) -> None:
    post = uuid7()
    shop.house.links[post] = "visita-de-otro-dispositivo"
    shop.call(shop.house.say, "visita-de-otro-dispositivo", "¿Sigues ahí, Rosa?")
    ticket = tokens.resume_ticket(shop.house.account, post, wall_clock() + timedelta(minutes=30))
    with a_tab(browser, shop, f"/pagina#trato-resume={ticket}") as tab:
        expect(tab.get_by_text("¿Seguimos aquí tu conversación?")).to_be_visible()
        assert "trato-resume" not in tab.url and post in shop.house.links
        tab.get_by_role("button", name="Seguir aquí").click()
        tab.get_by_role("button", name="¿Sigues ahí, Rosa?").click()
        expect(tab.get_by_role("log")).to_contain_text("¿Sigues ahí, Rosa?")
    with a_tab(browser, shop, f"/pagina#trato-resume={ticket}") as tab:
        tab.get_by_role("button", name="Seguir aquí").click()
        expect(tab.get_by_text("El enlace ya se usó o venció")).to_be_visible()


AXE = Path(__file__).parents[4] / "web" / "console" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async () => (await axe.run(document.querySelector("trato-widget"), {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] }, elementRef: false,
})).violations.flatMap((one) => one.nodes.map((node) => one.id + ": " + node.html.slice(0, 160)))"""


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm ci in web/console)")
@pytest.mark.parametrize(("scheme", "accent"), [("light", "#ffcc00"), ("dark", "#2f3b8f")])
def test_axe_finds_nothing_in_any_state(browser: Browser, shop: Shop, tmp_path: Path, scheme: Any, accent: str) -> None:
    links = [{"title": "Cómo curar tu olla", "url": "https://pirca.pe/curar"}]
    chosen = {"accent": accent, "links": links, "privacy_url": "https://pirca.pe/privacidad", "ask_email": True}
    shop.house.account = replace(shop.house.account, settings={**shop.house.account.settings, **chosen})
    with a_tab(browser, shop, "/pagina?key", color_scheme=scheme, reduced_motion="reduce") as tab:
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        found: dict[str, list[str]] = {"button": tab.evaluate(RUN)}

        def look(state: str) -> None:
            tab.wait_for_timeout(80)
            found[state] = tab.evaluate(RUN)

        tab.get_by_role("button", name="Abrir el chat").click()
        expect(tab.get_by_role("link", name="Aviso de privacidad")).to_be_visible()
        look("home")
        tab.get_by_role("button", name="Recuperar una conversación").click()
        look("recover")
        tab.get_by_role("textbox", name="Tu correo").fill("rosa@correo")
        tab.get_by_role("button", name="Mandar correo").click()
        expect(tab.get_by_role("alert")).to_be_visible()
        look("recover, refused")
        tab.get_by_role("button", name="Volver").click()
        tab.get_by_role("button", name="Escríbenos").click()
        look("thread, empty")
        write(tab, "Mira https://pirca.pe")
        expect(tab.get_by_text("Si se corta")).to_be_visible()
        look("thread, asking for an address")
        choices = (Choice("a", "Recojo", "Pasamos por tu casa"), Choice("b", "Tienda"))
        shop.call(partial(shop.house.say, shop.visitor, "Hola", by="Asistente", side=Side.BOT))
        shop.call(
            shop.house.say, shop.visitor, ContactCard("Taller", phones=("+51951000000",)), "Elige", Options(choices)
        )
        shop.call(shop.house.typing, shop.visitor, True)
        expect(tab.get_by_text("está escribiendo")).to_be_visible()
        look("thread, full")
        tab.get_by_role("button", name="Más").click()
        look("menu")
        tab.keyboard.press("Escape")
        tab.context.set_offline(True)
        write(tab, "sin red")
        expect(tab.get_by_text("Sin conexión")).to_be_visible()
        look("offline")
        tab.context.set_offline(False)
        expect(tab.get_by_text("Sin conexión")).to_be_hidden()
        tab.get_by_role("button", name="Volver").click()
        look("home, with conversations")
        assert {state: what for state, what in found.items() if what} == {}


@pytest.mark.parametrize(("width", "height"), [(720, 450), (320, 480)])
def test_at_200_percent_everything_is_still_there(browser: Browser, shop: Shop, width: int, height: int) -> None:
    with a_tab(browser, shop, viewport={"width": width, "height": height}) as tab:
        field = opened(tab)
        expect(field).to_be_in_viewport(ratio=1)
        expect(tab.get_by_role("button", name="Cerrar")).to_be_in_viewport(ratio=1)
        assert tab.locator("trato-widget .w").evaluate("box => box.scrollWidth <= box.clientWidth")


def test_the_page_shows_the_colour_and_the_side_that_were_chosen(browser: Browser, shop: Shop) -> None:
    chosen = {"accent": "#7a2f5b", "position": "left"}
    shop.house.account = replace(shop.house.account, settings={**shop.house.account.settings, **chosen})
    with a_tab(browser, shop, "/pagina?key") as tab:
        button = tab.get_by_role("button", name="Abrir el chat")
        assert button.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(122, 47, 91)"
        box = button.bounding_box()
        assert box is not None and box["x"] < 100


def test_who_waits_sees_their_place_move_until_somebody_answers_and_when_hours_begin(
    browser: Browser, shop: Shop
) -> None:
    def waits(queue: Service | None) -> None:
        shop.house.queue = queue
        shop.call(shop.house.ring, shop.visitor)

    with a_tab(browser, shop) as tab:
        field = opened(tab)
        shop.house.queue = Service(place=3, wait_seconds=300)
        field.fill("Hola")
        field.press("Enter")
        told = tab.get_by_role("log").locator("xpath=..").get_by_role("status")
        expect(told).to_have_text("Lugar 3 en la cola. Una persona te responde en unos 5 min")
        waits(Service(place=1))
        expect(told).to_have_text("Lugar 1 en la cola. Una persona te responde")
        monday = datetime(2026, 11, 23, 14, tzinfo=UTC)
        waits(Service(open=False, place=1, until=monday, zone="America/Lima"))
        expect(told).to_contain_text("Lugar 1 en la cola. Ahora está cerrado. Te respondemos aquí.")
        expect(told).to_contain_text("Abrimos el lunes 09:00, hora de Lima")
        shop.house.queue = None
        shop.call(shop.house.say, shop.visitor, "Aquí estoy")
        expect(told).to_have_count(0)
