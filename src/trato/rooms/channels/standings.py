"""Where care happens: how each channel stands with a brand in a country, and what the manuals say of it (S130 to S132).

Live or asynchronous, the brand's care or people helping themselves, tier 1 (main), 2 (secondary) or 3 (low): said by
a firm for all, for a brand, for a country or for both. The nearest word counts: of the brand before that of all brands,
of the country before that of all countries. Until somebody says so, what the manuals have it as is shown as a usual.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from trato.rooms.channels.connecting import Said

MOST_MAIN = 4  # channels in tier 1: more are no longer main (S132)
LIVE = frozenset({"webchat", "whatsapp", "messenger", "instagram", "voice", "ivr", "chatbot"})  # S131
SELF_CARE = MappingProxyType(  # places of the quadrant that need no account
    {
        "ivr": Said("Teléfono automático", "Automated phone", "Telefone automático"),
        "chatbot": Said("Asistente automático", "Chatbot", "Assistente automático"),
        "knowledge": Said("Centro de ayuda", "Knowledge portal", "Central de ajuda"),
        "community": Said("Comunidad", "Care community", "Comunidade"),
        "forum": Said("Foros de ayuda", "Help forums", "Fóruns de ajuda"),
    }
)
TRADITIONAL = frozenset({"email", "voice", "ivr", "sms"})  # others count as modern (S4)
LOCAL = MappingProxyType(  # where people of a country are, as the two manuals name it (S130)
    {"MX": ("whatsapp",), "BR": ("whatsapp",), "US": ("messenger",), "CN": ("wechat",), "RU": ("vk",), "JP": ("line",)}
)


@dataclass(frozen=True, slots=True)
class StandingRow:
    """How a channel stands with a brand (None: with every brand) in a country ("": in all) for a while."""

    brand_id: UUID | None
    channel: str
    tier: int
    modern: bool
    live: bool
    from_at: datetime
    to_at: datetime | None
    country: str = ""
    care: str = "brand"
    offered: bool = True


def nearest(
    standings: Sequence[StandingRow], channel: str, brand_id: UUID | None, country: str, at: datetime
) -> StandingRow | None:
    """Return what holds for a channel of a brand in a country: the nearest word, and the newest of two."""
    held = [
        one
        for one in standings
        if one.channel == channel
        and one.brand_id in (None, brand_id)
        and one.country in ("", country)
        and one.from_at <= at
        and (one.to_at is None or at < one.to_at)
    ]
    return max(held, key=lambda one: (one.brand_id is not None, one.country != "", one.from_at), default=None)


def usual(channel: str, at: datetime) -> StandingRow:
    """Return what a channel is until somebody says so: as the manuals sort it, and secondary."""
    care = "self" if channel in SELF_CARE else "brand"
    return StandingRow(None, channel, 2, channel not in TRADITIONAL, channel in LIVE, at, None, "", care)


def missing_locals(countries: Collection[str], connected: Collection[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the (country, channel) that people there use and of which there is no account, of these countries."""
    wanted = [(country, channel) for country in sorted(countries) for channel in LOCAL.get(country, ())]
    return [one for one in wanted if one not in connected]
