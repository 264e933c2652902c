"""WhatsApp: somebody with a telephone and an agent, two browsers at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import FilePayload, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import NUMBER
from tests.browser.outside import OF_PIRCA, Phone, told
from tests.browser.stand import Stand
from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.whatsapp.simulator import Pace

AGE = """
update conversations.conversation set last_inbound_at = last_inbound_at - $2::interval, window_until = null
where workspace_id = $1 and contact_id = (select id from contacts.contact where workspace_id = $1 and name = $3)
"""


def test_text_and_picture_arrive_and_the_ticks_of_the_answer_climb_on_both_sides(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    phone = Phone(opened(stand.phone), "Milagros Ccopa", "+51 987 310 214")
    phone.write("Buenas, la piedra del batán vino partida")
    phone.expect_tick("la piedra del batán", "Entregado")
    phone.send_picture()

    row = agent.row("Milagros Ccopa")
    expect(row).to_be_visible()
    expect(row.get_by_text("Quedan")).to_be_attached()
    row.click()
    expect(agent.message("la piedra del batán vino partida")).to_be_visible()
    picture = agent.log.get_by_role("img", name="Imagen")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 640

    agent.answer("La cambiamos hoy mismo, Milagros.")
    expect(phone.bubble("La cambiamos hoy mismo")).to_be_visible()
    agent.expect_delivery("La cambiamos hoy mismo", "read")


def test_an_answer_that_nobody_has_read_says_delivered(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    phone = Phone(opened(stand.phone), "Percy Huamán", "+51 987 310 215")
    phone.write("¿Tienen comales de 40?")
    agent.open("Percy Huamán")
    phone.page.get_by_role("button", name="Volver").click()
    agent.answer("Sí, de 32 y de 40.")
    agent.expect_delivery("de 32 y de 40", "delivered")
    phone.page.get_by_role("button", name=OF_PIRCA).click()
    agent.expect_delivery("de 32 y de 40", "read")


def test_an_answer_that_is_taken_back_never_leaves_and_its_words_go_on_being_written(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    phone = Phone(opened(stand.phone), "Rufina Condori", "+51 987 310 231")
    phone.write("¿El batán viene con su mano de piedra?")
    agent.open("Rufina Condori")
    agent.answer("Clario que sí.")
    agent.expect_delivery("Clario que sí.", "cleared")
    agent.page.get_by_role("button", name="Deshacer").click()
    agent.expect_delivery("Clario que sí.", "cancelled")
    expect(agent.field).to_have_value("Clario que sí.")
    agent.answer("Claro que sí.")
    expect(phone.bubble("Claro que sí.")).to_be_visible()
    expect(phone.bubble("Clario")).to_have_count(0)


@pytest.fixture
def without_receipts(stand: Stand) -> Iterator[None]:
    """A provider that tells nothing of what it took."""
    before = stand.whatsapp.simulator.pace
    stand.whatsapp.simulator.faults.hang_seconds = 14
    stand.whatsapp.simulator.pace = Pace(sent=3600, delivered=3600, read=3600)
    yield
    stand.whatsapp.simulator.pace = before


@pytest.mark.usefixtures("without_receipts")
def test_a_provider_that_hangs_leaves_a_doubt_and_sending_again_ends_it(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    phone = Phone(opened(stand.phone), "Nélida Paucar", "+51 987 310 216")
    phone.write("¿Cuándo llega mi tetera?")
    agent.open("Nélida Paucar")
    stand.call(stand.whatsapp.simulator.faults.order, Fault.HANG)
    agent.answer("Llega mañana por la mañana.")
    doubt = agent.message("Llega mañana por la mañana.")
    expect(doubt.get_by_role("alert")).to_contain_text("no sabemos si salió", timeout=25_000)
    expect(doubt.get_by_role("button", name="Verificar ya")).to_be_visible()
    expect(agent.row("Nélida Paucar").get_by_role("img", name="Entrega incierta")).to_be_visible()

    doubt.get_by_role("button", name="Reenviar").click()
    agent.expect_said("Reenviado como mensaje nuevo")
    agent.expect_delivery("Llega mañana por la mañana.", "sent", "delivered", "read")  # the one in doubt has no mark
    expect(agent.log.get_by_role("button", name="Reenviar")).to_be_hidden()
    expect(phone.log.get_by_text("Llega mañana por la mañana.")).to_have_count(2)


def test_once_the_window_has_closed_only_templates_can_be_sent(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    phone = Phone(opened(stand.phone), "Gonzalo Reátegui", "+51 987 310 217")
    phone.write("Les escribo luego con la medida")
    agent.open("Gonzalo Reátegui")
    expect(agent.case.get_by_role("timer")).to_contain_text("La ventana cierra en")

    changed = stand.fetch(AGE + " returning id", timedelta(hours=25), "Gonzalo Reátegui")
    assert len(changed) == 1
    thread = next(
        thread for key, thread in stand.whatsapp.simulator.world.threads.items() if key == (NUMBER, "51987310217")
    )
    assert thread.last_inbound_at is not None
    thread.last_inbound_at -= timedelta(hours=25)
    agent.page.reload()
    expect(agent.case.get_by_text("La ventana cerró. Elegir plantilla.")).to_be_visible()
    expect(agent.field).to_be_hidden()
    agent.case.get_by_label("Plantilla").select_option(label="retomar conversacion · es")
    expect(agent.case.get_by_label("Dato 1")).to_have_value("Gonzalo")
    agent.case.get_by_role("button", name="Enviar").click()
    expect(phone.bubble("Hola, Gonzalo. Seguimos con tu caso en Pirca.")).to_be_visible()
    agent.expect_delivery("Seguimos con tu caso en Pirca", "read", "delivered")


def test_what_somebody_types_at_the_telephones_door_stays_when_another_appears(stand: Stand, opened: Opening) -> None:
    page = opened(stand.phone)
    page.get_by_label("Nombre", exact=True).fill("Ulises Mej")
    page.get_by_label("Ocultar mi número").check()
    page.get_by_label("Nombre", exact=True).focus()
    told(stand, "Valentina Rangel", "51987310219", "Hola")
    expect(page.get_by_role("button", name="Valentina Rangel")).to_be_visible()
    page.keyboard.type("ía")
    expect(page.get_by_label("Nombre", exact=True)).to_have_value("Ulises Mejía")
    expect(page.get_by_label("Ocultar mi número")).to_be_checked()


def test_a_picture_of_the_agent_arrives_on_the_telephone(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    phone = Phone(opened(stand.phone), "Renata Olvera", "+51 987 310 218")
    phone.write("¿Cómo es la cazuela por dentro?")
    agent.open("Renata Olvera")
    with agent.page.expect_file_chooser() as chooser:
        agent.case.get_by_role("button", name="Adjuntar").click()
    photo: FilePayload = {"name": "cazuela.png", "mimeType": "image/png", "buffer": agent.page.screenshot()}
    chooser.value.set_files([photo])
    expect(agent.case.get_by_text("cazuela.png")).to_be_visible()
    agent.answer("Así, mira.")
    picture = phone.log.locator("img")
    expect(picture).to_be_visible()
    assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") == 1440
    expect(phone.log).to_contain_text("Así, mira.")
    expect(agent.log.get_by_role("img", name="Imagen")).to_be_visible()
