"""Every channel's reader is total: faulty deliveries are read or called malformed, and strangers stay outside."""

from __future__ import annotations

import pytest

from bench.fuzzing import fuzz
from trato.rooms.channels.adapters.registry import ADAPTERS, LINES
from trato.rooms.channels.model import AccountView, ChannelAdapter, Delivery, InboundEvent

MUTANTS = 120


@pytest.mark.parametrize("channel", LINES)
def test_a_reader_reads_faulty_payloads_or_calls_them_malformed(channel: str) -> None:
    found = fuzz(channel, seconds=30, seed=1, most=MUTANTS)
    assert found.seeds > 0
    assert found.faults == []
    assert len(found.milliseconds) == MUTANTS
    assert found.read > 0


def test_a_reader_that_falls_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = ADAPTERS["telegram"]
    whole = type(adapter).parse

    def weak(self: ChannelAdapter, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        if b"99999999999999" in delivery.raw:
            raise OverflowError("a number that is too large")
        return whole(self, delivery, account)

    monkeypatch.setattr(type(adapter), "parse", weak)
    assert any("OverflowError" in one for one in fuzz("telegram", seconds=30, seed=1, most=400).faults)


def test_a_stranger_that_is_let_in_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    adapter = ADAPTERS["sms"]
    monkeypatch.setattr(type(adapter), "authenticate", lambda self, request, account: True)
    assert any("let in" in one for one in fuzz("sms", seconds=30, seed=1, most=5).faults)
