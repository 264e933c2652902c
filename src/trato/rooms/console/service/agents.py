"""What supervisors do with the people of their floor, and how those people's day went."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trato.kit.errors import NotFound
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UserId, Verb
from trato.rooms.console.model import AgentPlan, ExpectedPart, FloorAgent
from trato.rooms.console.rules import presence as words
from trato.rooms.console.rules.walls import day_of
from trato.rooms.console.service import presence
from trato.rooms.console.service.walls import list_agents
from trato.rooms.console.store import walls as store
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import PresenceState

Day = tuple[str, str | None, datetime, datetime | None]


async def check_agent(tx: Tx, who: Principal, user_id: UUID, verb: Verb = Verb.PRESENCE_MANAGE) -> None:
    """Refuse somebody who works no queue within reach. Raises NotFound."""
    scope = who.rights.scope(verb)
    if scope.everywhere:
        if not await store.list_names(tx, [user_id]):
            raise NotFound()
        return
    teams = {
        queue.team_id
        for queue in await routing.list_queues(tx)
        if scope.covers(Place(brand_id=queue.brand_id, queue_id=queue.id))
    }
    if not teams.intersection(await access.memberships_of(tx, UserId(user_id))):
        raise NotFound()


async def set_presence(tx: Tx, user_id: UUID, state: str, reason: str | None) -> None:
    """Say where somebody is. Raises Invalid and UnknownReason."""
    meant, said = await presence.understand(tx, state, reason)
    await workforce.set_presence(tx, user_id, meant, said)
    tx.audit(AuditEntry("presence.manage", "user", user_id, {"state": meant.value, "reason": said}))


async def set_capacity(tx: Tx, user_id: UUID, capacity: int) -> None:
    """Say how much somebody can hold. Raises SenselessCapacity."""
    await workforce.set_capacity(tx, user_id, capacity)
    tx.audit(AuditEntry("presence.set_capacity", "user", user_id, {"capacity": capacity}))


async def one(tx: Tx, user_id: UUID) -> FloorAgent:
    """Return one agent as they are now. Raises NotFound for whoever was never at work."""
    found = next((one for one in await list_agents(tx) if one.id == user_id), None)
    if found is None:
        raise NotFound()
    return found


async def held(tx: Tx, who: Principal, user_id: UUID) -> list[UUID]:
    """Return the open cases of somebody that `who` may see, the longest promised first."""
    return await store.list_held(tx, user_id, who.rights.scope(Verb.CASES_READ))


async def days(tx: Tx, who: Principal, users: Sequence[UUID]) -> tuple[datetime, dict[UUID, list[Day]]]:
    """Return since when, and the intervals of presence of these people since then, in the words of screens."""
    user = await access.get_user(tx, who.user.id)
    since = day_of(tx.now, zone_name(user.time_zone))[0]
    told: dict[UUID, list[Day]] = {}
    for row in await store.list_segments(tx, users, since):
        segment = (
            words.shown(PresenceState(row["state"])),
            row["reason"] or None,
            max(row["from_at"], since),
            row["to_at"],
        )
        told.setdefault(row["user_id"], []).append(segment)
    return since, told


async def plans(tx: Tx, who: Principal, users: Sequence[UUID]) -> dict[UUID, AgentPlan]:
    """Return what is expected today of each of these people, and how they kept it so far.

    Today is the day of whoever asks, as in `days`; whoever has no shift in it is left out.
    """
    zone = zone_name((await access.get_user(tx, who.user.id)).time_zone)
    since, until = day_of(tx.now, zone)
    today = since.astimezone(ZoneInfo(zone)).date()
    kept = {one.user_id: one.adherence for one in await workforce.adherence_between(tx, users, today, today, zone)}
    return {
        user: AgentPlan(
            expected=tuple(
                ExpectedPart(
                    what.value, begins, ends, tuple(sorted(words.shown(state) for state in workforce.kept_by(what)))
                )
                for begins, ends, what in parts
            ),
            adherence=kept.get(user),
        )
        for user, parts in (await workforce.expected_between(tx, users, since, until)).items()
    }


def zone_name(name: str) -> str:
    """Return a time zone that there is: the name, or UTC for one that is none."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return "UTC"
    return name
