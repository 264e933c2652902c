"""Bringing webhooks: signed, tried again until taken, late or twice where a fault says so."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any, Generic, Protocol, TypeVar

import httpx

from trato.kit.http import provider_client
from trato.rooms.channels.simulators.meta.faults import Fault, Faults

_ATTEMPTS = 8  # with doubling waits, some two minutes
_FIRST_WAIT = 0.5
_HEAD_START = 0.2  # seconds
HEADERS = {"content-type": "application/json", "user-agent": "facebookexternalua"}


class Receiver(Protocol):
    """Who gets webhooks: the account of a business, with where they go and what proves them."""

    @property
    def callback_url(self) -> str:
        """Where webhooks go."""

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that prove a webhook."""


R = TypeVar("R", bound=Receiver)


class Courier(Generic[R]):
    """Delivers webhooks in the background."""

    def __init__(
        self, faults: Faults, client: httpx.AsyncClient | None = None, first_wait: float = _FIRST_WAIT
    ) -> None:
        self.answers: Counter[int] = Counter()  # HTTP status -> how often; 0 is no answer
        self._faults = faults
        self._first_wait = first_wait
        self.waits = [first_wait * 2**n for n in range(_ATTEMPTS)]  # after each attempt that was not taken
        self._client = client or provider_client()
        self._tasks: set[asyncio.Task[None]] = set()

    def bring(self, to: R, body: dict[str, Any], after: float = 0.0, taken: Callable[[], None] | None = None) -> None:
        """Deliver `body` after some seconds; `taken` is called once the product answered 2xx."""
        self.bring_raw(to, encoded(body), after, taken)

    def bring_raw(self, to: R, raw: bytes, after: float = 0.0, taken: Callable[[], None] | None = None) -> None:
        """Deliver bytes as they are."""
        self.soon(self._deliver(to, raw, after, taken))
        if self._faults.happens(Fault.DUPLICATE):
            self.soon(self._deliver(to, raw, after + self._first_wait, None))

    def soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Run `work` in the background, until the courier is closed."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def head_start(self, message: str) -> None:
        """Wait before a send is answered whose receipts come first; `message` is the id that they name."""
        await asyncio.sleep(_HEAD_START)

    @property
    def busy(self) -> bool:
        """Whether anything is on its way."""
        return bool(self._tasks)

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

    async def _deliver(self, to: R, raw: bytes, after: float, taken: Callable[[], None] | None) -> None:
        await asyncio.sleep(after)
        for wait in self.waits:
            if 200 <= await self._post(to, raw) < 300:
                if taken is not None:
                    taken()
                return
            await asyncio.sleep(wait)

    async def _post(self, to: R, raw: bytes) -> int:
        try:
            answer = await self._client.post(to.callback_url, content=raw, headers=HEADERS | to.proof(raw))
        except (httpx.HTTPError, httpx.InvalidURL):
            self.answers[0] += 1
            return 0
        self.answers[answer.status_code] += 1
        self.read_answer(answer)
        return answer.status_code

    async def tried(self, to: R, url: str, raw: bytes) -> tuple[int, str]:
        """Bring something once, for who asks what comes of it; return the status, 0 for silence, and words."""
        try:
            answer = await self._client.post(url, content=raw, headers=HEADERS | to.proof(raw))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return 0, type(error).__name__
        return answer.status_code, answer.reason_phrase

    def read_answer(self, answer: httpx.Response) -> None:
        """Take what a business says in its answer; most providers do not listen."""


def signature(secret: str, raw: bytes) -> dict[str, str]:
    """Return Meta's signature of a webhook's bytes."""
    return {"x-hub-signature-256": f"sha256={hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()}"}


def encoded(body: dict[str, Any]) -> bytes:
    """Return the bytes that are signed and sent; like Meta, everything beyond ASCII is escaped."""
    return json.dumps(body, separators=(",", ":")).encode()
