"""What rules and macros write to the contact: in whose words, whether it may be said, and what it may cost."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from trato.flow import writing
from trato.flow.acts import privately
from trato.flow.acts.privately import NewPrivate
from trato.flow.composing import NewReply
from trato.kit.errors import Conflict
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import Doer, Reply, SourceKind, TakePrivate
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.cases.model import Case
from trato.rooms.channels import api as channels
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Purpose, Said, Source, ThreadHolder
from trato.rooms.conversations.model import SourceKind as TextKind
from trato.rooms.knowledge import api as knowledge

TEXTS = {SourceKind.RULE: TextKind.RULE, SourceKind.MACRO: TextKind.MACRO}
MOST_CHARGED = 2  # automatic messages of rules in one conversation, where each costs
WINDOW = timedelta(hours=24)


class NothingToAnswer(Conflict):
    """The contact wrote nothing that could be answered: there is no conversation of theirs in the case."""

    code = "nothing_to_answer"


class TooManyAutomatic(Conflict):
    """Each message costs here, and as many as a day allows were written by themselves; `most` says how many."""

    code = "too_many_automatic"


class PersonHolds(Conflict):
    """A person of ours answers in this conversation: rules say nothing there until it is given back (S152)."""

    code = "person_holds"


async def reply(tx: Tx, book: channels.AccountBook, case: Case, action: Reply, doer: Doer, said: Said | None) -> UUID:
    """Write an answer in the conversation of the message; return its id."""
    about = await _answered(tx, case, doer, said)
    await _check_hands(tx, about, doer)
    person = await contacts.get(tx, case.contact_id)
    text, source = await _text(tx, case, action, doer, person.locale or about.language)
    rule = doer.source is SourceKind.RULE
    if rule:
        await _check_cost(tx, book, about)
    of = Source(TEXTS[doer.source], doer.source_id, doer.version)
    new = NewReply(
        id=uuid7(), conversation_id=about.conversation_id, case_id=case.id, text=text, alias=doer.alias,
        purpose=Purpose.AUTO if rule else Purpose.REPLY, sources=(of, *source), rests=doer.rests,
    )  # fmt: skip
    await writing.reply(tx, book, new)
    return new.id


async def take_private(
    tx: Tx, book: channels.AccountBook, case: Case, action: TakePrivate, doer: Doer, said: Said | None
) -> UUID:
    """Answer in private what was said last in public; return the id of the answer."""
    about = await _answered(tx, case, doer, said)
    await _check_hands(tx, about, doer)
    person = await contacts.get(tx, case.contact_id)
    language = automation.choose(action.texts, person.locale or about.language)
    new = NewPrivate(
        id=uuid7(), case_id=case.id, text=automation.fill(action.texts[language], await values_of(tx, case, doer)),
        alias=doer.alias, purpose=Purpose.AUTO if doer.source is SourceKind.RULE else Purpose.REPLY,
        sources=(Source(TEXTS[doer.source], doer.source_id, doer.version),),
    )  # fmt: skip
    await privately.take_private(tx, book, new)
    return new.id


async def _answered(tx: Tx, case: Case, doer: Doer, said: Said | None) -> Said:
    """Return what is answered. Raises NothingToAnswer."""
    about = said or (await conversations.last_said(tx, [case.id])).get(case.id)
    if about is None or (doer.source is SourceKind.RULE and not may_answer(case, about)):
        raise NothingToAnswer(case=case.id)
    return about


async def _check_hands(tx: Tx, about: Said, doer: Doer) -> None:
    """Refuse a rule's answer where a person answers. Raises PersonHolds."""
    if doer.source is SourceKind.RULE:
        thread = await conversations.get_conversation(tx, about.conversation_id)
        if thread.holder == ThreadHolder.PERSON:
            raise PersonHolds(conversation=str(thread.id))


async def _check_cost(tx: Tx, book: channels.AccountBook, about: Said) -> None:
    """Refuse one automatic message too many where each costs money. Raises TooManyAutomatic."""
    thread = await conversations.get_conversation(tx, about.conversation_id)
    account = (await book.of_workspace(tx))[thread.account_id]
    caps = book.adapter(account.row.channel).capabilities(account.view, thread.facts, tx.now)
    if caps.charged and await conversations.count_automatic(tx, thread.id, tx.now - WINDOW) >= MOST_CHARGED:
        raise TooManyAutomatic(most=MOST_CHARGED)


def may_answer(case: Case, said: Said) -> bool:
    """Say whether something may be answered by itself: never a machine, a courtesy, or what was set aside."""
    return not (said.machine or said.courtesy or case.standing.set_aside is not None)


async def _text(tx: Tx, case: Case, action: Reply, doer: Doer, language: str) -> tuple[str, tuple[Source, ...]]:
    values = await values_of(tx, case, doer)
    if action.canned_id is not None:
        made = await knowledge.render(tx, action.canned_id, language, values)
        return made.text, (Source(TextKind.CANNED, made.canned_id, made.version, made.language),)
    return automation.fill(action.texts[automation.choose(action.texts, language)], values), ()


async def values_of(tx: Tx, case: Case, doer: Doer) -> dict[str, str]:
    """Return what the variables of a text mean in a case."""
    person = await contacts.get(tx, case.contact_id)
    brand = await brands.get_brand(tx, BrandId(case.brand_id))
    return {
        "agent.name": doer.name, "agent.alias": doer.alias or doer.name, "brand.name": brand.name,
        "case.number": f"#{case.number}", "case.subject": case.subject, "contact.name": person.name,
        "contact.first_name": person.name.partition(" ")[0],
    }  # fmt: skip
