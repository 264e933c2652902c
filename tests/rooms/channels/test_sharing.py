"""Where several applications may answer: whoever connects is asked for our app's id, and is told who else is there."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import httpx
import pytest

from trato.kit.clock import wall_clock
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS, CONNECTIONS, LINES
from trato.rooms.channels.connecting import Finding, FindingState, Holder
from trato.rooms.channels.model import (
    AccountView,
    ChannelAccountId,
    ConversationFacts,
    Passing,
    ThreadControl,
)
from trato.rooms.channels.simulators.facebook.server import make_app as facebook
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Facebook
from trato.rooms.channels.simulators.facebook.world import Page
from trato.rooms.channels.simulators.instagram.server import make_app as instagram
from trato.rooms.channels.simulators.instagram.simulator import Simulator as Instagram
from trato.rooms.channels.simulators.instagram.world import account as instagram_account

ID, HOOK = "104512345678901", "https://care.example/hooks/1"
OURS, BOT = "200000000000002", {"300000000000003": "Asistente de pedidos"}


async def look(channel: str, hook: str = HOOK, app_id: str = "", **changes: Any) -> Finding:
    """Connect an account of a Page that others share; return what is said of them."""
    if channel == "instagram":
        simulator: Facebook = Instagram()
        page = instagram_account(ID, "Pirca", "pirca", hook, "t0ken", "s3cret")
        app = instagram(simulator)  # type: ignore[arg-type]
    else:
        simulator = Facebook()
        page = Page(ID, "Pirca", hook, "t0ken", "s3cret")
        app = facebook(simulator)
    for name, value in changes.items():
        setattr(page, name, value)
    simulator.add_page(page)
    settings = {"api_base": "http://provider", **({"app_id": app_id} if app_id else {})}
    secrets = {"access_token": "t0ken", "app_secret": "s3cret", "verify_token": "v"}
    view = AccountView(ChannelAccountId(UUID(int=1)), UUID(int=2), channel, ID, settings=settings, secrets=secrets)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app)) as http:
        examined = await channels.Examiner(http, None).examine(CONNECTIONS[channel], view, hook)
    assert all(one.state is FindingState.GOOD for one in examined.findings if one.check != "threads")
    (found,) = [one for one in examined.findings if one.check == "threads"]
    assert examined.is_good is (found.state in (FindingState.GOOD, FindingState.NOTED))
    assert all(bool(text) == (found.state is not FindingState.GOOD) for text in (found.fact.es, found.fact.pt))
    return found


SHARED = [name for name in LINES if isinstance(ADAPTERS[name], Passing)]


def test_our_id_is_asked_for_where_conversations_are_passed_between_applications_and_nowhere_else() -> None:
    view = {name: AccountView(ChannelAccountId(UUID(int=1)), UUID(int=2), name, "1", "p") for name in LINES}
    for name in LINES:
        caps = ADAPTERS[name].capabilities(view[name], ConversationFacts(wall_clock()), wall_clock())
        asked = [one for one in CONNECTIONS[name].fields if (one.name, one.held_in) == ("app_id", Holder.SETTINGS)]
        assert bool(asked) is (caps.thread_control is ThreadControl.HANDOVER), name
        assert all(not one.required and one.hint.es and one.hint.en and one.hint.pt for one in asked)
    assert SHARED == ["messenger", "instagram"]


@pytest.mark.parametrize("channel", SHARED)
async def test_alone_in_the_inbox_there_is_nothing_to_say(channel: str) -> None:
    assert (await look(channel)).state is FindingState.GOOD


@pytest.mark.parametrize("channel", SHARED)
async def test_who_else_answers_is_named_and_that_we_may_take(channel: str) -> None:
    found = await look(channel, app_id=OURS, others=BOT)
    assert found.state is FindingState.NOTED
    assert dict(found.apps) == BOT
    assert "puede tomar" in found.fact.es and "Asistente de pedidos (300000000000003)" in found.fact.es


@pytest.mark.parametrize("channel", SHARED)
async def test_where_another_is_the_default_we_are_told_that_we_can_only_ask(channel: str) -> None:
    found = await look(channel, takes=False)
    assert found.state is FindingState.NOTED and "no es la aplicación predeterminada" in found.fact.es
    assert OURS in found.remedy.es  # our id, which the account lacks
    assert OURS not in (await look(channel, app_id=OURS, takes=False)).remedy.es


@pytest.mark.parametrize("channel", SHARED)
async def test_where_others_answer_our_id_is_needed_and_must_be_that_of_the_token(channel: str) -> None:
    missing = await look(channel, others=BOT)
    assert missing.state is FindingState.BAD and OURS in missing.remedy.en
    other = await look(channel, app_id="999")
    assert other.state is FindingState.BAD and "999" in other.fact.en and OURS in other.remedy.en


@pytest.mark.parametrize("channel", SHARED)
async def test_a_webhook_that_is_not_told_of_what_others_take_is_named(channel: str) -> None:
    fields = ("messages", "comments", "standby")
    found = await look(channel, app_id=OURS, others=BOT, hook_fields=fields)
    assert found.state is FindingState.BAD and "messaging_handover" in found.fact.es and "standby" not in found.fact.es
    assert (await look(channel, app_id=OURS, hook_fields=fields)).state is FindingState.GOOD  # nobody else is there
