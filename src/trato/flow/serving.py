"""What an entry of a channel's profile leads to, said at once: an answer, a saved text, an address, who comes.

It is written where the press is received, so it leaves within seconds, with nobody waiting. Refused, it is as if the
entry said nothing: the press itself is never lost.
"""

from __future__ import annotations

import structlog

from trato.flow import writing
from trato.flow.arrival import Arrival, Batch
from trato.flow.composing import NewReply
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.kit.ids import uuid7
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels.api import EntryKind, title_of
from trato.rooms.conversations.model import Purpose
from trato.rooms.knowledge import api as knowledge

log = structlog.get_logger()


async def answer(batch: Batch) -> None:
    """Conversations: what was pressed is answered, as its entry says."""
    for arrival in batch.going:
        if arrival.entry is not None and arrival.found is not None and not arrival.found.blocked:
            await _answer(batch, arrival)


async def _answer(batch: Batch, arrival: Arrival) -> None:
    tx = batch.tx
    assert arrival.conversation and arrival.case_id
    facts = len(tx.events)
    try:
        async with tx.connection.transaction():
            text = await _text(tx, arrival)
            if not text:
                return
            new = NewReply(uuid7(), arrival.conversation.id, arrival.case_id, text, purpose=Purpose.AUTO)
            with tx.acting(SYSTEM):
                await writing.reply(tx, batch.book, new)
    except TratoError as refusal:
        del tx.events[facts:]
        log.info("serving.refused", case=str(arrival.case_id), code=refusal.code)


async def _text(tx: Tx, arrival: Arrival) -> str:
    entry, spoken = arrival.entry, arrival.spoken
    assert entry
    text = entry.texts.get(spoken) or next(iter(entry.texts.values()), "")
    match entry.kind:
        case EntryKind.REPLY | EntryKind.PERSON:
            return text
        case EntryKind.LINK:
            return f"{text or title_of(entry, spoken, spoken)}\n{entry.url}"
        case EntryKind.CANNED:
            assert entry.canned_id
            brand = await brands.get_brand(tx, BrandId(arrival.account.row.brand_id))
            return (await knowledge.render(tx, entry.canned_id, spoken, {"brand.name": brand.name})).text
