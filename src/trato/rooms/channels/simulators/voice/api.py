"""The provider's side: the addresses of Twilio's API that a business calls."""

from __future__ import annotations

import base64
import hmac
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.voice.contract import Form, check_participant, check_update
from trato.rooms.channels.simulators.voice.simulator import Simulator
from trato.rooms.channels.simulators.voice.world import Leg, Line, Room

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the API, and of the softphone that stands in for a browser's."""
    api, root = _Api(simulator), "/2010-04-01/Accounts/{account}"
    return [
        Route("/2010-04-01/Accounts/{account}.json", _refusing(api.account)),
        Route(f"{root}/IncomingPhoneNumbers.json", _refusing(api.numbers)),
        Route(f"{root}/Calls.json", _refusing(api.create), methods=["POST"]),
        Route(f"{root}/Calls/{{call}}.json", _refusing(api.change), methods=["POST"]),
        Route(f"{root}/Conferences/{{room}}/Participants/{{call}}.json", _refusing(api.participant), methods=["POST"]),
        Route(f"{root}/Recordings/{{recording}}", _refusing(api.recording)),
        Route("/softphone/{call}", _refusing(api.softphone), methods=["POST"]),
    ]


def _refusing(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refusal:
            return JSONResponse(refusal.body(), refusal.status)

    return answer


class _Api:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

    async def account(self, request: Request) -> Response:
        """Tell how an account does; only its own token may ask."""
        line = self._admit(request, token_only=True)
        return JSONResponse({"sid": line.account_sid, "status": "active" if line.active else "suspended"})

    async def numbers(self, request: Request) -> Response:
        """List the numbers of an account, those asked for."""
        line, wanted = self._admit(request), request.query_params.get("PhoneNumber", "")
        them = [one for one in self._world.lines.values() if one.account_sid == line.account_sid]
        return JSONResponse({"incoming_phone_numbers": [_number(one) for one in them if wanted in ("", one.number)]})

    async def create(self, request: Request) -> Response:
        """Make a call."""
        line = self._admit(request)
        form = await self._form(request)
        ours = self._world.lines.get(form.get("From", [""])[0])
        if ours is not None and ours.account_sid != line.account_sid:
            raise Refused(21210, "'From' phone number not verified")
        leg = self._simulator.create(line if ours is None else ours, form)
        return JSONResponse(_call(leg), 201)

    async def change(self, request: Request) -> Response:
        """Bring a call elsewhere, or end it."""
        self._admit(request)
        leg = self._leg(request)
        form = await self._form(request)
        check_update(form)
        self._simulator.change(leg, form)
        return JSONResponse(_call(leg))

    async def participant(self, request: Request) -> Response:
        """Put somebody on hold, or mute them."""
        self._admit(request)
        leg, asked = self._leg(request), request.path_params["room"]
        form = await self._form(request)
        check_participant(form)
        room = self._world.rooms.get(leg.room)
        if room is None or room.sid != asked or leg.sid not in room.people:
            raise Refused(20404, "The requested resource was not found", 404)
        if "Hold" in form:
            self._simulator.hold(room, leg, form["Hold"][0] == "true")
        if "Muted" in form:
            leg.muted = form["Muted"][0] == "true"
            self._world.touch()
        return JSONResponse(_participant(leg, room))

    async def recording(self, request: Request) -> Response:
        """Give what somebody said."""
        self._admit(request)
        found = self._world.recordings.get(request.path_params["recording"].partition(".")[0])
        if found is None:
            raise Refused(20404, "The requested resource was not found", 404)
        return Response(found, media_type="audio/x-wav")

    async def softphone(self, request: Request) -> Response:
        """Play the browser of one of the business: pick up, or press keys. Twilio has this in its library."""
        self._admit(request, any_account=True)
        leg = self._leg(request)
        digits = (await self._form(request)).get("Digits", [""])[0]
        if digits:
            self._simulator.press(leg.sid, digits)
        else:
            self._simulator.pick_up(leg.sid)
        return JSONResponse(_call(leg))

    async def _form(self, request: Request) -> Form:
        if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
            raise Refused(20001, "A form is wanted", 415)
        trouble = self._simulator.troubles.pop(0) if self._simulator.troubles else ""
        if trouble:
            raise Refused(20429 if trouble == "rate_limit" else 20500, trouble, 429 if trouble == "rate_limit" else 500)
        return parse_qs((await request.body()).decode(), keep_blank_values=True)

    def _leg(self, request: Request) -> Leg:
        leg = self._world.legs.get(request.path_params["call"])
        if leg is None:
            raise Refused(20404, "The requested resource was not found", 404)
        return leg

    def _admit(self, request: Request, *, token_only: bool = False, any_account: bool = False) -> Line:
        kind, _, told = request.headers.get("authorization", "").partition(" ")
        try:
            name, _, secret = base64.b64decode(told if kind == "Basic" else "", validate=True).decode().partition(":")
        except ValueError:
            name = secret = ""
        account = request.path_params.get("account", "")
        for line in self._world.lines.values():
            keys = [(line.account_sid, line.auth_token), *([] if token_only else [line.api_key])]
            known = any(one == name and hmac.compare_digest(two, secret) for one, two in keys if one and two)
            if known and (any_account or line.account_sid == account):
                return line
        raise Refused(20003, "Authenticate", 401)


def _number(line: Line) -> dict[str, Any]:
    return {
        "sid": f"PN{'0' * 32}", "phone_number": line.number, "voice_url": line.callback_url,
        "voice_method": line.callback_method, "status_callback": line.status_url, "status_callback_method": "POST",
        "voice_application_sid": "", "capabilities": {"voice": line.voice, "sms": True, "mms": False, "fax": False},
    }  # fmt: skip


def _call(leg: Leg) -> dict[str, Any]:
    return {
        "sid": leg.sid, "account_sid": leg.line.account_sid, "to": leg.called, "from": leg.caller,
        "status": leg.status, "direction": "inbound" if leg.inbound else "outbound-api", "api_version": "2010-04-01",
        "date_created": format_datetime(leg.began_at),
        "uri": f"/2010-04-01/Accounts/{leg.line.account_sid}/Calls/{leg.sid}.json",
    }  # fmt: skip


def _participant(leg: Leg, room: Room) -> dict[str, Any]:
    return {
        "account_sid": leg.line.account_sid, "call_sid": leg.sid, "conference_sid": room.sid, "muted": leg.muted,
        "hold": leg.held, "status": "connected", "end_conference_on_exit": room.people.get(leg.sid, False),
    }  # fmt: skip
