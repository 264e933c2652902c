"""The desk as a browser meets it: real sessions, real routes, one client for each person."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from starlette.applications import Starlette

from tests.flow.world import World
from trato.app import doors, files, importing, llm, oidc, panels, reports, rewriting, routes
from trato.app.channel_accounts import authorising, examining, templating
from trato.app.wiring import House
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.oidc import OidcDoor
from trato.rooms.access.model import ScopeKind, UserId

SITE = "http://127.0.0.1:8000"


@dataclass(slots=True)
class Person:
    """Somebody at the desk, signed in."""

    id: UserId
    client: httpx.AsyncClient

    async def get(self, path: str, **query: Any) -> Any:
        return self._read(await self.client.get(f"/api/v1{path}", params=query))

    async def post(self, path: str, body: Any = None, *, status: int = 200) -> Any:
        return self._read(await self.client.post(f"/api/v1{path}", json=body if body is not None else {}), status)

    async def ask(self, method: str, path: str, body: Any = None) -> httpx.Response:
        return await self.client.request(method, f"/api/v1{path}", json=body)

    def _read(self, answer: httpx.Response, status: int = 200) -> Any:
        assert answer.status_code in (status, 204), answer.text
        return answer.json() if answer.content else None


@dataclass(slots=True)
class Desk:
    """A workspace with people at its desk."""

    world: World
    app: Starlette
    entrance: Entrance
    people: dict[str, Person] = field(default_factory=dict)

    async def add(
        self,
        name: str,
        role: str = "agent",
        kind: ScopeKind = ScopeKind.WORKSPACE,
        scope: UUID | None = None,
        team: UUID | None = None,
    ) -> Person:
        """Let somebody in with a role within a scope, and sign them in."""
        async with self.world.tx() as tx:
            user = await access.add_user(tx, f"{name}-{uuid7().hex[-8:]}@pirca.example", name.title())
            if role:
                await access.grant(tx, None, user.id, role, kind, scope)
            if team is not None:
                await access.join_team(tx, team, user.id)  # type: ignore[arg-type]
            session = await access.start_session(tx, user.id)
        client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.app),
            base_url=SITE,
            headers={"cookie": f"trato={session.token}", "origin": SITE},
        )
        self.people[name] = Person(user.id, client)
        return self.people[name]


@asynccontextmanager
async def open_desk(house: House, world: World) -> AsyncIterator[Desk]:
    entrance = Entrance(house.db, house.keyring, access.Passwords(), SITE)
    outside = panels.client(local=True)
    by_hand = [*files.routes(house, entrance), *panels.routes(house, entrance, outside)]
    by_hand += [*reports.routes(house, entrance), *importing.routes(house, entrance)]
    models = llm.client(house)
    by_hand += [*llm.routes(house, entrance, models), *rewriting.routes(house, entrance, models)]
    by_hand += examining.routes(house, entrance)
    by_hand += authorising.routes(house, entrance)
    by_hand += templating.routes(house, entrance)
    by_company = OidcDoor(entrance, outside, house.settings.public_url, plain=True)
    by_hand += oidc.routes(entrance, by_company)
    app = Starlette(routes=[*by_hand, *doors.routes(house, entrance, routes.table(house))])
    desk = Desk(world, app, entrance)
    try:
        yield desk
    finally:
        await outside.aclose()
        await models.aclose()
        for one in desk.people.values():
            await one.client.aclose()
