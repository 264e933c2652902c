"""Taking a public conversation into private."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow.acts.privately import NewPrivate, take_private
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.model import CaseDetail
from trato.rooms.console.service import details
from trato.rooms.console.service.reach import check_case

Text = Annotated[str, Meta(max_length=20_000)]


class ToTakePrivate(Struct, frozen=True):
    """`message_id` is minted by the client: the key of the private answer. `answers` is what it answers, the newest in
    public when null. `pointer` is said in public as well, under `pointer_id`; "" says nothing there."""

    id: UUID
    message_id: UUID
    text: Text
    answers: UUID | None = None
    pointer: Text = ""
    pointer_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class PrivateDoor:
    """The way from a public thread to a private one."""

    book: channels.AccountBook

    async def take(self, tx: Tx, who: Principal, given: ToTakePrivate) -> CaseDetail:
        """Answer in private what was said in public in a case; the answer is the case, with both conversations."""
        await check_case(tx, who, given.id, Verb.CASES_REPLY)
        new = NewPrivate(
            id=given.message_id, case_id=given.id, text=given.text, alias=who.user.alias or who.user.name,
            message_id=given.answers, pointer=given.pointer, pointer_id=given.pointer_id,
        )  # fmt: skip
        await take_private(tx, self.book, new)
        return await details.one(tx, self.book, who, given.id)


def table(book: channels.AccountBook) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
    """Return the address."""
    door = PrivateDoor(book)
    return (("POST", "/api/v1/cases/{id}/take-private", Verb.CASES_REPLY, door.take, ToTakePrivate),)
