"""What brings people: an advertisement that they clicked, or a link."""

from __future__ import annotations

_ADVERTS = frozenset({"ad", "ads"})  # WhatsApp's word and Messenger's; "post", "shortlink", "deep_link" are links


def is_advert(source: str) -> bool:
    """Say whether a referral's source, in the channel's own word, is an advertisement (S17, S18, S259)."""
    return source.lower() in _ADVERTS
