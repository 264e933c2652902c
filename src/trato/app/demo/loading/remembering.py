"""After a restart: the simulated telephones remember what Trato knows, so that open reply windows stay open."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from trato.app.demo.loading.house import Firm
from trato.app.demo.playing.by_whatsapp import person_of
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.channels.simulators.whatsapp.world import Bubble, Tick, World

THREADS = """
select v.id, v.last_inbound_at, c.name,
  (select coalesce(nullif(i.raw, ''), i.address) from contacts.identity i where i.contact_id = v.contact_id
     and i.workspace_id = $1 and i.kind = 'phone' limit 1) as phone,
  (select i.address from contacts.identity i where i.contact_id = v.contact_id and i.workspace_id = $1
     and i.kind = 'whatsapp_user' order by i.created_at desc limit 1) as user_id
from conversations.conversation v
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
where v.workspace_id = $1 and v.account_id = $2 and v.last_inbound_at is not null
order by v.last_inbound_at desc limit 300
"""
BUBBLES = """
select m.conversation_id, coalesce(d.provider_id, m.provider_id) as provider_id, m.direction, m.text, m.occurred_at
from conversations.message m
left join conversations.delivery d on d.message_id = m.id and d.workspace_id = $1
where m.workspace_id = $1 and m.conversation_id = any($2::uuid[])
order by m.sort_at
"""


async def remember(house: House, firm: Firm, world: World) -> int:
    """Put people and their chats back onto the telephones; return how many chats."""
    count = 0
    for door in firm.doors.values():
        if door.channel != "whatsapp":
            continue
        async with house.db.transaction(firm.workspace, SYSTEM) as tx:
            threads = await tx.connection.fetch(THREADS, tx.workspace, door.account_id)
            said = await said_in(tx, [one["id"] for one in threads])
        for row in threads:
            _thread(world, door.address, row, said.get(row["id"], []))
        count += len(threads)
    return count


async def said_in(tx: Tx, conversations: Sequence[UUID]) -> dict[UUID, list[Any]]:
    """Return what was said in conversations, each in its order, by the columns of `BUBBLES`."""
    said: dict[UUID, list[Any]] = {}
    for row in await tx.connection.fetch(BUBBLES, tx.workspace, list(conversations)):
        said.setdefault(row["conversation_id"], []).append(row)
    return said


def _thread(world: World, number: str, row: Any, said: list[Any]) -> None:
    user_id = row["user_id"] or ""
    digits = "".join(one for one in (row["phone"] or user_id) if one.isdecimal())
    person = person_of(digits, row["name"], hides_phone=row["phone"] is None)
    person.user_id = user_id or person.user_id
    world.people.setdefault(digits, person)
    thread = world.thread(number, digits)
    thread.last_inbound_at = row["last_inbound_at"]
    for one in said:
        if one["provider_id"]:
            mine = one["direction"] == "in"
            content = {"kind": "text", "text": one["text"] or "…"}
            thread.add(Bubble(one["provider_id"], one["occurred_at"], mine, content, Tick.READ, seen=True))
