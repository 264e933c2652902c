"""What rules and macros decided, done: one branch for each action, which says how it is given back.

A step that is refused raises; a step that finds things as it wants them says so. Whoever calls decides what a refusal
takes with it: of a macro everything, of a rule that step alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, assert_never
from uuid import UUID

from trato.flow import closing
from trato.flow.acts import assigning, due, escalating, saying, stepping
from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.events import Called
from trato.rooms.automation.model import (
    Action,
    AddTag,
    Assign,
    CallWebhook,
    Doer,
    Escalate,
    HandOver,
    ModerateSaid,
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
    TakePrivate,
    Wait,
    name_of,
)
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import (
    AssignReason,
    Case,
    EscalationMode,
    Holder,
    HolderKind,
    Priority,
    ResolvedHow,
)
from trato.rooms.channels import api as channels
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import AttributeKind, NameSource
from trato.rooms.conversations.model import Said
from trato.rooms.routing import api as routing
from trato.rooms.sla import api as sla

PLAIN = frozenset({AttributeKind.CHOICE, AttributeKind.YES_NO, AttributeKind.NUMBER})  # whose values are codes


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
    return Step(name_of(action), Outcome.DONE if changed else Outcome.NOTHING,
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
            values = await saying.values_of(tx, case, doer)
            note = await cases.add_note(tx, case.id, automation.fill(action.text, values))
            return {"note_id": note.id}
        case Reply():
            return {"message_id": await saying.reply(tx, book, case, action, doer, said)}
        case TakePrivate():
            return {"message_id": await saying.take_private(tx, book, case, action, doer, said)}
        case ModerateSaid():
            return await stepping.moderate(tx, book, case, action, said)
        case HandOver():
            return await stepping.hand_over(tx, book, case, action, said)
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
