"""A provider's bad days, put between us and any stand-in: what it answers, and when, whatever it has done."""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from trato.rooms.channels.simulators.meta.faults import Fault, Faults


class Weather:
    """Passes calls on to `app`; what is posted under `faults` may be refused, answered late, wrongly or never."""

    def __init__(self, app: ASGIApp, faults: Faults) -> None:
        self.app, self.faults = app, faults

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take one call."""
        fault = self.faults.next_send() if scope["type"] == "http" and scope["method"] == "POST" else None
        match fault:
            case Fault.RATE_LIMIT:
                await _answer(send, 429, [(b"retry-after", b"1")])
            case Fault.UNAVAILABLE:
                await _answer(send, 503)
            case Fault.ERROR_AFTER:
                await self.app(scope, receive, _unheard)
                await _answer(send, 500)
            case Fault.HANG:
                await self.app(scope, receive, _unheard)
                await asyncio.sleep(self.faults.hang_seconds)
            case _:
                await self.app(scope, receive, send)
                if fault is Fault.SLOW:
                    await asyncio.sleep(self.faults.slow_seconds)


async def _unheard(message: Message) -> None:
    """Let an answer go nowhere."""


async def _answer(send: Send, status: int, headers: list[tuple[bytes, bytes]] | None = None) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers or []})
    await send({"type": "http.response.body", "body": b"{}"})
