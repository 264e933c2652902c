"""Sending what asks for care, from an account of marketing or sales, to the queue of the account of care."""

from __future__ import annotations

from collections.abc import Sequence

from trato.kit.errors import Invalid
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.care import tidy
from trato.rooms.channels.store import care as store
from trato.rooms.channels.store.accounts import AccountRow

MOST_WORDS, LONGEST_WORD = 200, 60
WHATS = frozenset({"all", "words"})


async def route_to_care(tx: Tx, row: AccountRow, care: AccountRow, what: str, words: Sequence[str]) -> None:
    """Let what asks for care go to the queue of `care` from now on. Raises Invalid."""
    if care.id == row.id or care.brand_id != row.brand_id or care.purpose != "care" or care.queue_id is None:
        raise Invalid(field="care_account_id", reason="unknown")
    if what not in WHATS:
        raise Invalid(field="what", reason="unknown")
    kept = tidy(words)
    if len(kept) > MOST_WORDS or any(len(one) > LONGEST_WORD for one in kept):
        raise Invalid(field="words", reason="length")
    await store.set_route(tx, row.id, care.id, what, kept)
    tx.audit(AuditEntry("channels.manage", "account", row.id, {"care_account": str(care.id), "what": what}))


async def keep_care_here(tx: Tx, row: AccountRow) -> None:
    """Let what comes to an account wait in its own queue again."""
    await store.drop_route(tx, row.id)
    tx.audit(AuditEntry("channels.manage", "account", row.id, {"care_account": None}))
