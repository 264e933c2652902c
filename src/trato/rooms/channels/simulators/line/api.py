"""LINE's side: the Messaging API, its files, and its stickers' pictures."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.kit.clock import wall_clock
from trato.rooms.channels.simulators.asked import is_json
from trato.rooms.channels.simulators.line.contract import decode, retry_key
from trato.rooms.channels.simulators.line.refusals import Refused
from trato.rooms.channels.simulators.line.shapes import Push, SetEndpoint, TryEndpoint
from trato.rooms.channels.simulators.line.simulator import Simulator
from trato.rooms.channels.simulators.line.world import Account
from trato.rooms.channels.simulators.meta.faults import Fault

# a smiling face of 24 by 24 points: what stands for every sticker here
STICKER = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAABgAAAAYCAYAAADgdz34AAAAX0lEQVR42mNgGEjAdjz0PzGYpoaTbAmpBpNkEaWGE7SEphZQy3CsllDbcAxLcC"
    "mAAXLlB94CmgfRqAWDI5kSMoQqyRSbIfjkSM7NuMCAlUcDV1zTvMKhS5VJt0qfWgAA3xeNmK9PvB8AAAAASUVORK5CYII="
)
Deed = Callable[[Account, Request], Awaitable[Response]]


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the API."""
    line = _Provider(simulator)
    guarded = [
        ("/v2/bot/message/push", line.push, "POST"),
        ("/v2/bot/info", line.info, "GET"),
        ("/v2/bot/profile/{user}", line.profile, "GET"),
        ("/v2/bot/message/quota", line.quota, "GET"),
        ("/v2/bot/message/quota/consumption", line.consumption, "GET"),
        ("/v2/bot/message/{message}/content", line.content, "GET"),
        ("/v2/bot/channel/webhook/endpoint", line.endpoint, "GET"),
        ("/v2/bot/channel/webhook/endpoint", line.set_endpoint, "PUT"),
        ("/v2/bot/channel/webhook/test", line.try_endpoint, "POST"),
    ]
    stickers = Route("/stickershop/v1/sticker/{sticker:int}/android/sticker.png", line.sticker)
    return [stickers, *(Route(path, line.known(deed), methods=[method]) for path, deed, method in guarded)]


class _Provider:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def known(self, deed: Deed) -> Callable[[Request], Awaitable[Response]]:
        """Let in who has the token of an account, and answer refusals as LINE does."""

        async def answer(request: Request) -> Response:
            scheme, _, token = request.headers.get("authorization", "").partition(" ")
            account = self._simulator.world.accounts.get(token) if scheme == "Bearer" else None
            try:
                if account is None:
                    raise Refused(401, "Authentication failed. Confirm that the access token is valid.")
                return await deed(account, request)
            except Refused as refused:
                return JSONResponse(refused.body(), refused.status)

        return answer

    async def push(self, account: Account, request: Request) -> Response:
        """Take messages; those of a key that came before are not sent again."""
        key = retry_key(request.headers.get("x-line-retry-key"))
        told = decode(await _body(request), Push)
        faults = self._simulator.faults
        fault = faults.next_send()
        if fault is Fault.RATE_LIMIT:
            raise Refused(429, "The API rate limit has been exceeded. Try again later.")
        if fault is Fault.UNAVAILABLE:
            raise Refused(503, "Service Unavailable")
        taken, numbers, before = self._simulator.take(account, told, key)
        if fault is Fault.ERROR_AFTER:
            raise Refused(500, "Internal Server Error")
        if fault is Fault.HANG:
            await asyncio.sleep(faults.hang_seconds)
        body: dict[str, Any] = {"sentMessages": [{"id": one, "quoteToken": f"q{one}"} for one in numbers]}
        if before:
            body = {"message": "The retry key is already accepted", **body}
            return JSONResponse(body, 409, {"x-line-accepted-request-id": taken})
        return JSONResponse(body, headers={"x-line-request-id": taken})

    async def info(self, account: Account, request: Request) -> Response:
        """Tell whose token it is."""
        told = {"userId": account.id, "basicId": account.basic_id, "displayName": account.name}
        return JSONResponse({**told, "chatMode": "bot", "markAsReadMode": "auto"})

    async def profile(self, account: Account, request: Request) -> Response:
        """Tell what somebody is called, who is a friend or wrote."""
        person = self._simulator.world.people.get(request.path_params["user"])
        chat = self._simulator.world.chat(account, person) if person is not None else None
        if person is None or chat is None or chat.blocked or not (chat.friends or chat.lines):
            raise Refused(404, "Not found")
        return JSONResponse({"displayName": person.name, "userId": person.id, "language": "es"})

    async def quota(self, account: Account, request: Request) -> Response:
        """Tell how many messages the plan allows a month."""
        return JSONResponse({"type": "limited", "value": account.quota})

    async def consumption(self, account: Account, request: Request) -> Response:
        """Tell how many were sent this month."""
        return JSONResponse({"totalUsage": account.used})

    async def content(self, account: Account, request: Request) -> Response:
        """Give a file; one that is still prepared is not there yet."""
        world, message = self._simulator.world, request.path_params["message"]
        file = world.files.get(world.contents.get(message, ""))
        if file is None:
            raise Refused(404, "Not found")
        if (left := world.preparing.get(message, 0)) > 0:
            world.preparing[message] = left - 1
            return Response(status_code=202)
        return Response(file.content, media_type=file.mime or "application/octet-stream")

    async def endpoint(self, account: Account, request: Request) -> Response:
        """Tell where events go."""
        if not account.callback_url:
            raise Refused(404, "Webhook endpoint not found")
        return JSONResponse({"endpoint": account.callback_url, "active": account.active})

    async def set_endpoint(self, account: Account, request: Request) -> Response:
        """Bring events elsewhere from now on."""
        account.callback_url = decode(await _body(request), SetEndpoint).endpoint
        return JSONResponse({})

    async def try_endpoint(self, account: Account, request: Request) -> Response:
        """Bring a webhook without events, and tell what was answered."""
        url = decode(await _body(request) or b"{}", TryEndpoint).endpoint or account.callback_url
        status, reason = await self._simulator.courier.tried(account, url, self._simulator.try_address(account))
        told = {"success": 200 <= status < 300, "timestamp": wall_clock().isoformat(), "statusCode": status}
        return JSONResponse({**told, "reason": reason, "detail": str(status) if status else reason})

    async def sticker(self, request: Request) -> Response:
        """Show a sticker, to anybody."""
        return Response(STICKER, media_type="image/png")


async def _body(request: Request) -> bytes:
    """Return the body of a call; one that calls itself anything but JSON is refused."""
    body = await request.body()
    if body and not is_json(request):
        raise Refused(415, "Content-Type must be application/json")
    return body
