"""Ends of channel tokens are announced 14, 7 and 1 days before, once each, to whoever administers the account."""

from __future__ import annotations

import dataclasses
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.app.test_letters import Kept, post
from tests.embedded import Urls
from tests.flow.world import make_world, open_test_house
from tests.rooms.console.browser_push import Listening
from tests.rooms.console.desk import Desk, Person, open_desk
from tests.rooms.webhooks.receiver import receiving
from trato.app.letters import Letters
from trato.app.warnings import warn_of_tokens
from trato.kit.events import SYSTEM
from trato.kit.http import OutsideClient
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind, UserId
from trato.rooms.channels.events import TokenEnding
from trato.rooms.channels.rules import token_warning
from trato.rooms.channels.store import health
from trato.rooms.console.reactions import Pusher

__all__ = ["post"]


@pytest.fixture
async def desk(database_urls: Urls, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_test_house(database_urls, tmp_path) as house, open_desk(house, await make_world(house)) as desk:
        yield desk


@pytest.mark.parametrize(
    ("days", "warned"), [(None, None), (30, None), (14, 14), (10, 14), (7, 7), (2, 7), (1, 1), (0.2, 1), (-1, 0)]
)
def test_the_end_of_a_token_is_told_14_7_and_1_days_before(days: float | None, warned: int | None) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    assert token_warning(None if days is None else now + timedelta(days=days), now) == warned


async def in_days(desk: Desk, days: float, *, smtp: str = "smtp://127.0.0.1:9") -> list[int]:
    """Let the token of the desk's account end in `days`, and the worker look; return the warnings announced."""
    house = dataclasses.replace(
        desk.world.house, settings=dataclasses.replace(desk.world.house.settings, smtp_url=smtp)
    )
    async with desk.world.tx() as tx:
        ends = (tx.now + timedelta(days=20)).replace(hour=0, minute=0, second=0, microsecond=0)
        later = Tx(tx.connection, tx.workspace, ends - timedelta(days=days), SYSTEM)
        await health.set_checkup(tx, desk.world.accounts["whatsapp"], [], ends)
        assert await warn_of_tokens(house, later) == len(later.events)
        return [one.days for one in later.events if isinstance(one, TokenEnding)]


async def test_each_warning_is_announced_once(desk: Desk) -> None:
    told = [await in_days(desk, days) for days in (16, 13, 12, 6, 6, 0.5, 0.1, -1)]
    assert told == [[], [14], [], [7], [], [1], [], []]


async def test_it_stands_under_needs_attention_within_reach(desk: Desk) -> None:
    boss, other = await desk.add("jefa", "director_of_care"), await desk.add("otra", "agent")
    async with desk.world.tx() as tx:
        await health.set_checkup(tx, desk.world.accounts["whatsapp"], [], tx.now + timedelta(days=5))
    (one,) = (await boss.get("/needs-attention"))["tokens"]
    assert one["warning"] == 7 and one["id"] == str(desk.world.accounts["whatsapp"])
    assert (await other.ask("GET", "/needs-attention")).status_code == 403


async def administers(desk: Desk, person: Person) -> None:
    """Let a person administer the channels of the desk's brand, by a team of theirs."""
    async with desk.world.tx() as tx:
        team = await access.add_team(tx, desk.world.workspace, "Canales")
        await access.join_team(tx, team.id, UserId(person.id))
        await access.grant(
            tx, None, team.id, "system_admin", ScopeKind.BRAND, desk.world.brand.brand.id, team=True
        )  # fmt: skip


async def test_who_administers_the_account_is_written_to_and_nobody_else(desk: Desk, post: tuple[str, Kept]) -> None:
    lucia, _ = await desk.add("lucia", "agent"), await desk.add("camila", "agent")
    await administers(desk, lucia)
    url, kept = post
    assert await in_days(desk, 6, smtp=url) == [7]
    settings = dataclasses.replace(desk.world.house.settings, smtp_url=url, mail_from="trato@pirca.example")
    letters = Letters(dataclasses.replace(desk.world.house, settings=settings))
    assert desk.world.workspace in await letters.look()
    async with desk.world.tx() as tx:  # the story ran ahead of the clock
        await tx.connection.execute(
            "update access.letter set mail_due_at = $2 where workspace_id = $1", tx.workspace, tx.now
        )
    assert await letters.work(desk.world.workspace) == 1 and await letters.work(desk.world.workspace) == 0
    (mail,) = kept.mails
    assert mail["To"].startswith("lucia-")
    text = mail.get_payload(decode=True)
    assert isinstance(text, bytes) and f"/admin/accounts/{desk.world.accounts['whatsapp']}".encode() in text
    assert mail["Subject"].startswith("El token de un canal vence pronto: ")


async def test_a_closed_desk_is_told_with_the_way_to_the_account(desk: Desk) -> None:
    lucia, browser = await desk.add("lucia", "agent"), Listening()
    await administers(desk, lucia)
    async with receiving() as service, OutsideClient(loopback=True) as client:
        subscribed = await lucia.ask("POST", "/me/push", browser.subscription(service))
        assert subscribed.status_code == 200
        async with desk.world.tx() as tx:
            await health.set_checkup(tx, desk.world.accounts["whatsapp"], [], tx.now + timedelta(days=7))
            assert await warn_of_tokens(desk.world.house, tx) == 1
        async with desk.world.tx() as tx:
            await tx.connection.execute(
                "update console.push set next_at = $2 where workspace_id = $1", tx.workspace, tx.now
            )
        house = desk.world.house
        await Pusher(house.db, house.keyring, client, "https://care.example").work(desk.world.workspace)
        ((_, body),) = service.calls
    said: dict[str, Any] = browser.read(body)
    account = desk.world.accounts["whatsapp"]
    assert said["path"] == f"/admin/accounts/{account}" and said["tag"] == f"token:{account}" and "case_id" not in said
    assert "vence en 7 días" in said["body"]
