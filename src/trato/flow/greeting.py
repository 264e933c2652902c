"""What is said while nobody does: a greeting, that we are closed and until when, that it takes longer than usual.

Never to a machine, a courtesy, somebody blocked or who opted out, and never what would keep a promise: its purpose is
*auto*. Once a window for each conversation; several at once are one message, and where each message costs money there
is one a window, whatever it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import structlog

from trato.flow import situations, writing
from trato.flow.acts import saying
from trato.flow.composing import NewReply
from trato.kit import timers
from trato.kit.errors import TratoError
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.events import AnswerSlow, AutoReplied
from trato.rooms.automation.model import AutoReply, ReplyKind
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, OpeningHours
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case, CaseState, HolderKind
from trato.rooms.channels import api as channels
from trato.rooms.compliance import api as compliance
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Purpose, Said, Source, SourceKind
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla
from trato.rooms.sla.model import Target

TIMER = "automation.slow"
ANSWERS = frozenset({Target.FIRST_RESPONSE, Target.FIRST_HUMAN_RESPONSE, Target.NEXT_RESPONSE})
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of a contact that may be answered by itself; `slow` when nobody did for a while."""

    message_id: UUID
    case_id: UUID
    slow: bool = False


async def answer(tx: Tx, book: channels.AccountBook, replies: Sequence[AutoReply], heard: Sequence[Heard]) -> None:
    """Say what is to be said about these messages, and plan what is said later. A few statements a batch."""
    told = await conversations.said_in(tx, {one.message_id for one in heard})
    present = await cases.get_many(tx, sorted({one.case_id for one in heard}))
    people = {one.contact_id for one in present.values()}
    blocked = await contacts.blocks_of(tx, sorted(people))
    threads = sorted({one.conversation_id for one in told.values()})
    resting = await automation.resting(tx, threads)
    hours = await situations.hours_of(tx, present.values())
    every: dict[UUID, Brand] = {one.id: one for one in await brands.list_brands(tx)}
    for one in heard:
        case, said = present.get(one.case_id), told.get(one.message_id)
        if case is None or said is None or case.contact_id in blocked or not _may(case, said):
            continue
        open_ = hours.get(case.id)
        wanted = _wanted(replies, case, said, open_, tx.now, slow=one.slow)
        if not one.slow:
            await _plan(tx, replies, case, said)
        wanted = [reply for reply in wanted if reply.kind not in resting.get(said.conversation_id, {})]
        brand = every.get(case.brand_id)
        if wanted and brand is not None and await _may_be_told(tx, book, case, said, resting):
            await _say(tx, book, wanted, case, said, brand, open_)
            resting.setdefault(said.conversation_id, {}).update({reply.kind: tx.now for reply in wanted})


async def passed(tx: Tx, timer: timers.Timer) -> None:
    """Tell that nobody has answered for a while, unless somebody did."""
    case = (await cases.get_many(tx, [timer.subject])).get(timer.subject)
    since = datetime.fromisoformat(timer.body["since"])
    if case is not None and case.state is CaseState.OPEN and case.unanswered_since == since:
        tx.emit(
            AnswerSlow(
                subject=case.id,
                case_id=case.id,
                conversation_id=UUID(timer.body["conversation"]),
                message_id=UUID(timer.body["message"]),
            )  # fmt: skip
        )


def _may(case: Case, said: Said) -> bool:
    return (
        case.state is CaseState.OPEN
        and saying.may_answer(case, said)
        and not said.public
        and not compliance.is_opt_out(said.text)
    )


def _wanted(
    replies: Sequence[AutoReply], case: Case, said: Said, hours: OpeningHours | None, now: datetime, *, slow: bool
) -> list[AutoReply]:
    """Return what is to be said: late, that it takes longer; else a greeting to a new case, and that we are shut."""
    is_open = hours is None or hours.is_open(now)
    kinds = [ReplyKind.SLOW] if slow and is_open else []
    if not slow and case.opened_at == said.at:
        kinds.append(ReplyKind.GREETING)
    if not slow and not is_open:
        kinds.append(ReplyKind.AWAY)
    found = (automation.nearest(replies, kind, case.brand_id, case.channel) for kind in kinds)
    return [one for one in found if one is not None]


