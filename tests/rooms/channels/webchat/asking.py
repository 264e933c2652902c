"""How the tests speak to the door: as a browser on the brand's page does."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass, field
from typing import Any

import httpx
from starlette.applications import Starlette

from tests.rooms.channels.webchat.house import NOON, SITE, House
from trato.kit.ids import uuid7
from trato.rooms.channels.webchat.routes import routes

MOMENT = int(NOON.timestamp())


def signed(claims: dict[str, Any], secret: str = "b" * 32, alg: str = "HS256") -> str:
    """Sign `claims` as a brand's server does, with nothing but the standard library."""
    head, payload = (_b64(json.dumps(one).encode()) for one in ({"alg": alg, "typ": "JWT"}, claims))
    mac = hmac.digest(secret.encode(), f"{head}.{payload}".encode(), hashlib.sha256)
    return f"{head}.{payload}.{_b64(mac)}"


def _b64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


@dataclass
class Page:
    """One browser on one page."""

    house: House
    origin: str = SITE
    token: str = ""
    visitor: str = ""
    client: httpx.AsyncClient = field(init=False)

    def __post_init__(self) -> None:
        transport = httpx.ASGITransport(app=Starlette(routes=routes(self.house.ports())))
        self.client = httpx.AsyncClient(transport=transport, base_url="https://care.example")

    async def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return await self.client.post(f"/chat/v1/pirca/{path}", content=content, headers=self._headers(headers))

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(f"/chat/v1/pirca/{path}", headers=self._headers(headers))

    async def come(self, identity: str = "") -> dict[str, Any]:
        """Open a session and keep its token."""
        answer = await self.post("session", {"token": self.token, "identity": identity})
        assert answer.status_code == 200, answer.text
        said: dict[str, Any] = answer.json()
        self.token, self.visitor = said["token"], said["visitor"]
        return said

    async def write(self, text: str, name: str = "", **fields: Any) -> httpx.Response:
        name = name or str(uuid7())
        item = {"type": "message", "id": name, "text": text, "at": MOMENT * 1000, **fields}
        return await self.post("deliveries", {"id": name, "items": [item], "sent_at": MOMENT * 1000})

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        headers = {"origin": self.origin, "authorization": f"Bearer {self.token}"}
        return {name: value for name, value in (headers | more).items() if value}
