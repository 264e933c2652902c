"""The widget's own files: a loader with a short life, and pieces whose names change with their content."""

from __future__ import annotations

import gzip
import mimetypes
from collections.abc import Awaitable, Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

from trato.rooms.channels.adapters.webchat.settings import Theme, WidgetSettings, settings_of
from trato.rooms.channels.webchat.model import FindAccount

LOADER, PREVIEW = "widget.js", "preview.html"
NOT_BUILT = "The widget is not built: npm run build in web/widget."
ALONE = (  # the real widget with made-up conversations: it has no origin, no storage, and reaches no server
    "sandbox allow-scripts; default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data: blob:; "
    "font-src 'self'; connect-src 'none'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
)
BRIEFLY = "public, max-age=300, stale-while-revalidate=86400"
FOR_EVER = "public, max-age=31536000, immutable"
TYPES = {".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2", ".css": "text/css; charset=utf-8"}


def routes(folder: Path, find_account: FindAccount | None = None) -> list[BaseRoute]:
    """Return `/widget.js` and `/widget/{file}` over `folder`, where the widget's build puts its output.

    `/widget.js?key=…` knows how that chat looks: what is drawn before anybody interacts must come with the loader.
    """
    plain = _serve(folder, LOADER, BRIEFLY)

    async def loader(request: Request) -> Response:
        key = request.query_params.get("key", "")[:80]
        account = await find_account(key) if find_account is not None and key else None
        if account is None or not (folder / LOADER).is_file():
            return await plain(request)
        said = told_first(settings_of(account.settings))
        packed = "gzip" in request.headers.get("accept-encoding", "")
        body = _loader(folder / LOADER, (folder / LOADER).stat().st_mtime_ns, said, packed)
        headers = _headers(BRIEFLY) | {"Vary": "Accept-Encoding"} | ({"Content-Encoding": "gzip"} if packed else {})
        return Response(body, media_type=TYPES[".js"], headers=headers)

    async def preview(request: Request) -> Response:
        if not (folder / PREVIEW).is_file():
            return Response(NOT_BUILT, 404, media_type="text/plain")
        return FileResponse(folder / PREVIEW, headers={"Content-Security-Policy": ALONE, "Cache-Control": "no-cache"})

    return [
        Route("/widget.js", loader),
        Route("/widget/preview", preview),
        Route("/widget/{file}", _serve(folder, None, FOR_EVER)),
    ]


def told_first(chosen: WidgetSettings) -> str:
    """Return the line before the loader: colours, place, theme and language, each only where it was chosen."""
    look = chosen.look
    said: dict[str, Any] = {
        "light": look and [look.light.accent, look.light.text],
        "dark": look and [look.dark.accent, look.dark.text],
        "left": chosen.position.value == "left",
        "theme": "" if chosen.theme is Theme.AUTO else chosen.theme.value,
        "hidden": not chosen.launcher,
        "locale": chosen.locale,
    }
    kept = msgspec.json.encode({name: value for name, value in said.items() if value}).decode()
    return f"self.tratoLook={kept.replace('<', chr(92) + 'u003c')};\n"


@lru_cache(maxsize=256)
def _loader(path: Path, changed: int, said: str, packed: bool) -> bytes:
    raw = said.encode() + path.read_bytes()
    return gzip.compress(raw, 9, mtime=0) if packed else raw


def _serve(folder: Path, fixed: str | None, caching: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        path = folder / Path(fixed or request.path_params["file"]).name
        if not path.is_file():
            return Response(NOT_BUILT, 404, media_type="text/plain")
        headers = _headers(caching)
        media_type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = path.with_name(f"{path.name}.gz")
        if packed.is_file() and "gzip" in request.headers.get("accept-encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            path = packed
        return FileResponse(path, media_type=media_type, headers=headers)

    return endpoint


def _headers(caching: str) -> dict[str, str]:
    return {
        "Cache-Control": caching,
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
