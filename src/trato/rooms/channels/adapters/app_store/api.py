"""The calls of the App Store Connect API, with a token that we sign (ES256, 15 of at most 20 minutes).

An answer is one resource a review: "If a response already exists, this endpoint updates the response by overwriting
it" (developer.apple.com, POST /v1/customerReviewResponses). So the same call answers anew, and there is no moment
without an answer.
"""

from __future__ import annotations

from urllib.parse import quote, urlencode

from trato.rooms.channels.adapters.app_store.keys import WrongKey, team_key
from trato.rooms.channels.adapters.asked import base_of
from trato.rooms.channels.model import AccountView, HttpRequest, OwnGrant

API = "https://api.appstoreconnect.apple.com"
AUDIENCE = "appstoreconnect-v1"
AGENT = {"User-Agent": "trato/1.0.0", "Accept": "application/json"}


def grant_of(account: AccountView) -> OwnGrant:
    """Return what the token is signed with; a key that cannot be read is refused when the call is made."""
    secrets = account.secrets
    try:
        key = team_key(secrets.get("private_key", ""))
    except WrongKey:
        key = ""
    return OwnGrant(secrets.get("issuer_id", "").strip(), AUDIENCE, key, secrets.get("key_id", "").strip())


def get_app(account: AccountView) -> HttpRequest:
    """Return the call that reads an application's name."""
    return _get(account, f"apps/{quote(account.external_id, safe='')}?{urlencode({'fields[apps]': 'name'})}")


def list_reviews(account: AccountView, most: int) -> HttpRequest:
    """Return the call that reads a page of reviews with their answers, the newest first."""
    asked = urlencode({"sort": "-createdDate", "limit": most, "include": "response"})
    return _get(account, f"apps/{quote(account.external_id, safe='')}/customerReviews?{asked}")


def next_page(account: AccountView, link: str) -> HttpRequest | None:
    """Return the call to the next page; None where there is none, or it leads elsewhere than to the API."""
    if not link.startswith(f"{base_of(account, API)}/v1/"):
        return None
    return HttpRequest("GET", link, AGENT, grant=grant_of(account))


def respond(account: AccountView, review: str, text: str) -> HttpRequest:
    """Return the call that answers a review, in place of any answer before."""
    data = {
        "type": "customerReviewResponses",
        "attributes": {"responseBody": text},
        "relationships": {"review": {"data": {"type": "customerReviews", "id": review}}},
    }
    url = f"{base_of(account, API)}/v1/customerReviewResponses"
    return HttpRequest("POST", url, AGENT, json={"data": data}, grant=grant_of(account))


def _get(account: AccountView, what: str) -> HttpRequest:
    return HttpRequest("GET", f"{base_of(account, API)}/v1/{what}", AGENT, grant=grant_of(account))
