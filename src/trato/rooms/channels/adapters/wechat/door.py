"""Who may bring us messages: whoever knows the account's Token, and where one is set, its EncodingAESKey.

In plain text WeChat signs a moment and a number, and nothing of the body; what is sealed is signed whole, and opens by
the key alone. So an account that has a key takes in nothing that is not sealed.
"""

from __future__ import annotations

import hashlib
import hmac

from trato.rooms.channels.adapters.reading import text_in
from trato.rooms.channels.adapters.wechat.sealing import NotSealed, key_of, opened
from trato.rooms.channels.adapters.wechat.xml import decode
from trato.rooms.channels.model import AccountView, Handshake, Malformed, WebhookRequest


def signature(*parts: str) -> str:
    """Return WeChat's signature: of a token, a moment and a number, and of what is sealed."""
    return hashlib.sha1("".join(sorted(parts)).encode()).hexdigest()  # noqa: S324 (as WeChat does it)


def is_authentic(request: WebhookRequest, account: AccountView) -> bool:
    """Say whether WeChat sent `request`. Nothing to compare with is a no."""
    if not account.secrets.get("aes_key"):
        return _is_signed(request, account, "signature")
    try:
        sealed = text_in(decode(request.body), "Encrypt")
        return _is_signed(request, account, "msg_signature", sealed) and bool(message_in(sealed, account))
    except (Malformed, NotSealed):
        return False


def answer_check(request: WebhookRequest, account: AccountView) -> Handshake | None:
    """Answer the check of our address with what it brought; None where it is no check, or not WeChat's.

    Sister products seal what is to be answered; then it is signed with it.
    """
    told = request.query.get("echostr", "")
    if request.method != "GET" or not told:
        return None
    if _is_signed(request, account, "signature"):
        return Handshake(200, told)
    if not account.secrets.get("aes_key") or not _is_signed(request, account, "msg_signature", told):
        return None
    try:
        return Handshake(200, message_in(told, account).decode("utf-8", "replace"))
    except NotSealed:
        return None


def message_in(sealed: str, account: AccountView) -> bytes:
    """Return the message within what is sealed for the account. Raises `NotSealed`."""
    return opened(sealed, key_of(account.secrets.get("aes_key", "")), account.external_id)


def _is_signed(request: WebhookRequest, account: AccountView, name: str, *more: str) -> bool:
    token, given = account.secrets.get("token", ""), request.query.get(name, "")
    moment, number = request.query.get("timestamp", ""), request.query.get("nonce", "")
    if not token or not given or not moment or (more and not all(more)):
        return False
    try:
        expected = signature(token, moment, number, *more)
    except UnicodeEncodeError:
        return False
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode())
