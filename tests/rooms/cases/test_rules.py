"""Courtesies, standing, numbers, trees: values in, values out."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trato.kit.ids import uuid7
from trato.rooms.cases.model import (
    NOBODY,
    CaseState,
    Disposition,
    DispositionId,
    EndReason,
    Holder,
    HolderKind,
    HoldingSegment,
    SetAsideReason,
    Standing,
    WaitingOn,
)
from trato.rooms.cases.rules import standing
from trato.rooms.cases.rules.courtesy import is_courtesy
from trato.rooms.cases.rules.numbers import read_number, say_number
from trato.rooms.cases.rules.trees import is_under, leaves

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)

COURTESIES = [
    "gracias", "Gracias!!", "graciassss", "👍", "👍🏽", "🙏🙏🙏", "❤️", ":)", "ok", "okkk", "dale",
    "Dale, muchas gracias por la ayuda", "listo, mil gracias", "perfecto 🙏🏼", "No, gracias", "de nada",
    "Genial, que tengas buen día", "Excelente, muy amables", "gracias 😊😊", "obrigado", "valeu", "blz vlw",
    "muito obrigada pela ajuda!", "não, obrigado", "thanks", "thank you so much", "ok thanks", "That's all, thanks!",
]  # fmt: skip
MATTERS = [
    "", "hola", "buen día", "buenas tardes", "gracias por nada", "gracias, y el envío?", "¿gracias?",
    "ok pero no me llegó", "gracias pero sigue sin funcionar", "perfecto, otra vez sin internet", "ok 😡", "no", "sí",
    "necesito ayuda", "quiero la baja", "1", "10482 gracias", "thanks, but it is still broken", "todo mal gracias",
    "obrigado mas não chegou", "gracias " * 20,
]  # fmt: skip


@pytest.mark.parametrize("text", COURTESIES)
def test_a_courtesy_thanks_or_takes_leave_and_does_nothing_else(text: str) -> None:
    assert is_courtesy(text)


@pytest.mark.parametrize("text", MATTERS)
def test_whatever_may_be_a_matter_is_no_courtesy(text: str) -> None:
    assert not is_courtesy(text)


@given(st.text(max_size=500), st.sampled_from(["?", "¿", " 4421", " reembolso"]))
def test_a_question_a_number_or_a_strange_word_makes_it_a_matter(text: str, more: str) -> None:
    assert not is_courtesy(text + more)


def test_only_a_snooze_has_an_instant() -> None:
    assert standing.rest(Standing(), WaitingOn.CONTACT).waiting_until is None
    assert standing.rest(Standing(), WaitingOn.UNTIL, NOW).waiting_until == NOW
    with pytest.raises(ValueError, match="instant"):
        standing.rest(Standing(), WaitingOn.UNTIL)
    with pytest.raises(ValueError, match="instant"):
        standing.rest(Standing(), WaitingOn.TEAM, NOW)


def test_what_is_set_aside_is_over_and_what_was_over_keeps_its_end() -> None:
    aside = standing.aside(Standing(waiting_on=WaitingOn.TEAM), SetAsideReason.SPAM)
    assert aside == Standing(CaseState.CLOSED, set_aside=SetAsideReason.SPAM, end_reason=EndReason.SET_ASIDE)
    kept = standing.aside(standing.closed(EndReason.RESOLVED), SetAsideReason.TEST)
    assert kept == Standing(CaseState.CLOSED, set_aside=SetAsideReason.TEST, end_reason=EndReason.RESOLVED)


def test_a_case_that_comes_back_bounces() -> None:
    ana, luis, queue = (Holder(HolderKind.AGENT, uuid7()), Holder(HolderKind.AGENT, uuid7()), NOBODY)
    history = [HoldingSegment(one, NOW, NOW) for one in (queue, ana, queue, luis)]
    assert standing.bounces(history, Holder(HolderKind.AGENT, uuid7())) == 0
    assert standing.bounces(history, ana) == 1
    assert standing.bounces([*history, HoldingSegment(ana, NOW, None)], luis) == 2


def test_intervals_neither_overlap_nor_leave_gaps() -> None:
    later = NOW + timedelta(minutes=1)
    whole = [HoldingSegment(NOBODY, NOW, later), HoldingSegment(NOBODY, later, None)]
    assert standing.is_without_gap(whole)
    assert not standing.is_without_gap([])
    assert not standing.is_without_gap(whole[:1])
    assert not standing.is_without_gap([HoldingSegment(NOBODY, NOW, NOW), whole[1]])


@given(st.integers(1, 10**14))
def test_a_number_is_read_as_it_is_said(number: int) -> None:
    assert read_number(say_number(number)) == read_number(f" {number} ") == number


@pytest.mark.parametrize("text", ["", "#", "caso 3", "1.5", "-3", "#12#", "9" * 16])
def test_other_words_are_no_number(text: str) -> None:
    assert read_number(text) is None


def test_only_leaves_in_use_are_reasons() -> None:
    def node(code: str, parent: Disposition | None = None, *, retired: bool = False) -> Disposition:
        return Disposition(
            DispositionId(uuid7()), parent.id if parent else None, 0, code, {"es": code}, 1, NOW if retired else None
        )

    pay = node("pay")
    refund, late = node("refund", pay), node("late", pay, retired=True)
    lonely = node("lonely")
    over = node("over", lonely, retired=True)
    nodes = [pay, refund, late, lonely, over]
    assert [one.code for one in leaves(nodes)] == ["refund", "lonely"]
    assert is_under(nodes, refund.id, pay.id)
    assert is_under(nodes, pay.id, pay.id)
    assert not is_under(nodes, pay.id, refund.id)
