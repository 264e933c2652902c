"""Where the guide is read: `/docs`, from memory; and the same pages as files."""

from __future__ import annotations

import shutil
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trato.app.guide.contents import FOLDER, LANGUAGES, PAGES
from trato.app.guide.rendering import index, render

LOOK = {"guide.css": "text/css", "guide.js": "text/javascript"}
FIRST = PAGES[0]
PICTURES = FOLDER / "pictures"
KEPT = {"cache-control": "no-cache"}


def routes() -> list[BaseRoute]:
    """Return the addresses of the guide: public, for there is nothing of anybody in it."""
    return [
        Route("/docs", _entrance),
        Route("/docs/", _entrance),
        Route("/docs/guide.css", _look),
        Route("/docs/guide.js", _look),
        Route("/docs/pictures/{language}/{name}", _picture),
        Route("/docs/{language}", _first),
        Route("/docs/{language}/", _first),
        Route("/docs/{language}/index.json", _index),
        Route("/docs/{language}/{page}", _page),
    ]


def write(folder: Path) -> int:
    """Write the whole guide as static files; returns how many pages. What was in the folder stays."""
    for language in LANGUAGES:
        place = folder / language
        place.mkdir(parents=True, exist_ok=True)
        for name in PAGES:
            (place / f"{name}.html").write_text(_for_files(render(language, name)), encoding="utf-8")
        (place / "index.json").write_text(index(language), encoding="utf-8")
    for name in LOOK:
        shutil.copyfile(FOLDER / "look" / name, folder / name)
    shutil.copytree(PICTURES, folder / "pictures", dirs_exist_ok=True)
    return len(LANGUAGES) * len(PAGES)


def _for_files(page: str) -> str:
    """Let links between pages lead to files."""
    for name in PAGES:
        page = page.replace(f'href="{name}"', f'href="{name}.html"').replace(f'href="{name}#', f'href="{name}.html#')
        for language in LANGUAGES:
            page = page.replace(f'href="../{language}/{name}"', f'href="../{language}/{name}.html"')
    return page


async def _entrance(request: Request) -> Response:
    wished = request.headers.get("accept-language", "")[:2].lower()
    language = wished if wished in LANGUAGES else "en" if wished else "es"
    return RedirectResponse(f"/docs/{language}/{FIRST}")


async def _first(request: Request) -> Response:
    return RedirectResponse(f"/docs/{_language(request)}/{FIRST}")


async def _page(request: Request) -> Response:
    name = request.path_params["page"]
    if name not in PAGES:
        raise HTTPException(404)
    return HTMLResponse(render(_language(request), name), headers=KEPT)


async def _index(request: Request) -> Response:
    return Response(index(_language(request)), media_type="application/json", headers=KEPT)


async def _look(request: Request) -> Response:
    name = request.url.path.rpartition("/")[2]
    return Response((FOLDER / "look" / name).read_bytes(), media_type=LOOK[name], headers=KEPT)


async def _picture(request: Request) -> Response:
    path = PICTURES / _language(request) / request.path_params["name"]
    if path.parent.parent != PICTURES or path.suffix != ".webp" or not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, media_type="image/webp", headers=KEPT)


def _language(request: Request) -> str:
    language: str = request.path_params["language"]
    if language not in LANGUAGES:
        raise HTTPException(404)
    return language
