"""The simulator's contract: as wide as what X publishes for the calls it plays, and as narrow as its rules."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest

from tests.rooms.channels.x.contract import faults
from tests.rooms.channels.x.known import SPEC
from trato.rooms.channels.simulators.x.contract import Hide, Publish, SetWebhook, Subscribe, Write, decode
from trato.rooms.channels.simulators.x.refusals import Refused

CALLS: dict[str, tuple[Any, str, str]] = {
    "publish": (Publish, "post", "/2/tweets"),
    "write": (Write, "post", "/2/dm_conversations/with/{participant_id}/messages"),
    "hide": (Hide, "put", "/2/tweets/{tweet_id}/hidden"),
    "webhook": (SetWebhook, "post", "/2/webhooks"),
    "subscribe": (Subscribe, "post", "/2/activity/subscriptions"),
}
GOOD: dict[str, dict[str, Any]] = {
    "publish": {
        "text": "Sí, sirve. 👍", "reply": {"in_reply_to_tweet_id": "2090000000000000102"},
        "media": {"media_ids": ["2090000000000000500"]}, "reply_settings": "following",
    },
    "write": {"text": "Hola", "attachments": [{"media_id": "2090000000000000500"}]},
    "hide": {"hidden": True},
    "webhook": {"url": "https://care.example/hooks/1"},
    "subscribe": {
        "event_type": "dm.received", "filter": {"user_id": "1111111111111111111"}, "tag": "trato", "webhook_id": "1",
    },
}  # fmt: skip
GONE = object()

# (a good call, where, what to put there)
MUTATIONS: list[tuple[str, tuple[str | int, ...], Any]] = [
    *[(call, ("sorpresa",), 1) for call in GOOD],
    *[(call, (name,), {"x": 1}) for call in GOOD for name in list(GOOD[call])[:1]],
    *[(call, (name,), 7.5) for call in GOOD for name in list(GOOD[call])[:1]],
    *[(call, (name,), None) for call in GOOD for name in list(GOOD[call])[:1]],
    *[(call, (list(GOOD[call])[0],), GONE) for call in ("hide", "webhook", "subscribe")],
    *[(call, (list(GOOD[call])[0],), []) for call in GOOD],
    ("publish", ("text",), "á" * 281),
    ("publish", ("text",), "👍" * 141),
    ("publish", ("text",), "ver pirca.com " * 11 + "y más"),
    ("publish", ("reply", "in_reply_to_tweet_id"), "abc"),
    ("publish", ("reply", "in_reply_to_tweet_id"), GONE),
    ("publish", ("media", "media_ids"), ["1"] * 5),
    ("publish", ("media", "media_ids"), []),
    ("publish", ("quote_tweet_id",), "1"),
    ("publish", ("reply_settings",), "todos"),
    ("write", ("text",), ""),
    ("write", ("text",), "x" * 10_001),
    ("write", ("attachments",), [{"media_id": "1"}, {"media_id": "2"}]),
    ("write", ("attachments", 0, "media_id"), "foto"),
    ("write", ("attachments", 0, "media_id"), GONE),
    ("hide", ("hidden",), "si"),
    ("hide", ("hidden",), 1),
    ("hide", ("oculto",), True),
    ("webhook", ("url",), ""),
    ("webhook", ("url",), "https://care.example/" + "x" * 200),
    ("webhook", ("url",), ["https://care.example"]),
    ("subscribe", ("event_type",), "dm.todo"),
    ("subscribe", ("filter",), GONE),
    ("subscribe", ("filter",), {}),
    ("subscribe", ("filter", "usuario"), "1"),
    ("subscribe", ("tag",), ""),
    ("subscribe", ("tag",), "x" * 201),
    ("subscribe", ("webhook_id",), "uno"),
]


def _mutated(body: dict[str, Any], where: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    mutant = copy.deepcopy(body)
    target: Any = mutant
    for step in where[:-1]:
        target = target[step]
    if value is GONE:
        del target[where[-1]]
    else:
        target[where[-1]] = value
    return mutant


@pytest.mark.parametrize("call", GOOD)
def test_a_good_call_is_taken_here_and_by_the_published_contract(call: str) -> None:
    shape, method, path = CALLS[call]
    decode(msgspec.json.encode(GOOD[call]), shape)
    if SPEC.exists():
        assert faults(method, path, GOOD[call]) == []


def test_a_wrong_call_is_refused() -> None:
    taken = []
    for call, where, value in MUTATIONS:
        try:
            decode(msgspec.json.encode(_mutated(GOOD[call], where, value)), CALLS[call][0])
        except Refused:
            continue
        taken.append((call, where, value))
    assert taken == []


@pytest.mark.parametrize("call", GOOD)
def test_each_call_has_at_least_eight_mutations(call: str) -> None:
    assert sum(1 for one, _, _ in MUTATIONS if one == call) >= 8
