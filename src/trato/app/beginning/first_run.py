"""The first administrator: made in the browser, while there is nobody, by who can read the terminal."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import guard, json_answer, read_given
from trato.app.founding import found_in
from trato.app.told import FIRST_CODE
from trato.app.wiring import House
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.errors import FirstCodeWrong, FirstRunOver, SignInTooOften
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Limit, ScopeKind
from trato.rooms.access.rules.sign_in import check_password, normal_email, wait_after
from trato.rooms.access.store import door as at_door

FIRST_ROLES = ("director_of_care", "system_admin")  # together they may do everything
PATH = "/api/v1/first-run"
TRIES = Limit(20, timedelta(minutes=15))
TRIED = hashlib.sha256(b"trato failure first-run").digest()
ONE_AT_A_TIME = "select pg_advisory_xact_lock(72_761_601)"  # two first administrators would be one too many


class FirstRun(Struct, frozen=True):
    """Whether this installation still waits for its first administrator."""

    needed: bool


class FirstAdministrator(Struct, frozen=True):
    """What the first person says of themselves; `code` is the one in the terminal."""

    code: str
    workspace: str
    name: str
    email: str
    password: str
    locale: str = "es"
    time_zone: str = "UTC"


@dataclass(slots=True)
class Founder:
    """Lets the first administrator in. Without a code (a demo, a web process of its own) nobody is."""

    house: House
    entrance: Entrance
    code: str
    _is_over: bool = field(default=False)

    async def is_needed(self) -> bool:
        """Say whether nobody is here yet and somebody may begin."""
        if not self._is_over:
            self._is_over = not self.code or bool(await self.house.db.workspaces())
        return not self._is_over

    async def look(self, request: Request) -> Response:
        """Tell whether a first administrator is wanted."""
        return json_answer(FirstRun(await self.is_needed()))

    async def begin(self, request: Request) -> Response:
        """Make the workspace and its first administrator, and let them in.

        Raises FirstRunOver, FirstCodeWrong, SignInTooOften, PasswordTooWeak and Invalid.
        """
        self.entrance.check_origin(request.method, {name.lower(): value for name, value in request.headers.items()})
        given: FirstAdministrator = await read_given(request, FirstAdministrator)
        if not await self.is_needed():
            raise FirstRunOver()
        await self._check_code(given.code)
        check_password(given.password, normal_email(given.email))
        hashed = await self.entrance.passwords.hash(given.password)
        workspace = uuid7()
        async with self.house.db.transaction(workspace, SYSTEM) as tx:
            await tx.connection.execute(ONE_AT_A_TIME)
            if await self.house.db.workspaces():
                raise FirstRunOver()
            token = await self._found(tx, given, hashed, request.headers.get("user-agent", ""))
        answer = Response(status_code=204)
        answer.headers["set-cookie"] = self.entrance.set_cookie(token)
        return answer

    async def _found(self, tx: Tx, given: FirstAdministrator, hashed: str, device: str) -> str:
        await found_in(tx, slug_of(given.workspace), given.workspace.strip(), given.locale)
        user = await access.add_user(
            tx, given.email, given.name, locale=given.locale, time_zone=given.time_zone, password_hash=hashed
        )
        for role in FIRST_ROLES:
            await access.grant(tx, None, user.id, role, ScopeKind.WORKSPACE)
        return (await access.start_session(tx, user.id, device)).token

    async def _check_code(self, code: str) -> None:
        async with self.house.db.at_door() as door:
            now = self.house.db.bend(await at_door.clock(door))
            wait = wait_after(await at_door.count_attempt(door, TRIED, TRIES, now), TRIES, now)
        if wait is not None:
            raise SignInTooOften(retry_after=int(wait.total_seconds()) + 1)
        if not hmac.compare_digest(_plain(code), _plain(self.code)):
            raise FirstCodeWrong()


def routes(house: House, entrance: Entrance, environment: Mapping[str, str] = os.environ) -> list[Route]:
    """Return `GET` and `POST /api/v1/first-run`: public, for there is nobody who could sign in."""
    founder = Founder(house, entrance, environment.get(FIRST_CODE, ""))
    return [
        Route(PATH, guard(founder.look), methods=["GET"]),
        Route(PATH, guard(founder.begin), methods=["POST"]),
    ]


def slug_of(name: str) -> str:
    """Return a short name for addresses, made of a name on screens."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:63].strip("-") or "trato"


def _plain(code: str) -> bytes:
    return code.replace("-", "").replace(" ", "").upper().encode()
