"""Tables of another system: tried without changing anything, brought in, and taken out again."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from playwright.sync_api import FilePayload, expect

from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.stand import Stand
from tests.browser.test_look import both_ways, is_cut

TABLES = {
    "contacts.csv": "id,name,email\nc1,Rosa Importada,rosa@antes.example\nc2,Luis Importado,sin arroba\n",
    "conversations.csv": "id,contact_id,opened_at,subject,status\nt1,c1,2025-01-05 09:00,Zapato roto,open\n",
    "messages.csv": "id,conversation_id,at,author,text\nm1,t1,2025-01-05 09:00,contact,Vino roto\n",
}
ROSA = "select 1 from contacts.contact where workspace_id = $1 and name = 'Rosa Importada'"


def test_tables_are_tried_without_changing_anything_brought_in_and_taken_out_again(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in TABLES.items():
            archive.writestr(name, text)
    tables: FilePayload = {"name": "antes.zip", "mimeType": "application/zip", "buffer": content.getvalue()}
    page = desk(BOSS).page
    page.goto(f"{stand.console}/admin/imports")
    page.get_by_role("button", name="Importar tablas").click()
    dialog = page.get_by_role("dialog", name="Importar tablas")
    dialog.get_by_label("Archivo zip").set_input_files([tables])
    expect(dialog.get_by_label("Nombre del origen")).to_have_value("antes")
    dialog.get_by_role("button", name="Probar sin cambiar nada").click()
    begin = page.get_by_role("button", name="Importar de verdad")
    expect(begin).to_be_visible()
    expect(page.get_by_role("heading", name="Lo que entraría")).to_be_visible()
    expect(page.get_by_role("region", name="Registros por clase").get_by_role("row", name="Casos")).to_contain_text("1")
    expect(page.get_by_role("region", name="Problemas").last).to_contain_text("contacts.csv")
    assert both_ways(page) == [] and not is_cut(page)
    assert stand.fetch(ROSA) == []

    begin.click()
    undo = page.get_by_role("button", name="Deshacer", exact=True)
    expect(undo).to_be_visible()
    expect(page.get_by_role("heading", name="Lo que entró")).to_be_visible()
    assert len(stand.fetch(ROSA)) == 1
    undo.click()
    page.get_by_role("alertdialog").or_(page.get_by_role("dialog")).get_by_role("button", name="Deshacer").click()
    expect(page.get_by_role("region", name="Importaciones")).to_contain_text("deshecha")
    assert stand.fetch(ROSA) == []
