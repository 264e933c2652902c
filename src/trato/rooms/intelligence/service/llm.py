"""What a workspace says of a model outside: where it is, its key, for what it is used, and what it may cost."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.http import AddressForbidden, check_url
from trato.kit.secrets import Keyring, SecretUnreadable, Spot
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.intelligence.errors import LlmRefused
from trato.rooms.intelligence.model.llm import LlmInUse, LlmSettings, LlmSpent, LlmStanding, LlmUse
from trato.rooms.intelligence.store import llm as store

LONGEST_URL, LONGEST_MODEL, LONGEST_KEY = 500, 200, 1_000
USES = (LlmUse.REWRITE, LlmUse.SUMMARY, LlmUse.NAMING)


async def llm_settings(tx: Tx) -> LlmSettings | None:
    """Return what was said; None where nobody set up a model."""
    row = await store.read(tx)
    return _settings(row) if row else None


async def llm_in_use(tx: Tx) -> LlmInUse | None:
    """Return the model that is used for something; None where there is none, or all of it is off."""
    told = await llm_settings(tx)
    return LlmInUse(told.model, told.uses) if told and told.uses else None


async def save_llm(tx: Tx, keys: Keyring, told: LlmSettings, key: str | None, *, plain: bool) -> LlmSettings:
    """Keep what was said; `key` None leaves the one before, "" drops it. Another address never gets the old key.

    `plain` lets http pass; where it leads is checked at each call. Raises LlmRefused, Invalid.
    """
    _check(told, key, plain)
    before = await store.read(tx)
    uses = [one for one in USES if one in told.uses]
    url = told.url.strip().rstrip("/")
    await store.write(
        tx, url, told.model.strip(), told.seconds, uses, told.month_tokens, told.month_money, told.currency,
        told.price_in, told.price_out,
    )  # fmt: skip
    moved = before is not None and before["url"] != url
    if key is None and moved:
        key = ""
    if key is not None:
        await store.set_key(tx, keys.seal(key.encode(), key_spot(tx.workspace)) if key else None)
        tx.audit(AuditEntry("llm.key", "llm", tx.workspace, {"given": bool(key)}))
    detail = {"uses": [str(one) for one in uses], "tokens": told.month_tokens}
    tx.audit(AuditEntry("llm.change", "llm", tx.workspace, detail))
    found = await llm_settings(tx)
    assert found is not None
    return found


async def drop_llm(tx: Tx) -> None:
    """Forget the model, its key and what it is used for; what it cost stays."""
    if await store.drop(tx):
        tx.audit(AuditEntry("llm.drop", "llm", tx.workspace))


async def llm_spent(tx: Tx) -> LlmSpent:
    """Return what this month cost."""
    row = await store.spent(tx, month_of(tx.now))
    return LlmSpent(row["calls"], row["tokens"], row["money"]) if row else LlmSpent()


async def llm_standing(tx: Tx) -> LlmStanding:
    """Return whether the model answers."""
    row = await store.read(tx)
    if row is None:
        return LlmStanding(0, "", None)
    resting = row["rests_until"] if row["rests_until"] and row["rests_until"] > tx.now else None
    return LlmStanding(row["failures"], row["trouble"], resting)


async def newest_calls(tx: Tx, most: int = 20) -> list[Any]:
    """Return the newest calls, the newest first."""
    return list(await store.newest(tx, most))


def opened_key(keys: Keyring, workspace: UUID, sealed: bytes | None) -> str | None:
    """Return a key, "" where none is needed; None where it cannot be opened any more."""
    if sealed is None:
        return ""
    try:
        return keys.open(sealed, key_spot(workspace)).decode()
    except SecretUnreadable:
        return None


def key_spot(workspace: UUID) -> Spot:
    """Return where the key of a model stands."""
    return Spot(workspace, "intelligence.llm", "key", str(workspace))


def month_of(at: datetime) -> date:
    """Return the month that a call counts in, by UTC."""
    return at.date().replace(day=1)


def _check(told: LlmSettings, key: str | None, plain: bool) -> None:
    try:
        check_url(told.url.strip(), plain=plain)
    except AddressForbidden as error:
        raise LlmRefused(field="url", reason=error.reason) from error
    for name, good in (
        ("url", len(told.url) <= LONGEST_URL),
        ("model", 1 <= len(told.model.strip()) <= LONGEST_MODEL),
        ("key", key is None or (len(key) <= LONGEST_KEY and key.isascii() and key.isprintable())),
        ("seconds", 1 <= told.seconds <= 60),
        ("month_tokens", 1 <= told.month_tokens <= 10**12),
        ("month_money", told.month_money is None or Decimal(0) < told.month_money < Decimal(10**9)),
        ("currency", len(told.currency) == 3 and told.currency.isascii() and told.currency.isupper()),
        ("price_in", 0 <= told.price_in < 10**9),
        ("price_out", 0 <= told.price_out < 10**9),
    ):
        if not good:
            raise Invalid(field=name, reason="range")
    if told.month_money is not None and told.price_in + told.price_out == 0:
        raise Invalid(field="price_in", reason="needed_for_money")


def _settings(row: Any) -> LlmSettings:
    return LlmSettings(
        row["url"], row["model"], row["key"] is not None, row["seconds"], tuple(LlmUse(one) for one in row["uses"]),
        row["month_tokens"], row["month_money"], row["currency"], row["price_in"], row["price_out"],
    )  # fmt: skip
