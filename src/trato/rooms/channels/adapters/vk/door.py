"""Who may bring events: whoever knows the secret key of the callback server, which stands in each body.

VK signs nothing; so the account is safe only as long as bodies travel by https alone. The check of our address (type
`confirmation`) brings no secret where the server has none yet: what is answered to it anybody may know.
"""

from __future__ import annotations

import hmac

from trato.rooms.channels.adapters.reading import JsonMap, decode, text_in
from trato.rooms.channels.model import AccountView, Handshake, Malformed, WebhookRequest

CHECK = "confirmation"


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether VK sent `request`. Nothing to compare with is a no."""
    return _is_ours(_body(request), account)


def answer_check(request: WebhookRequest, account: AccountView) -> Handshake | None:
    """Answer the check of our address with the account's string; None where it is no check, or of another community."""
    if CHECK.encode() not in request.body:
        return None
    body, told = _body(request), account.settings.get("confirmation")
    if text_in(body, "type") != CHECK or text_in(body, "group_id") != account.external_id:
        return None
    if not isinstance(told, str) or not told or ("secret" in body and not _is_ours(body, account)):
        return None
    return Handshake(200, told)


def _is_ours(body: JsonMap, account: AccountView) -> bool:
    expected, given = account.secrets.get("secret", ""), body.get("secret")
    return bool(expected) and isinstance(given, str) and hmac.compare_digest(given.encode(), expected.encode())


def _body(request: WebhookRequest) -> JsonMap:
    try:
        return decode(request.body)
    except Malformed:
        return {}
