"""As which account of the brand a public conversation is answered (S134)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from msgspec import Struct

from trato.flow.acts import voicing
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.model import CaseDetail
from trato.rooms.console.service import details
from trato.rooms.console.service.reach import check_conversation


class ToAnswerAs(Struct, frozen=True):
    """`voice` is whose: that of the account of care, or the one that was written to."""

    conversation_id: UUID
    case_id: UUID
    voice: Literal["care", "own"]


@dataclass(frozen=True, slots=True)
class VoicingDoor:
    """The answer is the case as it stands then."""

    book: channels.AccountBook

    async def answer_as(self, tx: Tx, who: Principal, given: ToAnswerAs) -> CaseDetail:
        """Answer as the account of care from now on, or as the one that was written to again."""
        await check_conversation(tx, who, given.conversation_id, given.case_id, Verb.CASES_REPLY)
        if given.voice == "care":
            await voicing.answer_as_care(tx, self.book, given.conversation_id, given.case_id)
        else:
            await voicing.answer_as_itself(tx, given.conversation_id, given.case_id)
        return await details.one(tx, self.book, who, given.case_id)


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return the address."""
    door = VoicingDoor(book)
    return (("PUT", "/api/v1/conversations/{conversation_id}/voice", Verb.CASES_REPLY, door.answer_as, ToAnswerAs),)
