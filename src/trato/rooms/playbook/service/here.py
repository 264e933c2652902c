"""What names mean in this workspace: read anew after each part, so that an entry may name what came before it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import KnownSetting, Rights, Team, Unit, UnitKind, User
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, Calendar, Controller
from trato.rooms.channels import api as channels
from trato.rooms.playbook.errors import ConfigurationRefused
from trato.rooms.playbook.model import Entry
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Queue

T = TypeVar("T")
JOINT = " / "
PAGE = 500


@dataclass(frozen=True, slots=True)
class Tools:
    """What applying needs of the house: rights of who applies, accounts, keys, whether this machine may be called,
    and which settings there are.
    """

    by: Rights
    book: channels.AccountBook
    keys: Keyring
    seal: Callable[[UUID, UUID, bytes], bytes]
    plain: bool
    known: Mapping[str, KnownSetting]


@dataclass(slots=True)
class Here:
    """The present names. `forget` after a change."""

    tx: Tx
    tools: Tools
    wanted: Mapping[str, Mapping[str, Entry]] = field(default_factory=dict)
    _kept: dict[str, Any] = field(default_factory=dict)

    def forget(self) -> None:
        """Read everything anew when next asked."""
        self._kept.clear()
        self.tools.book.forget(self.tx.workspace)

    async def units(self) -> dict[str, Unit]:
        """Return units by path, the root as ""; brands too."""
        if "units" not in self._kept:
            found = await access.list_units(self.tx)
            names = {one.id: one.name for one in found}
            self._kept["units"] = {JOINT.join(names[id] for id in one.path[1:]): one for one in found}
        kept: dict[str, Unit] = self._kept["units"]
        return kept

    async def path_of(self, unit: UUID) -> str:
        """Return the path of a unit."""
        return next((path for path, one in (await self.units()).items() if one.id == unit), "")

    async def unit(self, path: str) -> Unit:
        """Return the unit of a path. Raises ConfigurationRefused."""
        return _found((await self.units()).get(path), "unit", path)

    async def plain_units(self) -> dict[str, Unit]:
        """Return the units between the root and the brands, by path."""
        return {
            path: one for path, one in (await self.units()).items() if one.kind not in {UnitKind.GLOBAL, UnitKind.BRAND}
        }

    async def users(self) -> dict[str, User]:
        """Return active people by e-mail."""
        if "users" not in self._kept:
            found: list[User] = []
            after: tuple[str, UUID] = ("", UUID(int=0))
            while page := await access.list_users(self.tx, after=after, limit=PAGE):
                found += page
                after = (page[-1].name, page[-1].id)
            self._kept["users"] = {one.email: one for one in found if one.state.value == "active"}
        kept: dict[str, User] = self._kept["users"]
        return kept

    async def user(self, email: str) -> User:
        """Return who has an e-mail. Raises ConfigurationRefused."""
        return _found((await self.users()).get(email), "person", email)

    async def email_of(self, user: UUID | None) -> str:
        """Return somebody's e-mail; "" for nobody."""
        return next((email for email, one in (await self.users()).items() if one.id == user), "")

    async def controllers(self) -> dict[str, Controller]:
        """Return controllers by code."""
        return {one.code: one for one in await brands.list_controllers(self.tx) if one.retired_at is None}

    async def brands(self) -> dict[str, Brand]:
        """Return brands by code."""
        if "brands" not in self._kept:
            self._kept["brands"] = {one.code: one for one in await brands.list_brands(self.tx)}
        kept: dict[str, Brand] = self._kept["brands"]
        return kept

    async def brand(self, code: str) -> Brand:
        """Return a brand. Raises ConfigurationRefused."""
        return _found((await self.brands()).get(code), "brand", code)

    async def brand_code(self, id: UUID | None) -> str:
        """Return the code of a brand; "" for none."""
        return next((code for code, one in (await self.brands()).items() if one.id == id), "")

    async def teams(self) -> dict[str, Team]:
        """Return teams by name."""
        if "teams" not in self._kept:
            self._kept["teams"] = {one.name: one for one in await access.list_teams(self.tx)}
        kept: dict[str, Team] = self._kept["teams"]
        return kept

    async def team(self, name: str) -> Team:
        """Return a team. Raises ConfigurationRefused."""
        return _found((await self.teams()).get(name), "team", name)

    async def team_name(self, id: UUID | None) -> str:
        """Return the name of a team; "" for none."""
        return next((name for name, one in (await self.teams()).items() if one.id == id), "")

    async def queues(self) -> dict[str, Queue]:
        """Return queues by name."""
        return {one.name: one for one in await routing.list_queues(self.tx)}

    async def queue(self, name: str) -> Queue:
        """Return a queue. Raises ConfigurationRefused."""
        return _found((await self.queues()).get(name), "queue", name)

    async def calendars(self) -> dict[str, Calendar]:
        """Return sets of hours by code."""
        return {one.code: one for one in await brands.list_calendars(self.tx)}

    async def accounts(self) -> dict[str, channels.Account]:
        """Return channel accounts in use, by channel and provider's id."""
        found = (await self.tools.book.of_workspace(self.tx)).values()
        return {f"{one.row.channel}{JOINT}{one.row.external_id}": one for one in found if one.row.state != "retired"}

    async def account(self, key: str) -> channels.Account:
        """Return a channel account in use. Raises ConfigurationRefused."""
        return _found((await self.accounts()).get(key), "account", key)


def _found(one: T | None, what: str, name: str) -> T:
    if one is None:
        raise ConfigurationRefused(reason="reference", what=what, key=name[:80])
    return one
