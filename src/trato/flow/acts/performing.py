"""What rules and macros decided, done: one branch for each action, and how each is given back.

A step that is refused raises; a step that finds things as it wants them says so. Whoever calls decides what a refusal
takes with it: of a macro everything, of a rule that step alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never
from uuid import UUID

from trato.flow import closing, writing
from trato.flow.acts import assigning, due, escalating
from trato.flow.writing import NewReply
from trato.kit.errors import Conflict
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.events import Called
from trato.rooms.automation.model import (
    Action,
    AddTag,
    Assign,
    CallWebhook,
    Escalate,
    NeedSkill,
    Note,
    Outcome,
    RemoveTag,
    Reply,
    Resolve,
    SetAside,
    SetAttribute,
    SetPriority,
    SourceKind,
    Step,
    Wait,
)
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import (
    AssignReason,
    Case,
    EscalationMode,
    Holder,
    HolderKind,
    Priority,
    ResolvedHow,
    WaitingOn,
)
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import ConversationFacts
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import AttributeKind, NameSource
from trato.rooms.conversations import api as conversations
from trato.rooms.conversations.model import Purpose, Said, Source
from trato.rooms.conversations.model import SourceKind as TextKind
from trato.rooms.knowledge import api as knowledge
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla

TEXTS = {SourceKind.RULE: TextKind.RULE, SourceKind.MACRO: TextKind.MACRO}
MOST_CHARGED = 2  # automatic messages of rules in one conversation, where each costs
WINDOW = timedelta(hours=24)
PLAIN = frozenset({AttributeKind.CHOICE, AttributeKind.YES_NO, AttributeKind.NUMBER})  # whose values are codes


class NothingToAnswer(Conflict):
    """The contact wrote nothing that could be answered: there is no conversation of theirs in the case."""

    code = "nothing_to_answer"


class TooManyAutomatic(Conflict):
    """Each message costs here, and as many as a day allows were written by themselves; `most` says how many."""

    code = "too_many_automatic"


@dataclass(frozen=True, slots=True)
class Doer:
    """In whose name actions are done: a version of a rule or of a macro. `name` and `alias` are the person's."""

    source: SourceKind
    source_id: UUID
    version: int
    name: str = ""
    alias: str = ""
    rests: int = 0  # seconds in which an answer can be taken back


async def perform(
    tx: Tx, book: channels.AccountBook, case_id: UUID, action: Action, doer: Doer, said: Said | None = None
) -> Step:
    """Do one action to a case; `said` is the message that it is about, else the contact's last one.

    Raises what the deed itself refuses (TratoError).
    """
    case = await cases.lock(tx, case_id)
    before = len(tx.events)
    back = await _do(tx, book, case, action, doer, said)
    changed = len(tx.events) > before or isinstance(action, NeedSkill)  # which tells nobody
    return Step(str(action.__struct_config__.tag), Outcome.DONE if changed else Outcome.NOTHING,
                back=back if changed else None)  # fmt: skip


async def _do(
    tx: Tx, book: channels.AccountBook, case: Case, action: Action, doer: Doer, said: Said | None
) -> Mapping[str, Any] | None:
    """Do it; return how it is given back, None where it cannot be."""
    rest = case.standing
    match action:
        case Assign():
            await _assign(tx, case, action, doer)
            return {"holder_kind": case.holder.kind.value, "holder_id": case.holder.id, "queue_id": case.queue_id}
        case SetPriority():
            await cases.set_priority(tx, case.id, Priority(action.priority))
            return {"priority": int(case.priority)}
        case AddTag():
            return {"tag_id": action.tag_id} if await cases.add_tag(tx, case.id, action.tag_id) else None
        case RemoveTag():
            return {"tag_id": action.tag_id} if await cases.remove_tag(tx, case.id, action.tag_id) else None
        case SetAttribute():
            return await _set_attribute(tx, case, action)
        case Note():
            values = await values_of(tx, case, doer)
            note = await cases.add_note(tx, case.id, automation.fill(action.text, values))
            return {"note_id": note.id}
        case Reply():
            return {"message_id": await _reply(tx, book, case, action, doer, said)}
        case Wait():
            until = tx.now + timedelta(minutes=action.minutes) if action.minutes else None
            if (rest.waiting_on, rest.waiting_team_id) != (action.on, action.team_id) or until:
                await closing.wait(tx, case.id, action.on, until, action.team_id)
            return {"on": rest.waiting_on, "until": rest.waiting_until, "team_id": rest.waiting_team_id}
        case SetAside():
            await closing.set_aside(tx, case.id, action.reason)
            return {"was": rest.set_aside}
        case Resolve():
            how = ResolvedHow.RULE if doer.source is SourceKind.RULE else ResolvedHow.AGENT
            await closing.resolve(tx, case.id, action.disposition_id, how)
            return {}
        case Escalate():
            mode = EscalationMode.RULE if doer.source is SourceKind.RULE else EscalationMode.MACRO
            one = await escalating.escalate(
                tx, case.id, action.level, team_id=action.team_id, user_id=action.user_id, mode=mode,
                hands_over=action.hands_over, rests=action.rests,
            )  # fmt: skip
            return {"escalation_id": one.id}
        case NeedSkill():
            source = "rule" if doer.source is SourceKind.RULE else "person"
            await routing.need(tx, case.id, action.skill_id, action.level, source=source)
            return {"skill_id": action.skill_id}
        case CallWebhook():
            tx.emit(
                Called(subject=case.id, case_id=case.id, code=action.code, source=doer.source, source_id=doer.source_id)
            )
            return None
        case _:
            assert_never(action)


