"""What the messages that a rule would have written would cost, by the prices of today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.automation import api as automation
from trato.rooms.automation.model import Action, Reply, TakePrivate
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.contacts import api as contacts
from trato.rooms.knowledge import api as knowledge
from trato.rooms.spending import api as spending


@dataclass(frozen=True, slots=True)
class Estimate:
    """What would have been written where each message costs: how many, for how much of each currency (exact).

    `unpriced` of them have no rate card. Texts count with their variables as they are written, so segments are nearly
    those that leave; a rule writes less where it has written as much as a day allows.
    """

    messages: int = 0
    money: tuple[tuple[str, Decimal], ...] = ()
    unpriced: int = 0


async def estimate(tx: Tx, book: channels.AccountBook, actions: Iterable[Action], case_ids: Sequence[UUID]) -> Estimate:
    """Return what the messages of these actions would cost, once for each of `case_ids` (a case may come twice)."""
    texts = [text for one in actions if (text := await _text(tx, one)) is not None]
    if not texts or not case_ids:
        return Estimate()
    known = await cases.get_many(tx, sorted(set(case_ids)))
    people = await contacts.get_many(tx, sorted({one.contact_id for one in known.values()}))
    places = Counter(
        (one.account_id, (people[one.contact_id].country if one.contact_id in people else "") or "")
        for id in case_ids
        if (one := known.get(id)) is not None and one.account_id is not None
    )
    messages, unpriced = 0, 0
    sums: dict[str, Decimal] = {}
    for account_id in sorted({account for account, _ in places}):
        markets = sorted(market for account, market in places if account == account_id)
        caps, prices = await spending.prices_in(tx, book, account_id, markets)
        if caps.charging is None:
            continue
        for market in markets:
            times, price = places[account_id, market], prices[market].get(caps.charging.text)
            messages += times * len(texts)
            if price is None:
                unpriced += times * len(texts)
                continue
            units = sum(channels.segments_of(text).count if caps.segmented else 1 for text in texts)
            sums[price.currency] = sums.get(price.currency, Decimal(0)) + price.price * units * times
    return Estimate(messages, tuple(sorted(sums.items())), unpriced)


async def _text(tx: Tx, action: Action) -> str | None:
    """Return what an action writes to the contact, in the first of its languages; None where it writes nothing."""
    match action:
        case Reply(canned_id=None, texts=texts) | TakePrivate(texts=texts):
            return texts[automation.choose(texts, "")]
        case Reply(canned_id=canned_id) if canned_id is not None:
            told = (await knowledge.get_canned(tx, canned_id)).texts
            return told[automation.choose(told, "")]
        case _:
            return None
