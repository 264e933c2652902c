"""Bringing webhooks: signed, tried again until taken, late or twice where a fault says so."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

import httpx

from trato.rooms.channels.simulators.whatsapp.faults import Fault, Faults
from trato.rooms.channels.simulators.whatsapp.payloads import encoded
from trato.rooms.channels.simulators.whatsapp.world import Number

_ATTEMPTS = 8  # with doubling waits, some two minutes
_FIRST_WAIT = 0.5
_DEADLINE = 10.0


class Courier:
    """Delivers webhooks in the background."""

    def __init__(
        self, faults: Faults, client: httpx.AsyncClient | None = None, first_wait: float = _FIRST_WAIT
    ) -> None:
        self.answers: Counter[int] = Counter()  # HTTP status -> how often; 0 is no answer
        self._faults = faults
        self._first_wait = first_wait
        self._client = client or httpx.AsyncClient(timeout=_DEADLINE, trust_env=False)
        self._tasks: set[asyncio.Task[None]] = set()

    def bring(
        self, number: Number, body: dict[str, Any], after: float = 0.0, taken: Callable[[], None] | None = None
    ) -> None:
        """Deliver `body` after some seconds; `taken` is called once the product answered 2xx."""
        self.soon(self._deliver(number, encoded(body), after, taken))
        if self._faults.happens(Fault.DUPLICATE):
            self.soon(self._deliver(number, encoded(body), after + self._first_wait, None))

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` in the background, until the courier is closed."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settled(self) -> None:
        """Wait until nothing is on its way."""
        while self._tasks:
            await asyncio.wait(set(self._tasks))

    async def close(self) -> None:
        """Drop what is on its way."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    async def _deliver(self, number: Number, raw: bytes, after: float, taken: Callable[[], None] | None) -> None:
        await asyncio.sleep(after)
        wait = self._first_wait
        for _ in range(_ATTEMPTS):
            if 200 <= await self._post(number, raw) < 300:
                if taken is not None:
                    taken()
                return
            await asyncio.sleep(wait)
            wait *= 2

    async def _post(self, number: Number, raw: bytes) -> int:
        try:
            answer = await self._client.post(number.callback_url, content=raw, headers=signed_headers(number, raw))
        except httpx.HTTPError:
            self.answers[0] += 1
            return 0
        self.answers[answer.status_code] += 1
        return answer.status_code


def signed_headers(number: Number, raw: bytes) -> dict[str, str]:
    """Return the headers that prove a webhook of this number."""
    headers = {"content-type": "application/json", "user-agent": "facebookexternalua"}
    if number.provider == "360dialog":
        headers[number.secret_header] = number.secret
    else:
        digest = hmac.new(number.secret.encode(), raw, hashlib.sha256).hexdigest()
        headers["x-hub-signature-256"] = f"sha256={digest}"
    return headers