async def give_back(tx: Tx, case_id: UUID, step: Step) -> bool:
    """Give back what a step did; False when somebody changed it meanwhile: theirs stays."""
    case = await cases.lock(tx, case_id)
    back = step.back or {}
    match step.action:
        case "assign":
            await _hand_back(tx, case, back)
        case "priority":
            await cases.set_priority(tx, case.id, Priority(back["priority"]))
        case "tag":
            return await cases.remove_tag(tx, case.id, UUID(back["tag_id"]))
        case "untag":
            return await cases.add_tag(tx, case.id, UUID(back["tag_id"]))
        case "attribute":
            await contacts.set_values(tx, case.contact_id, {back["key"]: back["value"]}, NameSource.AGENT)
        case "note":
            await cases.delete_note(tx, UUID(back["note_id"]))
        case "reply":
            await writing.cancel(tx, UUID(back["message_id"]))
        case "wait":
            on = WaitingOn(back["on"]) if back["on"] else None
            until = datetime.fromisoformat(back["until"]) if back["until"] else None
            over = until is not None and until <= tx.now
            team = UUID(back["team_id"]) if back["team_id"] else None
            await closing.wait(tx, case.id, None if over else on, None if over else until, None if over else team)
        case "set_aside":
            await closing.restore(tx, case.id)
        case "resolve":
            await closing.undo_resolve(tx, case.id)
        case "skill":
            await routing.need_no_more(tx, case.id, UUID(back["skill_id"]))
        case "escalate":
            await escalating.withdraw(tx, UUID(back["escalation_id"]))
        case _:
            return False
    return True


async def _assign(tx: Tx, case: Case, action: Assign, doer: Doer) -> None:
    """Give it to whom the action names; of a macro it is the deed of a person, of a rule a rule's."""
    if action.queue_id is None and doer.source is SourceKind.MACRO:
        if not _holds(case, action):
            await assigning.assign(tx, case.id, action.user_id, action.team_id)
        return
    if action.queue_id is not None:
        to = Holder(HolderKind.QUEUE, action.queue_id)
    elif action.team_id is not None:
        to = Holder(HolderKind.TEAM, action.team_id)
    else:
        to = Holder(HolderKind.AGENT, action.user_id)
    reason = AssignReason.RULE if doer.source is SourceKind.RULE else AssignReason.MANUAL
    after = await cases.assign(tx, case.id, to, reason)
    await sla.follow_queue(tx, {case.id: after.queue_id})
    await due.refresh(tx, [case.id])


def _holds(case: Case, action: Assign) -> bool:
    kind = HolderKind.AGENT if action.user_id else HolderKind.TEAM
    return case.holder == Holder(kind, action.user_id or action.team_id)


async def _hand_back(tx: Tx, case: Case, back: Mapping[str, Any]) -> None:
    kind = HolderKind(back["holder_kind"])
    to = Holder(kind, UUID(back["holder_id"]) if back["holder_id"] else None)
    if kind is not HolderKind.QUEUE and back["queue_id"] and UUID(back["queue_id"]) != case.queue_id:
        await cases.assign(tx, case.id, Holder(HolderKind.QUEUE, UUID(back["queue_id"])), AssignReason.RESTORED)
    after = await cases.assign(tx, case.id, to, AssignReason.RESTORED)
    await sla.follow_queue(tx, {case.id: after.queue_id})
    await due.refresh(tx, [case.id])


async def _set_attribute(tx: Tx, case: Case, action: SetAttribute) -> Mapping[str, Any] | None:
    """Keep a value. What was there before is kept for the way back only where it is a code: the log holds no words."""
    attribute = next((one for one in await contacts.attributes(tx) if one.key == action.key), None)
    kept = {one.attribute_id: one.value for one in await contacts.values_of(tx, [case.contact_id])}
    before = kept.get(attribute.id) if attribute else None
    if attribute is not None and before == action.value:
        return None
    await contacts.set_values(tx, case.contact_id, {action.key: action.value}, NameSource.AGENT)
    telling = attribute is not None and (before is None or attribute.kind in PLAIN) and not attribute.sensitive
    return {"key": action.key, "value": before} if telling else None


async def _reply(tx: Tx, book: channels.AccountBook, case: Case, action: Reply, doer: Doer, said: Said | None) -> UUID:
    """Write an answer in the conversation of the message; return its id."""
    about = said or (await conversations.last_said(tx, [case.id])).get(case.id)
    if about is None or (doer.source is SourceKind.RULE and not may_answer(case, about)):
        raise NothingToAnswer(case=case.id)
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


async def _check_cost(tx: Tx, book: channels.AccountBook, about: Said) -> None:
    """Refuse one automatic message too many where each costs money. Raises TooManyAutomatic."""
    thread = await conversations.get_conversation(tx, about.conversation_id)
    account = (await book.of_workspace(tx))[thread.account_id]
    facts = ConversationFacts(thread.last_inbound_at, thread.window_until)
    caps = book.adapter(account.row.channel).capabilities(account.view, facts, tx.now)
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
