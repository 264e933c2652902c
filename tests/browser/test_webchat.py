"""Web chat: a visitor of the shop and an agent, two browsers at once."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.outside import Visitor
from tests.browser.stand import Stand


def test_a_visitor_writes_an_agent_answers_and_each_sees_it_arrive(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    visitor.write("Hola, la olla de barro llegó quiñada")

    row = agent.row("la olla de barro llegó quiñada")
    expect(row).to_be_visible()
    expect(row.get_by_text("Quedan")).to_be_attached()  # the promise of a first answer runs
    row.click()
    expect(agent.message("la olla de barro llegó quiñada")).to_be_visible()
    expect(visitor.page.get_by_text("Leído")).to_be_visible()

    agent.answer("Lamento que llegara así. ¿Me mandas una foto?")
    expect(visitor.log).to_contain_text("¿Me mandas una foto?")
    expect(visitor.log).to_contain_text("Cami")
    agent.expect_delivery("¿Me mandas una foto?", "read")

    visitor.page.reload()
    expect(visitor.log).to_contain_text("la olla de barro llegó quiñada")
    expect(visitor.log).to_contain_text("¿Me mandas una foto?")
    agent.page.reload()
    expect(agent.message("la olla de barro llegó quiñada")).to_be_visible()
    agent.expect_delivery("¿Me mandas una foto?", "read")


def test_every_state_of_an_answer_is_shown_as_it_climbs(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda/tetera-cobre"))
    visitor.open()
    visitor.write("¿La tetera de cobre sirve para inducción?")
    agent.open("sirve para inducción")
    visitor.page.keyboard.press("Escape")  # with the chat closed nobody reads
    stand.stop("worker")
    agent.answer("No: el cobre no la activa.")
    agent.expect_delivery("el cobre no la activa", "queued", "cleared")
    stand.start("worker")
    agent.expect_delivery("el cobre no la activa", "sent", "delivered")
    visitor.page.get_by_role("button", name="Abrir el chat").click()
    expect(visitor.log).to_contain_text("el cobre no la activa")
    agent.expect_delivery("el cobre no la activa", "read")


def test_a_customer_whom_the_shop_vouches_for_is_known_by_name(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    page = opened(f"{stand.shop}/demo/tienda/cuenta")
    page.get_by_role("button", name="Rosa Quispe").click()
    visitor = Visitor(page)
    visitor.open()
    visitor.write("¿Por dónde va mi pedido?")
    expect(agent.row("Rosa Quispe")).to_contain_text("¿Por dónde va mi pedido?")


def test_who_types_is_seen_on_the_other_side(stand: Stand, opened: Opening, desk: Callable[..., Desk]) -> None:
    agent = desk("camila")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    visitor.write("¿Hacen envíos a Arequipa?")
    agent.open("envíos a Arequipa")
    agent.field.press_sequentially("Sí, en cuatro días", delay=30)
    expect(visitor.page.get_by_text("Cami está escribiendo")).to_be_visible()
    visitor.field.press_sequentially("¿Y cuánto cuesta?", delay=30)
    expect(agent.log.get_by_text("está escribiendo")).to_be_visible()


def test_a_file_of_the_visitor_and_one_of_the_agent_are_shown_on_the_other_side(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    photo: FilePayload = {"name": "olla.png", "mimeType": "image/png", "buffer": visitor.page.screenshot()}
    with visitor.page.expect_response(lambda answer: "/uploads" in answer.url and answer.request.method == "POST"):
        visitor.page.locator("input[type=file]").set_input_files([photo])
    expect(visitor.page.get_by_role("progressbar", name="Subiendo olla.png, 100 %")).to_be_visible()
    visitor.write("Esta es la quiñadura de la foto")
    agent.open("la quiñadura de la foto")
    picture = agent.log.get_by_role("img", name="Imagen: olla.png")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1440
    with agent.page.expect_file_chooser() as chooser:
        agent.case.get_by_role("button", name="Adjuntar").click()
    guide: FilePayload = {"name": "garantia.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"}
    chooser.value.set_files([guide])
    expect(agent.case.get_by_text("garantia.pdf")).to_be_visible()
    agent.answer("Aquí va la garantía.")
    expect(visitor.log.get_by_role("link", name="garantia.pdf")).to_be_visible()
