"""Calls that we make: placed by one of us, who is rung first, then the other; and what we say came of it."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from trato.kit.tx import Tx
from trato.rooms.calls.errors import CallUnknown
from trato.rooms.calls.model import Call, Happening, Placing, WrapUp
from trato.rooms.calls.rules import name_of
from trato.rooms.calls.service import course
from trato.rooms.calls.service.errands import order, withdraw
from trato.rooms.calls.store import calls as store
from trato.rooms.channels.model import CallNews, CallStage, Dial

DIAL_SECONDS = 30  # how long a telephone outside rings: longer, and a mailbox takes it
UNSURE = "unsure"


async def place_call(tx: Tx, new: Placing) -> Call:
    """Keep that somebody wants to call a number; with the id of a call that is there, that one is returned."""
    known = await store.lock_call(tx, new.id)
    if known is not None:
        return known
    call = await store.place_out(tx, new, name_of(new.id))
    news = CallNews(CallStage.PLACED, call.provider_id)
    return await course.happened(tx, call, Happening(f"placed:{call.id}", tx.now, news, new.by)) or call


async def dial(tx: Tx, call: Call) -> None:
    """Have the number called, now that who wants to talk with it is on the line."""
    await order(tx, call.id, Dial(call.provider_id, call.caller, DIAL_SECONDS))


async def far_is(tx: Tx, call: Call, provider_id: str) -> Call:
    """Keep what the provider calls the other end."""
    if call.far_id or not provider_id:
        return call
    await store.name_far(tx, call.id, provider_id)
    return replace(call, far_id=provider_id)


async def give_up(tx: Tx, call: Call, why: str) -> Call | None:
    """End a call whose other end was not reached; nobody is called any more, who is called is let go."""
    await withdraw(tx, call.id)
    if call.far_id:
        await course.hang_up(tx, call)
    news = CallNews(CallStage.ENDED, call.provider_id, cause=why)
    return await course.happened(tx, call, Happening(f"given_up:{call.id}", tx.now, news))


async def is_in_trouble(tx: Tx, call: Call, why: str) -> Call:
    """Keep why a call was not made, or that nobody knows whether it was (`UNSURE`)."""
    await store.set_trouble(tx, call.id, why)
    course.tell_placer(tx, call)
    return replace(call, trouble=why)


async def unwrapped(tx: Tx, agent: UUID) -> list[Call]:
    """Return the calls of the last hour that somebody made and has not said yet what came of, the newest first."""
    return await store.unwrapped(tx, agent)


async def wrap_up(tx: Tx, call_id: UUID, agent: UUID, said: WrapUp) -> Call:
    """Keep what came of a call that one made, as they say. Raises CallUnknown for one that is somebody else's."""
    call = await store.lock_call(tx, call_id)
    if call is None or call.placed_by != agent or not call.is_over:
        raise CallUnknown(call=str(call_id))
    await store.set_wrapped(tx, call.id, said)
    course.tell_placer(tx, call)
    return replace(call, wrapped=said)
