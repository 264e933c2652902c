"""After a restart: the inbox of a Page remembers whom Trato knows, what was said there in private, and who answers.

A Page that forgot somebody would refuse whatever is asked about them: an answer, or that we take their conversation.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trato.app.demo.loading.remembering import said_in
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.rooms.channels.simulators.facebook.simulator import Simulator
from trato.rooms.channels.simulators.facebook.world import OTHER_APP, Page
from trato.rooms.channels.simulators.meta.chats import Bubble, Tick

THREADS = """
select v.id, i.address, c.name, v.last_inbound_at, v.holder, v.holder_app
from conversations.conversation v
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
join lateral (select address from contacts.identity where contact_id = v.contact_id and workspace_id = $1
  and kind = 'page_user' order by id = v.identity_id desc, created_at desc limit 1) i on true
where v.workspace_id = $1 and v.account_id = $2 and v.surface = 'direct_message'
order by v.last_sort_at desc limit 300
"""


async def remember_inbox(house: House, workspace: UUID, simulator: Simulator, page: Page, account_id: UUID) -> int:
    """Put people, their chats and who answers in them back into a Page's inbox; return how many chats."""
    async with house.db.transaction(workspace, SYSTEM) as tx:
        threads = await tx.connection.fetch(THREADS, tx.workspace, account_id)
        said = await said_in(tx, [one["id"] for one in threads])
    for row in threads:
        _thread(simulator, page, row, said.get(row["id"], []))
    return len(threads)


def _thread(simulator: Simulator, page: Page, row: Any, said: list[Any]) -> None:
    person = simulator.add_person(row["address"], row["name"] or row["address"])
    thread = simulator.world.thread(page.id, person.wa_id)
    thread.last_inbound_at = row["last_inbound_at"]
    if row["holder"] == "other_app":
        simulator.world.owners[(page.id, person.wa_id)] = row["holder_app"] or OTHER_APP
    for one in said:
        if one["provider_id"]:
            mine, content = one["direction"] == "in", {"kind": "text", "text": one["text"] or "…"}
            thread.add(Bubble(one["provider_id"], one["occurred_at"], mine, content, Tick.READ, seen=True))
