"""What somebody has seen of a case."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import NotFound
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.console.events import CaseRead
from trato.rooms.console.store import messages, rows


async def read_up_to(tx: Tx, who: Principal, case_id: UUID, message_id: UUID) -> None:
    """Note that everything of a case up to a message was read; never less than before.

    Raises NotFound for a message of another case.
    """
    message = await messages.get_sort(tx, message_id)
    if message is None or message["case_id"] != case_id:
        raise NotFound()
    if await rows.mark_read(tx, who.user.id, case_id, message["sort_at"]):
        conversation_id = message["conversation_id"]
        tx.emit(
            CaseRead(
                subject=case_id, case_id=case_id, user_id=who.user.id, conversation_id=conversation_id,
                message_id=message_id,
            )
        )  # fmt: skip
