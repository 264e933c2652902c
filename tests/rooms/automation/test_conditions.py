"""Conditions are typed, folded and three-valued: what nobody knows makes nothing true."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.errors import Invalid
from trato.rooms.automation.errors import ConditionTooLarge, RuleTriggersItself, TemplateInvalid
from trato.rooms.automation.model import (
    AddTag,
    AllOf,
    AnyOf,
    Assign,
    AttributeIs,
    Choice,
    ChoiceField,
    Condition,
    EarlierPosts,
    Has,
    LocalTime,
    Note,
    NotOf,
    Number,
    NumberField,
    Post,
    Predicted,
    Prediction,
    Resolve,
    Rule,
    RuleBody,
    RuleId,
    RuleState,
    SetPriority,
    Since,
    Situation,
    TextOp,
    Trigger,
    TriggerKind,
    ValueOp,
    Wait,
    Words,
    YesNo,
    YesNoField,
)
from trato.rooms.automation.rules import checking, opposing, templates
from trato.rooms.automation.rules.matching import fold, matches, unknown
from trato.rooms.cases.model import WaitingOn

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)  # a Monday
A, B = UUID(int=1), UUID(int=2)


def at(**told: object) -> Situation:
    return Situation(**{"case_id": A, "now": NOW, **told})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "leaf", "holds"),
    [
        ("¡Quiero una DEVOLUCIÓN ya!", Words(("devolucion",)), True),
        ("devoluciones", Words(("devolución",)), False),
        ("devoluciones", Words(("devolución",), whole=False), True),
        ("me  llegó\nroto", Words(("llego roto",)), True),
        ("el año pasado", Words(("ano",)), False),
        ("hola", Words(("hola", "factura"), TextOp.ALL), False),
        ("mi factura, hola", Words(("hola", "factura"), TextOp.ALL), True),
        ("hola", Words(("factura",), TextOp.NONE), True),
        ("c++ (10%)", Words(("c++",)), True),
    ],
)
def test_words_are_found_whatever_their_case_and_accents(text: str, leaf: Words, holds: bool) -> None:
    assert matches(leaf, at(text=text)) is holds


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_earlier_posts_are_counted_within_the_days_and_by_their_words() -> None:
    posts = (Post(NOW - timedelta(days=2), "mi reclamo sigue"), Post(NOW - timedelta(days=9), "un reclamo"))
    here = at(earlier=posts)
    assert matches(EarlierPosts(days=3), here) and not matches(EarlierPosts(days=3, at_least=2), here)
    assert matches(EarlierPosts(days=10, at_least=2, words=("RECLAMO",)), here)
    assert not matches(EarlierPosts(days=10, words=("factura",)), here)


def test_what_is_not_known_is_false_and_so_is_its_contrary() -> None:
    guess = Predicted(Prediction.CHURN, 0.5)
    assert not matches(guess, at()) and not matches(NotOf(guess), at())
    assert unknown(AllOf((guess, NotOf(guess))), at()) == [guess, guess]
    assert matches(AnyOf((guess, Words(("hola",)))), at(text="hola"))
    assert matches(guess, at(predictions={Prediction.CHURN: 0.7}))
    assert matches(NotOf(guess), at(predictions={Prediction.CHURN: 0.1}))


def test_a_choice_of_several_holds_when_any_is_there() -> None:
    here = at(choices={ChoiceField.TAG: frozenset({"x", "y"})})
    assert matches(Choice(ChoiceField.TAG, ("y", "z")), here)
    assert not matches(Choice(ChoiceField.TAG, ("y", "z"), Has.IS_NOT), here)
    assert matches(Choice(ChoiceField.TAG, ("z",), Has.IS_NOT), here)


def test_values_are_compared_by_their_type() -> None:
    here = at(attributes={"plan": "Oro", "since": "2024-05-01", "score": 7}, numbers={NumberField.PRIORITY: 1.0})
    assert matches(AttributeIs("plan", ValueOp.IS, "oro"), here)
    assert matches(AttributeIs("since", ValueOp.AT_MOST, "2025-01-01"), here)
    assert not matches(AttributeIs("score", ValueOp.AT_LEAST, "7"), here)
    assert matches(AttributeIs("gone", ValueOp.UNKNOWN), here) and not matches(
        AttributeIs("gone", ValueOp.IS, "x"), here
    )
    assert matches(Number(NumberField.PRIORITY, 1), here) and not matches(Number(NumberField.PRIORITY, 2), here)


@pytest.mark.parametrize(
    ("when", "leaf", "holds"),
    [
        (NOW, LocalTime((1,), 540, 1080), True),
        (NOW, LocalTime((2,), 540, 1080), False),
        (NOW.replace(hour=9, minute=0), LocalTime((1,), 540, 541), True),
        (NOW.replace(day=3, hour=2), LocalTime((1,), 1320, 360), True),  # the night of Monday
        (NOW.replace(hour=2), LocalTime((1,), 1320, 360), False),  # that of Sunday
    ],
)
def test_a_stretch_over_midnight_belongs_to_the_day_it_begins(when: datetime, leaf: LocalTime, holds: bool) -> None:
    assert matches(leaf, at(now=when)) is holds


# ---- saving --------------------------------------------------------------------------------------


def body(
    *then: object, kind: TriggerKind = TriggerKind.CASE_OPENED, given: Condition | None = None, **more: object
) -> RuleBody:
    return RuleBody(Trigger(kind, **more), then, given or AllOf(()))  # type: ignore[arg-type]


def rule(id: int, position: int, what: RuleBody) -> Rule:
    return Rule(RuleId(UUID(int=id)), f"Regla {id}", position, RuleState.ACTIVE, 1, what, NOW)


@pytest.mark.parametrize(
    "text",
    [
        '{"when":{"kind":"moon_rises"},"then":[{"do":"priority","priority":2}]}',
        '{"when":{"kind":"case_opened"},"then":[]}',
        '{"when":{"kind":"case_opened"},"then":[{"do":"explode"}]}',
        '{"when":{"kind":"case_opened"},"then":[{"do":"priority","priority":"high"}]}',
        '{"when":{"kind":"case_opened"},"then":[{"do":"priority","priority":2}],"given":{"is":"choice","field":"mood","values":["x"]}}',
        '{"when":{"kind":"case_opened"},"then":[{"do":"priority","priority":2}],"given":{"is":"text","words":["x"],"op":"near"}}',
        '{"when":{"kind":"case_opened"},"then":[{"do":"priority","priority":2}],"given":{"is":"number","field":"tier","value":"x"}}',
        '{"when":{"kind":"case_opened"},"then":[{"do":"priority","priority":2}],"given":{"is":"yes_no","field":"public","valu":true}}',
    ],
)  # fmt: skip
def test_an_unknown_field_or_operator_and_a_wrong_type_are_refused(text: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(text, type=RuleBody)


def test_a_condition_that_is_too_deep_or_too_large_is_refused() -> None:
    deep: Condition = Words(("x",))
    for _ in range(checking.DEEPEST):
        deep = NotOf(deep)
    for given_ in (deep, AllOf((Words(("x",)),) * checking.MOST_LEAVES)):
        with pytest.raises(ConditionTooLarge):
            checking.check_rule(body(SetPriority(2), given=given_))


@pytest.mark.parametrize(
    "wrong",
    [
        body(Assign()),
        body(Assign(A, B)),
        body(Wait(WaitingOn.UNTIL)),
        body(Resolve(), SetPriority(1)),
        body(SetPriority(1), kind=TriggerKind.TIME_PASSED),
        body(SetPriority(1), minutes=5),
        body(SetPriority(1), tag_id=A),
        body(SetPriority(1), given=Number(NumberField.TIER, 1, ValueOp.KNOWN)),
        body(SetPriority(1), given=AttributeIs("plan", ValueOp.IS)),
    ],
)
def test_what_can_never_be_right_is_refused(wrong: RuleBody) -> None:
    with pytest.raises(Invalid):
        checking.check_rule(wrong)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Hola {{ contact.nmae }}", "contact.nmae"),
        ("Hola {{ password }}", "password"),
        ("{% include 'x' %}", "x"),
        ("{{ contact.name | shout }}", "shout"),
        ("{{ contact.name", "expected"),
        ("{% for i in (1..9999999) %}x{% endfor %}", "loop"),
    ],
)
def test_a_text_with_an_unknown_variable_is_refused_by_its_name(text: str, what: str) -> None:
    with pytest.raises(TemplateInvalid) as refused:
        checking.check_rule(body(Note(text)))
    assert what in refused.value.data["what"]


def test_what_a_value_says_is_text_and_never_liquid_again() -> None:
    assert templates.fill("Hola {{ contact.name }} & yo", {"contact.name": "{{ agent.name }}<b>"}) == (
        "Hola {{ agent.name }}<b> & yo"
    )


def test_a_rule_that_would_set_itself_off_is_refused() -> None:
    for wrong in (
        body(SetPriority(2), kind=TriggerKind.PRIORITY_CHANGED),
        body(AddTag(A), kind=TriggerKind.TAG_ADDED),
        body(AddTag(A), kind=TriggerKind.TAG_ADDED, tag_id=A),
        body(Wait(WaitingOn.CONTACT), kind=TriggerKind.TIME_PASSED, since=Since.WAITING, minutes=5),
    ):
        with pytest.raises(RuleTriggersItself):
            checking.check_rule(wrong)
    checking.check_rule(body(AddTag(A), kind=TriggerKind.TAG_ADDED, tag_id=B))


def test_rules_that_contradict_each_other_are_found_and_named() -> None:
    vip = Choice(ChoiceField.FLAG, ("vip",))
    one = rule(1, 0, body(SetPriority(2), given=vip))

    def codes(other: Rule) -> list[tuple[str, str]]:
        return [(found.code, found.other_name) for found in opposing.findings(one, [one, other])]

    assert codes(rule(2, 1, body(SetPriority(0), given=vip))) == [("contradicts", "Regla 2")]
    assert codes(rule(2, 1, body(SetPriority(0)))) == [("may_contradict", "Regla 2")]
    assert codes(rule(2, 1, body(SetPriority(2)))) == []
    assert codes(rule(2, 1, body(SetPriority(0), given=NotOf(vip)))) == []
    assert codes(rule(2, 1, body(SetPriority(0), kind=TriggerKind.CASE_REOPENED, given=vip))) == []
    stopping = msgspec.structs.replace(one, body=msgspec.structs.replace(one.body, stop=True))
    assert opposing.findings(stopping, [rule(2, 1, body(SetPriority(0), given=vip))]) == []


def test_conditions_that_never_hold_at_once_are_no_contradiction() -> None:
    apart: list[tuple[Condition, Condition]] = [
        (Choice(ChoiceField.CHANNEL, ("a",)), Choice(ChoiceField.CHANNEL, ("b", "c"))),
        (YesNo(YesNoField.OPEN_HOURS), YesNo(YesNoField.OPEN_HOURS, False)),
        (Number(NumberField.TIER, 2), Number(NumberField.TIER, 1, ValueOp.AT_MOST)),
        (Choice(ChoiceField.TAG, ("a",)), Choice(ChoiceField.TAG, ("a", "b"), Has.IS_NOT)),
    ]
    assert all(opposing.apart(AllOf((a, Words(("x",)))), b) for a, b in apart)
    assert not opposing.apart(Choice(ChoiceField.TAG, ("a",)), Choice(ChoiceField.TAG, ("b",)))


def test_two_rules_that_set_each_other_off_are_told() -> None:
    one = rule(1, 0, body(AddTag(A), kind=TriggerKind.TAG_ADDED, tag_id=B))
    other = rule(2, 1, body(AddTag(B), kind=TriggerKind.TAG_ADDED, tag_id=A))
    assert [f.code for f in opposing.findings(one, [other])] == ["may_loop"]
