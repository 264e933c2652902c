"""Who answers: another application of the firm has a conversation, an agent takes it, answers, and passes it back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.stand import Stand
from tests.browser.test_look import both_ways, is_cut
from trato.app.founding import open_channel
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.facebook.server import Running, serve
from trato.rooms.channels.simulators.facebook.simulator import Pace, Simulator
from trato.rooms.channels.simulators.facebook.threads import SAID
from trato.rooms.channels.simulators.facebook.world import OTHER_APP, Page

PAGE, SHOPPER, NAME = "104512345678955", "7055", "Irma Huayta"
SECRETS = {"access_token": "EAAinbox", "app_secret": "s3cret", "verify_token": "v"}
STANDING = """
select k.set_aside, k.state, v.holder, v.holder_app,
  (select min(c.started_at) from sla.clock c where c.case_id = k.id and c.voided_at is null
     and c.stopped_at is null and c.workspace_id = $1) as promised
from conversations.conversation v
join contacts.identity i on i.contact_id = v.contact_id and i.workspace_id = $1 and i.address = $2
join cases."case" k on k.id = v.case_id and k.workspace_id = $1
where v.workspace_id = $1
"""


@pytest.fixture
def inbox(stand: Stand) -> Iterator[Running]:
    """The inbox of a Page of the firm, in which another application answers as well."""
    running = stand.run(serve(Simulator(pace=Pace(0.0, 0.0, 0.0))))

    async def connect() -> str:
        async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
            settings = {"api_base": running.url, "app_id": "200000000000002"}
            account = await open_channel(
                stand.house, tx, stand.firm.brand, "messenger", PAGE, "Pirca", settings=settings, secrets=dict(SECRETS)
            )
        return f"{stand.console}/hooks/{account}"

    hook = stand.run(connect())
    page = Page(PAGE, "Pirca", hook, SECRETS["access_token"], SECRETS["app_secret"])
    stand.call(running.simulator.add_page, page)
    stand.call(running.simulator.add_person, SHOPPER, NAME)
    yield running
    stand.run(running.stop())


def standing(stand: Stand) -> dict[str, Any]:
    """Return how the case of this journey stands: who answers, whether it is aside, since when it is promised."""
    (row,) = stand.fetch(STANDING, SHOPPER)
    return row


def since(stand: Stand) -> datetime:
    promised: datetime | None = standing(stand)["promised"]
    assert promised is not None
    return promised


def test_what_another_application_answers_is_taken_answered_and_passed_back(
    stand: Stand, desk: Callable[..., Desk], inbox: Running
) -> None:
    simulator = inbox.simulator
    stand.call(simulator.say_text, PAGE, SHOPPER, "¿Y mi pedido 4471?")
    agent = desk("camila")
    agent.open(NAME)
    note = agent.case.get_by_text("Desde Trato no sale nada hasta tomar el control")
    expect(note).to_be_hidden()
    wrote = since(stand)

    stand.call(simulator.threads.play, PAGE, SHOPPER, "take")
    stand.call(simulator.threads.play, PAGE, SHOPPER, "say")
    expect(note).to_be_visible()
    expect(agent.row(NAME)).to_be_hidden()  # nobody here waits for it
    theirs = agent.message(SAID)
    expect(theirs).to_contain_text(f"Otra aplicación ({OTHER_APP})")
    expect(agent.case.get_by_text("Sin nombre")).to_be_hidden()
    held = standing(stand)
    assert (held["set_aside"], held["holder_app"], held["promised"]) == ("other_app", OTHER_APP, None)
    assert both_ways(agent.page) == [] and not is_cut(agent.page)

    before = wall_clock()
    agent.case.get_by_role("button", name="Tomar el control").click()
    expect(note).to_be_hidden()
    expect(agent.case.get_by_text("Responde Camila Rojas")).to_be_attached()
    assert since(stand) >= before > wrote  # the promise counts from there, not from what the contact wrote
    agent.answer("Hola, Irma: su pedido sale hoy.")
    agent.expect_delivery("su pedido sale hoy", "sent", "delivered", "read")
    assert simulator.world.owners[(PAGE, SHOPPER)] == "200000000000002"

    mine = desk("camila", view="mine")
    expect(mine.row(NAME)).to_be_visible()  # who took it has it

    agent.field.blur()
    agent.press("Shift+B")
    dialog = agent.page.get_by_role("dialog")
    dialog.get_by_label("A cuál").select_option(label=f"la aplicación {OTHER_APP}")
    dialog.get_by_role("button", name="Pasar la conversación").click()
    expect(note).to_be_visible()
    assert simulator.world.owners[(PAGE, SHOPPER)] == OTHER_APP
    assert standing(stand)["set_aside"] == "other_app"
    expect(mine.row(NAME)).to_be_hidden()

    before = wall_clock()
    stand.call(simulator.threads.play, PAGE, SHOPPER, "pass")
    expect(note).to_be_hidden()
    expect(agent.case.get_by_text("Pide hablar con una persona sobre su pedido 4471.")).to_be_visible()
    back = standing(stand)
    assert (back["set_aside"], back["state"]) == (None, "open") and since(stand) >= before
    expect(mine.row(NAME)).to_be_visible()
