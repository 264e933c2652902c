"""Telegram's side: /bot<token>/<method> as bots call it, and /file/bot<token>/<file>."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.telegram.contract import decode, decode_form
from trato.rooms.channels.simulators.telegram.refusals import Refused
from trato.rooms.channels.simulators.telegram.shapes import (
    AnswerCallbackQuery,
    Call,
    DeleteMyCommands,
    GetFile,
    GetMe,
    GetMyCommands,
    GetMyDescription,
    GetWebhookInfo,
    SendMediaGroup,
    SetMessageReaction,
    SetMyCommands,
    SetMyDescription,
    SetWebhook,
)
from trato.rooms.channels.simulators.telegram.simulator import Simulator
from trato.rooms.channels.simulators.telegram.world import Bot, File

PHOTO_LIMIT, FILE_LIMIT = 10 * 1024 * 1024, 50 * 1024 * 1024
DOWNLOAD_LIMIT = 20 * 1024 * 1024


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the Bot API."""
    provider = _Provider(simulator)
    return [
        Route("/file/bot{token}/{file}", provider.download, methods=["GET"]),
        Route("/bot{token}/{method}", provider.call, methods=["GET", "POST"]),
    ]


class _Provider:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator

    async def call(self, request: Request) -> Response:
        """Take one call."""
        try:
            bot = self._bot(request)
            call, files = await _read(request)
            return JSONResponse({"ok": True, "result": await self._do(bot, call, files)})
        except Refused as refused:
            return JSONResponse(refused.body(), refused.status)

    async def _do(self, bot: Bot, call: Call, files: dict[str, File]) -> Any:
        simulator = self._simulator
        match call:
            case GetMe():
                me = {"id": bot.id, "is_bot": True, "first_name": bot.name, "username": bot.username}
                return {**me, "can_join_groups": False, "can_read_all_group_messages": False}
            case GetWebhookInfo():
                told = {"url": bot.callback_url, "has_custom_certificate": False, "pending_update_count": 0}
                return {**told, "last_error_message": bot.last_error} if bot.last_error else told
            case SetWebhook():
                if call.url and not call.url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
                    raise Refused(400, "bad webhook: An HTTPS URL must be provided for webhook")
                bot.callback_url, bot.secret_token = call.url, call.secret_token
                return True
            case AnswerCallbackQuery():
                simulator.world.answered.add(call.callback_query_id)
                return True
            case GetFile():
                return self._file(call.file_id)
            case SetMyCommands() | GetMyCommands() | DeleteMyCommands() | SetMyDescription() | GetMyDescription():
                return simulator.show(bot, call)
            case SetMessageReaction():
                simulator.react(bot, call)
                return True
            case _:
                fault = simulator.faults.next_send()
                if fault is Fault.RATE_LIMIT:
                    raise Refused(429, "retry after 1", retry_after=1)
                if fault is Fault.UNAVAILABLE:
                    raise Refused(502)
                taken: Any
                if isinstance(call, SendMediaGroup):
                    taken = simulator.take_album(bot, call, files)
                else:
                    taken = simulator.take(bot, call, files)
                if fault is Fault.ERROR_AFTER:
                    raise Refused(500)
                if fault is Fault.HANG:
                    await asyncio.sleep(simulator.faults.hang_seconds)
                return taken

    def _file(self, identifier: str) -> dict[str, Any]:
        file = self._simulator.world.files.get(identifier)
        if file is None:
            raise Refused(400, "invalid file_id")
        if len(file.content) > DOWNLOAD_LIMIT:
            raise Refused(400, "file is too big")
        told = {"file_id": identifier, "file_unique_id": identifier[-12:], "file_size": len(file.content)}
        return {**told, "file_path": identifier}

    async def download(self, request: Request) -> Response:
        """Give a file to who knows the token."""
        try:
            self._bot(request)
        except Refused as refused:
            return JSONResponse(refused.body(), refused.status)
        file = self._simulator.world.files.get(request.path_params["file"])
        if file is None:
            return Response(status_code=404)
        return Response(file.content, media_type="application/octet-stream")

    def _bot(self, request: Request) -> Bot:
        bot = self._simulator.world.bots.get(request.path_params["token"])
        if bot is None:
            raise Refused(401)
        return bot


async def _read(request: Request) -> tuple[Call, dict[str, File]]:
    """Read a call from JSON, a form or the address. Raises `Refused`."""
    method = str(request.path_params["method"])
    kind = request.headers.get("content-type", "")
    if request.method == "GET" or not await request.body():
        return decode_form(method, dict(request.query_params), {}), {}
    if kind.startswith("application/json"):
        try:
            told = msgspec.json.decode(await request.body())
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
            raise Refused(400, "can't parse JSON") from wrong
        if not isinstance(told, dict):
            raise Refused(400, "can't parse JSON")
        return decode(method, told), {}
    async with request.form() as form:
        texts = {name: value for name, value in form.items() if isinstance(value, str)}
        files: dict[str, File] = {}
        for name, value in form.items():
            if isinstance(value, UploadFile):
                files[name] = File(await value.read(), value.content_type or "", value.filename or "")
        for name, file in files.items():
            if len(file.content) > (PHOTO_LIMIT if name == "photo" else FILE_LIMIT):
                raise Refused(413, "Request Entity Too Large")
        return decode_form(method, texts, {name: file.name for name, file in files.items()}), files
