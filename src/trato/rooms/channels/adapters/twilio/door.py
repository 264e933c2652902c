"""Who may bring us deliveries: Twilio, by its signature over the address that it called and what it sent.

"Validating requests" in Twilio's documentation: the HMAC-SHA1, with the account's auth token, of the whole URL followed
by each name and value of the form in the order of names; a body that is no form is named by its SHA-256 in the query
(`bodySHA256`). Proxies change host, scheme and port on the way to us, so that the address is also taken as we gave it
to Twilio (`AccountView.hook`), and each with its port and without it, as Twilio's own validators do.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qs, urlsplit, urlunsplit

from trato.rooms.channels.adapters.twilio.reading import pairs_in
from trato.rooms.channels.model import AccountView, Malformed, WebhookRequest

HEADER = "x-twilio-signature"
_PORTS = {"https": 443, "http": 80}


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether Twilio sent `request`. Nothing to compare with is a no."""
    token, given = account.secrets.get("auth_token", ""), request.headers.get(HEADER, "")
    if not token or not given:
        return False
    pairs: Sequence[tuple[str, str]] = ()
    if _is_form(request):
        try:
            pairs = pairs_in(request.body)
        except Malformed:
            return False
    elif not _is_named(request):
        return False
    return any(
        hmac.compare_digest(given.encode(), signature(token, url, pairs).encode())
        for url in _addresses(request, account)
    )


def signature(token: str, url: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Return the signature of a call; of values under one name, each is counted once."""
    signed = url + "".join(f"{name}{value}" for name, value in sorted(set(pairs)))
    return base64.b64encode(hmac.new(token.encode(), signed.encode("utf-8", "replace"), hashlib.sha1).digest()).decode()


def _is_form(request: WebhookRequest) -> bool:
    kind = request.headers.get("content-type", "")
    return not kind or kind.partition(";")[0].strip().lower() == "application/x-www-form-urlencoded"


def _is_named(request: WebhookRequest) -> bool:
    """Say whether the address names the body."""
    named = parse_qs(urlsplit(request.url).query).get("bodySHA256", [""])[0]
    return bool(named) and hmac.compare_digest(
        named.lower().encode(), hashlib.sha256(request.body).hexdigest().encode()
    )


def _addresses(request: WebhookRequest, account: AccountView) -> Iterator[str]:
    """Yield the addresses that Twilio may have called, the query as it came."""
    came = urlsplit(request.url)
    known = [came]
    if account.hook:
        ours = urlsplit(account.hook)
        known.append(ours._replace(query=came.query))
    for one in known:
        host = one.netloc.rpartition("@")[2]
        bare = host if host.endswith("]") or ":" not in host else host.rpartition(":")[0]
        port = host.removeprefix(bare).removeprefix(":") or str(_PORTS.get(one.scheme, ""))
        for netloc in dict.fromkeys((one.netloc, bare, f"{bare}:{port}")):
            yield urlunsplit((one.scheme, netloc, one.path, one.query, ""))
