"""The shop's own small server: its pages, and the sign-in that vouches for its customers."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from trato.app.demo.shop.catalogue import CUSTOMERS, PRODUCTS, Customer

ROOT = "/demo/tienda"
COOKIE = "pirca_cliente"
FOLDER = Path(__file__).parent
PAGES = Environment(loader=FileSystemLoader(FOLDER / "templates"), autoescape=True, undefined=StrictUndefined)
DAY = 24 * 3600


@dataclass(frozen=True, slots=True)
class Shop:
    """`key` names the widget, `identity_secret` is what the shop shares with Trato, `server` is where Trato is.

    Without a server, the pages and Trato have one origin.
    """

    key: str
    identity_secret: str
    clock: Callable[[], datetime]
    server: str = ""


def sign_identity(secret: str, customer: Customer, now: datetime) -> str:
    """Vouch for `customer` for an hour: a JSON Web Token, HS256, with nothing but the standard library."""
    claims = {
        "sub": customer.sub,
        "name": customer.name,
        "email": customer.email,
        "exp": int((now + timedelta(hours=1)).timestamp()),
    }
    head, body = (_base64(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims))
    return f"{head}.{body}.{_base64(hmac.digest(secret.encode(), f'{head}.{body}'.encode(), hashlib.sha256))}"


def routes(shop: Shop) -> list[BaseRoute]:
    """Return the shop's pages under `/demo/tienda`."""
    return [
        Route(ROOT, _page(shop, "home.html")),
        Route(f"{ROOT}/cuenta", _page(shop, "account.html")),
        Route(f"{ROOT}/entrar/{{place:int}}", _sign_in, methods=["POST"]),
        Route(f"{ROOT}/salir", _sign_out, methods=["POST"]),
        Route(f"{ROOT}/pirca.css", _style),
        Route(f"{ROOT}/{{slug}}", _page(shop, "product.html")),
    ]


def _page(shop: Shop, template: str) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        slug = request.path_params.get("slug")
        product = next((one for one in PRODUCTS if one.slug == slug), None)
        if slug and product is None:
            return RedirectResponse(ROOT)
        customer = next((one for one in CUSTOMERS if one.sub == request.cookies.get(COOKIE)), None)
        identity = sign_identity(shop.identity_secret, customer, shop.clock()) if customer else ""
        return HTMLResponse(
            PAGES.get_template(template).render(
                root=ROOT,
                key=shop.key,
                server=shop.server,
                products=PRODUCTS,
                customers=CUSTOMERS,
                product=product,
                customer=customer,
                identity=identity,
            ),
            headers={"Cache-Control": "no-store"},
        )

    return endpoint


async def _sign_in(request: Request) -> Response:
    place = request.path_params["place"]
    answer = RedirectResponse(f"{ROOT}/cuenta", status_code=303)
    if place < len(CUSTOMERS):
        answer.set_cookie(COOKIE, CUSTOMERS[place].sub, max_age=DAY, httponly=True, samesite="lax", path=ROOT)
    return answer


async def _sign_out(request: Request) -> Response:
    answer = RedirectResponse(f"{ROOT}/cuenta?adios", status_code=303)
    answer.delete_cookie(COOKIE, path=ROOT)
    return answer


async def _style(request: Request) -> Response:
    return Response((FOLDER / "templates" / "pirca.css").read_text(), media_type="text/css")


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
