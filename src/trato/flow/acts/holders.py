"""Who holds the conversations of a batch: what its deliveries tell of it, and what follows.

A channel tells it in so many words (`Handover`), or by where a message comes: in standby it is another's to answer, and
where we are the ones who are told, ours. In whatever order deliveries come, the newest word counts.
"""

from __future__ import annotations

from uuid import UUID

from trato.flow.acts import hands, holding
from trato.flow.arrival import Arrival, Batch, Stop
from trato.kit.tx import Tx
from trato.rooms.channels.model import InboundKind, ThreadTurn
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import Word
from trato.rooms.conversations.model import Conversation, ThreadHolder

OTHER_APP = ThreadHolder.OTHER_APP


async def follow(batch: Batch) -> None:
    """Conversations: who holds them, by the newest word of each; cases follow before a message goes on with them."""
    told = await _told(batch)
    threads = {one.conversation.id: one.conversation for one in batch.going if one.conversation}
    shared = set(told) | {one.conversation.id for one in batch.going if one.conversation and one.event.standby}
    shared |= {id for id, one in threads.items() if one.holder == OTHER_APP}
    if not shared:
        return
    for arrival in batch.going:
        if arrival.conversation and arrival.conversation.id in shared and not _is_our_echo(arrival):
            _keep(told, arrival.conversation.id, _gathered(arrival))
    batch.words = {id: word for id, word in told.items() if id in batch.born}
    changed = await _take_effect(batch, {id: word for id, word in told.items() if id not in batch.born})
    for arrival in batch.going:
        if arrival.conversation and arrival.conversation.id in shared:
            id = arrival.conversation.id
            word = batch.words.get(id)
            others = word.turn is ThreadTurn.OTHERS if word else _holder(arrival.conversation, changed) == OTHER_APP
            arrival.elsewhere = others


async def settle(batch: Batch) -> None:
    """Conversations: the same for those that began in this batch; and where a person of ours spoke elsewhere."""
    await _take_effect(batch, batch.words)
    for conversation_id, asked in batch.asked:
        await conversations.note_request(batch.tx, conversation_id, asked)
    for arrival in batch.going:
        if arrival.event.by_hand and arrival.conversation:
            await hands.person_wrote(batch.tx, arrival.conversation.id)


def _is_our_echo(arrival: Arrival) -> bool:
    """What was said where we are told of it says nothing of who holds the conversation: others may have passed it."""
    return arrival.is_echo and not arrival.event.standby


def _holder(conversation: Conversation, changed: dict[UUID, ThreadHolder]) -> str:
    return changed.get(conversation.id, conversation.holder)


def _gathered(arrival: Arrival) -> Word:
    """Read who holds it from where a message came. That it came to us yields to any other word of its moment: of what
    comes where nobody shares anything only the moment is kept (`last_inbound_at`)."""
    event = arrival.event
    if event.standby:
        return Word(ThreadTurn.OTHERS, arrival.sort_at, event.dedupe_key, event.app)
    return Word(ThreadTurn.OURS, arrival.sort_at, "")


def _keep(told: dict[UUID, Word], conversation: UUID, word: Word) -> None:
    before = told.get(conversation)
    if before is None or (word.at, word.key) > (before.at, before.key):
        told[conversation] = word


async def _told(batch: Batch) -> dict[UUID, Word]:
    """Read what the batch tells in so many words, the newest of each conversation; what is asked of us is kept."""
    told: dict[UUID, Word] = {}
    for arrival in batch.arrivals:
        given = arrival.event.handover
        if arrival.stopped is not Stop.SIGNAL or arrival.event.kind is not InboundKind.HANDOVER or given is None:
            continue
        word = Word(given.turn, arrival.sort_at, arrival.event.dedupe_key, given.app, given.note, passed=True)
        conversation = await _conversation_of(batch, arrival, begins=given.turn is ThreadTurn.OURS)
        if conversation is None:
            continue
        if given.turn is ThreadTurn.ASKED:
            batch.asked.append((conversation.id, word))
        else:
            _keep(told, conversation.id, word)
    return told


async def _conversation_of(batch: Batch, arrival: Arrival, *, begins: bool) -> Conversation | None:
    """Find the conversation that something is told of; who was passed to us and never wrote here gets one."""
    tx, account = batch.tx, arrival.account
    if not arrival.event.author:
        return None
    found = await _person(tx, arrival, begins=begins)
    if found is None:
        return None
    contact_id, identity_id = found
    key = (account.id, conversations.thread_key(arrival.event, contact_id))
    born = (one for one, _ in batch.born.values() if (one.account_id, one.thread_key) == key)
    known = next(born, None) or (await conversations.find_conversations(tx, {key})).get(key)
    if known is None and begins:
        known = holding.begun_by(account, contact_id, identity_id, key[1], tx)
        await conversations.begin(tx, [(known, "", "us")])
    return known


async def _person(tx: Tx, arrival: Arrival, *, begins: bool) -> tuple[UUID, UUID] | None:
    controller = arrival.account.row.controller_id
    if begins:
        author = contacts.Author(controller, arrival.event.author, country=arrival.account.row.country)
        (found,) = await contacts.find_or_create(tx, [author])
        return found.contact_id, found.identity_id
    for address in arrival.event.author:
        known = await contacts.find_identity(tx, controller, address)
        if known is not None:
            return known.contact_id, known.id
    return None


async def _take_effect(batch: Batch, words: dict[UUID, Word]) -> dict[UUID, ThreadHolder]:
    """Let words take effect; return who holds what changed."""
    changed = await conversations.hear(batch.tx, words)
    for one in changed:
        await holding.follow(batch.tx, batch.book, [one], passed=words[one.conversation_id].passed)
    return {one.conversation_id: one.holder for one in changed}
