"""Twilio in the middle: does what TwiML says with each call, and tells the business what happens in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.etree.ElementTree import Element

import httpx

from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.twilio.door import signature
from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.voice.contract import Form, check_create
from trato.rooms.channels.simulators.voice.sound import spoken_sound
from trato.rooms.channels.simulators.voice.twiml import Wrong, read
from trato.rooms.channels.simulators.voice.world import Heard, Leg, Line, Room, World, new_sid

ATTEMPTS = 3
STATUS_OF = {"initiated": "initiated", "ringing": "ringing", "in-progress": "answered"}


class _GoneAway(Exception):
    """The call is over, or somewhere else: what was heard until now goes no further."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take. `scale` stretches the seconds that TwiML says; at 0 nobody's patience ends by itself."""

    scale: float = 1.0
    letter: float = 0.03  # seconds a letter is spoken


class Simulator:
    """One Twilio, with its deeds. `troubles` are what the next orders meet: "error" (500) or "rate_limit"."""

    def __init__(
        self,
        *,
        client: httpx.AsyncClient | None = None,
        pace: Pace | None = None,
        clock: Callable[[], datetime] = wall_clock,
    ) -> None:
        self.world = World()
        self.troubles: list[str] = []
        self.pace = pace or Pace()
        self.clock = clock
        self.at = ""  # where this stand-in listens, for the addresses of recordings
        self._client = client or httpx.AsyncClient(timeout=10, trust_env=False)
        self._tasks: set[asyncio.Task[None]] = set()
        self._posting = 0

    def add_line(self, line: Line) -> Line:
        """Give a business a number."""
        self.world.lines[line.number] = line
        return line

    # ---- what a person does ----

    def dial(self, number: str, person: str) -> str:
        """Call a business; return the call's SID."""
        line = self.world.lines[number]
        leg = Leg(new_sid("CA"), line, person, number, inbound=True, began_at=self.clock(), status="ringing")
        self.world.legs[leg.sid] = leg
        self._start(leg, self._answer_inbound(leg))
        return leg.sid

    def press(self, sid: str, keys: str) -> None:
        """Press keys, or say something where the other side listens."""
        leg = self.world.legs[sid]
        self._hear(leg, "key" if keys.strip("0123456789*#") == "" else "spoken", keys)
        leg.keys.put_nowait(keys)

    def hang_up(self, sid: str) -> None:
        """Hang up, whoever does it."""
        leg = self.world.legs[sid]
        if not leg.is_over:
            self._soon(self._end(leg, "completed" if leg.answered_at else "canceled"))

    def pick_up(self, sid: str) -> None:
        """Answer a call to one of the business."""
        leg = self.world.legs[sid]
        if leg.status == "ringing" and not leg.inbound:
            leg.keys.put_nowait("pick up")

    def refuse(self, sid: str, why: str = "busy") -> None:
        """Let a call to one of the business not be taken."""
        leg = self.world.legs[sid]
        if leg.status in ("queued", "initiated", "ringing"):
            self._soon(self._end(leg, why))

    # ---- what a business orders ----

    def create(self, line: Line, form: Form) -> Leg:
        """Make a call. Raises `Refused`."""
        check_create(form)
        events = tuple(form.get("StatusCallbackEvent", ())) or ("completed",)
        leg = Leg(
            new_sid("CA"), line, form["From"][0], form["To"][0], inbound=False, began_at=self.clock(),
            callback=form.get("StatusCallback", [""])[0], events=events,
        )  # fmt: skip
        self.world.legs[leg.sid] = leg
        self.world.ledger.append(("create", {"sid": leg.sid, **{name: form[name][0] for name in form}}))
        self._start(leg, self._ring(leg, {name: values[0] for name, values in form.items()}))
        return leg

    def change(self, leg: Leg, form: Form) -> None:
        """Bring a call elsewhere, or end it. Raises `Refused`."""
        if leg.is_over:
            raise Refused(21220, "Call is not in-progress. Cannot redirect.")
        self.world.ledger.append(("change", {"sid": leg.sid, **{name: form[name][0] for name in form}}))
        if "Status" in form:
            self._soon(self._end(leg, "completed" if leg.answered_at else "canceled"))
            return
        if not leg.answered_at:
            raise Refused(21220, "Call is not in-progress. Cannot redirect.")
        self._soon(self._redirect(leg, form["Twiml"][0]))

    def hold(self, room: Room, leg: Leg, on: bool) -> None:
        """Let somebody hear music, or talk again."""
        if leg.held != on:
            leg.held = on
            self._hear(leg, "music" if on else "news", "…")
            self._tell_room(room, "participant-hold" if on else "participant-unhold", "hold", leg)

    # ---- a call ----

    async def _answer_inbound(self, leg: Leg) -> None:
        document = await self._ask(leg, leg.line.callback_url, {})
        leg.status, leg.answered_at = "in-progress", self.clock()
        await self._run(leg, document)

    async def _ring(self, leg: Leg, form: Mapping[str, str]) -> None:
        self._move(leg, "initiated")
        self._move(leg, "ringing")
        try:
            seconds = float(form.get("Timeout", "60")) * self.pace.scale
            await asyncio.wait_for(leg.keys.get(), seconds or None)
        except TimeoutError:
            self._soon(self._end(leg, "no-answer"))
            return
        leg.answered_at = self.clock()
        self._move(leg, "in-progress")
        if "Twiml" in form:
            await self._run(leg, read(form["Twiml"], "text/xml"))
            return
        await self._run(leg, await self._ask(leg, form["Url"], {}))

    async def _run(self, leg: Leg, verbs: list[Element]) -> None:
        """Do what a response says, and hang up at its end."""
        with suppress(_GoneAway):
            await self._verbs(leg, verbs)
            self._soon(self._end(leg, "completed"))

    async def _verbs(self, leg: Leg, verbs: list[Element]) -> None:
        for verb in verbs:
            match verb.tag:
                case "Say" | "Play" | "Pause":
                    await self._sound(leg, verb)
                case "Gather":
                    after = await self._gather(leg, verb)
                    if after is not None:
                        await self._instead(leg, after)
                        return
                case "Redirect":
                    waiting = leg.where == "queue"
                    await self._instead(leg, await self._ask(leg, (verb.text or "").strip(), {}, waiting=waiting))
                    return
                case "Record":
                    await self._record(leg, verb)
                case "Enqueue":
                    await self._enqueue(leg, verb)
                case "Dial":
                    await self._talk(leg, verb)
                case "Hangup" | "Reject":
                    self._soon(self._end(leg, "completed"))
                    raise _GoneAway
                case "Leave":
                    leg.leaving = "leave"
                    leg.left.set()
                    raise _GoneAway

    async def _instead(self, leg: Leg, verbs: list[Element]) -> None:
        """Do another response instead of the rest of this one; at its end who waits goes on waiting, others hang up."""
        waiting = leg.where == "queue"
        await self._verbs(leg, verbs)
        if not waiting:
            self._soon(self._end(leg, "completed"))
            raise _GoneAway

    async def _sound(self, leg: Leg, verb: Element) -> None:
        text = (verb.text or "").strip()
        if verb.tag == "Say":
            self._hear(leg, "say", text)
            await asyncio.sleep(len(text) * self.pace.letter * self.pace.scale)
            return
        if verb.tag == "Play":
            self._hear(leg, "music", text.rpartition("/")[2])
        await self._rest(float(verb.get("length", "12")))

    async def _rest(self, seconds: float) -> None:
        """Let seconds pass; where patience has no end, until the call goes elsewhere."""
        await asyncio.sleep(seconds * self.pace.scale if self.pace.scale else 3600.0)

    async def _gather(self, leg: Leg, verb: Element) -> list[Element] | None:
        """Say what is said and wait for a key; None when none came."""
        while not leg.keys.empty():
            leg.keys.get_nowait()
        said = asyncio.create_task(self._verbs(leg, list(verb)))
        leg.wants = "key"
        self.world.touch()
        try:
            waits = asyncio.create_task(leg.keys.get())
            await asyncio.wait({said, waits}, return_when=asyncio.FIRST_COMPLETED)
            seconds = float(verb.get("timeout", "5")) * self.pace.scale
            keys = await asyncio.wait_for(waits, seconds or None)
        except TimeoutError:
            return None
        finally:
            said.cancel()
            leg.wants = ""
            self.world.touch()
        if not keys:
            return None
        given = {"Digits": keys} if keys.strip("0123456789*#") == "" else {"SpeechResult": keys, "Confidence": "0.9"}
        return await self._ask(leg, verb.get("action", ""), {**given, "msg": "Gather"}, waiting=leg.where == "queue")

    async def _record(self, leg: Leg, verb: Element) -> None:
        self._hear(leg, "tone", "♪")
        leg.wants = "words"
        self.world.touch()
        try:
            seconds = float(verb.get("maxLength", "3600")) * self.pace.scale
            words = await asyncio.wait_for(leg.keys.get(), seconds or None)
        except TimeoutError:
            words = ""
        leg.wants = ""
        if not words:
            return
        sid, lasted = new_sid("RE"), max(1, len(words) // 12)
        self.world.recordings[sid] = spoken_sound(lasted)
        told = {
            "RecordingSid": sid, "RecordingDuration": str(lasted),
            "RecordingUrl": f"{self.at}/2010-04-01/Accounts/{leg.line.account_sid}/Recordings/{sid}",
        }  # fmt: skip
        if url := verb.get("recordingStatusCallback"):
            form = {"AccountSid": leg.line.account_sid, "CallSid": leg.sid, **told, "RecordingStatus": "completed",
                    "RecordingChannels": "1", "RecordingSource": "RecordVerb"}  # fmt: skip
            self._soon(self._bring(leg.line, url, form))
        if url := verb.get("action"):
            await self._verbs(leg, await self._ask(leg, url, {**told, "Digits": "#"}))
            self._soon(self._end(leg, "completed"))
            raise _GoneAway

    async def _enqueue(self, leg: Leg, verb: Element) -> None:
        """Let a caller wait, in the words of the business, until they are called away."""
        began, action = self.clock(), verb.get("action", "")
        leg.where, leg.leaving = "queue", ""
        leg.left = asyncio.Event()
        waits = asyncio.create_task(self._wait(leg, verb.get("waitUrl", ""), began))
        self._tasks.add(waits)
        waits.add_done_callback(self._tasks.discard)
        try:
            await leg.left.wait()
        finally:
            waits.cancel()
            leg.where = ""
        seconds = str(int((self.clock() - began).total_seconds()))
        told = {"QueueResult": leg.leaving, "QueueTime": seconds, "QueueSid": f"QU{'2' * 32}"}
        if leg.leaving == "leave":
            await self._verbs(leg, await self._ask(leg, action, told))
            self._soon(self._end(leg, "completed"))
        elif action:
            self._soon(self._bring(leg.line, action, {**self._form(leg), **told}))
        raise _GoneAway

    async def _wait(self, leg: Leg, url: str, began: datetime) -> None:
        while not leg.left.is_set():
            there = [one.sid for one in self.world.legs.values() if one.where == "queue" and one.line is leg.line]
            told = {
                "QueuePosition": str(there.index(leg.sid) + 1), "QueueSid": f"QU{'2' * 32}",
                "QueueTime": str(int((self.clock() - began).total_seconds())), "AvgQueueTime": "0",
                "CurrentQueueSize": str(len(there)),
            }  # fmt: skip
            try:
                await self._verbs(leg, await self._ask(leg, url, told, waiting=True))
            except _GoneAway:
                return

    async def _talk(self, leg: Leg, verb: Element) -> None:
        """Let somebody talk in a room until they, or it, go."""
        inner = verb[0]
        name = (inner.text or "").strip()
        room = self.world.rooms.get(name)
        if room is None:
            room = self.world.rooms[name] = Room(new_sid("CF"), name, leg.line)
        if not room.told and inner.get("statusCallback"):
            room.told, room.events = (
                inner.get("statusCallback", ""),
                tuple(inner.get("statusCallbackEvent", "").split()),
            )
        leg.where, leg.room, leg.leaving, leg.left = "room", name, "", asyncio.Event()
        room.people[leg.sid] = inner.get("endConferenceOnExit") == "true"
        self._hear(leg, "news", "…")
        self._tell_room(room, "participant-join", "join", leg)
        if len(room.people) == 2:
            self._tell_room(room, "conference-start", "start", None)
        await leg.left.wait()
        if leg.leaving == "over" and verb.get("action"):
            after = await self._ask(leg, verb.get("action", ""), {"DialCallStatus": "completed"})
            await self._verbs(leg, after)
            self._soon(self._end(leg, "completed"))
        elif leg.leaving == "over":
            return
        raise _GoneAway

    def _leave_room(self, leg: Leg, why: str) -> None:
        room = self.world.rooms.get(leg.room)
        leg.where, leg.room, leg.held = "", "", False
        if room is None or leg.sid not in room.people:
            return
        ends = room.people.pop(leg.sid)
        self._tell_room(room, "participant-leave", "leave", leg)
        if ends or not room.people:
            for sid in list(room.people):
                other = self.world.legs[sid]
                room.people.pop(sid)
                other.where, other.room, other.leaving = "", "", "over"
                other.left.set()
            self._tell_room(room, "conference-end", "end", None)
            self.world.rooms.pop(room.name, None)

    async def _redirect(self, leg: Leg, twiml: str) -> None:
        self._call_away(leg, "redirected")
        self._start(leg, self._run(leg, read(twiml, "text/xml")))

    def _call_away(self, leg: Leg, why: str) -> None:
        """Take somebody out of what they hear, wait for, or talk in."""
        if leg.where == "room":
            self._leave_room(leg, why)
        waiting = leg.where == "queue"
        leg.leaving = why
        leg.left.set()
        if leg.program is not None and not waiting:
            leg.program.cancel()

    async def _end(self, leg: Leg, status: str) -> None:
        if leg.is_over:
            return
        leg.status = status
        self._call_away(leg, "hangup")
        self._hear(leg, "news", status)
        seconds = int((self.clock() - leg.answered_at).total_seconds()) if leg.answered_at else 0
        told = {**self._form(leg), "CallDuration": str(seconds), "Duration": str(-(-seconds // 60)),
                "Timestamp": format_datetime(self.clock()), "SequenceNumber": "3"}  # fmt: skip
        url = leg.line.status_url if leg.inbound else leg.callback if "completed" in leg.events else ""
        if url:
            await self._bring(leg.line, url, told)

    # ---- telling ----

    def _move(self, leg: Leg, status: str) -> None:
        leg.status = status
        self.world.touch()
        if leg.callback and STATUS_OF[status] in leg.events:
            form = {
                **self._form(leg),
                "Timestamp": format_datetime(self.clock()),
                "SequenceNumber": str(len(leg.heard)),
            }
            self._soon(self._bring(leg.line, leg.callback, form))

    def _tell_room(self, room: Room, event: str, kind: str, leg: Leg | None) -> None:
        self.world.touch()
        room.number += 1
        if not room.told or kind not in room.events:
            return
        form = {
            "ConferenceSid": room.sid, "FriendlyName": room.name, "AccountSid": room.line.account_sid,
            "StatusCallbackEvent": event, "SequenceNumber": str(room.number),
            "Timestamp": format_datetime(self.clock()),
        }  # fmt: skip
        if leg is not None:
            form |= {"CallSid": leg.sid, "Muted": str(leg.muted).lower(), "Hold": str(leg.held).lower()}
        self._soon(self._bring(room.line, room.told, form))

    def _form(self, leg: Leg) -> dict[str, str]:
        return {
            "CallSid": leg.sid, "AccountSid": leg.line.account_sid, "From": leg.caller, "To": leg.called,
            "CallStatus": leg.status, "ApiVersion": "2010-04-01", "FromCountry": leg.line.country,
            "Direction": "inbound" if leg.inbound else "outbound-api", "ToCountry": leg.line.country,
        }  # fmt: skip

    async def _ask(self, leg: Leg, url: str, told: Mapping[str, str], *, waiting: bool = False) -> list[Element]:
        """Ask the business what is next; what is no good TwiML ends the call, as an application error does."""
        answer = await self._bring(leg.line, url, {**self._form(leg), **told})
        try:
            if answer is None:
                raise Wrong("11200 no answer")
            return read(answer.text, answer.headers.get("content-type", ""), waiting=waiting)
        except Wrong as wrong:
            self.world.refused.append(f"{wrong} at {url}")
            self._hear(leg, "say", "An application error has occurred. Goodbye.")
            self._soon(self._end(leg, "completed"))
            raise _GoneAway from wrong

    async def _bring(self, line: Line, url: str, form: Mapping[str, str]) -> httpx.Response | None:
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

    async def settled(self) -> None:
        """Wait until every call waits for somebody."""
        quiet = 0
        while quiet < 5:
            await asyncio.sleep(0.002)
            quiet = 0 if self._posting else quiet + 1

    async def close(self) -> None:
        """Drop what is on its way."""
        self.world.close()
        programs = [leg.program for leg in self.world.legs.values() if leg.program is not None]
        for task in [*self._tasks, *programs]:
            task.cancel()
        await asyncio.gather(*self._tasks, *programs, return_exceptions=True)
        await self._client.aclose()

    def _start(self, leg: Leg, work: Coroutine[Any, Any, None]) -> None:
        async def guarded() -> None:
            with suppress(_GoneAway):
                await work

        leg.program = asyncio.create_task(guarded())

    def _soon(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _hear(self, leg: Leg, kind: str, text: str) -> None:
        leg.heard.append(Heard(kind, text, self.clock()))
        self.world.touch()


def signed_headers(line: Line, url: str, raw: bytes) -> dict[str, str]:
    """Return the headers that prove a webhook of this line."""
    pairs = parse_qsl(raw.decode(), keep_blank_values=True)
    return {
        "content-type": "application/x-www-form-urlencoded; charset=UTF-8",
        "user-agent": "TwilioProxy/1.1",
        "x-twilio-signature": signature(line.auth_token, url, pairs),
        "i-twilio-idempotency-token": new_sid(""),
    }
