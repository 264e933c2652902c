"""What a mail of ours must be: RFC 5322 and 2045, and our own promises, stricter than servers are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime
from typing import Final

from trato.rooms.channels.adapters.email.reading import normalised
from trato.rooms.channels.adapters.email.threads import read_ids

LINE_LIMIT: Final = 998
_ONCE: Final = ("From", "To", "Cc", "Date", "Subject", "Message-ID", "In-Reply-To", "References", "MIME-Version",
                "Content-Type", "Reply-To", "Auto-Submitted", "X-Loop", "X-Trato-Id", "List-Unsubscribe")  # fmt: skip
_KNOWN: Final = {name.lower() for name in _ONCE} | {"x-auto-response-suppress", "content-transfer-encoding"}
_NEEDED: Final = ("From", "To", "Date", "Subject", "Message-ID", "MIME-Version", "X-Loop")
_OWN_ID: Final = re.compile(r"<\d{1,12}\.[0-9a-f]{32}\.[0-9a-f]{20}@([a-z0-9.-]+)>")
_FIELD: Final = re.compile(rb"^[!-9;-~]+: ?\S|^[ \t]+\S|^[!-9;-~]+: *$")
_HOSTILE: Final = re.compile(r"<\s*(?:script|form|iframe|object|embed|style)\b|\son\w+\s*=|javascript:", re.I)


def find_faults(raw: bytes, sender: str, recipients: Sequence[str], now: datetime, known: set[str]) -> list[str]:
    """Return what is wrong with a mail that the account `sender` submits, in words; empty when nothing is.

    `known` are the Message-IDs that went through the post office: what a reply claims to answer must be one.
    """
    mail = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)
    if not isinstance(mail, EmailMessage):
        return ["it is no mail"]
    found: list[str] = []
    found += _lines(raw)
    found += _headers(mail)
    found += _people(mail, sender, recipients)
    found += _date(mail, now)
    found += _identity(mail, sender)
    found += _threading(mail, known)
    found += _parts(mail)
    return found


def _lines(raw: bytes) -> Iterator[str]:
    if re.search(rb"(?<!\r)\n|\r(?!\n)", raw):
        yield "line ends that are not CRLF"
    if any(len(line) > LINE_LIMIT for line in raw.split(b"\r\n")):
        yield f"a line of more than {LINE_LIMIT} characters"
    if not raw.isascii():
        yield "bytes outside ASCII"
    head = raw.split(b"\r\n\r\n", 1)[0]
    if not all(_FIELD.match(line) for line in head.split(b"\r\n")):
        yield "a header line that is no header"


def _headers(mail: EmailMessage) -> Iterator[str]:
    for name in _NEEDED:
        if not mail.get(name, "").strip() and name != "Subject" or name not in mail:
            yield f"no {name}"
    for name in _ONCE:
        if len(mail.get_all(name, [])) > 1:
            yield f"more than one {name}"
    yield from (f"a header we do not send: {name}" for name in mail if name.lower() not in _KNOWN)
    if mail.get("Auto-Submitted", "auto-replied") not in ("auto-replied", "auto-generated"):
        yield "an unknown Auto-Submitted"


def _people(mail: EmailMessage, sender: str, recipients: Sequence[str]) -> Iterator[str]:
    authors = [address for _, address in getaddresses(mail.get_all("From", []))]
    if len(authors) != 1 or normalised(authors[0]) != normalised(sender):
        yield "From is not the account, alone"
    if normalised(mail.get("X-Loop", "")) != normalised(sender):
        yield "X-Loop is not the account"
    named = {normalised(a) for _, a in getaddresses([*mail.get_all("To", []), *mail.get_all("Cc", [])])}
    if missing := [one for one in recipients if normalised(one) not in named]:
        yield f"hidden recipients: {missing}"
    if not recipients:
        yield "no recipients"


def _date(mail: EmailMessage, now: datetime) -> Iterator[str]:
    try:
        at = parsedate_to_datetime(mail.get("Date", ""))
    except (ValueError, TypeError):
        yield "a Date that cannot be read"
        return
    if at.tzinfo is None or abs(at - now) > timedelta(hours=1):
        yield "a Date that is not now"


def _identity(mail: EmailMessage, sender: str) -> Iterator[str]:
    own = _OWN_ID.fullmatch(mail.get("Message-ID", "").strip())
    if own is None:
        yield "a Message-ID that is not ours"
    elif own[1] != sender.rpartition("@")[2].lower():
        yield "a Message-ID of another domain"


def _threading(mail: EmailMessage, known: set[str]) -> Iterator[str]:
    answered = read_ids(mail.get("In-Reply-To", ""))
    references = read_ids(mail.get("References", ""))
    if re.match(r"\s*re:", mail.get("Subject", ""), re.I) and not answered:
        yield "a reply that answers nothing"
    if not answered:
        return
    if len(answered) > 1 or not references or references[-1] != answered[0]:
        yield "References that do not end with In-Reply-To"
    if answered[0] not in known:
        yield f"an answer to a mail that nobody sent: {answered[0]}"


def _parts(mail: EmailMessage) -> Iterator[str]:
    if mail.get("MIME-Version") != "1.0":
        yield "MIME-Version is not 1.0"
    kinds = []
    for part in mail.walk():
        yield from (f"malformed MIME: {type(defect).__name__}" for defect in part.defects)
        if part.is_multipart():
            continue
        kinds.append(part.get_content_type())
        if part.get("Content-Transfer-Encoding", "7bit").lower() not in ("7bit", "quoted-printable", "base64"):
            yield "an unknown transfer encoding"
        if part.get_content_maintype() == "text" and not part.get_content_disposition():
            yield from _text(part)
    if "text/plain" not in kinds:
        yield "no plain text"


def _text(part: EmailMessage) -> Iterator[str]:
    try:
        text = str(part.get_content())
    except (LookupError, UnicodeError):
        yield "a text in an unknown charset"
        return
    if part.get_content_type() == "text/html" and _HOSTILE.search(text):
        yield "HTML with what no mail may hold"
    if part.get_content_charset() is None:
        yield "a text without charset"
