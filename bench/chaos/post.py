"""The network between a provider and us: each webhook again and again until it is answered, many once more."""

from __future__ import annotations

import asyncio
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from trato.kit.http import Transport
from trato.rooms.channels.simulators.meta.courier import HEADERS, Courier, encoded
from trato.rooms.channels.simulators.meta.faults import Faults
from trato.rooms.channels.simulators.whatsapp.world import Number

REDELIVERED = 0.3  # of all deliveries come once more
AT_ONCE = 0.05  # come twice at the same moment
BUNDLED = 0.15  # of what people say shares a webhook with what others say
BUNDLE_WAITS = 0.03  # seconds
ANSWER_WITHIN = 5.0


@dataclass(slots=True)
class Counts:
    """What was posted."""

    accepted: int = 0
    redelivered: int = 0
    refused: int = 0
    unanswered: int = 0
    bundles: int = 0


@dataclass(slots=True)
class _Bundle:
    bodies: list[dict[str, Any]] = field(default_factory=list)
    taken: list[Callable[[], None]] = field(default_factory=list)


class Post(Courier[Number]):
    """Brings webhooks for ever. `accepted` holds, by key of the inbox, the raw bytes that were answered 2xx."""

    def __init__(self, chance: random.Random, *, redelivered: float = REDELIVERED, bundled: float = BUNDLED) -> None:
        limits = httpx.Limits(max_connections=64, max_keepalive_connections=64)
        client = httpx.AsyncClient(timeout=ANSWER_WITHIN, transport=Transport(trust_env=False, limits=limits))
        super().__init__(Faults(), client)
        self.accepted: dict[bytes, bytes] = {}
        self.answered_at: list[float] = []
        self.took: list[float] = []
        self.counts = Counts()
        self.heard: dict[str, asyncio.Event] = {}  # by message: set once its webhook was answered
        self.on_its_way = 0
        self.receipts: dict[str, list[bytes]] = defaultdict(list)  # by message of ours: keys of the inbox
        self.until_read: Callable[[Sequence[bytes]], Awaitable[None]] = _nobody_looks
        self.client = client
        self._chance = chance
        self._redelivered, self._bundled = redelivered, bundled
        self._open: dict[str, _Bundle] = {}

    def bring(
        self, number: Number, body: dict[str, Any], after: float = 0.0, taken: Callable[[], None] | None = None
    ) -> None:
        """Deliver `body` after some seconds, in a webhook of its own or with others; `taken` once it was answered."""
        self.on_its_way += 1
        value = body["entry"][0]["changes"][0]["value"]
        raw = encoded(body)
        for status in value.get("statuses", ()):
            self.receipts[status["id"]].append(hashlib.sha256(raw).digest())
        said = "messages" in value
        if said and self._chance.random() < self._bundled:
            bundle = self._open.get(number.id)
            if bundle is None:
                bundle = self._open[number.id] = _Bundle()
                self.soon(self._close(number, bundle))
            bundle.bodies.append(body)
            bundle.taken.append(taken or _nothing)
        else:
            self.soon(self._bring(number, raw, after, [taken or _nothing]))

    async def head_start(self, message: str) -> None:
        """Hold the answer to a send until its receipts were read: that they came before it is then certain."""
        await self.until_read(self.receipts[message])

    async def _close(self, number: Number, bundle: _Bundle) -> None:
        await asyncio.sleep(BUNDLE_WAITS)
        del self._open[number.id]
        whole = {**bundle.bodies[0], "entry": [entry for body in bundle.bodies for entry in body["entry"]]}
        self.counts.bundles += len(bundle.bodies) > 1
        await self._bring(number, encoded(whole), 0.0, bundle.taken)

    async def _bring(self, number: Number, raw: bytes, after: float, taken: list[Callable[[], None]]) -> None:
        await asyncio.sleep(after)
        if self._chance.random() < AT_ONCE:
            self.soon(self._once_more(number, raw, 0.0))
        while not await self._answered(number, raw):  # noqa: ASYNC110 (the pause is the point)
            await asyncio.sleep(self._chance.uniform(0.05, 0.3))
        self.accepted[hashlib.sha256(raw).digest()] = raw
        self.counts.accepted += 1
        self.answered_at.append(time.monotonic())
        self.on_its_way -= len(taken)
        for tell in taken:
            tell()
        for message in items_of(raw, "messages"):
            if (heard := self.heard.pop(message["id"], None)) is not None:
                heard.set()
        if self._chance.random() < self._redelivered:
            self.counts.redelivered += 1
            self.soon(self._once_more(number, raw, self._chance.uniform(0.0, 3.0)))

    async def _once_more(self, number: Number, raw: bytes, after: float) -> None:
        await asyncio.sleep(after)
        for _ in range(20):
            if await self._answered(number, raw):
                return
            await asyncio.sleep(0.2)

    async def _answered(self, number: Number, raw: bytes) -> bool:
        began = time.monotonic()
        try:
            answer = await self.client.post(number.callback_url, content=raw, headers=HEADERS | number.proof(raw))
        except httpx.HTTPError:
            self.counts.unanswered += 1
            return False
        if answer.status_code != 200:
            self.counts.refused += 1
            return False
        self.took.append(time.monotonic() - began)
        return True


def _nothing() -> None:
    return None


async def _nobody_looks(keys: Sequence[bytes]) -> None:
    return None


def items_of(raw: bytes, kind: str) -> list[dict[str, Any]]:
    """Return the `messages` or `statuses` that a webhook carries, in order."""
    entries = json.loads(raw)["entry"]
    return [item for entry in entries for change in entry["changes"] for item in change["value"].get(kind, ())]
