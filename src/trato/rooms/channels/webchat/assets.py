"""The widget's own files: a loader with a short life, and pieces whose names change with their content."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import BaseRoute, Route

LOADER = "widget.js"
TYPES = {".js": "text/javascript; charset=utf-8", ".woff2": "font/woff2", ".css": "text/css; charset=utf-8"}


def routes(folder: Path) -> list[BaseRoute]:
    """Return `/widget.js` and `/widget/{file}` over `folder`, where the widget's build puts its output."""
    return [
        Route("/widget.js", _serve(folder, LOADER, "public, max-age=300, stale-while-revalidate=86400")),
        Route("/widget/{file}", _serve(folder, None, "public, max-age=31536000, immutable")),
    ]


def _serve(folder: Path, fixed: str | None, caching: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        path = folder / Path(fixed or request.path_params["file"]).name
        if not path.is_file():
            return Response("The widget is not built: npm run build in web/widget.", 404, media_type="text/plain")
        headers = {"Cache-Control": caching, "Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
        headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        media_type = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        packed = path.with_name(f"{path.name}.gz")
        if packed.is_file() and "gzip" in request.headers.get("accept-encoding", ""):
            headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
            path = packed
        return FileResponse(path, media_type=media_type, headers=headers)

    return endpoint
