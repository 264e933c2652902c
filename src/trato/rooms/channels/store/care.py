"""SQL of where what asks for care goes."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.channels.care import CareRoute

LIST_ROUTES = """
select r.account_id, r.care_account_id, c.queue_id as care_queue_id, r.what, r.words
from channels.care_route r join channels.account c on c.id = r.care_account_id and c.workspace_id = $1
where r.workspace_id = $1 and c.state <> 'retired'
"""
SET_ROUTE = """
insert into channels.care_route (account_id, workspace_id, care_account_id, what, words) values ($2, $1, $3, $4, $5)
on conflict (account_id, workspace_id) do update
set care_account_id = excluded.care_account_id, what = excluded.what, words = excluded.words
"""
DROP_ROUTE = "delete from channels.care_route where account_id = $2 and workspace_id = $1"


async def list_routes(tx: Tx) -> dict[UUID, CareRoute]:
    """Return the routes of the workspace by the account that they start from."""
    rows = await tx.connection.fetch(LIST_ROUTES, tx.workspace)
    return {
        row["account_id"]: CareRoute(
            row["account_id"], row["care_account_id"], row["care_queue_id"], row["what"], tuple(row["words"])
        )
        for row in rows
    }


async def set_route(tx: Tx, account_id: UUID, care_account_id: UUID, what: str, words: tuple[str, ...]) -> None:
    await tx.connection.execute(SET_ROUTE, tx.workspace, account_id, care_account_id, what, list(words))


async def drop_route(tx: Tx, account_id: UUID) -> None:
    await tx.connection.execute(DROP_ROUTE, tx.workspace, account_id)
