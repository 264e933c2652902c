"""Lines that read slowly, and onlookers who are forgotten by time."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from starlette.websockets import WebSocket

from trato.app import frames
from trato.app.group import Group
from trato.app.line import MOST_WAITING, Line
from trato.app.onlookers import LOOKING, TYPING, Onlookers, look_ring
from trato.kit.ids import uuid7

NOW = datetime(2026, 11, 19, 14, 5, tzinfo=UTC)
WORKSPACE, CASE, USER = uuid7(), uuid7(), uuid7()


def a_line() -> Line:
    socket: Any = WebSocket({"type": "websocket"}, receive=None, send=None)  # type: ignore[arg-type]
    return Line("one", socket, principal=None, headers={})  # type: ignore[arg-type]


def test_a_line_that_reads_too_slowly_loses_frames_and_knows_of_which_topic() -> None:
    line = a_line()
    group = Group("views", 7, lines={line})
    for seq in range(8, 8 + MOST_WAITING + 3):
        group.publish(seq, NOW, [])
    assert line.waiting.qsize() == MOST_WAITING and line.lost == {"views"}


def test_frames_chain_and_say_what_they_carry() -> None:
    line = a_line()
    group = Group("cases:mine", 7, lines={line})
    group.publish(9, NOW, [frames.gone("case_row", CASE)])
    group.publish(12, NOW, [frames.resource("views", "views", [])])
    first, second = (json.loads(line.waiting.get_nowait()) for _ in range(2))
    assert (first["prev"], first["seq"], second["prev"], second["seq"]) == (7, 9, 9, 12)
    assert first["resources"] == [{"type": "gone", "of": "case_row", "id": str(CASE)}]
    assert second["resources"] == [{"type": "views", "views": []}] and second["now"] == "2026-11-19T14:05:00Z"


def look(state: str, line: str = "one", user: UUID = USER, name: str = "José Ñ|1") -> str:
    return look_ring(WORKSPACE, CASE, line, user, name, state)


def test_who_looks_is_shown_once_by_name_and_forgotten_by_time() -> None:
    onlookers = Onlookers()
    assert onlookers.hear(look("here"), 0.0) == [CASE]
    assert onlookers.hear(look("here"), 10.0) == []
    onlookers.hear(look("here", "two"), 10.0)
    (viewer,) = onlookers.of(CASE, 11.0)
    assert viewer.name == "José Ñ|1" and not viewer.typing
    assert onlookers.hear(look("types"), 12.0) == [CASE]
    assert onlookers.of(CASE, 12.0)[0].typing
    assert not onlookers.of(CASE, 12.0 + TYPING)[0].typing
    onlookers.hear(look("gone", "two"), 13.0)
    assert onlookers.of(CASE, 12.0 + LOOKING + 0.1) == ()


def test_a_contact_who_types_is_shown_on_the_case_of_the_conversation() -> None:
    onlookers = Onlookers()
    conversation = uuid7()
    ring = f"desk:{WORKSPACE.hex}|contact|{conversation}|1"
    assert onlookers.hear(ring, 0.0) == []
    onlookers.learn(CASE, [conversation])
    assert onlookers.hear(ring, 0.0) == [CASE]
    (typing,) = onlookers.contacts_typing(CASE, 1.0, NOW)
    assert typing.conversation_id == conversation and typing.until > NOW
    onlookers.hear(ring[:-1] + "0", 2.0)
    assert onlookers.contacts_typing(CASE, 2.0, NOW) == ()
    assert onlookers.hear("desk:x|nonsense", 2.0) == []
