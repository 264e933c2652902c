"""WeChat's side: the Official Account API, and the files that people sent."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.wechat.contract import asked, check_file, decode, decode_send
from trato.rooms.channels.simulators.wechat.refusals import Refused
from trato.rooms.channels.simulators.wechat.shapes import (
    SEND,
    AskedMedia,
    AskedUser,
    Brought,
    Check,
    NothingAsked,
    Quota,
    Token,
    Typing,
)
from trato.rooms.channels.simulators.wechat.simulator import Simulator
from trato.rooms.channels.simulators.wechat.world import Account

Deed = Callable[[Account, Request], Awaitable[Response]]
GOOD = {"errcode": 0, "errmsg": "ok"}
LIFE = 7200  # seconds


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the API."""
    wechat = _Provider(simulator)
    guarded = [
        (SEND, wechat.send, "POST"),
        ("/cgi-bin/message/custom/typing", wechat.typing, "POST"),
        ("/cgi-bin/media/upload", wechat.upload, "POST"),
        ("/cgi-bin/media/get", wechat.content, "GET"),
        ("/cgi-bin/user/info", wechat.user, "GET"),
        ("/cgi-bin/get_api_domain_ip", wechat.addresses, "GET"),
        ("/cgi-bin/openapi/quota/get", wechat.quota, "POST"),
        ("/cgi-bin/callback/check", wechat.check, "POST"),
    ]
    return [
        Route("/cgi-bin/stable_token", wechat.token, methods=["GET", "POST"]),
        Route("/files/{media}", wechat.file),
        *(Route(path, wechat.known(deed, method), methods=["GET", "POST"]) for path, deed, method in guarded),
    ]


class _Provider:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    def known(self, deed: Deed, method: str) -> Callable[[Request], Awaitable[Response]]:
        """Let in who has the token of an account, and answer refusals as WeChat does."""

        async def answer(request: Request) -> Response:
            try:
                if request.method != method:
                    raise Refused(43001 if method == "GET" else 43002)
                account = self._simulator.of_token(request.query_params.get("access_token", ""))
                return await deed(account, request)
            except Refused as refused:
                return JSONResponse(refused.body())

        return answer

    async def token(self, request: Request) -> Response:
        """Give an account its token; while it is good, everybody the same."""
        try:
            if request.method != "POST":
                raise Refused(43002)
            told = decode(await request.body(), Token)
            given = self._simulator.give_token(told.appid, told.secret, anew=told.force_refresh)
        except Refused as refused:
            return JSONResponse(refused.body())
        return JSONResponse({"access_token": given, "expires_in": LIFE})

    async def send(self, account: Account, request: Request) -> Response:
        """Take a message. It has no key: one that comes again is sent again."""
        asked(request.query_params, NothingAsked)
        send = decode_send(await request.body())
        faults = self._simulator.faults
        fault = faults.next_send()
        if fault is Fault.RATE_LIMIT:
            raise Refused(45011)
        if fault is Fault.UNAVAILABLE:
            raise Refused(-1)
        self._simulator.take(account, send)
        if fault is Fault.ERROR_AFTER:
            return Response(status_code=502)
        if fault in (Fault.HANG, Fault.SLOW):
            await asyncio.sleep(faults.hang_seconds if fault is Fault.HANG else faults.slow_seconds)
        return JSONResponse(GOOD)

    async def typing(self, account: Account, request: Request) -> Response:
        """Show a person that somebody writes, or does no longer."""
        asked(request.query_params, NothingAsked)
        told = decode(await request.body(), Typing)
        person = self._simulator.world.people.get(told.touser)
        if person is None:
            raise Refused(40003)
        self._simulator.world.chat(account, person).typing = told.command == "Typing"
        return JSONResponse(GOOD)

    async def upload(self, account: Account, request: Request) -> Response:
        """Take a file, for three days."""
        kind = asked(request.query_params, Brought).type
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise Refused(47001, "multipart/form-data is expected")
        async with request.form() as form:
            file = form.get("media")
            if set(form) != {"media"} or not isinstance(file, UploadFile) or not file.filename:
                raise Refused(41005, "media data missing")
            content, mime = await file.read(), file.content_type or ""
            check_file(kind, content, mime)
            media = self._simulator.world.keep(content, mime, file.filename)
        return JSONResponse({"type": kind, "media_id": media, "created_at": int(self._simulator.clock().timestamp())})

    async def content(self, account: Account, request: Request) -> Response:
        """Give a file; of a video where it lies."""
        media = asked(request.query_params, AskedMedia).media_id
        file = self._simulator.world.files.get(media)
        if file is None:
            raise Refused(40007)
        if file.mime.startswith("video/"):
            return JSONResponse({"video_url": f"{self._simulator.base}/files/{media}"})
        return Response(file.content, media_type=file.mime or "application/octet-stream")

    async def file(self, request: Request) -> Response:
        """Give a file to whoever knows where it lies."""
        file = self._simulator.world.files.get(request.path_params["media"])
        return Response(file.content, media_type=file.mime) if file is not None else Response(status_code=404)

    async def user(self, account: Account, request: Request) -> Response:
        """Tell of a person who follows: no name but the one that the account gave them."""
        world, told = self._simulator.world, asked(request.query_params, AskedUser)
        person = world.people.get(told.openid)
        if person is None:
            raise Refused(40003)
        chat = world.chat(account, person)
        if not chat.follows:
            return JSONResponse({"subscribe": 0, "openid": person.id, "tagid_list": []})
        known: dict[str, Any] = {"subscribe": 1, "openid": person.id, "language": told.lang, "remark": chat.remark}
        return JSONResponse({**known, "groupid": 0, "tagid_list": [], "subscribe_scene": "ADD_SCENE_QR_CODE"})

    async def addresses(self, account: Account, request: Request) -> Response:
        """Tell where the API itself lives."""
        asked(request.query_params, NothingAsked)
        return JSONResponse({"ip_list": ["203.0.113.1", "203.0.113.2"]})

    async def quota(self, account: Account, request: Request) -> Response:
        """Tell how many calls of a kind a day has."""
        asked(request.query_params, NothingAsked)
        if decode(await request.body(), Quota).cgi_path != SEND:
            raise Refused(76021)
        if not account.verified:
            raise Refused(48001)
        told = {"daily_limit": account.quota, "used": account.used, "remain": account.quota - account.used}
        return JSONResponse({**GOOD, "quota": told})

    async def check(self, account: Account, request: Request) -> Response:
        """Tell whether the address to which messages are brought can be found."""
        asked(request.query_params, NothingAsked)
        decode(await request.body(), Check)
        if not account.callback_url:
            raise Refused(40201)
        return JSONResponse({"dns": [{"ip": "203.0.113.9", "real_operator": "UNICOM"}], "ping": []})
