"""Folders of payloads are read by the channels that they are named after, and a hole among them is told."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import UUID

import pytest
from typer.testing import CliRunner

from trato.app.commands.channels import app
from trato.app.replays import Row, channel_of, payloads_in, read_all, table
from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import AccountView, ChannelAccountId

ROOT = Path(__file__).parents[2]
OWN = ROOT / "tests" / "rooms" / "channels" / "payloads"
CONTRACTS = Path(os.environ.get("TRATO_SHARED", ROOT.parent / "shared")) / "contracts"
# bodies that are not the provider's: a Page's webhook at Instagram's door, and two answers of the Graph
NO_WEBHOOKS = {"de_una_pagina", "restfb-comment", "restfb-instagram-message"}
VIEWS = {one: AccountView(ChannelAccountId(UUID(int=0)), UUID(int=0), one, "", "p", "PE") for one in ADAPTERS}


def _read(*paths: Path) -> tuple[list[Row], list[Path]]:
    rows, strange = read_all(paths, ADAPTERS, VIEWS, wall_clock())
    print("\n".join(table(rows)))  # noqa: T201 (the table is what is told)
    return rows, strange


def _holes(rows: list[Row]) -> list[str]:
    return [hole for row in rows for hole in row.holes if hole.split(":")[0].split(" ")[-1] not in NO_WEBHOOKS]


def test_every_channel_reads_every_payload_of_ours() -> None:
    rows, strange = _read(OWN)
    assert _holes(rows) == []
    assert strange == []
    assert {row.channel for row in rows} == {one.name for one in OWN.iterdir()} & ADAPTERS.keys()
    assert all(row.kinds.total() for row in rows)


@pytest.mark.skipif(not CONTRACTS.exists(), reason=f"no contracts at {CONTRACTS}")
def test_every_channel_reads_every_published_payload() -> None:
    rows, strange = _read(*CONTRACTS.glob("*/payloads"), CONTRACTS / "email" / "synthetic")
    assert _holes(rows) == []
    assert all(row.kinds.total() > row.unsupported for row in rows)
    assert not {one.parts[-3] for one in strange} & {one.replace("_", "-") for one in ADAPTERS}


def test_a_folder_is_of_the_channel_that_it_is_named_after() -> None:
    names = {
        "facebook-comments/payloads/a.json": "facebook",
        "google-play/payloads/a.json": "google_play",
        "x/payloads/a.json": "x",
        "twilio/payloads/sms-inbound.json": "sms",
        "twilio/payloads/voice-inbound.json": "voice",
        "viber/payloads/a.json": "",
    }
    assert {path: channel_of(Path(path), ADAPTERS) for path in names} == names


def test_a_hole_ends_the_command_with_one(tmp_path: Path) -> None:
    good, bad = tmp_path / "telegram" / "bueno.json", tmp_path / "telegram" / "malo.json"
    good.parent.mkdir()
    good.write_bytes(b'{"update_id": 1, "algo_nuevo": {}}')
    told = CliRunner().invoke(app, ["replay", "all", str(tmp_path)])
    assert told.exit_code == 0
    assert "telegram" in told.output and "unsupported" in told.output
    bad.write_bytes(b"nada")
    told = CliRunner().invoke(app, ["replay", "all", str(tmp_path)])
    assert told.exit_code == 1
    assert "malo.json" in told.output


def test_what_lies_beside_payloads_is_none() -> None:
    assert [one.name for one in payloads_in([OWN / "telegram"])] == ["propios.json"]
