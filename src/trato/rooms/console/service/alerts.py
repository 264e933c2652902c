"""Alerts: rules over the numbers of the board, judged every few seconds; what is raised, done with it, and its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.errors import Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access.model import EVERYWHERE, Place, Principal, Scope, Verb
from trato.rooms.console.events import AlertChanged
from trato.rooms.console.model import Alert, AlertDeed, AlertMark, AlertRule, Measure, Selection
from trato.rooms.console.rules.alerts import is_worse, judge
from trato.rooms.console.rules.walls import values_of
from trato.rooms.console.service import people, pushes, targets
from trato.rooms.console.service.walls import Standing, Walls
from trato.rooms.console.store import alerts as store
from trato.rooms.routing import api as routing

EVERYTHING_IN_REACH = Scope(everywhere=True)
MOST_RULES = 200
LONGEST_SNOOZE = timedelta(days=1)


async def judge_all(tx: Tx, walls: Walls) -> int:
    """Judge every rule by the numbers as they are; return how many alerts were raised or ended."""
    rules = await store.lock_rules(tx)
    if not rules:
        return 0
    standing = await walls.tally(tx)
    open_ones = {row["rule_id"]: row for row in await store.list_open(tx)}
    changed = 0
    for rule in rules:
        changed += await _judge(tx, rule, open_ones.get(rule["id"]), standing)
    return changed


async def _judge(tx: Tx, rule: Any, alert: Any | None, standing: Standing) -> bool:
    measure = Measure(rule["measure"])
    wanted = Selection(queue=(rule["queue_id"],)) if rule["queue_id"] else Selection()
    wall = standing.wall(EVERYTHING_IN_REACH, wanted)
    value = values_of(wall.numbers, wall.crew, tx.now).get(measure)
    verdict = judge(
        measure, rule["threshold"], timedelta(seconds=rule["for_seconds"]), value, rule["over_since"],
        is_open=alert is not None, now=tx.now,
    )  # fmt: skip
    if verdict.over_since != rule["over_since"]:
        await store.set_over(tx, rule["id"], verdict.over_since)
    if verdict.raises and value is not None:
        return await _raise(tx, rule, round(value))
    if alert is None:
        return False
    if verdict.ends:
        await store.end(tx, alert["id"])
        tx.emit(AlertChanged(subject=alert["id"], what="ended"))
        return True
    await _go_on(tx, measure, alert, value)
    return False


async def _raise(tx: Tx, rule: Any, value: int) -> bool:
    id = uuid7()
    if not await store.raise_alert(tx, id, rule["id"], rule["owner_id"], rule["threshold"], value):
        return False
    tx.emit(AlertChanged(subject=id, what="raised"))
    await pushes.note_alert(tx, id, rule["owner_id"])
    return True


async def _go_on(tx: Tx, measure: Measure, alert: Any, value: float | None) -> None:
    """Keep the worst; what was quiet for a while and still lasts is told again."""
    if value is not None and is_worse(measure, round(value), alert["worst"]):
        await store.worsen(tx, alert["id"], round(value))
    if alert["snoozed_until"] is not None and alert["snoozed_until"] <= tx.now:
        await store.tell_again(tx, alert["id"])
        tx.emit(AlertChanged(subject=alert["id"], what="raised"))
        await pushes.note_alert(tx, alert["id"], alert["owner_id"])


async def list_rules(tx: Tx, who: Principal) -> list[AlertRule]:
    """Return the rules within reach, oldest first."""
    scope, places = who.rights.scope(Verb.FLOOR_READ), await _places(tx)
    return [
        AlertRule(
            row["id"], Measure(row["measure"]), row["queue_id"], row["threshold"], row["for_seconds"],
            row["owner_id"], row["owner"] or "", row["sound"],
        )
        for row in await store.list_rules(tx)
        if covers(scope, places, row["queue_id"])
    ]  # fmt: skip


async def add_rule(
    tx: Tx, who: Principal, id: UUID, measure: Measure, queue_id: UUID | None, threshold: int, for_seconds: int,
    owner: UUID, sound: bool,
) -> None:  # fmt: skip
    """Make a rule. Raises Invalid for what the number cannot be, NotFound for a queue or an owner out of reach."""
    await targets.check_queue(tx, who, queue_id, Verb.ALERTS_MANAGE)
    if not 0 <= threshold <= (100 if measure in targets.PERCENTS else targets.MOST):
        raise Invalid(field="threshold", reason="out_of_range")
    if not 0 <= for_seconds <= 86_400:
        raise Invalid(field="for_seconds", reason="out_of_range")
    if not await people.known_users(tx, [owner]):
        raise NotFound()
    if len(await store.list_rules(tx)) >= MOST_RULES:
        raise Invalid(field="measure", reason="too_many")
    await store.add_rule(tx, id, measure.value, queue_id, threshold, for_seconds, owner, sound)
    tx.audit(AuditEntry("alerts.add", "alert_rule", id, {"measure": measure.value, "threshold": threshold}))


async def retire_rule(tx: Tx, who: Principal, id: UUID) -> None:
    """End a rule, and its open alert with it. Raises NotFound."""
    rule = await store.get_rule(tx, id)
    if rule is None:
        raise NotFound()
    await targets.check_queue(tx, who, rule["queue_id"], Verb.ALERTS_MANAGE)
    if await store.retire_rule(tx, id):
        for row in await store.list_open(tx):
            if row["rule_id"] == id:
                await store.end(tx, row["id"])
                tx.emit(AlertChanged(subject=row["id"], what="ended"))
        tx.audit(AuditEntry("alerts.retire", "alert_rule", id))


@dataclass(frozen=True, slots=True)
class Raised:
    """The last 200 alerts of a workspace, newest first, with what was done; whoever looks sees those within reach."""

    every: Sequence[Alert]
    places: Mapping[UUID, Place]  # of the queues

    def within(self, scope: Scope) -> list[Alert]:
        """Return those within a reach."""
        return [one for one in self.every if covers(scope, self.places, one.queue_id)]


async def raised(tx: Tx) -> Raised:
    """Load what was raised, once for everybody who looks."""
    rows = await store.list_alerts(tx)
    marks: dict[UUID, list[AlertMark]] = {}
    for row in await store.list_marks(tx, [row["id"] for row in rows]):
        marks.setdefault(row["alert_id"], []).append(AlertMark(row["name"] or "", AlertDeed(row["what"]), row["at"]))
    return Raised([shown(row, marks.get(row["id"], ())) for row in rows], await _places(tx))


async def list_alerts(tx: Tx, who: Principal) -> list[Alert]:
    """Return the last alerts within reach, newest first, with what was done."""
    return (await raised(tx)).within(who.rights.scope(Verb.FLOOR_READ))


async def do(tx: Tx, who: Principal, id: UUID, deed: AlertDeed, until: datetime | None) -> None:
    """Note what somebody does with an alert. Raises NotFound out of reach, Invalid for an end that is none."""
    row = await store.get_alert(tx, id)
    if row is None or not covers(who.rights.scope(Verb.FLOOR_READ), await _places(tx), row["queue_id"]):
        raise NotFound()
    if deed is AlertDeed.SNOOZED:
        if until is None or not tx.now < until <= tx.now + LONGEST_SNOOZE:
            raise Invalid(field="until", reason="out_of_range")
        await store.snooze(tx, id, until)
    await store.mark(tx, id, who.user.id, deed.value, until if deed is AlertDeed.SNOOZED else None)
    tx.emit(AlertChanged(subject=id, what=deed.value))


def shown(row: Any, marks: Sequence[AlertMark] = ()) -> Alert:
    """Return an alert as screens show it."""
    return Alert(
        id=row["id"],
        rule_id=row["rule_id"],
        measure=Measure(row["measure"]),
        queue_id=row["queue_id"],
        threshold=row["threshold"],
        value=row["value"],
        worst=row["worst"],
        owner_id=row["owner_id"],
        owner=row["owner"] or "",
        sound=row["sound"],
        raised_at=row["raised_at"],
        snoozed_until=row["snoozed_until"],
        ended_at=row["ended_at"],
        marks=tuple(marks),
    )


def covers(scope: Scope, places: Mapping[UUID, Place], queue_id: UUID | None) -> bool:
    """Say whether the alerts of a queue, or of everything, are within a reach; `places` are those of the queues."""
    if queue_id is None:
        return scope.covers(EVERYWHERE)
    return scope.covers(places.get(queue_id, Place(queue_id=queue_id)))


async def _places(tx: Tx) -> dict[UUID, Place]:
    return {one.id: Place(brand_id=one.brand_id, queue_id=one.id) for one in await routing.list_queues(tx)}
