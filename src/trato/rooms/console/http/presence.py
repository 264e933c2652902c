"""The addresses of presence: the reasons that a workspace keeps, and one's own day."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from trato.kit.requests import Nothing
from trato.kit.tx import Tx
from trato.rooms.access.model import SIGNED_IN, Need, Principal, Verb
from trato.rooms.console.model import MyDay, ReasonView
from trato.rooms.console.service import my_day as service
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState, Reason

Row = tuple[str, str, Need, Any, type[Struct]]
Name = Annotated[str, Meta(max_length=200)]


class NewReason(Struct, frozen=True):
    """A reason in es, en and pt; `state` is where it puts the agent who gives it."""

    code: Annotated[str, Meta(max_length=40)]
    state: Literal["busy", "break", "away"]
    names: dict[Literal["es", "en", "pt"], Name]


class NewReasons(Struct, frozen=True):
    """The whole list, in its order: at most 12."""

    reasons: Annotated[list[NewReason], Meta(max_length=100)]


async def reasons(tx: Tx, who: Principal, given: Nothing) -> list[ReasonView]:
    """List the reasons for not taking work, also those offered no more: what was recorded can be read."""
    kept = {one.code for one in await workforce.list_reasons(tx)}
    return [_shown(one, one.code in kept) for one in await workforce.known_reasons(tx)]


async def my_day(tx: Tx, who: Principal, given: Nothing) -> MyDay:
    """Tell how my day goes: where I was, what I did, how many promises I kept."""
    return await service.look(tx, who)


async def set_reasons(tx: Tx, who: Principal, given: NewReasons) -> list[ReasonView]:
    """Keep this list of reasons, in this order."""
    said = [
        Reason(one.code, PresenceState(one.state), {str(key): name for key, name in one.names.items()})
        for one in given.reasons
    ]
    return [_shown(one, True) for one in await workforce.set_reasons(tx, said)]


def _shown(one: Reason, kept: bool) -> ReasonView:
    return ReasonView(one.code, one.state.value, one.names, kept)


TABLE: tuple[Row, ...] = (
    ("GET", "/api/v1/presence-reasons", SIGNED_IN, reasons, Nothing),
    ("GET", "/api/v1/me/day", SIGNED_IN, my_day, Nothing),
    ("PUT", "/api/v1/presence-reasons", Verb.SETTINGS_WRITE, set_reasons, NewReasons),
)
