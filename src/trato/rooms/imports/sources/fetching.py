"""Calls of another system's API: at its pace, tried again while it is away, refused in words."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import httpx

from trato.kit.http import AddressForbidden, Answer, AnswerTooLarge, OutsideClient
from trato.rooms.imports.errors import FileGone, SourceRefused

ATTEMPTS = 7  # over some two minutes
LONGEST_WAIT = 120.0  # seconds that we wait because a system asks us to
MOST_BYTES = 100 * 1024 * 1024


class Fetcher:
    """Fetches pages and files. The token goes to the system's own host only, never along a redirect."""

    def __init__(self, client: OutsideClient, base: str, headers: Mapping[str, str], pause: float = 1.0) -> None:
        self._client = client
        self._base = base.rstrip("/")
        self._headers = dict(headers)
        self._pause = pause  # seconds before the first of the further tries

    async def json(self, path: str) -> Any:
        """Return what a path, or a whole URL of the same host, answers; None for what is not there.

        Raises SourceRefused when the token is refused, or the system stays away.
        """
        url = path if path.startswith("http") else f"{self._base}{path}"
        if urlsplit(url).netloc != urlsplit(self._base).netloc:
            raise SourceRefused(reason="other_host", what=urlsplit(url).netloc)
        answer = await self._send(url, self._headers, redirects=0)
        if answer.status in {401, 403}:
            raise SourceRefused(reason="forbidden", what=urlsplit(url).path)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise SourceRefused(reason=f"http_{answer.status}", what=urlsplit(url).path)
        try:
            return json.loads(answer.body)
        except ValueError as error:
            raise SourceRefused(reason="no_json", what=urlsplit(url).path) from error

    async def file(self, url: str) -> bytes:
        """Return a file. Raises FileGone."""
        own = urlsplit(url).netloc == urlsplit(self._base).netloc
        try:
            answer = await self._send(url, self._headers if own else {}, redirects=3)
        except SourceRefused as refused:
            raise FileGone(str(refused.data.get("reason", "away"))) from refused
        if answer.status != 200:
            raise FileGone(f"http_{answer.status}")
        return answer.body

    async def _send(self, url: str, headers: Mapping[str, str], redirects: int) -> Answer:
        told = "away"
        for attempt in range(ATTEMPTS):
            wait = self._pause * 2.0**attempt * random.uniform(0.8, 1.2)
            try:
                answer = await self._client.send("GET", url, headers=headers, redirects=redirects)
            except AddressForbidden as error:
                raise SourceRefused(reason="address", what=urlsplit(url).netloc) from error
            except AnswerTooLarge as error:
                raise SourceRefused(reason="too_big", what=urlsplit(url).path) from error
            except httpx.RequestError:
                await asyncio.sleep(wait)
                continue
            if answer.status != 429 and answer.status < 500:
                return answer
            told = f"http_{answer.status}"
            asked = answer.headers.get("retry-after", "")
            await asyncio.sleep(min(float(asked), LONGEST_WAIT) if asked.isdecimal() else wait)
        raise SourceRefused(reason=told, what=urlsplit(url).netloc)
