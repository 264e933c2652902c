"""A delivery that kills who reads it is found out and given up, and takes no other with it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

import pytest

from tests.flow.test_faults import PHONE, receipt
from tests.flow.world import World, whatsapp_text
from trato.flow import receiving
from trato.flow.arrival import Batch
from trato.flow.inbound import RECEIVE
from trato.flow.receiving import Receiver
from trato.kit.hands import Hands
from trato.rooms.channels.adapters.whatsapp.adapter import WhatsApp
from trato.rooms.channels.model import AccountView, Delivery, InboundEvent

KILLER = "mata"
STATUSES = "select status, attempts from channels.inbox order by id"
SAID = "select text from conversations.message order by sort_id, sort_item"
FILL = """
insert into channels.inbox (workspace_id, account_id, dedupe_key, raw)
select current_setting('app.workspace')::uuid, $1, decode(md5(n::text), 'hex'),
  convert_to(replace($2, 'NNN', n::text), 'utf8')
from generate_series(1, $3) n returning 1
"""


class Death(BaseException):
    """The process is gone: nothing of it runs any more."""


class Mortal(Hands):
    """The notes of a process that can die: then nobody tidies up."""

    died = False

    def clear(self, workspace: UUID) -> None:
        if not self.died:
            super().clear(workspace)


class Mortals:
    """Workers, one after the other, in one home. `sizes` are the deliveries of each batch that was begun."""

    def __init__(self, world: World, home: Path) -> None:
        self.world, self.home = world, home
        self.deaths = 0
        self.sizes: list[int] = []
        self.begin()

    def begin(self) -> None:
        self.hands = Mortal(self.home)
        self.receiver = Receiver(self.world.house.db, self.world.house.book, self.hands)

    def die(self) -> None:
        self.hands.died = True
        raise Death

    async def receive(self) -> None:
        """Receive until nothing is left whose time has come; who dies is followed by another."""
        while True:
            try:
                while await self.receiver.receive(self.world.workspace):
                    pass
                return
            except Death:
                self.deaths += 1
                assert self.deaths < 12, "it dies for ever"
                self.hands.close()
                self.begin()

    async def rest_over(self) -> None:
        """Let the rest of what waits be over."""
        await self.world.fetch("update channels.inbox set next_at = now() where status = 'new' returning 1")


@pytest.fixture
def mortals(world: World, tmp_path: Path) -> Mortals:
    return Mortals(world, tmp_path)


def _in_a_step(mortals: Mortals, monkeypatch: pytest.MonkeyPatch) -> None:
    async def deadly(batch: Batch) -> None:
        if any(KILLER.encode() in one.raw for one in batch.deliveries):
            mortals.die()

    monkeypatch.setattr(receiving, "RECEIVE", (deadly, *RECEIVE))


def _in_reading(mortals: Mortals, monkeypatch: pytest.MonkeyPatch) -> None:
    read = WhatsApp.parse

    def deadly(self: WhatsApp, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        if KILLER.encode() in delivery.raw:
            mortals.die()
        return read(self, delivery, account)

    monkeypatch.setattr(WhatsApp, "parse", deadly)


async def _say(world: World, n: int, text: str, phone: str = "") -> None:
    raw = whatsapp_text(f"wamid.{world.workspace.hex}.{n}", phone or f"5190000{n:04}", "Ana", text)
    await world.accept("whatsapp", raw)


@pytest.mark.parametrize("where", [_in_a_step, _in_reading])
async def test_a_delivery_that_kills_is_dead_after_four_attempts_and_others_pass_at_once(
    world: World, mortals: Mortals, monkeypatch: pytest.MonkeyPatch, where: Callable[..., None]
) -> None:
    where(mortals, monkeypatch)
    for n in range(40):
        await _say(world, n, KILLER if n == 11 else f"hola {n}")

    await mortals.receive()

    rows = await world.fetch(STATUSES)
    statuses = [row["status"] for row in rows]
    assert (statuses.count("done"), statuses.count("new")) == (39, 1), "nobody waits for the end of the one that kills"
    while [row for row in rows if row["status"] == "new"]:
        await mortals.rest_over()
        await mortals.receive()
        rows = await world.fetch(STATUSES)
    assert mortals.deaths == 6, "with all, with its part, and four times alone"
    assert [(row["attempts"], row["status"]) for row in rows if row["status"] != "done"] == [(4, "dead")]
    assert {row["attempts"] for row in rows if row["status"] == "done"} == {0}
    assert len(await world.fetch("select 1 from kit.event where kind = 'channels.delivery_died'")) == 1


async def test_the_conversation_of_one_that_kills_waits_and_then_goes_on_with_a_gap(
    world: World, mortals: Mortals, monkeypatch: pytest.MonkeyPatch
) -> None:
    _in_a_step(mortals, monkeypatch)
    for n, text in enumerate(("hola", KILLER, "sigo aquí")):
        await _say(world, n, text, PHONE)
    await _say(world, 3, "buenas")

    await mortals.receive()
    assert [row["text"] for row in await world.fetch(SAID)] == ["hola", "buenas"]
    for _ in range(3):
        await mortals.rest_over()
        await mortals.receive()

    assert [row["text"] for row in await world.fetch(SAID)] == ["hola", "sigo aquí", "buenas"]
    assert [row["status"] for row in await world.fetch(STATUSES)] == ["done", "dead", "done", "done"]


async def test_after_a_death_with_5000_waiting_all_are_read_in_batches(
    world: World, mortals: Mortals, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw = receipt("wamid.NNN", "sent", "x").decode()
    assert len(await world.fetch(FILL, world.accounts["whatsapp"], raw, 5000)) == 5000
    dying = iter([True])

    async def killed_by_force(batch: Batch) -> None:
        mortals.sizes.append(len(batch.deliveries))
        if next(dying, False):
            mortals.die()

    monkeypatch.setattr(receiving, "RECEIVE", (*RECEIVE, killed_by_force))

    await mortals.receive()

    assert mortals.deaths == 1
    assert mortals.sizes == [200, *[14] * 14, 4, *[200] * 24]
    assert {(row["status"], row["attempts"]) for row in await world.fetch(STATUSES)} == {("done", 0)}


async def test_what_was_read_before_its_reader_died_is_not_read_again(
    world: World, mortals: Mortals, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _say(world, 1, "hola")
    clear = Mortal.clear

    def too_late(self: Mortal, workspace: UUID) -> None:
        monkeypatch.setattr(Mortal, "clear", clear)
        mortals.die()

    monkeypatch.setattr(Mortal, "clear", too_late)

    await mortals.receive()
    await mortals.receive()

    assert mortals.deaths == 1
    assert [tuple(row.values()) for row in await world.fetch(STATUSES)] == [("done", 0)]
    assert [row["text"] for row in await world.fetch(SAID)] == ["hola"]


async def test_an_end_on_request_leaves_no_note(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hands = Hands(tmp_path)
    begun = asyncio.Event()

    async def slow(_: Batch) -> None:
        begun.set()
        await asyncio.sleep(60)

    monkeypatch.setattr(receiving, "RECEIVE", (slow, *RECEIVE))
    await _say(world, 1, "hola")
    reading = asyncio.create_task(Receiver(world.house.db, world.house.book, hands).receive(world.workspace))
    await begun.wait()
    reading.cancel()
    with suppress(asyncio.CancelledError):
        await reading
    hands.close()

    assert Hands(tmp_path).left_of(world.workspace) == []
