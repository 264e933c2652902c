"""Endpoints: adding, changing, resting, and telling again."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from uuid import UUID

import msgspec

from trato.kit.errors import Invalid
from trato.kit.events import Recorded
from trato.kit.http import AddressForbidden, check_url
from trato.kit.ids import uuid7
from trato.kit.secrets import Keyring, Spot
from trato.kit.standard_webhooks import new_secret, show_secret
from trato.kit.tx import AuditEntry, Connection, Tx
from trato.rooms.webhooks import rules, store
from trato.rooms.webhooks.errors import EndpointRefused, EndpointUnknown, TooManyEndpoints
from trato.rooms.webhooks.events import DeliveryGaveUp, EndpointChanged, EndpointDisabled, EndpointTested
from trato.rooms.webhooks.model import (
    Attempt,
    Delivery,
    DeliveryState,
    Endpoint,
    EndpointId,
    EndpointState,
    Settled,
    Tried,
)

MOST_ENDPOINTS = 50
LONGEST_REPLAY = 10_000  # facts at once
KIND = re.compile(r"[a-z_]+\.([a-z_]+|\*)")


async def add_endpoint(
    tx: Tx, keys: Keyring, url: str, description: str = "", kinds: Sequence[str] = (), *, plain: bool = False
) -> tuple[Endpoint, str]:
    """Add an endpoint; returns it with its signing secret, told once. `plain` allows http, for this machine only.

    Raises EndpointRefused, Invalid and TooManyEndpoints.
    """
    if len(await store.list_endpoints(tx)) >= MOST_ENDPOINTS:
        raise TooManyEndpoints(most=MOST_ENDPOINTS)
    id = EndpointId(uuid7())
    endpoint = Endpoint(id, url, description, tuple(kinds), EndpointState.ACTIVE, "", None, tx.now)
    _check(endpoint, plain)
    secret = new_secret(os.urandom)
    await store.add_endpoint(tx, endpoint, keys.seal(secret, secret_spot(tx.workspace, id)))
    tx.emit(EndpointChanged(subject=id, state=endpoint.state.value))
    tx.audit(AuditEntry("webhook.add", "endpoint", id))
    return endpoint, show_secret(secret)


async def change_endpoint(
    tx: Tx,
    endpoint: UUID,
    *,
    url: str | None = None,
    description: str | None = None,
    kinds: Sequence[str] | None = None,
    paused: bool | None = None,
    plain: bool = False,
) -> Endpoint:
    """Change what is given. `paused=False` also starts a disabled one again.

    Raises EndpointUnknown, EndpointRefused and Invalid.
    """
    found = await get_endpoint(tx, endpoint)
    told = {"url": url, "description": description, "kinds": None if kinds is None else tuple(kinds)}
    changed = msgspec.structs.replace(found, **{key: value for key, value in told.items() if value is not None})
    if paused is not None:
        state = EndpointState.PAUSED if paused else EndpointState.ACTIVE
        changed = msgspec.structs.replace(changed, state=state, state_reason="", failing_since=None)
    _check(changed, plain)
    await store.change_endpoint(tx, changed)
    if paused is not None:
        await store.set_waiting(tx, endpoint, paused)
    tx.emit(EndpointChanged(subject=endpoint, state=changed.state.value))
    tx.audit(AuditEntry("webhook.change", "endpoint", endpoint, {"state": changed.state.value}))
    return changed


async def remove_endpoint(tx: Tx, endpoint: UUID) -> None:
    """Remove an endpoint; its log stays. Raises EndpointUnknown."""
    if not await store.remove_endpoint(tx, endpoint):
        raise EndpointUnknown(endpoint=endpoint)
    await store.drop_waiting(tx, endpoint, "removed")
    tx.emit(EndpointChanged(subject=endpoint, state="removed"))
    tx.audit(AuditEntry("webhook.remove", "endpoint", endpoint))


async def change_secret(tx: Tx, keys: Keyring, endpoint: UUID) -> str:
    """Make a new signing secret, told once; the one before signs beside it for a day. Raises EndpointUnknown."""
    await get_endpoint(tx, endpoint)
    spot = secret_spot(tx.workspace, endpoint)
    (before,) = (await store.get_secrets(tx, [endpoint])).values()
    secret = new_secret(os.urandom)
    await store.set_secret(tx, endpoint, keys.seal(secret, spot), before.secret, tx.now + rules.SECRET_OVERLAP)
    tx.audit(AuditEntry("webhook.change_secret", "endpoint", endpoint))
    return show_secret(secret)


async def get_endpoint(tx: Tx, endpoint: UUID) -> Endpoint:
    """Return an endpoint. Raises EndpointUnknown."""
    found = await store.get_endpoint(tx, endpoint)
    if found is None:
        raise EndpointUnknown(endpoint=endpoint)
    return found


async def list_endpoints(tx: Tx) -> list[Endpoint]:
    """List the endpoints, oldest first."""
    return await store.list_endpoints(tx)


async def list_deliveries(
    tx: Tx, endpoint: UUID, *, before: int = 2**62, state: DeliveryState | None = None, limit: int = 100
) -> list[Delivery]:
    """List what was told to an endpoint, latest first. Raises EndpointUnknown."""
    await get_endpoint(tx, endpoint)
    return await store.list_deliveries(tx, endpoint, before, state.value if state else "", limit)


async def list_attempts(tx: Tx, endpoint: UUID, seq: int) -> list[Attempt]:
    """List every try of one delivery."""
    return await store.list_attempts(tx, endpoint, seq)


async def replay(tx: Tx, endpoint: UUID, first: int, last: int | None = None) -> int:
    """Tell one fact, or a range of them, again under the same ids; return how many.

    What still waits is left alone. Raises EndpointUnknown and Invalid.
    """
    found = await get_endpoint(tx, endpoint)
    end = first if last is None else last
    if not 0 < first <= end < first + LONGEST_REPLAY:
        raise Invalid(field="last", reason="range", most=LONGEST_REPLAY)
    kinds = [kind for kind in await store.kinds_between(tx, first, end) if rules.wants(found.kinds, kind)]
    count = await store.replay(tx, endpoint, first, end, kinds)
    tx.audit(AuditEntry("webhook.replay", "endpoint", endpoint, {"first": first, "last": end, "facts": count}))
    return count


async def test_endpoint(tx: Tx, endpoint: UUID) -> None:
    """Tell an endpoint something harmless, so that its owner sees it arrive. Raises EndpointUnknown."""
    await get_endpoint(tx, endpoint)
    tx.emit(EndpointTested(subject=endpoint))
    tx.audit(AuditEntry("webhook.test", "endpoint", endpoint))


async def fan_out(tx: Tx, facts: Sequence[Recorded]) -> None:
    """Write down who is to be told of these facts: a reaction to every live fact."""
    told = [fact for fact in facts if rules.is_told(fact)]
    endpoints = (
        [one for one in await store.list_endpoints(tx) if one.state is not EndpointState.DISABLED] if told else []
    )
    rows = [
        (endpoint.id, fact.seq, fact.case_id, fact.kind, endpoint.state is EndpointState.PAUSED)
        for endpoint in endpoints
        for fact in told
        if rules.wants(endpoint.kinds, fact.kind) or (fact.kind == EndpointTested.kind and fact.subject == endpoint.id)
    ]
    if rows:
        await store.add_deliveries(tx, rows)


async def waiting_workspaces(door: Connection) -> list[UUID]:
    """Return the workspaces that have facts to tell now."""
    return await store.waiting_workspaces(door)


async def settle(tx: Tx, settled: Sequence[Settled]) -> None:
    """Write tries back; note who fails, and tell no more to who has failed for days."""
    ours = await store.settle(tx, settled)
    counted = [one for one in settled if (one.tried.claimed.endpoint_id, one.tried.claimed.seq) in ours]
    for one in counted:
        if one.state is DeliveryState.FAILED:
            tx.emit(DeliveryGaveUp(subject=one.tried.claimed.endpoint_id, seq=one.tried.claimed.seq))
    for endpoint in {one.tried.claimed.endpoint_id for one in counted}:
        mine = [one for one in counted if one.tried.claimed.endpoint_id == endpoint]
        failing = all(one.state is not DeliveryState.DELIVERED for one in mine)
        await store.note_health(tx, endpoint, failing)
        if failing:
            await _disable_if_hopeless(tx, endpoint, [one.tried for one in mine])


async def _disable_if_hopeless(tx: Tx, endpoint: EndpointId, tried: Sequence[Tried]) -> None:
    found = await store.get_endpoint(tx, endpoint)
    reason = rules.disable_reason(tried, found.failing_since, tx.now) if found else ""
    if found is None or not reason:
        return
    await store.change_endpoint(tx, msgspec.structs.replace(found, state=EndpointState.DISABLED, state_reason=reason))
    await store.drop_waiting(tx, endpoint, "endpoint_disabled")
    tx.emit(EndpointDisabled(subject=endpoint, reason=reason))


def secret_spot(workspace: UUID, endpoint: UUID) -> Spot:
    """Return where the signing secrets of an endpoint stand."""
    return Spot(workspace, "webhooks.endpoint", "secret", str(endpoint))


def _check(endpoint: Endpoint, plain: bool) -> None:
    try:
        check_url(endpoint.url, plain=plain)
    except AddressForbidden as error:
        raise EndpointRefused(field="url", reason=error.reason) from error
    if len(endpoint.url) > 2000 or len(endpoint.description) > 500:
        raise Invalid(field="url", reason="length")
    strange = [kind for kind in endpoint.kinds if not KIND.fullmatch(kind)]
    if strange:
        raise Invalid(field="kinds", reason="malformed", kinds=strange[:5])
