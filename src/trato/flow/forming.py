"""What an arrival becomes: a thread, an opening or a continuation, a message. Nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from trato.flow.arrival import Arrival, Batch, grade_of
from trato.kit.events import Actor, ActorKind
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AttemptCause, CaseOrigin, SetAsideReason, WaitingOn
from trato.rooms.channels.model import ConversationFacts, Media, PublicPost, Reposting, Surface
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Conversation, NewMessage, Purpose

Threads = dict[tuple[UUID, str], Conversation]
SILENCE_IS_ATTEMPT = 600  # seconds without an answer after which writing again is an attempt (records.md, fact 21)


async def lend_contacts(batch: Batch) -> None:
    """Let what we said in a public thread, by another way than this one, be said to whom the thread belongs."""
    said = [(a, (a.account.id, conversations.thread_key(a.event, ""))) for a in batch.going if a.is_echo]
    public = [(arrival, key) for arrival, key in said if arrival.event.public]
    known = await conversations.find_conversations(batch.tx, {key for _, key in public}) if public else {}
    for arrival, key in public:
        if (thread := known.get(key)) is not None:
            arrival.found = contacts.Found(thread.contact_id, thread.identity_id)


def begins_thread(arrival: Arrival) -> bool:
    """Say whether it is what a public thread stands below: whose it is, the thread is, whatever came before it."""
    event = arrival.event
    return event.public and not arrival.is_echo and event.provider_id == event.thread_key


def give_back(batch: Batch, begun: Mapping[tuple[UUID, str], Arrival], known: Threads) -> None:
    """Give threads of which answers came first to who said what they answer."""
    for key, arrival in begun.items():
        thread = known.get(key)
        assert arrival.found
        if thread is not None and thread.identity_id != arrival.found.identity_id:
            known[key] = replace(thread, identity_id=arrival.found.identity_id, contact_id=arrival.found.contact_id)
            batch.owned[thread.id], batch.former[thread.id] = known[key], thread.contact_id


def thread_of(batch: Batch, arrival: Arrival, thread: str) -> Conversation:
    """Return the thread that an arrival begins; `thread` is its key."""
    assert arrival.found
    event, row = arrival.event, arrival.account.row
    facts = ConversationFacts(surface=event.surface)
    caps = batch.book.adapter(row.channel).capabilities(arrival.account.view, facts, batch.tx.now)
    return Conversation(
        id=uuid7(), account_id=row.id, brand_id=row.brand_id, identity_id=arrival.found.identity_id,
        contact_id=arrival.found.contact_id, channel=row.channel, surface=event.surface.value, thread_key=thread,
        subject=event.mail.subject if event.mail else "", case_id=None, last_sort_at=arrival.sort_at,
        last_inbound_at=None, last_provider_id="", window_until=None, typing_observable=caps.typing_in,
    )  # fmt: skip


def continuation_of(arrival: Arrival, row: dict[str, Any], reopens: bool, now: datetime) -> cases.Continuation:
    """Return what an arrival makes of a case that is there: `row` is its present, brought forward for the next one."""
    assert arrival.found and arrival.case_id
    unanswered: datetime | None = row["unanswered_since"]
    deserves = not (arrival.courtesy or arrival.quiet)
    since = unanswered or (arrival.delivery.received_at if deserves else None)
    silence = int((now - unanswered).total_seconds()) if unanswered else 0
    elsewhere = row["channel"] != arrival.account.row.channel
    row["unanswered_since"], row["channel"] = since, arrival.account.row.channel
    return cases.Continuation(
        case_id=arrival.case_id,
        message_id=arrival.message_id,
        contact_id=arrival.found.contact_id,
        preview=arrival.text,
        channel=arrival.account.row.channel,
        surface=arrival.event.surface.value,
        at=arrival.delivery.received_at,
        unanswered_since=since,
        reopens=reopens,
        rating=arrival.event.rating or None,
        state="open" if reopens else row["state"],
        waited_on=WaitingOn(row["waiting_on"]) if row["waiting_on"] else None,
        gap_seconds=int((now - row["ended_at"]).total_seconds()) if reopens else 0,
        attempt=_attempt(silence, elsewhere=elsewhere) if deserves and unanswered else None,
    )


def _attempt(silence: int, *, elsewhere: bool) -> tuple[AttemptCause, int] | None:
    """Say why writing again without an answer is an attempt: on another channel at once, on the same after a while."""
    if elsewhere:
        return AttemptCause.SECOND_CHANNEL, silence
    return (AttemptCause.SILENCE, silence) if silence > SILENCE_IS_ATTEMPT else None


def country_of(arrival: Arrival) -> tuple[str, str]:
    """Return the country of who writes, and what says so: their number's prefix, the channel, the account's place."""
    by_prefix = contacts.country_of(arrival.event.author)
    if by_prefix:
        return by_prefix, "prefix"
    if arrival.event.country:
        return arrival.event.country, "declared"
    return arrival.account.row.country, "account" if arrival.account.row.country else ""


def opening_of(arrival: Arrival, previous: UUID | None, machine: bool) -> cases.Opening:
    """Return the case that an arrival opens; what needs no answer (a machine, a courtesy) opens it set aside."""
    assert arrival.found and arrival.conversation
    event, row = arrival.event, arrival.account.row
    country, source = country_of(arrival)
    aside = None
    if arrival.found.blocked:
        aside = SetAsideReason.BLOCKED
    elif arrival.elsewhere:
        aside = SetAsideReason.OTHER_APP
    elif machine or arrival.is_served:
        aside = SetAsideReason.NO_ENGAGEMENT
    elif arrival.courtesy:
        aside = SetAsideReason.COURTESY
    return cases.Opening(
        id=uuid7(),
        brand_id=row.brand_id,
        unit_id=row.unit_id,
        account_id=row.id,
        queue_id=arrival.queue_id,
        contact_id=arrival.conversation.contact_id if arrival.is_echo else arrival.found.contact_id,
        contact_is_new=arrival.found.new,
        surface=event.surface.value,
        channel=row.channel,
        subject=event.mail.subject if event.mail else "",
        preview=arrival.text,
        origin=CaseOrigin.OUTBOUND if arrival.is_echo else _origin(event.surface),
        opened_at=arrival.delivery.received_at,
        opened_by=(ActorKind.SYSTEM, None) if arrival.is_echo else (ActorKind.CONTACT, arrival.found.contact_id),
        country=country,
        country_source=source,
        rating=event.rating or None,
        previous=previous,
        set_aside=aside,
        message_id=arrival.message_id,
        referral=event.referral,
        web_session_id=contacts.visit_of(row.id, event.author),
        answered=arrival.is_echo,
        grade=grade_of(arrival.account, arrival.delivery.received_at),
    )


def _origin(surface: Surface) -> CaseOrigin:
    match surface:
        case Surface.MENTION | Surface.PUBLIC_COMMENT:
            return CaseOrigin.MENTION
        case Surface.CALL:
            return CaseOrigin.CALL
        case Surface.DIRECT_MESSAGE | Surface.CHAT | Surface.REVIEW | Surface.MAIL | Surface.FORM:
            return CaseOrigin.INBOUND


def message_of(arrival: Arrival) -> NewMessage:
    """Return an arrival as a message in its place."""
    assert arrival.conversation and arrival.found
    event = arrival.event
    author = Actor(ActorKind.SYSTEM) if arrival.is_echo else Actor(ActorKind.CONTACT, arrival.found.contact_id)
    return NewMessage(
        id=arrival.message_id,
        conversation_id=arrival.conversation.id,
        case_id=arrival.case_id,
        account_id=arrival.account.id,
        provider_id=event.provider_id or event.dedupe_key,
        direction="out" if arrival.is_echo else "in",
        author=author,
        alias=event.author_name if arrival.is_echo else "",
        purpose=Purpose.ECHO if arrival.is_echo else Purpose.CONTACT,
        parts=event.parts,
        text=arrival.text,
        occurred_at=event.occurred_at,
        received_at=arrival.delivery.received_at,
        sort=(arrival.sort_at, arrival.delivery.id, arrival.item),
        late=arrival.late,
        courtesy=arrival.courtesy,
        awaited=arrival.awaited[1] if arrival.awaited else "",
        reply_to=event.reply_to,
        forwarded=event.forwarded,
        public=event.public,
        rating=event.rating or None,
        facts={**(event.facts or {}), "app": event.app} if event.app else event.facts,
        language=event.language,
        mail=event.mail,
        referral=event.referral,
    )


def posts_of(batch: Batch, arrivals: Sequence[Arrival]) -> list[tuple[UUID, str, PublicPost | None]]:
    """Return the posts below which arrivals stand, with what was told of them: (account, the channel's id, told).

    What was told of none is asked for where the channel can be asked; who wrote the post itself is below nothing.
    """
    born = {conversation.id for conversation, _ in batch.born.values()}
    found: list[tuple[UUID, str, PublicPost | None]] = []
    for one in arrivals:
        event, row = one.event, one.account.row
        if not event.parent or event.parent in (event.provider_id, event.thread_key):
            continue
        fresh = one.conversation is not None and one.conversation.id in born
        if event.post is not None or fresh and isinstance(batch.book.adapter(row.channel), Reposting):
            found.append((row.id, event.parent, event.post))
    return found


def files_of(arrival: Arrival) -> list[tuple[int, Media, int]]:
    """Return the files of an arrival: (part, file, delivery that brought it)."""
    return [(n, part, arrival.delivery.id) for n, part in enumerate(arrival.event.parts) if isinstance(part, Media)]
