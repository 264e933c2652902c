"""The journey of a message inwards. Read this file first.

A delivery that was answered 2xx lies in the inbox. RECEIVE makes of it, in one transaction for a whole batch, messages
in conversations in cases with running promises; no model and no network, so that it cannot fail slowly. What it
could not read is dead and stays visible. UNDERSTAND and DECIDE come after the commit, and may be late.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from uuid import UUID

from trato.flow import choosing, forming, serving
from trato.flow.acts import asking, circumstances, due, effects, holders, owning, signals, voicing
from trato.flow.arrival import CONTENT, EFFECTS, Arrival, Batch, Step, Stop, grade_of
from trato.kit.ids import uuid7
from trato.kit.mutants import is_on
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import SetAsideReason
from trato.rooms.channels.api import Account, Waiting
from trato.rooms.channels.model import ConversationFacts, Delivery, InboundEvent, InboundKind, Malformed
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Conversation
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import ClockStart, Matter, StartCause


async def parse_delivery(batch: Batch) -> None:
    """Channels: raw payload to inbound events, one for every item of a batched webhook."""
    accounts = await batch.book.of_workspace(batch.tx, {one.account_id for one in batch.deliveries})
    for delivery in batch.deliveries:
        account = accounts.get(delivery.account_id)
        if account is None:
            batch.dead.append((delivery, "its channel account is gone"))
            continue
        served = batch.book.served_with(account, accounts)
        try:
            events = [read for one in served for read in _events_for(batch, delivery, one)]
        except Malformed as error:
            batch.dead.append((delivery, f"malformed: {error}"))
            continue
        theirs = {(one.row.channel, one.row.external_id) for one in served}
        for item, (whose, event) in enumerate(events):
            if batch.only is not None and item not in batch.only:
                continue
            at = conversations.place_in_time(event, delivery.received_at)
            arrival = Arrival(delivery, item, event, whose, uuid7(), at)
            if event.account_ref and event.account_ref != whose.row.external_id:
                arrival.stopped = Stop.FOREIGN
                if whose is account and (whose.row.channel, event.account_ref) not in theirs:
                    batch.dead.append((delivery, f"item {item} is for another account"))
            elif event.kind in EFFECTS:
                arrival.stopped = Stop.EFFECT
            elif event.kind not in CONTENT:
                arrival.stopped = Stop.SIGNAL
            elif event.public and arrival.is_echo and not event.reply_to:
                arrival.stopped = Stop.OURS
            elif event.public and not event.author and asking.left_open(batch, whose, event) is not None:
                arrival.stopped = Stop.ASKED
            elif event.public and not event.author:
                arrival.stopped = Stop.NAMELESS
                batch.dead.append((delivery, f"item {item} does not say who wrote it"))
            elif not event.author:
                arrival.stopped = Stop.NAMELESS if event.kind is not InboundKind.UNSUPPORTED else Stop.SIGNAL
            batch.arrivals.append(arrival)


def _events_for(batch: Batch, delivery: Waiting, account: Account) -> list[tuple[Account, InboundEvent]]:
    """Read what a delivery has for one of the accounts that it serves."""
    raw = Delivery(delivery.raw, delivery.headers, delivery.received_at)
    return [(account, event) for event in batch.book.adapter(account.row.channel).parse(raw, account.view)]


async def drop_duplicates(batch: Batch) -> None:
    """Conversations: a provider's id is a message once in its account, however often it is delivered."""
    going = batch.going
    keys = [(a.account.id, a.event.provider_id or a.event.dedupe_key) for a in going]
    seen = await conversations.find_seen(batch.tx, keys) if keys and not is_on("no_unique_key") else set()
    in_batch: set[tuple[object, str]] = set()
    for n, (arrival, key) in enumerate(zip(going, keys, strict=True)):
        if n in seen or key in in_batch:
            arrival.stopped = Stop.DUPLICATE
        in_batch.add(key)
    await effects.know_our_own(batch)


async def find_contact(batch: Batch) -> None:
    """Contacts: an address leads to a contact, made when nobody knew it; never merged without consent."""
    await forming.lend_contacts(batch)
    await voicing.know_each_other(batch)
    going = [arrival for arrival in batch.going if arrival.found is None]
    if not going:
        return
    authors = [
        contacts.Author(
            a.account.row.controller_id, a.event.author, "" if a.is_echo else a.event.author_name, a.event.language,
            contacts.country_of(a.event.author) or a.account.row.country,
        )
        for a in going
    ]  # fmt: skip
    for arrival, found in zip(going, await contacts.find_or_create(batch.tx, authors), strict=True):
        arrival.found = found
    await contacts.note_reach(batch.tx, [
        contacts.ToldReach(a.found.contact_id, a.account.row.channel, a.event.reach.followers, a.event.reach.verified)
        for a in going if a.found and a.event.reach
    ])  # fmt: skip


