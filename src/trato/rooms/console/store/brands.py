"""What stands in the way of a brand's going."""

from __future__ import annotations

from uuid import UUID

from trato.kit.tx import Tx

COUNT_ACCOUNTS = """
select count(*) from channels.account where brand_id = $1 and workspace_id = $2 and state in ('active', 'broken')
"""


async def count_accounts(tx: Tx, brand_id: UUID) -> int:
    """Return how many channel accounts of a brand are in service."""
    count: int = await tx.connection.fetchval(COUNT_ACCOUNTS, brand_id, tx.workspace)
    return count
