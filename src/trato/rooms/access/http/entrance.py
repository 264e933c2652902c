"""Who stands at the door: from the headers of a request to a principal."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from trato.kit.db import Database
from trato.kit.errors import Forbidden
from trato.kit.events import SYSTEM
from trato.kit.secrets import Keyring
from trato.rooms.access.model import ApiTokenId, Principal, SessionId
from trato.rooms.access.rules.sign_in import ABSOLUTE, TOKEN_PREFIX, token_hash
from trato.rooms.access.service.passwords import Passwords
from trato.rooms.access.service.sign_in import principal_of_session, principal_of_token
from trato.rooms.access.store import door as at_door

KEPT_SECONDS = 2.0  # how long a principal is believed without asking again: a revoked right ends within it
MOST_KEPT = 5_000
FAILURES_KEPT = timedelta(days=1)
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class _Kept:
    principal: Principal
    until: float


class Entrance:
    """Knows people and programs by their tokens. One for each process.

    `public_url` is what browsers call us: over https the cookie is `__Host-trato`, Secure; over http (this machine
    only) plainly `trato`.
    """

    def __init__(self, database: Database, keys: Keyring, passwords: Passwords, public_url: str) -> None:
        self.database = database
        self.keys = keys
        self.passwords = passwords
        self.secure = urlsplit(public_url).scheme == "https"
        self.cookie = "__Host-trato" if self.secure else "trato"
        self._origin = _origin(public_url)
        self._kept: dict[bytes, _Kept] = {}

    async def principal(self, headers: Mapping[str, str]) -> Principal | None:
        """Return who sends these headers (names in lower case), or None for nobody we know.

        A socket asks again every few seconds with the headers it was opened with: None, or other rights, closes it.
        """
        token = self.token(headers)
        if not token or len(token) > 200:
            return None
        hashed = token_hash(token)
        kept = self._kept.get(hashed)
        if kept is not None and kept.until > time.monotonic():
            return kept.principal
        found = await self._find(token, hashed)
        self._keep(hashed, found)
        return found

    def token(self, headers: Mapping[str, str]) -> str:
        """Return the token of the Authorization header, else of the cookie, else nothing."""
        scheme, _, bearer = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return bearer.strip()
        try:
            found = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return ""
        return found.value if found else ""

    def check_origin(self, method: str, headers: Mapping[str, str]) -> None:
        """Refuse what another site makes a browser send: unsafe methods and sockets. Raises Forbidden.

        Call it with method "SOCKET" before a socket is accepted. Programs with a bearer token have no origin.
        """
        if method in SAFE_METHODS or headers.get("authorization", "").lower().startswith("bearer "):
            return
        origin = headers.get("origin", "")
        if origin and origin.lower() not in {self._origin, self._as_called(headers)}:
            raise Forbidden(reason="origin")
        if not origin and (method == "SOCKET" or headers.get("sec-fetch-site", "same-origin") == "cross-site"):
            raise Forbidden(reason="origin")

    def forget(self) -> None:
        """Believe nobody without asking: call it when rights changed or a session ended."""
        self._kept.clear()

    async def sweep(self) -> None:
        """Forget failures of sign-in that are older than any window: once an hour is enough."""
        async with self.database.at_door() as door:
            await at_door.sweep_failures(door, self.database.bend(await at_door.clock(door)) - FAILURES_KEPT)

    def set_cookie(self, token: str) -> str:
        """Return the Set-Cookie header of a new session."""
        return f"{self.cookie}={token}; {self._attributes(int(ABSOLUTE.total_seconds()))}"

    def clear_cookie(self) -> str:
        """Return the Set-Cookie header that ends it in the browser."""
        return f"{self.cookie}=; {self._attributes(0)}"

    def _as_called(self, headers: Mapping[str, str]) -> str:
        """Return our origin under the name that this request calls us by: page and call share it."""
        return f"{'https' if self.secure else 'http'}://{headers.get('host', '')}".lower()

    def _attributes(self, seconds: int) -> str:
        secure = "; Secure" if self.secure else ""
        return f"Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"

    async def _find(self, token: str, hashed: bytes) -> Principal | None:
        is_program = token.startswith(TOKEN_PREFIX)
        async with self.database.at_door() as door:
            found = await (at_door.find_token if is_program else at_door.find_session)(door, hashed)
        if found is None:
            return None
        workspace, id = found
        async with self.database.transaction(workspace, SYSTEM) as tx:
            if is_program:
                return await principal_of_token(tx, ApiTokenId(id), hashed)
            return await principal_of_session(tx, SessionId(id), hashed)

    def _keep(self, hashed: bytes, found: Principal | None) -> None:
        if found is None:
            self._kept.pop(hashed, None)
            return
        if len(self._kept) >= MOST_KEPT:
            self._kept.clear()
        self._kept[hashed] = _Kept(found, time.monotonic() + KEPT_SECONDS)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()
