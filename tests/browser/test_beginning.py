"""A fresh machine: from one command in the terminal to the first conversation answered."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.outside import Visitor
from tests.browser.stand import free_port

FIVE_MINUTES = 300.0


@pytest.fixture
def terminal() -> Iterator[Path]:
    """`trato serve` on a home and a port of its own; what it says is in the file."""
    home = Path(tempfile.mkdtemp(prefix="trato-beginning-"))
    home.chmod(0o711)
    told = {name: value for name, value in os.environ.items() if not name.startswith("TRATO_")}
    told |= {"TRATO_HOME": str(home), "TRATO_PORT": str(free_port()), "TRATO_LOG": "warning"}
    said = home / "said"
    with said.open("wb") as out:
        command = [str(Path(sys.executable).parent / "trato"), "serve"]
        process = subprocess.Popen(command, env=told, stderr=out, start_new_session=True)
    try:
        yield said
    finally:
        process.terminate()
        process.wait(60)
        shutil.rmtree(home)


def address(said: Path) -> str:
    """Return the address that the terminal invites to, once it does."""
    end = time.monotonic() + 60
    while time.monotonic() < end:
        found = re.search(r"http://\S+#code=\S+", said.read_text())
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(said.read_text())


def test_a_newcomer_answers_the_first_conversation_after_one_command(terminal: Path, opened: Opening) -> None:
    began = time.monotonic()
    page = opened(address(terminal))
    page.get_by_label("Nombre de la organización").fill("Ferretería Quispe")
    page.get_by_label("Nombre de quien administra").fill("Ada Quispe")
    page.get_by_label("Correo").fill("ada@quispe.example")
    page.get_by_label("Contraseña").fill("una clave larga y buena")
    page.get_by_role("button", name="Crear y seguir").click()

    page.get_by_label("Nombre de la marca").fill("Quispe")
    expect(page.get_by_label("País")).to_have_value("PE")  # where the browser's clock is
    page.get_by_role("button", name="Crear la marca y seguir").click()
    expect(page.get_by_role("heading", name="Horario y promesas")).to_be_visible()
    page.reload()
    expect(page.get_by_text("2 min").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Marca")).click()
    page.get_by_label("Nombre de la marca").fill("Quispe Hermanos")
    page.get_by_role("button", name="Guardar y seguir").click()
    expect(page.get_by_role("heading", name="Horario y promesas")).to_be_visible()
    page.get_by_role("button", name="Guardar y seguir").click()
    page.get_by_label("Chat en una página de práctica").check()
    page.get_by_role("button", name="Conectar y seguir").click()
    page.get_by_label("Rubro").select_option(label="Comercio")
    page.get_by_label("Acceso a la cuenta").uncheck()
    page.get_by_role("button", name="Agregar 22 etiquetas").click()

    with page.context.expect_page() as other:
        page.get_by_role("link", name="Abrir la página de práctica").click()
    visitor = Visitor(other.value)
    other.value.get_by_role("button", name="Escríbenos").click()
    expect(visitor.field).to_be_focused()
    visitor.write("Hola, ¿tienen clavos de dos pulgadas?")
    expect(page.get_by_text("¿tienen clavos de dos pulgadas?")).to_be_visible()
    page.get_by_role("link", name="Abrir el caso y contestar").click()
    desk = Desk(page)
    expect(page.get_by_role("link", name="Puesta en marcha, 4 de 5")).to_be_visible()
    desk.answer("Sí, y de tres también.")
    expect(visitor.log).to_contain_text("y de tres también")
    expect(page.get_by_role("link", name=re.compile("Puesta en marcha"))).to_be_hidden()
    assert time.monotonic() - began < FIVE_MINUTES
