"""Fetching what people sent: by its id for three days; a video is told to lie elsewhere, a refusal comes as JSON."""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.adapters.wechat.api import get
from trato.rooms.channels.adapters.wechat.classify import errcode_in, is_for_now
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, NoFile

CONTENT = "content:"


def next_call(ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the next call that fetches `ref`, None when `previous` is the file. Raises `NoFile`."""
    if previous is not None:
        return _after(previous)
    if ref.startswith(CONTENT):
        return get(account, "/cgi-bin/media/get", media_id=ref.removeprefix(CONTENT))
    return HttpRequest("GET", ref, outside=True) if ref.startswith(("https://", "http://")) else None


def _after(previous: HttpAnswer) -> HttpRequest | None:
    """Read an answer: no file that people can send is JSON."""
    if not any(word in previous.headers.get("content-type", "") for word in ("json", "text/plain")):
        return None
    if code := errcode_in(previous):
        raise NoFile(f"wechat_{code}", final=not is_for_now(code))
    url = text_in(body_of(previous), "video_url")
    return HttpRequest("GET", url) if url.startswith(("https://", "http://")) else None
