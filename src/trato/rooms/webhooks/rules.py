"""What is told to whom, how it is signed, and when it is tried again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from trato.kit.events import Origin, Recorded
from trato.rooms.webhooks.model import DeliveryState, Settled, Tried

OWN_KINDS = "webhooks."
SECRET_OVERLAP = timedelta(hours=24)  # both secrets sign while the receiver changes

# Seconds before attempts 2, 3, …: some 24 hours in all, as Standard Webhooks asks.
SCHEDULE = (5, 30, 120, 600, 1_800, 3_600, 7_200, 14_400, 21_600, 36_000)
JITTER = 0.2  # a share of each wait, either way: a receiver that comes back is not stormed
LONGEST_WAIT = timedelta(hours=12)
DISABLE_AFTER = timedelta(hours=72)
GONE = 410
TAKEN = range(200, 300)

RESOURCES = {"cases": "cases", "conversations": "messages", "contacts": "contacts"}


def wants(kinds: Sequence[str], kind: str) -> bool:
    """Say whether an endpoint that asked for `kinds` is told facts of `kind`; `cases.*` is every one of a room."""
    if kind.startswith(OWN_KINDS):
        return False  # or a failing endpoint would be told of its failures, for ever
    return not kinds or any(one == kind or one.endswith(".*") and kind.startswith(one[:-1]) for one in kinds)


def is_told(fact: Recorded) -> bool:
    """Say whether a fact is told at all: what was imported, replayed or simulated is not."""
    return fact.origin is Origin.LIVE


def message_id(workspace: UUID, seq: int) -> str:
    """Return the one id of a fact for ever: receivers drop what they have seen under it."""
    return f"msg_{workspace.hex}_{seq}"


def payload(fact: Recorded, public_url: str) -> bytes:
    """Return the body: `type`, `timestamp` and `data`, in ids, numbers and codes; never a text or a name.

    Who needs more fetches `data.resource`, with a token that may: so nothing personal waits in other people's queues,
    and what was erased is not told again.
    """
    data: dict[str, Any] = {
        "seq": fact.seq,
        "workspace": str(fact.workspace_id),
        "subject": str(fact.subject),
        "case": str(fact.case_id) if fact.case_id else None,
        "actor": {"kind": fact.actor.kind.value, "id": str(fact.actor.id) if fact.actor.id else None},
        "recorded_at": _instant(fact.recorded_at),
        "resource": resource(fact, public_url),
        "facts": _facts(fact.body),
    }
    told = {"type": fact.kind, "timestamp": _instant(fact.occurred_at), "data": data}
    return json.dumps(told, separators=(",", ":"), ensure_ascii=False).encode()


def resource(fact: Recorded, public_url: str) -> str:
    """Return where to fetch what the fact is about: its case, else its subject, else the fact itself."""
    if fact.case_id is not None:
        return f"{public_url}/api/v1/cases/{fact.case_id}"
    room = RESOURCES.get(fact.kind.partition(".")[0])
    return f"{public_url}/api/v1/{room}/{fact.subject}" if room else f"{public_url}/api/v1/events/{fact.seq}"


def settle(tried: Tried, now: datetime, chance: float) -> Settled:
    """Say what a try leads to. `chance` in [0, 1) draws the jitter."""
    if tried.status is not None and tried.status in TAKEN:
        return Settled(tried, DeliveryState.DELIVERED, now)
    wait = next_wait(tried.claimed.attempts, chance)
    if wait is None or tried.status == GONE:
        return Settled(tried, DeliveryState.FAILED, now)
    asked = timedelta(seconds=tried.retry_after or 0)
    return Settled(tried, DeliveryState.WAITING, now + max(wait, min(asked, LONGEST_WAIT)))


def next_wait(attempts: int, chance: float) -> timedelta | None:
    """Return how long to wait after that many attempts, or None when there were enough."""
    if attempts > len(SCHEDULE):
        return None
    return timedelta(seconds=SCHEDULE[attempts - 1] * (1 + JITTER * (2 * chance - 1)))


def disable_reason(tried: Sequence[Tried], failing_since: datetime | None, now: datetime) -> str:
    """Return why an endpoint is told no more: it said gone, or failed at everything for days; else nothing."""
    if any(one.status == GONE for one in tried):
        return "gone"
    return "failing" if failing_since is not None and now - failing_since >= DISABLE_AFTER else ""


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _facts(body: bytes) -> dict[str, Any]:
    """Return what the fact holds beside its columns."""
    found: dict[str, Any] = json.loads(body)
    return {key: value for key, value in found.items() if key not in {"subject", "case_id", "occurred_at"}}
