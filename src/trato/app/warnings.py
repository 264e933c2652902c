"""Warnings of tokens that end: to whoever administers their channel accounts, by mail and by push, each once."""

from __future__ import annotations

from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Verb
from trato.rooms.channels import api as channels
from trato.rooms.console.service import pushes


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
