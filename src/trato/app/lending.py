"""Files lent to providers: those that take no upload fetch them from us, at an address that opens for an hour."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import timedelta

import msgspec
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from trato.app.doors import guard
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.errors import NotFound
from trato.kit.secrets import derive, hmac_hex, same
from trato.rooms.channels.model import AccountView, Media

FOR = timedelta(hours=1)  # providers fetch at once, and again when they could not
PATH = "/lent"
LONGEST = 2_000


class _Claims(msgspec.Struct, frozen=True):
    key: str
    mime: str
    until: int


@dataclass(frozen=True, slots=True)
class Lender:
    """Gives addresses of files to providers, and the files to whoever brings one of them."""

    house: House

    def lend(self, account: AccountView, file: Media) -> str:
        """Return the address at which a file of ours lies for an hour; what lies elsewhere already stays there."""
        if file.ref.startswith(("https://", "http://")):
            return file.ref
        until = int((wall_clock() + FOR).timestamp())
        told = _packed(msgspec.json.encode(_Claims(file.ref, file.mime or "application/octet-stream", until)))
        return f"{self.house.settings.public_url}{PATH}/{told}.{self._signature(told, self.house.keyring.newest)}"

    async def give(self, request: Request) -> Response:
        """Give a file out. Raises NotFound for an address that nobody gave, or whose hour is over."""
        token = request.path_params["token"]
        told, _, given = token.partition(".")
        signed = any(same(given, self._signature(told, key)) for key in self.house.keyring.keys)
        if len(token) > LONGEST or not signed:
            raise NotFound()
        claims = msgspec.json.decode(base64.urlsafe_b64decode(told + "=" * (-len(told) % 4)), type=_Claims)
        if claims.until < wall_clock().timestamp():
            raise NotFound()
        headers = {
            "content-security-policy": "default-src 'none'; sandbox",
            "x-content-type-options": "nosniff",
            "content-disposition": "attachment",
            "cache-control": "private, no-store",
        }
        return FileResponse(self.house.blobs.path(claims.key), media_type=claims.mime, headers=headers)

    def _signature(self, told: str, key: bytes) -> str:
        return hmac_hex(derive(key, "lent files"), told.encode())


def routes(house: House) -> list[Route]:
    """Return `/lent/{token}`: public, because the address itself proves that we gave it."""
    return [Route(f"{PATH}/{{token}}", guard(Lender(house).give), methods=["GET", "HEAD"])]


def _packed(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
