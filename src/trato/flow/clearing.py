"""A message is written and cleared: nothing leaves without a verdict, and a no takes back what has not left.

`reply` writes it as *queued* and `clear` asks the gate, in the transaction of whoever writes. Before it leaves it is
asked once more (`recheck`, by `flow/outbound.py`).
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import msgspec

from trato.kit.events import ActorKind
from trato.kit.tx import Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Capabilities
from trato.rooms.compliance import api as compliance
from trato.rooms.compliance.model import Outbound, Verdict
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Outgoing
from trato.rooms.conversations.model import Claimed, DeliveryState, ThreadHolder


async def reply(tx: Tx, book: channels.AccountBook, outgoing: Sequence[Outgoing]) -> list[Outgoing]:
    """Write messages and let the gate judge them; those already written under their ids are left alone.

    Returns those written. Several of one workspace share a transaction: a commit is what costs.
    """
    written = await conversations.write(tx, outgoing)
    await clear(tx, book, written)
    return written


async def clear(tx: Tx, book: channels.AccountBook, outgoing: Sequence[Outgoing]) -> None:
    """Compliance: a verdict for each message, stored, and in effect at once."""
    if not outgoing:
        return
    verdicts = await compliance.judge(tx, await _with_profiles(tx, await _all_facts(tx, book, outgoing)))
    await conversations.rule(tx, [_ruling(verdict) for verdict in verdicts])


async def stop_waiting(tx: Tx, book: channels.AccountBook, contact_ids: Sequence[UUID]) -> None:
    """Judge again what may leave and has not, to contacts who have just said no: what they refused says so at once."""
    waiting = await conversations.cleared_for(tx, contact_ids)
    if waiting:
        await conversations.rule(tx, await recheck(tx, await _all_facts(tx, book, waiting)))


async def _all_facts(tx: Tx, book: channels.AccountBook, outgoing: Sequence[Outgoing]) -> list[Outbound]:
    accounts = await book.of_workspace(tx)
    return [_facts(tx, book, accounts, one) for one in outgoing]


async def recheck(tx: Tx, facts: Sequence[Outbound]) -> list[conversations.Ruling]:
    """Read the standing orders once more; return how each message that they stop is ruled now."""
    stopped = await compliance.recheck(tx, await _with_profiles(tx, facts)) if facts else []
    return [_ruling(verdict) for verdict in stopped]


async def _with_profiles(tx: Tx, facts: Sequence[Outbound]) -> list[Outbound]:
    """Add the contacts of one profile with whom we write first to: their no is this person's no."""
    begun = {
        one.contact_ids[0] for one in facts if compliance.is_begun_by_us(one.purpose, has_template=one.has_template)
    }
    linked = await contacts.linked_with(tx, sorted(begun)) if begun else {}
    return [
        msgspec.structs.replace(one, contact_ids=(*one.contact_ids, *linked.get(one.contact_ids[0], ())))
        if one.contact_ids[0] in linked
        else one
        for one in facts
    ]


def _facts(tx: Tx, book: channels.AccountBook, accounts: dict[UUID, channels.Account], one: Outgoing) -> Outbound:
    account = accounts[one.message.account_id]
    caps = book.adapter(account.row.channel).capabilities(account.view, one.conversation.facts, tx.now)
    return Outbound(
        message_id=one.message.id,
        purpose=one.message.purpose,
        brand_id=account.row.brand_id,
        account_id=account.id,
        conversation_id=one.conversation.id,
        contact_ids=(one.conversation.contact_id,),
        controller_id=account.row.controller_id,
        addresses=one.addresses,
        case_id=one.message.case_id,
        window=caps.window,
        has_template=one.message.template is not None,
        by_person=one.message.author.kind is ActorKind.USER,
        last_inbound_at=one.conversation.last_inbound_at,
        held_elsewhere=one.conversation.holder == ThreadHolder.OTHER_APP,
        private_reply=one.message.private_reply,
    )


def claimed_facts(account: channels.Account, caps: Capabilities, one: Claimed) -> Outbound:
    """Return what the gate asks of a message that is about to leave."""
    return Outbound(
        message_id=one.message_id,
        purpose=one.purpose,
        brand_id=account.row.brand_id,
        account_id=account.id,
        conversation_id=one.conversation_id,
        contact_ids=(one.contact_id,),
        controller_id=account.row.controller_id,
        addresses=one.to,
        case_id=one.case_id,
        window=caps.window,
        has_template=one.template is not None,
        by_person=one.author_kind == ActorKind.USER.value,
        last_inbound_at=one.last_inbound_at,
        held_elsewhere=one.holder == ThreadHolder.OTHER_APP,
        private_reply=one.private_reply,
    )


def _ruling(verdict: Verdict) -> conversations.Ruling:
    state = DeliveryState(verdict.outcome.value)
    return conversations.Ruling(verdict.message_id, state, verdict.id, verdict.reason)
