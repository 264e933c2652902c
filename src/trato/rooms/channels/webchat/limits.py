"""How much one visitor and one network address may ask of the door, counted in this process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime

from trato.kit.errors import TooMany
from trato.rooms.channels.webchat.model import Allowance

REMEMBERED = 20_000  # buckets; the least recently used is forgotten, which only ever favours the visitor


class Limits:
    """Token buckets by name."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def spend(self, name: str, allowance: Allowance) -> None:
        """Take one token of the bucket `name`; raise `TooMany` with `retry_after` seconds when it is empty."""
        now = self._clock().timestamp()
        tokens, then = self._buckets.pop(name, (allowance.burst, now))
        tokens = min(allowance.burst, tokens + max(0.0, now - then) * allowance.per_second)
        enough = tokens >= 1
        self._buckets[name] = (tokens - 1 if enough else tokens, now)
        if len(self._buckets) > REMEMBERED:
            self._buckets.popitem(last=False)
        if not enough:
            raise TooMany(retry_after=max(1, round((1 - tokens) / allowance.per_second)))
