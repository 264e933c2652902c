"""What narrows a list is read alike by the SQL of pages, by the rule of one case, and by the census."""

from __future__ import annotations

import random
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.console.desk import Desk
from tests.rooms.console.test_lists import scatter
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access.model import Scope, ScopeKind
from trato.rooms.cases import api as cases
from trato.rooms.console.errors import FilterUnknown, ViewUnknown
from trato.rooms.console.model import CaseFilter, CaseSort, Listing, ViewKey, ViewKind
from trato.rooms.console.rules.filters import is_listed, read_filter, read_listing
from trato.rooms.console.service import counts, rows
from trato.rooms.console.store import lists as store
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import NameSource

VIEWS = (ViewKind.ALL, ViewKind.ALL, ViewKind.ALL, ViewKind.MINE, ViewKind.TEAM, ViewKind.UNASSIGNED)


async def test_a_list_is_narrowed_by_the_queues_within_reach(desk: Desk) -> None:
    camila = await desk.add("camila")
    here = desk.world.brand.queue.id
    near = await desk.add("near", "agent", ScopeKind.QUEUE, here)
    away = await desk.add("away", "agent", ScopeKind.QUEUE, uuid7())
    await desk.world.whatsapp("Hola")
    queues = await camila.get("/queues")
    assert [one["id"] for one in queues] == [str(here)] and queues[0]["name"]
    assert await near.get("/queues") == queues and await away.get("/queues") == []
    assert len((await camila.get("/cases", view="all", queue=str(here)))["items"]) == 1
    assert (await camila.get("/cases", view="all", queue=str(uuid7())))["items"] == []


async def mark(desk: Desk, ids: list[UUID], seed: int) -> list[UUID]:
    """Give cases what only deeds give them: tags, priorities, languages."""
    chance = random.Random(seed)
    async with desk.world.tx() as tx:
        tags: list[UUID] = [(await cases.create_tag(tx, name)).id for name in ("reembolso", "prensa", "envío")]
        for id in ids:
            for tag in chance.sample(tags, chance.choice([0, 0, 1, 2])):
                await cases.add_tag(tx, id, tag)
            await tx.connection.execute(
                """update cases."case" set priority = $3, subject = $4 where id = $2 and workspace_id = $1""",
                tx.workspace, id, chance.choice([-1, 0, 1, 2]), chance.choice(["Garantía", "50% de reembolso", ""]),
            )  # fmt: skip
            await tx.connection.execute(
                """update contacts.contact set locale = $3 where workspace_id = $1
                and id = (select contact_id from cases."case" where id = $2 and workspace_id = $1)""",
                tx.workspace, id, chance.choice(["es", "pt-BR", ""]),
            )  # fmt: skip
    return tags


def some(chance: random.Random, values: list[Any], often: float = 0.25) -> tuple[Any, ...]:
    return tuple(chance.sample(values, chance.randint(1, len(values)))) if chance.random() < often else ()


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_three_readings_of_any_filter_agree(desk: Desk, seed: int) -> None:
    team, brand, queue = desk.world.brand.team_id, desk.world.brand.brand.id, desk.world.brand.queue.id
    camila = await desk.add("camila", team=team)
    ids = await scatter(desk, camila.id, team, seed)
    tags = await mark(desk, ids, seed)
    chance = random.Random(seed)
    counters, fitted = counts.Counters(), 0
    async with desk.world.tx() as tx:
        found = await rows.listed(tx, ids)
        for _ in range(120):
            given = CaseFilter(
                state=some(chance, ["open", "resolved", "closed", "set_aside"]),
                channel=some(chance, ["whatsapp", "email"], 0.1),
                holder=some(chance, ["me", "nobody", str(camila.id)]),
                team=some(chance, ["mine", str(team)], 0.2),
                queue=some(chance, [queue], 0.1),
                brand=some(chance, [brand], 0.1),
                priority=some(chance, ["low", "normal", "high", "urgent"]),
                tag=some(chance, tags),
                language=some(chance, ["es", "pt"], 0.2),
                sla=some(chance, ["breached", "approaching", "on_time", "none"]),
                waiting=some(chance, ["none", "contact", "team", "until"]),
                q=chance.choice(["", "", "", "garantia", "50%", "persona 1", "#10003", "_"]),
            )
            listing = Listing(ViewKey(chance.choice(VIEWS)), given)
            by_rule = {id for id, one in found.items() if is_listed(listing, one, camila.id, [team], tx.now)}
            for scope in (Scope(everywhere=True), Scope(queues=frozenset({queue}))):
                wanted = store.Wanted(listing.view, scope, camila.id, (team,), CaseSort.NEWEST, given)
                by_sql = {one[-1] for one in await store.list_page(tx, wanted, 1000, None, tx.now)}
                assert by_sql == {id for id in by_rule if scope.covers(found[id].place)}, listing
            census = (await counters.tally(tx, [camila.id])).census
            living = {id for id in by_rule if found[id].row.state != "closed" or found[id].row.set_aside}
            assert census.listed(listing, camila.id, [team]).bit_count() == len(living), listing
            fitted += bool(by_rule)
    assert fitted > 30


