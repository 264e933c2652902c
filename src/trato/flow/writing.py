"""What people write: answers, first messages, and what becomes of those in doubt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from trato.flow import outbound, provenance
from trato.flow.arrival import grade_of
from trato.kit.errors import Conflict, Invalid, NotFound, TratoError
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Scope
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import CaseOrigin, CaseState
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import (
    Capabilities,
    ConversationFacts,
    Media,
    OutboundMail,
    Part,
    Surface,
    Template,
    Text,
    WindowState,
    length_of,
)
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Address, Identity
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.api import (
    AccountRetired,
    KeyReused,
    MediaRefused,
    MessageEmpty,
    NotUncertain,
    Outgoing,
    TextTooLong,
)
from trato.rooms.conversations.model import Conversation, NewMessage, Purpose, Source
from trato.rooms.routing import api as routing


class CaseClosed(Conflict):
    """The case is final: nothing more is written in it."""

    code = "case_closed"


class WindowClosed(Conflict):
    """Free text may not be sent any more: choose a template."""

    code = "window_closed"


class ContactBlocked(Conflict):
    code = "contact_blocked"


class PersonalInPublic(Invalid):
    """Everybody would read an address of the contact's; `what` says which: email or phone."""

    code = "personal_in_public"


class TooManyFiles(Invalid):
    """More files than one message of the channel takes; `limit` says how many it does."""

    code = "too_many_files"


class CannotStart(Invalid):
    """Nobody may write first on this channel, or not without a template."""

    code = "template_needed"


@dataclass(frozen=True, slots=True)
class NewReply:
    """An answer as an agent wrote it. `id` was minted by the browser: the key for ever."""

    id: UUID
    conversation_id: UUID
    case_id: UUID
    text: str
    alias: str = ""
    purpose: Purpose = Purpose.REPLY
    files: tuple[Media, ...] = ()
    template: Template | None = None
    subject: str = ""
    to: tuple[str, ...] = ()  # of mail: besides the contact
    copied: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    reply_to: UUID | None = None
    sources: tuple[Source, ...] = ()
    on_behalf_of: UUID | None = None  # the person whose answer it is, when somebody else (or a rule) hands it in
    rests: int = 0  # seconds before it may leave, in which its author can take it back


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers what. `scope` is where that person may reply; None asks nobody (rules, bots)."""

    actor: Actor
    new: NewReply
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class NewStart:
    """A first message of ours. Either a known identity or an address to make one of; `case_id` is minted too."""

    id: UUID
    case_id: UUID
    account_id: UUID
    text: str
    purpose: Purpose = Purpose.PROACTIVE
    contact_id: UUID | None = None
    identity_id: UUID | None = None
    address: Address | None = None
    name: str = ""
    case_subject: str = ""
    alias: str = ""
    files: tuple[Media, ...] = ()
    template: Template | None = None
    subject: str = ""
    to: tuple[str, ...] = ()  # of mail: besides the contact
    copied: tuple[str, ...] = ()
    blind: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


async def reply(tx: Tx, book: channels.AccountBook, new: NewReply) -> None:
    """Write an answer as *queued*, judged. Written already under its id, nothing happens.

    Raises CaseClosed, ContactBlocked, AccountRetired, WindowClosed, TextTooLong, MediaRefused, MessageEmpty, NotFound,
    and KeyReused when the id is another message's.
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
    answers = [replace(one, new=replace(one.new, text=clean_text(one.new.text))) for one in answers]
    refused: dict[UUID, TratoError] = await _reused(tx, [one.new for one in answers])
    outgoing: list[Outgoing] = []
    for one in answers:
        new = one.new
        if new.id in refused:
            continue
        try:
            thread = _thread(threads, present, blocked, one)
            account = accounts[thread.account_id]
            if account.row.state == "retired":  # it would wait for ever
                raise AccountRetired(account=str(thread.account_id))
            caps = book.adapter(account.row.channel).capabilities(account.view, thread.facts, tx.now)
            _check(new.text, new.files, new.template, caps)
            if caps.public:
                await _check_public(tx, new.text, thread.contact_id, known.get(thread.contact_id, ()))
        except TratoError as refusal:
            refused[new.id] = refusal
            continue
        if thread.case_id != new.case_id and _speaks_for(one.actor, present[new.case_id]):
            await conversations.serve(tx, thread.id, new.case_id)
        mail = await _envelope(tx, thread, new) if caps.subject else None
        quoted = await conversations.provider_id_of(tx, new.reply_to) if new.reply_to else ""
        with tx.acting(one.actor):
            message = message_of(tx, new, thread.id, thread.account_id, mail, quoted)
        addresses = ordered(known.get(thread.contact_id, ()), thread.identity_id)
        sources = await provenance.sources_of(tx, thread.account_id, one.actor, new.template, new.sources)
        outgoing.append(Outgoing(message, thread, sources, addresses, new.rests))
    await provenance.note_used(tx, await outbound.reply(tx, book, outgoing))
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


