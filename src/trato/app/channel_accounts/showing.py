"""How accounts are shown: what is known of each, with its provider, its line and its breaker."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from trato.app.channel_accounts import reading
from trato.app.channel_accounts.shapes import (
    AccountShown,
    ActivationShown,
    BreakerShown,
    CareShown,
    LineShown,
    PollShown,
)
from trato.app.wiring import House
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, UserId, Verb
from trato.rooms.brands import api as brands
from trato.rooms.brands.model import BrandId
from trato.rooms.channels import api as channels
from trato.rooms.channels.connecting import Finding
from trato.rooms.channels.model import ChannelAdapter, ConversationFacts, Polled, PollState
from trato.rooms.conversations import api as conversations

IN_USE = frozenset({"pending", "active", "paused", "broken"})


async def shown(
    house: House,
    tx: Tx,
    who: Principal,
    accounts: Sequence[channels.Account],
    every: Sequence[channels.Account],
) -> list[AccountShown]:
    """Return accounts as `who` sees them; `every` are all of the workspace, for what stands beside each."""
    health = await channels.list_health(tx)
    recent = {one.account_id: one for one in await conversations.recent_pulses(tx)}
    lines = await conversations.waiting_by_account(tx)
    polls = await channels.poll_states(tx)
    asked = await channels.activations_of(tx, [one.id for one in accounts])
    names = {one.id: one.name for one in await brands.list_brands(tx)}
    units = {unit.id: unit for unit in await access.list_units(tx)}
    known = {one.row.owner_id for one in accounts} | {p for a in asked.values() for p in (a.asked_by, a.decided_by)}
    people = {one.id: one.name for one in await access.get_users(tx, [UserId(one) for one in known if one])}
    found = []
    for one in accounts:
        row, how, now, line = one.row, health[one.id], recent.get(one.id), lines.get(one.id)
        standing, unit = one.standing_at(tx.now), units.get(row.unit_id)  # type: ignore[call-overload]
        caps = house.book.adapter(row.channel).capabilities(one.view, ConversationFacts(), tx.now)
        found.append(
            AccountShown(
                id=row.id, channel=row.channel, name=row.name, external_id=row.external_id, brand_id=row.brand_id,
                brand=names.get(BrandId(row.brand_id), ""), purpose=row.purpose, owner_id=row.owner_id,
                owner=people.get(UserId(row.owner_id), "") if row.owner_id else "", queue_id=row.queue_id,
                state=row.state, state_reason=row.state_reason, practice=bool(row.settings.get("practice")),
                hook=hook_of(house, one), values=reading.settings_of(row.channel, row.settings),
                received_at=_latest(how.pulse.received_at, now.received_at if now else None),
                sent_at=_latest(how.pulse.sent_at, now.sent_at if now else None),
                checked_at=how.checked_at, findings=msgspec.convert(how.findings, list[Finding]),
                token_ends_at=how.token_ends_at, token_warning=channels.token_warning(how.token_ends_at, tx.now),
                country=row.country, units=[units[id].name for id in unit.path[:-1]] if unit else [],
                tier=standing.tier if standing else None, live=standing.live if standing else None,
                activated_at=row.activated_at,
                activation=await _activation(tx, who, one, asked[one.id], people) if one.id in asked else None,
                waiting=LineShown(line.messages, line.oldest_at, line.next_at, line.retried, line.reason)
                if line else None,
                breaker=BreakerShown(one.breaker.since, one.breaker.failures, one.breaker.code, one.breaker.probe_at)
                if one.breaker else None,
                paused_until=row.paused_until if row.paused_until and row.paused_until > tx.now else None,
                per_second=caps.per_second, twins=[other.row.name for other in every if _are_twins(one, other)],
                care=CareShown(one.care.care_account_id, one.care.what, list(one.care.words)) if one.care else None,
                poll=_poll(house.book.adapter(row.channel), polls.get(one.id), tx.now),
            )
        )  # fmt: skip
    return found


def _poll(adapter: ChannelAdapter, state: PollState | None, now: datetime) -> PollShown | None:
    if state is None or not isinstance(adapter, Polled):
        return None
    quota = adapter.quota
    spent = state.units if quota and state.day == channels.provider_day(now, quota.zone) else 0
    return PollShown(
        state.looked_at, state.next_at, state.failures, state.trouble, state.troubled_since, spent,
        quota.units if quota else None,
    )  # fmt: skip


async def _activation(
    tx: Tx, who: Principal, account: channels.Account, asked: channels.Approval, people: dict[UserId, str]
) -> ActivationShown:
    waits = asked.decided_at is None and account.row.state == "pending"
    mine = waits and who.rights.scope(Verb.CHANNELS_APPROVE).covers(place_of(account))
    if mine and asked.asked_by == who.user.id:
        mine = not await channels.others_who_may(tx, account.row, asked.asked_by)
    return ActivationShown(
        people.get(UserId(asked.asked_by), "") if asked.asked_by else "", asked.asked_at,
        people.get(UserId(asked.decided_by), "") if asked.decided_by else "", asked.decided_at, asked.approved,
        asked.alone, asked.reason, mine,
    )  # fmt: skip


def _are_twins(one: channels.Account, other: channels.Account) -> bool:
    """Say whether two accounts in use would be one: of one channel, brand, country and purpose (S241)."""
    if one.id == other.id or one.row.state not in IN_USE or other.row.state not in IN_USE:
        return False
    keys = [(a.row.channel, a.row.brand_id, a.row.country, a.row.purpose) for a in (one, other)]
    return keys[0] == keys[1]


def hook_of(house: House, account: channels.Account) -> str:
    """Return where a provider brings what comes to an account; "" for one that nobody calls."""
    return f"{house.settings.public_url}/hooks/{account.id}" if reading.connection_of(account.row.channel).hook else ""


def place_of(account: channels.Account) -> Place:
    """Return where an account stands in the firm: what grants are measured by."""
    return Place(brand_id=account.row.brand_id, queue_id=account.row.queue_id, account_id=account.id)


def _latest(one: datetime | None, other: datetime | None) -> datetime | None:
    return max((at for at in (one, other) if at is not None), default=None)
