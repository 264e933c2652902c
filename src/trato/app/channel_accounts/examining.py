"""Looking at an account with its provider: saved, or as it would be with other values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute

from trato.app.channel_accounts import reading
from trato.app.channel_accounts.administering import Accounts
from trato.app.channel_accounts.showing import hook_of
from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.wiring import House
from trato.kit.events import Actor, ActorKind
from trato.kit.http import OutsideClient, provider_client
from trato.kit.ids import uuid7
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import AccountView, ChannelAccountId

EXAMINE = "/api/v1/channels/examine"


class ToExamine(Struct, frozen=True):
    """An account (`id`), or values that are not saved yet; with both, the account as it would be with them."""

    channel: str = ""
    values: dict[str, Any] = {}
    id: UUID | None = None


class Look(Struct, frozen=True):
    good: bool
    findings: list[Finding]


@dataclass(slots=True)
class LiveLooks:
    """The door of live checks: it calls the provider, so it holds no transaction meanwhile."""

    house: House
    entrance: Entrance
    accounts: Accounts

    async def examine(self, request: Request) -> Response:
        """Look at an account with its provider, within five seconds."""
        who = await admit(self.entrance, request, Verb.CHANNELS_MANAGE)
        assert who is not None
        given: ToExamine = await read_given(request, ToExamine)
        view, saved = await self._view(who, given)
        connection = reading.connection_of(view.channel)
        hook = hook_of(self.house, saved) if saved is not None else ""
        local = self.house.settings.is_local
        async with provider_client(seconds=4.0, connections=4) as http, OutsideClient(loopback=local) as outside:
            examined = await channels.Examiner(http, outside).examine(
                connection, view, hook, arrange=saved is not None and not given.values
            )
        if saved is not None and not given.values:
            actor = Actor(ActorKind.USER, who.user.id)
            async with self.house.db.transaction(who.workspace_id, actor) as tx:
                await channels.keep_examined(tx, saved.id, examined)
                if examined.is_good and saved.row.state == "broken":
                    await channels.mend(tx, saved.id)
        return json_answer(Look(examined.is_good, list(examined.findings)))

    async def _view(self, who: Principal, given: ToExamine) -> tuple[AccountView, channels.Account | None]:
        saved, local = None, self.house.settings.is_local
        if given.id is not None:
            async with self.house.db.transaction(who.workspace_id, Actor(ActorKind.USER, who.user.id)) as tx:
                saved = await self.accounts.one(tx, who, given.id)
            read = reading.read_again(saved, given.values, local=local)
            view = msgspec.structs.replace(
                saved.view,
                settings={**saved.view.settings, **read.settings},
                secrets={**saved.view.secrets, **read.secrets},
            )
            return view, saved
        read = reading.read(reading.connection_of(given.channel), given.values, local=local)
        id = ChannelAccountId(uuid7())
        view = AccountView(
            id, who.workspace_id, given.channel, read.external_id, settings=read.settings, secrets=read.secrets
        )
        return view, None


def routes(house: House, entrance: Entrance) -> list[HttpRoute]:
    """Return the door of live checks."""
    looks = LiveLooks(house, entrance, Accounts(house))
    return [HttpRoute(EXAMINE, guard(looks.examine), methods=["POST"])]