async def test_a_count_that_facts_kept_up_to_date_equals_a_fresh_one(desk: Desk) -> None:
    team = desk.world.brand.team_id
    camila, bruno = await desk.add("camila", team=team), await desk.add("bruno", team=team)
    chance = random.Random(4)
    for n in range(12):
        await desk.world.whatsapp(f"Hola {n}", phone=f"51987{n:06}", name=f"Persona {n}")
    ids = [str(row["id"]) for row in await desk.world.fetch('select id from cases."case" order by number')]
    kept = counts.Counters()
    async with desk.world.tx(Actor(ActorKind.USER, camila.id)) as tx:
        tag = (await cases.create_tag(tx, "prensa")).id
        reason = (await cases.add_disposition(tx, "entrega", {"es": "Entrega"})).id
    filters = [
        CaseFilter(state=("open",), holder=("me",)),
        CaseFilter(state=("open",), waiting=("contact",)),
        CaseFilter(state=("open", "resolved"), tag=(tag,)),
        CaseFilter(state=("open",), priority=("urgent",), sla=("on_time", "approaching", "breached")),
        CaseFilter(state=("open",), q="nombre nuevo"),
        CaseFilter(state=("set_aside",)),
    ]
    for turn in range(60):
        id, who = chance.choice(ids), chance.choice([camila, bruno])
        deed = chance.randrange(9)
        match deed:
            case 0:
                await who.ask("POST", f"/cases/{id}/assign", {"user_id": str(who.id)})
            case 1:
                await who.ask("POST", f"/cases/{id}/wait", {"on": chance.choice([None, "contact", "third_party"])})
            case 2:
                await who.ask("POST", f"/cases/{id}/resolve", {"disposition_id": str(reason)})
            case 3:
                await who.ask("POST", f"/cases/{id}/reopen", {"undo": chance.random() < 0.5})
            case 4:
                await who.ask("PATCH", f"/cases/{id}", {"priority": chance.choice(["urgent", "normal"])})
            case 5:
                await who.ask("POST", f"/cases/{id}/tags", {"name": "prensa"})
            case 6:
                await who.ask("POST", f"/cases/{id}/set-aside", {"reason": "spam"})
            case 7:
                n = chance.randrange(12)
                await desk.world.whatsapp(f"Otra vez {turn}", phone=f"51987{n:06}", name=f"Persona {n}")
            case _:
                thread = await who.get(f"/cases/{id}/thread")
                last = next(one["message"]["id"] for one in thread["items"] if one.get("message"))
                await who.ask("POST", f"/cases/{id}/read", {"message_id": last})
        if turn == 30:
            async with desk.world.tx() as tx:
                contact = await tx.connection.fetchval('select contact_id from cases."case" where id = $1', UUID(id))
                await contacts.rename(tx, contact, "Nombre Nuevo", NameSource.AGENT)
        async with desk.world.tx() as tx:
            both = [await one.tally(tx, [camila.id, bruno.id]) for one in (kept, counts.Counters())]
            for user in (camila.id, bruno.id):
                told = [one.views(Scope(everywhere=True), user, [team]) for one in both]
                assert told[0] == told[1], deed
                for given in filters:
                    listing = Listing(ViewKey(ViewKind.ALL), given)
                    seen = [one.census.listed(listing, user, [team]).bit_count() for one in both]
                    assert seen[0] == seen[1], (deed, given)


def test_a_filter_is_read_from_the_address() -> None:
    said = {"channel": "whatsapp,email", "priority": "urgent", "q": "olla, rota", "view": "mine"}
    assert read_filter(said) == CaseFilter(channel=("whatsapp", "email"), priority=("urgent",), q="olla, rota")
    assert read_listing("mine?waiting=until&q=a%20b") == Listing(
        ViewKey(ViewKind.MINE), CaseFilter(waiting=("until",), q="a b")
    )
    for bad in ({"priority": "very"}, {"holder": "camila"}, {"tag": "x"}, {"team": "me"}):
        with pytest.raises(FilterUnknown):
            read_filter(bad)
    with pytest.raises(ViewUnknown):
        read_listing("yours?channel=email")
