"""The addresses where panels are set up. Asking one is a door of its own: `trato.app.panels`."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, Principal, Verb
from trato.rooms.panels import service
from trato.rooms.panels.model import Panel, Tell


class NewPanel(Struct, frozen=True):
    name: str
    url: str
    tells: list[Tell]
    brand_id: UUID | None = None


class PanelChange(Struct, frozen=True):
    id: UUID
    name: str | None = None
    url: str | None = None
    tells: list[Tell] | None = None
    paused: bool | None = None


class PanelMade(Struct, frozen=True):
    """`secret` is told here and never again."""

    panel: Panel
    secret: str


class Secret(Struct, frozen=True):
    secret: str


class Doors:
    """The handlers; they need the keys, and whether http on this machine is allowed (demo and tests)."""

    def __init__(self, keys: Keyring, *, plain: bool = False) -> None:
        self._keys = keys
        self._plain = plain

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        verb, one = Verb.WEBHOOKS_MANAGE, "/api/v1/panels/{id}"
        return (
            ("GET", "/api/v1/panels", verb, self.panels, Nothing),
            ("POST", "/api/v1/panels", verb, self.add, NewPanel),
            ("PATCH", one, verb, self.change, PanelChange),
            ("DELETE", one, verb, self.remove, OneId),
            ("POST", f"{one}/secret", verb, self.change_secret, OneId),
        )

    async def panels(self, tx: Tx, who: Principal, given: Nothing) -> list[Panel]:
        """List the systems that are asked about contacts."""
        _check_whole(who)
        return await service.list_panels(tx)

    async def add(self, tx: Tx, who: Principal, given: NewPanel) -> PanelMade:
        """Add a system to ask, and tell its secret, once."""
        _check_whole(who)
        told = (given.name, given.url, given.tells)
        return PanelMade(*await service.add_panel(tx, self._keys, *told, brand_id=given.brand_id, plain=self._plain))

    async def change(self, tx: Tx, who: Principal, given: PanelChange) -> Panel:
        """Change, pause or start a system."""
        _check_whole(who)
        told = {key: value for key, value in msgspec.structs.asdict(given).items() if key != "id"}
        return await service.change_panel(tx, given.id, plain=self._plain, **told)

    async def remove(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Ask a system no more, and drop what it said."""
        _check_whole(who)
        await service.remove_panel(tx, given.id)

    async def change_secret(self, tx: Tx, who: Principal, given: OneId) -> Secret:
        """Make a new secret and tell it, once."""
        _check_whole(who)
        return Secret(await service.change_secret(tx, self._keys, given.id))


def _check_whole(who: Principal) -> None:
    """Refuse who may this for a part of the workspace only: contacts of every brand are told of."""
    if not who.rights.scope(Verb.WEBHOOKS_MANAGE).covers(EVERYWHERE):
        raise Forbidden(verb=Verb.WEBHOOKS_MANAGE.value)
