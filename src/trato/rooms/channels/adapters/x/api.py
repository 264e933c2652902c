"""Where the X API is asked, and with which of the account's tokens.

Source: the X API's OpenAPI file, 2.167. People's matters take the account's own OAuth 2.0 token, which lives two hours
(see `renewing`); webhooks and subscriptions take the app's bearer token.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any

from trato.rooms.channels.model import AccountView, HttpRequest

SERVER = "https://api.x.com"


def call(account: AccountView, method: str, path: str, json: Any = None) -> HttpRequest:
    """Return a call in the account's own name."""
    return HttpRequest(method, f"{server(account)}{path}", headers=_bearer(account, "access_token"), json=json)


def app_call(account: AccountView, method: str, path: str, json: Any = None) -> HttpRequest:
    """Return a call in the name of the app."""
    return HttpRequest(method, f"{server(account)}{path}", headers=_bearer(account, "bearer_token"), json=json)


def bearer(account: AccountView) -> Mapping[str, str]:
    """Return the header that proves the account."""
    return _bearer(account, "access_token")


def as_client(account: AccountView) -> Mapping[str, str]:
    """Return the header that proves the app where tokens are given out; none of an app that keeps no secret."""
    secret = account.secrets.get("client_secret", "")
    if not secret:
        return {}
    pair = f"{account.settings.get('client_id', '')}:{secret}"
    return {"authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def server(account: AccountView) -> str:
    """Return where the API is."""
    stated = account.settings.get("api_base")
    return stated.rstrip("/") if isinstance(stated, str) and stated else SERVER


def _bearer(account: AccountView, name: str) -> Mapping[str, str]:
    return {"authorization": f"Bearer {account.secrets.get(name, '')}"}
