"""What counts for how much in giving out cases, over the address."""

from __future__ import annotations

from tests.rooms.console.desk import Desk
from trato.rooms.access.model import ScopeKind


async def test_who_manages_queues_everywhere_changes_the_points_and_reads_them_again(desk: Desk) -> None:
    leader = await desk.add("leader", "director_of_care")
    usual = await leader.get("/routing/policy")
    assert (usual["version"], usual["terms"]) == (0, usual["usual"])
    assert usual["bound_minutes"] == 136
    changed = (await leader.ask("PUT", "/routing/policy", {"terms": {**usual["terms"], "age": 2.0}})).json()
    assert (changed["version"], changed["terms"]["age"], changed["bound_minutes"]) == (1, 2.0, 68)
    assert await leader.get("/routing/policy") == changed


async def test_points_that_make_no_sense_are_refused_with_what_they_may_be(desk: Desk) -> None:
    leader = await desk.add("leader", "director_of_care")
    refused = await leader.ask("PUT", "/routing/policy", {"terms": {"age": 0}})
    assert refused.status_code == 422
    assert (refused.json()["code"], refused.json()["field"], refused.json()["least"]) == (
        "senseless_policy",
        "age",
        0.01,
    )


async def test_who_manages_no_queue_or_only_some_changes_nothing(desk: Desk) -> None:
    agent = await desk.add("agent")
    some = await desk.add("some", "director_of_care", ScopeKind.QUEUE, desk.world.brand.queue.id)
    for one in (agent, some):
        assert (await one.ask("PUT", "/routing/policy", {"terms": {}})).status_code == 403
