"""The reply window and the limits of a conversation."""

from __future__ import annotations

from datetime import timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.whatsapp.known import META, RECEIVED, WHATSAPP
from trato.rooms.channels.model import Capabilities, ConversationFacts, MediaKind, ReceiptLevel, WindowState

DAY = timedelta(hours=24)


def _caps(**facts: object) -> Capabilities:
    return WHATSAPP.capabilities(META, msgspec.convert(facts, ConversationFacts), RECEIVED)


@given(st.integers(min_value=0, max_value=200_000))
@settings(deadline=None)
def test_free_text_is_allowed_for_exactly_a_day(seconds: int) -> None:
    caps = _caps(last_inbound_at=RECEIVED - timedelta(seconds=seconds))
    is_open = seconds < DAY.total_seconds()
    assert (caps.window is WindowState.OPEN) == is_open
    assert caps.open_until == (RECEIVED - timedelta(seconds=seconds) + DAY if is_open else None)


def test_at_the_very_second_the_day_is_over() -> None:
    assert _caps(last_inbound_at=RECEIVED - DAY).window is WindowState.TEMPLATE_ONLY
    assert _caps(last_inbound_at=RECEIVED - DAY + timedelta(seconds=1)).window is WindowState.OPEN


def test_who_never_wrote_gets_templates_only() -> None:
    caps = _caps()
    assert caps.window is WindowState.TEMPLATE_ONLY
    assert caps.templates
    assert caps.starts_conversations


def test_a_longer_window_that_the_provider_granted_counts() -> None:
    caps = _caps(last_inbound_at=RECEIVED - 2 * DAY, window_until=RECEIVED + DAY)
    assert (caps.window, caps.open_until) == (WindowState.OPEN, RECEIVED + DAY)


def test_a_shorter_grant_never_closes_the_day() -> None:
    caps = _caps(last_inbound_at=RECEIVED, window_until=RECEIVED - DAY)
    assert caps.open_until == RECEIVED + DAY


def test_limits_are_those_of_the_contract() -> None:
    caps = _caps(last_inbound_at=RECEIVED)
    assert (caps.text_limit, caps.caption_limit, caps.buttons, caps.list_rows) == (4096, 1024, 3, 10)
    assert caps.media[MediaKind.IMAGE] == 5 * 1024 * 1024
    assert caps.receipts is ReceiptLevel.READ
    assert not caps.idempotent_send
    assert caps.charged


def test_a_number_shared_with_the_phone_app_is_slower() -> None:
    slow = msgspec.structs.replace(META, settings={"per_second": 20})
    assert WHATSAPP.capabilities(slow, ConversationFacts(), RECEIVED).per_second == 20
