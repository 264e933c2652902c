"""What an agent does to a case: note, assign, set aside, block, resolve, write first, and take it back."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import NUMBER
from tests.browser.outside import Phone, told
from tests.browser.stand import Stand

Desks = Callable[..., Desk]


def test_a_note_stays_within_the_team_and_its_mention_finds_who_is_meant(stand: Stand, desk: Desks) -> None:
    told(stand, "Flor Montes", "51987000101", "¿El barro se lava con jabón?")
    agent, other = desk("camila"), desk("diego", view="mentions")
    agent.open("Flor Montes")
    agent.press("n")
    note = agent.page.get_by_role("textbox", name="Texto de la nota")
    expect(note).to_be_focused()
    note.fill("@Diego, tú sabes de barro. ¿Le respondes?")
    note.press("Control+Enter")
    expect(agent.log.get_by_role("article", name="Nota de Camila Rojas")).to_contain_text("tú sabes de barro")
    expect(agent.log.get_by_text("solo el equipo la ve")).to_be_visible()
    expect(other.row("Flor Montes")).to_be_visible()
    thread = stand.whatsapp.simulator.world.thread(NUMBER, "51987000101")
    assert all("sabes de barro" not in str(bubble.content) for bubble in thread.bubbles.values())


def test_a_case_is_taken_given_to_another_and_brought_back(stand: Stand, desk: Desks) -> None:
    told(stand, "Julio Carranza", "51987000102", "Quiero cambiar la dirección")
    agent, other = desk("camila"), desk("diego", view="mine")
    agent.open("Julio Carranza")
    agent.press("m")
    agent.expect_said("El caso quedó a nombre propio")
    expect(agent.row("Julio Carranza")).to_be_hidden()  # it waits for nobody any more
    agent.press("a")
    agent.pick("Asignar", "Diego Paredes")
    agent.expect_said("Asignado a Diego Paredes")
    expect(other.row("Julio Carranza")).to_be_visible()
    expect(agent.case.get_by_text("Diego Paredes")).to_be_visible()
    agent.undo()
    expect(other.row("Julio Carranza")).to_be_hidden()


def test_a_case_set_aside_leaves_the_list_and_its_undo_brings_it_back(stand: Stand, desk: Desks) -> None:
    told(stand, "Ganador Feliz", "51987000103", "¡Gane premio ahora! bit.example/x")
    agent = desk("camila")
    agent.open("Ganador Feliz")
    agent.press("Shift+X")
    agent.pick("Apartar: no pide respuesta", "correo o mensaje basura")
    expect(agent.row("Ganador Feliz")).to_be_hidden()
    expect(agent.case.get_by_text("Apartado:")).to_be_visible()
    agent.undo()
    expect(agent.row("Ganador Feliz")).to_be_visible()
    expect(agent.case.get_by_text("Apartado:")).to_be_hidden()


def test_a_blocked_contact_opens_nothing_until_unblocked(stand: Stand, desk: Desks) -> None:
    told(stand, "Edgar Luján", "51987000104", "Son unos inútiles")
    agent = desk("camila")
    agent.open("Edgar Luján")
    agent.more("Bloquear al contacto…")
    box = agent.page.get_by_role("dialog", name="Bloquear a Edgar Luján")
    box.get_by_label("Motivo").fill("Insultos repetidos")
    box.get_by_role("button", name="Bloquear").click()
    agent.expect_said("Contacto bloqueado: Edgar Luján")
    panel = agent.page.get_by_role("complementary").filter(has_text="Insultos repetidos")
    expect(panel).to_be_visible()
    panel.get_by_role("button", name="Desbloquear").click()
    agent.expect_said("Contacto desbloqueado: Edgar Luján")
    expect(panel).to_be_hidden()


def test_a_case_is_resolved_with_its_reason_and_the_undo_is_no_reopening(stand: Stand, desk: Desks) -> None:
    told(stand, "Silvia Noriega", "51987000105", "Ya llegó la olla, rota")
    agent = desk("camila")
    agent.open("Silvia Noriega")
    agent.press("e")
    agent.pick("Resolver: por qué se cierra", "Llegó dañado")
    expect(agent.case.get_by_text("Resuelto", exact=True)).to_be_visible()
    expect(agent.row("Silvia Noriega")).to_be_hidden()
    agent.undo()
    expect(agent.row("Silvia Noriega")).to_be_visible()
    rows = stand.fetch(
        "select (select count(*) from cases.reopening r "
        "where r.case_id = c.id and r.workspace_id = $1 and r.cause <> 'undo') as times "
        'from cases."case" c join contacts.contact p on p.id = c.contact_id and p.workspace_id = $1 '
        "where c.workspace_id = $1 and p.name = 'Silvia Noriega'"
    )
    assert [row["times"] for row in rows] == [0]


def test_who_resolves_second_is_told_who_was_first(stand: Stand, desk: Desks) -> None:
    told(stand, "Pilar Ochoa", "51987000106", "¿Me devuelven el dinero?")
    first, second = desk("camila"), desk("diego")
    first.open("Pilar Ochoa")
    second.open("Pilar Ochoa")
    expect(first.case.get_by_text("Diego Paredes lo está viendo")).to_be_visible()
    expect(first.row("Pilar Ochoa")).to_contain_text("Diego Paredes lo está viendo")
    expect(first.row("Pilar Ochoa")).not_to_contain_text("Camila Rojas")
    second.press("r")
    second.page.keyboard.type("Hola")
    expect(first.row("Pilar Ochoa")).to_contain_text("Diego Paredes está escribiendo")
    second.field.fill("")
    second.field.press("Escape")
    second.press("e")
    box = second.page.get_by_role("dialog", name="Resolver: por qué se cierra")
    expect(box.get_by_role("option", name="No llegó")).to_be_visible()
    first.press("e")
    first.pick("Resolver: por qué se cierra", "Llegó dañado")
    expect(first.case.get_by_text("Resuelto", exact=True)).to_be_visible()
    box.get_by_role("option", name="No llegó").click()
    expect(second.page.get_by_role("alert").filter(has_text="Camila Rojas ya resolvió este caso")).to_be_visible()
    expect(second.case.get_by_text("Resuelto", exact=True)).to_be_visible()


def test_an_agent_writes_first_with_a_template_and_the_answer_comes_into_the_same_case(
    stand: Stand, opened: Opening, desk: Desks
) -> None:
    phone = Phone(opened(stand.phone), "Teo Bedoya", "+51 987 000 107")
    agent = desk("camila", view="mine")
    expect(agent.page.get_by_role("button", name="Escribir primero…")).to_be_visible()
    agent.press("c")
    box = agent.page.get_by_role("dialog", name="Escribir primero")
    box.get_by_label("Desde").select_option(label="WhatsApp Pirca · WhatsApp")
    box.get_by_label("A quién: nombre, número o correo").fill("+51 987 000 107")
    box.get_by_label("Asunto").fill("Entrega de la cazuela")
    box.get_by_label("Plantilla").select_option(label="retomar conversacion · es")
    box.get_by_label("Dato 1").fill("Teo")
    box.get_by_role("button", name="Enviar").click()
    expect(box).to_be_hidden()
    expect(agent.case.get_by_role("heading", name="Entrega de la cazuela")).to_be_visible()
    expect(phone.bubble("Hola, Teo. Seguimos con tu caso en Pirca.")).to_be_visible()
    agent.expect_delivery("Seguimos con tu caso", "read", "delivered")
    phone.write("Sí, sigo aquí")
    expect(agent.message("Sí, sigo aquí")).to_be_visible()


def test_a_canned_reply_is_three_keys_away(stand: Stand, desk: Desks) -> None:
    told(stand, "Carmen Paucar", "51987000108", "Mi comal llegó con una raya")
    agent = desk("camila")
    agent.open("Carmen Paucar")
    agent.press("r")
    expect(agent.field).to_be_focused()
    agent.field.press_sequentially("/fo")
    expect(agent.page.get_by_role("option", name="foto")).to_be_visible()
    agent.field.press("Enter")
    expect(agent.field).to_have_value("Carmen, ¿me mandas una foto de la pieza?")
    agent.field.press("Control+Enter")
    agent.expect_delivery("¿me mandas una foto de la pieza?", "sent", "delivered", "read")
