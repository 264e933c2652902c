"""Recorded conversations come out as they were said; recorded payloads are told in our words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.replaying import Line, Told, Turn, promised
from tests.harness.asking import trato
from trato.app.checkout import NotACheckout, bench

HERE = Path(__file__).parent
PAYLOADS = HERE.parent / "rooms" / "channels" / "payloads"


def test_every_turn_is_in_its_place_and_every_clock_right() -> None:
    said = trato("replay", HERE / "conversations.jsonl", "--channel", "webchat,whatsapp", "--speed", "60", "--json")

    assert said.code == 0, said.out
    assert said.figure("turns") == 17
    assert said.figure("clocks") >= 4


def test_a_payload_is_told_as_events_one_line_each() -> None:
    said = trato("channels", "replay", "webchat", PAYLOADS / "webchat" / "burst_of_three.json")

    assert said.code == 0
    assert [line["kind"] for line in said.lines] == ["message"] * 3


def test_what_is_unknown_is_unsupported_and_its_raw_is_kept() -> None:
    said = trato("channels", "replay", "webchat", PAYLOADS / "webchat" / "unknown_item.json")

    strange = [line for line in said.lines if line["kind"] == "unsupported"]
    assert said.code == 0
    assert len(strange) == 1 and "hologram" in str(strange[0]["raw"])


def test_what_is_no_payload_is_malformed_and_the_command_fails(tmp_path: Path) -> None:
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "named.json").write_text('{"uno": {"entry": "no"}, "dos": {"object": "x", "entry": []}}')
    said = trato("channels", "replay", "whatsapp", tmp_path)

    assert said.code == 1
    assert [(line["body"], "malformed" in line) for line in said.lines] == [("broken", True), ("uno", True)]


def test_a_channel_that_nobody_speaks_is_refused_in_words(tmp_path: Path) -> None:
    said = trato("channels", "replay", "telex", tmp_path)

    assert said.code == 2 and "telex" in said.err


def test_a_clock_is_expected_only_for_what_deserves_an_answer() -> None:
    line = Line("x", "webchat", [Turn("customer", 0, "gracias", "a"), Turn("agent", 5, "a ti", "b")])

    assert list(promised(line, Told())) == []


def test_without_a_checkout_the_commands_say_so(tmp_path: Path) -> None:
    with pytest.raises(NotACheckout, match="checkout"):
        bench("replay", tmp_path)
