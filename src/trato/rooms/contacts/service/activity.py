"""What a contact does elsewhere, the flags set on it, and its visits to our pages."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid5

from trato.kit.events import jsonable
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import Tx
from trato.rooms.contacts import rules
from trato.rooms.contacts.errors import BadValue, WebSessionNotFound
from trato.rooms.contacts.events import ActivityTracked, FlagCleared, FlagSet
from trato.rooms.contacts.model import Activity, ActivityId, Address, ContactId, Flag, IdentityKind, WebSession
from trato.rooms.contacts.service import people
from trato.rooms.contacts.store import life as store

_CODE = re.compile(r"[a-z][a-z0-9_.]{0,63}")
_CURRENCY = re.compile(r"[A-Z]{3}")
BODY_LIMIT = 8_000  # bytes of JSON
PAGE_LIMIT = 2_000  # characters


async def track(
    tx: Tx,
    contact_id: UUID,
    kind: str,
    source: str,
    *,
    occurred_at: datetime | None = None,
    external_id: str | None = None,
    amount: Decimal | None = None,
    currency: str | None = None,
    body: Mapping[str, Any] | None = None,
) -> ActivityId:
    """Keep something that a contact did (`kind` "order_placed", `source` "shop"); return its id.

    It comes from sites that we do not write: the kind is made a code ("Order placed" is "order_placed"), and a body
    over 8 kB is dropped, and says so. Told again with the same `external_id`, the first stays and its id is returned.
    Raises BadValue, ContactNotFound.
    """
    if (amount is None) != (currency is None) or (currency is not None and not _CURRENCY.fullmatch(currency)):
        raise BadValue(field="currency", reason="amount_and_iso_4217_go_together")
    if body and len(jsonable(body)) > BODY_LIMIT:
        body = {"dropped": "too_long"}
    await people.get(tx, contact_id)
    one = Activity(
        id=ActivityId(uuid7()),
        contact_id=ContactId(contact_id),
        kind=rules.code_of(kind),
        occurred_at=occurred_at or tx.now,
        source=source,
        external_id=external_id,
        amount=amount,
        currency=currency,
        body=body or {},
    )
    if not await store.add_activity(tx, one):
        known = await store.find_activity(tx, one)
        assert known is not None
        return known
    tx.emit(ActivityTracked(subject=contact_id, activity_id=one.id, activity=one.kind, occurred_at=one.occurred_at))
    return one.id


async def activity_of(
    tx: Tx, contact_ids: Sequence[UUID], *, before: datetime | None = None, limit: int = 50
) -> list[Activity]:
    """Return what contacts did, newest first; `before` goes on from a page's last instant."""
    return await store.list_activity(tx, contact_ids, before, limit)


async def set_flag(tx: Tx, contact_id: UUID, flag: str, reason: str) -> bool:
    """Mark a contact ("churn_risk") with a reason; False when it is marked already."""
    _check_code("flag", flag)
    await people.get(tx, contact_id)
    one = Flag(uuid7(), ContactId(contact_id), flag, clean(reason, 500).strip(), tx.now)
    if not await store.add_flag(tx, one):
        return False
    tx.emit(FlagSet(subject=contact_id, flag=flag))
    return True


async def clear_flag(tx: Tx, contact_id: UUID, flag: str) -> bool:
    """Take a mark away; False when it was not set. That it was set remains."""
    if not await store.clear_flag(tx, contact_id, flag):
        return False
    tx.emit(FlagCleared(subject=contact_id, flag=flag))
    return True


async def flags_of(tx: Tx, contact_ids: Sequence[UUID]) -> dict[UUID, list[Flag]]:
    """Return the marks that stand, by contact."""
    of: dict[UUID, list[Flag]] = defaultdict(list)
    for one in await store.list_flags(tx, contact_ids):
        of[one.contact_id].append(one)
    return dict(of)


async def flags_in_use(tx: Tx) -> list[str]:
    """Return the marks that contacts bear now, in order, 200 at most."""
    return await store.flags_in_use(tx)


# ---- visits --------------------------------------------------------------------------------------


async def begin_session(
    tx: Tx, session_id: UUID, account_id: UUID, *, contact_id: UUID | None = None, page: str = ""
) -> None:
    """Begin a visit, or go on with it. Its contact, once known, stays."""
    await store.begin_session(tx, session_id, account_id, contact_id, clean(page, PAGE_LIMIT))


def visit_of(account_id: UUID, author: Sequence[Address]) -> UUID | None:
    """Return the visit of a browser on the pages of an account; None when what wrote is no browser.

    A browser has one visit, begun and ended many times: every page of ours that knows the visitor finds the same.
    """
    visitor = next((one.value for one in author if one.kind is IdentityKind.VISITOR), None)
    return None if visitor is None else uuid5(account_id, f"visit:{visitor}")


async def begin_sessions(tx: Tx, rows: Sequence[tuple[UUID, UUID, UUID | None, str | None]]) -> None:
    """Begin visits, or go on with them, in one statement: (visit, account, contact, page)."""
    last = {row[0]: (*row[:3], None if row[3] is None else clean(row[3], PAGE_LIMIT)) for row in rows}
    if last:
        await store.begin_sessions(tx, list(last.values()))


async def touch_session(tx: Tx, session_id: UUID, page: str | None = None) -> None:
    """Note that the visitor is still there. Raises WebSessionNotFound."""
    if not await store.touch_session(tx, session_id, None if page is None else clean(page, PAGE_LIMIT)):
        raise WebSessionNotFound(session=session_id)


async def name_session(tx: Tx, session_id: UUID, contact_id: UUID) -> bool:
    """Say whose visit it is; False when that was known already."""
    return await store.name_session(tx, session_id, contact_id)


async def end_session(tx: Tx, session_id: UUID) -> bool:
    """Note that the visitor is gone; False when that was known."""
    return await store.end_session(tx, session_id)


async def get_session(tx: Tx, session_id: UUID) -> WebSession:
    """Return a visit. Raises WebSessionNotFound."""
    one = await store.get_session(tx, session_id)
    if one is None:
        raise WebSessionNotFound(session=session_id)
    return one


def _check_code(field: str, value: str) -> None:
    if not _CODE.fullmatch(value):
        raise BadValue(field=field, reason="not_a_code")
