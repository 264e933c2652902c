"""People come in by invitation and by passkey, and what they may changes under their hands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import BOSS
from tests.browser.stand import Stand


def _device(page: Page) -> None:
    """Give the browser a device that makes passkeys and always finds its person."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True}  # fmt: skip
    line.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_opens_the_desk_and_is_forgotten(stand: Stand, desk: Callable[..., Desk]) -> None:
    page = desk("camila").page
    _device(page)
    page.goto(f"{stand.console}/me/security")
    page.get_by_role("button", name="Crear una llave de acceso").click()
    expect(page.get_by_text("Sin usar todavía.")).to_be_visible()
    page.context.clear_cookies()
    page.goto(stand.console)
    page.get_by_role("button", name="Usar una llave de acceso").click()
    expect(page.get_by_role("navigation", name="Vistas")).to_be_visible()
    page.goto(f"{stand.console}/me/security")
    page.get_by_role("button", name="Olvidar Chrome en Linux").click()
    page.get_by_role("dialog").get_by_role("button", name="Olvidar").click()
    expect(page.get_by_role("dialog")).to_be_hidden()  # only then it is forgotten: under it the page is not seen
    expect(page.get_by_role("button", name="Olvidar Chrome en Linux")).to_be_hidden()
    page.context.clear_cookies()
    page.goto(stand.console)
    page.get_by_role("button", name="Usar una llave de acceso").click()
    expect(page.get_by_role("alert")).to_contain_text("La llave de acceso no sirvió")


def test_who_is_invited_chooses_a_password_and_a_role_revoked_closes_what_they_see(
    stand: Stand, desk: Callable[..., Desk], opened: Opening
) -> None:
    admin = desk(BOSS).page
    admin.goto(f"{stand.console}/admin/people")
    admin.get_by_role("button", name="Invitar", exact=True).click()
    dialog = admin.get_by_role("dialog")
    dialog.get_by_label("Correo").fill("nora@pirca.example")
    dialog.get_by_label("Nombre").fill("Nora Salas")
    dialog.get_by_label("Rol").select_option(label="Supervisor")
    dialog.get_by_role("button", name="Invitar").click()
    link = dialog.get_by_label("Enlace de invitación").input_value()
    dialog.get_by_role("button", name="Listo").click()

    nora = opened(link)
    nora.get_by_label("Contraseña nueva").fill("corta")
    nora.get_by_role("button", name="Entrar").click()
    expect(nora.get_by_role("alert")).to_contain_text("al menos 10 caracteres")
    nora.get_by_label("Contraseña nueva").fill("nieve sobre los tejados")
    nora.get_by_role("button", name="Entrar").click()
    expect(nora.get_by_role("navigation", name="Vistas")).to_be_visible()
    nora.goto(f"{stand.console}/admin/people")
    expect(nora.get_by_role("button", name="Nora Salas")).to_be_visible()

    admin.get_by_role("button", name="Nora Salas").click()
    expect(admin.get_by_role("heading", name="Nora Salas")).to_be_visible()
    admin.get_by_role("button", name="Revocar Supervisor a Nora Salas").click()
    admin.get_by_role("dialog").get_by_role("button", name="Revocar").click()
    expect(admin.get_by_text("Sin roles: no puede hacer nada.")).to_be_visible()
    expect(nora.get_by_text("falta un permiso para verla")).to_be_visible()

    again = opened(link)
    expect(again.get_by_role("alert")).to_contain_text("los enlaces abren una sola vez")


def test_a_file_in_a_wrong_encoding_is_told_line_by_line_and_nobody_is_taken(
    stand: Stand, desk: Callable[..., Desk], tmp_path: Path
) -> None:
    page = desk(BOSS).page
    page.goto(f"{stand.console}/admin/people")
    page.get_by_role("button", name="Importar de un archivo").click()
    dialog = page.get_by_role("dialog")
    broken, right = tmp_path / "rota.csv", tmp_path / "buena.csv"
    table = "correo;nombre\nines@pirca.example;Inés Peña\n"
    broken.write_bytes((table.encode().decode("latin-1") + "sin correo;Nadie\n").encode())
    right.write_bytes(table.encode("latin-1"))
    dialog.get_by_label("Archivo CSV").set_input_files(broken)
    expect(dialog.get_by_text("Los acentos llegaron rotos")).to_be_visible()
    expect(dialog.get_by_text("El correo no está completo.")).to_be_visible()
    expect(dialog.get_by_role("button", name="Invitar a 2 personas")).to_be_disabled()
    dialog.get_by_label("Archivo CSV").set_input_files(right)
    expect(dialog.get_by_text("Inés Peña")).to_be_visible()
    dialog.get_by_role("button", name="Invitar a 1 persona").click()
    expect(dialog.get_by_text("Se invitó a 1 persona.")).to_be_visible()
    dialog.get_by_role("button", name="Listo").click()
    expect(page.get_by_role("button", name="Inés Peña")).to_be_visible()
