"""What a mail server's answer means (RFC 5321, RFC 3463)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Final

from trato.rooms.channels.model import (
    Accepted,
    MailAnswer,
    NotAccepted,
    ProviderAnswer,
    Rejected,
    RejectReason,
    SendOutcome,
    TransportFailure,
    Unknown,
)

_SOON: Final = timedelta(seconds=60)
_LATER: Final = timedelta(minutes=5)


def classify(answer: ProviderAnswer) -> SendOutcome:
    """Sort the answer to one submission.

    4xx was surely not taken; 5xx never will be; credentials that fail, or an address that is not ours to send from,
    break the account; a connection lost after DATA may have left the mail with the server. The text of an accepted
    answer begins with the Message-ID, which is the provider's id of a mail. Raises TypeError for answers of another
    transport.
    """
    match answer:
        case TransportFailure(error=error, sent=sent):
            return Unknown(error) if sent else NotAccepted(error, _SOON)
        case MailAnswer(code=code) if 200 <= code < 300:
            return Accepted(_message_id(answer.text))
        case MailAnswer():
            return _refused(answer)
        case _:
            raise TypeError(f"not an answer of a mail server: {answer!r}")


def _refused(answer: MailAnswer) -> SendOutcome:
    code, wide = str(answer.code), answer.stage in ("connect", "auth")
    if answer.code < 500:
        return NotAccepted(code, _LATER if wide else _SOON, pauses_account=wide or answer.code == 421)
    if answer.stage == "auth" or answer.code in (530, 534, 535, 538) or _is_sender_refused(answer):
        return Rejected(RejectReason.AUTH, code, answer.text)
    if answer.stage == "connect":
        return NotAccepted(code, _LATER, pauses_account=True)
    return Rejected(RejectReason.PERMANENT, _enhanced(answer.text) or code, answer.text)


def _is_sender_refused(answer: MailAnswer) -> bool:
    """Size and syntax aside, a refusal at MAIL FROM is about the account, not about this mail."""
    return answer.stage == "mail" and answer.code not in (501, 552, 555)


def _enhanced(text: str) -> str:
    found = re.match(r"\s*(5\.\d{1,3}\.\d{1,3})\b", text)
    return found[1] if found else ""


def _message_id(text: str) -> str:
    return text.split(" ", 1)[0] if text.startswith("<") else ""
