"""Rows whose screens come later and whose rooms have no deed for them yet: experiment, standings, templates, rates."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from trato.app.demo.cast import PIRCA, ZUMBAL
from trato.app.demo.wording import TEMPLATES
from trato.app.founding import FoundedBrand
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.spending import api as spending

FIND_ACCOUNT = "select id from channels.account where workspace_id = $1 and channel = $2 and external_id = $3"
ADD_EXPERIMENT = """
insert into cases.experiment (id, workspace_id, feature, holdout, from_at) values ($2, $1, 'canned_replies', 0.2, $3)
"""
ADD_STANDING = """
insert into channels.standing (id, workspace_id, brand_id, channel, tier, modern, live, from_at)
values ($2, $1, $3, $4, $5, $6, $7, $8)
"""
ADD_TEMPLATE = """
insert into channels.template (id, workspace_id, account_id, name, language, category, body, parameters, at)
select $2, $1, a.id, $4, $5, $6, $7, $8, $9 from channels.account a
where a.workspace_id = $1 and a.channel = 'whatsapp' and a.brand_id = $3
"""
ADD_RATE = """
insert into channels.rate_card
  (id, workspace_id, channel, market, category, price, currency, version, source, from_at)
values ($2, $1, 'whatsapp', $3, $4, $5, 'USD', 'muestra-1', 'precios inventados para la muestra', $6)
"""
BUDGETS = {PIRCA: "40.00", ZUMBAL: "25.00"}  # of a month, for messages
TIERS = {"whatsapp": (1, True, False), "webchat": (1, True, True), "email": (2, False, False)}
# invented prices of a message, by market and category
RATES = {
    "PE": {"utility": "0.0200", "marketing": "0.0703", "authentication": "0.0377", "service": "0"},
    "MX": {"utility": "0.0085", "marketing": "0.0436", "authentication": "0.0239", "service": "0"},
    "BR": {"utility": "0.0068", "marketing": "0.0625", "authentication": "0.0315", "service": "0"},
}


async def add(tx: Tx, founded: dict[str, FoundedBrand]) -> None:
    """Add the rows. They hold from a year ago on, so that the past has them too."""
    since = tx.now - timedelta(days=365)
    run = tx.connection.execute
    await run(ADD_EXPERIMENT, tx.workspace, uuid7(), since)
    for founding in founded.values():
        for channel, (tier, modern, live) in TIERS.items():
            await run(ADD_STANDING, tx.workspace, uuid7(), founding.brand.id, channel, tier, modern, live, since)
    for brand in (PIRCA, ZUMBAL):
        for name, language, category, body in TEMPLATES[brand]:
            await run(
                ADD_TEMPLATE, tx.workspace, uuid7(), founded[brand].brand.id, name, language, category, body,
                body.count("{{"), since,
            )  # fmt: skip
    for brand, amount in BUDGETS.items():
        await spending.set_budget(tx, founded[brand].brand.id, Decimal(amount), "USD")
    for market, prices in RATES.items():
        for category, price in prices.items():
            await run(ADD_RATE, tx.workspace, uuid7(), market, category, Decimal(price), since)
