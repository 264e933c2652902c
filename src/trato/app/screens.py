"""The console's own files: one page for every screen, and pieces whose names change with their content."""

from __future__ import annotations

from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOR_EVER = "public, max-age=31536000, immutable"


class Pieces(StaticFiles):
    """Files with a hash in their name: they never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer a file, to be kept for ever."""
        answer = await super().get_response(path, scope)
        answer.headers["cache-control"] = FOR_EVER
        return answer


def routes(folder: Path) -> list[BaseRoute]:
    """Return `/assets/…` and, for any other page, the console itself: it knows its own screens."""
    index = folder / "index.html"
    named = {path.name: path for path in folder.glob("*.*")} if folder.is_dir() else {}

    async def page(request: Request) -> Response:
        path = request.path_params.get("path", "")
        if path.startswith("api/"):
            raise HTTPException(404)
        if path in named:
            return FileResponse(named[path], headers={"cache-control": "no-cache"})
        if not named:
            return PlainTextResponse("The console is not built: python3 run.py builds it.", 404)
        return FileResponse(index, headers={"cache-control": "no-cache"})

    pieces = Mount("/assets", Pieces(directory=folder / "assets", check_dir=False))
    return [pieces, Route("/", page), Route("/{path:path}", page)]
