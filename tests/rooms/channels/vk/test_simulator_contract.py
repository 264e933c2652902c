"""The simulator's contract: as wide as what VK publishes for the calls it plays, and as narrow as its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.vk.contract import faults, is_published, told_by
from tests.rooms.channels.vk.known import ACCOUNT, ADAPTER, CAPS, SCHEMA, SECRET, TOKEN
from trato.rooms.channels.adapters.vk.parse import HEARD
from trato.rooms.channels.api import shown_by
from trato.rooms.channels.model import Choice, HttpRequest, Options, OutboundMessage, Surface, Text
from trato.rooms.channels.simulators.vk.contract import METHODS, decode
from trato.rooms.channels.simulators.vk.refusals import Refused
from trato.rooms.contacts.model import Address, IdentityKind

AUTH = {"access_token": TOKEN, "v": "5.199"}
GROUP = {**AUTH, "group_id": "123456"}
WHERE = {"url": "https://care.example/hooks/1", "title": "Trato", "secret_key": SECRET}
BUTTON: dict[str, Any] = {"action": {"type": "text", "label": "Sí", "payload": '{"a":1}'}}
KEYS = {"one_time": False, "inline": True, "buttons": [[BUTTON]]}
QUOTED = {"peer_id": 100172, "conversation_message_ids": [7], "is_reply": True}
GOOD: dict[str, dict[str, str]] = {
    "messages.send": {
        **AUTH, "peer_ids": "100172", "random_id": "77", "message": "Hola", "keyboard": json.dumps(KEYS),
        "forward": json.dumps(QUOTED), "payload": '{"a": 1}',
    },
    "messages.sendMessageEventAnswer": {**AUTH, "event_id": "ab12", "user_id": "100172", "peer_id": "100172"},
    "wall.createComment": {
        **AUTH, "owner_id": "-123456", "post_id": "10", "from_group": "123456", "message": "Sí",
        "reply_to_comment": "55", "guid": "g",
    },
    "wall.deleteComment": {**AUTH, "owner_id": "-123456", "post_id": "10", "comment_id": "55"},
    "wall.delete": {**AUTH, "owner_id": "-123456", "post_id": "10"},
    "wall.getById": {**AUTH, "posts": "-123456_10"},
    "users.get": {**AUTH, "user_ids": "100172"},
    "groups.getById": GROUP,
    "groups.getTokenPermissions": AUTH,
    "groups.getCallbackConfirmationCode": GROUP,
    "groups.getCallbackServers": GROUP,
    "groups.getCallbackSettings": {**GROUP, "server_id": "1"},
    "groups.addCallbackServer": {**GROUP, **WHERE},
    "groups.editCallbackServer": {**GROUP, **WHERE, "server_id": "1"},
    "groups.setCallbackSettings": {**GROUP, "server_id": "1", "api_version": "5.199", **dict.fromkeys(HEARD, "1")},
}  # fmt: skip
GONE = None


def _keys(**changes: Any) -> str:
    return json.dumps({**KEYS, **changes})


def _action(**changes: Any) -> str:
    return _keys(buttons=[[{"action": {**BUTTON["action"], **changes}}]])


Mutation = tuple[str, dict[str, Any]]
NEEDED = (
    "group_id", "server_id", "url", "title", "owner_id", "post_id", "comment_id", "posts", "peer_ids", "random_id",
    "message", "event_id", "user_id", "peer_id",
)  # fmt: skip
NUMBERS = (
    "group_id", "server_id", "post_id", "comment_id", "owner_id", "peer_ids", "user_id", "peer_id", "random_id",
)  # fmt: skip
ANYWHERE: tuple[tuple[str, Any], ...] = (
    ("sorpresa", "1"),
    ("v", "5.81"),
    ("v", GONE),
    ("access_token", GONE),
    ("lang", "es"),
)


def _everywhere() -> Iterator[Mutation]:
    for method, form in GOOD.items():
        yield method, {"type": method}
        yield from ((method, {name: value}) for name, value in ANYWHERE)
        needed = [name for name in NEEDED if name in form and (method, name) != ("wall.deleteComment", "post_id")]
        yield from ((method, {name: GONE}) for name in needed)
        yield from ((method, {name: value}) for name in NUMBERS if name in form for value in ("x", "1.5"))


# (a good call, what to change in it)
MUTATIONS: list[Mutation] = [
    *_everywhere(),
    *[(method, {"group_id": "0"}) for method in GOOD if "group_id" in GOOD[method]],
    *[(method, {"title": "un título largo"}) for method in GOOD if "title" in GOOD[method]],
    *[(method, {"secret_key": "x" * 51}) for method in GOOD if "secret_key" in GOOD[method]],
    ("messages.send", {"message": ""}),
    ("messages.send", {"message": "   "}),
    ("messages.send", {"message": "x" * 9001}),
    ("messages.send", {"random_id": "0"}),
    ("messages.send", {"random_id": str(2**31)}),
    ("messages.send", {"peer_ids": "2000000001"}),
    ("messages.send", {"peer_ids": "-5"}),
    ("messages.send", {"payload": "x" * 1001}),
    ("messages.send", {"keyboard": "nada"}),
    ("messages.send", {"keyboard": _keys(one_time=True)}),
    ("messages.send", {"keyboard": _keys(buttons=[[BUTTON]] * 11)}),
    ("messages.send", {"keyboard": _keys(buttons=[[BUTTON] * 6])}),
    ("messages.send", {"keyboard": _keys(buttons=[[BUTTON] * 4] * 3)}),
    ("messages.send", {"keyboard": _keys(buttons=[[]])}),
    ("messages.send", {"keyboard": json.dumps({"buttons": [[BUTTON]]})}),
    ("messages.send", {"keyboard": _action(label="x" * 41)}),
    ("messages.send", {"keyboard": _action(label="")}),
    ("messages.send", {"keyboard": _action(payload="x" * 256)}),
    ("messages.send", {"keyboard": _action(type="vuela")}),
    ("messages.send", {"forward": "{}"}),
    ("messages.send", {"forward": json.dumps({**QUOTED, "conversation_message_ids": []})}),
    ("messages.send", {"forward": json.dumps({**QUOTED, "peer_id": 5})}),
    ("messages.sendMessageEventAnswer", {"event_id": ""}),
    ("messages.sendMessageEventAnswer", {"event_data": "x" * 1001}),
    ("wall.createComment", {"message": ""}),
    ("wall.createComment", {"post_id": "-1"}),
    ("wall.createComment", {"reply_to_comment": "uno"}),
    ("wall.createComment", {"from_group": "-123456"}),
    ("wall.deleteComment", {"comment_id": "-1"}),
    ("wall.deleteComment", {"post_id": "-1"}),
    ("wall.delete", {"post_id": "0"}),
    ("wall.getById", {"posts": ""}),
    ("wall.getById", {"posts": "wall-1_2"}),
    ("users.get", {"user_ids": "camila"}),
    ("users.get", {"user_ids": "-5"}),
    ("groups.getTokenPermissions", {"group_id": "1"}),
    ("groups.getTokenPermissions", {"mask": "1"}),
    ("groups.setCallbackSettings", {"api_version": "5.81"}),
    ("groups.setCallbackSettings", {"message_new": "2"}),
    ("groups.setCallbackSettings", {"message_new": "si"}),
]  # fmt: skip


@pytest.mark.parametrize("method", GOOD)
def test_a_good_call_is_taken_here_and_by_the_published_contract(method: str) -> None:
    decode(method, GOOD[method])
    if is_published(method):
        assert faults(method, GOOD[method]) == []


def test_a_wrong_call_is_refused() -> None:
    taken = []
    for method, changes in MUTATIONS:
        form = {name: text for name, text in {**GOOD[method], **changes}.items() if text is not GONE}
        try:
            decode(method, form)
        except Refused:
            continue
        taken.append((method, changes))
    assert taken == []


def test_every_method_that_is_played_has_a_good_call_and_at_least_eight_wrong_ones() -> None:
    assert set(GOOD) == METHODS
    counted = {method: sum(1 for one, _ in MUTATIONS if one == method) for method in GOOD}
    assert {method: count for method, count in counted.items() if count < 8} == {}


def test_a_method_that_nobody_knows_is_refused() -> None:
    with pytest.raises(Refused):
        decode("messages.sendTelepathy", AUTH)


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"no published contract in {SCHEMA}")
def test_every_call_of_ours_is_one_that_vk_publishes() -> None:
    to = (Address(IdentityKind.ACCOUNT_USER, "100172", str(ACCOUNT.id)),)
    parts = (Text("a" * 9500), Text("¿Seguro?"), Options((Choice("si", "Sí"), Choice("no", "No"))))
    private = OutboundMessage(UUID(int=7), to, parts, reply_to="100172:7")
    public = OutboundMessage(
        UUID(int=7), to, (Text("b" * 5000),), thread_key="wall-123456_10:55", surface=Surface.PUBLIC_COMMENT
    )
    calls = [*ADAPTER.render(private, ACCOUNT, CAPS), *ADAPTER.render(public, ACCOUNT, CAPS)]
    assert len(calls) == 5
    for call in calls:
        assert isinstance(call, HttpRequest)
        method, form = told_by(call)
        assert faults(method, form) == []
        decode(method, form)
    assert [piece.buttons for piece in shown_by(calls)] == [(), (), ("Sí", "No"), (), ()]
    sent = [dict(call.form or {})["random_id"] for call in calls[:3] if isinstance(call, HttpRequest)]
    assert len(set(sent)) == 3
