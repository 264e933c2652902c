"""SQL of weights: what the workspace says that conversations take."""

from __future__ import annotations

from trato.kit.tx import Tx
from trato.rooms.workforce.model import ChannelWeight

LIST_WEIGHTS = "select channel, units, exclusive, live from workforce.channel_weight where workspace_id = $1"
SET_WEIGHT = """
insert into workforce.channel_weight (channel, workspace_id, units, exclusive, live) values ($1, $2, $3, $4, $5)
on conflict (channel, workspace_id) do update
set units = excluded.units, exclusive = excluded.exclusive, live = excluded.live
"""
DROP_WEIGHT = "delete from workforce.channel_weight where channel = $1 and workspace_id = $2"


async def list_weights(tx: Tx) -> dict[str, tuple[ChannelWeight, bool | None]]:
    """Return what the workspace says of channels, each with whether it says that they are live work."""
    rows = await tx.connection.fetch(LIST_WEIGHTS, tx.workspace)
    return {row[0]: (ChannelWeight(row[1], row[2]), row[3]) for row in rows}


async def set_weight(tx: Tx, channel: str, weight: ChannelWeight) -> None:
    await tx.connection.execute(SET_WEIGHT, channel, tx.workspace, weight.units, weight.exclusive, weight.live)


async def drop_weight(tx: Tx, channel: str) -> None:
    await tx.connection.execute(DROP_WEIGHT, channel, tx.workspace)