async def _plan(tx: Tx, replies: Sequence[AutoReply], case: Case, said: Said) -> None:
    slow = automation.nearest(replies, ReplyKind.SLOW, case.brand_id, case.channel)
    if slow is None or case.unanswered_since is None:
        return
    due_at = case.unanswered_since + timedelta(minutes=slow.after_minutes)
    if due_at <= tx.now:
        return
    body = {
        "since": case.unanswered_since.isoformat(),
        "conversation": str(said.conversation_id),
        "message": str(said.id),
    }
    await timers.cancel(tx, TIMER, case.id)
    await timers.set_timer(tx, TIMER, case.id, due_at, body)


async def _may_be_told(
    tx: Tx, book: channels.AccountBook, case: Case, said: Said, resting: dict[UUID, dict[ReplyKind, datetime]]
) -> bool:
    """Say whether this contact may be written to by itself now: not who opted out, not twice where it costs."""
    accounts = await book.of_workspace(tx)
    thread = (await conversations.get_conversations(tx, [said.conversation_id])).get(said.conversation_id)
    account = accounts.get(thread.account_id) if thread else None
    if thread is None or account is None:
        return False
    caps = book.adapter(account.row.channel).capabilities(account.view, thread.facts, tx.now)
    if caps.charged and resting.get(said.conversation_id):
        return False
    known = (await contacts.identities_of(tx, [case.contact_id])).get(case.contact_id, ())
    addresses = [one.address for one in known if one.ended_at is None]
    return None not in await compliance.opted_out_of(tx, account.row.controller_id, case.contact_id, addresses)


async def _say(
    tx: Tx, book: channels.AccountBook, wanted: list[AutoReply], case: Case, said: Said, brand: Brand,
    hours: OpeningHours | None,
) -> None:  # fmt: skip
    """Write what is to be said as one message; refused, it is as if nobody had wanted to."""
    person = await contacts.get(tx, case.contact_id)
    language = said.language or person.locale or brand.locale
    opens = brands.standing(hours, tx.now).until if hours is not None else None
    told = any("expected_by" in text for one in wanted for text in one.texts.values())
    promised = await _promised(tx, case)
    expected = (await _expected(tx, case) if told else None) or promised
    values = {
        "brand.name": brand.name, "case.number": f"#{case.number}", "contact.name": person.name,
        "contact.first_name": person.name.partition(" ")[0],
        "opens": automation.when_words(opens, brand.timezone, language),
        "answer_by": automation.when_words(promised, brand.timezone, language),
        "expected_by": automation.when_words(expected, brand.timezone, language),
    }  # fmt: skip
    message, facts = uuid7(), len(tx.events)
    try:
        async with tx.connection.transaction():
            mine = [one for one in wanted if await automation.claim(tx, said.conversation_id, one, message)]
            if not mine:
                return
            sources = tuple(Source(SourceKind.RULE, one.id, one.version) for one in mine)
            text = automation.say(mine, language, values)
            await writing.reply(
                tx, book,
                NewReply(message, said.conversation_id, case.id, text, purpose=Purpose.AUTO, sources=sources),
            )  # fmt: skip
            tx.emit(
                AutoReplied(
                    subject=case.id,
                    case_id=case.id,
                    conversation_id=said.conversation_id,
                    message_id=message,
                    replies=tuple(one.kind.value for one in mine),
                )  # fmt: skip
            )
    except TratoError as refusal:
        del tx.events[facts:]
        log.info("greeting.refused", case=str(case.id), code=refusal.code)


async def _expected(tx: Tx, case: Case) -> datetime | None:
    """Return when somebody will have the case, at the pace its queue has of late; None where nobody knows.

    It is told as what is expected, even when that is later than what is promised; the promise has its own word.
    """
    queue = case.holder.id if case.holder.kind is HolderKind.QUEUE else case.queue_id
    if queue is None or case.holder.kind not in (HolderKind.QUEUE, HolderKind.NOBODY):
        return None
    wait = await routing.wait_of(tx, case.id, queue)
    return tx.now + wait.time if wait is not None and wait.time is not None else None


async def _promised(tx: Tx, case: Case) -> datetime | None:
    """Return by when an answer is promised; None where nothing is, or it is late already."""
    clocks = (await sla.running_clocks(tx, [case.id])).get(case.id, [])
    due = [one.due_at for one in clocks if one.target in ANSWERS and one.due_at > tx.now and one.paused_at is None]
    return min(due, default=None)
