"""The addresses of calls: those at one's desk, those of a case, and what is done in one."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from msgspec import Meta, Struct

from trato.flow.acts import dialling, proving
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import SIGNED_IN, Need, Principal, Verb
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import WrapUp
from trato.rooms.channels import api as channels
from trato.rooms.console.model import CallableView, CallAtDesk, CallView, SoftphoneView
from trato.rooms.console.service import calls as shown
from trato.rooms.console.service.reach import check_case

Row = tuple[str, str, Need, Any, type[Struct]]


class Switch(Struct, frozen=True):
    id: UUID
    on: bool


class Keys(Struct, frozen=True):
    """Keys to press; none picks up."""

    id: UUID
    digits: Annotated[str, Meta(pattern=r"^[0-9*#]{0,32}$")] = ""


class OwnTelephone(Struct, frozen=True):
    """ "" takes the telephone away; another is called with a code."""

    number: Annotated[str, Meta(max_length=40)]


class Code(Struct, frozen=True):
    code: Annotated[str, Meta(max_length=20)]


class Wanted(Struct, frozen=True):
    """A call to make: its id, minted where it is asked for, and which number of the contact."""

    id: UUID
    call_id: UUID
    identity_id: UUID


class CameOf(Struct, frozen=True):
    """What came of a call; `at` is when to call again, where that was agreed."""

    id: UUID
    said: WrapUp
    at: datetime | None = None


class Calls:
    """What agents see of calls, and do in them."""

    def __init__(self, book: channels.AccountBook) -> None:
        self._book = book

    async def mine(self, tx: Tx, who: Principal, given: Nothing) -> list[CallAtDesk]:
        """List the calls that I am rung for, or talk in."""
        return list(await shown.mine(tx, self._book, who.user.id))

    async def softphone(self, tx: Tx, who: Principal, given: Nothing) -> SoftphoneView:
        """Tell how I take calls, with a token for an hour where it is in this browser."""
        return await shown.softphone(tx, self._book, who.user.id)

    async def telephone(self, tx: Tx, who: Principal, given: OwnTelephone) -> SoftphoneView:
        """Have the telephone called with a code on which I want to take calls where my browser cannot."""
        if given.number.strip():
            await proving.ask(tx, self._book, who.user.id, given.number)
        else:
            await calls.set_telephone(tx, who.user.id, "")
        return await shown.softphone(tx, self._book, who.user.id)

    async def code(self, tx: Tx, who: Principal, given: Code) -> SoftphoneView:
        """Read out the code that my telephone was called with; from then on it is mine."""
        right = await calls.prove(tx, who.user.id, given.code)
        return await shown.softphone(tx, self._book, who.user.id, wrong=not right)

    async def callable_at(self, tx: Tx, who: Principal, given: OneId) -> CallableView:
        """Tell how the contact of a case may be called, and when."""
        await check_case(tx, who, given.id, Verb.MESSAGES_START)
        return await shown.callable_at(tx, self._book, who.user.id, given.id)

    async def call(self, tx: Tx, who: Principal, given: Wanted) -> None:
        """Call the contact of a case: my own telephone rings first, or this browser."""
        await check_case(tx, who, given.id, Verb.MESSAGES_START)
        new = dialling.NewCall(given.call_id, given.id, given.identity_id, who.user.id)
        await dialling.call_out(tx, self._book, new)

    async def came_of(self, tx: Tx, who: Principal, given: CameOf) -> None:
        """Say what came of a call that I made."""
        await dialling.wrap_up(tx, self._book, given.id, who.user.id, given.said, given.at)

    async def of_case(self, tx: Tx, who: Principal, given: OneId) -> list[CallView]:
        """List the calls of a case, the newest first."""
        await check_case(tx, who, given.id)
        return await shown.of_case(tx, given.id)

    async def hold(self, tx: Tx, who: Principal, given: Switch) -> None:
        """Let who called hear music, or talk on."""
        await calls.hold(tx, given.id, who.user.id, on=given.on)

    async def mute(self, tx: Tx, who: Principal, given: Switch) -> None:
        """Let me not be heard, or be heard again."""
        await calls.mute(tx, given.id, who.user.id, on=given.on)

    async def keys(self, tx: Tx, who: Principal, given: Keys) -> None:
        """Press keys, or pick up, where a stand-in plays my telephone."""
        await calls.touch(tx, given.id, who.user.id, given.digits)

    async def hang_up(self, tx: Tx, who: Principal, given: OneId) -> None:
        """End a call that I talk in, let one pass that rings, or give up one that I make."""
        await dialling.leave(tx, given.id, who.user.id)


def table(book: channels.AccountBook) -> tuple[Row, ...]:
    """Return (method, path, need, handler, what it takes) of every address."""
    c, one = Calls(book), "/api/v1/calls/{id}"
    return (
        ("GET", "/api/v1/me/calls", SIGNED_IN, c.mine, Nothing),
        ("GET", "/api/v1/me/softphone", SIGNED_IN, c.softphone, Nothing),
        ("PUT", "/api/v1/me/telephone", SIGNED_IN, c.telephone, OwnTelephone),
        ("POST", "/api/v1/me/telephone/code", SIGNED_IN, c.code, Code),
        ("GET", "/api/v1/cases/{id}/callable", Verb.MESSAGES_START, c.callable_at, OneId),
        ("POST", "/api/v1/cases/{id}/calls", Verb.MESSAGES_START, c.call, Wanted),
        ("GET", "/api/v1/cases/{id}/calls", Verb.CASES_READ, c.of_case, OneId),
        ("PUT", f"{one}/hold", Verb.CASES_REPLY, c.hold, Switch),
        ("PUT", f"{one}/mute", Verb.CASES_REPLY, c.mute, Switch),
        ("POST", f"{one}/keys", Verb.CASES_REPLY, c.keys, Keys),
        ("PUT", f"{one}/outcome", Verb.CASES_REPLY, c.came_of, CameOf),
        ("POST", f"{one}/hang-up", Verb.CASES_REPLY, c.hang_up, OneId),
    )
