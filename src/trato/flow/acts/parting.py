"""Agents who go: the cases that wait for their answer go back to where somebody gives them out.

What rests on the contact stays with its agent, whom the contact will want again; when the contact writes and the agent
is still gone, that case goes back too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import ClassVar
from uuid import UUID

from trato.flow.acts import due
from trato.kit.events import Recorded, decode
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.events import SessionRevoked, UserDisabled
from trato.rooms.access.model import UserId
from trato.rooms.cases import api as cases
from trato.rooms.cases.events import CaseReopened, CaseResumed
from trato.rooms.cases.model import NOBODY, Case, CaseState, Holder, HolderKind
from trato.rooms.routing import api as routing
from trato.rooms.routing.model import Author, Decision
from trato.rooms.sla import api as sla
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.events import PresenceChanged
from trato.rooms.workforce.model import DEACTIVATED, SIGNED_OUT, PresenceState

SETTING = "presence.hand_back"  # of the workspace: whether waiting cases go back when their agent goes offline
PROMISED_WITHIN = timedelta(hours=24)  # what an agent leaves behind that is due so soon is told to the team
EVER = timedelta(days=3_650)


class Parting:
    """Follows agents who go offline, sign out or are deactivated, and cases that wake in their absence."""

    kinds: ClassVar[frozenset[str]] = frozenset(
        {PresenceChanged.kind, UserDisabled.kind, SessionRevoked.kind, CaseResumed.kind, CaseReopened.kind}
    )

    async def react(self, tx: Tx, facts: Sequence[Recorded]) -> None:
        """Hand cases back first and change presence after: that is the order of locks."""
        disabled = {fact.subject for fact in facts if fact.kind == UserDisabled.kind}
        for user in sorted(disabled):
            await _hand_back(tx, user, waiting_only=False)
            await cases.leave_promises(tx, user, tx.now + EVER)
        said = {fact.subject for fact in facts if fact.kind == PresenceChanged.kind}
        await routing.withdraw_from(tx, sorted(await _not_working(tx, said | disabled) | disabled))
        woken = [fact.subject for fact in facts if fact.kind in (CaseResumed.kind, CaseReopened.kind)]
        if await _hands_back(tx):
            for user in sorted(await _gone(tx, said - disabled)):
                await _hand_back(tx, user, waiting_only=True)
                await cases.leave_promises(tx, user, tx.now + PROMISED_WITHIN)
            await _hand_back_woken(tx, woken)
        signed_out = {decode(fact, SessionRevoked).user for fact in facts if fact.kind == SessionRevoked.kind}
        await _take_offline(tx, disabled, DEACTIVATED)
        await _take_offline(tx, [u for u in signed_out if not await access.list_sessions(tx, UserId(u))], SIGNED_OUT)


async def _hands_back(tx: Tx) -> bool:
    said = await access.get_setting(tx, tx.workspace, SETTING)
    return said is None or said.value is True


async def _gone(tx: Tx, users: Collection[UUID]) -> set[UUID]:
    """Return who of these is offline now."""
    found = await workforce.presence_of(tx, users) if users else {}
    return {user for user, presence in found.items() if presence.state is PresenceState.OFFLINE}


async def _not_working(tx: Tx, users: Collection[UUID]) -> set[UUID]:
    """Return who of these is asked to take nothing now."""
    found = await workforce.presence_of(tx, users) if users else {}
    return {
        user for user, presence in found.items() if presence.state not in (PresenceState.ONLINE, PresenceState.BUSY)
    }


async def _take_offline(tx: Tx, users: Collection[UUID], reason: str) -> None:
    """Say that these are offline; who never was an agent is none now, and who is offline stays as they are."""
    for user, presence in sorted((await workforce.presence_of(tx, users)).items() if users else ()):
        if presence.state is not PresenceState.OFFLINE:
            await workforce.set_presence(tx, user, PresenceState.OFFLINE, reason)


async def _hand_back_woken(tx: Tx, case_ids: Sequence[UUID]) -> None:
    """Give back the cases that wait again, of agents who are gone meanwhile."""
    found = (await cases.get_many(tx, case_ids)).values() if case_ids else ()
    held = [one for one in found if one.holder.kind is HolderKind.AGENT and _waits(one)]
    gone = await _gone(tx, {one.holder.id for one in held if one.holder.id is not None})
    for user in sorted(gone):
        await _return(tx, user, [one for one in held if one.holder.id == user])


async def _hand_back(tx: Tx, user: UUID, *, waiting_only: bool) -> None:
    held = await cases.held_by(tx, Holder(HolderKind.AGENT, user))
    await _return(tx, user, [one for one in held if _waits(one) or not waiting_only])


def _waits(case: Case) -> bool:
    return case.state is CaseState.OPEN and case.standing.waiting_on is None and case.standing.set_aside is None


async def _return(tx: Tx, user: UUID, some: Sequence[Case]) -> None:
    """Give cases of one agent back to their queues, or to the agent's team where there is none any more."""
    if not some:
        return
    queues = {one.id for one in await routing.list_queues(tx)}
    teams = await access.memberships_of(tx, UserId(user))
    team = Holder(HolderKind.TEAM, teams[0]) if teams else NOBODY
    to: dict[Holder, list[UUID]] = defaultdict(list)
    for one in some:
        to[Holder(HolderKind.QUEUE, one.queue_id) if one.queue_id in queues else team].append(one.id)
    spans = await cases.holdings_of(tx, [one.id for one in some])
    for holder, ids in sorted(to.items(), key=lambda item: item[1]):
        returned = await cases.hand_back(tx, user, holder, ids)
        await routing.record(
            tx,
            [Decision(one.id, one.queue_id, None, (), spans[one.id][-1].from_at, "returned") for one in returned],
            author=Author.RULE,
        )
        await sla.follow_queue(tx, {one.id: one.queue_id for one in returned})
        await due.refresh(tx, [one.id for one in returned])
