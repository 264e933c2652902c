"""The copied history is one that the product reads like any other."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bench import history
from bench.history import Shape
from tests.embedded import Urls
from tests.flow.world import open_test_house
from trato.app.founding import found_workspace
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope
from trato.rooms.console.model import CaseSort, ViewKey, ViewKind
from trato.rooms.console.service import rows
from trato.rooms.console.store import lists


@pytest.fixture
async def house(database_urls: Urls, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[House]:
    async with open_test_house(database_urls, tmp_path_factory.mktemp("home")) as house:
        yield house


async def test_a_copied_history_is_read_like_a_lived_one(house: House, database_urls: Urls) -> None:
    workspace = await found_workspace(house, f"h{uuid7().hex}", "Historia")
    shape = Shape(cases=300, messages=1_200, open=200, resolved=40, agents=2)
    written = await history.write(house, database_urls.owner, workspace, shape)
    async with house.db.transaction(workspace, SYSTEM) as tx:
        rights = await access.rights_of(tx, written.agent)
        scope = next(iter(rights.scopes.values()))
        assert scope == Scope(queues=frozenset({written.desks[0].queue.id}))
        everything = lists.Wanted(ViewKey(ViewKind.ALL), Scope(everywhere=True), written.leader, (), CaseSort.NEWEST)
        ids = [one[-1] for one in await lists.list_page(tx, everything, 1_000, None, tx.now)]
        shown = await rows.rows(tx, ids, written.agent)
        said = await tx.connection.fetchval(
            "select count(*) from conversations.message where workspace_id = $1", workspace
        )
    assert len(shown) == 300 and 600 <= said <= 1_200
    assert sum(one.state == "open" for one in shown) == 200
    assert all(one.preview and one.contact.name and one.subject for one in shown)
    assert {one.channel for one in shown} == {"whatsapp", "webchat", "email"}


async def test_who_sees_one_queue_is_read_the_same_pages_as_by_walking_past_the_others(
    house: House, database_urls: Urls
) -> None:
    workspace = await found_workspace(house, f"h{uuid7().hex}", "Historia")
    written = await history.write(
        house, database_urls.owner, workspace, Shape(200, 400, open=150, resolved=20, agents=1)
    )
    desk = written.desks[0]
    queues = Scope(queues=frozenset({desk.queue.id}))
    mixed = Scope(queues=frozenset({desk.queue.id}), accounts=frozenset({uuid7()}))  # the same cases, by the other road
    async with house.db.transaction(workspace, SYSTEM) as tx:
        for sort in CaseSort:
            for kind in (ViewKind.ALL, ViewKind.TEAM, ViewKind.UNASSIGNED, ViewKind.RESOLVED):
                pages = []
                for scope in (queues, mixed):
                    teams = (desk.team_id,)
                    wanted = lists.Wanted(ViewKey(kind), scope, written.agent, teams, sort)
                    found: list[tuple[Any, ...]] = []
                    after: tuple[Any, ...] | None = None
                    while page := await lists.list_page(tx, wanted, 4, after, tx.now):
                        found, after = [*found, *page], page[-1]
                    pages.append(found)
                assert pages[0] == pages[1], (sort, kind)
                assert len({one[-1] for one in pages[0]}) == len(pages[0])
                assert kind is not ViewKind.TEAM or len(pages[0]) > 4
