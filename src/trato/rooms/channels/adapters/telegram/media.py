"""Fetching a file that a person sent: ask for its path, then fetch it; up to 20 MB, for an hour."""

from __future__ import annotations

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.reading import map_in, text_in
from trato.rooms.channels.adapters.telegram.api import call, file_call
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest


def next_call(ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the next call that fetches `ref` (a file_id), None when `previous` is the file."""
    if previous is None:
        return call(account, "getFile", {"file_id": ref})
    path = _path_in(previous)
    return file_call(account, path) if path else None


def _path_in(answer: HttpAnswer) -> str:
    """Return the path in getFile's answer, "" when the answer is a file (which may well be JSON)."""
    if "json" not in answer.headers.get("content-type", ""):
        return ""
    body = body_of(answer)
    return text_in(map_in(body, "result"), "file_path") if body.get("ok") is True else ""
