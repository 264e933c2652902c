"""Nothing is lost when the network is, and nothing is said twice when it comes back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import NUMBER
from tests.browser.outside import Visitor, told
from tests.browser.stand import Stand


def test_five_answers_written_without_network_leave_once_and_in_order(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila", service_workers="allow")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    visitor.write("Necesito saber todo del envío")
    agent.open("Necesito saber todo del envío")
    agent.page.context.set_offline(True)
    words = [f"Dato {number} del envío" for number in range(1, 6)]
    for text in words:
        agent.answer(text)
    expect(agent.page.get_by_text("Sin conexión, 5 por enviar. Nada se pierde.")).to_be_visible()
    agent.expect_delivery(words[-1], "queued")
    agent.page.context.set_offline(False)
    agent.expect_delivery(words[-1], "read")
    expect(agent.page.get_by_text("Al día")).to_be_visible()
    shown = [text for text in visitor.log.locator(".t").all_inner_texts() if text.startswith("Dato")]
    assert shown == words
    assert [one.strip() for one in agent.log.locator("article p").all_inner_texts() if one.startswith("Dato")] == words


def test_what_waits_to_leave_survives_a_reload_without_network(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Maruja Coronel", "51987000201", "¿Siguen ahí?")
    agent = desk("camila", service_workers="allow")
    agent.open("Maruja Coronel")
    agent.page.route("**/api/v1/conversations/*/messages", lambda route: route.abort())
    agent.answer("Sí, aquí seguimos.")
    agent.expect_delivery("Sí, aquí seguimos.", "queued")
    agent.page.unroute_all(behavior="ignoreErrors")
    agent.page.reload()
    agent.expect_delivery("Sí, aquí seguimos.", "sent", "delivered", "read")
    thread = stand.whatsapp.simulator.world.thread(NUMBER, "51987000201")
    assert sum("aquí seguimos" in str(bubble.content) for bubble in thread.bubbles.values()) == 1


def test_a_draft_survives_a_reload(stand: Stand, desk: Callable[..., Desk]) -> None:
    told(stand, "Alonso Zegarra", "51987000202", "¿Me das un descuento?")
    agent = desk("camila", service_workers="allow")
    agent.open("Alonso Zegarra")
    agent.field.fill("Déjame preguntar al taller y")
    expect(agent.case.get_by_text("Borrador guardado")).to_be_visible()
    agent.page.reload()
    expect(agent.field).to_have_value("Déjame preguntar al taller y")


def test_what_happened_while_a_desk_was_offline_is_there_when_it_comes_back(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    told(stand, "Sandro Ávalos", "51987000203", "Primero")
    agent = desk("camila", service_workers="allow")
    agent.open("Sandro Ávalos")
    agent.page.context.set_offline(True)
    expect(agent.page.get_by_text("Sin conexión. Nada se pierde.")).to_be_visible()
    told(stand, "Sandro Ávalos", "51987000203", "Segundo")
    told(stand, "Nuria Pacheco", "51987000204", "Yo también escribo")
    agent.page.context.set_offline(False)
    expect(agent.message("Segundo")).to_be_visible()
    expect(agent.row("Nuria Pacheco")).to_be_visible()
