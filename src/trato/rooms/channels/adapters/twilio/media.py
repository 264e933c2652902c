"""Fetching a file that a person sent: Twilio's API sends us on to where it lies, which wants no credentials."""

from __future__ import annotations

from urllib.parse import urljoin

from trato.rooms.channels.adapters.twilio.provider import USER_AGENT, headers_for
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest

_ON = (301, 302, 303, 307, 308)


def next_call(ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
    """Return the next call that fetches the address `ref`, None when `previous` is the file, or it is ours."""
    if not ref.startswith(("https://", "http://")):
        return None
    if previous is None:
        return HttpRequest("GET", ref, headers=headers_for(account, ref))
    there = next((value for name, value in previous.headers.items() if name.lower() == "location"), "")
    if previous.status not in _ON or not there:
        return None
    address = urljoin(ref, there)
    return HttpRequest("GET", address, headers={"User-Agent": USER_AGENT}) if address != ref else None
