"""What servers report, in our words, and how their numbers and texts are read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from trato.kit.text import clean, html_to_text
from trato.rooms.channels.adapters.email.reading import BROKEN, Part
from trato.rooms.channels.model import ReceiptStatus

TEXT_LIMIT: Final = 60_000  # characters of a report that are looked at


@dataclass(frozen=True, slots=True)
class Report:
    """What one server says of one recipient of a mail of ours.

    `target` is our mail's Message-ID, "" when the report does not tell. `final`: no server is trying any more.
    `temporary`: the cause may pass (a full mailbox, a server that is down), so writing again later may work.
    """

    recipient: str
    status: ReceiptStatus
    target: str = ""
    code: str = ""
    reason: str = ""
    final: bool = True
    temporary: bool = False


@dataclass(frozen=True, slots=True)
class Complaint:
    """A recipient who called a mail of ours spam, or wants no more. `recipient` is "" when it was redacted."""

    recipient: str
    target: str
    kind: str


def read_fields(text: str) -> dict[str, str]:
    """Return the fields of a block of headers, names in lower case, unfolded."""
    unfolded = re.sub(r"\n[ \t]+", " ", text)
    return {name.lower(): value.strip() for name, value in re.findall(r"^([\w-]{2,40}):[ \t]*(.*)$", unfolded, re.M)}


def may_pass(code: str, final: bool) -> bool:
    """Say whether the cause of a failure may pass by itself."""
    return not final or code.startswith("4") or code in ("5.2.2",)


def enhanced(text: str) -> str:
    """Return the first enhanced status code (RFC 3463) in `text`, or ""."""
    found = re.search(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.]*\d)", text)
    return found[1] if found else ""


def basic(text: str) -> str:
    """Return the first three-digit reply code of a failure in `text`, or ""."""
    found = re.search(r"(?<![\d.#-])([45]\d\d)(?=[ \-#,:]|$)", text)
    return found[1] if found else ""


def prose_of(parts: Sequence[Part]) -> str:
    """Return what a report says in words."""
    plain = next((part.text for part in parts if part.mime == "text/plain" and part.text.strip()), "")
    if plain:
        return plain[:TEXT_LIMIT]
    html = next((part.text for part in parts if part.mime == "text/html"), "")
    return html_to_text(html)[:TEXT_LIMIT] if html else raw_body(parts)


def raw_body(parts: Sequence[Part]) -> str:
    """Return the text of a multipart mail whose parts could not be told apart."""
    try:
        payload = parts[0].message.get_payload()
    except BROKEN:
        return ""
    whole = payload if isinstance(payload, str) else (parts[0].message.preamble or "") if len(parts) == 1 else ""
    return clean(str(whole)[:TEXT_LIMIT]) if parts[0].mime.startswith("multipart/") else ""
