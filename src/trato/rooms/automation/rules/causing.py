"""What actions bring about, and whether a rule would wait for what it does itself: pure."""

from __future__ import annotations

from trato.rooms.automation.model import (
    Action,
    AddTag,
    Assign,
    RemoveTag,
    Resolve,
    RuleBody,
    SetPriority,
    Since,
    Trigger,
    TriggerKind,
    Wait,
    name_of,
)

CAUSES: dict[type[Action], TriggerKind] = {
    Assign: TriggerKind.CASE_ASSIGNED,
    SetPriority: TriggerKind.PRIORITY_CHANGED,
    AddTag: TriggerKind.TAG_ADDED,
    RemoveTag: TriggerKind.TAG_REMOVED,
    Wait: TriggerKind.CASE_WAITING,
    Resolve: TriggerKind.CASE_RESOLVED,
}


def triggers_itself(body: RuleBody) -> str:
    """Return the action that would bring about what the rule waits for; "" when none does.

    Time counted again from a rest, or from being assigned, which the rule itself begins counts too.
    """
    for one in body.then:
        if sets_off(one, body.when):
            return name_of(one)
    return ""


def sets_off(action: Action, when: Trigger) -> bool:
    """Say whether an action brings about what a trigger waits for."""
    if when.kind is TriggerKind.TIME_PASSED:
        again = {Since.WAITING: Wait, Since.ASSIGNED: Assign}.get(when.since or Since.OPENED)
        return again is not None and isinstance(action, again)
    if CAUSES.get(type(action)) is not when.kind:
        return False
    if isinstance(action, AddTag | RemoveTag):
        return when.tag_id is None or when.tag_id == action.tag_id
    return True
