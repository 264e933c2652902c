"""What the channels of this house are, whoever has an account of them."""

from __future__ import annotations

from trato.rooms.channels.adapters.registry import ADAPTERS, CHANNELS


def live_channels() -> frozenset[str]:
    """Return the channels on which a person waits on the other side while we write."""
    return frozenset(channel for channel, adapter in ADAPTERS.items() if adapter.live)


def all_channels() -> tuple[str, ...]:
    """Return the channels that this house speaks."""
    return tuple(ADAPTERS)


def channel_names(language: str) -> dict[str, str]:
    """Return what channels are called in a language of the screens (es, en, pt), as it begins a sentence."""
    return {channel: str(getattr(one.title, language)) for channel, one in CHANNELS.items()}
