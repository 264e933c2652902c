"""Files at the desk: the raw bytes in, by their content; the bytes out, so that they can do nothing to the page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import BinaryIO
from urllib.parse import quote
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer
from trato.app.wiring import House
from trato.kit.errors import Forbidden, Invalid, NotFound, TooLarge
from trato.kit.events import Actor, ActorKind
from trato.kit.file_types import INLINE, FileType, sniff
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Verb
from trato.rooms.console.errors import FileTooBig
from trato.rooms.console.service import uploads

DRAINED = 64 * 1024 * 1024  # bytes that are read and thrown away, so that the browser hears why
UNNAMED = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")


def routes(house: House, entrance: Entrance) -> list[Route]:
    """Return `PUT /api/v1/attachments/{id}` and `GET /api/v1/files/{id}`."""

    async def put(request: Request) -> Response:
        who = await admit(entrance, request, Verb.CASES_REPLY)
        assert who is not None
        id = _id(request)
        name = UNNAMED.sub("", request.query_params.get("name", "").replace("\\", "/").rsplit("/", 1)[-1])[:200]
        found: list[FileType] = []

        def inspect(file: BinaryIO) -> None:
            found.append(sniff(file, name))
            uploads.check_kind(found[-1].mime)

        try:
            blob = await house.blobs.put(who.workspace_id, _bounded(request), limit=uploads.LARGEST, inspect=inspect)
        except TooLarge as error:
            await _drain(request)
            raise FileTooBig(limit=uploads.LARGEST) from error
        if blob.size == 0:
            raise Invalid(field="body", reason="empty_file")
        async with house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            kept = await uploads.keep(tx, who, id, name, found[0].mime, blob.key, blob.size)
        return json_answer(kept)

    async def get(request: Request) -> Response:
        who = await admit(entrance, request, Verb.CASES_READ)
        if who is None:
            raise Forbidden()
        async with house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
            file = await uploads.find(tx, who, _id(request))
        inline = file.mime in INLINE
        how = "inline" if inline else "attachment"
        headers = {
            "content-disposition": f"{how}; filename*=UTF-8''{quote(file.name or 'file')}",
            "content-security-policy": "default-src 'none'; sandbox",
            "cross-origin-resource-policy": "same-origin",
            "cache-control": "private, max-age=3600, immutable",
            "x-content-type-options": "nosniff",
        }
        media_type = file.mime if inline else "application/octet-stream"
        return FileResponse(house.blobs.path(file.key), media_type=media_type, headers=headers)

    return [
        Route("/api/v1/attachments/{id}", guard(put), methods=["PUT"]),
        Route("/api/v1/files/{id}", guard(get), methods=["GET"]),
    ]


def _id(request: Request) -> UUID:
    try:
        return UUID(request.path_params["id"])
    except ValueError:
        raise NotFound() from None


async def _bounded(request: Request) -> AsyncIterator[bytes]:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > uploads.LARGEST:
        raise TooLarge(limit=uploads.LARGEST)
    async for chunk in request.stream():
        if chunk:
            yield chunk


async def _drain(request: Request) -> None:
    """Read on a little: a browser that is still sending when we answer shows a network error instead of our reason."""
    drained = 0
    async for chunk in request.stream():
        drained += len(chunk)
        if drained > DRAINED:
            return
