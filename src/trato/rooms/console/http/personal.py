"""The addresses of what people settle for themselves. Being signed in is all they need."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, structs

from trato.kit.tx import Tx
from trato.rooms.access.model import SIGNED_IN, Need, Principal
from trato.rooms.console.http.asks import Nothing
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
from trato.rooms.console.service import preferences


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
