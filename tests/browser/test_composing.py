"""Writing: a draft that follows its author, files that go up while one writes, and mail with its copies."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FilePayload, Route, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.outside import Mailbox, told
from tests.browser.stand import Stand

Desks = Callable[..., Desk]


def test_a_draft_begun_at_the_office_is_sent_from_the_telephone(stand: Stand, desk: Desks) -> None:
    told(stand, "Adela Quispe", "51987000401", "¿Tienen batán chico?")
    office = desk("camila")
    office.open("Adela Quispe")
    office.field.fill("Sí, Adela, de 20 cm")
    expect(office.case.get_by_text("Borrador guardado", exact=True)).to_be_visible()
    expect(office.row("Adela Quispe").get_by_role("img", name="Con borrador")).to_be_visible()

    phone = desk("camila", viewport={"width": 390, "height": 844})
    expect(phone.row("Adela Quispe").get_by_role("img", name="Con borrador")).to_be_visible()
    phone.row("Adela Quispe").click()
    expect(phone.field).to_have_value("Sí, Adela, de 20 cm")
    phone.field.press("End")
    phone.field.press_sequentially(" y de 30.")
    phone.case.get_by_role("button", name="Enviar").click()
    expect(phone.message("de 20 cm y de 30.")).to_be_visible()
    expect(phone.field).to_have_value("")

    office.page.reload()
    expect(office.message("de 20 cm y de 30.")).to_be_visible()
    expect(office.field).to_have_value("")
    expect(office.row("Adela Quispe").get_by_role("img", name="Con borrador")).to_be_hidden()


def test_what_is_sent_while_its_files_go_up_leaves_once_they_are_there(stand: Stand, desk: Desks) -> None:
    told(stand, "Braulio Ticona", "51987000402", "¿Me mandan la boleta?")
    agent = desk("camila")
    agent.open("Braulio Ticona")
    held: list[Route] = []
    agent.page.route("**/api/v1/attachments/**", lambda route: held.append(route))
    files: list[FilePayload] = [
        {"name": f"boleta-{n}.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 hola"} for n in (1, 2)
    ]
    agent.case.locator("input[type=file]").set_input_files(files)
    expect(agent.case.get_by_text("boleta-2.pdf:")).to_be_visible()
    agent.field.fill("Aquí están las dos.")
    agent.field.press("Control+Enter")
    expect(agent.field).to_have_value("")
    expect(agent.message("Aquí están las dos.")).to_contain_text("sale cuando suban los archivos")
    for route in held:
        route.continue_()
    agent.expect_delivery("Aquí están las dos.", "cleared", "sent", "delivered", "read")
    expect(agent.message("Aquí están las dos.").get_by_text("boleta-1.pdf")).to_be_visible()
    agent.page.get_by_role("button", name="Deshacer").click()
    agent.expect_delivery("Aquí están las dos.", "cancelled")
    expect(agent.field).to_have_value("Aquí están las dos.")
    expect(agent.case.get_by_role("list", name="Archivos adjuntos")).to_contain_text("boleta-2.pdf")
    expect(agent.row("Braulio Ticona")).to_contain_text("¿Me mandan la boleta?")


def test_two_hundred_pasted_recipients_are_refused_and_none_is_lost(stand: Stand, opened: Opening, desk: Desks) -> None:
    agent = desk("camila")
    box = Mailbox(opened(f"{stand.mailboxes}/"), stand.mailboxes, "Delia Mamani", "delia@correo.example")
    box.compose("Reunión de vecinos", "¿Pueden avisarles a todos?")
    agent.open("Delia Mamani")
    agent.field.fill("Avisamos a todos por aquí.")
    agent.case.get_by_role("button", name="CC y CCO").click()
    copies = agent.page.get_by_role("textbox", name="Con copia a")
    copies.fill("\n".join(f"Vecina {n} <vecina{n}@correo.example>" for n in range(200)))
    wrong = agent.case.get_by_role("alert").filter(has_text="Son 201 direcciones")
    expect(wrong).to_contain_text("llega como mucho a 50. Quitar 151")
    expect(agent.case.get_by_role("button", name="Enviar")).to_be_disabled()
    agent.field.press("Control+Enter")
    expect(agent.field).to_have_value("Avisamos a todos por aquí.")
    agent.page.reload()
    expect(copies).to_have_value(", ".join(f"vecina{n}@correo.example" for n in range(200)))
    copies.fill("vecina1@correo.example, vecina2@correo")
    expect(agent.case.get_by_role("alert").filter(has_text="vecina2@correo")).to_be_visible()
    copies.fill("vecina1@correo.example")
    agent.case.get_by_role("button", name="Ver cómo llega").click()
    expect(agent.case.get_by_role("region", name="Cómo llega")).to_contain_text("vecina1@correo.example")
    agent.field.press("Control+Enter")
    agent.expect_delivery("Avisamos a todos por aquí.", "sent", "delivered")
    expect(agent.message("Avisamos a todos por aquí.")).to_contain_text("CC vecina1@correo.example")
