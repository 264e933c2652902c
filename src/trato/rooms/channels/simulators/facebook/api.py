"""The provider's side: the Graph's addresses about a Page, as a business calls them."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from functools import partial
from io import BytesIO
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.facebook.bodies import shaped
from trato.rooms.channels.simulators.facebook.contract import decode
from trato.rooms.channels.simulators.facebook.management import Management
from trato.rooms.channels.simulators.facebook.profile import Profiles
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import Closed, Commented, Hidden
from trato.rooms.channels.simulators.facebook.simulator import Simulator
from trato.rooms.channels.simulators.facebook.threads import Passed, Released, Taken
from trato.rooms.channels.simulators.facebook.world import Page, Spoken
from trato.rooms.channels.simulators.meta.faults import Fault

_USER_AGENT = re.compile(r"[\w-]+/\d+\.\d+\.\d+\S*( .*)?")
_VERSION = re.compile(r"v\d+\.\d+")
_LARGEST = 25 * 1024 * 1024

_OBJECTS = ("recipient", "message", "reply_to")

Endpoint = Callable[[Request], Awaitable[Response]]


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the Graph that are played."""
    provider = Provider(simulator)
    management = Management(simulator.world, lambda: simulator.base)
    return [
        Route("/cdn/{file}", provider.download, methods=["GET"]),
        Route("/{version}/{page}/messages", answering(provider.messages), methods=["POST"]),
        *thread_routes(provider),
        *profile_routes(simulator),
        Route("/{version}/debug_token", answering(management.debug_token), methods=["GET"]),
        Route("/{version}/{page}/subscribed_apps", answering(management.subscribed_apps), methods=["GET"]),
        Route("/{version}/{page}/secondary_receivers", answering(management.secondary_receivers), methods=["GET"]),
        Route("/{version}/{app}/subscriptions", answering(management.subscriptions), methods=["GET"]),
        Route("/{version}/{object}/comments", answering(provider.comment), methods=["POST"]),
        Route("/{version}/{object}/likes", answering(provider.like), methods=["POST", "DELETE"]),
        Route("/{version}/{object}", answering(provider.hide), methods=["POST"]),
        Route("/{version}/{object}", answering(provider.remove), methods=["DELETE"]),
        Route("/{version}/{object}", answering(management.page), methods=["GET"]),
    ]


def thread_routes(provider: Provider) -> list[Route]:
    """Return the addresses by which conversations are taken, passed, released and asked for."""
    threads = provider.simulator.threads
    deeds: tuple[tuple[str, type[Closed], Callable[[Page, Any], None]], ...] = (
        ("take", Taken, threads.take),
        ("pass", Passed, threads.pass_on),
        ("release", Released, threads.release),
        ("request", Taken, threads.request),
    )
    address = "/{version}/{page}/%s_thread_control"
    return [
        Route(address % name, answering(provider.thread(shape, deed)), methods=["POST"]) for name, shape, deed in deeds
    ]


def profile_routes(simulator: Simulator) -> list[Route]:
    """Return the addresses of what people meet before they write."""
    profiles, path = Profiles(simulator.world, partial(caller, simulator)), "/{version}/{page}/messenger_profile"
    doors = {"POST": profiles.put, "DELETE": profiles.take_away, "GET": profiles.tell}
    return [Route(path, answering(door), methods=[method]) for method, door in doors.items()]


