"""What a call's provider waits to be told while somebody is on the line: how their queue stands now."""

from __future__ import annotations

import asyncio
from math import ceil

import structlog

from trato.app.wiring import House
from trato.flow.acts import ways
from trato.kit.errors import TratoError
from trato.kit.events import SYSTEM
from trato.kit.tx import Tx
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import HolderKind, Holders
from trato.rooms.calls import api as calls
from trato.rooms.channels.model import AccountView, CallAsked, CallKnown, queue_token
from trato.rooms.routing import api as routing

DEADLINE = 3.0  # seconds: a caller hears silence meanwhile, and the provider gives up after fifteen
LONGEST_WAIT = 60  # minutes: more is not told
log = structlog.get_logger()


async def known(house: House, asked: CallAsked | None, account: AccountView) -> CallKnown:
    """Return how the queue stands for a call; as though it were open, where that cannot be known in time."""
    if asked is None:
        return CallKnown()
    try:
        async with asyncio.timeout(DEADLINE), house.db.transaction(account.workspace_id, SYSTEM) as tx:
            return await _known(house, tx, asked, account)
    except (TimeoutError, TratoError) as error:
        log.warning("telephone.unknown", account=str(account.id), error=type(error).__name__)
        return CallKnown()


async def _known(house: House, tx: Tx, asked: CallAsked, account: AccountView) -> CallKnown:
    voice = (await house.book.of_workspace(tx, [account.id]))[account.id]
    row = voice.row
    way = await ways.way_of(tx, house.book, voice, asked.caller, asked.by) if asked.caller else None
    aside = None if not asked.caller else way.said(ways.language_of(voice)) if way else ""
    named = await routing.list_queues(tx) if asked.queue else []
    found = (one.id for one in named if asked.queue in (one.id.hex, queue_token(one.name)))
    queue = next(found, None) or row.queue_id
    call = await calls.find_call(tx, account.id, asked.call)
    wait = await routing.wait_of(tx, call.case_id, queue) if call and call.case_id and queue else None
    minutes = 0 if wait is None or wait.time is None else max(1, ceil(wait.time.total_seconds() / 60))
    place, told = (wait.place if wait else 0), (minutes if minutes <= LONGEST_WAIT else 0)
    chosen = (await brands.hours_book(tx)).choose(Holders(queue=queue, channel_account=row.id, brand=row.brand_id))
    if chosen is None or chosen.holder_kind is HolderKind.PERSON or chosen.calendar.hours.is_open(tx.now):
        return CallKnown(place=place, wait_minutes=told, aside=aside)
    try:
        opens = chosen.calendar.hours.next_opening(tx.now)
    except ValueError:
        opens = None
    return CallKnown(False, opens, chosen.calendar.timezone, place, told, aside)