def clean_text(text: str) -> str:
    """Return what an agent wrote without what a database refuses: U+0000, controls, lone surrogates."""
    return clean(text, len(text))


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


def _check(text: str, files: Sequence[Media], template: Template | None, caps: Capabilities) -> None:
    if template is not None:
        return
    if not text.strip() and not files:
        raise MessageEmpty()
    if caps.window in (WindowState.TEMPLATE_ONLY, WindowState.CLOSED):
        raise WindowClosed()
    if length_of(text, caps.text_unit) > caps.text_limit:
        raise TextTooLong(limit=caps.text_limit)
    if len(files) > caps.files:
        raise TooManyFiles(limit=caps.files)
    for file in files:
        limit = caps.media.get(file.media)
        if limit is None or file.size > limit or (caps.mime and file.mime not in caps.mime):
            raise MediaRefused(media=file.media.value, mime=file.mime, limit=limit or 0)


async def _check_public(tx: Tx, text: str, contact_id: UUID, known: Sequence[Identity]) -> None:
    """Raise PersonalInPublic where everybody would read an address of the contact's, known or said."""
    stated = [Address(kind, value) for kind, value in await contacts.stated_addresses(tx, contact_id)]
    if told := compliance.disclosed(text, [*stated, *(one.address for one in known)]):
        raise PersonalInPublic(what=told)


def message_of(
    tx: Tx,
    new: NewReply | NewStart,
    conversation_id: UUID,
    account_id: UUID,
    mail: OutboundMail | None,
    quoted: str,
    *,
    private_reply: bool = False,
) -> NewMessage:
    """Return what somebody of ours wrote as a message that waits for its verdict; `quoted` is the provider's id."""
    parts = parts_of(new, offers=not private_reply)
    return NewMessage(
        id=new.id, conversation_id=conversation_id, case_id=new.case_id, account_id=account_id, provider_id=None,
        direction="out", author=tx.actor, alias=new.alias, purpose=new.purpose, parts=parts,
        text=conversations.text_of(parts), occurred_at=tx.now, received_at=tx.now, sort=(tx.now, 0, 0), mail=mail,
        template=new.template, reply_to=quoted, on_behalf_of=new.on_behalf_of if isinstance(new, NewReply) else None,
        private_reply=private_reply,
    )  # fmt: skip


def parts_of(new: NewReply | NewStart, *, offers: bool = True) -> tuple[Part, ...]:
    """Return what is said as parts; choices that the last lines of a text offer stand after it, files before."""
    if new.template is not None:
        return (Text(_filled(new.template)),)
    text, options = conversations.offered_in(new.text, new.id) if offers else (new.text, None)
    if options is not None:
        return (*new.files, Text(text), options)
    return (*((Text(new.text),) if new.text else ()), *new.files)


def _filled(template: Template) -> str:
    """Return a template as the contact will read it."""
    text = template.body
    for number, value in enumerate(template.parameters, 1):
        text = text.replace(f"{{{{{number}}}}}", value)
    return text


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


async def _addresses(tx: Tx, contact_id: UUID, first: UUID) -> tuple[Address, ...]:
    return ordered((await contacts.identities_of(tx, [contact_id])).get(contact_id, ()), first)


def ordered(known: Sequence[Identity], first: UUID) -> tuple[Address, ...]:
    """Return the addresses that stand, that of the conversation in front."""
    standing = [one for one in known if one.ended_at is None]
    return tuple(one.address for one in sorted(standing, key=lambda one: one.id != first))


