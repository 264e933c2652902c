"""Answering from the account of care what was said in public to another account of the brand (S134).

What asks for care on the account of marketing or sales is answered as the account of care where the channel lets an
account answer what was said elsewhere; in the same conversation, so that it is the same case and keeps its promise.
People go on by answering whoever answered them: that is the same conversation too. One command switches either way.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from trato.flow.arrival import Arrival, Batch, Stop
from trato.kit.errors import Conflict, NotFound
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts, Elsewhere
from trato.rooms.contacts.api import Found
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Conversation


class CannotAnswerAs(Conflict):
    """The brand has no account of care on this channel, or the channel lets none answer what was said elsewhere."""

    code = "cannot_answer_as"


async def voices_of(
    tx: Tx, book: channels.AccountBook, threads: Iterable[Conversation]
) -> dict[UUID, channels.Account]:
    """Return the accounts that answer these conversations, of those that another than their own does."""
    accounts = await book.of_workspace(tx)
    asked = [one.id for one in threads if accounts[one.account_id].row.purpose != "care"]
    found = await conversations.voices_of(tx, asked) if asked else {}
    return {one: accounts[account] for one, account in found.items() if account in accounts}


def may_answer(tx: Tx, book: channels.AccountBook, account: channels.Account, facts: ConversationFacts) -> bool:
    """Say whether an account can answer, on this surface, what was said to another one of the channel."""
    return elsewhere(tx, book, account, facts) is Elsewhere.FREELY


def elsewhere(tx: Tx, book: channels.AccountBook, account: channels.Account, facts: ConversationFacts) -> Elsewhere:
    """Return what lets an account answer what was said to another one of the channel, or keeps it from that."""
    caps = book.adapter(account.row.channel).capabilities(account.view, facts, tx.now)
    return caps.answers_elsewhere if caps.public else Elsewhere.NEVER


async def answer_as_care(tx: Tx, book: channels.AccountBook, conversation_id: UUID, case_id: UUID) -> None:
    """Have the account of care answer a conversation from now on. Raises NotFound, CannotAnswerAs."""
    thread = await _thread(tx, conversation_id)
    accounts = await book.of_workspace(tx, [thread.account_id])
    own = accounts[thread.account_id]
    care = book.care_of(own, accounts)
    if care is None or not may_answer(tx, book, care, thread.facts):
        raise CannotAnswerAs(channel=own.row.channel)
    await conversations.answer_as(tx, thread, case_id, care.id)
    tx.audit(AuditEntry("conversation.answer_as", "case", case_id, {"account": str(care.id)}))


async def answer_as_itself(tx: Tx, conversation_id: UUID, case_id: UUID) -> None:
    """Have the account that was written to answer again. Raises NotFound."""
    thread = await _thread(tx, conversation_id)
    await conversations.answer_as_itself(tx, thread, case_id)
    tx.audit(AuditEntry("conversation.answer_as", "case", case_id, {"account": str(thread.account_id)}))


async def _thread(tx: Tx, conversation_id: UUID) -> Conversation:
    found = (await conversations.get_conversations(tx, [conversation_id])).get(conversation_id)
    if found is None:
        raise NotFound()
    return found


async def know_each_other(batch: Batch) -> None:
    """Leave aside what one account of ours says to another; find the threads that people go on with at the other."""
    accounts = await batch.book.of_workspace(batch.tx)
    public = [one for one in batch.going if one.event.public and not one.is_echo]
    if not public:
        return
    ours = {(one.row.channel, one.row.external_id) for one in accounts.values()}
    for one in public:
        said_by = {(one.account.row.channel, who.value) for who in one.event.author}
        if said_by & ours:
            one.stopped = Stop.OURS
    answering = {care.id for one in accounts.values() if (care := batch.book.care_of(one, accounts))}
    asked = [(one, _said_at(one)) for one in public if one.stopped is None and one.account.id in answering]
    found = await conversations.spoken(batch.tx, [key for _, key in asked])
    for n, thread in found.items():
        arrival = asked[n][0]
        arrival.conversation, arrival.found = thread, Found(thread.contact_id, thread.identity_id)


def _said_at(one: Arrival) -> tuple[UUID, str, str]:
    return one.account.id, conversations.thread_key(one.event, ""), one.event.author[0].value


async def drop_doubles(batch: Batch) -> None:
    """Keep what was told to both accounts once."""
    accounts = await batch.book.of_workspace(batch.tx)
    talks = [
        one
        for one in batch.going
        if one.event.public and one.conversation is not None and one.event.provider_id
        and (one.account.id != one.conversation.account_id or batch.book.care_of(one.account, accounts))
    ]  # fmt: skip
    keys = [(one.conversation.id, one.event.provider_id) for one in talks if one.conversation]
    said = await conversations.said_there(batch.tx, keys) if keys else set()
    seen: set[tuple[UUID, str]] = set()
    for n, (one, key) in enumerate(zip(talks, keys, strict=True)):
        if n in said or key in seen:
            one.stopped = Stop.DUPLICATE
        seen.add(key)


async def speak_as_care(batch: Batch) -> None:
    """Have what opens a case and asks for care answered by the account of care, where the channel lets it."""
    asking = [one for one in batch.going if one.opens and one.event.public and _asks(one)]
    accounts = await batch.book.of_workspace(batch.tx) if asking else {}
    for one in asking:
        care, thread = batch.book.care_of(one.account, accounts), one.conversation
        if thread is None or care is None or not may_answer(batch.tx, batch.book, care, thread.facts):
            continue
        await conversations.answer_as(batch.tx, thread, one.case_id, care.id)


def _asks(one: Arrival) -> bool:
    return not (one.is_echo or one.quiet) and one.account.asks_for_care(one.text)
