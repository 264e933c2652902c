"""What leaves to another system, and what is let in from it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from trato.rooms.contacts.model import Address, Contact, ContactId, Identity, IdentityId, IdentityKind, NameSource
from trato.rooms.panels import rules
from trato.rooms.panels.model import Answer, FactKind, PanelId, Tell

NOW = datetime(2026, 11, 22, 15, 4, 5, tzinfo=UTC)
ROSA = Contact(ContactId(uuid4()), uuid4(), "Rosa Quispe", NameSource.SITE, "es", "PE", None, NOW)


def identity(kind: IdentityKind, value: str) -> Identity:
    return Identity(IdentityId(uuid4()), ROSA.id, ROSA.controller_id, Address(kind, value), None, None, NOW)


HERS = [
    identity(IdentityKind.EMAIL, "rosa@correo.example"),
    identity(IdentityKind.PHONE, "+51987310214"),
    identity(IdentityKind.SITE_USER, "cliente-48213"),
    identity(IdentityKind.VISITOR, "v-1"),
]


def told(*tells: Tell) -> Any:
    case = (uuid4(), 10482)
    return json.loads(rules.question(tells, ROSA, HERS, case, "es", NOW))["data"]


def read(answer: Any) -> Any:
    return rules.read(json.dumps(answer).encode(), lambda url: url if url.startswith("https://") else None)


def test_a_system_is_told_what_it_may_be_told_and_nothing_else() -> None:
    assert told(Tell.EMAILS)["contact"] == {"id": str(ROSA.id), "emails": ["rosa@correo.example"]}
    assert told(Tell.EMAILS)["case"] is None


@pytest.mark.parametrize("tell", list(Tell))
def test_each_thing_that_may_be_told_is_told_only_when_allowed(tell: Tell) -> None:
    values = {"Rosa Quispe", "rosa@correo.example", "+51987310214", "cliente-48213", "10482"}
    said = {value for value in values if value in json.dumps(told(tell))}
    assert len(said) == 1


def test_a_browser_that_nobody_vouched_for_is_never_told() -> None:
    assert "v-1" not in json.dumps(told(*Tell))


def test_a_value_that_is_not_of_its_kind_is_shown_as_text() -> None:
    facts = [
        {"label": "Total", "value": "129.90", "kind": "money", "currency": "PEN"},
        {"label": "Total", "value": "gratis", "kind": "money", "currency": "PEN"},
        {"label": "Total", "value": "129.90", "kind": "money"},
        {"label": "Llega", "value": "2026-11-24", "kind": "date"},
        {"label": "Llega", "value": "pronto", "kind": "date"},
        {"label": "Salió", "value": "2026-11-24T15:00:00Z", "kind": "moment"},
        {"label": "Salió", "value": "2026-11-24T15:00:00", "kind": "moment"},
    ]
    (group,) = read({"groups": [{"title": "Pedido", "facts": facts}]})
    text, money, date, moment = FactKind.TEXT, FactKind.MONEY, FactKind.DATE, FactKind.MOMENT
    assert [fact.kind for fact in group.facts] == [money, text, text, date, text, moment, text]
    assert [fact.currency for fact in group.facts] == ["PEN", None, None, None, None, None, None]


def test_a_link_that_may_not_be_opened_is_left_out_and_its_facts_stay() -> None:
    (group,) = read({"groups": [{"title": "Pedido", "url": "javascript:alert(1)", "facts": []}]})
    assert group.url is None and group.title == "Pedido"


def test_text_comes_without_control_characters() -> None:
    (group,) = read({"groups": [{"title": "Pe\u202edido", "facts": [{"label": "a", "value": "b\u0000c"}]}]})
    assert (group.title, group.facts[0].value) == ("Pedido", "bc")


@pytest.mark.parametrize(
    "answer",
    [
        [],
        {"groups": {}},
        {"groups": [{"title": "", "facts": []}]},
        {"groups": [{"title": "x" * 61}]},
        {"groups": [{"title": "x", "facts": [{"label": "a", "value": "b" * 301}]}]},
        {"groups": [{"title": "x", "facts": [{"label": "a", "value": 3}]}]},
        {"groups": [{"title": "x", "facts": [{"label": "a", "value": "b", "tone": "red"}]}]},
        {"groups": [{"title": "x"}] * 21},
    ],
)
def test_an_answer_outside_the_contract_is_refused_whole(answer: Any) -> None:
    with pytest.raises(rules.AnswerUnreadable):
        read(answer)


def test_a_nested_bomb_is_an_answer_that_cannot_be_read() -> None:
    with pytest.raises(rules.AnswerUnreadable):
        rules.read(b'{"groups":' + b"[" * 50_000, lambda url: url)


def test_an_answer_is_fresh_for_a_minute_and_a_failure_never() -> None:
    answer = Answer(PanelId(uuid4()), "Pedidos", (), NOW, NOW, "")
    assert rules.is_fresh(answer, NOW + timedelta(seconds=59))
    assert not rules.is_fresh(answer, NOW + timedelta(seconds=60))
    assert not rules.is_fresh(replace_error(answer), NOW)


def replace_error(answer: Answer) -> Answer:
    return Answer(answer.panel_id, answer.name, (), answer.asked_at, answer.answered_at, "timeout")


def test_a_contact_with_two_addresses_of_a_kind_is_told_with_both() -> None:
    both = [HERS[0], replace(HERS[0], address=Address(IdentityKind.EMAIL, "rosa.q@trabajo.example"))]
    said = json.loads(rules.question([Tell.EMAILS], ROSA, both, None, "es", NOW))["data"]["contact"]
    assert said["emails"] == ["rosa.q@trabajo.example", "rosa@correo.example"]
