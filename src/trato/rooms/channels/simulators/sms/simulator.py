"""Twilio in the middle: takes a business's texts, brings a person's, and tells what became of each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode

import httpx

from trato.kit.clock import wall_clock
from trato.kit.http import provider_client
from trato.rooms.channels.adapters.sms.segments import segments_of
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.simulators.sms.contract import Form, check_line, check_message
from trato.rooms.channels.simulators.sms.world import RANK, Bubble, Line, Taken, World, new_sid

ATTEMPTS = 6  # with doubling waits
STOPS = frozenset({"STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"})  # what Twilio knows by itself
STARTS = frozenset({"START", "YES", "UNSTOP"})


@dataclass(frozen=True, slots=True)
class Pace:
    """How many seconds pass before each thing happens."""

    sent: float = 0.2
    delivered: float = 0.9
    again: float = 0.5  # before a webhook that was not taken is brought again


class Simulator:
    """One Twilio, with its deeds. `world` is what there is; `troubles` what the next sends meet, in order.

    A trouble is "rate_limit" (429, not taken), "error_after" (taken, then 500) or "hang" (taken, then silence).
    """

    def __init__(
        self,
        *,
        client: httpx.AsyncClient | None = None,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.world = World()
        self.troubles: list[str] = []
        self.base = ""  # where it is reached: files lie there
        self.pace = pace or Pace()
        self.clock = clock
        self._client = client or provider_client()
        self.waits = [self.pace.again * 2**n for n in range(ATTEMPTS)]  # after each attempt that was not taken
        self._tasks: set[asyncio.Task[None]] = set()

    def add_line(self, line: Line) -> Line:
        """Give a business a number."""
        self.world.lines[line.number] = line
        return line

    # ---- what a person does ----

    def say(self, number: str, person: str, text: str, files: tuple[tuple[str, str], ...] = ()) -> str:
        """Let a person text a business; return the message's SID. The webhook leaves at once."""
        line, sid = self.world.lines[number], new_sid("MM" if files else "SM")
        word = text.strip().upper()
        form = self._inbound(line, person, sid, text, files)
        if word in STOPS:
            line.opted_out.add(person)
            form["OptOutType"] = "STOP"
        elif word in STARTS and person in line.opted_out:
            line.opted_out.discard(person)
            form["OptOutType"] = "START"
        bubble = Bubble(sid, self.clock(), True, text, files, "sent")
        self.world.add(number, person, bubble)
        self.bring(line, line.service_url or line.callback_url, form, taken=lambda: self._climb(bubble, "delivered"))
        return sid

    def _inbound(
        self, line: Line, person: str, sid: str, text: str, files: tuple[tuple[str, str], ...]
    ) -> dict[str, str]:
        form = {
            "ToCountry": line.country, "ToState": "", "SmsMessageSid": sid, "NumMedia": str(len(files)), "ToCity": "",
            "FromZip": "", "SmsSid": sid, "FromState": "", "SmsStatus": "received", "FromCity": "", "Body": text,
            "FromCountry": line.country, "To": line.number, "ToZip": "",
            "NumSegments": str(max(1, segments_of(text).count)), "MessageSid": sid, "AccountSid": line.account_sid,
            "From": person, "ApiVersion": "2010-04-01",
        }  # fmt: skip
        if line.service:
            form["MessagingServiceSid"] = line.service
        for at, (address, mime) in enumerate(files):
            form |= {f"MediaUrl{at}": address, f"MediaContentType{at}": mime}
        return form

    # ---- what a business does ----

    def take(self, account: str, form: Form) -> tuple[Taken, Bubble]:
        """Accept a message of a business. Raises `Refused`."""
        check_message(form)
        line = check_line(form, self._line_of(form), account)
        person, files = form["To"][0], form.get("MediaUrl", ())
        kept = {name: list(values) for name, values in form.items()}
        taken = Taken(new_sid("MM" if files else "SM"), line.number, person, kept, self.clock())
        self.world.ledger.append(taken)
        text = form.get("Body", [""])[0]
        bubble = Bubble(taken.sid, taken.at, False, text, tuple((one, "image/*") for one in files))
        self.world.add(line.number, person, bubble)
        return taken, bubble

    def tell(self, taken: Taken, bubble: Bubble) -> None:
        """Bring the receipts of a message to where it asked for them."""
        line, url = self.world.lines[taken.line], taken.form.get("StatusCallback", [""])[0]
        trouble = self.world.unreachable.get(taken.person, "")
        for status, after in (
            ("sent", self.pace.sent),
            ("undelivered" if trouble else "delivered", self.pace.delivered),
        ):
            code = trouble if status == "undelivered" else ""
            form = {
                "SmsSid": taken.sid, "SmsStatus": status, "MessageStatus": status, "To": taken.person,
                "MessageSid": taken.sid, "AccountSid": line.account_sid, "From": line.number,
                "ApiVersion": "2010-04-01",
            }  # fmt: skip
            if code:
                form["ErrorCode"] = code
            self.bring(line, url, form, after, lambda status=status, code=code: self._climb(bubble, status, code))  # type: ignore[misc]

    def _line_of(self, form: Form) -> Line | None:
        if "From" in form:
            return self.world.lines.get(form["From"][0])
        service = form.get("MessagingServiceSid", [""])[0]
        return next((one for one in self.world.lines.values() if one.service == service), None)

    def _climb(self, bubble: Bubble, status: str, code: str = "") -> None:
        if RANK[status] > RANK[bubble.status]:
            bubble.status, bubble.code = status, code
            self.world.touch()

    # ---- bringing ----

    def bring(
        self, line: Line, url: str, form: Mapping[str, str], after: float = 0.0, taken: Callable[[], None] | None = None
    ) -> None:
        """Bring a webhook, signed, after some seconds and until it is taken; `taken` is called then."""
        self._soon(self._deliver(line, url, urlencode(form).encode(), after, taken))

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
        self.world.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._client.aclose()

    def _soon(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, line: Line, url: str, raw: bytes, after: float, taken: Callable[[], None] | None) -> None:
        await asyncio.sleep(after)
        headers = signed_headers(line, url, raw)
        for wait in self.waits:
            try:
                answer = await self._client.post(url, content=raw, headers=headers)
            except httpx.HTTPError:
                answer = None
            if answer is not None and answer.is_success:
                if taken is not None:
                    taken()
                return
            await asyncio.sleep(wait)


def signed_headers(line: Line, url: str, raw: bytes) -> dict[str, str]:
    """Return the headers that prove a webhook of this line."""
    pairs = parse_qsl(raw.decode(), keep_blank_values=True)
    return {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "user-agent": "TwilioProxy/1.1",
        "x-twilio-signature": signature(line.auth_token, url, pairs),
        "i-twilio-idempotency-token": new_sid(""),
    }
