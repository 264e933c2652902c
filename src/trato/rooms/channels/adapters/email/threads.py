"""Which conversation a mail belongs to: our own tokens, and the root of its thread.

Every mail of ours carries its case and message in its Message-ID, signed with the account's `thread_key`:
`<10482.0199f3….a1b2c3…@tienda.example>`. A reply brings it back in In-Reply-To or References. Precedence, for
whoever looks for the conversation of an inbound mail:

1. `reply_token` "10482.0199f3…" (signed): the conversation of that message, and its case;
2. `reply_token` "10482" (signed, from the reply address `ayuda+10482.a1b2c3…@…`): that case;
3. `thread_key`, the Message-ID of the thread's first mail: the conversation with that key;
4. `reply_token` "#10482" (from the subject, not signed, anybody can write it): that case, only if the author is one
   of its participants;
5. a new conversation, keyed by `thread_key`.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from typing import Final
from uuid import UUID

from trato.rooms.channels.model import AccountView

_OURS: Final = re.compile(r"<(\d{1,12})\.([0-9a-f]{32})\.([0-9a-f]{20})@[^<>\s@]+>")
_SUBJECT: Final = re.compile(r"\[#(\d{1,12})\]")
_ID: Final = re.compile(r"<[^<>\s]{3,900}>")
_KEPT: Final = 50  # references: the first and the last ones


def message_id(account: AccountView, case_number: int, key: UUID) -> str:
    """Return the Message-ID of our message `key`. Raises ValueError when the account has no `thread_key`."""
    domain = account.external_id.rpartition("@")[2] or "localhost"
    return f"<{case_number}.{key.hex}.{_sign(account, f'{case_number}.{key.hex}')}@{domain}>"


def reply_address(account: AccountView, case_number: int) -> str:
    """Return the account's address with a signed token of the case in its plus tag."""
    local, _, domain = account.external_id.rpartition("@")
    return f"{local}+{case_number}.{_sign(account, str(case_number))}@{domain}"


def _sign(account: AccountView, text: str) -> str:
    secret = account.secrets.get("thread_key", "")
    if not secret:
        raise ValueError("the account has no thread_key")
    return hmac.new(secret.encode(), f"{account.id}:{text}".encode(), hashlib.sha256).hexdigest()[:20]


def is_ours(found: str, account: AccountView) -> bool:
    """Say whether we made this Message-ID for this account."""
    return bool(signed_token(found, account))


def signed_token(found: str, account: AccountView) -> str:
    """Return "case.message" of a Message-ID of ours, or "" when it is not, or its signature is wrong."""
    match = _OURS.fullmatch(found.lower())
    if match is None or not account.secrets.get("thread_key"):
        return ""
    text = f"{match[1]}.{match[2]}"
    return text if hmac.compare_digest(_sign(account, text), match[3]) else ""


def reply_token(ids: Sequence[str], recipients: Iterable[str], subject: str, account: AccountView) -> str:
    """Return our token in a mail: from its thread (`ids`, oldest first), its recipients or its subject."""
    for one in reversed(ids):
        if token := signed_token(one, account):
            return token
    for address in recipients:
        if token := _address_token(address, account):
            return token
    claimed = _SUBJECT.search(subject)
    return f"#{claimed[1]}" if claimed else ""


def _address_token(address: str, account: AccountView) -> str:
    local, _, domain = account.external_id.lower().rpartition("@")
    match = re.fullmatch(rf"{re.escape(local)}\+(\d{{1,12}})\.([0-9a-f]{{20}})@{re.escape(domain)}", address.lower())
    if match is None or not account.secrets.get("thread_key"):
        return ""
    return match[1] if hmac.compare_digest(_sign(account, match[1]), match[2]) else ""


def read_ids(value: str) -> tuple[str, ...]:
    """Return the message ids in a header, in order, each once; a bare id gets its brackets."""
    found = _ID.findall(value)
    if not found and "@" in value and " " not in value.strip() and len(value) < 900:
        found = [f"<{value.strip().strip('<>')}>"]
    unique = list(dict.fromkeys(found))
    return tuple(unique if len(unique) <= _KEPT else [unique[0], *unique[1 - _KEPT :]])


def root_of(own: str, in_reply_to: str, references: Sequence[str]) -> str:
    """Return the Message-ID that a thread goes by: its first reference, else what it answers, else its own."""
    return next(iter(references), in_reply_to or own)


_PREFIX: Final = re.compile(
    r"^\s*(?:(?:re|rv|fwd?|fw|enc|tr|wg|aw|sv|res|i|r)\s*(?:\[\d+\])?\s*:|\[#\d{1,12}\])\s*", re.I
)


def bare_subject(subject: str) -> str:
    """Return a subject without reply prefixes and our token."""
    while (shorter := _PREFIX.sub("", subject, count=1)) != subject:
        subject = shorter
    return re.sub(r"\s+", " ", _SUBJECT.sub(" ", subject)).strip()
