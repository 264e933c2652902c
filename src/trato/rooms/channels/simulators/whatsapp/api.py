"""The provider's side: the Cloud API's addresses, as a business calls them."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.whatsapp.contract import decode
from trato.rooms.channels.simulators.whatsapp.library import Templates
from trato.rooms.channels.simulators.whatsapp.management import Management
from trato.rooms.channels.simulators.whatsapp.refusals import Refused
from trato.rooms.channels.simulators.whatsapp.shapes import ReadMark
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator
from trato.rooms.channels.simulators.whatsapp.world import Number

DOWNLOADS = "/whatsapp_business/attachments/"
_USER_AGENT = re.compile(r"[\w-]+/\d+\.\d+\.\d+\S*( .*)?")
_VERSION = re.compile(r"v\d+\.\d+")
_LARGEST = {"image": 5, "video": 16, "audio": 16, "application": 100, "text": 100}  # megabytes

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of Meta's Graph and of 360dialog, which has neither version nor number in its paths."""
    provider = _Provider(simulator)
    management = Management(simulator.world)
    library = Templates(simulator)
    return [
        Route(DOWNLOADS, _answering(provider.download), methods=["GET"]),
        Route("/messages", _answering(provider.messages), methods=["POST"]),
        Route("/media", _answering(provider.upload), methods=["POST"]),
        Route("/{version}/{number}/messages", _answering(provider.messages), methods=["POST"]),
        Route("/{version}/{number}/media", _answering(provider.upload), methods=["POST"]),
        Route("/v1/configs/webhook", _answering(management.hook_of_360dialog), methods=["GET"]),
        Route("/{version}/debug_token", _answering(management.debug_token), methods=["GET"]),
        Route("/{version}/{account}/subscribed_apps", _answering(management.subscribed_apps), methods=["GET"]),
        Route("/{version}/{account}/message_templates", _answering(library.list), methods=["GET"]),
        Route("/{version}/{account}/message_templates", _answering(library.take), methods=["POST"]),
        Route("/{version}/{account}/conversational_automation", _answering(management.automate), methods=["POST"]),
        Route("/{version}/{app}/subscriptions", _answering(management.subscriptions), methods=["GET"]),
        Route("/{version}/{media}", _answering(provider.look_up), methods=["GET"]),
        Route("/{media:int}", _answering(provider.look_up), methods=["GET"]),
    ]


def _answering(endpoint: Endpoint) -> Endpoint:
    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            return JSONResponse(refused.body(), refused.status)

    return answer


class _Provider:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def messages(self, request: Request) -> Response:
        """Take a message, or a mark that one was read."""
        number = self._number(request)
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise Refused(100, "Content-Type must be application/json")
        raw = await request.body()
        told = decode(raw)
        if isinstance(told, ReadMark):
            self._simulator.mark_read(number, told)
            return JSONResponse({"success": True})
        fault = self._simulator.faults.next_send()
        if fault is Fault.RATE_LIMIT:
            refused = Refused(130429, "Cloud API message throughput has been reached.")
            return JSONResponse(refused.body(), 429, headers={"Retry-After": "1"})
        if fault is Fault.UNAVAILABLE:
            return JSONResponse(Refused(131016, "Service unavailable").body(), 503)
        taken, person = self._simulator.take(number, told, msgspec.json.decode(raw))
        first = self._simulator.faults.happens(Fault.RECEIPTS_FIRST)
        self._simulator.tell_receipts(number, person, taken, told, first=first)
        if first:
            await self._simulator.courier.head_start(taken.id)
        return await self._answer_of(fault, taken.id, told.to, person.wa_id, person.user_id)

    async def _answer_of(self, fault: Fault | None, wamid: str, to: object, wa_id: str, user_id: str) -> Response:
        faults = self._simulator.faults
        if fault is Fault.ERROR_AFTER:
            return JSONResponse(Refused(131000, "Message failed to send due to an unknown error.").body(), 500)
        if fault is Fault.HANG:
            await asyncio.sleep(faults.hang_seconds)
        if fault is Fault.SLOW:
            await asyncio.sleep(faults.slow_seconds)
        known = {"input": to, "wa_id": wa_id, "user_id": user_id} if isinstance(to, str) else {"user_id": user_id}
        return JSONResponse({"messaging_product": "whatsapp", "contacts": [known], "messages": [{"id": wamid}]})

    async def upload(self, request: Request) -> Response:
        """Keep a file that a message will name."""
        number = self._number(request)
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise Refused(100, "Uploads are multipart/form-data")
        async with request.form() as form:
            file = form.get("file")
            if form.get("messaging_product") != "whatsapp":
                raise Refused(131008, "messaging_product is required")
            if set(form) - {"file", "messaging_product", "type"}:
                raise Refused(100, "unknown field in the form")
            if not isinstance(file, UploadFile):
                raise Refused(131008, "file is required")
            mime = str(form.get("type") or file.content_type or "")
            content = await file.read()
            _check_size(mime, len(content))
            return JSONResponse({"id": self._simulator.keep_file(content, mime, file.filename or "", number.id)})

    async def look_up(self, request: Request) -> Response:
        """Tell where a file lies."""
        if "fields" in request.query_params:  # not a file: the number itself
            return Management(self._simulator.world).number(request)
        number, media = self._number(request), str(request.path_params["media"])
        stored = self._simulator.world.files.get(media)
        asked = request.query_params.get("phone_number_id", number.id)
        if stored is None or stored.number != number.id or asked != number.id:
            raise Refused(100, f"Object with ID '{media}' does not exist", status=404)
        return JSONResponse(
            {
                "messaging_product": "whatsapp",
                "url": f"{str(request.base_url).rstrip('/')}{DOWNLOADS}?mid={media}",
                "mime_type": stored.mime,
                "sha256": hashlib.sha256(stored.content).hexdigest(),
                "file_size": str(len(stored.content)),
                "id": media,
            }
        )

    async def download(self, request: Request) -> Response:
        """Give a file to who shows the token."""
        number = self._number(request)
        stored = self._simulator.world.files.get(request.query_params.get("mid", ""))
        if stored is None or stored.number != number.id:
            return Response(status_code=404)
        return Response(stored.content, media_type=stored.mime or "application/octet-stream")

    def _number(self, request: Request) -> Number:
        """Return whose call this is. Raises `Refused` with what Meta answers to strangers."""
        agent = request.headers.get("user-agent", "")
        if _USER_AGENT.fullmatch(agent) is None:
            raise Refused(100, "User-Agent must look like name/1.0.0")
        wanted = str(request.path_params.get("number", ""))
        version = str(request.path_params.get("version", "v1.0"))
        if _VERSION.fullmatch(version) is None:
            raise Refused(100, f"Unknown version {version}", status=404)
        through_360 = "version" not in request.path_params and "d360-api-key" in request.headers
        token = request.headers.get("d360-api-key" if through_360 else "authorization", "").removeprefix("Bearer ")
        for number in self._simulator.world.numbers.values():
            if (
                token
                and number.token == token
                and (number.provider == "360dialog") == through_360
                and wanted in ("", number.id)
            ):
                return number
        raise Refused(190, "Error validating access token", status=401)


def _check_size(mime: str, size: int) -> None:
    limit = _LARGEST.get(mime.partition("/")[0])
    if limit is None:
        raise Refused(131053, f"Unsupported media type {mime or 'none'}")
    if size == 0 or size > limit * 1024 * 1024:
        raise Refused(131053, f"{size} bytes: at least 1 and at most {limit} MB")
