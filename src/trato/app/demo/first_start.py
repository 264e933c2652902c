"""How long a newcomer waited, from the clone to the first case: noted once, told by `trato doctor`."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping

import httpx
import structlog

from trato.app.demo.cast import MEMBERS, PASSWORD
from trato.app.footprint import FIRST_START
from trato.kit.clock import wall_clock
from trato.kit.settings import Settings

BEGAN = "TRATO_FIRST_START"  # set by run.py when it made everything: "SECONDS MEGABYTES", since 1970 and downloaded
LOOK_EVERY = 0.1  # seconds
LONGEST = 600.0  # seconds: who waited longer is told nothing
log = structlog.get_logger()


async def note(settings: Settings, environment: Mapping[str, str]) -> None:
    """Sign in as a newcomer does and wait for the first case of the list; note when it was there, the first time."""
    place = settings.home / FIRST_START
    if BEGAN not in environment or place.exists():
        return
    began, downloaded = (float(one) for one in environment[BEGAN].split())
    try:
        async with asyncio.timeout(LONGEST):
            await _first_case(settings)
    except TimeoutError:
        log.warning("demo.no_first_case", seconds=LONGEST)
        return
    seen = {"seconds": round(wall_clock().timestamp() - began, 1), "downloaded_mb": downloaded}
    place.write_text(json.dumps(seen), encoding="ascii")


async def _first_case(settings: Settings) -> None:
    own = {"origin": settings.public_url}
    async with httpx.AsyncClient(base_url=settings.public_url, headers=own, trust_env=False) as browser:
        while True:
            try:
                if browser.cookies or await _is_in(browser):
                    listed = await browser.get("/api/v1/cases", params={"view": "all"})
                    if listed.is_success and listed.json()["items"]:
                        return
            except httpx.TransportError:  # the web process is not there yet
                browser.cookies.clear()
            await asyncio.sleep(LOOK_EVERY)


async def _is_in(browser: httpx.AsyncClient) -> bool:
    given = {"email": MEMBERS[0].email, "password": PASSWORD}
    return (await browser.post("/api/v1/session", json=given)).is_success
