"""What a message will cost, told before it is sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels import api as channels
from trato.rooms.channels.model import Capabilities, ConversationFacts, WindowState
from trato.rooms.contacts import api as contacts
from trato.rooms.conversations import api as conversations
from trato.rooms.spending import rules
from trato.rooms.spending.model import Prices, PriceView
from trato.rooms.spending.service import budgets


async def prices_of(tx: Tx, book: channels.AccountBook, conversation_id: UUID) -> Prices:
    """Return what messages of a conversation cost now, and how its brand's budget stands.

    The market is the country that the contact is in, as it is for what was charged.
    """
    thread = await conversations.get_conversation(tx, conversation_id)
    account = (await book.of_workspace(tx))[thread.account_id]
    facts = ConversationFacts(thread.last_inbound_at, thread.window_until)
    caps = book.adapter(account.row.channel).capabilities(account.view, facts, tx.now)
    if caps.charging is None:
        return Prices(charged=caps.charged)
    market = (await contacts.get(tx, thread.contact_id)).country or ""
    found = await _priced(tx, account.row.channel, caps, [market])
    brand = await brands.get_brand(tx, BrandId(thread.brand_id))
    standing = (await budgets.standings(tx, [brand])).get(brand.id)
    return Prices(True, market, caps.charging.text, caps.charging.files, found[market], standing)


async def prices_in(
    tx: Tx, book: channels.AccountBook, account_id: UUID, markets: Sequence[str]
) -> tuple[Capabilities, Mapping[str, Mapping[str, PriceView]]]:
    """Return what an account's channel can do in an open window, and its prices there: by market and category."""
    account = (await book.of_workspace(tx))[account_id]
    facts = ConversationFacts(last_inbound_at=tx.now)
    caps = book.adapter(account.row.channel).capabilities(account.view, facts, tx.now)
    return caps, await _priced(tx, account.row.channel, caps, markets)


async def _priced(tx: Tx, channel: str, caps: Capabilities, markets: Sequence[str]) -> dict[str, dict[str, PriceView]]:
    if caps.charging is None:
        return {market: {} for market in markets}
    is_open = caps.window is WindowState.OPEN
    looked = [
        (market, category, name)
        for market in markets
        for category, name in rules.asked_of(caps.charging, is_open=is_open)
    ]
    first = await channels.prices_of(tx, [(channel, market, name) for market, _, name in looked])
    usual = await channels.prices_of(tx, [(channel, market, category) for market, category, _ in looked])
    found: dict[str, dict[str, PriceView]] = {market: {} for market in markets}
    for (market, category, _), special, plain in zip(looked, first, usual, strict=True):
        one = special or plain
        if one is not None and one.from_at is not None:
            found[market][category] = PriceView(one.price, one.currency, one.version, one.source, one.from_at)
    return found
