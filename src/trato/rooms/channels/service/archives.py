"""Accounts that keep what came from elsewhere: they show whose thread it was, and nothing comes or leaves by them."""

from __future__ import annotations

from uuid import UUID

from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.store import accounts as store
from trato.rooms.channels.store.accounts import AccountRow


async def archive(
    tx: Tx,
    channel: str,
    external_id: str,
    name: str,
    *,
    brand_id: UUID,
    unit_id: UUID,
    controller_id: UUID,
    queue_id: UUID | None,
) -> UUID:
    """Return the archive that `external_id` names, made retired when there is none."""
    found = await store.find_account(tx, channel, external_id)
    if found is not None:
        return found
    row = AccountRow(
        id=uuid7(), workspace_id=tx.workspace, brand_id=brand_id, unit_id=unit_id, controller_id=controller_id,
        channel=channel, external_id=external_id, portfolio="", name=name, country="", purpose="care", owner_id=None,
        queue_id=queue_id, calendar_id=None, settings={"archive": True}, secrets=None, state="retired",
        state_reason="", activated_at=None, paused_until=None,
    )  # fmt: skip
    await store.add_account(tx, row)
    tx.audit(AuditEntry("channels.manage", "account", row.id, {"channel": channel}))
    return row.id
