"""What TwiML does with a call: what is heard, waited for, recorded, and who talks with whom."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import Element

from trato.rooms.channels.simulators.voice.sound import spoken_sound
from trato.rooms.channels.simulators.voice.telling import Wire, form_of
from trato.rooms.channels.simulators.voice.twiml import Wrong, read
from trato.rooms.channels.simulators.voice.world import Leg, Room, new_sid


class _GoneAway(Exception):
    """The call is over, or somewhere else: what was heard until now goes no further."""


class Playing:
    """Calls as their TwiML says. `at` is where this stand-in listens, for the addresses of recordings."""

    def __init__(self, wire: Wire) -> None:
        self.at = ""
        self._wire, self._world = wire, wire.world
        self._pace, self._clock = wire.pace, wire.clock

    def begin_inbound(self, leg: Leg) -> None:
        """Let a call of somebody reach the business."""
        self._start(leg, self._answer_inbound(leg))

    def begin_outbound(self, leg: Leg, form: Mapping[str, str]) -> None:
        """Let somebody's telephone ring, as the business ordered."""
        self._start(leg, self._ring(leg, form))

    def redirect(self, leg: Leg, twiml: str) -> None:
        """Bring a call elsewhere."""
        self._wire.soon(self._redirect(leg, twiml))

    def end(self, leg: Leg, status: str) -> None:
        """End a call."""
        self._wire.soon(self._end(leg, status))

    # ---- from ringing to the end ----

    async def _answer_inbound(self, leg: Leg) -> None:
        document = await self._ask(leg, leg.line.callback_url, {})
        leg.status, leg.answered_at = "in-progress", self._clock()
        await self._run(leg, document)

    async def _ring(self, leg: Leg, form: Mapping[str, str]) -> None:
        self._wire.moved(leg, "initiated")
        self._wire.moved(leg, "ringing")
        try:
            seconds = float(form.get("Timeout", "60")) * self._pace.scale
            await asyncio.wait_for(leg.keys.get(), seconds or None)
        except TimeoutError:
            self.end(leg, "no-answer")
            return
        leg.answered_at = self._clock()
        self._wire.moved(leg, "in-progress")
        if "Twiml" in form:
            await self._run(leg, read(form["Twiml"], "text/xml"))
            return
        await self._run(leg, await self._ask(leg, form["Url"], {}))

    async def _redirect(self, leg: Leg, twiml: str) -> None:
        self._call_away(leg, "redirected")
        self._start(leg, self._run(leg, read(twiml, "text/xml")))

    async def _end(self, leg: Leg, status: str) -> None:
        if leg.is_over:
            return
        leg.status = status
        self._call_away(leg, "hangup")
        self._wire.hear(leg, "news", status)
        await self._wire.ended(leg)

    def _call_away(self, leg: Leg, why: str) -> None:
        """Take somebody out of what they hear, wait for, or talk in."""
        if leg.where == "room":
            self._leave_room(leg, why)
        waiting = leg.where == "queue"
        leg.leaving = why
        leg.left.set()
        if leg.program is not None and not waiting:
            leg.program.cancel()

    async def _ask(self, leg: Leg, url: str, told: Mapping[str, str], *, waiting: bool = False) -> list[Element]:
        """Ask the business what is next; what is no good TwiML ends the call, as an application error does."""
        answer = await self._wire.bring(leg.line, url, {**form_of(leg), **told})
        try:
            if answer is None:
                raise Wrong("11200 no answer")
            return read(answer.text, answer.headers.get("content-type", ""), waiting=waiting)
        except Wrong as wrong:
            self._world.refused.append(f"{wrong} at {url}")
            self._wire.hear(leg, "say", "An application error has occurred. Goodbye.")
            self.end(leg, "completed")
            raise _GoneAway from wrong

    def _start(self, leg: Leg, work: Coroutine[Any, Any, None]) -> None:
        async def guarded() -> None:
            with suppress(_GoneAway):
                await work

        leg.program = asyncio.create_task(guarded())

    # ---- verbs ----

    async def _run(self, leg: Leg, verbs: list[Element]) -> None:
        """Do what a response says, and hang up at its end."""
        with suppress(_GoneAway):
            await self._verbs(leg, verbs)
            self.end(leg, "completed")

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
                    self.end(leg, "completed")
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
            self.end(leg, "completed")
            raise _GoneAway

    async def _sound(self, leg: Leg, verb: Element) -> None:
        text = (verb.text or "").strip()
        if verb.tag == "Say":
            self._wire.hear(leg, "say", text)
            await asyncio.sleep(len(text) * self._pace.letter * self._pace.scale)
            return
        if verb.tag == "Play":
            self._wire.hear(leg, "music", text.rpartition("/")[2])
        await self._rest(float(verb.get("length", "12")))

    async def _rest(self, seconds: float) -> None:
        """Let seconds pass; where patience has no end, until the call goes elsewhere."""
        await asyncio.sleep(seconds * self._pace.scale if self._pace.scale else 3600.0)

    async def _gather(self, leg: Leg, verb: Element) -> list[Element] | None:
        """Say what is said and wait for a key; None when none came."""
        while not leg.keys.empty():
            leg.keys.get_nowait()
        said = asyncio.create_task(self._verbs(leg, list(verb)))
        leg.wants = "key"
        self._world.touch()
        try:
            waits = asyncio.create_task(leg.keys.get())
            await asyncio.wait({said, waits}, return_when=asyncio.FIRST_COMPLETED)
            seconds = float(verb.get("timeout", "5")) * self._pace.scale
            keys = await asyncio.wait_for(waits, seconds or None)
        except TimeoutError:
            return None
        finally:
            said.cancel()
            leg.wants = ""
            self._world.touch()
        if not keys:
            return None
        given = {"Digits": keys} if keys.strip("0123456789*#") == "" else {"SpeechResult": keys, "Confidence": "0.9"}
        return await self._ask(leg, verb.get("action", ""), {**given, "msg": "Gather"}, waiting=leg.where == "queue")

    async def _record(self, leg: Leg, verb: Element) -> None:
        self._wire.hear(leg, "tone", "♪")
        leg.wants = "words"
        self._world.touch()
        try:
            seconds = float(verb.get("maxLength", "3600")) * self._pace.scale
            words = await asyncio.wait_for(leg.keys.get(), seconds or None)
        except TimeoutError:
            words = ""
        leg.wants = ""
        if not words:
            return
        sid, lasted = new_sid("RE"), max(1, len(words) // 12)
        self._world.recordings[sid] = spoken_sound(lasted)
        told = {
            "RecordingSid": sid, "RecordingDuration": str(lasted),
            "RecordingUrl": f"{self.at}/2010-04-01/Accounts/{leg.line.account_sid}/Recordings/{sid}",
        }  # fmt: skip
        if url := verb.get("recordingStatusCallback"):
            form = {"AccountSid": leg.line.account_sid, "CallSid": leg.sid, **told, "RecordingStatus": "completed",
                    "RecordingChannels": "1", "RecordingSource": "RecordVerb"}  # fmt: skip
            self._wire.soon(self._wire.bring(leg.line, url, form))
        if url := verb.get("action"):
            await self._verbs(leg, await self._ask(leg, url, {**told, "Digits": "#"}))
            self.end(leg, "completed")
            raise _GoneAway

    # ---- the queue ----

    async def _enqueue(self, leg: Leg, verb: Element) -> None:
        """Let a caller wait, in the words of the business, until they are called away."""
        began, action = self._clock(), verb.get("action", "")
        leg.where, leg.leaving = "queue", ""
        leg.left = asyncio.Event()
        waits = self._wire.soon(self._wait(leg, verb.get("waitUrl", ""), began))
        try:
            await leg.left.wait()
        finally:
            waits.cancel()
            leg.where = ""
        seconds = str(int((self._clock() - began).total_seconds()))
        told = {"QueueResult": leg.leaving, "QueueTime": seconds, "QueueSid": f"QU{'2' * 32}"}
        if leg.leaving == "leave":
            await self._verbs(leg, await self._ask(leg, action, told))
            self.end(leg, "completed")
        elif action:
            self._wire.soon(self._wire.bring(leg.line, action, {**form_of(leg), **told}))
        raise _GoneAway

    async def _wait(self, leg: Leg, url: str, began: datetime) -> None:
        while not leg.left.is_set():
            there = [one.sid for one in self._world.legs.values() if one.where == "queue" and one.line is leg.line]
            told = {
                "QueuePosition": str(there.index(leg.sid) + 1), "QueueSid": f"QU{'2' * 32}",
                "QueueTime": str(int((self._clock() - began).total_seconds())), "AvgQueueTime": "0",
                "CurrentQueueSize": str(len(there)),
            }  # fmt: skip
            try:
                await self._verbs(leg, await self._ask(leg, url, told, waiting=True))
            except _GoneAway:
                return

    # ---- rooms ----

    async def _talk(self, leg: Leg, verb: Element) -> None:
        """Let somebody talk in a room until they, or it, go."""
        inner = verb[0]
        name = (inner.text or "").strip()
        room = self._world.rooms.get(name)
        if room is None:
            room = self._world.rooms[name] = Room(new_sid("CF"), name, leg.line)
        if not room.told and inner.get("statusCallback"):
            room.told, room.events = (
                inner.get("statusCallback", ""),
                tuple(inner.get("statusCallbackEvent", "").split()),
            )
        leg.where, leg.room, leg.leaving, leg.left = "room", name, "", asyncio.Event()
        leg.label = inner.get("participantLabel", "")
        room.people[leg.sid] = inner.get("endConferenceOnExit") == "true"
        self._wire.hear(leg, "news", "…")
        self._wire.room_moved(room, "participant-join", "join", leg)
        if len(room.people) == 2:
            self._wire.room_moved(room, "conference-start", "start", None)
        elif alone := inner.get("waitUrl"):
            self._wire.soon(self._wait_alone(leg, alone))
        await leg.left.wait()
        if leg.leaving == "over" and verb.get("action"):
            after = await self._ask(leg, verb.get("action", ""), {"DialCallStatus": "completed"})
            await self._verbs(leg, after)
            self.end(leg, "completed")
        elif leg.leaving == "over":
            return
        raise _GoneAway

    async def _wait_alone(self, leg: Leg, url: str) -> None:
        """Let who is the first in a room hear what the business has for them, once."""
        with suppress(_GoneAway):
            await self._verbs(leg, await self._ask(leg, url, {}, waiting=True))

    def _leave_room(self, leg: Leg, why: str) -> None:
        room = self._world.rooms.get(leg.room)
        leg.where, leg.room, leg.held = "", "", False
        if room is None or leg.sid not in room.people:
            return
        ends = room.people.pop(leg.sid)
        self._wire.room_moved(room, "participant-leave", "leave", leg)
        if ends or not room.people:
            for sid in list(room.people):
                other = self._world.legs[sid]
                room.people.pop(sid)
                other.where, other.room, other.leaving = "", "", "over"
                other.left.set()
            self._wire.room_moved(room, "conference-end", "end", None)
            self._world.rooms.pop(room.name, None)
