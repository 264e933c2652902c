"""The pace of the demo, and where it may live."""

from __future__ import annotations

import asyncio
import dataclasses
import socket
import time
from pathlib import Path

import pytest

from trato.app.demo import places
from trato.app.demo.places import HOST, NotForTheWorld, check_private, choose
from trato.app.demo.playing.pace import Clock, Pace
from trato.kit.settings import Settings, read_settings


def settings(home: Path, **more: str) -> Settings:
    return read_settings({"TRATO_HOME": str(home), **more})


async def test_nothing_passes_while_paused_and_a_change_is_felt_at_once() -> None:
    clock = Clock(Pace.PAUSED, speed=100)
    resting = asyncio.create_task(clock.rest(1))
    await asyncio.sleep(0.05)
    assert not resting.done()
    clock.choose(Pace.CALM)
    await asyncio.wait_for(resting, 1)


async def test_who_waits_hurries_when_the_pace_does() -> None:
    clock = Clock(Pace.CALM)
    began = time.monotonic()
    resting = asyncio.create_task(clock.rest(30))
    await asyncio.sleep(0)
    clock.speed = 1_000
    clock.choose(Pace.STORM)
    await asyncio.wait_for(resting, 2)
    assert time.monotonic() - began < 1


@pytest.mark.parametrize("url", ["https://atencion.example", "http://192.168.1.20:8686"])
def test_it_refuses_to_load_where_others_can_reach_it(tmp_path: Path, url: str) -> None:
    with pytest.raises(NotForTheWorld):
        check_private(settings(tmp_path, TRATO_PUBLIC_URL=url))


def test_it_refuses_an_installation_that_listens_to_everybody(tmp_path: Path) -> None:
    with pytest.raises(NotForTheWorld):
        check_private(settings(tmp_path, TRATO_HOST="0.0.0.0"))


@pytest.mark.parametrize("url", ["http://localhost:8686", "http://127.0.0.1:1", "http://trato.localhost"])
def test_it_loads_on_this_machine(tmp_path: Path, url: str) -> None:
    check_private(settings(tmp_path, TRATO_PUBLIC_URL=url))


def test_a_taken_port_gives_way_to_the_next(tmp_path: Path) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        found = choose(settings(tmp_path), {places.FIRST: str(port)})
    assert found.pages > port
    assert len(set(dataclasses.astuple(found))) == len(dataclasses.fields(found))


def test_the_ports_of_last_time_are_taken_again(tmp_path: Path) -> None:
    one = settings(tmp_path)
    found = dataclasses.replace(choose(one, {}), smtp=_free())
    places.note(one, found, {})
    assert choose(one, {}) == found


def _free() -> int:
    with socket.create_server((HOST, 0)) as one:
        return int(one.getsockname()[1])
