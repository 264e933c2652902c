"""Which pages may speak to the door, and what a browser must be told so that they can."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from trato.rooms.channels.model import AccountView
from trato.rooms.channels.webchat.errors import OriginRefused


def allowed(account: AccountView, origin: str) -> bool:
    """Say whether `origin` is on the account's list: `https://pirca.pe`, or `https://*.pirca.pe` for any under it."""
    return any(_matches(str(one), origin) for one in account.settings.get("origins", ()))


def check(account: AccountView, origin: str, required: bool) -> None:
    """Refuse a page that is not on the list. Browsers leave the header out of plain GETs to their own site."""
    if not origin and not required:
        return
    if not allowed(account, origin):
        raise OriginRefused(origin=origin[:200])


def answer_headers(origin: str) -> Mapping[str, str]:
    """Return the CORS headers for a page that was let in; no cookie is ever involved."""
    headers = {"Vary": "Origin", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    if origin:
        headers["Access-Control-Allow-Origin"] = origin
        headers["Access-Control-Expose-Headers"] = "Retry-After"
    return headers


def preflight_headers(origin: str) -> Mapping[str, str]:
    """Return what a browser asks before it lets a page post to us."""
    return {
        **answer_headers(origin),
        "Access-Control-Allow-Methods": "GET, POST",
        "Access-Control-Allow-Headers": "authorization, content-type",
        "Access-Control-Max-Age": "7200",
    }


def _matches(pattern: str, origin: str) -> bool:
    if "*" not in pattern:
        return pattern.rstrip("/").lower() == origin.lower()
    wanted, given = urlsplit(pattern.replace("*.", "", 1).lower()), urlsplit(origin.lower())
    same = (wanted.scheme, wanted.port) == (given.scheme, given.port)
    return same and bool(wanted.hostname) and (given.hostname or "").endswith(f".{wanted.hostname}")
