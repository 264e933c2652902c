"""The provider's side: the addresses of Twilio's API that a business calls."""

from __future__ import annotations

import asyncio
import base64
import hmac
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from trato.rooms.channels.adapters.sms.segments import segments_of
from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.sms.simulator import Simulator
from trato.rooms.channels.simulators.sms.world import Bubble, Line, Taken

HANG = 60.0  # seconds
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the API."""
    api, root = _Api(simulator), "/2010-04-01/Accounts/{account}"
    return [
        Route("/2010-04-01/Accounts/{account}.json", _refusing(api.account)),
        Route(f"{root}/Messages.json", _refusing(api.send), methods=["POST"]),
        Route(f"{root}/IncomingPhoneNumbers.json", _refusing(api.numbers)),
        Route(f"{root}/SMS/ShortCodes.json", _refusing(api.short_codes)),
        Route(f"{root}/Messages/{{message}}/Media/{{media}}", _refusing(api.media)),
        Route("/v1/Services/{service}", _refusing(api.service)),
        Route("/cdn/{media}", api.file),
    ]


def _refusing(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refusal:
            headers = {"retry-after": "2"} if refusal.status == 429 else None
            return JSONResponse(refusal.body(), refusal.status, headers=headers)

    return answer


class _Api:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

    async def send(self, request: Request) -> Response:
        """Take a message; receipts follow in the background."""
        line = self._admit(request)
        if request.headers.get("content-type", "").partition(";")[0] != "application/x-www-form-urlencoded":
            raise Refused(20001, "A form is wanted", 415)
        trouble = self._simulator.troubles.pop(0) if self._simulator.troubles else ""
        if trouble == "rate_limit":
            raise Refused(20429, "Too many requests", 429)
        form = parse_qs((await request.body()).decode(), keep_blank_values=True)
        taken, bubble = self._simulator.take(line.account_sid, form)
        if taken.form.get("StatusCallback"):
            self._simulator.tell(taken, bubble)
        if trouble == "error_after":
            return JSONResponse({"code": 20500, "message": "Internal Server Error", "status": 500}, 500)
        if trouble == "hang":
            await asyncio.sleep(HANG)
        return JSONResponse(_message(line, taken, bubble), 201)

    async def account(self, request: Request) -> Response:
        """Tell how an account does; only its own token may ask."""
        line = self._admit(request, token_only=True)
        return JSONResponse(
            {"sid": line.account_sid, "status": "active" if line.active else "suspended", "type": "Full"}
        )

    async def numbers(self, request: Request) -> Response:
        """List the numbers of an account, those asked for."""
        line, wanted = self._admit(request), request.query_params.get("PhoneNumber", "")
        found = [_number(one) for one in self._of(line) if one.number.startswith("+") and wanted in ("", one.number)]
        return JSONResponse({"incoming_phone_numbers": found, "page": 0, "page_size": 50})

    async def short_codes(self, request: Request) -> Response:
        """List the short codes of an account."""
        line, wanted = self._admit(request), request.query_params.get("ShortCode", "")
        found = [one for one in self._of(line) if not one.number.startswith("+") and wanted in ("", one.number)]
        return JSONResponse({"short_codes": [{**_number(one), "short_code": one.number} for one in found]})

    async def service(self, request: Request) -> Response:
        """Tell where a messaging service brings what comes."""
        line = self._admit(request, any_account=True)
        asked = request.path_params["service"]
        found = next((one for one in self._of(line) if one.service == asked), None)
        if found is None:
            raise Refused(20404, "The requested resource was not found", 404)
        told = {"inbound_request_url": found.service_url or None, "inbound_method": "POST"}
        return JSONResponse({"sid": asked, "use_inbound_webhook_on_number": not found.service_url, **told})

    async def media(self, request: Request) -> Response:
        """Send on to where a file lies; there nothing is asked."""
        self._admit(request)
        return RedirectResponse(str(request.url_for("file", media=request.path_params["media"])), 307)

    async def file(self, request: Request) -> Response:
        """Give a file that a person sent. An address that carries credentials is refused: they were shown to a CDN."""
        found = self._world.files.get(request.path_params["media"])
        if found is None or "authorization" in request.headers:
            return Response(status_code=404 if found is None else 400)
        headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
        return Response(found[0], media_type=found[1], headers=headers)

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

    def _of(self, line: Line) -> list[Line]:
        return [one for one in self._world.lines.values() if one.account_sid == line.account_sid]


def _number(line: Line) -> dict[str, Any]:
    return {
        "sid": f"PN{'0' * 32}", "phone_number": line.number, "sms_url": line.callback_url,
        "sms_method": line.callback_method, "capabilities": {"voice": True, "sms": True, "mms": line.mms, "fax": False},
    }  # fmt: skip


def _message(line: Line, taken: Taken, bubble: Bubble) -> dict[str, Any]:
    at = format_datetime(taken.at)
    return {
        "sid": taken.sid, "account_sid": line.account_sid, "api_version": "2010-04-01", "body": bubble.text,
        "date_created": at, "date_sent": None, "date_updated": at, "direction": "outbound-api", "error_code": None,
        "error_message": None, "from": line.number, "messaging_service_sid": line.service or None,
        "num_media": str(len(bubble.files)), "num_segments": str(max(1, segments_of(bubble.text).count)), "price": None,
        "price_unit": None, "status": "queued", "to": taken.person,
        "uri": f"/2010-04-01/Accounts/{line.account_sid}/Messages/{taken.sid}.json",
    }  # fmt: skip
