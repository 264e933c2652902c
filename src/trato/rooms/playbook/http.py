"""The addresses of the configuration as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.model import EVERYWHERE, KnownSetting, Principal, Verb
from trato.rooms.channels import api as channels
from trato.rooms.playbook import service
from trato.rooms.playbook.model import Configuration, Plan
from trato.rooms.playbook.service.here import Tools


class File(Struct, frozen=True):
    """A file. With `removing`, what its parts do not name is taken out of use."""

    yaml: str
    removing: bool = False


class FileFor(Struct, frozen=True):
    """A file, and the state that it was planned against."""

    yaml: str
    state: str
    removing: bool = False


@dataclass(frozen=True, slots=True)
class Doors:
    """The handlers. All need `settings.write` over the whole workspace; rights are given within those of who asks."""

    book: channels.AccountBook
    keys: Keyring
    seal: Callable[[UUID, UUID, bytes], bytes]
    plain: bool
    known: Mapping[str, KnownSetting]

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        root, verb = "/api/v1/configuration", Verb.SETTINGS_WRITE
        return (
            ("GET", root, verb, self.export, Nothing),
            ("POST", f"{root}/diff", verb, self.diff, File),
            ("POST", f"{root}/apply", verb, self.apply, FileFor),
        )

    async def export(self, tx: Tx, who: Principal, given: Nothing) -> Configuration:
        """Give the whole configuration as YAML, without secrets."""
        return await service.export(tx, self._tools(who))

    async def diff(self, tx: Tx, who: Principal, given: File) -> Plan:
        """Say what a file would change, and change nothing."""
        return await service.plan(tx, self._tools(who), given.yaml, removing=given.removing)

    async def apply(self, tx: Tx, who: Principal, given: FileFor) -> Plan:
        """Make the configuration what a file says: all of it, or nothing."""
        return await service.apply(tx, self._tools(who), given.yaml, given.state, removing=given.removing)

    def _tools(self, who: Principal) -> Tools:
        if not who.rights.scope(Verb.SETTINGS_WRITE).covers(EVERYWHERE):
            raise Forbidden(verb=Verb.SETTINGS_WRITE.value)
        return Tools(who.rights, self.book, self.keys, self.seal, self.plain, self.known)
