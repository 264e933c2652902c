"""The telephone: a page on which anyone calls a business, and the calls it makes."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.voice.simulator import Simulator
from trato.rooms.channels.simulators.voice.world import Leg
from trato.rooms.channels.simulators.wire import Page, fresh, guarded, ringing, to_slash

_PAGE = {"": "phone.html", "phone.css": "phone.css", "phone.js": "phone.js", "words.js": "words.js"}


class _NewPerson(Struct, frozen=True, forbid_unknown_fields=True):
    name: Annotated[str, Meta(min_length=1, max_length=60)]
    phone: Annotated[str, Meta(pattern=r"^\+[0-9 ()-]{7,24}$")]


class _Dial(Struct, frozen=True, forbid_unknown_fields=True):
    person: str
    number: str


class _Keys(Struct, frozen=True, forbid_unknown_fields=True):
    call: str
    keys: Annotated[str, Meta(min_length=1, max_length=400)]


class _OneCall(Struct, frozen=True, forbid_unknown_fields=True):
    call: str


class _NotUnderstood(Exception):
    """A call of the page that makes no sense."""


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the page and of its calls."""
    phone, page = _Phone(simulator), Page(__package__, _PAGE).show
    return [
        Route("/phone", to_slash),
        Route("/phone/", page),
        Route("/phone/{file}", page),
        Route("/phone/api/state", guarded(phone.state, _NotUnderstood)),
        Route("/phone/api/events", ringing(simulator.world)),
        Route("/phone/api/people", guarded(phone.add_person, _NotUnderstood), methods=["POST"]),
        Route("/phone/api/dial", guarded(phone.dial, _NotUnderstood), methods=["POST"]),
        Route("/phone/api/press", guarded(phone.press, _NotUnderstood), methods=["POST"]),
        Route("/phone/api/hang-up", guarded(phone.hang_up, _NotUnderstood), methods=["POST"]),
    ]


class _Phone:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

    async def state(self, request: Request) -> Response:
        """Tell everything that the page shows to one person: their last call, and telephones of ours that ring."""
        person = request.query_params.get("person", "")
        lines = [{"number": one.number, "name": one.name} for one in self._world.lines.values()]
        people = [{"phone": phone, "name": name} for phone, name in self._world.people.items()]
        mine = [one for one in self._world.legs.values() if person == (one.caller if one.inbound else one.called)]
        rung = [
            one
            for one in self._world.legs.values()
            if not one.inbound
            and not one.is_over
            and not one.called.startswith("client:")
            and one.called not in self._world.people
        ]
        shown = {
            "version": self._world.version, "lines": lines, "people": people,
            "call": _shown(mine[-1]) if mine else None, "rung": [_shown(one) for one in rung],
            "refused": self._world.refused[-3:],
        }  # fmt: skip
        return fresh(shown)

    async def add_person(self, request: Request) -> Response:
        """Give somebody a telephone."""
        told = msgspec.json.decode(await request.body(), type=_NewPerson)
        phone = "+" + "".join(sign for sign in told.phone if sign in "0123456789")
        self._world.people.setdefault(phone, told.name.strip())
        self._world.touch()
        return JSONResponse({"phone": phone})

    async def dial(self, request: Request) -> Response:
        """Call a business."""
        told = msgspec.json.decode(await request.body(), type=_Dial)
        if told.number not in self._world.lines or told.person not in self._world.people:
            raise _NotUnderstood("no such number")
        if any(one.caller == told.person and one.inbound and not one.is_over for one in self._world.legs.values()):
            raise _NotUnderstood("there is a call already")
        return JSONResponse({"call": self._simulator.dial(told.number, told.person)})

    async def press(self, request: Request) -> Response:
        """Press keys, or say words; pick up a telephone that rings."""
        told = msgspec.json.decode(await request.body(), type=_Keys)
        leg = self._leg(told.call)
        if leg.status == "ringing" and not leg.inbound:
            self._simulator.pick_up(leg.sid)
        else:
            self._simulator.press(leg.sid, told.keys)
        return JSONResponse({})

    async def hang_up(self, request: Request) -> Response:
        """Hang up."""
        told = msgspec.json.decode(await request.body(), type=_OneCall)
        self._simulator.hang_up(self._leg(told.call).sid)
        return JSONResponse({})

    def _leg(self, sid: str) -> Leg:
        leg = self._world.legs.get(sid)
        if leg is None or leg.is_over:
            raise _NotUnderstood("no such call")
        return leg


def _shown(leg: Leg) -> dict[str, Any]:
    return {
        "sid": leg.sid, "status": leg.status, "wants": leg.wants, "where": leg.where, "held": leg.held,
        "answered": leg.answered_at is not None, "inbound": leg.inbound, "at": leg.called,
        "to": leg.called if leg.inbound else leg.caller, "began": leg.began_at.isoformat(), "over": leg.is_over,
        "heard": [{"kind": one.kind, "text": one.text} for one in leg.heard[-40:]],
    }  # fmt: skip
