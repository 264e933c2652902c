"""Being told on a device whose desk is closed: who listens, and what waits to be pushed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from trato.kit import web_push
from trato.kit.errors import Invalid, NotFound
from trato.kit.events import Recorded
from trato.kit.http import AddressForbidden, check_url
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring, Spot
from trato.kit.tx import Tx
from trato.rooms.access.model import Principal
from trato.rooms.console.model.notices import Pushes
from trato.rooms.console.model.preferences import NoticeKind, NoticeWay, Preferences
from trato.rooms.console.rules.notices import FOLLOWED, addressed, told_to
from trato.rooms.console.rules.preferences import is_quiet, quiet_until, wants
from trato.rooms.console.service import rows
from trato.rooms.console.store import people, preferences
from trato.rooms.console.store import pushes as store
from trato.rooms.workforce import api as workforce

# what rings in somebody's quiet hours is no less true in the morning
WAITS = frozenset({NoticeKind.PROMISE, NoticeKind.TEAM_PROMISE, NoticeKind.HELP, NoticeKind.MENTION})
REST = timedelta(seconds=4)  # whoever has the case before them has read it by then
LASTS = timedelta(hours=4)
TOKEN_LASTS = timedelta(hours=20)


def key_spot(workspace: UUID) -> Spot:
    """Return where the private key of a workspace stands."""
    return Spot(workspace, "console.push_key", "private", str(workspace))


async def show(tx: Tx, keys: Keyring, who: Principal) -> Pushes:
    """Return what a browser needs to listen, and the devices of `who`. The key is made when it is first asked for."""
    found = await store.get_key(tx)
    if found is None:
        private = web_push.new_key()
        await store.make_key(tx, web_push.public_point(private), keys.seal(private, key_spot(tx.workspace)))
        found = await store.get_key(tx)
        assert found is not None
    devices = await store.list_subscriptions(tx, who.user.id, who.session_id)
    return Pushes(web_push.b64url(found[0]), tuple(devices))


async def listen(tx: Tx, who: Principal, endpoint: str, p256dh: str, auth: str, device: str, *, plain: bool) -> None:
    """Let a browser of `who` be told, for as long as their session lasts. Raises Invalid."""
    if who.session_id is None:
        raise Invalid(field="session", reason="needed")
    try:
        check_url(endpoint, plain=plain)
    except AddressForbidden:
        raise Invalid(field="endpoint", reason="address") from None
    try:
        point, secret = web_push.from_b64url(p256dh), web_push.from_b64url(auth)
    except ValueError:
        raise Invalid(field="keys", reason="unreadable") from None
    if not web_push.is_point(point) or len(secret) != web_push.AUTH_BYTES:
        raise Invalid(field="keys", reason="unreadable")
    await store.put_subscription(tx, uuid7(), who.user.id, who.session_id, endpoint, point, secret, device)


async def forget(tx: Tx, who: Principal, device: UUID) -> None:
    """Tell a device of `who` nothing more. Raises NotFound."""
    if not await store.remove_subscription(tx, device, who.user.id):
        raise NotFound(device=device)


async def note(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Let what these facts tell be pushed to whoever wants it so.

    In somebody's quiet hours, and outside the shift of who has one, promises, help and mentions wait until their
    hours begin; messages and the like are left alone, for the desk shows them.
    """
    of: dict[UUID, list[Recorded]] = defaultdict(list)
    for fact in facts:
        if fact.kind in FOLLOWED and fact.case_id is not None:
            of[fact.case_id].append(fact)
    listeners = await store.listeners(tx) if of else {}
    if not listeners:
        return
    listed = await rows.listed(tx, list(of))
    settled = await preferences.of(tx, list(listeners))
    teams: dict[UUID, set[UUID]] = defaultdict(set)
    led: dict[UUID, set[UUID]] = defaultdict(set)
    for row in await people.list_members(tx):
        teams[row["user_id"]].add(row["team_id"])
        if row["leader"]:
            led[row["user_id"]].add(row["team_id"])
    waiting: list[tuple[UUID, UUID, NoticeKind]] = []
    later: list[tuple[UUID, UUID, NoticeKind]] = []
    for case_id, case in listed.items():
        some = addressed(of[case_id], case)
        for user, listener in listeners.items() if some else ():
            one, mine = told_to(user, teams[user], some, led[user]), settled[user]
            if one is None or not wants(mine, one.kind, NoticeWay.PUSH):
                continue
            (later if is_quiet(mine.quiet, tx.now, listener.time_zone) else waiting).append((user, case_id, one.kind))
    back = await workforce.back_on_shift(tx, {user for user, _, kind in waiting if kind in WAITS}, tx.now)
    later += [one for one in waiting if one[2] in WAITS and one[0] in back]
    waiting = [one for one in waiting if one not in later]
    if waiting:
        await store.add_pushes(tx, waiting, REST, LASTS)
    await _put_off(tx, [one for one in later if one[2] in WAITS], listeners, settled, back)


async def _put_off(
    tx: Tx,
    later: Sequence[tuple[UUID, UUID, NoticeKind]],
    listeners: Mapping[UUID, store.Listener],
    settled: Mapping[UUID, Preferences],
    back: Mapping[UUID, datetime],
) -> None:
    """Let what came outside somebody's hours wait until these begin; it says since when."""
    for one in later:
        quiet, zone = settled[one[0]].quiet, listeners[one[0]].time_zone
        at = back.get(one[0], tx.now)
        begins = quiet_until(quiet, at, zone) if is_quiet(quiet, at, zone) else at
        if begins is not None:
            await store.add_pushes(tx, [one], begins - tx.now, begins - tx.now + LASTS, waited_since=tx.now)


async def note_alert(tx: Tx, alert_id: UUID, owner: UUID) -> None:
    """Let the owner of an alert be told of it, if they want it: outside their hours when these begin, if it lasts."""
    listeners = await store.listeners(tx)
    if owner not in listeners:
        return
    settled = await preferences.of(tx, [owner])
    mine = settled[owner]
    if not wants(mine, NoticeKind.ALERT, NoticeWay.PUSH):
        return
    told = [(owner, alert_id, NoticeKind.ALERT)]
    back = await workforce.back_on_shift(tx, {owner}, tx.now)
    if back or is_quiet(mine.quiet, tx.now, listeners[owner].time_zone):
        await _put_off(tx, told, listeners, settled, back)
    else:
        await store.add_pushes(tx, told, timedelta(), LASTS)


async def note_token(tx: Tx, account_id: UUID, users: Sequence[UUID], ends_at: datetime) -> None:
    """Let whoever of `users` wants it be told that a token ends; in quiet hours not at all, for a mail tells it too."""
    listeners = {id: one for id, one in (await store.listeners(tx)).items() if id in users}
    settled = await preferences.of(tx, list(listeners))
    told = [
        (user, account_id, NoticeKind.TOKEN)
        for user, one in listeners.items()
        if wants(settled[user], NoticeKind.TOKEN, NoticeWay.PUSH)
        and not is_quiet(settled[user].quiet, tx.now, one.time_zone)
    ]
    if told:
        await store.add_pushes(tx, told, REST, min(TOKEN_LASTS, ends_at - tx.now))
