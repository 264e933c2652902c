"""Files at the visitor's door: taken in by content, given out so that they can do nothing to the page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from typing import BinaryIO
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, Response

from trato.kit.errors import Invalid, TooLarge
from trato.kit.file_types import INLINE, FileType, sniff
from trato.rooms.channels.adapters.webchat.adapter import LARGEST_FILE
from trato.rooms.channels.adapters.webchat.shapes import StoredFile
from trato.rooms.channels.webchat import tokens
from trato.rooms.channels.webchat.door import Call, Door, json_answer
from trato.rooms.channels.webchat.errors import FileTooLarge
from trato.rooms.channels.webchat.view import picture_of

DRAINED = 64 * 1024 * 1024  # bytes that are read and thrown away, so that the browser hears why


async def upload(door: Door, call: Call) -> Response:
    """Take one file as the raw body, `?name=` its name; answer a ticket that a message of this visitor may carry."""
    visitor = door.visitor(call)
    door.limits.spend(f"upload:{visitor.id}", door.ports.allowances.uploads)
    name = _file_name(call.request.query_params.get("name", ""))
    found: list[FileType] = []

    def inspect(file: BinaryIO) -> None:
        found.append(sniff(file, name))

    try:
        blob = await door.ports.blobs.put(
            call.account.workspace_id, _bounded(call.request), limit=LARGEST_FILE, inspect=inspect
        )
    except TooLarge as error:
        await _drain(call.request)
        raise FileTooLarge(limit=LARGEST_FILE) from error
    if blob.size == 0:
        raise Invalid(field="body", reason="empty file")
    stored = StoredFile(blob.key, found[0].mime, blob.size, name, blob.sha256)
    ticket = tokens.upload_ticket(call.account, visitor, stored, call.now)
    url = picture_of(call.account, tokens.file_ticket(call.account, blob.key, stored.mime, name, call.now))
    answer = {"ticket": ticket, "mime": stored.mime, "size": blob.size, "name": name, "url": url}
    return json_answer(answer, status=201)


async def download(door: Door, call: Call) -> Response:
    """Give out a file by the ticket in its URL: shown in a page only when its kind is harmless, else saved."""
    claims = tokens.read_file(call.account, call.request.path_params["ticket"], call.now)
    inline = claims.mime in INLINE
    kind = "inline" if inline else "attachment"
    headers = {
        "Content-Disposition": f"{kind}; filename*=UTF-8''{quote(claims.name or 'file')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "cross-origin",
        "Cache-Control": "private, max-age=43200, immutable",
        "X-Content-Type-Options": "nosniff",
    }
    media_type = claims.mime if inline else "application/octet-stream"
    return FileResponse(door.ports.blobs.path(claims.key), media_type=media_type, headers=headers)


async def _bounded(request: Request) -> AsyncIterator[bytes]:
    if int(request.headers.get("content-length") or 0) > LARGEST_FILE:
        raise TooLarge(limit=LARGEST_FILE)
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


def _file_name(name: str) -> str:
    """Return a name without folders and control characters, at most 200 long."""
    return re.sub(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]", "", name.replace("\\", "/").rsplit("/", 1)[-1])[:200]
