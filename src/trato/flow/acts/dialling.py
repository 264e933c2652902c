"""Calling somebody outside: one of us is rung first, in their browser or on their own telephone, then the other end.

A provider of telephones takes no idempotency key. What may have been taken is never given again: the call says that
nobody knows, and what its webhooks tell settles it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from trato.flow.acts import due, reaching
from trato.flow.sayable import CaseClosed, ContactBlocked
from trato.kit.errors import Conflict, Invalid
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.calls import api as calls
from trato.rooms.calls.model import Call, Leg, LegState, Placing, WrapUp
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, CaseState, PromiseKind
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import CallWay, Surface, Telephone, WindowState
from trato.rooms.compliance import api as compliance
from trato.rooms.compliance.model import Outbound, Outcome
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Identity, from_international
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Conversation, NewMessage, Purpose
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Answer, AnsweredBy

STOP = "calls"


class NoTelephone(Conflict):
    """Who wants to call has no telephone, and no browser that is one."""

    code = "call_no_telephone"


class OnCall(Conflict):
    """Who wants to call is on a call, or rung for one."""

    code = "call_other_first"


class CaseOnCall(Conflict):
    """Somebody talks with them at this moment; two would ring at once."""

    code = "call_under_way"


class CallsRefused(Conflict):
    """The contact wants no calls."""

    code = "call_opted_out"


class CallsHeld(Conflict):
    """A standing order keeps everybody from calling; `reason` says which."""

    code = "call_held"


class QuietHour(Conflict):
    """It is no hour for calls where the contact is; `until` is when it is one again."""

    code = "call_quiet_hour"


@dataclass(frozen=True, slots=True)
class NewCall:
    """What somebody asks for: a number of the contact of a case, by its identity."""

    id: UUID
    case_id: UUID
    identity_id: UUID
    by: UUID


async def call_out(tx: Tx, book: channels.AccountBook, new: NewCall) -> Call:
    """Ring who wants to call; once they picked up, the contact is called. Asked again with its id, it is the same call.

    Raises CaseClosed, ContactBlocked, NoLine, NoNumber, NoTelephone, OnCall, CaseOnCall, CallsRefused, CallsHeld,
    QuietHour.
    """
    known = await calls.lock_call(tx, new.id)
    if known is not None and known.placed_by == new.by and known.case_id == new.case_id:
        return known
    case = await cases.lock(tx, new.case_id)
    if case.state is CaseState.CLOSED:
        raise CaseClosed(case=str(case.id), merged_into=None)
    if await contacts.blocks_of(tx, [case.contact_id]):
        raise ContactBlocked(contact=str(case.contact_id))
    reach = await reaching.reach_of(tx, book, case)
    to = next((one for one in reach.numbers if one.id == new.identity_id), None)
    if to is None:
        raise reaching.NoNumber()
    if await calls.alive_of(tx, [case.id]):
        raise CaseOnCall()
    if await calls.calls_at(tx, new.by):
        raise OnCall()
    if to.id in reach.quiet:
        raise QuietHour(until=reach.quiet[to.id].isoformat())
    way, at = await _own(tx, book, reach.account, new.by)
    conversation = await _thread(tx, reach.account, to, case)
    message_id = uuid7()
    await conversations.note_call(tx, _message(tx, message_id, conversation, case.id), conversation)
    await _ask_leave(tx, reach.account, conversation, message_id, to, case)
    placing = Placing(new.id, reach.account.id, reaching.number_of(to), conversation.id, message_id, case.id, new.by)
    call = await calls.place_call(tx, placing)
    adapter = book.adapter(reach.account.row.channel)
    assert isinstance(adapter, Telephone), "only a telephone is a line"
    await calls.ring(tx, call, new.by, way, at, adapter.ring_seconds(reach.account.view), offered=False)
    return call


async def picked_up(tx: Tx, call: Call, leg: Leg, leg_call: str) -> None:
    """Call whom somebody wanted to call, now that they are on the line."""
    await calls.answer_leg(tx, call, leg, leg_call)
    await calls.dial(tx, call)


async def reached(tx: Tx, book: channels.AccountBook, call: Call) -> None:
    """Keep that whom we called picked up: what they waited for is answered, and a promise to call them kept.

    Where nobody of ours is on the line any more, they are let go.
    """
    legs = await calls.legs_of(tx, [call.id])
    if not any(one.state is LegState.TALKING for one in legs):
        await calls.hang_up(tx, call)
        return
    if call.case_id is None or call.conversation_id is None or call.message_id is None:
        return
    answer = Answer(call.case_id, call.conversation_id, call.message_id, tx.now, AnsweredBy.USER)
    await sla.stop_on_accepted(tx, [answer])
    account = (await book.of_workspace(tx, [call.account_id]))[call.account_id]
    await cases.note_outbound(tx, [(call.case_id, tx.now, "", account.row.channel, True)])
    for promise in await reaching.owed(tx, call.case_id):
        if from_international(promise.body) == from_international(call.caller):
            await cases.keep_promise(tx, promise.id)
    await due.refresh(tx, [call.case_id])


async def not_made(tx: Tx, call_id: UUID, code: str, *, unsure: bool) -> None:
    """Keep that a call was not made, and why; one that may have been made after all goes on, and says so."""
    call = await _locked(tx, call_id)
    if call is None or call.is_over or not call.is_unreached:
        return
    call = await calls.is_in_trouble(tx, call, calls.UNSURE if unsure else _plain(code))
    if not unsure:
        await give_up(tx, call, "not_made")


async def give_up(tx: Tx, call: Call, why: str) -> None:
    """End a call whose other end was not reached, and let go of who wanted to make it."""
    after = await calls.give_up(tx, call, why) or call
    for leg in await calls.legs_of(tx, [call.id]):
        await calls.drop_leg(tx, after, leg, why)


async def leave(tx: Tx, call_id: UUID, agent: UUID) -> None:
    """Hang up, stop ringing at who asks, or give up a call that was not answered. Raises CallUnknown, NotOnCall."""
    call = await _locked(tx, call_id)
    if call is not None and not call.is_over and call.is_unreached and call.placed_by == agent:
        await give_up(tx, call, "given_up")
        return
    await calls.leave(tx, call_id, agent)


async def wrap_up(
    tx: Tx, book: channels.AccountBook, call_id: UUID, agent: UUID, said: WrapUp, again_at: datetime | None
) -> None:
    """Keep what came of a call: a promise to call again, or that they want no calls any more.

    Raises CallUnknown, and Invalid where a time to call again is wanted and missing.
    """
    call = await _locked(tx, call_id)
    if said is WrapUp.AGAIN and again_at is None:
        raise Invalid(field="at", reason="missing")
    call = await calls.wrap_up(tx, call_id, agent, said)
    if call.case_id is None:
        return
    if said is WrapUp.AGAIN and again_at is not None:
        await cases.promise(tx, call.case_id, call.caller, again_at, kind=PromiseKind.CALL_BACK, promise_id=call.id)
        await due.refresh(tx, [call.case_id])
    if said is WrapUp.STOP:
        await _keep_no(tx, book, call)


async def _keep_no(tx: Tx, book: channels.AccountBook, call: Call) -> None:
    """Keep that somebody said on the telephone that they want no calls."""
    assert call.conversation_id is not None
    thread = await conversations.get_conversation(tx, call.conversation_id)
    account = (await book.of_workspace(tx, [call.account_id]))[call.account_id]
    identity = await contacts.get_identity(tx, thread.identity_id)
    evidence = Evidence(EvidenceKind.CALL, call.id)
    await compliance.opt_out(
        tx, account.row.controller_id, thread.contact_id, [identity.address], STOP, evidence.id
    )  # fmt: skip


async def _locked(tx: Tx, call_id: UUID) -> Call | None:
    """Return a call, its case locked before it: everybody locks that way."""
    call = await calls.get_call(tx, call_id)
    if call is None:
        return None
    if call.case_id is not None:
        await cases.lock(tx, call.case_id)
    return await calls.lock_call(tx, call_id)


async def _own(tx: Tx, book: channels.AccountBook, account: channels.Account, agent: UUID) -> tuple[CallWay, str]:
    own = await reaching.own_line(tx, book, account, agent)
    if own is None:
        raise NoTelephone()
    return own


async def _ask_leave(
    tx: Tx, account: channels.Account, thread: Conversation, message_id: UUID, to: Identity, case: Case
) -> None:
    """Let the gate judge a call as it judges what we write first. Raises CallsRefused and CallsHeld."""
    linked = (await contacts.linked_with(tx, [thread.contact_id])).get(to.contact_id, ())
    asked = Outbound(
        message_id=message_id, purpose=Purpose.CALL, brand_id=account.row.brand_id, account_id=account.id,
        conversation_id=thread.id, contact_ids=(thread.contact_id, *linked), controller_id=account.row.controller_id,
        addresses=(to.address,), case_id=case.id, window=WindowState.OPEN, has_template=False, by_person=True,
        last_inbound_at=thread.last_inbound_at,
    )  # fmt: skip
    (verdict,) = await compliance.judge(tx, [asked])
    if verdict.outcome is Outcome.BLOCKED:
        raise CallsRefused()
    if verdict.outcome is Outcome.HELD:
        raise CallsHeld(reason=verdict.reason)


async def _thread(tx: Tx, account: channels.Account, to: Identity, case: Case) -> Conversation:
    """Return the thread of calls with a contact, begun where there was none; it serves the case from now on."""
    known = await conversations.newest_with(tx, account.id, to.contact_id)
    if known is not None:
        await conversations.serve(tx, known.id, case.id)
        return known
    thread = Conversation(
        id=uuid7(), account_id=account.id, brand_id=account.row.brand_id, identity_id=to.id, contact_id=to.contact_id,
        channel=account.row.channel, surface=Surface.CALL.value, thread_key=f"{to.contact_id}:", subject="",
        case_id=case.id, last_sort_at=tx.now, last_inbound_at=None, last_provider_id="", window_until=None,
        typing_observable=False,
    )  # fmt: skip
    await conversations.begin(tx, [(thread, "", "us")])
    return thread


def _message(tx: Tx, message_id: UUID, thread: Conversation, case_id: UUID) -> NewMessage:
    return NewMessage(
        id=message_id, conversation_id=thread.id, case_id=case_id, account_id=thread.account_id, provider_id=None,
        direction="out", author=tx.actor, alias="", purpose=Purpose.CALL, parts=(), text="", occurred_at=tx.now,
        received_at=tx.now, sort=(tx.now, 0, 0),
    )  # fmt: skip


def _plain(code: str) -> str:
    return "".join(sign for sign in code.lower().replace("-", "_") if sign.isalnum() or sign == "_")[:40] or "refused"
