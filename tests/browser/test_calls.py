"""Calls at the desk: one is missed and called back, held and over; what it was made of stands in its case."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Desk
from tests.browser.stand import Stand
from trato.app.founding import open_channel
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.voice.server import make_app
from trato.rooms.channels.simulators.voice.simulator import Simulator
from trato.rooms.channels.simulators.voice.telling import Pace
from trato.rooms.channels.simulators.voice.world import Leg, Line

NUMBER, ROSA, SID = "+51155501012", "+51987310299", f"AC{'4' * 32}"


@dataclass(frozen=True)
class Telephones:
    """Twilio beside the stand, and what Rosa does with it."""

    stand: Stand
    twilio: Simulator

    def dial(self) -> str:
        """Call the firm, and wait in its queue."""
        sid = self.stand.call(self.twilio.dial, NUMBER, ROSA)
        self._until(lambda: self.twilio.world.legs[sid].where == "queue")
        return sid

    def case(self) -> UUID:
        """Return the case of the one call that came, once it has one."""
        opened: list[UUID] = []

        async def look() -> list[UUID]:
            async with self.stand.house.db.transaction(self.stand.firm.workspace, SYSTEM) as tx:
                rows = await tx.connection.fetch(
                    "select id from cases.\"case\" where channel = 'voice' order by opened_at desc"
                )
            return [row["id"] for row in rows]

        def there() -> bool:
            opened[:] = self.stand.run(look())
            return bool(opened)

        self._until(there)
        return opened[0]

    def hang_up(self, sid: str) -> None:
        self.stand.call(self.twilio.hang_up, sid)

    def pick_up(self) -> Leg:
        """Answer the telephone that rings at hers."""

        def rings() -> list[Leg]:
            return [one for one in self.twilio.world.legs.values() if one.called == ROSA and one.status == "ringing"]

        self._until(lambda: bool(rings()))
        leg = rings()[0]
        self.stand.call(self.twilio.pick_up, leg.sid)
        return leg

    def _until(self, there: Callable[[], bool]) -> None:
        end = time.monotonic() + 15
        while not there():
            assert time.monotonic() < end, [(one.called, one.status) for one in self.twilio.world.legs.values()]
            time.sleep(0.05)


@pytest.fixture
def telephones(stand: Stand) -> Iterator[Telephones]:
    """Give the firm a number for calls, on a Twilio of this machine."""
    twilio = Simulator(pace=Pace(1.0, 0))
    url, stop = stand.serve(make_app(twilio))

    async def connect() -> str:
        house, firm = stand.house, stand.firm
        settings = {
            "account_sid": SID,
            "api_base": url,
            "softphone": "stand_in",
            "calls_from": "0",
            "calls_until": "24",
        }
        async with house.db.transaction(firm.workspace, SYSTEM) as tx:
            account = await open_channel(
                house, tx, firm.brand, "voice", NUMBER, "Central", settings=settings, secrets={"auth_token": "t0ken"}
            )
        return f"{stand.console}/hooks/{account}"

    hook = stand.run(connect())
    twilio.add_line(Line(NUMBER, "Pirca", SID, "t0ken", hook, status_url=hook))
    yield Telephones(stand, twilio)
    stop()


def test_a_missed_call_is_called_back_held_and_over_and_its_case_says_how_it_went(
    telephones: Telephones, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    missed = telephones.dial()
    agent.page.locator(f'[data-case="{telephones.case()}"]').click()  # others without a name may wait too
    expect(agent.case.get_by_text("Llamada: en la cola")).to_be_visible()
    telephones.hang_up(missed)
    expect(agent.case.get_by_text("Llamada perdida")).to_be_visible()

    agent.press("Shift+F")
    dialog = agent.page.get_by_role("dialog", name="Llamar al contacto")
    expect(dialog.get_by_text(ROSA)).to_be_visible()
    dialog.get_by_role("button", name="Llamar").click()
    bar = agent.page.get_by_role("region", name="Llamada en curso")
    expect(bar.get_by_text("Llamando")).to_be_visible()
    rosa = telephones.pick_up()
    expect(bar.get_by_text("En línea")).to_be_visible()
    agent.press("Shift+O")
    expect(bar.get_by_text("En espera")).to_be_visible()
    assert rosa.held
    agent.press("Shift+O")
    expect(bar.get_by_text("En línea")).to_be_visible()
    agent.press("Shift+H")
    expect(agent.page.get_by_text("¿En qué quedó la llamada")).to_be_visible()
    assert rosa.is_over
    agent.press("1")
    expect(agent.case.get_by_text("Llamada hecha por Camila Rojas, contestada")).to_be_visible()
    stretches = agent.case.get_by_role("list", name="Momentos de la llamada").last
    for one in ("Timbre a Camila Rojas", "Timbre al contacto", "Conversación con Camila Rojas", "Espera"):
        expect(stretches.get_by_text(one).first).to_be_visible()
    expect(agent.case.get_by_text("Contestó")).to_be_visible()
    expect(agent.page.get_by_text(re.compile("^cumplida"))).to_be_visible()
