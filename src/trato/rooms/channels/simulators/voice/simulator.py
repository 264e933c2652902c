"""Twilio in the middle: what callers, the called and businesses do with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import httpx

from trato.kit.clock import wall_clock
from trato.kit.http import provider_client
from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.voice.contract import Form, check_create
from trato.rooms.channels.simulators.voice.playing import Playing
from trato.rooms.channels.simulators.voice.telling import Pace, Wire
from trato.rooms.channels.simulators.voice.world import Leg, Line, Room, World, new_sid

RINGS = frozenset({"queued", "initiated", "ringing"})


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
        self.barred: set[str] = set()  # numbers that the account may not call
        self.clock = clock
        wire = client or provider_client()
        self.wire = Wire(self.world, wire, pace or Pace(), clock)
        self.playing = Playing(self.wire)

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
        self.playing.begin_inbound(leg)
        return leg.sid

    def press(self, sid: str, keys: str) -> None:
        """Press keys, or say something where the other side listens."""
        leg = self.world.legs[sid]
        self.wire.hear(leg, "key" if keys.strip("0123456789*#") == "" else "spoken", keys)
        leg.keys.put_nowait(keys)

    def hang_up(self, sid: str) -> None:
        """Hang up, whoever does it."""
        leg = self.world.legs[sid]
        if not leg.is_over:
            self.playing.end(leg, "completed" if leg.answered_at else "canceled" if leg.inbound else "busy")

    def pick_up(self, sid: str) -> None:
        """Answer a telephone that rings."""
        leg = self.world.legs[sid]
        if leg.status == "ringing" and not leg.inbound:
            leg.keys.put_nowait("pick up")

    def refuse(self, sid: str, why: str = "busy") -> None:
        """Let a telephone that rings not be answered."""
        leg = self.world.legs[sid]
        if leg.status in RINGS:
            self.playing.end(leg, why)

    # ---- what a business orders ----

    def create(self, line: Line, form: Form) -> Leg:
        """Make a call. Raises `Refused`."""
        check_create(form)
        if form["To"][0] in self.barred:
            raise Refused(21215, f"Account not authorized to call {form['To'][0]}")
        events = tuple(form.get("StatusCallbackEvent", ())) or ("completed",)
        leg = Leg(
            new_sid("CA"), line, form["From"][0], form["To"][0], inbound=False, began_at=self.clock(),
            callback=form.get("StatusCallback", [""])[0], events=events,
        )  # fmt: skip
        self.world.legs[leg.sid] = leg
        self.world.ledger.append(("create", {"sid": leg.sid, **{name: form[name][0] for name in form}}))
        self.playing.begin_outbound(leg, {name: values[0] for name, values in form.items()})
        return leg

    def change(self, leg: Leg, form: Form) -> None:
        """Bring a call elsewhere, or end it. Raises `Refused`."""
        if leg.is_over:
            raise Refused(21220, "Call is not in-progress. Cannot redirect.")
        self.world.ledger.append(("change", {"sid": leg.sid, **{name: form[name][0] for name in form}}))
        if "Status" in form:
            self.playing.end(leg, "completed" if leg.answered_at else "canceled")
            return
        if not leg.answered_at:
            raise Refused(21220, "Call is not in-progress. Cannot redirect.")
        self.playing.redirect(leg, form["Twiml"][0])

    def hold(self, room: Room, leg: Leg, on: bool) -> None:
        """Let somebody hear music, or talk again."""
        if leg.held != on:
            leg.held = on
            self.wire.hear(leg, "music" if on else "news", "…")
            self.wire.room_moved(room, "participant-hold" if on else "participant-unhold", "hold", leg)

    async def settled(self) -> None:
        """Wait until every call waits for somebody."""
        await self.wire.settled()

    async def close(self) -> None:
        """Drop what is on its way."""
        self.world.close()
        await self.wire.close()
