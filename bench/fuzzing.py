"""`trato fuzz`: each channel's reader is given known payloads with faults, and must read them or call them malformed.

A reader is total (the adapter contract): whatever comes, it returns events or raises `Malformed`, soon. Every event
must be one that can be kept: it has a key, a time with a zone, and can be written as JSON.
"""

from __future__ import annotations

import random
import time
from base64 import b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import msgspec

from bench.mutating import HOSTILE, mutant
from trato.app.recorded import bodies_of
from trato.app.report import Limit, Report
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.model import (
    AccountView,
    Answering,
    ChannelAccountId,
    ChannelAdapter,
    Delivery,
    InboundEvent,
    Malformed,
    WebhookRequest,
)

PAYLOADS = Path(__file__).parents[1] / "tests" / "rooms" / "channels" / "payloads"
WHEN = datetime(2026, 11, 20, tzinfo=UTC)
SECRET = "whsec_" + b64encode(b"secreto de prueba de treinta y dos").decode()
P99_MS = 100.0  # of one delivery
SHOWN = 3  # faults of a channel that are told with their bytes


@dataclass(slots=True)
class Found:
    """What came of one channel's deliveries: `faults` are those that its reader neither read nor refused."""

    seeds: int
    read: int = 0
    malformed: int = 0
    milliseconds: list[float] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def p99(self) -> float:
        """Return the time within which 99 of 100 deliveries were read."""
        return sorted(self.milliseconds)[int(len(self.milliseconds) * 0.99)] if self.milliseconds else 0.0


def measure(report: Report, only: Sequence[str], seconds: float, seed: int) -> None:
    """Give each channel (`only`, else all) faulty deliveries for so many seconds, and report."""
    for channel in only or ADAPTERS:
        found = fuzz(channel, seconds, seed)
        report.add(f"{channel}.seeds", found.seeds, "payloads", Limit(at_least=1))
        report.add(f"{channel}.deliveries", len(found.milliseconds), note=f"{found.malformed} malformed")
        report.add(f"{channel}.faults", len(found.faults), "exceptions", Limit(at_most=0))
        report.add(f"{channel}.parse_p99", round(found.p99, 2), "ms", Limit(at_most=P99_MS))
        for fault in found.faults[:SHOWN]:
            report.fail(fault)


def fuzz(channel: str, seconds: float, seed: int, most: int = 10**9) -> Found:
    """Let one reader read mutants of its known payloads until the time is over or `most` were read."""
    adapter, chance = ADAPTERS[channel], random.Random(f"{channel}:{seed}")
    view = account_of(adapter)
    seeds = [raw for raw in known(adapter, view) if _reads(adapter, view, raw)]
    found = Found(len(seeds))
    end = time.monotonic() + seconds
    while seeds and time.monotonic() < end and len(found.milliseconds) < most:
        raw = mutant(chance.choice(seeds), chance)
        _give(adapter, view, raw, found)
        _knock(adapter, view, raw, chance, found)
    return found


def known(adapter: ChannelAdapter, view: AccountView) -> Iterator[bytes]:
    """Yield our own payloads of a channel as bodies."""
    for path in sorted((PAYLOADS / adapter.channel).rglob("*")):
        if path.is_file():
            yield from (body.raw for body in bodies_of(path, adapter, view))


def account_of(adapter: ChannelAdapter) -> AccountView:
    """Return an account that has every secret the adapter asks for."""
    secrets = dict.fromkeys(adapter.requires, SECRET)
    return AccountView(ChannelAccountId(UUID(int=1)), UUID(int=2), adapter.channel, "1", "p", "PE", secrets=secrets)


def _reads(adapter: ChannelAdapter, view: AccountView, raw: bytes) -> bool:
    try:
        return bool(adapter.parse(Delivery(raw, {}, WHEN), view))
    except Malformed:
        return False


def _give(adapter: ChannelAdapter, view: AccountView, raw: bytes, found: Found) -> None:
    begun = time.perf_counter()
    try:
        events = adapter.parse(Delivery(raw, {}, WHEN), view)
    except Malformed:
        found.malformed += 1
    except Exception as fault:  # noqa: BLE001 (whatever it is, it is what is looked for)
        found.faults.append(f"{adapter.channel}: {fault!r} at {raw[:400]!r}")
    else:
        found.read += 1
        found.faults += [f"{adapter.channel}: {wrong} at {raw[:400]!r}" for one in events if (wrong := _wrong(one))]
    found.milliseconds.append((time.perf_counter() - begun) * 1000)


def _wrong(event: InboundEvent) -> str:
    """Return why an event could not be kept, or nothing."""
    if not event.dedupe_key:
        return "an event without a key"
    if event.occurred_at.tzinfo is None:
        return "a time without a zone"
    try:
        msgspec.json.encode(event)
    except (UnicodeEncodeError, TypeError, ValueError, OverflowError) as fault:
        return f"an event that is no JSON ({fault!r})"
    return ""


def _knock(adapter: ChannelAdapter, view: AccountView, raw: bytes, chance: random.Random, found: Found) -> None:
    """Come to the door as somebody who is not the provider: it answers, and lets nobody in."""
    texts = [one for one in HOSTILE if isinstance(one, str) and "\ud800" not in one]
    query = {chance.choice(("hub.mode", "crc_token", "echostr", "signature", "x")): chance.choice(texts)}
    headers = {chance.choice(("authorization", "content-type", "x-signature")): chance.choice(texts)}
    request = WebhookRequest(chance.choice(("GET", "POST")), "https://casa.example/hooks/1", query, headers, raw, WHEN)
    try:
        adapter.verify(request, view)
        adapter.delivery_key(request)
        if adapter.authenticate(request, view):
            found.faults.append(f"{adapter.channel}: a stranger was let in with {raw[:400]!r}")
        if isinstance(adapter, Answering):
            adapter.answer(request, view)
    except Exception as fault:  # noqa: BLE001 (as above)
        found.faults.append(f"{adapter.channel}: the door fell, {fault!r} at {raw[:400]!r}")
