"""Telling: claims what is due, lets go of the transaction, calls the receiver, writes back behind a fence.

At least once, under one id for ever, in order for each case and endpoint: a fact that is not taken makes the later ones
of its case wait, until it is taken or given up after a day.
"""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from uuid import UUID

import httpx

from trato.kit.db import Database
from trato.kit.events import SYSTEM, Recorded
from trato.kit.failpoints import failpoint
from trato.kit.http import AddressForbidden, Answer, AnswerTooLarge, OutsideClient
from trato.kit.secrets import Keyring, SecretUnreadable
from trato.kit.standard_webhooks import signature_headers
from trato.kit.tx import Tx
from trato.rooms.webhooks import rules, service, store
from trato.rooms.webhooks.model import Claimed, EndpointId, Secrets, Tried

MOST = 50  # in hand at once
LEASE = timedelta(seconds=60)  # more than twice the time that one call may take
RING = "webhooks"


@dataclass(slots=True)
class Teller:
    """Tells facts to endpoints, for every workspace. `look` and `work` are a round of the worker."""

    db: Database
    keys: Keyring
    client: OutsideClient
    public_url: str
    chance: random.Random = field(default_factory=random.Random)

    async def look(self) -> list[UUID]:
        """Return the workspaces that have facts to tell now."""
        async with self.db.at_door() as door:
            return await store.waiting_workspaces(door)

    async def work(self, workspace: UUID) -> int:
        """Tell what is due in a workspace, once; return how many were tried."""
        async with self.db.transaction(workspace, SYSTEM) as tx:
            claimed = await store.claim(tx, MOST, LEASE)
            secrets = await store.get_secrets(tx, [one.endpoint_id for one in claimed]) if claimed else {}
            facts = await store.get_facts(tx, [one.seq for one in claimed]) if claimed else {}
        if not claimed:
            return 0
        tries = [self._tell(tx, one, secrets[one.endpoint_id], facts[one.seq]) for one in claimed]
        tried = await asyncio.gather(*tries)
        failpoint("webhooks.after_post")
        async with self.db.transaction(workspace, SYSTEM) as tx:
            await service.settle(tx, [rules.settle(one, tx.now, self.chance.random()) for one in tried])
        return len(tried)

    async def _tell(self, tx: Tx, claimed: Claimed, secrets: Secrets, fact: Recorded) -> Tried:
        """Call once. `tx` is closed by now: only its time and workspace are read."""
        started = time.perf_counter()
        answer: Answer | None = None
        error, retry_after = "", None
        try:
            signing = self._open(tx, claimed.endpoint_id, secrets)
            body = rules.payload(fact, self.public_url)
            headers = signature_headers(signing, rules.message_id(tx.workspace, fact.seq), tx.now, body)
            answer = await self.client.send("POST", secrets.url, headers=headers, body=body)
        except SecretUnreadable:
            error = "secret_unreadable"
        except httpx.RequestError as failure:
            error = error_code(failure)
        if answer is not None and answer.status not in rules.TAKEN:
            error, retry_after = f"http_{answer.status}", seconds_to_wait(answer.headers.get("retry-after", ""), tx.now)
        spent = round((time.perf_counter() - started) * 1000)
        return Tried(claimed, answer.status if answer else None, spent, error, retry_after)

    def _open(self, tx: Tx, endpoint: EndpointId, secrets: Secrets) -> list[bytes]:
        spot = service.secret_spot(tx.workspace, endpoint)
        sealed = [secrets.secret]
        if secrets.old_secret is not None and secrets.old_secret_until and secrets.old_secret_until > tx.now:
            sealed.append(secrets.old_secret)
        return [self.keys.open(one, spot) for one in sealed]


def error_code(failure: httpx.RequestError) -> str:
    """Return the code of a call that had no answer; the log shows it, the catalogue words it."""
    match failure:
        case AddressForbidden():
            return f"forbidden_{failure.reason}"
        case AnswerTooLarge():
            return "answer_too_large"
        case httpx.TimeoutException():
            return "timeout"
        case httpx.ConnectError():
            return "connect"
        case _:
            return "broken"


def seconds_to_wait(text: str, now: datetime) -> float | None:
    """Read a Retry-After header: seconds, or a date. Nonsense is None."""
    if text.isdecimal():
        return float(min(int(text), 10**6))
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max((until - now).total_seconds(), 0.0) if until.tzinfo else None