async def find_conversation(batch: Batch) -> None:
    """Conversations: one thread for one contact on one account, or one mail thread for all who write in it."""
    await effects.know_our_own_in_private(batch)
    going = batch.going
    keys = [(a.account.id, conversations.thread_key(a.event, a.found.contact_id)) for a in going if a.found]
    known = await conversations.find_conversations(batch.tx, set(keys)) if keys else {}
    tokens = await _answered_threads(batch, going)
    begun = {key: arrival for arrival, key in zip(going, keys, strict=True) if forming.begins_thread(arrival)}
    forming.give_back(batch, begun, known)
    for arrival, key in zip(going, keys, strict=True):
        signed = arrival.event.mail is not None and not arrival.event.mail.reply_token.startswith("#")
        told = tokens.get(arrival.message_id)
        conversation = arrival.conversation or (told if signed else None) or known.get(key) or told
        if conversation is None:
            first = begun.get(key, arrival)
            conversation = known[key] = forming.thread_of(batch, first, key[1])
            batch.born[conversation.id] = (conversation, "us" if first.is_echo else "contact")
        arrival.conversation = conversation
        arrival.late = arrival.sort_at < conversation.last_sort_at
        arrival.text = conversations.text_of(arrival.event.parts)
    owning.put_first(batch, begun.values())
    await voicing.drop_doubles(batch)


async def _answered_threads(batch: Batch, going: list[Arrival]) -> dict[UUID, Conversation]:
    """Find the threads that our own tokens in mails name: a signed one wins over what the mail's references say."""
    asked = {
        a.message_id: (a.account.id, a.event.mail.reply_token, a.found.contact_id)
        for a in going
        if a.event.mail and a.event.mail.reply_token and a.found
    }
    return await conversations.find_by_token(batch.tx, asked) if asked else {}


async def claim_awaited(batch: Batch) -> None:
    """Conversations: a survey answer, a code, a consent goes to who asked, and opens nothing."""
    asked = [a.conversation.id for a in batch.going if a.conversation and a.conversation.id not in batch.born]
    waiting = await conversations.find_awaited(batch.tx, asked) if asked else {}
    for arrival in batch.going:
        if arrival.conversation and not arrival.is_echo:
            arrival.awaited = waiting.pop(arrival.conversation.id, None)


async def understand_choice(batch: Batch) -> None:
    """Conversations: what was pressed is linked to what was offered; who answers with a number has chosen that."""
    await choosing.recognise(batch)


async def open_or_continue(batch: Batch) -> None:
    """Cases: the message goes on with its case, reopens it, or opens a new one."""
    tx = batch.tx
    going = batch.going
    served = {a.conversation.case_id for a in going if a.conversation and a.conversation.case_id}
    answered = await _cases_answered(batch)
    present = await _present(batch, served | set(answered.values()))
    current: dict[UUID, UUID | None] = {}  # conversation -> the case that it serves after the arrivals so far
    openings: dict[UUID, cases.Opening] = {}
    continuations: list[cases.Continuation] = []
    for arrival in going:
        assert arrival.conversation and arrival.found
        conversation = arrival.conversation
        case_id = current.get(conversation.id, conversation.case_id)
        named = answered.get(arrival.message_id)
        if named in present and present[named]["state"] == "open" and present[named]["set_aside"] is None:
            case_id = named  # what a message answers says of which case it is, where there are several
        row = present.get(case_id) if case_id else None
        while row is not None and row["merged_into"] in present:  # merged between our look and our lock
            case_id = row["merged_into"]
            row = present[case_id]
        arrival.courtesy = arrival.is_served or (cases.is_courtesy(arrival.text) and not arrival.event.rating)
        machine = bool(arrival.event.mail and arrival.event.mail.automatic) or arrival.opts_out
        others = arrival.is_echo or arrival.elsewhere  # said, or to be answered, by another application of ours
        arrival.quiet = machine or others or arrival.found.blocked or arrival.awaited is not None
        just_opened = openings.get(case_id) if case_id else None
        if just_opened is not None and (just_opened.set_aside is None or arrival.quiet or arrival.courtesy):
            arrival.case_id = just_opened.id
            openings[just_opened.id] = replace(
                just_opened,
                preview=arrival.text or just_opened.preview,
                rating=arrival.event.rating or just_opened.rating,
            )
        elif row is not None and _goes_on(batch, arrival, row):
            arrival.case_id = case_id
            arrival.continues, arrival.takes_over = True, owning.takes_over(batch, arrival, row)
            reopens = row["state"] == "resolved" and not (arrival.courtesy or arrival.quiet)
            continuations.append(forming.continuation_of(arrival, row, reopens, tx.now))
            if reopens:
                row["state"], row["waiting_on"] = "open", None
        elif arrival.awaited is not None:
            arrival.case_id = case_id
        else:
            arrival.opens = True
            opening = forming.opening_of(arrival, case_id if row else None, machine)
            arrival.case_id = opening.id
            openings[opening.id] = opening
        current[conversation.id] = arrival.case_id
    await cases.open_many(tx, await _with_moment(batch, openings.values()))
    await cases.continue_many(tx, continuations)


