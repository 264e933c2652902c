"""Pushing: claims what has rested, lets go of the transaction, calls each device's push service, settles.

A push says nothing that its reader has seen meanwhile, or may no longer read. A service that answers 404 or 410 has
forgotten the device, and so do we.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import assert_never
from urllib.parse import urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import httpx
import msgspec
import structlog
from babel.dates import format_time
from babel.units import format_unit

from trato.kit import web_push
from trato.kit.db import Database
from trato.kit.events import SYSTEM, Recorded
from trato.kit.http import OutsideClient
from trato.kit.i18n import LOCALES, sentences
from trato.kit.secrets import Keyring
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Rights, UserId, Verb
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import EndingToken
from trato.rooms.console.model import Alert, Listed, Measure
from trato.rooms.console.model.preferences import NoticeKind, Preferences, PushShows
from trato.rooms.console.service import pushes, rows
from trato.rooms.console.service.alerts import shown
from trato.rooms.console.store import alerts, preferences
from trato.rooms.console.store import pushes as store
from trato.rooms.console.store.pushes import Claimed

MOST = 50  # in hand at once
OF_NO_CASE = frozenset({NoticeKind.TOKEN, NoticeKind.ALERT})
LEASE = timedelta(seconds=60)
ATTEMPTS = 5
TAKEN, GONE = range(200, 300), frozenset({404, 410})
log = structlog.get_logger()


async def note_pushes(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Let what these facts tell be pushed, after a moment."""
    await pushes.note(tx, facts)


class End(Enum):
    """What became of one call."""

    TAKEN = auto()
    GONE = auto()
    LATER = auto()
    REFUSED = auto()


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the service worker shows, and opens: a case, or a path. A later push with the same `tag` takes its place."""

    title: str
    body: str
    tag: str
    case_id: UUID | None = None
    path: str = ""


@dataclass(slots=True)
class Pusher:
    """Pushes to devices, for every workspace. `look` and `work` are a round of the worker."""

    db: Database
    keys: Keyring
    client: OutsideClient
    public_url: str

    async def look(self) -> list[UUID]:
        """Return the workspaces that have something to push now."""
        async with self.db.at_door() as door:
            return await store.waiting_workspaces(door)

    async def work(self, workspace: UUID) -> int:
        """Push what is due in a workspace, once; return how many were claimed."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            claimed = await store.claim(tx, MOST, LEASE)
            if not claimed:
                return 0
            payloads = await self._payloads(tx, claimed)
            found = await store.get_key(tx)
        private = self.keys.open(found[1], pushes.key_spot(workspace)) if found else b""
        going = [one for one in claimed if (one.subscription_id, one.subject_id) in payloads and private]
        ends = await asyncio.gather(
            *(self._push(tx, private, one, payloads[one.subscription_id, one.subject_id]) for one in going)
        )
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await self._settle(tx, claimed, dict(zip(going, ends, strict=True)))
        return len(claimed)

    async def _payloads(self, tx: Tx, claimed: Sequence[Claimed]) -> dict[tuple[UUID, UUID], Payload]:
        """Return what each is to say; nothing for what was read meanwhile, is out of reach or too old."""
        alive = [one for one in claimed if one.listens and one.expires_at > tx.now]
        live = [one for one in alive if one.kind not in OF_NO_CASE]
        listed = await rows.listed(tx, list({one.subject_id for one in live}))
        unread = await rows.unread(tx, list(listed))
        users = {one.user_id for one in alive}
        settled = await preferences.of(tx, list(users))
        rights = {user: await access.rights_of(tx, UserId(user)) for user in users}
        said = await self._tokens(tx, [one for one in alive if one.kind is NoticeKind.TOKEN], rights)
        said |= await self._alerts(tx, [one for one in alive if one.kind is NoticeKind.ALERT], rights)
        for one in live:
            case = listed.get(one.subject_id)
            if case is None or not rights[one.user_id].scope(Verb.CASES_READ).covers(case.place):
                continue
            if not _stands(one, case, rows.unread_of(unread, one.subject_id, one.user_id)):
                continue
            said[one.subscription_id, one.subject_id] = payload(one, case, settled[one.user_id])
        return said

    async def _tokens(
        self, tx: Tx, claimed: Sequence[Claimed], rights: Mapping[UUID, Rights]
    ) -> dict[tuple[UUID, UUID], Payload]:
        """Return what is said of tokens that still end soon, to who may still renew them."""
        ending = {one.account_id: one for one in await channels.ending_tokens(tx)} if claimed else {}
        said: dict[tuple[UUID, UUID], Payload] = {}
        for one in claimed:
            account = ending.get(one.subject_id)
            if account is None:
                continue
            place = Place(brand_id=account.brand_id, queue_id=account.queue_id, account_id=account.account_id)
            if rights[one.user_id].scope(Verb.CHANNELS_MANAGE).covers(place):
                said[one.subscription_id, one.subject_id] = token_payload(one, account, tx.now)
        return said

    async def _alerts(
        self, tx: Tx, claimed: Sequence[Claimed], rights: Mapping[UUID, Rights]
    ) -> dict[tuple[UUID, UUID], Payload]:
        """Return what is said of alerts that last and are not put off, to owners who may still see the board."""
        open_ones = {row["id"]: shown(row) for row in await alerts.list_open(tx)} if claimed else {}
        said: dict[tuple[UUID, UUID], Payload] = {}
        for one in claimed:
            alert = open_ones.get(one.subject_id)
            if alert is None or (alert.snoozed_until is not None and alert.snoozed_until > tx.now):
                continue
            if rights[one.user_id].may(Verb.FLOOR_READ):
                said[one.subscription_id, one.subject_id] = alert_payload(one, alert)
        return said

    async def _push(self, tx: Tx, private: bytes, one: Claimed, said: Payload) -> End:
        """Call once. `tx` is closed by now: only its time is read."""
        body = web_push.encrypt(msgspec.json.encode(said), web_push.Recipient(one.p256dh, one.auth))
        headers = {
            "authorization": web_push.authorization(private, one.endpoint, self._contact(), tx.now),
            "content-encoding": "aes128gcm",
            "content-type": "application/octet-stream",
            "ttl": str(max(0, int((one.expires_at - tx.now).total_seconds()))),
            "urgency": "high" if one.kind is NoticeKind.MENTION else "normal",
            "topic": web_push.b64url(hashlib.sha256(one.subject_id.bytes).digest())[:32],
        }
        try:
            answer = await self.client.send("POST", one.endpoint, headers=headers, body=body)
        except httpx.RequestError as failure:
            log.info("push.failed", subscription=str(one.subscription_id), error=type(failure).__name__)
            return End.LATER
        if answer.status in TAKEN:
            return End.TAKEN
        if answer.status in GONE:
            return End.GONE
        if answer.status == 429 or answer.status >= 500:
            return End.LATER
        log.warning("push.refused", subscription=str(one.subscription_id), status=answer.status)
        return End.REFUSED

    async def _settle(self, tx: Tx, claimed: Sequence[Claimed], ends: dict[Claimed, End]) -> None:
        later = [one for one, end in ends.items() if end is End.LATER and one.attempts < ATTEMPTS]
        waits = [(one, tx.now + timedelta(seconds=15 * 4**one.attempts)) for one in later]
        await store.settle(tx, [one for one in claimed if one not in later], waits)
        await store.note_told(tx, [one.subscription_id for one, end in ends.items() if end is End.TAKEN])
        gone = [one.subscription_id for one, end in ends.items() if end is End.GONE]
        if gone:
            await store.remove_gone(tx, gone)

    def _contact(self) -> str:
        parts = urlsplit(self.public_url)
        return self.public_url if parts.scheme == "https" else f"mailto:trato@{parts.hostname}"


