"""Where things stand: what rights ask before anything is read or done."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Scope

CASE_OF_MESSAGE = "select case_id from conversations.message where id = $2 and workspace_id = $1"
HOLDS = """
select exists (select 1 from conversations.conversation where id = $2 and workspace_id = $1 and case_id = $3)
  or exists (select 1 from conversations.message where conversation_id = $2 and workspace_id = $1 and case_id = $3)
"""
REACHES_CONTACT = f"""
select exists (select 1 from contacts.contact where id = $6 and workspace_id = $1) and ($2::boolean
  or exists (select 1 from cases."case" c where c.contact_id = $6 and c.workspace_id = $1 and {access.visible("c", 2)})
  or exists (select 1 from cases.participant t join cases."case" c on c.id = t.case_id and c.workspace_id = $1
    where t.contact_id = $6 and t.workspace_id = $1 and t.until is null and {access.visible("c", 2)}))
"""
ACCOUNT = "select brand_id, queue_id from channels.account where id = $2 and workspace_id = $1 and state <> 'draft'"


async def case_of_message(tx: Tx, message_id: UUID) -> UUID | None:
    found: UUID | None = await tx.connection.fetchval(CASE_OF_MESSAGE, tx.workspace, message_id)
    return found


async def holds(tx: Tx, conversation_id: UUID, case_id: UUID) -> bool:
    """Say whether a conversation serves a case, or has messages of it."""
    return bool(await tx.connection.fetchval(HOLDS, tx.workspace, conversation_id, case_id))


async def reaches_contact(tx: Tx, contact_id: UUID, scope: Scope) -> bool:
    """Say whether a contact has a case inside `scope`, or takes part in one."""
    return bool(await tx.connection.fetchval(REACHES_CONTACT, tx.workspace, *scope.parameters(), contact_id))


async def get_account(tx: Tx, account_id: UUID) -> Any | None:
    return await tx.connection.fetchrow(ACCOUNT, tx.workspace, account_id)
