"""SQL of rounds: what the engine saw."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.routing.model import Pair, Round

KEPT_FOR = timedelta(days=35)
ADD_ROUND = """
insert into routing.round (id, workspace_id, chain, number, at, policy_version, seen)
values ($2, $1, $3, $4, $5, $6, $7)
"""
DROP_ROUNDS = "delete from routing.round where workspace_id = $1 and at < $2"
LIST_CHAINS = """
select chain from routing.round where workspace_id = $1 and at >= $2 and at < $3 group by chain order by min(at)
"""
LIST_ROUNDS = """
select chain, number, seen from routing.round where workspace_id = $1 and chain = $2 order by number
"""
LIST_GIVEN = """
select at, case_id, agent_id from routing.assignment
where workspace_id = $1 and at >= $2 and at < $3 and author = 'engine' and agent_id is not null
"""
FIRST_ROUND = "select min(at) from routing.round where workspace_id = $1"


async def add_round(tx: Tx, one: Round, version: int) -> None:
    """Keep a look; with the first of a chain, those go that are too old to be asked about."""
    await tx.connection.execute(ADD_ROUND, tx.workspace, uuid7(), one.chain, one.number, tx.now, version, one.seen)
    if one.number == 0:
        await tx.connection.execute(DROP_ROUNDS, tx.workspace, tx.now - KEPT_FOR)


async def chains(tx: Tx, from_at: datetime, to_at: datetime) -> AsyncIterator[list[Round]]:
    """Tell the chains that have a look between two instants, one after the other, each whole."""
    for row in await tx.connection.fetch(LIST_CHAINS, tx.workspace, from_at, to_at):
        found = await tx.connection.fetch(LIST_ROUNDS, tx.workspace, row["chain"])
        yield [Round(*one) for one in found]


async def list_given(tx: Tx, from_at: datetime, to_at: datetime) -> set[tuple[datetime, Pair]]:
    """Return what the engine gave between two instants."""
    rows = await tx.connection.fetch(LIST_GIVEN, tx.workspace, from_at, to_at)
    return {(row["at"], (row["case_id"], row["agent_id"])) for row in rows}


async def first_round(tx: Tx) -> datetime | None:
    """Return since when looks are kept."""
    at: datetime | None = await tx.connection.fetchval(FIRST_ROUND, tx.workspace)
    return at
