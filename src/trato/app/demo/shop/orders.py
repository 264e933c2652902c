"""The shop's book of orders, as Trato asks it beside a case: invented from an address, so that it stays the same."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from standardwebhooks import Webhook, WebhookVerificationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Route

from trato.app.demo.shop.catalogue import CUSTOMERS, PRODUCTS

ADDRESS = "/demo/pedidos"
WORDS = {
    "es": ("Pedido", "Estado", "Llega", "Llegó", "Total", "Contiene", ("En preparación", "En camino", "Entregado")),
    "en": ("Order", "State", "Arrives", "Arrived", "Total", "Holds", ("Being prepared", "On its way", "Delivered")),
    "pt": ("Pedido", "Estado", "Chega", "Chegou", "Total", "Contém", ("Em preparação", "A caminho", "Entregue")),
}
DELIVERED = 2


@dataclass(slots=True)
class Orders:
    """`secret` is what Trato signs its questions with; it is told when the demo starts."""

    clock: Callable[[], datetime]
    secret: str = ""

    def routes(self) -> list[BaseRoute]:
        """Return the one address that Trato asks."""
        return [Route(ADDRESS, self.answer, methods=["POST"])]

    async def answer(self, request: Request) -> Response:
        """Answer what the shop knows of a contact; nobody else than Trato is answered."""
        try:
            question = Webhook(self.secret).verify(await request.body(), dict(request.headers))
        except WebhookVerificationError:
            return JSONResponse({"code": "not_signed"}, 401)
        return JSONResponse({"groups": self._groups(question["data"])})

    def _groups(self, asked: dict[str, Any]) -> list[dict[str, Any]]:
        contact = asked["contact"]
        for known in (*contact.get("emails", ()), *contact.get("phones", ())):
            number = next((one.order for one in CUSTOMERS if one.email == known), None)
            seed = hashlib.sha256(known.encode()).digest()
            return [self._order(seed[n:], number if n == 0 else None, asked["locale"]) for n in range(1 + seed[31] % 2)]
        return []

    def _order(self, seed: bytes, number: str | None, locale: str) -> dict[str, Any]:
        order, state_word, arrives, arrived, total, holds, states = WORDS.get(locale[:2], WORDS["es"])
        product, state, away = PRODUCTS[seed[0] % len(PRODUCTS)], seed[1] % len(states), 1 + seed[2] % 6
        amount = product.price.removeprefix("S/ ").replace(",", ".")
        is_here = state == DELIVERED
        day = self.clock() + timedelta(days=-3 * away if is_here else away)
        return {
            "title": f"{order} {number or f'PR-{40_000 + int.from_bytes(seed[3:5]) % 20_000}'}",
            "facts": [
                {"label": state_word, "value": states[state]},
                {"label": arrived if is_here else arrives, "value": day.date().isoformat(), "kind": "date"},
                {"label": holds, "value": product.name},
                {"label": total, "value": amount, "kind": "money", "currency": "PEN"},
            ],
        }
