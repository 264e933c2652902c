"""The addresses of alerts over the numbers of the board."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal, Verb
from trato.rooms.console.model import Alert, AlertDeed, AlertRule, Measure
from trato.rooms.console.service import alerts


class NewRule(Struct, frozen=True):
    """`id` is minted by the client; without an owner it is whoever asks."""

    id: UUID
    measure: Measure
    threshold: int
    for_seconds: int
    queue_id: UUID | None = None
    owner_id: UUID | None = None
    sound: bool = False


class Done(Struct, frozen=True):
    """`until` goes with `snoozed` alone: at most a day."""

    id: UUID
    deed: AlertDeed
    until: datetime | None = None


async def rules(tx: Tx, who: Principal, given: Nothing) -> list[AlertRule]:
    """List what raises alerts."""
    return await alerts.list_rules(tx, who)


async def add(tx: Tx, who: Principal, given: NewRule) -> list[AlertRule]:
    """Say which number raises an alert, beyond what, after how long, and whom it is told to."""
    owner = given.owner_id or who.user.id
    await alerts.add_rule(
        tx, who, given.id, given.measure, given.queue_id, given.threshold, given.for_seconds, owner, given.sound
    )
    return await alerts.list_rules(tx, who)


async def retire(tx: Tx, who: Principal, given: OneId) -> None:
    """Raise no more alerts by a rule."""
    await alerts.retire_rule(tx, who, given.id)


async def raised(tx: Tx, who: Principal, given: Nothing) -> list[Alert]:
    """List the alerts that were raised, newest first, with what was done."""
    return await alerts.list_alerts(tx, who)


async def do(tx: Tx, who: Principal, given: Done) -> list[Alert]:
    """Note that I saw an alert, that I take care of it, or that it is to be quiet for a while."""
    await alerts.do(tx, who, given.id, given.deed, given.until)
    return await alerts.list_alerts(tx, who)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/floor/alert-rules", Verb.FLOOR_READ, rules, Nothing),
    ("POST", "/api/v1/floor/alert-rules", Verb.ALERTS_MANAGE, add, NewRule),
    ("DELETE", "/api/v1/floor/alert-rules/{id}", Verb.ALERTS_MANAGE, retire, OneId),
    ("GET", "/api/v1/floor/alerts", Verb.FLOOR_READ, raised, Nothing),
    ("POST", "/api/v1/floor/alerts/{id}", Verb.FLOOR_READ, do, Done),
)
