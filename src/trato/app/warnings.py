"""Warnings, each once: of tokens that end, to who administers their accounts; of budgets, to who keeps the brand."""

from __future__ import annotations

from datetime import timedelta

from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.service import pushes
from trato.rooms.spending import api as spending

BUDGETS_PAGE = "admin/costs"
NEWS = timedelta(days=1)  # after which the mail of an alarm is none


async def warn_of_tokens(house: House, tx: Tx) -> int:
    """Announce the ends of tokens that are 14, 7 or 1 days away and were not announced; return how many."""
    told = await channels.announce_ending(tx)
    for one, _ in told:
        place = Place(brand_id=one.brand_id, queue_id=one.queue_id, account_id=one.account_id)
        people = await access.who_may(tx, Verb.CHANNELS_MANAGE, place)
        if house.settings.smtp_url:
            said = {"account": one.name, "account_id": str(one.account_id), "end": one.ends_at.isoformat()}
            for person in people:
                await access.write_letter(tx, person.id, "token_ending", said, one.ends_at)
        await pushes.note_token(tx, one.account_id, [person.id for person in people], one.ends_at)
    return len(told)


async def warn_of_budgets(house: House, tx: Tx) -> int:
    """Announce the budgets that reached 80 or 100 hundredths and were not announced this month; return how many."""
    told = await spending.raise_alarms(tx)
    if not house.settings.smtp_url:
        return len(told)
    for one, brand in told:
        said = {
            "brand": brand, "share": str(one.level), "spent": f"{one.spent:.2f} {one.currency}",
            "amount": f"{one.amount:.2f} {one.currency}", "page": BUDGETS_PAGE, "end": tx.now.isoformat(),
        }  # fmt: skip
        for person in await access.who_may(tx, Verb.BRANDS_MANAGE, Place(brand_id=one.brand_id)):
            await access.write_letter(tx, person.id, "budget_reached", said, tx.now + NEWS)
    return len(told)
