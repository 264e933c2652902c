"""The wire between a page on which somebody is played and its simulator: files, calls, a bell; no other site's page."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Protocol
from urllib.parse import urlsplit

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response, StreamingResponse

HEARTBEAT = 15.0  # seconds between signs of life of an event stream
POLICY = (
    "default-src 'self'; img-src 'self' data: blob:{more}; media-src 'self' blob:; base-uri 'none'; form-action 'none'"
)
_KINDS = {"html": "text/html", "css": "text/css", "js": "text/javascript"}

Endpoint = Callable[[Request], Awaitable[Response]]


class Watched(Protocol):
    """Something that changes, until it is closed."""

    @property
    def closed(self) -> bool:
        """Whether nothing will change any more."""

    async def changed(self, since: int, timeout: float, /) -> int:
        """Return the version once it is newer than `since`, or after some seconds."""


@dataclass(frozen=True, slots=True)
class Page:
    """The files of a page, in the folder `page` of a package; "" among the names is the page itself.

    `words` stand in `words.js` as {name}. `pictures` are more places where pictures may lie.
    """

    package: str
    names: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)
    pictures: str = ""

    async def show(self, request: Request) -> Response:
        """Answer with one of the files."""
        name = self.names.get(request.path_params.get("file", ""))
        if name is None:
            return Response(status_code=404)
        content = files(self.package).joinpath("page", name).read_text(encoding="utf-8")
        if name == "words.js":
            for word, told in self.words.items():
                content = content.replace(f"{{{word}}}", told)
        policy = POLICY.replace("{more}", f" {self.pictures}" if self.pictures else "")
        headers = {"Content-Security-Policy": policy, "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}
        return Response(content, media_type=_KINDS[name.rpartition(".")[2]], headers=headers)


async def to_slash(request: Request) -> Response:
    """Send who left out the last slash to the page."""
    return RedirectResponse(f"{request.url.path}/")


async def to_phone(request: Request) -> Response:
    """Send who asks for nothing to the telephone."""
    return RedirectResponse(f"{request.url.path}phone/")


def guarded(endpoint: Endpoint, *wrong: type[Exception]) -> Endpoint:
    """Refuse the calls of other sites, and say what makes no sense: bodies of another shape, and `wrong`."""

    refusals: tuple[type[Exception], ...] = (msgspec.ValidationError, msgspec.DecodeError, *wrong)

    async def answer(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"error": "another site"}, 403)
        try:
            return await endpoint(request)
        except refusals as refused:
            return JSONResponse({"error": str(refused)}, 422)

    return answer


def ringing(watched: Watched) -> Endpoint:
    """Return the address of a bell: it rings whenever something changed, and the page then asks for the state."""

    async def rings() -> AsyncIterator[str]:
        version = -1
        while not watched.closed:
            version = await watched.changed(version, HEARTBEAT)
            yield f"data: {version}\n\n"

    async def events(request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(rings(), media_type="text/event-stream", headers=headers)

    return events


def fresh(state: object) -> Response:
    """Answer with a state that nobody keeps."""
    return JSONResponse(state, headers={"Cache-Control": "no-store"})


def shown(content: bytes, mime: str) -> Response:
    """Answer with a file that somebody sent, shut into a sandbox."""
    headers = {"Content-Security-Policy": "sandbox", "X-Content-Type-Options": "nosniff"}
    return Response(content, media_type=mime or "application/octet-stream", headers=headers)
