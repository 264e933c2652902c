"""The calls of the Google Play Developer API, v3: `reviews.list` and `reviews.reply`, as the service account."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from trato.rooms.channels.adapters.asked import base_of
from trato.rooms.channels.adapters.google.keys import TOKEN_URL, WrongKey, service_key
from trato.rooms.channels.model import AccountView, Grant, HttpRequest, KeyGrant

API = "https://androidpublisher.googleapis.com"
SCOPE = "https://www.googleapis.com/auth/androidpublisher"
AGENT = {"User-Agent": "trato/1.0.0", "Accept": "application/json"}


def grant_of(account: AccountView) -> Grant:
    """Return what the token is had with; a key that cannot be read is refused when the call is made."""
    try:
        key = service_key(account.secrets.get("service_account", ""))
    except WrongKey:
        return KeyGrant(TOKEN_URL, "", TOKEN_URL, SCOPE, "")
    url = f"{base_of(account, '')}/token" if account.settings.get("api_base") else TOKEN_URL
    return KeyGrant(url, key.email, TOKEN_URL, SCOPE, key.key, key.key_id)


def list_reviews(account: AccountView, most: int, page: str = "") -> HttpRequest:
    """Return the call that reads a page of reviews, those changed last first."""
    asked = urlencode({"maxResults": most, **({"token": page} if page else {})})
    return HttpRequest("GET", f"{_reviews(account)}?{asked}", AGENT, grant=grant_of(account))


def reply(account: AccountView, review: str, text: str) -> HttpRequest:
    """Return the call that answers a review, in place of any answer before. The id of an answer is its moment."""
    url = f"{_reviews(account)}/{quote(review, safe='')}:reply"
    return HttpRequest("POST", url, AGENT, json={"replyText": text}, grant=grant_of(account), below=review)


def _reviews(account: AccountView) -> str:
    package = quote(account.external_id, safe="")
    return f"{base_of(account, API)}/androidpublisher/v3/applications/{package}/reviews"
