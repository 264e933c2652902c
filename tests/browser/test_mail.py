"""E-mail: somebody with a mailbox and an agent, two browsers at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.outside import Mailbox
from tests.browser.stand import Stand


@pytest.mark.parametrize("program", ["gmail", "outlook"])
def test_a_mail_its_answer_and_the_reply_with_quoting_are_one_conversation(
    stand: Stand, opened: Opening, desk: Callable[..., Desk], program: str
) -> None:
    name = {"gmail": "Yolanda Zegarra", "outlook": "Bruno Ibáñez"}[program]
    agent = desk("camila")
    box = Mailbox(opened(f"{stand.mailboxes}/"), stand.mailboxes, name, f"{program}@correo.example")
    box.compose("Boleta equivocada", "Hola, la boleta salió a nombre de otra persona.")

    row = agent.row(name)
    expect(row).to_contain_text("Boleta equivocada")
    row.click()
    expect(agent.message("la boleta salió a nombre de otra persona")).to_be_visible()
    agent.answer("La corregimos hoy. ¿A nombre de quién va?")
    agent.expect_delivery("La corregimos hoy", "sent", "delivered")

    box.look()
    box.threads().filter(has_text="Boleta equivocada").click()
    expect(box.page.get_by_role("article").filter(has_text="La corregimos hoy")).to_be_visible()
    expect(box.page.get_by_role("article").filter(has_text="La corregimos hoy")).to_contain_text("Cami")
    box.reply("A nombre de mi mamá, Elsa.", program)

    answer = agent.message("A nombre de mi mamá, Elsa.")
    expect(answer).to_be_visible()
    folded = answer.get_by_role("group")  # details
    expect(folded).to_contain_text("Correos anteriores")
    expect(folded.get_by_text("La corregimos hoy")).to_be_hidden()
    answer.get_by_text("Correos anteriores").click()
    expect(folded.get_by_text("La corregimos hoy")).to_be_visible()
    expect(agent.list.get_by_role("link").filter(has_text=name)).to_have_count(1)
    assert box.threads().count() == 1
