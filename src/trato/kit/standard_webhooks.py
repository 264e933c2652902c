"""Signing what we send to other systems, as Standard Webhooks says (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

SECRET_PREFIX = "whsec_"
SECRET_BYTES = 32


def signature_headers(secrets: Sequence[bytes | str], id: str, at: datetime, body: bytes) -> dict[str, str]:
    """Return the headers that sign `body`, one signature a secret; a text is one as people are shown it."""
    signed = [Webhook(secret).sign(id, at.astimezone(UTC), body.decode()) for secret in secrets]
    return {
        "content-type": "application/json",
        "webhook-id": id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signed),
    }


def new_secret(random: Callable[[int], bytes]) -> bytes:
    """Return a new signing secret."""
    return random(SECRET_BYTES)


def show_secret(secret: bytes) -> str:
    """Return a secret as people paste it into the receiver."""
    return SECRET_PREFIX + base64.b64encode(secret).decode()
