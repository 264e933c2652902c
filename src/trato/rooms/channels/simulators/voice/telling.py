"""What Twilio tells a business: signed webhooks, of calls and of the rooms in which people talk."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.simulators.voice.world import Heard, Leg, Line, Room, World, new_sid

ATTEMPTS = 3
STATUS_OF = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take. `scale` stretches the seconds that TwiML says; at 0 nobody's patience ends by itself."""

    scale: float = 1.0
    letter: float = 0.03  # seconds a letter is spoken


class Wire:
    """The way from Twilio to the business, with all that is on it."""

    def __init__(self, world: World, client: httpx.AsyncClient, pace: Pace, clock: Callable[[], datetime]) -> None:
        self.world, self.pace, self.clock = world, pace, clock
        self._client = client
        self._tasks: set[asyncio.Task[Any]] = set()
        self._posting = 0

    def moved(self, leg: Leg, status: str) -> None:
        """Tell that a call to somebody is under way, where the business asked for it."""
        leg.status = status
        self.world.touch()
        if leg.callback and STATUS_OF[status] in leg.events:
            self.soon(self.bring(leg.line, leg.callback, {**form_of(leg), **self._when(len(leg.heard))}))

    async def ended(self, leg: Leg) -> None:
        """Tell that a call is over, and how long it was."""
        seconds = int((self.clock() - leg.answered_at).total_seconds()) if leg.answered_at else 0
        lasted = {"CallDuration": str(seconds), "Duration": str(-(-seconds // 60))}
        url = leg.line.status_url if leg.inbound else leg.callback if "completed" in leg.events else ""
        if url:
            await self.bring(leg.line, url, {**form_of(leg), **lasted, **self._when(3)})

    def room_moved(self, room: Room, event: str, kind: str, leg: Leg | None) -> None:
        """Tell what happened in a room, where the business asked for it."""
        self.world.touch()
        room.number += 1
        if not room.told or kind not in room.events:
            return
        form = {
            "ConferenceSid": room.sid, "FriendlyName": room.name, "AccountSid": room.line.account_sid,
            "StatusCallbackEvent": event, **self._when(room.number),
        }  # fmt: skip
        if leg is not None:
            form |= {"CallSid": leg.sid, "Muted": str(leg.muted).lower(), "Hold": str(leg.held).lower()}
            form |= {"ParticipantLabel": leg.label} if leg.label else {}
        self.soon(self.bring(room.line, room.told, form))

    async def bring(self, line: Line, url: str, form: Mapping[str, str]) -> httpx.Response | None:
        """Bring a webhook, signed; None when nobody took it."""
        raw = urlencode(form).encode()
        self._posting += 1
        try:
            for attempt in range(ATTEMPTS):
                try:
                    answer = await self._client.post(url, content=raw, headers=signed_headers(line, url, raw))
                except httpx.HTTPError:
                    answer = None
                if answer is not None and answer.is_success:
                    return answer
                await asyncio.sleep(0.2 * (attempt + 1) * self.pace.scale)
            return None
        finally:
            self._posting -= 1

    def hear(self, leg: Leg, kind: str, text: str) -> None:
        """Let something be heard on the line."""
        leg.heard.append(Heard(kind, text, self.clock()))
        self.world.touch()

    def soon(self, work: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Do something beside what goes on."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def settled(self) -> None:
        """Wait until every call waits for somebody."""
        quiet = 0
        while quiet < 5:
            await asyncio.sleep(0.002)
            quiet = 0 if self._posting else quiet + 1

    async def close(self) -> None:
        """Drop what is on its way."""
        programs = [leg.program for leg in self.world.legs.values() if leg.program is not None]
        for task in [*self._tasks, *programs]:
            task.cancel()
        await asyncio.gather(*self._tasks, *programs, return_exceptions=True)
        await self._client.aclose()

    def _when(self, number: int) -> dict[str, str]:
        return {"Timestamp": format_datetime(self.clock()), "SequenceNumber": str(number)}


def form_of(leg: Leg) -> dict[str, str]:
    """Return what every webhook of a call says of it."""
    return {
        "CallSid": leg.sid, "AccountSid": leg.line.account_sid, "From": leg.caller, "To": leg.called,
        "CallStatus": leg.status, "ApiVersion": "2010-04-01", "FromCountry": leg.line.country,
        "Direction": "inbound" if leg.inbound else "outbound-api", "ToCountry": leg.line.country,
    }  # fmt: skip


def signed_headers(line: Line, url: str, raw: bytes) -> dict[str, str]:
    """Return the headers that prove a webhook of this line."""
    pairs = parse_qsl(raw.decode(), keep_blank_values=True)
    return {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "user-agent": "TwilioProxy/1.1",
        "x-twilio-signature": signature(line.auth_token, url, pairs),
        "i-twilio-idempotency-token": new_sid(""),
    }
