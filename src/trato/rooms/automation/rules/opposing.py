"""Rules against each other: which do the contrary at the same event, and which set each other off: pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from msgspec import Struct

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
    HandOver,
    Has,
    ModerateSaid,
    NeedSkill,
    Note,
    NotOf,
    Number,
    RemoveTag,
    Reply,
    Resolve,
    Rule,
    RuleState,
    SetAside,
    SetAttribute,
    SetPriority,
    TakePrivate,
    ValueOp,
    Wait,
    YesNo,
)
from trato.rooms.automation.rules.causing import sets_off


class Finding(Struct, frozen=True):
    """Something that the author of a rule should know; `other` is the rule that it is about, `other_name` its name."""

    code: str  # contradicts, may_contradict, may_loop, never
    other: UUID | None = None
    other_name: str = ""
    what: str = ""


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
            case ModerateSaid():
                found["moderate"] = one.act
            case HandOver():
                found["hand_over"] = one
            case Note() | Reply() | TakePrivate() | CallWebhook():
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