async def _cases_answered(batch: Batch) -> dict[UUID, UUID]:
    """Find the cases of the messages that arrivals quote or answer, in their own conversations."""
    asked: dict[UUID, tuple[UUID, UUID, str, str]] = {}
    for one in batch.going:
        token = one.event.mail.reply_token if one.event.mail else ""
        if one.conversation and one.conversation.id not in batch.born and (one.event.reply_to or token):
            asked[one.message_id] = (one.conversation.id, one.account.id, one.event.reply_to, token)
    return await conversations.cases_answered(batch.tx, asked)


async def _present(batch: Batch, served: Collection[UUID]) -> dict[UUID, dict[str, Any]]:
    """Lock the cases that conversations serve, and those that absorbed them meanwhile."""
    present: dict[UUID, dict[str, Any]] = {}
    wanted = set(served)
    while wanted:
        present |= await cases.lock_present(batch.tx, sorted(wanted))
        wanted = {row["merged_into"] for row in present.values() if row["merged_into"]} - present.keys()
    return present


async def _with_moment(batch: Batch, openings: Collection[cases.Opening]) -> list[cases.Opening]:
    """Add to openings what only their moment knows: the queue's team, and whose past is this contact's too."""
    known = [one.contact_id for one in openings if not one.contact_is_new]
    linked = await contacts.linked_with(batch.tx, known) if known else {}
    visits = [(o.web_session_id, o.account_id, o.contact_id, None) for o in openings if o.web_session_id]
    await contacts.begin_sessions(batch.tx, visits)
    return [
        replace(one, team_id=await batch.queues.team_of(batch.tx, one.queue_id), linked=linked.get(one.contact_id, ()))
        for one in openings
    ]


def _goes_on(batch: Batch, arrival: Arrival, row: dict[str, Any]) -> bool:
    """Say whether a message belongs to the case that its conversation serves (records.md, rule 2).

    What needs no answer stays with whatever is there; what needs one never hides in a case that was set aside.
    """
    if arrival.elsewhere and row["state"] != "open" and row["set_aside"] != SetAsideReason.OTHER_APP:
        return False
    if arrival.courtesy or arrival.quiet:
        return row["merged_into"] is None
    if row["set_aside"] is not None:
        return False
    if row["state"] == "open":
        return row["merged_into"] is None
    if row["state"] == "closed":
        return False
    adapter = batch.book.adapter(arrival.account.row.channel)
    caps = adapter.capabilities(arrival.account.view, ConversationFacts(surface=arrival.event.surface), batch.tx.now)
    return bool(batch.tx.now - row["ended_at"] <= caps.reopen_within)


async def append_message(batch: Batch) -> None:
    """Conversations: the message in its place, its case on it, its files asked for."""
    going = batch.going
    first = {a.conversation.id: a for a in reversed(going) if a.conversation}
    await conversations.begin(
        batch.tx,
        [(replace(c, case_id=first[c.id].case_id), first[c.id].event.parent, by) for c, by in batch.born.values()],
    )
    await owning.give_back(batch)
    await conversations.note_posts(batch.tx, forming.posts_of(batch, list(first.values())))
    await conversations.append(
        batch.tx,
        [(forming.message_of(a), a.conversation) for a in going if a.conversation],
        {a.message_id: forming.files_of(a) for a in going},
    )
    await conversations.bring_forward(
        batch.tx,
        [(a.conversation, a.case_id, a.sort_at, a.event.provider_id, a.is_echo) for a in going if a.conversation],
    )
    await conversations.mark_answered(
        batch.tx, [(a.awaited, a.message_id, a.case_id) for a in going if a.awaited is not None]
    )


async def start_clocks(batch: Batch) -> None:
    """Sla: the promise by surface starts when we received the message; what deserves no answer starts none."""
    starts = [
        ClockStart(
            case_id=a.case_id,
            conversation_id=a.conversation.id,
            message_id=a.message_id,
            at=a.delivery.received_at,
            cause=StartCause.NEW_CASE if a.opens or a.takes_over else StartCause.CONTINUED,
            matter=Matter(
                surface=a.event.surface,
                channel=a.account.row.channel,
                brand_id=a.account.row.brand_id,
                account_id=a.account.id,
                tier=grade_of(a.account, a.delivery.received_at).tier,
                country=forming.country_of(a)[0],
                queue_id=a.queue_id,
            ),
        )
        for a in batch.going
        if a.case_id and a.conversation and not (a.quiet or a.courtesy or a.awaited)
    ]
    if starts:
        started = await sla.start_clocks(batch.tx, await circumstances.known(batch.tx, starts))
        moved = await sla.follow_places(batch.tx, starts)
        await due.note(batch.tx, [*started, *moved], {a.case_id for a in batch.going if a.opens and a.case_id})


RECEIVE: tuple[Step, ...] = (
    parse_delivery,
    drop_duplicates,
    find_contact,
    find_conversation,
    claim_awaited,
    understand_choice,
    holders.follow,
    open_or_continue,
    append_message,
    voicing.speak_as_care,
    start_clocks,
    holders.settle,
    serving.answer,
    effects.apply,
    signals.note,
    asking.note_questions,
)
