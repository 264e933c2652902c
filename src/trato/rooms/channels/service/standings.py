"""Saying how channels stand with brands and in countries."""

from __future__ import annotations

from uuid import UUID

from trato.kit.errors import Invalid
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.adapters.registry import CHANNELS
from trato.rooms.channels.connecting import Said
from trato.rooms.channels.standings import SELF_CARE, StandingRow
from trato.rooms.channels.store import standings as store

CARE = frozenset({"brand", "self", "both"})


def places_of_care() -> dict[str, Said]:
    """Return every channel of the house and every place where people help themselves, each with its name."""
    named = {name: one.title for name, one in CHANNELS.items()}
    return {**named, **{place: name for place, name in SELF_CARE.items() if place not in named}}


async def list_standings(tx: Tx) -> list[StandingRow]:
    """Return every word that was said, the newest first."""
    return await store.list_standings(tx)


async def say_standing(tx: Tx, one: StandingRow) -> None:
    """Say how a channel stands from now on; what was said before keeps its time. Raises Invalid."""
    if one.channel not in places_of_care():
        raise Invalid(field="channel", reason="unknown")
    if one.tier not in (1, 2, 3):
        raise Invalid(field="tier", reason="range")
    if one.care not in CARE:
        raise Invalid(field="care", reason="unknown")
    await store.end_standing(tx, one.brand_id, one.channel, one.country)
    await store.add_standing(tx, one)
    _audit(tx, one.brand_id, one.channel, one.country, tier=one.tier)


async def drop_standing(tx: Tx, brand_id: UUID | None, channel: str, country: str) -> None:
    """Let a channel stand as the wider word has it again."""
    await store.end_standing(tx, brand_id, channel, country)
    _audit(tx, brand_id, channel, country, tier=None)


def _audit(tx: Tx, brand_id: UUID | None, channel: str, country: str, *, tier: int | None) -> None:
    told = {"channel": channel, "country": country, "tier": tier}
    tx.audit(AuditEntry("channels.say_standing", "brand" if brand_id else "workspace", brand_id or tx.workspace, told))
