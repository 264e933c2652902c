"""What Twilio says of an account and a number of it: asked of the REST API (twilio.com/docs).

The account itself; `IncomingPhoneNumbers` by number, or `SMS/ShortCodes`.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any
from urllib.parse import urlencode, urlsplit

import msgspec

from trato.rooms.channels.adapters.twilio import faults
from trato.rooms.channels.adapters.twilio.provider import account_url, headers_of, token_headers
from trato.rooms.channels.connecting import Finding, Probe, good
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, ProviderAnswer

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
Steps = Generator[Probe | Finding, ProviderAnswer | None, None]
Found = Generator[Probe | Finding, ProviderAnswer | None, dict[str, Any] | None]


def find_number(account: AccountView) -> Found:
    """Look at account, key and number; return what Twilio has of the number, None where something is broken."""
    found = body_of(answer := (yield HttpRequest("GET", account_url(account), token_headers(account))))
    if found is None:
        yield faults.of_silence("account", faults.ACCOUNT)
        return None
    if status_of(answer) >= 400:
        yield faults.of_account()
        return None
    if found.get("status") != "active":
        yield faults.of_rest(str(found.get("status") or "?"))
        return None
    yield good("account", faults.ACCOUNT)
    wanted = account.external_id
    long = wanted.startswith("+")
    what = "IncomingPhoneNumbers.json" if long else "SMS/ShortCodes.json"
    query = urlencode({"PhoneNumber" if long else "ShortCode": wanted})
    listed = body_of(answer := (yield HttpRequest("GET", f"{account_url(account, what)}?{query}", headers_of(account))))
    if listed is None:
        yield faults.of_silence("number", faults.NUMBER)
        return None
    if status_of(answer) >= 400:
        yield faults.of_key()
        return None
    numbers = listed.get("incoming_phone_numbers" if long else "short_codes")
    number = next((one for one in numbers or () if _named(one) == wanted), None)
    if number is None:
        yield faults.of_number(wanted)
    return number


def can(number: dict[str, Any], gift: str) -> bool:
    """Say whether a number has a gift: sms, mms or voice."""
    gifts = number.get("capabilities") if isinstance(number.get("capabilities"), dict) else {}
    return bool(gifts.get(gift, gifts.get(gift.upper()))) if gifts else False


def same_address(told: str, ours: str) -> bool:
    """Say whether two addresses are one; this machine's names are one too."""
    one, other = urlsplit(told), urlsplit(ours)
    same_host = one.hostname == other.hostname or {one.hostname, other.hostname} <= LOOPBACK
    return same_host and (one.scheme, one.port, one.path) == (other.scheme, other.port, other.path)


def status_of(answer: ProviderAnswer | None) -> int:
    """Return the status of an answer, one of a broken provider where there is none."""
    return answer.status if isinstance(answer, HttpAnswer) else 599


def body_of(answer: ProviderAnswer | None) -> dict[str, Any] | None:
    """Return the JSON object of an answer; None where there is none."""
    if not isinstance(answer, HttpAnswer) or answer.status >= 500:
        return None
    try:
        body = msgspec.json.decode(answer.body or b"{}")
    except msgspec.DecodeError:
        return {} if answer.status >= 400 else None
    return body if isinstance(body, dict) else None


def _named(number: Any) -> str:
    return str(number.get("phone_number") or number.get("short_code") or "") if isinstance(number, dict) else ""
