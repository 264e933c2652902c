"""What people answer, and what becomes of answers in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from trato.flow import clearing, provenance
from trato.flow.acts import hands, voicing
from trato.flow.composing import NewReply, addresses_of, clean_text, message_of, ordered, parts_of
from trato.flow.sayable import CaseClosed, ContactBlocked, check, check_holder, check_public
from trato.kit.errors import NotFound, TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Scope
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseState
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    OutboundMail,
)
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import (
    AccountRetired,
    KeyReused,
    NotUncertain,
    Outgoing,
)
from trato.rooms.conversations.model import Conversation, ThreadHolder


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers what. `scope` is where that person may reply; None asks nobody (rules, bots)."""

    actor: Actor
    new: NewReply
    scope: Scope | None = None


async def reply(tx: Tx, book: channels.AccountBook, new: NewReply) -> None:
    """Write an answer as *queued*, judged. Written already under its id, nothing happens.

    Raises CaseClosed, ContactBlocked, OtherAppHolds, AccountRetired, WindowClosed, TextTooLong, MediaRefused,
    MessageEmpty, NotFound, and KeyReused when the id is another message's.
    """
    refused = await reply_many(tx, book, [Answering(tx.actor, new)])
    if refused:
        raise refused[new.id]


async def reply_many(tx: Tx, book: channels.AccountBook, answers: Sequence[Answering]) -> dict[UUID, TratoError]:
    """Write the answers of several agents in one transaction, each judged; returns the refused ones with why."""
    present = await cases.look_at_present(tx, sorted({one.new.case_id for one in answers}))
    threads = await conversations.get_conversations(tx, list({one.new.conversation_id for one in answers}))
    people = [thread.contact_id for thread in threads.values()]
    blocked = await contacts.blocks_of(tx, people)
    known = await contacts.identities_of(tx, people)
    accounts = await book.of_workspace(tx)
    voices = await voicing.voices_of(tx, book, threads.values())
    answers = [replace(one, new=replace(one.new, text=clean_text(one.new.text))) for one in answers]
    refused: dict[UUID, TratoError] = await _reused(tx, [one.new for one in answers])
    outgoing: list[Outgoing] = []
    for one in answers:
        new = one.new
        if new.id in refused:
            continue
        try:
            thread = _thread(threads, present, blocked, one)
            account = voices.get(thread.id) or accounts[thread.account_id]
            check_holder(thread)
            if account.row.state == "retired":  # it would wait for ever
                raise AccountRetired(account=str(account.id))
            caps = book.adapter(account.row.channel).capabilities(account.view, thread.facts, tx.now)
            check(new.text, new.files, new.template, caps)
            if caps.public:
                await check_public(tx, new.text, thread.contact_id, known.get(thread.contact_id, ()))
        except TratoError as refusal:
            refused[new.id] = refusal
            continue
        if thread.case_id != new.case_id and _speaks_for(one.actor, present[new.case_id]):
            await conversations.serve(tx, thread.id, new.case_id)
        mail = await _envelope(tx, thread, new) if caps.subject else None
        quoted = await conversations.provider_id_of(tx, new.reply_to) if new.reply_to else ""
        with tx.acting(one.actor):
            message = replace(message_of(tx, new, thread.id, account.id, mail, quoted), public=caps.public)
        if one.actor.kind is ActorKind.USER and thread.holder != ThreadHolder.PERSON:
            with tx.acting(one.actor):
                await hands.person_wrote(tx, thread.id)
        addresses = ordered(known.get(thread.contact_id, ()), thread.identity_id)
        sources = await provenance.sources_of(tx, account.id, one.actor, new.template, new.sources)
        outgoing.append(Outgoing(message, thread, sources, addresses, new.rests))
    await provenance.note_used(tx, await clearing.reply(tx, book, outgoing))
    return refused


async def _reused(tx: Tx, news: Sequence[NewReply]) -> dict[UUID, TratoError]:
    """Return the refusals of keys that name another message: one written before, or another of these.

    The same words in the same conversation are the same message, which is written once. When two of these say
    different things under one key, neither is written: nobody could say which was meant.
    """
    kept = await conversations.written_as(tx, [new.id for new in news])
    said: dict[UUID, set[tuple[UUID, str]]] = {key: {told} for key, told in kept.items()}
    for new in news:
        said.setdefault(new.id, set()).add((new.conversation_id, conversations.text_of(parts_of(new))))
    return {key: KeyReused(message=str(key)) for key, told in said.items() if len(told) > 1}


def _thread(
    threads: Mapping[UUID, Conversation],
    present: Mapping[UUID, dict[str, Any]],
    blocked: Mapping[UUID, object],
    one: Answering,
) -> Conversation:
    """Return the thread that an answer goes to, or raise why it may not."""
    case, thread = present.get(one.new.case_id), threads.get(one.new.conversation_id)
    if case is None or thread is None:
        raise NotFound()
    place = Place(brand_id=case["brand_id"], queue_id=case["queue_id"], account_id=case["account_id"])
    if one.scope is not None and (not one.scope.covers(place) or thread.case_id != one.new.case_id):
        raise NotFound()
    if case["state"] == CaseState.CLOSED.value:
        raise CaseClosed(case=str(one.new.case_id), merged_into=case["merged_into"])
    if thread.contact_id in blocked:
        raise ContactBlocked(contact=str(thread.contact_id))
    return thread


def _speaks_for(actor: Actor, case: Mapping[str, Any]) -> bool:
    """Say whether what comes back belongs to the case of this answer: a person wrote it, in a case that is open."""
    return actor.kind is ActorKind.USER and case["state"] == CaseState.OPEN.value


async def _envelope(tx: Tx, conversation: Conversation, new: NewReply) -> OutboundMail:
    """Return the headers that keep a mail in its thread."""
    references = await conversations.mail_thread(tx, conversation.id)
    subject = new.subject or conversation.subject
    return OutboundMail(
        subject=subject if not references or subject.lower().startswith("re:") else f"Re: {subject}",
        in_reply_to=references[-1] if references else "",
        references=tuple(references),
        to=new.to,
        copied=new.copied,
        blind=new.blind,
    )


async def resend(tx: Tx, book: channels.AccountBook, message_id: UUID, new_id: UUID) -> None:
    """Send a failed or doubtful message again under a new key; the person who says so answers for a double."""
    message, conversation = await conversations.copy_for_resend(tx, message_id, new_id)
    await conversations.mark_resent(tx, message_id, new_id)
    addresses = await addresses_of(tx, conversation.contact_id, conversation.identity_id)
    sources = await conversations.sources_of(tx, message_id)
    await clearing.reply(tx, book, [Outgoing(message, conversation, sources, addresses)])


async def verify(tx: Tx, message_id: UUID) -> None:
    """Look for news of a message in doubt: what was parked for it meanwhile. Raises NotUncertain when it is none."""
    state = await conversations.delivery_state(tx, message_id)
    if state != "uncertain":
        raise NotUncertain(message=str(message_id), state=state)
    await conversations.sweep(tx)


async def cancel(tx: Tx, message_id: UUID) -> None:
    """Take back a message that has not left. Raises AlreadyLeft."""
    await conversations.cancel(tx, message_id)
