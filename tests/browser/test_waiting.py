"""Cases that wait: a visitor and an agent see the same place in the queue; an agent is asked, accepts and passes."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from playwright.sync_api import expect

from tests.browser.conftest import Opening
from tests.browser.desk import Desk
from tests.browser.firm import PASSWORD
from tests.browser.outside import Visitor, told
from tests.browser.stand import Stand
from trato.flow.acts import assigning
from trato.kit.events import SYSTEM
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

CASE_OF = "select case_id from conversations.message where workspace_id = $1 and text = $2"
OUTCOMES = """
select a.outcome, c.holder_kind from routing.assignment a join cases."case" c on c.id = a.case_id
where a.workspace_id = $1 and a.queue_id = $2 order by a.at
"""
PLACE = re.compile(r"Lugar \d+ en la cola")


def test_a_visitor_and_an_agent_see_the_place_in_the_queue_until_somebody_answers(
    stand: Stand, opened: Opening, desk: Callable[..., Desk]
) -> None:
    agent = desk("camila")
    visitor = Visitor(opened(f"{stand.shop}/demo/tienda"))
    visitor.open()
    visitor.write("¿Cuánto falta para que me atiendan?")
    waits = visitor.page.get_by_role("status").filter(has_text=PLACE)
    expect(waits).to_be_visible()
    agent.open("Cuánto falta para que me atiendan")
    place = agent.case.get_by_text(re.compile(r"^\d+\.º en la cola"))
    expect(place).to_be_visible()
    seen = re.search(r"\d+", waits.inner_text())
    assert seen is not None and place.inner_text().startswith(f"{seen[0]}.º")
    agent.answer("Nada: aquí estoy.")
    expect(visitor.log).to_contain_text("aquí estoy")
    expect(waits).to_be_hidden()
    expect(place).to_be_hidden()


async def asked(stand: Stand, who: str) -> UUID:
    """Put somebody at work who alone is asked to take the cases of a queue of theirs; return the queue."""
    async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
        word = await access.Passwords().hash(PASSWORD)
        user = await access.add_user(tx, stand.firm.email(who), who.title(), password_hash=word)
        await access.grant(tx, None, user.id, "agent", ScopeKind.BRAND, stand.firm.brand.brand.id)
        team = await access.add_team(tx, tx.workspace, f"Equipo de {who}")
        await access.join_team(tx, team.id, user.id)
        queue = await routing.create_queue(tx, f"Cola de {who}", brand_id=stand.firm.brand.brand.id, team_id=team.id)
        await routing.change_queue(tx, replace(queue, accept_seconds=120))
        await workforce.set_presence(tx, user.id, PresenceState.ONLINE)
    return queue.id


async def put(stand: Stand, text: str, queue: UUID) -> None:
    """Let the case of somebody's words wait in a queue, once they have arrived."""
    case: UUID | None = None
    async with asyncio.timeout(15):
        while case is None:
            async with stand.house.db.transaction(stand.firm.workspace, SYSTEM) as tx:
                case = await tx.connection.fetchval(CASE_OF, tx.workspace, text)
                if case is not None:
                    await assigning.assign(tx, case, None, queue_id=queue)


def test_an_agent_is_asked_accepts_by_a_key_and_passes_the_next_which_waits_again(
    stand: Stand, desk: Callable[..., Desk]
) -> None:
    queue = stand.run(asked(stand, "rita"))
    rita = desk("rita", "mine")
    offer = rita.page.get_by_role("region", name="Caso ofrecido")
    for n, (text, key) in enumerate((("Ofrezcan este", "y"), ("Y pasen este", "Shift+Y"))):
        told(stand, f"Rosa ofrecida {n}", f"5198700083{n}", text)
        stand.run(put(stand, text, queue))
        expect(offer).to_contain_text(text)
        rita.press(key)
        expect(offer).to_be_hidden()
    expect(rita.message("Ofrezcan este")).to_be_visible()
    rows = stand.fetch(OUTCOMES, queue)
    assert [(row["outcome"], row["holder_kind"]) for row in rows] == [("accepted", "agent"), ("declined", "queue")]
