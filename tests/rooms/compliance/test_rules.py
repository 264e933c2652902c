"""What may leave, and what may not: pure rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from trato.rooms.channels.model import WindowState
from trato.rooms.compliance.model import Hold, HoldId, HoldScope, Outbound, Outcome, Writer
from trato.rooms.compliance.rules import (
    PURPOSES,
    address_id,
    is_opt_in,
    is_opt_out,
    judge,
    scopes_of,
)
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations.model import Purpose

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CONTACT = UUID(int=20)
MESSAGE = Outbound(
    message_id=UUID(int=1),
    purpose=Purpose.REPLY,
    brand_id=UUID(int=2),
    account_id=UUID(int=3),
    conversation_id=UUID(int=4),
    contact_ids=(CONTACT,),
    controller_id=UUID(int=5),
    case_id=UUID(int=6),
    last_inbound_at=NOW - timedelta(days=3),
)
OURS = [Purpose.PROACTIVE, Purpose.CAMPAIGN, Purpose.SURVEY]
OUTBOUND = [one for one in Purpose if one not in {Purpose.CONTACT, Purpose.ECHO}]


def _hold(writer: Writer, purpose: Purpose | None = None, reason: str = "waiting", at: datetime = NOW) -> Hold:
    return Hold(HoldId(UUID(int=99)), HoldScope.CONTACT, CONTACT, writer, reason, at, purpose)


OPT_OUT = _hold(Writer.OPT_OUT, reason="opted_out")


@pytest.mark.parametrize(
    "text",
    [
        *("BAJA", "baja", " Baja. ", "¡BAJA!", "dar de baja", "STOP", "Stop.", "stop all", "CANCELAR", "Cancelar"),
        *(
            "SALIR",
            "PARAR",
            "Unsubscribe",
            "UNSUBSCRIBE!!",
            "SAIR",
            "Descadastrar",
            "darme de baja",
            "Cancelar inscrição",
        ),
    ],
)
def test_a_word_that_asks_us_to_stop_is_understood(text: str) -> None:
    assert is_opt_out(text) and not is_opt_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *("quiero dar de baja mi plan", "la calidad es muy baja", "baja ya el precio", "no puedo cancelar mi pedido"),
        *("¿puedo cancelar?" + " gracias", "stop by the shop", "please don't stop", "", "👍", "no", "hola", "bajas"),
        *("quero cancelar a assinatura", "parar de cobrar", "BAJA " * 30, "unsubscribe me from nothing else"),
    ],
)
def test_a_sentence_with_such_a_word_in_it_is_not(text: str) -> None:
    assert not is_opt_out(text)


@pytest.mark.parametrize("text", ["ALTA", "start", "Unstop", "suscribirme", "voltar a receber"])
def test_a_word_that_lets_us_write_again_is_understood(text: str) -> None:
    assert is_opt_in(text) and not is_opt_out(text)


@pytest.mark.parametrize("purpose", OURS)
@pytest.mark.parametrize("template", [True, False])
def test_an_opt_out_stops_what_we_begin(purpose: Purpose, template: bool) -> None:
    ruling = judge(replace(MESSAGE, purpose=purpose, has_template=template), [OPT_OUT])
    assert (ruling.outcome, ruling.reason) == (Outcome.BLOCKED, "opted_out")


@pytest.mark.parametrize("purpose", [Purpose.REPLY, Purpose.BOT, Purpose.AUTO, Purpose.WINDOW_FALLBACK])
@pytest.mark.parametrize("template", [True, False])
def test_a_reply_to_somebody_who_wrote_again_leaves(purpose: Purpose, template: bool) -> None:
    wrote = replace(MESSAGE, purpose=purpose, has_template=template, last_inbound_at=NOW + timedelta(seconds=1))
    assert judge(wrote, [OPT_OUT]).outcome is Outcome.CLEARED


def test_the_confirmation_of_an_opt_out_leaves_inside_the_window_that_it_opened() -> None:
    assert judge(replace(MESSAGE, purpose=Purpose.AUTO, last_inbound_at=NOW), [OPT_OUT]).outcome is Outcome.CLEARED


@pytest.mark.parametrize("purpose", [Purpose.REPLY, Purpose.WINDOW_FALLBACK])
def test_a_template_to_somebody_silent_since_their_opt_out_does_not(purpose: Purpose) -> None:
    late = replace(MESSAGE, purpose=purpose, has_template=True, window=WindowState.TEMPLATE_ONLY)
    assert judge(late, [OPT_OUT]).reason == "opted_out"


def test_a_code_that_somebody_asked_for_leaves_in_spite_of_an_opt_out() -> None:
    assert judge(replace(MESSAGE, purpose=Purpose.AUTHENTICATION), [OPT_OUT]).outcome is Outcome.CLEARED


@pytest.mark.parametrize(("told", "stopped"), [("marketing", Purpose.CAMPAIGN), ("survey", Purpose.SURVEY)])
def test_an_opt_out_of_one_purpose_stops_that_one_only(told: str, stopped: Purpose) -> None:
    hold = _hold(Writer.OPT_OUT, PURPOSES[told])
    for purpose in OUTBOUND:
        blocked = judge(replace(MESSAGE, purpose=purpose), [hold]).outcome is Outcome.BLOCKED
        assert blocked is (purpose is stopped)


@pytest.mark.parametrize(
    ("window", "template", "person", "reason"),
    [
        (WindowState.OPEN, False, True, ""),
        (WindowState.TEMPLATE_ONLY, True, True, ""),
        (WindowState.TEMPLATE_ONLY, False, True, "window_closed"),
        (WindowState.CLOSED, False, True, "window_closed"),
        (WindowState.CLOSED, True, True, "window_closed"),
        (WindowState.HUMAN_ONLY, False, True, ""),
        (WindowState.HUMAN_ONLY, False, False, "window_human_only"),
    ],
)
def test_the_reply_window_lets_through_what_the_channel_allows(
    window: WindowState, template: bool, person: bool, reason: str
) -> None:
    ruling = judge(replace(MESSAGE, window=window, has_template=template, by_person=person), [])
    assert ruling.reason == reason
    assert ruling.outcome is (Outcome.BLOCKED if reason else Outcome.CLEARED)


@pytest.mark.parametrize("writer", [one for one in Writer if one is not Writer.OPT_OUT])
def test_any_other_order_holds_and_names_its_reason(writer: Writer) -> None:
    first, second = _hold(writer, reason="first"), _hold(writer, reason="second", at=NOW + timedelta(seconds=1))
    ruling = judge(MESSAGE, [second, first])
    assert (ruling.outcome, ruling.reason, ruling.hold) == (Outcome.HELD, "first", first)


def test_a_freeze_of_campaigns_leaves_replies_alone() -> None:
    freeze = _hold(Writer.CRISIS, Purpose.CAMPAIGN)
    assert judge(MESSAGE, [freeze]).outcome is Outcome.CLEARED
    assert judge(replace(MESSAGE, purpose=Purpose.CAMPAIGN), [freeze]).outcome is Outcome.HELD


def test_a_no_for_ever_comes_before_a_wait() -> None:
    approval = _hold(Writer.APPROVAL)
    campaign = replace(MESSAGE, purpose=Purpose.CAMPAIGN)
    assert judge(campaign, [approval, OPT_OUT]).outcome is Outcome.BLOCKED
    assert judge(replace(MESSAGE, window=WindowState.CLOSED), [approval]).outcome is Outcome.BLOCKED


PHONE = Address(IdentityKind.PHONE, "+5491123456789")


@given(st.uuids(), st.uuids(), st.text(min_size=1, max_size=20))
def test_an_address_stands_under_its_controller_and_shows_nothing(one: UUID, other: UUID, value: str) -> None:
    address = Address(IdentityKind.EMAIL, value)
    assert address_id(one, address) == address_id(one, address)
    assert (address_id(one, address) == address_id(other, address)) is (one == other)
    assert address_id(one, address) != address_id(one, PHONE)


def test_a_message_is_touched_by_orders_upon_everything_it_belongs_to() -> None:
    touched = scopes_of(UUID(int=50), replace(MESSAGE, addresses=(PHONE,), contact_ids=(CONTACT, UUID(int=21))))
    assert set(touched.values()) == set(HoldScope)
    assert len(touched) == len(HoldScope) + 1
