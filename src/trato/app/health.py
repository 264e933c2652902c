"""Whether the house lives, is ready, and how it does: for supervisors, balancers and Prometheus."""

from __future__ import annotations

import time

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from trato.app.wiring import House
from trato.kit.errors import Unavailable
from trato.rooms.channels.store import inbox

OLDEST_IS_ALARMING = 60.0  # seconds


def routes(house: House) -> list[Route]:
    """Return `/livez`, `/readyz` and `/metrics`."""
    registry = CollectorRegistry()
    oldest = Gauge("trato_inbox_oldest_seconds", "Age of the oldest delivery that waits", registry=registry)
    answered = Gauge("trato_database_seconds", "How long the database took to answer", registry=registry)

    async def livez(request: Request) -> Response:
        return PlainTextResponse("ok")

    async def readyz(request: Request) -> Response:
        began = time.perf_counter()
        try:
            async with house.db.at_door() as door:
                waiting = await inbox.oldest_waiting(door)
        except Unavailable:
            return JSONResponse({"ok": False, "database": "unavailable"}, 503)
        return JSONResponse(
            {
                "ok": True,
                "oldest_waiting_seconds": waiting,
                "alarm": waiting > OLDEST_IS_ALARMING,
                "database_seconds": time.perf_counter() - began,
            }
        )

    async def metrics(request: Request) -> Response:
        began = time.perf_counter()
        async with house.db.at_door() as door:
            oldest.set(await inbox.oldest_waiting(door))
        answered.set(time.perf_counter() - began)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return [Route("/livez", livez), Route("/readyz", readyz), Route("/metrics", metrics)]
