"""Web chat: a visitor of the shop and an agent, two browsers at once."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.outside import Mailbox, Visitor
from tests.browser.stand import Stand
from tests.browser.test_look import trouble


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


def test_a_conversation_goes_on_in_another_browser_by_a_link_out_of_the_mailbox(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    visitor.write("Sigo esto desde el teléfono")
    agent.open("Sigo esto desde el teléfono")
    agent.answer("Claro, aquí estamos.")
    expect(visitor.log).to_contain_text("aquí estamos")
    visitor.page.get_by_role("button", name="Más").click()
    visitor.page.get_by_role("button", name="Seguir en otro dispositivo").click()
    visitor.page.get_by_role("textbox", name="Tu correo").fill("telefono@correo.example")
    visitor.page.get_by_role("button", name="Mandar correo").click()
    expect(visitor.page.get_by_text("Si el correo es el correcto, llega en unos minutos.")).to_be_visible()

    box = Mailbox(opened(f"{stand.mailboxes}/"), stand.mailboxes, "Rosa", "telefono@correo.example")
    box.threads().filter(has_text="Sigue tu conversación con Pirca").click()
    link = box.page.get_by_role("article").get_by_text("#trato-resume=").first.inner_text()
    address = next(word for word in link.split() if "#trato-resume=" in word)
    phone = opened(address, viewport={"width": 390, "height": 800})
    phone.get_by_role("button", name="Seguir aquí").click()
    phone.get_by_role("button", name="Seguir la conversación").click()
    there = Visitor(phone)
    expect(there.log).to_contain_text("Sigo esto desde el teléfono")
    there.write("Ya estoy en el teléfono")
    expect(agent.message("Ya estoy en el teléfono")).to_be_visible()
    expect(visitor.page.get_by_role("dialog")).to_be_visible()
    assert stand.fetch("select count(distinct contact_id) as n from contacts.identity where workspace_id = $1"
                       " and address in (select visitor from channels.chat_post)")[0]["n"] == 1  # fmt: skip

    again = opened(address)
    again.get_by_role("button", name="Seguir aquí").click()
    expect(again.get_by_text("El enlace ya se usó o venció")).to_be_visible()


def test_what_an_administrator_chooses_is_seen_at_once_beside_it_and_then_on_the_site(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    admin = desk(BOSS).page
    admin.goto(f"{stand.console}/admin/chat")
    admin.get_by_role("button", name="Tienda").click()
    preview = admin.frame_locator("iframe[title='Vista previa del chat']")
    expect(preview.get_by_role("heading", name="¿En qué te ayudamos?")).to_be_visible()
    admin.get_by_label("Saludo en español").fill("¿Qué se cocina hoy?")
    admin.get_by_label("Color", exact=True).fill("#ffcc00")
    expect(preview.get_by_role("heading", name="¿Qué se cocina hoy?")).to_be_visible()
    expect(admin.get_by_text("Sobre blanco este color no se lee")).to_be_visible()
    expect(admin.get_by_label("Saludo en español")).to_be_visible()
    assert trouble(admin) == []
    admin.get_by_label("Color", exact=True).fill("verde")
    expect(admin.get_by_text("Un color se escribe como #0b6b57.")).to_be_visible()
    admin.get_by_label("Color", exact=True).fill("#ffcc00")
    admin.get_by_role("button", name="Guardar").click()
    expect(admin.get_by_role("status").get_by_text("Guardado")).to_be_visible()

    for _ in range(20):  # other processes hear of it within seconds
        shop = opened(f"{stand.shop}/demo/tienda")
        button = shop.get_by_role("button", name="Abrir el chat")
        expect(button).to_be_visible()
        if button.evaluate("one => getComputedStyle(one).backgroundColor") == "rgb(143, 114, 0)":
            break
        shop.wait_for_timeout(500)
    button.click()
    expect(shop.get_by_role("heading", name="¿Qué se cocina hoy?")).to_be_visible()

    admin.get_by_label("Saludo en español").fill("")  # the stand is shared: as it was
    admin.get_by_label("Color", exact=True).fill("")
    admin.get_by_role("button", name="Guardar").click()
    expect(admin.get_by_role("status").get_by_text("Guardado")).to_be_visible()
