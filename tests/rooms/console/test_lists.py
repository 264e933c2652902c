"""The lists' two readings agree: the SQL of pages, the rule of one case, the count of the views."""

from __future__ import annotations

import random
from datetime import timedelta
from uuid import UUID

import pytest

from tests.rooms.console.desk import Desk
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.access.model import Scope
from trato.rooms.cases import api as cases
from trato.rooms.console.errors import CursorUnknown, ViewUnknown
from trato.rooms.console.model import CaseSort, ViewKey, ViewKind
from trato.rooms.console.rules.views import belongs, read_view
from trato.rooms.console.service import counts, rows
from trato.rooms.console.service.lists import read_cursor, write_cursor
from trato.rooms.console.store import lists as store


async def scatter(desk: Desk, user: UUID, team: UUID, seed: int) -> list[UUID]:
    """Put cases into many standings, as deeds and time would."""
    chance = random.Random(seed)
    for n in range(30):
        await desk.world.whatsapp(f"Hola {n}", phone=f"51987{n:06}", name=f"Persona {n}")
    ids = [row["id"] for row in await desk.world.fetch('select id from cases."case" order by number')]
    async with desk.world.tx(Actor(ActorKind.USER, user)) as tx:
        for id in ids:
            holder, holder_id = chance.choice([("nobody", None), ("queue", desk.world.brand.queue.id), ("agent", user),
                                               ("agent", uuid7()), ("team", team), ("team", uuid7())])  # fmt: skip
            waiting = chance.choice([None, None, "contact", "team", "until"])
            until = tx.now + timedelta(hours=1) if waiting == "until" else None
            due = chance.choice([None, timedelta(hours=5), timedelta(minutes=1), timedelta(minutes=-5)])
            await tx.connection.execute(
                """update cases."case" set state = $3, set_aside = $4, holder_kind = $5, holder_id = $6,
                waiting_on = $7, waiting_until = $8, due_from = $9, due_at = $10, breached = $11, queue_id = $12
                where id = $2 and workspace_id = $1""",
                tx.workspace, id, chance.choice(["open", "open", "open", "resolved", "closed"]),
                chance.choice([None, None, None, "spam"]), holder, holder_id, waiting, until,
                tx.now - timedelta(minutes=10) if due else None, tx.now + due if due else None,
                bool(due and due < timedelta(0) and chance.random() < 0.5),
                chance.choice([desk.world.brand.queue.id, None]),
            )  # fmt: skip
        for id in chance.sample(ids, 5):
            note = await cases.add_note(tx, id, "mira", mentions=[user])
            assert note.mentions == (user,)
    return ids


@pytest.mark.parametrize("seed", [1, 2])
async def test_pages_counts_and_the_rule_of_one_case_agree(desk: Desk, seed: int) -> None:
    team = desk.world.brand.team_id
    camila = await desk.add("camila", team=team)
    ids = await scatter(desk, camila.id, team, seed)
    keys = [ViewKey(kind) for kind in ViewKind] + [ViewKey(ViewKind.UNASSIGNED, team), ViewKey(ViewKind.TEAM, team)]
    async with desk.world.tx() as tx:
        found = await rows.listed(tx, ids)
        tally = await counts.Counters().tally(tx, [camila.id])
        told = {one.id: one for one in tally.views(Scope(everywhere=True), camila.id, [team])}
        for key in keys:
            by_rule = {id for id, one in found.items() if belongs(key, one, camila.id, [team], tx.now)}
            wanted = store.Wanted(key, Scope(everywhere=True), camila.id, (team,), CaseSort.SLACK)
            by_sql = {row[-1] for row in await store.list_page(tx, wanted, 1000, None, tx.now)}
            assert by_sql == by_rule, key
            if str(key) in told:
                assert told[str(key)].count == len(by_rule), key
    assert len(found) == len(ids)


async def test_the_scope_is_in_every_list_and_count(desk: Desk) -> None:
    await desk.world.whatsapp("Hola")
    nowhere = await desk.add("nowhere", "agent")
    async with desk.world.tx() as tx:
        wanted = store.Wanted(
            ViewKey(ViewKind.ALL), Scope(queues=frozenset({uuid7()})), nowhere.id, (), CaseSort.NEWEST
        )
        assert await store.list_page(tx, wanted, 10, None, tx.now) == []
        tally = await counts.Counters().tally(tx, [nowhere.id])
        assert {one.count for one in tally.views(Scope(queues=frozenset({uuid7()})), nowhere.id, [])} == {0}


def test_a_view_is_read_from_its_name() -> None:
    team = uuid7()
    assert read_view("mine") == ViewKey(ViewKind.MINE)
    assert read_view(f"unassigned.{team}") == ViewKey(ViewKind.UNASSIGNED, team)
    assert str(read_view(f"team.{team}")) == f"team.{team}"
    for bad in ("", "Mine", "mine.", f"mine.{team}", "team.x", "saved"):
        with pytest.raises(ViewUnknown):
            read_view(bad)


def test_a_cursor_is_read_back_and_a_forged_one_refused() -> None:
    id = uuid7()
    assert read_cursor(write_cursor("a", "b", id), (str, str, UUID)) == ("a", "b", id)
    assert read_cursor("", (str,)) is None
    for bad in ("x", "!!!", write_cursor("a"), write_cursor("a", "b", "c")):
        with pytest.raises(CursorUnknown):
            read_cursor(bad, (str, str, UUID))
