"""What is refused when a rule is saved, and what its author is told: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.rooms.automation.errors import ConditionTooLarge, RuleTriggersItself
from trato.rooms.automation.model import (
    Action,
    AddTag,
    AllOf,
    AnyOf,
    Assign,
    AttributeIs,
    CallWebhook,
    Choice,
    ChoiceField,
    Condition,
    Escalate,
    Has,
    NeedSkill,
    Note,
    NotOf,
    Number,
    Predicted,
    RemoveTag,
    Reply,
    Resolve,
    Rule,
    RuleBody,
    RuleState,
    SetAside,
    SetAttribute,
    SetPriority,
    Since,
    Trigger,
    TriggerKind,
    ValueOp,
    Wait,
    YesNo,
)
from trato.rooms.automation.rules import templates
from trato.rooms.cases.model import EscalationLevel, WaitingOn

MOST_LEAVES = 50
DEEPEST = 5
LONGEST_NAME = 120
ORDERED = frozenset({ValueOp.IS, ValueOp.IS_NOT, ValueOp.AT_LEAST, ValueOp.AT_MOST})


class Finding(Struct, frozen=True):
    """Something that the author of a rule should know; `other` is the rule that it is about, `other_name` its name."""

    code: str  # contradicts, may_contradict, may_loop, never
    other: UUID | None = None
    other_name: str = ""
    what: str = ""


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
        if isinstance(one, Reply):
            if (one.canned_id is None) == (not one.texts):
                raise Invalid(field=f"then.{n}", reason="text_or_saved_reply")
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


# ---- what a rule sets off ------------------------------------------------------------------------

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
            return _name(one)
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


# ---- rules against each other --------------------------------------------------------------------


def findings(one: Rule, others: Iterable[Rule]) -> list[Finding]:
    """Return what the author of a rule should know of it beside the other active ones.

    *contradicts*: the same event, the same conditions, and the contrary done: certain. *may_contradict*: both
    conditions can hold at once. A rule that stops keeps the later one from speaking, so it contradicts none after it.
    *may_loop*: each sets the other off; the guard would stop them.
    """
    found: list[Finding] = []
    for other in others:
        if other.id == one.id or other.state is not RuleState.ACTIVE:
            continue
        first = min(one, other, key=lambda rule: rule.position)
        if one.body.when == other.body.when and not first.body.stop:
            contrary = _contrary(one.body.then, other.body.then)
            if contrary and one.body.given == other.body.given:
                found.append(Finding("contradicts", other.id, other.name, contrary))
            elif contrary and not apart(one.body.given, other.body.given):
                found.append(Finding("may_contradict", other.id, other.name, contrary))
        if any(sets_off(act, other.body.when) for act in one.body.then) and any(
            sets_off(act, one.body.when) for act in other.body.then
        ):
            found.append(Finding("may_loop", other.id, other.name))
    return found


def _contrary(these: Sequence[Action], those: Sequence[Action]) -> str:
    """Return what two lists of actions set differently; "" for nothing."""
    here, there = _settings(these), _settings(those)
    clash = sorted(key for key in here.keys() & there.keys() if here[key] != there[key])
    return clash[0].partition(":")[0] if clash else ""


def _settings(actions: Sequence[Action]) -> dict[str, object]:
    """Return what actions set, by what it is."""
    found: dict[str, object] = {}
    for one in actions:
        match one:
            case Assign():
                found["assign"] = one
            case SetPriority():
                found["priority"] = one.priority
            case AddTag():
                found[f"tag:{one.tag_id}"] = True
            case RemoveTag():
                found[f"tag:{one.tag_id}"] = False
            case SetAttribute():
                found[f"attribute:{one.key}"] = one.value
            case Wait():
                found["ending"] = ("wait", one)
            case Resolve():
                found["ending"] = ("resolve", one.disposition_id)
            case SetAside():
                found["ending"] = ("set_aside", one.reason)
            case Escalate():
                found["escalate"] = one
            case NeedSkill():
                found[f"skill:{one.skill_id}"] = one.level
            case Note() | Reply() | CallWebhook():
                pass
    return found


def apart(one: Condition, other: Condition) -> bool:
    """Say whether two conditions surely never hold at once, as far as is seen: they ask contraries of one thing."""
    return any(_excludes(a, b) for a in _demands(one) for b in _demands(other))


def _demands(condition: Condition) -> list[Condition]:
    """Return what must hold whenever the condition does: the leaves of its `all`."""
    if isinstance(condition, AllOf):
        return [leaf for one in condition.of for leaf in _demands(one)]
    return [] if isinstance(condition, AnyOf) else [condition]


MANY = frozenset({ChoiceField.TAG, ChoiceField.FLAG})  # a case may have several


def _excludes(a: Condition, b: Condition) -> bool:
    match a, b:
        case (NotOf(of=inner), other) if inner == other:
            return True
        case (other, NotOf(of=inner)) if inner == other:
            return True
        case (YesNo(), YesNo()):
            return a.field is b.field and a.value is not b.value
        case (Choice(), Choice()) if a.field is b.field:
            these, those = set(a.values), set(b.values)
            if a.op is Has.IS and b.op is Has.IS:
                return a.field not in MANY and not these & those
            yes, no = (these, those) if a.op is Has.IS else (those, these)
            return a.op is not b.op and yes <= no
        case (Number(), Number()) if a.field is b.field:
            return _ranges_apart((a.op, a.value), (b.op, b.value))
        case (AttributeIs(), AttributeIs()) if a.key == b.key and a.op is b.op is ValueOp.IS:
            return a.value != b.value
        case _:
            return False


def _ranges_apart(a: tuple[ValueOp, float], b: tuple[ValueOp, float]) -> bool:
    (low_a, high_a), (low_b, high_b) = _range(*a), _range(*b)
    return low_a > high_b or low_b > high_a


def _range(op: ValueOp, value: float) -> tuple[float, float]:
    endless = float("inf")
    if op is ValueOp.IS:
        return value, value
    return {ValueOp.AT_LEAST: (value, endless), ValueOp.AT_MOST: (-endless, value)}.get(op, (-endless, endless))


def _name(action: Action) -> str:
    return str(action.__struct_config__.tag)
