"""The live line: the whole view first, then what changed, and evidence of who came and went."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin

from tests.rooms.channels.webchat.asking import MOMENT, signed
from tests.rooms.channels.webchat.house import NOON, SITE, House
from tests.rooms.channels.webchat.serving import Served, served


@pytest.fixture
def house(tmp_path: Path) -> House:
    return House(tmp_path)


@pytest.fixture
def door(house: House) -> Iterator[Served]:
    with served(house) as running:
        yield running


def post(door: Served, path: str, body: object, **headers: str) -> httpx.Response:
    return httpx.post(f"{door.url}/chat/v1/pirca/{path}", json=body, headers={"origin": SITE} | headers)


def a_session(door: Served, identity: str = "") -> dict[str, Any]:
    said: dict[str, Any] = post(door, "session", {"identity": identity}).json()
    return said


def write(door: Served, token: str, text: str, name: str) -> None:
    body = {"id": name, "items": [{"type": "message", "id": name, "text": text, "at": MOMENT * 1000}]}
    assert post(door, "deliveries", body, authorization=f"Bearer {token}").status_code == 202


class Line:
    """A live line as a widget holds it."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket

    def hear(self) -> dict[str, Any]:
        frame: dict[str, Any] = json.loads(self._socket.recv(timeout=5))
        return frame

    def say(self, frame: object) -> None:
        self._socket.send(frame if isinstance(frame, str) else json.dumps(frame))

    def end(self) -> int:
        """Return the code with which the server ended the line."""
        with suppress(ConnectionClosed):
            while True:
                self._socket.recv(timeout=5)
        return self._socket.close_code or 0


@contextmanager
def a_line(door: Served, token: str, origin: str | None = SITE, hello: str | None = None) -> Iterator[Line]:
    url = f"ws://127.0.0.1:{door.port}/chat/v1/pirca/live"
    with connect(url, origin=Origin(origin) if origin else None, proxy=None) as socket:
        line = Line(socket)
        line.say({"token": token} if hello is None else hello)
        yield line


def presences_of(house: House) -> list[Mapping[str, Any]]:
    return [one.detail or {} for one in house.events if one.kind == "presence"]


def until(true: Callable[[], bool]) -> None:
    """Wait for what a closed line leaves behind."""
    for _ in range(100):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it did not come true")


def test_the_first_frame_is_the_whole_view_and_the_next_only_what_changed(house: House, door: Served) -> None:
    session = a_session(door)
    write(door, session["token"], "Hola", "mensaje-1")
    with a_line(door, session["token"]) as line:
        first = line.hear()
        assert (first["prev"], first["seq"], first["whole"]) == (0, 1, True)
        assert [one["id"] for one in first["messages"]] == ["mensaje-1"]
        write(door, session["token"], "¿Hay alguien?", "mensaje-2")
        second = line.hear()
        assert (second["prev"], second["seq"], second["whole"]) == (1, 2, False)
        assert [one["id"] for one in second["messages"]] == ["mensaje-2"]


def test_a_receipt_sends_the_message_again_with_its_new_status(house: House, door: Served) -> None:
    session = a_session(door)
    write(door, session["token"], "Hola", "mensaje-1")
    with a_line(door, session["token"]) as line:
        line.hear()
        door.call(house.seen, session["visitor"])
        frame = line.hear()
        assert [(one["id"], one["status"]) for one in frame["messages"]] == [("mensaje-1", "read")]


def test_an_agent_who_types_is_shown_and_a_visitor_who_types_is_told(house: House, door: Served) -> None:
    session = a_session(door)
    with a_line(door, session["token"]) as line:
        line.hear()
        door.call(house.typing, session["visitor"], True)
        frame = line.hear()
        assert frame["typing"] == {
            "thread": "",
            "by": {"name": "Camila", "picture": "", "online": True},
            "on": True,
        }
        line.say({"typing": True, "thread": ""})
        line.say({"ping": 1})
        assert line.hear() == {"pong": 1}
        assert [one.on for one in house.signals] == [True]
        assert house.stored == {}


def test_who_wrote_and_comes_and_goes_leaves_evidence_of_both(house: House, door: Served) -> None:
    session = a_session(door)
    write(door, session["token"], "Hola", "mensaje-1")
    with a_line(door, session["token"]) as line:
        line.hear()
        line.say({"ping": 1})
        line.hear()
    until(lambda: len(presences_of(house)) == 2)
    here, gone = presences_of(house)
    assert (here["state"], gone["state"]) == ("here", "gone")
    assert here["socket"] == gone["socket"]


def test_who_only_looked_leaves_nothing(house: House, door: Served) -> None:
    session = a_session(door)
    with a_line(door, session["token"]) as line:
        line.hear()
    assert house.stored == {}


@pytest.mark.parametrize("hello", ["", "{", '{"token":""}', '{"token":"a.b"}', "[]"])
def test_a_line_without_a_token_of_ours_is_closed(house: House, door: Served, hello: str) -> None:
    with a_line(door, "", hello=hello) as line:
        assert line.end() == 4401


@pytest.mark.parametrize("origin", ["https://evil.example", None])
def test_a_page_that_is_not_on_the_list_gets_no_line(door: Served, origin: str | None) -> None:
    with pytest.raises(InvalidStatus), a_line(door, a_session(door)["token"], origin):
        pass


@pytest.mark.parametrize("frame", ["nonsense", '{"typing":"yes"}', json.dumps({"thread": "x" * 10_000})])
def test_a_frame_that_makes_no_sense_ends_the_line(house: House, door: Served, frame: str) -> None:
    with a_line(door, a_session(door)["token"]) as line:
        line.hear()
        line.say(frame)
        assert line.end() == 4400


def test_a_flood_of_frames_ends_the_line(house: House, door: Served) -> None:
    with a_line(door, a_session(door)["token"]) as line:
        line.hear()
        with suppress(ConnectionClosed):
            for _ in range(200):
                line.say({"typing": True})
        assert line.end() == 4429


def test_the_line_ends_with_the_identity_it_was_opened_for(house: House, door: Served) -> None:
    session = a_session(door, signed({"sub": "c-1", "exp": MOMENT + 3600}))
    with a_line(door, session["token"]) as line:
        line.hear()
        house.now = NOON + timedelta(hours=2)
        door.call(house.ring, "c-1")
        assert line.end() == 4401


def test_another_visitors_message_is_not_on_my_line(house: House, door: Served) -> None:
    mine, theirs = a_session(door), a_session(door)
    with a_line(door, mine["token"]) as line:
        line.hear()
        write(door, theirs["token"], "secreto", "mensaje-9")
        line.say({"ping": 1})
        assert line.hear() == {"pong": 1}
