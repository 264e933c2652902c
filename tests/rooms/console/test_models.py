"""Model cards: what is at work says what it learned from, how good it is where, and whether it keeps up."""

from __future__ import annotations

from tests.flow.understanding import understand
from tests.rooms.console.desk import Desk
from trato.rooms.intelligence.api import Analyser


async def test_each_head_says_what_it_learned_from_and_how_good_it_is_in_each_language(desk: Desk) -> None:
    lucia = await desk.add("lucia", "director_of_care")
    said = await lucia.get("/intelligence/models")
    assert said["encoder_id"] is None and said["last_at"] is None and said["put_off"] == 0
    heads = {one["name"]: one for one in said["cards"]}
    assert {"kind", "engageable", "sentiment", "offensive", "urgency", "needs_human"} <= set(heads)
    for one in heads.values():
        assert one["data"] and one["limits"] and one["date"] and one["messages"] > 1_000
        assert all(0 < one["held_out"][lang] <= 1 for lang in ("es", "pt", "en"))


async def test_it_says_how_far_understanding_is_behind_and_when_it_is_not(desk: Desk, analyser: Analyser) -> None:
    lucia = await desk.add("lucia", "director_of_care")
    await desk.world.whatsapp("Hola, mi pedido no llegó", "¿Me ayudan?")
    said = await lucia.get("/intelligence/models")
    assert said["waiting"] == 2 and said["behind"] >= 0
    await understand(desk.world, analyser)
    said = await lucia.get("/intelligence/models")
    assert said["waiting"] == 0 and said["encoder_id"] == analyser.encoder.encoder_id and said["full"]
    assert said["last_at"] is not None


async def test_without_the_encoder_it_says_that_letters_alone_are_read(desk: Desk, bare_analyser: Analyser) -> None:
    lucia = await desk.add("lucia", "director_of_care")
    await desk.world.whatsapp("Hola, mi pedido no llegó")
    await understand(desk.world, bare_analyser)
    said = await lucia.get("/intelligence/models")
    assert said["encoder_id"] == "hash-only" and not said["full"]


async def test_who_manages_no_tags_does_not_see_it(desk: Desk) -> None:
    lucia = await desk.add("lucia")
    assert (await lucia.ask("GET", "/intelligence/models")).status_code == 403
