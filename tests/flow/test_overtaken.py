"""What stands below a comment may be told before it: in the end all is as if it had come in its order."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.flow.pages import PAGE, comment, open_page, stamp, wall
from tests.flow.world import World

CASE = """
select k.name as contact, c.origin, c.opened_by_kind, c.opened_by_id = c.contact_id as by_contact,
  c.unanswered_since is null as answered, v.contact_id = c.contact_id as whose,
  (select array_agg(p.role || ' ' || (p.contact_id = c.contact_id)::text) from cases.participant p
   where p.case_id = c.id) as parts,
  (select array_agg(m.text order by m.sort_at) from conversations.message m where m.case_id = c.id) as said,
  (select count(*) from sla.clock l where l.case_id = c.id and l.stopped_at is null) as running
from cases."case" c join contacts.contact k on k.id = c.contact_id
join conversations.conversation v on v.case_id = c.id
"""


async def _tell(world: World, told: list[dict[str, Any]], *, at_once: bool) -> None:
    for values in [told] if at_once else [[one] for one in told]:
        await world.accept("facebook", wall(*values))
        await world.receive()


@pytest.mark.parametrize("at_once", [True, False])
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
async def test_an_answer_of_ours_that_comes_before_its_comment_leaves_the_case_with_who_commented(
    world: World, order: tuple[int, ...], at_once: bool
) -> None:
    await open_page(world, "facebook")
    now = stamp() // 1000
    said = [
        comment(1, "¿Envían a Cusco?", at=now - 60),
        comment(2, "¡Claro!", PAGE, below="900_1", at=now - 30),
    ]
    await _tell(world, [said[n] for n in order], at_once=at_once)

    assert [dict(row) for row in await world.fetch(CASE)] == [{
        "contact": "Persona 7001", "origin": "mention", "opened_by_kind": "contact", "by_contact": True,
        "answered": False, "whose": True, "parts": ["requester true"], "said": ["¿Envían a Cusco?", "¡Claro!"],
        "running": 2,
    }]  # fmt: skip


@pytest.mark.parametrize("order", list(permutations(range(3))))
async def test_who_else_writes_below_a_comment_before_it_comes_is_not_the_contact_of_its_case(
    world: World, order: tuple[int, ...]
) -> None:
    await open_page(world, "facebook")
    now = stamp() // 1000
    said = [
        comment(1, "¿Envían a Cusco?", at=now - 60),
        comment(2, "Yo también quiero saber", "7002", below="900_1", at=now - 30),
        comment(3, "¿Y a Puno?", below="900_1", at=now - 20),
    ]
    await _tell(world, [said[n] for n in order], at_once=False)

    (case,) = await world.fetch(CASE)
    assert (case["contact"], case["origin"], case["whose"]) == ("Persona 7001", "mention", True)
    assert (case["parts"], case["answered"]) == (["requester true"], False)
    assert len(case["said"]) == 3


async def test_a_case_that_speaks_elsewhere_too_keeps_its_contact(world: World) -> None:
    await open_page(world, "facebook")
    now = stamp() // 1000
    await _tell(world, [comment(2, "Yo también quiero saber", "7002", below="900_1", at=now - 30)], at_once=True)
    await world.whatsapp("Hola")
    (case, other) = await world.fetch('select id, channel from cases."case" order by opened_at')
    await world.fetch(
        "update conversations.message set case_id = $1 where case_id = $2 returning 1", case["id"], other["id"]
    )
    await _tell(world, [comment(1, "¿Envían a Cusco?", at=now - 60)], at_once=True)

    names = await world.fetch(
        'select k.name from cases."case" c join contacts.contact k on k.id = c.contact_id where c.id = $1', case["id"]
    )
    assert [row["name"] for row in names] == ["Persona 7002"]
