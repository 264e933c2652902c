"""Where the Official Account API is asked. Its token stands in each address, so an address is never logged or shown.

Source: developers.weixin.qq.com/doc/offiaccount. The token is the stable one: whoever asks while it is good is given
the same, so that workers do not take it from each other (docs/decisions/0030).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from trato.rooms.channels.adapters.asked import base_of
from trato.rooms.channels.model import AccountView, AppGrant, HttpRequest, Upload

SERVER = "https://api.weixin.qq.com"
SEND = "/cgi-bin/message/custom/send"
TOKEN_ENDED = (40001, 40014, 42001)


def get(account: AccountView, path: str, **asked: str) -> HttpRequest:
    """Return a question to the API."""
    query = f"?{urlencode(asked)}" if asked else ""
    return HttpRequest("GET", f"{base_of(account, SERVER)}{path}{query}", grant=grant_of(account))


def tell(account: AccountView, path: str, body: dict[str, Any], *, name: str = "") -> HttpRequest:
    """Return a call with a body; `name` is what we know a message by, which WeChat gives none."""
    url = f"{base_of(account, SERVER)}{path}"
    return HttpRequest("POST", url, json=body, grant=grant_of(account), webhook_id=name)


def upload(account: AccountView, kind: str, file: Upload, placeholder: str) -> HttpRequest:
    """Return the call that brings a file, whose id then stands where `placeholder` does; it is kept three days."""
    url = f"{base_of(account, SERVER)}/cgi-bin/media/upload?{urlencode({'type': kind})}"
    return HttpRequest("POST", url, uploads=(file,), yields_media=placeholder, grant=grant_of(account))


def grant_of(account: AccountView) -> AppGrant:
    """Return how the account's token is had."""
    url = f"{base_of(account, SERVER)}/cgi-bin/stable_token"
    return AppGrant(url, account.external_id, account.secrets.get("app_secret", ""), TOKEN_ENDED)
