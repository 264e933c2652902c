"""An answer is shown before it leaves as it will arrive, and showing it sends nothing."""

from __future__ import annotations

from tests.flow.pages import comment, open_page, wall
from tests.flow.world import World
from trato.flow.acts.previewing import preview


async def test_it_is_shown_as_its_channel_will_show_it_and_nothing_is_written(world: World) -> None:
    await open_page(world, "facebook")
    await world.accept("facebook", wall(comment(1, "¿Envían a Cusco?")))
    await world.whatsapp("Hola")
    threads = await world.fetch("select id, case_id, channel from conversations.conversation order by channel")
    written = "¿Boleta?\x00\n[Sí]\n[No]"
    async with world.tx() as tx:
        shown = {
            row["channel"]: await preview(tx, world.house.book, row["id"], row["case_id"], written, None)
            for row in threads
        }
    wall_piece, chat_piece = shown["facebook"].pieces[0], shown["whatsapp"].pieces[0]
    assert (wall_piece.text, wall_piece.buttons) == ("¿Boleta?\n\n1. Sí\n2. No", ())
    assert (chat_piece.text, chat_piece.buttons) == ("¿Boleta?", ("Sí", "No"))
    assert (shown["facebook"].length, shown["facebook"].limit) == (18, 8000)
    assert await world.fetch("select 1 from conversations.delivery") == []
