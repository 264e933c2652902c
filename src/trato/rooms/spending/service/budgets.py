"""Budgets of brands: what they may spend in a month, what they did, and the alarms in between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from trato.kit.tx import AuditEntry, Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import Brand, BrandId
from trato.rooms.conversations import api as conversations
from trato.rooms.spending import rules, store
from trato.rooms.spending.events import BudgetReached
from trato.rooms.spending.model import Standing


async def standings(tx: Tx, asked: Sequence[Brand]) -> dict[UUID, Standing]:
    """Return how the budgets of brands stand in their present month, by brand, from what is kept of each message."""
    months = {one.id: rules.month_of(tx.now, one.timezone) for one in asked}
    budgets = await store.budgets_in(tx, [(id, month.first) for id, month in months.items()])
    spent: dict[UUID, dict[str, tuple[Decimal, int]]] = defaultdict(dict)
    windows = [(id, month.begins, month.ends) for id, month in months.items()]
    for brand_id, currency, sum_, messages in await conversations.spent(tx, windows):
        spent[brand_id][currency] = (sum_, messages)
    return {id: rules.standing_of(id, month.first, budgets.get(id), spent[id]) for id, month in months.items()}


async def set_budget(tx: Tx, brand_id: UUID, amount: Decimal | None, currency: str) -> Standing:
    """Say what a brand may spend on messages in each month from the present one on; None is no budget."""
    brand = await brands.get_brand(tx, BrandId(brand_id))
    month = rules.month_of(tx.now, brand.timezone)
    await store.set_budget(tx, brand.id, month.first, amount, currency)
    cents = int((amount or 0) * 100)
    tx.audit(AuditEntry("spending.budget", "brand", brand.id, {"cents": cents, "currency": currency}))
    return (await standings(tx, [brand]))[brand.id]


async def raise_alarms(tx: Tx) -> list[tuple[Standing, str]]:
    """Announce budgets that have reached 80 or 100 hundredths and were not announced this month: each, its brand.

    Where both were passed at once only the higher is told.
    """
    known = {one.id: one for one in await brands.list_brands(tx)}
    reached = [one for one in (await standings(tx, list(known.values()))).values() if one.level]
    if not reached:
        return []
    rows = [
        (one.brand_id, one.month, level, one.spent, one.amount or Decimal(0), one.currency)
        for one in reached
        for level in rules.LEVELS
        if level <= one.level
    ]
    new = await store.add_alarms(tx, rows)
    told = [(one, known[BrandId(one.brand_id)].name) for one in reached if (one.brand_id, one.month, one.level) in new]
    for one, _ in told:
        tx.emit(BudgetReached(subject=one.brand_id, month=f"{one.month}", level=one.level))
    return told
