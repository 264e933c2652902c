"""Who may bring us updates: whoever knows the secret that was given to setWebhook.

Telegram repeats it in the header X-Telegram-Bot-Api-Secret-Token of every update, and signs nothing; so the account
is safe only as long as the secret travels by https alone.
"""

from __future__ import annotations

import hmac

from trato.rooms.channels.model import AccountView, WebhookRequest

HEADER = "x-telegram-bot-api-secret-token"


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether Telegram sent `request`. Nothing to compare with is a no."""
    expected, given = account.secrets.get("secret_token", ""), request.headers.get(HEADER, "")
    return bool(expected) and hmac.compare_digest(given.encode(), expected.encode())
