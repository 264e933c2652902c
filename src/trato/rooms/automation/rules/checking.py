"""What is refused when a rule or a macro is saved: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trato.kit.errors import Invalid
from trato.rooms.automation.errors import ConditionTooLarge, RuleTriggersItself
from trato.rooms.automation.model import (
    Action,
    AllOf,
    AnyOf,
    Assign,
    AttributeIs,
    Condition,
    Escalate,
    Note,
    NotOf,
    Number,
    Predicted,
    Reply,
    Resolve,
    RuleBody,
    SetAside,
    TakePrivate,
    Trigger,
    TriggerKind,
    ValueOp,
    Wait,
)
from trato.rooms.automation.rules import templates
from trato.rooms.automation.rules.causing import triggers_itself
from trato.rooms.cases.model import EscalationLevel, WaitingOn

MOST_LEAVES = 50
DEEPEST = 5
LONGEST_NAME = 120
ORDERED = frozenset({ValueOp.IS, ValueOp.IS_NOT, ValueOp.AT_LEAST, ValueOp.AT_MOST})


def check_name(name: str) -> str:
    """Return the name of a rule or macro as it is kept. Raises Invalid."""
    kept = " ".join(name.split())
    if not 0 < len(kept) <= LONGEST_NAME:
        raise Invalid(field="name", reason="length")
    return kept


def check_rule(body: RuleBody) -> None:
    """Refuse what can never be right. Raises Invalid, ConditionTooLarge, TemplateInvalid, RuleTriggersItself."""
    _check_trigger(body.when)
    _check_condition(body.given)
    check_actions(body.then)
    if itself := triggers_itself(body):
        raise RuleTriggersItself(what=itself)


def check_actions(actions: Sequence[Action]) -> None:
    """Refuse steps that nobody could do. Raises Invalid, TemplateInvalid."""
    for n, one in enumerate(actions):
        if isinstance(one, Assign) and sum(id is not None for id in (one.queue_id, one.team_id, one.user_id)) != 1:
            raise Invalid(field=f"then.{n}", reason="one_holder")
        if isinstance(one, Wait) and (
            (one.on is WaitingOn.UNTIL) != (one.minutes is not None)
            or (one.team_id is not None and one.on is not WaitingOn.TEAM)
        ):
            raise Invalid(field=f"then.{n}", reason="wait")
        if isinstance(one, Escalate) and one.level is EscalationLevel.TEAM and one.team_id is None:
            raise Invalid(field=f"then.{n}", reason="team")
        if isinstance(one, Reply) and (one.canned_id is None) == (not one.texts):
            raise Invalid(field=f"then.{n}", reason="text_or_saved_reply")
        if isinstance(one, Reply | TakePrivate):
            for language, text in one.texts.items():
                templates.check(text, templates.FOR_CASES, field=f"then.{n}.{language[:5]}")
        if isinstance(one, Note):
            templates.check(one.text, templates.FOR_CASES, field=f"then.{n}")
    ends = [n for n, one in enumerate(actions) if isinstance(one, Resolve | SetAside)]
    if ends and ends[0] != len(actions) - 1:
        raise Invalid(field=f"then.{ends[0]}", reason="ends_the_case")


def check_steps(actions: Sequence[Action], most: int) -> None:
    """Refuse the steps of a macro that nobody could do, too many, or none. Raises Invalid, TemplateInvalid."""
    if not 0 < len(actions) <= most:
        raise Invalid(field="then", reason="length", most=most)
    check_actions(actions)


def _check_trigger(when: Trigger) -> None:
    passed = when.kind is TriggerKind.TIME_PASSED
    if passed != (when.since is not None) or passed != (when.minutes is not None):
        raise Invalid(field="when", reason="time_passed")
    if when.tag_id is not None and when.kind not in {TriggerKind.TAG_ADDED, TriggerKind.TAG_REMOVED}:
        raise Invalid(field="when", reason="tag")
    if (when.kind is TriggerKind.TEAM_ABSENT) != (when.team_id is not None):
        raise Invalid(field="when", reason="team")


def _check_condition(condition: Condition) -> None:
    count, depth = _measure(condition)
    if count > MOST_LEAVES or depth > DEEPEST:
        raise ConditionTooLarge(field="given", most=MOST_LEAVES, deepest=DEEPEST)
    for leaf in _walk(condition):
        if isinstance(leaf, Number | Predicted) and leaf.op not in ORDERED:
            raise Invalid(field="given", reason="operator", op=leaf.op.value)
        if isinstance(leaf, AttributeIs) and (leaf.op in ORDERED) != (leaf.value is not None):
            raise Invalid(field="given", reason="operator", op=leaf.op.value)


def _measure(condition: Condition) -> tuple[int, int]:
    match condition:
        case AllOf() | AnyOf():
            found = [_measure(one) for one in condition.of]
            return 1 + sum(count for count, _ in found), 1 + max((depth for _, depth in found), default=0)
        case NotOf():
            count, depth = _measure(condition.of)
            return 1 + count, 1 + depth
        case _:
            return 1, 1


def _walk(condition: Condition) -> Iterable[Condition]:
    match condition:
        case AllOf() | AnyOf():
            for one in condition.of:
                yield from _walk(one)
        case NotOf():
            yield from _walk(condition.of)
        case _:
            yield condition