async def start(tx: Tx, book: channels.AccountBook, new: NewStart) -> UUID:
    """Write first: a new case with a purpose, no first-response promise; returns the conversation.

    Raises CannotStart, ContactBlocked, TextTooLong, MessageEmpty. Asked again with the same ids, nothing happens.
    """
    new = replace(
        new, text=clean_text(new.text), name=clean_text(new.name), subject=clean_text(new.subject),
        case_subject=clean_text(new.case_subject),
    )  # fmt: skip
    account = (await book.of_workspace(tx))[new.account_id]
    adapter = book.adapter(account.row.channel)
    contact_id, identity_id = await _whom(tx, account, new)
    if await contacts.blocks_of(tx, [contact_id]):
        raise ContactBlocked(contact=str(contact_id))
    known = await conversations.newest_with(tx, account.id, contact_id)
    facts = known.facts if known else ConversationFacts()
    caps = adapter.capabilities(account.view, facts, tx.now)
    surface = Surface.MAIL if caps.subject else Surface.DIRECT_MESSAGE
    if not caps.starts_conversations and known is None:
        raise CannotStart(channel=account.row.channel)
    if caps.templates and new.template is None and caps.window is not WindowState.OPEN:
        raise CannotStart(channel=account.row.channel)
    _check(new.text, new.files, new.template, caps)
    if await cases.get_many(tx, [new.case_id]):
        return (await conversations.of_message(tx, new.id)) or uuid7()
    thread = str(new.id) if caps.subject else f"{contact_id}:"
    conversation = (
        known
        if known and not caps.subject
        else _conversation(tx, account, caps, (contact_id, identity_id), surface, thread, new)
    )
    await _open(tx, account, new, contact_id, surface)
    if conversation is not known:
        await conversations.begin(tx, [(conversation, "", "us")])
    else:
        await conversations.serve(tx, conversation.id, new.case_id)
    mail = None
    if caps.subject:
        subject = new.subject or new.case_subject
        mail = OutboundMail(subject=subject, to=new.to, copied=new.copied, blind=new.blind)
    message = message_of(tx, new, conversation.id, account.id, mail, "")
    addresses = await _addresses(tx, contact_id, identity_id)
    sources = await provenance.sources_of(tx, account.id, tx.actor, new.template, new.sources)
    await outbound.reply(tx, book, [Outgoing(message, conversation, sources, addresses)])
    return conversation.id


async def _whom(tx: Tx, account: channels.Account, new: NewStart) -> tuple[UUID, UUID]:
    if new.identity_id is not None:
        identity = await contacts.get_identity(tx, new.identity_id)
        return identity.contact_id, identity.id
    if new.address is None:
        raise Invalid(field="address", reason="missing")
    author = contacts.Author(
        account.row.controller_id, (new.address,), new.name, "", contacts.country_of((new.address,)) or ""
    )
    found = (await contacts.find_or_create(tx, [author]))[0]
    return found.contact_id, found.identity_id


def _conversation(
    tx: Tx, account: channels.Account, caps: Capabilities, whom: tuple[UUID, UUID], surface: Surface, thread: str,
    new: NewStart,
) -> Conversation:  # fmt: skip
    contact_id, identity_id = whom
    return Conversation(
        id=uuid7(), account_id=account.id, brand_id=account.row.brand_id, identity_id=identity_id,
        contact_id=contact_id, channel=account.row.channel, surface=surface.value, thread_key=thread,
        subject=new.subject or new.case_subject,
        case_id=new.case_id, last_sort_at=tx.now, last_inbound_at=None, last_provider_id="", window_until=None,
        typing_observable=caps.typing_in,
    )  # fmt: skip


async def _open(tx: Tx, account: channels.Account, new: NewStart, contact_id: UUID, surface: Surface) -> None:
    team = await routing.QueueBook().team_of(tx, account.row.queue_id)
    await cases.open_many(
        tx,
        [
            cases.Opening(
                id=new.case_id, brand_id=account.row.brand_id, unit_id=account.row.unit_id, account_id=account.id,
                queue_id=account.row.queue_id, contact_id=contact_id, contact_is_new=False, surface=surface.value,
                channel=account.row.channel, subject=new.case_subject, preview=new.text,
                origin=CaseOrigin.PROACTIVE if new.purpose is Purpose.PROACTIVE else CaseOrigin.OUTBOUND,
                opened_at=tx.now, opened_by=(tx.actor.kind, tx.actor.id), country=account.row.country,
                country_source="account" if account.row.country else "", message_id=new.id, answered=True,
                team_id=team, grade=grade_of(account, tx.now),
            )
        ],
    )  # fmt: skip


async def resend(tx: Tx, book: channels.AccountBook, message_id: UUID, new_id: UUID) -> None:
    """Send a failed or doubtful message again under a new key; the person who says so answers for a double."""
    message, conversation = await conversations.copy_for_resend(tx, message_id, new_id)
    await conversations.mark_resent(tx, message_id, new_id)
    addresses = await _addresses(tx, conversation.contact_id, conversation.identity_id)
    sources = await conversations.sources_of(tx, message_id)
    await outbound.reply(tx, book, [Outgoing(message, conversation, sources, addresses)])


async def verify(tx: Tx, message_id: UUID) -> None:
    """Look for news of a message in doubt: what was parked for it meanwhile. Raises NotUncertain when it is none."""
    state = await conversations.delivery_state(tx, message_id)
    if state != "uncertain":
        raise NotUncertain(message=str(message_id), state=state)
    await conversations.sweep(tx)


async def cancel(tx: Tx, message_id: UUID) -> None:
    """Take back a message that has not left. Raises AlreadyLeft."""
    await conversations.cancel(tx, message_id)
