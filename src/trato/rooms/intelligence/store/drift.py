"""SQL of drift: a sample of each week's vectors, and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from trato.kit.tx import Tx

# by a hash of the id, so that no hour of the week counts more than another
SAMPLE = """
select vector from intelligence.understanding
where workspace_id = $1 and at >= $2 and at < $3 and encoder_id = $4 and length(vector) > 0
order by hashtext(message_id::text) limit $5
"""
GET = "select at, messages, moved, usual, encoder_id from intelligence.drift where workspace_id = $1"
PUT = """
insert into intelligence.drift (workspace_id, at, messages, moved, usual, encoder_id) values ($1, $2, $3, $4, $5, $6)
on conflict (workspace_id) do update set at = excluded.at, messages = excluded.messages, moved = excluded.moved,
  usual = excluded.usual, encoder_id = excluded.encoder_id
"""
WEEK = timedelta(days=7)


async def week(tx: Tx, back: int, encoder_id: str, most: int) -> list[bytes]:
    """Return vectors of the week that ended `back` weeks ago."""
    until = tx.now - back * WEEK
    return [
        row["vector"] for row in await tx.connection.fetch(SAMPLE, tx.workspace, until - WEEK, until, encoder_id, most)
    ]


async def get(tx: Tx) -> Any:
    return await tx.connection.fetchrow(GET, tx.workspace)


async def put(tx: Tx, messages: int, moved: float, usual: float, encoder_id: str) -> None:
    await tx.connection.execute(PUT, tx.workspace, tx.now, messages, moved, usual, encoder_id)
