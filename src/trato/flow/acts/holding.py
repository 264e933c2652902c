"""What follows when a conversation goes to another application of the business, and when it comes to us.

While another application holds it nobody here waits for it: its case is set aside, its promises are void. When it
comes, the case is where it was, in its queue or with its agent, and what is promised counts from that moment: what the
contact wrote before was another's to answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from trato.flow import closing
from trato.flow.acts import circumstances, due
from trato.kit.events import ActorKind
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AssignReason, Case, CaseOrigin, CaseState, Holder, HolderKind, SetAsideReason
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Surface
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import HolderChanged
from trato.rooms.conversations.model import Conversation, ThreadHolder
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ClockStart, Matter, StartCause


async def follow(tx: Tx, book: channels.AccountBook, changes: Sequence[HolderChanged], *, passed: bool) -> None:
    """Let cases follow who holds their conversations; `passed` where it was said so, not gathered from a message."""
    for one in changes:
        with tx.acting(one.by):
            if one.holder is ThreadHolder.OTHER_APP:
                await went(tx, one.conversation_id, one.case_id)
            elif one.was is ThreadHolder.OTHER_APP or passed:
                await came(tx, book, one.conversation_id, one.case_id, opens=passed)


async def went(tx: Tx, conversation_id: UUID, case_id: UUID | None) -> None:
    """Set the case of a conversation aside, unless it goes on in another one as well."""
    case = await cases.lock(tx, case_id) if case_id else None
    if case is None or case.state is not CaseState.OPEN or case.standing.set_aside is not None:
        return
    threads = await conversations.get_conversations(tx, await conversations.threads_of_case(tx, case.id))
    if all(one.holder == ThreadHolder.OTHER_APP for one in threads.values()):
        await closing.set_aside(tx, case.id, SetAsideReason.OTHER_APP)


async def came(
    tx: Tx, book: channels.AccountBook, conversation_id: UUID, case_id: UUID | None, *, opens: bool
) -> None:  # fmt: skip
    """Bring the case of a conversation back, its promise from now on; open one where there is none and it `opens`.

    What a person took is theirs.
    """
    case = await cases.lock(tx, case_id) if case_id else None
    if case is not None and case.standing.set_aside is SetAsideReason.OTHER_APP:
        case = await cases.reverse_of_case(tx, case.id)
    elif case is not None and (case.state is CaseState.OPEN or not opens):
        return
    elif opens:
        case = await _open(tx, book, conversation_id, case)
    if case is None or case.state is not CaseState.OPEN:
        return
    if tx.actor.kind is ActorKind.USER and case.holder.kind is not HolderKind.AGENT:
        await cases.assign(tx, case.id, Holder(HolderKind.AGENT, tx.actor.id), AssignReason.PULL)
    await cases.note_unanswered(tx, [(case.id, tx.now)])
    await _promise(tx, case, conversation_id)
    await due.refresh(tx, [case.id])


async def _promise(tx: Tx, case: Case, conversation_id: UUID) -> None:
    said = await conversations.last_heard(tx, conversation_id)
    matter = Matter(
        Surface(case.surface), case.channel, case.brand_id, case.account_id,
        tier=await cases.tier_of(tx, case.id), country=case.country, queue_id=case.queue_id,
    )  # fmt: skip
    cause = StartCause.NEW_CASE if case.last_outbound_at is None else StartCause.CONTINUED
    start = ClockStart(case.id, conversation_id, said, tx.now, cause, matter)
    await sla.start_clocks(tx, await circumstances.known(tx, [start]))


async def _open(tx: Tx, book: channels.AccountBook, conversation_id: UUID, previous: Case | None) -> Case:
    """Open the case of somebody who was passed to us, and wrote here nothing that would have opened one."""
    thread = await conversations.get_conversation(tx, conversation_id)
    account = (await book.of_workspace(tx))[thread.account_id]
    opening = cases.Opening(
        id=uuid7(), brand_id=account.row.brand_id, unit_id=account.row.unit_id, account_id=account.id,
        queue_id=account.queue_for(""), contact_id=thread.contact_id, contact_is_new=False, surface=thread.surface,
        channel=thread.channel, subject="", preview="", origin=CaseOrigin.INBOUND, opened_at=tx.now,
        opened_by=(ActorKind.CONTACT, thread.contact_id), country=account.row.country,
        country_source="account" if account.row.country else "", previous=previous.id if previous else None,
        team_id=await routing.QueueBook().team_of(tx, account.queue_for("")), grade=_grade(account, tx),
    )  # fmt: skip
    await cases.open_many(tx, [opening])
    await conversations.serve(tx, conversation_id, opening.id)
    return await cases.lock(tx, opening.id)


def _grade(account: channels.Account, tx: Tx) -> cases.Grade:
    standing = account.standing_at(tx.now)
    return cases.Grade(standing.tier, standing.modern, standing.live) if standing else cases.Grade()


def begun_by(account: channels.Account, contact_id: UUID, identity_id: UUID, thread: str, tx: Tx) -> Conversation:
    """Return the thread of somebody who was passed to us and never wrote here; `thread` is its key."""
    return Conversation(
        id=uuid7(), account_id=account.id, brand_id=account.row.brand_id, identity_id=identity_id,
        contact_id=contact_id, channel=account.row.channel, surface=Surface.DIRECT_MESSAGE.value, thread_key=thread,
        subject="", case_id=None, last_sort_at=tx.now, last_inbound_at=None, last_provider_id="", window_until=None,
    )  # fmt: skip
