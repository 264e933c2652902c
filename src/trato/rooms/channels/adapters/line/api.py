"""Where the Messaging API is asked. Source: line/line-openapi, messaging-api.yml."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from trato.rooms.channels.adapters.asked import base_of
from trato.rooms.channels.model import AccountView, HttpRequest, Media

SERVER = "https://api.line.me"
FILES = "https://api-data.line.me"  # what people send lies here
STICKERS = "https://stickershop.line-scdn.net"  # pictures of stickers, open to everybody
PUSH = "/v2/bot/message/push"
RETRY_KEY = "X-Line-Retry-Key"


def get(account: AccountView, path: str) -> HttpRequest:
    """Return a question to the API."""
    return HttpRequest("GET", f"{base_of(account, SERVER)}{path}", _headers(account))


def tell(account: AccountView, method: str, path: str, body: dict[str, Any]) -> HttpRequest:
    """Return a call with a body."""
    return HttpRequest(method, f"{base_of(account, SERVER)}{path}", _headers(account), json=body)


def push(account: AccountView, body: dict[str, Any], key: str, lends: tuple[Media, ...]) -> HttpRequest:
    """Return a call that sends messages; LINE takes those of one `key` once, however often they come."""
    headers = {**_headers(account), RETRY_KEY: key}
    return HttpRequest("POST", f"{base_of(account, SERVER)}{PUSH}", headers, json=body, lends=lends)


def content_call(account: AccountView, message: str) -> HttpRequest:
    """Return the call that fetches the file of a message."""
    url = f"{base_of(account, FILES)}/v2/bot/message/{quote(message, safe='')}/content"
    return HttpRequest("GET", url, _headers(account))


def sticker_call(account: AccountView, sticker: str) -> HttpRequest:
    """Return the call that fetches the picture of a sticker; nobody asks there who one is."""
    return HttpRequest("GET", f"{base_of(account, STICKERS)}/stickershop/v1/sticker/{sticker}/android/sticker.png")


def _headers(account: AccountView) -> dict[str, str]:
    return {"Authorization": f"Bearer {account.secrets.get('access_token', '')}"}
