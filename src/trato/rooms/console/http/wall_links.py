"""The addresses of links that show a board on a screen."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.http.floor import Ids
from trato.rooms.console.service import wall_links, walls
from trato.rooms.console.service.wall_links import NewWallLink, WallLink


class ToShare(Struct, frozen=True):
    """Which part is shown, and for how many days."""

    name: Annotated[str, Meta(max_length=80)]
    days: int
    brand: Ids = ""
    queue: Ids = ""
    team: Ids = ""


async def links(tx: Tx, who: Principal, given: Nothing) -> list[WallLink]:
    """List the links that show a board, newest first; revoked ones for a month."""
    return await wall_links.list_links(tx, who)


async def make(tx: Tx, who: Principal, given: ToShare) -> NewWallLink:
    """Make a link that shows a board where nobody signs in. Its secret is told this once."""
    wanted = walls.read_selection({"brand": given.brand, "queue": given.queue, "team": given.team})
    return await wall_links.make(tx, who, given.name, given.days, wanted)


async def revoke(tx: Tx, who: Principal, given: OneId) -> None:
    """End a link: its screens go dark at once."""
    await wall_links.revoke(tx, who, given.id)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/floor/links", Verb.FLOOR_SHARE, links, Nothing),
    ("POST", "/api/v1/floor/links", Verb.FLOOR_SHARE, make, ToShare),
    ("DELETE", "/api/v1/floor/links/{id}", Verb.FLOOR_SHARE, revoke, OneId),
)
