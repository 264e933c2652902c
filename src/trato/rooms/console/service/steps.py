"""What of a macro somebody may do: each step asks for the right that the same deed by hand asks for."""

from __future__ import annotations

from typing import assert_never

from trato.kit.errors import Forbidden
from trato.kit.tx import Tx
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.automation.model import (
    Action,
    AddTag,
    Assign,
    CallWebhook,
    Escalate,
    HandOver,
    ModerateSaid,
    NeedSkill,
    Note,
    RemoveTag,
    Reply,
    Resolve,
    SetAside,
    SetAttribute,
    SetPriority,
    TakePrivate,
    Wait,
)
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case
from trato.rooms.console.errors import DispositionNeeded
from trato.rooms.console.service import attributes, people
from trato.rooms.console.service.reach import check_case
from trato.rooms.contacts import api as contacts


async def check_step(tx: Tx, who: Principal, case: Case, one: Action) -> None:
    """Refuse a step that one may not do by hand. Raises Forbidden, NotFound, DispositionNeeded."""
    await check_case(tx, who, case.id, _verb(who, one))
    match one:
        case Assign():
            await people.check_holder(tx, who, case, one.user_id, one.team_id)
            place = Place(brand_id=case.brand_id, queue_id=one.queue_id, account_id=case.account_id)
            if one.queue_id is not None and not who.rights.scope(Verb.CASES_ASSIGN).covers(place):
                raise Forbidden(verb=Verb.CASES_ASSIGN.value)
        case Wait() | Escalate():
            await people.check_holder(tx, who, case, None, one.team_id)
        case Resolve():
            if one.disposition_id is None and await cases.is_required(tx, case.brand_id):
                raise DispositionNeeded(field="disposition_id")
        case SetAttribute():
            needed = {each.key: each.edited_with for each in await contacts.attributes(tx)}
            if needed.get(one.key) not in await attributes.reached_verbs(tx, who, case.contact_id):
                raise Forbidden(verb=needed.get(one.key, ""))
        case _:
            pass


def _verb(who: Principal, one: Action) -> Verb:
    """Return what somebody needs to do an action by hand."""
    match one:
        case NeedSkill():
            return Verb.CASES_ASSIGN
        case Assign():
            return Verb.CASES_TAKE if one.user_id == who.user.id else Verb.CASES_ASSIGN
        case ModerateSaid():
            return Verb.MESSAGES_REMOVE if one.act == "delete" else Verb.MESSAGES_MODERATE
        case SetPriority() | Reply() | TakePrivate() | HandOver() | Wait() | Escalate():
            return Verb.CASES_REPLY
        case AddTag() | RemoveTag():
            return Verb.CASES_TAG
        case SetAttribute():
            return Verb.CONTACTS_WRITE
        case Note():
            return Verb.NOTES_WRITE
        case SetAside():
            return Verb.CASES_SET_ASIDE
        case Resolve():
            return Verb.CASES_RESOLVE
        case CallWebhook():
            return Verb.MACROS_USE
        case _:
            assert_never(one)
