"""Proving whose a telephone is: it is called, a code is said, and who reads it out has it."""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import reaching
from trato.kit.tx import Tx
from trato.rooms.calls import api as calls
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Telephone


async def ask(tx: Tx, book: channels.AccountBook, user: UUID, number: str) -> None:
    """Have a telephone called with a code. Raises NoLine, TelephoneMalformed and CodeTooSoon."""
    lines = [
        one
        for one in (await book.of_workspace(tx)).values()
        if one.row.state == "active" and reaching.is_line(book, one)
    ]
    if not lines:
        raise reaching.NoLine()
    line = min(lines, key=lambda one: one.id)
    adapter = book.adapter(line.row.channel)
    assert isinstance(adapter, Telephone), "only a telephone is a line"
    code = await calls.ask_proof(tx, user, number)
    if code:
        await calls.speak(tx, line.id, await calls.unproven(tx, user), adapter.code_words(line.view, code))
