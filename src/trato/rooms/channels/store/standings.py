"""SQL of how channels stand: dated rows, of which none is overwritten."""

from __future__ import annotations

from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.channels.standings import StandingRow

# a standing of the brand itself, or of every brand of the workspace
LIST_STANDINGS = """
select brand_id, channel, tier, modern, live, from_at, to_at, country, care, offered from channels.standing
where workspace_id = $1 order by from_at desc
"""
END_STANDING = """
update channels.standing set to_at = $5 where workspace_id = $1 and brand_id is not distinct from $2 and channel = $3
  and country = $4 and to_at is null
"""
ADD_STANDING = """
insert into channels.standing (id, workspace_id, brand_id, channel, tier, modern, live, from_at, country, care, offered)
values ($2, $1, $3, $4, $5, $6, $7, $8, $9, $10, $11)
"""


async def list_standings(tx: Tx) -> list[StandingRow]:
    """Return every standing of the workspace, the newest first."""
    return [StandingRow(**dict(row)) for row in await tx.connection.fetch(LIST_STANDINGS, tx.workspace)]


async def end_standing(tx: Tx, brand_id: UUID | None, channel: str, country: str) -> None:
    await tx.connection.execute(END_STANDING, tx.workspace, brand_id, channel, country, tx.now)


async def add_standing(tx: Tx, one: StandingRow) -> None:
    await tx.connection.execute(
        ADD_STANDING, tx.workspace, uuid7(), one.brand_id, one.channel, one.tier, one.modern, one.live, one.from_at,
        one.country, one.care, one.offered,
    )  # fmt: skip
