"""The addresses of what people settle for themselves. Being signed in is all they need."""

from __future__ import annotations

from typing import Annotated, Any

from msgspec import Meta, Struct, structs

from trato.kit.requests import Nothing, OneId
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access.model import SIGNED_IN, Need, Principal
from trato.rooms.console.model.notices import Pushes
from trato.rooms.console.model.preferences import (
    Density,
    NoticeKind,
    NoticeWay,
    Preferences,
    PushShows,
    Quiet,
    Sound,
    Theme,
)
from trato.rooms.console.service import preferences, pushes


class PreferencesChange(Struct, frozen=True):
    """What is given changes. `keys`: a command without keys (null) gets the house's own back."""

    theme: Theme | None = None
    density: Density | None = None
    single_keys: bool | None = None
    enter_sends: bool | None = None
    keys: dict[str, str | None] | None = None
    reset_keys: bool = False
    notices: dict[NoticeKind, list[NoticeWay]] | None = None
    sound: Sound | None = None
    quiet: Quiet | None = None
    push_shows: PushShows | None = None
    suggestions: bool | None = None
    guesses: bool | None = None


class PushKeys(Struct, frozen=True):
    """As a browser gives them, base64url: its point, and its secret."""

    p256dh: Annotated[str, Meta(max_length=200)]
    auth: Annotated[str, Meta(max_length=100)]


class NewDevice(Struct, frozen=True):
    """A browser's subscription, and what people call the device."""

    endpoint: Annotated[str, Meta(max_length=1000)]
    keys: PushKeys
    device: Annotated[str, Meta(max_length=200)] = ""


async def my_preferences(tx: Tx, who: Principal, given: Nothing) -> Preferences:
    """Show what I settled."""
    return await preferences.get(tx, who.user.id)


async def change_my_preferences(tx: Tx, who: Principal, given: PreferencesChange) -> Preferences:
    """Settle something for myself."""
    return await preferences.change(tx, who.user.id, **structs.asdict(given))


TABLE: tuple[tuple[str, str, Need, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/me/preferences", SIGNED_IN, my_preferences, Nothing),
    ("PATCH", "/api/v1/me/preferences", SIGNED_IN, change_my_preferences, PreferencesChange),
)


class PushDoors:
    """The addresses of devices that are told; they need our keys, and whether http on this machine is allowed."""

    def __init__(self, keys: Keyring, *, plain: bool = False) -> None:
        self._keys = keys
        self._plain = plain

    def table(self) -> tuple[tuple[str, str, Need, Any, type[Struct]], ...]:
        """Return every address: method, path, need, handler, what it takes."""
        return (
            ("GET", "/api/v1/me/push", SIGNED_IN, self.show, Nothing),
            ("POST", "/api/v1/me/push", SIGNED_IN, self.listen, NewDevice),
            ("DELETE", "/api/v1/me/push/{id}", SIGNED_IN, self.forget, OneId),
        )

    async def show(self, tx: Tx, who: Principal, given: Nothing) -> Pushes:
        """Show our public key and my devices that are told."""
        return await pushes.show(tx, self._keys, who)

    async def listen(self, tx: Tx, who: Principal, given: NewDevice) -> Pushes:
        """Let this browser be told, for as long as its session lasts."""
        one = given.keys
        await pushes.listen(tx, who, given.endpoint, one.p256dh, one.auth, given.device, plain=self._plain)
        return await pushes.show(tx, self._keys, who)

    async def forget(self, tx: Tx, who: Principal, given: OneId) -> Pushes:
        """Tell one of my devices nothing more."""
        await pushes.forget(tx, who, given.id)
        return await pushes.show(tx, self._keys, who)
