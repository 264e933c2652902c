"""Every delivery that a provider could send wrong is read or dead at once; none makes a step of RECEIVE stumble."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from bench.mutating import misplaced, scrambled
from tests.flow.world import NUMBER, World
from trato.kit.ids import uuid7
from trato.rooms.channels.store import inbox

PAYLOADS = Path(__file__).parents[1] / "rooms" / "channels" / "payloads"
THEIRS = "109876543210987"  # the telephone number's id in our payloads
SEEDS = (3, 107, 113, 127)  # each found something once
EACH = 150 if os.environ.get("TRATO_LONG") else 60  # mutants of one seed and channel


def bodies(channel: str) -> list[Any]:
    """Return our own payloads of a channel that are JSON, each as one delivery."""
    found: list[Any] = []
    for path in sorted((PAYLOADS / channel).glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found += [told] if "body" in told else list(told.values())
    return [one for one in found if isinstance(one, dict | list)]


def wrong(body: Any, chance: random.Random) -> bytes:
    """Return a body that is wrong in one to three places, for our account."""
    return json.dumps(misplaced(body, chance)).replace(THEIRS, NUMBER).encode()


async def take_in(world: World, channel: str, raws: list[bytes]) -> None:
    rows = [(world.workspace, world.accounts[channel], uuid7().bytes, raw, dict[str, str]()) for raw in raws]
    async with world.house.db.at_door() as door:
        await inbox.add_deliveries(door, rows)
    await world.receive()


async def stumbles(world: World) -> list[str]:
    """Return the deliveries in which a step failed: not read, and not refused by their reader."""
    rows = await world.fetch(
        """select status, attempts, error, left(encode(raw, 'escape'), 300) as raw from channels.inbox
           where status = 'new' or status = 'dead' and error not like 'malformed%'
             and error not like 'item % is for another account'"""
    )
    return [f"{row['status']} {row['error']} {row['raw']}" for row in rows]


@pytest.mark.parametrize("seed", SEEDS)
async def test_mutants_of_webhooks_are_read_or_dead_at_once(world: World, seed: int) -> None:
    chance = random.Random(seed)
    for channel in ("whatsapp", "webchat"):
        known = bodies(channel)
        assert known
        await take_in(world, channel, [wrong(chance.choice(known), chance) for _ in range(EACH)])

    assert await stumbles(world) == []
    await whole(world)


@pytest.mark.parametrize("seed", SEEDS)
async def test_mutants_of_mails_are_read_or_dead_at_once(world: World, seed: int) -> None:
    chance = random.Random(seed)
    known = [path.read_bytes() for path in sorted((PAYLOADS / "email").glob("*.eml"))]
    await take_in(world, "email", [scrambled(chance.choice(known), chance) for _ in range(EACH)])

    assert await stumbles(world) == []
    await whole(world)


async def whole(world: World) -> None:
    """Every message that came stands in a conversation with its case, and the log has no gap."""
    (said,) = await world.fetch("select count(*) n from conversations.message")
    assert said["n"] > EACH / 4
    homeless = await world.fetch("select 1 from conversations.message where direction = 'in' and case_id is null")
    assert homeless == []
    (log,) = await world.fetch("select count(*) n, coalesce(max(seq), 0) last from kit.event")
    assert log["n"] == log["last"]
