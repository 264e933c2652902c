"""What is asked of providers about threads and profiles, held against what they publish: their examples, and ours.

Each fault is told by the published contract and refused by our stand-in alike.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import httpx
import pytest

from tests.rooms.channels.messenger import pages
from tests.rooms.channels.test_profiles import follow, profile, profiling, world
from tests.rooms.channels.whatsapp import contract as whatsapp

pytestmark = pytest.mark.skipif(not pages.PAGES.exists(), reason="no contract")
EXAMPLES: Mapping[str, dict[str, Any]] = whatsapp.automation_examples() if whatsapp.SPEC.exists() else {}
GONE = object()


async def put_automation(body: Any) -> int:
    """Post first questions and commands to the stand-in; return its status."""
    app, _, account = world("whatsapp")
    _, (call,) = await follow(app, profiling("whatsapp").put(account, profile()))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://provider") as client:
        return (await client.request(call.method, call.url, headers=dict(call.headers), json=body)).status_code


@pytest.mark.parametrize("name", EXAMPLES)
async def test_the_examples_that_meta_publishes_are_good_and_taken_by_the_stand_in(name: str) -> None:
    assert whatsapp.automation_faults(EXAMPLES[name]) == []
    assert await put_automation(EXAMPLES[name]) == 200


@pytest.mark.parametrize(
    ("where", "value"),
    [
        (("prompts",), ["a", "b", "c", "d"]), (("prompts",), "x"), (("prompts", 0), "x" * 81), (("prompts", 0), 5),
        (("commands",), {}), (("commands", 0, "command_name"), "con espacio"),
        (("commands", 0, "command_name"), "x" * 31), (("commands", 0, "command_description"), "x" * 257),
        (("commands", 0, "command_description"), GONE), (("commands", 0, "command_name"), GONE),
        (("enable_welcome_message",), "no"),
    ],
)  # fmt: skip
async def test_what_the_contract_calls_wrong_the_stand_in_refuses(where: tuple[Any, ...], value: Any) -> None:
    body = copy.deepcopy(EXAMPLES["full_automation_setup"])
    at: Any = body
    for step in where[:-1]:
        at = at[step]
    if value is GONE:
        del at[where[-1]]
    else:
        at[where[-1]] = value
    assert whatsapp.automation_faults(body)
    assert await put_automation(body) >= 400


@pytest.mark.parametrize(
    ("method", "edge", "body"),
    [
        ("POST", "take_thread_control", {"recipient": {"id": "7"}, "target_app_id": "1"}),
        ("POST", "take_thread_control", {"metadata": "x"}),
        ("POST", "pass_thread_control", {"recipient": {"id": "7"}, "target_app_id": 5}),
        ("POST", "pass_thread_control", {"recipient": "7", "target_app_id": "5"}),
        ("POST", "request_thread_control", {"recipient": {"id": "7"}, "metadata": ["x"]}),
        ("POST", "release_thread_control", {"recipient": {"id": "7"}, "metadata": "x"}),
        ("GET", "release_thread_control", {}),
        ("GET", "secondary_receivers", {"platform": "whatsapp"}),
        ("POST", "messenger_profile", {"ice_breakers": "x"}),
        ("POST", "messenger_profile", {"persistent_menu": ["x"]}),
        ("POST", "messenger_profile", {"sorpresa": 1}),
        ("DELETE", "messenger_profile", {"fields": ["sorpresa"]}),
        ("DELETE", "messenger_profile", {"platform": "instagram"}),
    ],
)
def test_what_a_page_does_not_publish_is_told(method: str, edge: str, body: dict[str, Any]) -> None:
    assert pages.faults(method, edge, body, {})
