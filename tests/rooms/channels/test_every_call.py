"""Every call of every channel is taken by its stand-in as it is, and refused in at least eight spoilt forms.

A table tells each endpoint: how often it was called, how many spoilt calls were refused, and by how many kinds of fault
(`pytest -s`, or the message of a failure). What no provider may take is refused wherever it is tried: no token, another
one, another method, another path, a body that is none, a field that nobody knows, another type, another content type.
"""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from tests.rooms.channels.calls import Stand, make_all
from tests.rooms.channels.published import faults_of
from tests.rooms.channels.spoiling import is_taken, taken
from tests.rooms.channels.stands import CALLED, stand_of
from trato.kit.blobs import Blobs

EACH = 8  # spoilt calls of an endpoint that are refused, at least
SEEDS = 6 if os.environ.get("TRATO_LONG") == "1" else 2  # calls of an endpoint that are spoilt
NEVER = {"no token", "another token", "method", "path", "no JSON object", "unknown field", "another type", "too long"}
# what providers take all the same: (channel, a part of the endpoint, what is wrong)
LENIENT = {
    ("telegram", "setWebhook", "another token"),  # the secret there is what it shall be from now on
    ("telegram", "setWebhook", "too long"),  # no length of an address is published
    ("telegram", "sendMessage", "too long"),  # nor of a button's label
    ("telegram", "sendVenue", "too long"),
    ("vk", "messages.send", "too long"),
    ("vk", "groups.addCallbackServer", "another token"),  # nor here is the secret that of before
    ("vk", "groups.addCallbackServer", "too long"),
    # the token that is asked about, not that which asks
    *((one, "debug_token", "another token") for one in ("whatsapp", "messenger", "facebook", "instagram")),
}
REFUSED = {
    ("x", "POST /2/webhooks"): "CRC",  # nobody answers at our address
}


def _row(channel: str, endpoint: str, calls: int, refused: Counter[str]) -> str:
    return f"{channel:<12}{endpoint:<72}{calls:>5}{refused.total():>9}{len(refused):>7}"


async def _table(channel: str, stand: Stand) -> tuple[list[str], list[str]]:
    """Return a line for each endpoint of a channel, and what is wrong."""
    lines: list[str] = []
    holes: list[str] = []
    for endpoint, calls in stand.endpoints.items():
        refused: Counter[str] = Counter()
        for call in calls[:SEEDS]:
            if stand.ready is not None and not await is_taken(stand, call):
                holes.append(f"{endpoint}: not taken as it is, so that its refusals say nothing")
            told, let_in = await taken(stand, call, stand.view.secrets)
            refused.update(told)
            for what, shown in let_in:
                lenient = any((channel, part, what) in LENIENT for part in (endpoint.rpartition("/")[2],))
                if "it fell" in what or what in NEVER and not lenient:
                    holes.append(f"{endpoint}, {what}: {shown}")
        lines.append(_row(channel, endpoint, len(calls), refused))
        if refused.total() < EACH * min(len(calls), SEEDS):
            holes.append(f"{endpoint}: only {refused.total()} of its spoilt calls are refused, {dict(refused)}")
    return lines, holes


@pytest.mark.parametrize("channel", CALLED)
async def test_each_call_is_taken_as_it_is_and_in_no_spoilt_form(channel: str, tmp_path: Path) -> None:
    async with stand_of(channel) as stand:
        await make_all(stand, Blobs(tmp_path))
        refused = [
            f"{call.endpoint}: {status} {words}"
            for call, status, words in stand.refused
            if REFUSED.get((channel, call.endpoint), "\0") not in words
        ]
        assert refused == []
        assert [fault for call in stand.calls for fault in faults_of(channel, call)] == []
        lines, holes = await _table(channel, stand)
    print("\n".join(["", f"{'channel':<12}{'endpoint':<72}{'calls':>5}{'refused':>9}{'kinds':>7}", *lines]))  # noqa: T201 (the table is what is told)
    assert lines
    assert holes == [], "\n".join(lines)
