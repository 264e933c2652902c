"""A contact on the brand's web site: the widget's calls, made by a program."""

from __future__ import annotations

import asyncio
import time
from typing import Any
from uuid import uuid4

import httpx
import structlog

from trato.app.demo.loading.house import Door
from trato.app.demo.playing import files
from trato.app.demo.playing.mouths import Who
from trato.app.demo.shop.catalogue import Customer
from trato.app.demo.shop.site import sign_identity
from trato.app.demo.stories.reading import Kind, Line
from trato.kit.clock import wall_clock
from trato.kit.ids import uuid7

ATTEMPTS = 20
ALIVE_EVERY = 240.0  # seconds between signs of life, as the widget gives them
log = structlog.get_logger()


class ChatRefused(Exception):
    """The visitor's door says no, and would say it again."""


class ByChat:
    """Writes through the visitor's door.

    `base` is the product's address, `origin` the site's, `secret` what the site vouches for its customers with.
    """

    def __init__(self, http: httpx.AsyncClient, base: str, origin: str, door: Door, who: Who, secret: str) -> None:
        self.door = door
        self._http = http
        self._root = f"{base}/chat/v1/{door.address}"
        self._origin = origin
        self._who = who
        self._token = ""
        self._socket = uuid4().hex
        self._secret = secret
        self._sub = f"cliente-{who.number}"
        self._told: set[str] = set()
        self._seen = False
        self._alive_at = 0.0
        self.addresses: tuple[str, ...] = ()

    async def do(self, line: Line) -> None:
        """Do what a line says."""
        match line.kind:
            case Kind.SAY:
                await self._type(line.text)
                await self._deliver(self._message(text=line.text))
                await self._be_seen()
            case Kind.PHOTO:
                ticket = await self._upload(files.photo(self._who.seed), files.PHOTO[1])
                await self._deliver(self._message(text=line.text, files=[{"ticket": ticket}]))
            case Kind.FILE:
                ticket = await self._upload(files.document(line.text), line.text)
                await self._deliver(self._message(files=[{"ticket": ticket}]))
            case Kind.REACTION:
                await self._deliver(self._message(text=line.text))
            case Kind.LEAVE:
                await self.leave()
            case _:
                raise AssertionError(f"{line.kind} is no deed of a visitor")

    async def heard(self) -> int:
        """Return how many messages of the brand the widget shows; now and then, tell that it still stands open."""
        if self._seen and time.monotonic() - self._alive_at > ALIVE_EVERY:
            await self._tell_presence("here")
        return len(self._of_brand(await self._messages()))

    async def read(self) -> None:
        """Tell that what is there was read."""
        fresh = [one for one in self._of_brand(await self._messages()) if one not in self._told]
        self._told.update(fresh)
        if fresh:
            await self._deliver(*({"type": "receipt", "target": one, "status": "read", "at": _now()} for one in fresh))

    async def leave(self) -> None:
        """Close the page."""
        if self._token:
            await self._tell_presence("gone")

    async def _enter(self) -> None:
        answer = await self._call("POST", "session", {"identity": self._vouched()} if self._who.seed % 3 else {})
        self._token, self.addresses = answer["token"], (answer["visitor"], self._sub)

    def _vouched(self) -> str:
        """Return the site's word for who this is: two of three visitors have signed in there."""
        customer = Customer(self._sub, self._who.name, self._who.mail, "")
        return sign_identity(self._secret, customer, wall_clock())

    async def _be_seen(self) -> None:
        """Tell once, when there is a conversation to tell it of, that the widget is open and on which page."""
        if self._seen:
            return
        self._seen = True
        page = {"url": f"{self._origin}/demo/tienda", "title": self.door.name}
        viewed = {"type": "track", "id": str(uuid7()), "at": _now(), "name": "viewed_page", "ref": "home"}
        await asyncio.sleep(0.5)
        await self._tell_presence("here")
        await self._deliver({"type": "context", "id": str(uuid7()), "at": _now(), "page": page}, viewed)

    async def _tell_presence(self, state: str) -> None:
        self._alive_at = time.monotonic()
        await self._deliver({"type": "presence", "state": state, "socket": self._socket, "at": _now()})

    async def _type(self, text: str) -> None:
        await self._deliver({"type": "typing", "at": _now(), "on": True})
        await asyncio.sleep(min(0.5, len(text) / 400))
        await self._deliver({"type": "typing", "at": _now(), "on": False})

    def _message(self, **more: Any) -> dict[str, Any]:
        return {"type": "message", "id": str(uuid7()), "at": _now(), **more}

    async def _deliver(self, *items: dict[str, Any]) -> None:
        if not self._token:
            await self._enter()
        body = {"id": str(uuid7()), "items": list(items), "sent_at": _now(), "locale": self._who.language}
        await self._call("POST", "deliveries", body)

    async def _upload(self, content: bytes, name: str) -> str:
        if not self._token:
            await self._enter()
        answer = await self._http.post(
            f"{self._root}/uploads", content=content, params={"name": name}, headers=self._headers()
        )
        if answer.status_code >= 400:
            raise ChatRefused(f"upload: {answer.status_code}")
        ticket: str = answer.json()["ticket"]
        return ticket

    async def _messages(self) -> list[dict[str, Any]]:
        if not self._token:
            return []
        found: list[dict[str, Any]] = (await self._call("GET", "messages", None))["messages"]
        return found

    def _of_brand(self, messages: list[dict[str, Any]]) -> list[str]:
        return [one["id"] for one in messages if one["side"] in ("agent", "bot")]

    async def _call(self, method: str, path: str, body: dict[str, Any] | None) -> dict[str, Any]:
        """Ask the door, again and again while it is away. Raises ChatRefused for a no that will stay one."""
        for attempt in range(ATTEMPTS):
            try:
                answer = await self._http.request(method, f"{self._root}/{path}", json=body, headers=self._headers())
            except httpx.HTTPError as error:
                log.debug("demo.chat_away", error=str(error))
                await asyncio.sleep(1)
                continue
            if answer.status_code < 400:
                given: dict[str, Any] = answer.json()
                return given
            if answer.status_code not in (429, 502, 503):
                raise ChatRefused(f"{path}: {answer.status_code} {answer.text[:200]}")
            await asyncio.sleep(min(10.0, float(answer.headers.get("retry-after", 1 + attempt))))
        raise ChatRefused(f"{path}: nobody answers")

    def _headers(self) -> dict[str, str]:
        asked = {"origin": self._origin, "accept-language": self._who.language}
        return asked | ({"authorization": f"Bearer {self._token}"} if self._token else {})


def _now() -> int:
    return int(wall_clock().timestamp() * 1000)