def _stands(one: Claimed, case: Listed, unread: int) -> bool:
    """Say whether it is still news: not read meanwhile, and still this person's."""
    match one.kind:
        case NoticeKind.MENTION:
            return one.user_id in case.mentioned
        case NoticeKind.TEAM_QUEUE:
            return case.holder_id is None
        case NoticeKind.MESSAGE:
            return case.holder_id == one.user_id and unread > 0
        case NoticeKind.NEW_CASE | NoticeKind.PROMISE:
            return case.holder_id == one.user_id
        case NoticeKind.HELP | NoticeKind.TEAM_PROMISE:
            return case.row.state == "open"
        case NoticeKind.TOKEN | NoticeKind.ALERT:
            return False  # of no case
        case _:
            assert_never(one.kind)


def payload(one: Claimed, case: Listed, settled: Preferences) -> Payload:
    """Return what a device shows: the number of the case, and who wrote for those who chose so."""
    words = sentences("notices", one.locale if one.locale in LOCALES else LOCALES[0])
    named = settled.push_shows is PushShows.NAME and case.row.contact.name != ""
    title = case.row.contact.name if named else "Trato"
    said = words[one.kind.value].format(number=case.row.number)
    return Payload(title, _since(one, said), f"case:{case.row.id}", case_id=case.row.id)


def _since(one: Claimed, said: str) -> str:
    """Return what is said, with since when where it waited for somebody's hours."""
    if one.waited_since is None:
        return said
    locale = one.locale if one.locale in LOCALES else LOCALES[0]
    since = format_time(one.waited_since, "short", tzinfo=ZoneInfo(one.time_zone), locale=locale)
    return sentences("notices", locale)["waited"].format(said=said, at=since)


def alert_payload(one: Claimed, alert: Alert) -> Payload:
    """Return what a device shows of an alert: the number's name and its values, and where to look."""
    locale = one.locale if one.locale in LOCALES else LOCALES[0]
    value = alert.worst if alert.measure is not Measure.LONGEST_WAIT else round(alert.worst / 60)
    what = sentences("alerts", locale)[alert.measure.value].format(value=value)
    said = sentences("notices", locale)[NoticeKind.ALERT.value].format(what=what)
    return Payload("Trato", _since(one, said), f"alert:{alert.id}", path="/floor/alerts")


def token_payload(one: Claimed, account: EndingToken, now: datetime) -> Payload:
    """Return what a device shows of a token that ends: the account's own name, no secret and no contact."""
    locale = one.locale if one.locale in LOCALES else LOCALES[0]
    hours = max(1, round((account.ends_at - now) / timedelta(hours=1)))
    unit, count = ("duration-hour", hours) if hours < 36 else ("duration-day", round(hours / 24))
    left = format_unit(count, unit, locale=locale)
    said = sentences("notices", locale)[NoticeKind.TOKEN.value].format(account=account.name, left=left)
    path = f"/admin/accounts/{account.account_id}"
    return Payload("Trato", said, f"token:{account.account_id}", path=path)
