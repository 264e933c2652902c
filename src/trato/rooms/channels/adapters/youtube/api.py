"""The calls of the YouTube Data API, v3, and what each costs of a day's units (developers.google.com/youtube)."""

from __future__ import annotations

from urllib.parse import urlencode

from trato.rooms.channels.adapters.asked import base_of
from trato.rooms.channels.adapters.google.keys import TOKEN_URL
from trato.rooms.channels.model import AccountView, HttpRequest, RefreshGrant

API = "https://youtube.googleapis.com"
READS, WRITES = 1, 50
AGENT = {"User-Agent": "trato/1.0.0", "Accept": "application/json"}
Query = dict[str, str | int]


def grant_of(account: AccountView) -> RefreshGrant:
    """Return what the token is had with: the consent of who runs the channel."""
    secrets = {name: account.secrets.get(name, "").strip() for name in ("client_id", "client_secret", "refresh_token")}
    url = f"{base_of(account, '')}/token" if account.settings.get("api_base") else TOKEN_URL
    return RefreshGrant(url, **secrets)


def my_channel(account: AccountView) -> HttpRequest:
    """Return the call that reads whose token it is."""
    return _read(account, "channels", {"part": "snippet", "mine": "true"})


def list_threads(account: AccountView, most: int, page: str = "") -> HttpRequest:
    """Return the call that reads a page of comments with their first answers, of all videos, the newest first."""
    asked: Query = {
        "part": "snippet,replies", "allThreadsRelatedToChannelId": account.external_id, "order": "time",
        "maxResults": most, "textFormat": "plainText",
    }  # fmt: skip
    return _read(account, "commentThreads", {**asked, **({"pageToken": page} if page else {})})


def list_answers(account: AccountView, thread: str, most: int, page: str = "") -> HttpRequest:
    """Return the call that reads a page of what was answered below a comment."""
    asked: Query = {"part": "snippet", "parentId": thread, "maxResults": most, "textFormat": "plainText"}
    return _read(account, "comments", {**asked, **({"pageToken": page} if page else {})})


def answer(account: AccountView, thread: str, text: str) -> HttpRequest:
    """Return the call that answers below a comment."""
    told = {"snippet": {"parentId": thread, "textOriginal": text}}
    return _write(account, "POST", "comments", {"part": "snippet"}, told)


def set_status(account: AccountView, comment: str, status: str) -> HttpRequest:
    """Return the call that holds a comment back, rejects it or lets it be read."""
    return _write(account, "POST", "comments/setModerationStatus", {"id": comment, "moderationStatus": status})


def delete(account: AccountView, comment: str) -> HttpRequest:
    """Return the call that deletes a comment of ours."""
    return _write(account, "DELETE", "comments", {"id": comment})


def _read(account: AccountView, what: str, asked: Query) -> HttpRequest:
    return HttpRequest("GET", _url(account, what, asked), AGENT, grant=grant_of(account), units=READS)


def _write(account: AccountView, method: str, what: str, asked: Query, told: object = None) -> HttpRequest:
    url = _url(account, what, asked)
    return HttpRequest(method, url, AGENT, json=told, grant=grant_of(account), units=WRITES)


def _url(account: AccountView, what: str, asked: Query) -> str:
    return f"{base_of(account, API)}/youtube/v3/{what}?{urlencode(asked)}"
