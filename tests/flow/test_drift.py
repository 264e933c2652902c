"""Drift: whether what people write has moved, by the weeks before, told beside the tags."""

from __future__ import annotations

import numpy as np
import pytest

from tests.flow.understanding import understand
from tests.flow.world import World
from tests.rooms.console.desk import open_desk
from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.api import Analyser, Floats
from trato.rooms.intelligence.engine.drift import LEAST, drift_of
from trato.rooms.intelligence.store import drift as store

WIDE = 16


def week(direction: int, many: int = 80, seed: int = 0) -> Floats:
    chance = np.random.default_rng(seed)
    rows = chance.normal(0, 0.3, (many, WIDE)).astype(np.float32)
    rows[:, direction] += 1
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_a_week_like_the_others_is_no_drift_and_another_matter_is() -> None:
    same = drift_of([week(0, seed=n) for n in range(5)])
    assert same is not None and not same.is_beyond
    other = drift_of([week(1), *(week(0, seed=n) for n in range(1, 5))])
    assert other is not None and other.is_beyond and other.times > 3
    restless = drift_of([week(1), *(week(n % 3, seed=n) for n in range(1, 5))])
    assert restless is not None and not restless.is_beyond  # where weeks differ as much anyway, it is nothing new
    assert drift_of([week(1, LEAST - 1), *(week(0, seed=n) for n in range(4))]) is None


async def test_it_is_looked_for_once_a_day_and_told(
    house: House, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def made(tx: Tx, back: int, encoder_id: str, most: int) -> list[bytes]:
        return [intelligence.packed(one) for one in week(1 if back == 0 else 0, seed=back)]

    monkeypatch.setattr(store, "week", made)
    async with open_desk(house, world) as desk:
        ada = await desk.add("ada", "director_of_care")
        assert (await ada.get("/learning"))["drift"] is None
        async with world.tx() as tx:
            assert await intelligence.look_for_drift(tx, "e", WIDE) is not None
            assert await intelligence.look_for_drift(tx, "e", WIDE) is None
        told = (await ada.get("/learning"))["drift"]
    assert told["is_beyond"] and told["messages"] == 80 and told["times"] > 3


async def test_a_week_is_read_by_its_days_and_its_encoder(world: World, analyser: Analyser) -> None:
    await world.whatsapp("hola, mi pedido no llegó", "¿a qué hora cierran?")
    await understand(world, analyser)
    async with world.tx() as tx:
        mine = analyser.encoder.encoder_id
        await tx.connection.execute("update intelligence.understanding set at = at - interval '1 minute'")
        assert len(await store.week(tx, 0, mine, 10)) == 2
        assert len(await store.week(tx, 0, mine, 1)) == 1
        assert await store.week(tx, 0, "another", 10) == await store.week(tx, 1, mine, 10) == []
