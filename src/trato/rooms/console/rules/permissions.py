"""What may be done, in the words of screens."""

from __future__ import annotations

from trato.rooms.access.model import Rights, Verb
from trato.rooms.cases.model import SetAsideReason
from trato.rooms.console.model import Listed

NEEDS: dict[str, Verb] = {
    "case.read": Verb.CASES_READ,
    "case.reply": Verb.CASES_REPLY,
    "case.note": Verb.NOTES_WRITE,
    "case.assign": Verb.CASES_ASSIGN,
    "case.resolve": Verb.CASES_RESOLVE,
    "case.reopen": Verb.CASES_RESOLVE,
    "case.wait": Verb.CASES_REPLY,
    "case.set_aside": Verb.CASES_SET_ASIDE,
    "case.tag": Verb.CASES_TAG,
    "case.merge": Verb.CASES_MERGE,
    "case.split": Verb.CASES_MERGE,
    "case.macro": Verb.MACROS_USE,
    "conversation.start": Verb.MESSAGES_START,
    "contact.read": Verb.CONTACTS_READ,
    "contact.block": Verb.CONTACTS_BLOCK,
    "contact.forget": Verb.CONTACTS_FORGET,
    "message.resend": Verb.MESSAGES_RESEND,
    "message.moderate": Verb.MESSAGES_MODERATE,
    "message.remove": Verb.MESSAGES_REMOVE,
}
WHEN_OPEN = frozenset({"case.resolve", "case.wait", "case.assign"})
WHEN_LIVING = frozenset({"case.reply", "case.merge", "case.split", "case.macro"})


def permissions(rights: Rights) -> tuple[str, ...]:
    """Return what somebody may do at all."""
    return tuple(name for name, verb in NEEDS.items() if rights.may(verb))


def may(rights: Rights, one: Listed) -> tuple[str, ...]:
    """Return what somebody may do to a case now."""
    return tuple(name for name, verb in NEEDS.items() if rights.scope(verb).covers(one.place) and _stands(name, one))


def _stands(name: str, one: Listed) -> bool:
    state = one.row.state
    if name in WHEN_OPEN:
        return state == "open"
    if name == "case.reply" and one.row.set_aside == SetAsideReason.OTHER_APP:
        return True  # control is taken where answers are written; until then none leaves
    if name in WHEN_LIVING:
        return state != "closed"
    if name == "case.reopen":
        return state == "resolved"
    if name == "case.set_aside":
        return not one.merged
    return True
