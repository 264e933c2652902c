"""Files that come and go by HTTP: in no larger than they may be, out so that they can do nothing to a page."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse

from trato.kit.errors import TooLarge
from trato.kit.file_types import INLINE

_DRAINED: Final = 64 * 1024 * 1024  # bytes that are read and thrown away, so that the browser hears why
_UNNAMED: Final = re.compile(r"[\x00-\x1f\x7f/\\\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME: Final = 200


async def chunks_of(request: Request, limit: int) -> AsyncIterator[bytes]:
    """Give a body piece by piece; raises `TooLarge` when it says beforehand that it has over `limit` bytes."""
    length = request.headers.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise TooLarge(limit=limit)
    async for chunk in request.stream():
        if chunk:
            yield chunk


async def drain(request: Request) -> None:
    """Read on a little: a browser that is still sending when we answer shows a network error instead of our reason."""
    drained = 0
    async for chunk in request.stream():
        drained += len(chunk)
        if drained > _DRAINED:
            return


def plain_name(name: str) -> str:
    """Return a file's name without folders, control characters and direction overrides, at most 200 long."""
    return _UNNAMED.sub("", name.replace("\\", "/").rsplit("/", 1)[-1])[:_LONGEST_NAME]


def give_out(path: Path, mime: str, name: str, *, seconds: int, anywhere: bool) -> FileResponse:
    """Return a file: shown in a page only when its kind is harmless, else saved.

    A browser may keep it for `seconds`; `anywhere` lets pages of other sites show it (the widget on a shop's page).
    """
    inline = mime in INLINE
    headers = {
        "content-disposition": f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name or 'file')}",
        "content-security-policy": "default-src 'none'; sandbox",
        "cross-origin-resource-policy": "cross-origin" if anywhere else "same-origin",
        "cache-control": f"private, max-age={seconds}, immutable",
        "x-content-type-options": "nosniff",
    }
    return FileResponse(path, media_type=mime if inline else "application/octet-stream", headers=headers)
