"""The addresses of settings: what each unit says, what holds there, and who may not differ."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Forbidden
from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.http.routes import Route, check_whole
from trato.rooms.access.model import KnownSetting, Place, Principal, SettingRow, Verb
from trato.rooms.access.rules.policy import SECURITY
from trato.rooms.access.service import directory
from trato.rooms.access.service import settings as service


class SettingsView(Struct, frozen=True):
    """Every known setting, and what units themselves say; `names` are of those who said it."""

    known: list[KnownSetting]
    said: list[SettingRow]
    names: dict[str, str]


class SettingSaid(Struct, frozen=True):
    """With `lock`, units below cannot differ; then a `reason` is wanted."""

    key: str
    unit_id: UUID
    value: Any
    lock: bool = False
    reason: str = ""


class OneSetting(Struct, frozen=True):
    key: str
    unit_id: UUID


class Settings:
    """The handlers; `more` are the settings of other rooms."""

    def __init__(self, more: Iterable[KnownSetting] = ()) -> None:
        self._known = {one.key: one for one in (*SECURITY, *more)}

    def table(self) -> tuple[Route, ...]:
        """Return every address."""
        return (
            Route("GET", "/api/v1/settings", Verb.SETTINGS_READ, self.list_all),
            Route("PUT", "/api/v1/settings/{key}/{unit_id}", Verb.SETTINGS_WRITE, self.say, SettingSaid),
            Route("DELETE", "/api/v1/settings/{key}/{unit_id}", Verb.SETTINGS_WRITE, self.clear, OneSetting),
        )

    async def list_all(self, tx: Tx, who: Principal, given: Nothing) -> SettingsView:
        """List the settings of units: what each says itself, and who locked what and why."""
        check_whole(who, Verb.SETTINGS_READ)
        said = await service.list_settings(tx, self._known)
        names = await directory.names_of(tx, [one.set_by for one in said])
        return SettingsView(list(self._known.values()), said, {str(id): name for id, name in names.items()})

    async def say(self, tx: Tx, who: Principal, given: SettingSaid) -> None:
        """Say what holds in a unit and below it."""
        _check(who, given.unit_id, Verb.SETTINGS_WRITE)
        if given.lock:
            _check(who, given.unit_id, Verb.SETTINGS_LOCK)
        await service.say(tx, self._known, given.unit_id, given.key, given.value, lock=given.lock, reason=given.reason)

    async def clear(self, tx: Tx, who: Principal, given: OneSetting) -> None:
        """Let a unit follow the one above again."""
        _check(who, given.unit_id, Verb.SETTINGS_WRITE)
        await service.clear(tx, self._known, given.unit_id, given.key)


def _check(who: Principal, unit: UUID, verb: Verb) -> None:
    if not who.rights.scope(verb).covers(Place(unit_id=unit)):
        raise Forbidden(verb=verb.value)
