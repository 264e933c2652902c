"""Where an account's API lives, and what opens it: the auth token, or an API key in its place."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from trato.rooms.channels.model import AccountView

API = "https://api.twilio.com"
MESSAGING = "https://messaging.twilio.com"
VERSION = "2010-04-01"


def _product() -> str:
    try:
        return f"trato/{version('trato')}"
    except PackageNotFoundError:
        return "trato/0.0.0"


USER_AGENT = _product()


def api_base(account: AccountView) -> str:
    """Return where the account's API begins."""
    stated = account.settings.get("api_base")
    return stated.rstrip("/") if isinstance(stated, str) and stated else API


def account_url(account: AccountView, what: str = "") -> str:
    """Return the address of something of the account; of the account itself without `what`."""
    sid = str(account.settings.get("account_sid") or "")
    return f"{api_base(account)}/{VERSION}/Accounts/{sid}" + (f"/{what}" if what else ".json")


def service_url(account: AccountView, service: str) -> str:
    """Return the address of a messaging service, which has a host of its own."""
    stated = account.settings.get("api_base")
    base = stated.rstrip("/") if isinstance(stated, str) and stated else MESSAGING
    return f"{base}/v1/Services/{service}"


def headers_of(account: AccountView) -> dict[str, str]:
    """Return the headers that authenticate a call, with the API key where there is one."""
    key, secret = str(account.settings.get("api_key_sid") or ""), account.secrets.get("api_key_secret", "")
    return _basic(key, secret) if key and secret else token_headers(account)


def token_headers(account: AccountView) -> dict[str, str]:
    """Return the headers of the account itself, which alone may ask how the account does."""
    return _basic(str(account.settings.get("account_sid") or ""), account.secrets.get("auth_token", ""))


def _basic(key: str, secret: str) -> dict[str, str]:
    told = base64.b64encode(f"{key}:{secret}".encode()).decode()
    return {"Authorization": f"Basic {told}", "User-Agent": USER_AGENT}


def headers_for(account: AccountView, url: str) -> Mapping[str, str]:
    """Return the headers for an address that came from outside: what opens the account is shown to its API alone."""
    theirs, ours = urlsplit(url), urlsplit(api_base(account))
    host = theirs.hostname or ""
    is_api = (theirs.scheme, host, theirs.port) == (ours.scheme, ours.hostname, ours.port)
    if is_api or theirs.scheme == "https" and host.startswith("api.") and host.endswith(".twilio.com"):
        return headers_of(account)
    return {"User-Agent": USER_AGENT}
