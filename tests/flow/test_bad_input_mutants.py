"""Every delivery that a provider could send wrong is read or dead at once; none makes a step of RECEIVE stumble."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.flow.world import NUMBER, World
from trato.kit.ids import uuid7
from trato.rooms.channels.store import inbox

PAYLOADS = Path(__file__).parents[1] / "rooms" / "channels" / "payloads"
THEIRS = "109876543210987"  # the telephone number's id in our payloads
SEEDS = (3, 107, 113, 127)  # each found something once
EACH = 150  # mutants of one seed and channel
HOSTILE: tuple[Any, ...] = (
    None, True, -1, 2**31, 2**63, 2**70, 1e308, -1e-9, "", "x", "\x00", "a\x00b", "\ud800", "x" * 5_000, "9" * 400, "0",
    "-1", "99999999999999", [], {}, [None], [[]], {"id": None}, {"a": {"b": ["\x00"]}}, "http://", "\u202e", "١٢٣",
)  # fmt: skip


def bodies(channel: str) -> list[Any]:
    """Return our own payloads of a channel that are JSON, each as one delivery."""
    found: list[Any] = []
    for path in sorted((PAYLOADS / channel).glob("*.json")):
        told = json.loads(path.read_text(encoding="utf-8"))
        found += [told] if "body" in told else list(told.values())
    return [one for one in found if isinstance(one, dict | list)]


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every place in a body where something stands: what holds it, and under which key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from places(inner)


def mutant(body: Any, chance: random.Random) -> bytes:
    """Return a body that is wrong in one to three places."""
    wrong = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        found = list(places(wrong))
        if found:
            holder, key = chance.choice(found)
            if chance.random() < 0.2 and isinstance(holder, dict):
                del holder[key]
            else:
                holder[key] = copy.deepcopy(chance.choice(HOSTILE))
    return json.dumps(wrong).replace(THEIRS, NUMBER).encode()


def broken_mail(raw: bytes, chance: random.Random) -> bytes:
    """Return a mail with bytes put in, taken out or put elsewhere."""
    told = bytearray(raw)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(told))
        match chance.randrange(4):
            case 0:
                told[at : at + chance.randint(1, 40)] = b""
            case 1:
                told[at:at] = chance.choice(
                    (b"\x00", b"\xff\xfe", b"\r\n\r\n", b"=?utf-8?b?////?=", b";;:<>", b"\n." * 9)
                )
            case 2:
                told[at : at + 4] = chance.randbytes(4)
            case _:
                to = chance.randrange(len(told))
                told[at:at] = told[to : to + 200]
    return bytes(told)


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
        await take_in(world, channel, [mutant(chance.choice(known), chance) for _ in range(EACH)])

    assert await stumbles(world) == []
    await whole(world)


@pytest.mark.parametrize("seed", SEEDS)
async def test_mutants_of_mails_are_read_or_dead_at_once(world: World, seed: int) -> None:
    chance = random.Random(seed)
    known = [path.read_bytes() for path in sorted((PAYLOADS / "email").glob("*.eml"))]
    await take_in(world, "email", [broken_mail(chance.choice(known), chance) for _ in range(EACH)])

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
