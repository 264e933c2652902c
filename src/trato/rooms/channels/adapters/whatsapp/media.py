"""Fetching a file that a person sent: ask where it lies, then fetch it; addresses live five minutes."""

from __future__ import annotations

from trato.rooms.channels.adapters.reading import JsonMap, decode, text_in
from trato.rooms.channels.adapters.whatsapp.provider import download_url, headers_for, headers_of, lookup_url
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, Malformed


def next_call(ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the next call that fetches `ref` (a media id, or a URL), None when `previous` is the end of it."""
    if ref.startswith(("https://", "http://")):
        return _download(ref, account) if previous is None else None
    if previous is None:
        return HttpRequest("GET", lookup_url(account, ref), headers=headers_of(account))
    found = _looked_up(previous, ref)
    return _download(found, account) if found else None


def _download(url: str, account: AccountView) -> HttpRequest:
    address = download_url(account, url)
    return HttpRequest("GET", address, headers=headers_for(account, address))


def _looked_up(answer: HttpAnswer, ref: str) -> str:
    """Return the address in a look-up's answer, "" when the answer is a file (which may well be JSON)."""
    kind = next((value for name, value in answer.headers.items() if name.lower() == "content-type"), "")
    if answer.status != 200 or "json" not in kind:
        return ""
    try:
        body: JsonMap = decode(answer.body)
    except Malformed:
        return ""
    is_answer = text_in(body, "messaging_product") == "whatsapp" and text_in(body, "id") == ref
    return text_in(body, "url") if is_answer else ""
