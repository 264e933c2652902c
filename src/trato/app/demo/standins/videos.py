"""Pirca's videos on a YouTube of this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.routing import Mount

from trato.app.demo.standins.standing import Door, Stage, StandIn, account_of
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.simulators.youtube.screen import PAGE
from trato.rooms.channels.simulators.youtube.server import make_app
from trato.rooms.channels.simulators.youtube.world import Channel, Comment, Person, Video, World

MOUNT = "/videos"
CHANNEL, NAME = "UCpirca0000000000000001", "Pirca Cocina"
SECRETS = {"client_id": "pirca.apps.muestra", "client_secret": "muestra-de-video", "refresh_token": "1//muestra"}
PEOPLE = (Person("UCvisita-ica", "@visita-de-ica"), Person("UCvisita-puno", "@visita-de-puno"))
VIDEOS = (Video("pircaOllaBarr", "Cómo curar una olla de barro"), Video("pircaCobre01", "El cobre, sin manchas"))
DOOR = Door(
    f"{MOUNT}{PAGE}/",
    Said("YouTube", "YouTube", "YouTube"),
    Said(
        "YouTube simulado: comentar los videos de Pirca.",
        "Simulated YouTube: comment on Pirca's videos.",
        "YouTube simulado: comentar os vídeos da Pirca.",
    ),
)
SAID = """
select m.provider_id, m.direction, m.text, m.occurred_at, v.parent, v.thread_key, i.address, c.name
from conversations.message m
join conversations.conversation v on v.id = m.conversation_id and v.workspace_id = $1
join contacts.identity i on i.id = v.identity_id and i.workspace_id = $1
join contacts.contact c on c.id = v.contact_id and c.workspace_id = $1
where m.workspace_id = $1 and v.account_id = $2 and m.provider_id is not null and m.deleted_at is null
order by m.sort_at limit 2000
"""


async def open_videos(stage: Stage) -> StandIn:
    """Connect the channel where it is not yet, and put its videos and comments into a YouTube of this machine."""
    world = World(wall_clock, Channel(CHANNEL, NAME, *SECRETS.values()), list(VIDEOS), list(PEOPLE))
    settings = {"api_base": f"{stage.site}{MOUNT}"}
    async with stage.house.db.transaction(stage.firm.workspace, SYSTEM) as tx:
        account = await account_of(stage, tx, "youtube", CHANNEL, "Pirca en YouTube", settings, SECRETS)
        _remember(world, await _said(tx, account))
    return StandIn([Mount(MOUNT, make_app(world))], [DOOR], lambda: None)


async def _said(tx: Tx, account: Any) -> Sequence[Any]:
    rows: Sequence[Any] = await tx.connection.fetch(SAID, tx.workspace, account)
    return rows


def _remember(world: World, said: Sequence[Any]) -> None:
    """Put back what was said before a restart; who answered in somebody's thread is taken for who began it."""
    for row in said:
        identifier, ours, at = row["provider_id"], row["direction"] == "out", row["occurred_at"]
        author, name = (CHANNEL, f"@{NAME}") if ours else (row["address"], row["name"])
        above = row["thread_key"] if identifier != row["thread_key"] else ""
        world.comments[identifier] = Comment(
            identifier, row["parent"] or VIDEOS[0].id, author, name, row["text"], at, at, above
        )
