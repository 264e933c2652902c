"""A file is looked into before anybody may open it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.kit.clamd import EICAR, clamd
from trato.kit.settings import SettingRefused, read_settings
from trato.kit.virus import Scanner, ScannerAway, TooBigToScan, address

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("by_socket", [True, False])
async def test_a_scanner_says_what_is_in_a_file(tmp_path: Path, by_socket: bool) -> None:
    async with clamd(tmp_path / "c" if by_socket else None) as where:
        scanner = Scanner(where)
        assert await scanner.scan(b"una guia") == ""
        assert await scanner.scan(b"") == ""
        assert await scanner.scan(os.urandom(200_000) + EICAR) == "Eicar-Test-Signature"


async def test_a_scanner_that_is_away_is_never_a_clean_file(tmp_path: Path) -> None:
    with pytest.raises(ScannerAway):
        await Scanner(str(tmp_path / "nobody")).scan(b"x")
    with pytest.raises(ScannerAway):
        await Scanner("127.0.0.1:9").scan(b"x")


async def test_what_is_too_big_for_it_is_said(tmp_path: Path) -> None:
    async with clamd(tmp_path / "c", longest=100_000) as where:
        with pytest.raises(TooBigToScan):
            await Scanner(where).scan(os.urandom(3_000_000))


@pytest.mark.parametrize(
    ("told", "means"),
    [("/run/clamd", "/run/clamd"), ("unix:/run/clamd", "/run/clamd"), ("unix:///run/clamd", "/run/clamd"),
     ("clamav:3310", ("clamav", 3310)), ("tcp://[::1]:3310", ("::1", 3310))],
)  # fmt: skip
def test_where_it_is_may_be_told_in_several_ways(told: str, means: object) -> None:
    assert address(told) == means


@pytest.mark.parametrize("told", ["clamav", "clamav:", ":3310", "clamav:99999", "http://clamav"])
def test_a_place_that_makes_no_sense_is_refused_at_the_start(tmp_path: Path, told: str) -> None:
    with pytest.raises(SettingRefused, match="TRATO_CLAMAV"):
        read_settings({"TRATO_HOME": str(tmp_path), "TRATO_CLAMAV": told})
