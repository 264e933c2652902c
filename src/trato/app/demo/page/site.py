"""The control page, and what else is served beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route

from trato.app.demo.cast import GROUP, MEMBERS, PASSWORD, PIRCA
from trato.app.demo.loading.house import DOORS
from trato.app.demo.loading.loader import secrets_of
from trato.app.demo.page.words import LANGUAGES, WORDS
from trato.app.demo.places import Places
from trato.app.demo.playing.pace import Clock, Pace
from trato.app.demo.shop import site as shop
from trato.app.demo.shop.orders import Orders
from trato.app.demo.standins.standing import Door
from trato.kit.clock import wall_clock
from trato.kit.settings import Settings

FOLDER = Path(__file__).parent
PAGES = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined)
POLICY = "default-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"


@dataclass(frozen=True, slots=True)
class Control:
    """What the page shows and moves. `count` tells the stories told and those being told, `doors` lead to stand-ins."""

    settings: Settings
    places: Places
    clock: Clock
    count: Callable[[], tuple[int, int]]
    doors: Sequence[Door] = ()

    async def page(self, request: Request) -> Response:
        """Show the page."""
        language = _language(request)
        shown = PAGES.get_template("control.html").render(
            w=WORDS[language], language=language, languages=LANGUAGES, group=GROUP, password=PASSWORD,
            where=self.places.addresses(self.settings), doors=self.doors, paces=list(Pace), state=self._state(),
            free=[one for one in MEMBERS if not one.plays], played=[one for one in MEMBERS if one.plays],
        )  # fmt: skip
        answer = HTMLResponse(shown, headers={"Content-Security-Policy": POLICY, "Cache-Control": "no-store"})
        if request.query_params.get("lang") in LANGUAGES:
            answer.set_cookie("lang", language, samesite="lax")
        return answer

    async def state(self, request: Request) -> Response:
        """Tell the pace and the counts."""
        return JSONResponse(self._state(), headers={"Cache-Control": "no-store"})

    async def set_pace(self, request: Request) -> Response:
        """Change the pace: at once. Another site's page may not."""
        origin = request.headers.get("origin")
        if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
            return JSONResponse({"code": "another_site"}, 403)
        asked = (await request.form()).get("pace")
        if asked not in set(Pace):
            return JSONResponse({"code": "no_such_pace"}, 422)
        self.clock.choose(Pace(str(asked)))
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse(self._state())
        return RedirectResponse("/", 303)

    def _state(self) -> dict[str, object]:
        told, now = self.count()
        return {"pace": self.clock.pace.value, "told": told, "now": now}


def make_site(control: Control, mailboxes: Starlette, orders: Orders, more: Sequence[BaseRoute] = ()) -> Starlette:
    """Return the site of the demo's pages, with what else listens there."""
    window = shop.Shop(
        DOORS[(PIRCA, "webchat")][0],
        secrets_of(PIRCA, "webchat")["identity_secret"],
        wall_clock,
        control.settings.public_url,
    )
    return Starlette(
        routes=[
            Route("/", control.page),
            Route("/state", control.state),
            Route("/pace", control.set_pace, methods=["POST"]),
            Route("/control.css", _file("control.css", "text/css")),
            Route("/control.js", _file("control.js", "text/javascript")),
            Mount("/buzon", mailboxes),
            *shop.routes(window),
            *orders.routes(),
            *more,
        ]
    )


def _file(name: str, media_type: str) -> Callable[[Request], Response]:
    def endpoint(request: Request) -> Response:
        return Response((FOLDER / "templates" / name).read_text(encoding="utf-8"), media_type=media_type)

    return endpoint


def _language(request: Request) -> str:
    wished = request.headers.get("accept-language", "")[:2].lower()
    for one in (request.query_params.get("lang"), request.cookies.get("lang"), wished):
        if one in LANGUAGES:
            return str(one)
    return "es"