def answering(endpoint: Endpoint) -> Endpoint:
    """Answer refusals as the Graph words them."""

    async def answer(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refused as refused:
            return JSONResponse(refused.body(), refused.status)

    return answer


class Provider:
    """What a business may call."""

    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def messages(self, request: Request) -> Response:
        """Take a message, or something to show."""
        page = caller(self._simulator, request)
        body, file = await _told_in(request)
        told = decode(msgspec.json.encode(body), has_file=file is not None)
        fault = self._simulator.faults.next_send() if "message" in body else None
        if fault is Fault.RATE_LIMIT:
            refused = Refused(613, "Calls to this api have exceeded the rate limit.")
            return JSONResponse(refused.body(), 429, headers={"Retry-After": "1"})
        if fault is Fault.UNAVAILABLE:
            return JSONResponse(Refused(2, "Service temporarily unavailable").body(), 503)
        media = "" if file is None else await self._keep(file, page)
        mid, person = self._simulator.take(page, told, body, media)
        if not mid:
            return JSONResponse({"recipient_id": person.wa_id})
        first = self._simulator.faults.happens(Fault.RECEIPTS_FIRST)
        self._simulator.tell_receipts(page, person, mid, body["message"], first=first)
        if first:
            await self._simulator.courier.head_start(mid)
        faults = self._simulator.faults
        if fault is Fault.ERROR_AFTER:
            return JSONResponse(Refused(1, "An unknown error occurred").body(), 500)
        if fault in (Fault.HANG, Fault.SLOW):
            await asyncio.sleep(faults.hang_seconds if fault is Fault.HANG else faults.slow_seconds)
        return JSONResponse({"recipient_id": person.wa_id, "message_id": mid})

    @property
    def simulator(self) -> Simulator:
        """The provider in the middle."""
        return self._simulator

    def thread(self, shape: type[Closed], deed: Callable[[Page, Any], None]) -> Endpoint:
        """Return the address of one deed on who holds a conversation."""

        async def answer(request: Request) -> Response:
            page = caller(self._simulator, request)
            deed(page, await shaped(request, shape))
            return JSONResponse({"success": True})

        return answer

    async def comment(self, request: Request) -> Response:
        """Publish an answer of the Page below a post or a comment."""
        page, one = self._spoken(request, "Page Public Content Access")
        told = await shaped(request, Commented)
        fault = self._simulator.faults.next_send()
        if fault is Fault.RATE_LIMIT:
            return JSONResponse(Refused(32, "Page request limit reached").body(), 429, headers={"Retry-After": "1"})
        identifier = self._simulator.posts.comment(page.id, one.id, told.message)
        if fault is Fault.ERROR_AFTER:
            return JSONResponse(Refused(1, "An unknown error occurred").body(), 500)
        return JSONResponse({"id": identifier})

    async def hide(self, request: Request) -> Response:
        """Hide a comment, or show it again."""
        _, one = self._spoken(request)
        told = await shaped(request, Hidden)
        self._simulator.posts.hide(one.id, hidden=told.is_hidden)
        return JSONResponse({"success": True})

    async def remove(self, request: Request) -> Response:
        """Delete a comment."""
        _, one = self._spoken(request)
        self._simulator.posts.remove(one.id)
        return JSONResponse({"success": True})

    async def like(self, request: Request) -> Response:
        """Like a comment as the Page, or stop."""
        _, one = self._spoken(request)
        self._simulator.posts.like(one.id, liked=request.method == "POST")
        return JSONResponse({"success": True})

    def _spoken(self, request: Request, feature: str = "") -> tuple[Page, Spoken]:
        """Return who calls and what it is about: what is theirs, or what this feature of their app lets them reach."""
        page = caller(self._simulator, request)
        one = self._simulator.posts.get(str(request.path_params["object"]))
        if page.id not in (one.page, one.author) and feature not in page.features:
            raise Refused(200, "Permissions error", status=403)
        return page, one

    async def download(self, request: Request) -> Response:
        """Give a file to who has its address."""
        stored = self._simulator.world.files.get(request.path_params["file"])
        if stored is None:
            return Response(status_code=404)
        return Response(stored.content, media_type=stored.mime or "application/octet-stream")

    async def _keep(self, file: UploadFile, page: Page) -> str:
        content = await file.read()
        if not content or len(content) > _LARGEST:
            raise Refused(100, "File size exceeds the limit", subcode=2018047)
        return self._simulator.keep_file(content, file.content_type or "", file.filename or "", page.id)


def caller(simulator: Simulator, request: Request) -> Page:
    """Return whose call this is. Raises `Refused` with what Meta answers to strangers."""
    if _USER_AGENT.fullmatch(request.headers.get("user-agent", "")) is None:
        raise Refused(100, "User-Agent must look like name/1.0.0")
    if _VERSION.fullmatch(str(request.path_params.get("version", ""))) is None:
        raise Refused(2500, "Unknown version", status=404)
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    wanted = request.path_params.get("page")
    for page in simulator.world.numbers.values():
        if token and page.token == token and wanted in (None, page.id, "me"):
            return page
    raise Refused(190, "Error validating access token", status=401)


async def _told_in(request: Request) -> tuple[dict[str, Any], UploadFile | None]:
    """Return what a call says: JSON, or a form with a file."""
    kind = request.headers.get("content-type", "")
    try:
        if kind.startswith("application/json"):
            body = msgspec.json.decode(await request.body(), type=dict[str, Any])
            return body, None
        if not kind.startswith("multipart/form-data"):
            raise Refused(100, "JSON, or a form with a file")
        async with request.form() as form:
            file = form.get("filedata")
            if not isinstance(file, UploadFile):
                raise Refused(100, "filedata is required", subcode=2018008)
            told = {name: value for name, value in form.items() if isinstance(value, str)}
            objects = {name: msgspec.json.decode(told[name]) for name in _OBJECTS if name in told}
            # the form takes its files with it when it is closed
            return {**told, **objects}, UploadFile(
                BytesIO(await file.read()), filename=file.filename, headers=file.headers
            )
    except (msgspec.DecodeError, msgspec.ValidationError) as wrong:
        raise Refused(100, str(wrong)) from wrong
