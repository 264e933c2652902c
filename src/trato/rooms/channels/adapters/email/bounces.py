"""Mails by which servers tell what became of ours: bounces, delays, deliveries, read notices, complaints.

RFC 3464 reports first; then what Exim, qmail, Gmail, Yahoo, Domino, Zoho, MDaemon, Exchange, Office 365, old Postfix
and sendmail write in prose; Amazon's notifications in JSON; RFC 3798 read notices; RFC 5965 complaints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from trato.kit.text import clean
from trato.rooms.channels.adapters.email import threads
from trato.rooms.channels.adapters.email.amazon import from_json, json_complaints
from trato.rooms.channels.adapters.email.prose import from_prose, is_bounce
from trato.rooms.channels.adapters.email.reading import Mail, Part, normalised, read_addresses
from trato.rooms.channels.adapters.email.reports import (
    TEXT_LIMIT,
    Complaint,
    Report,
    basic,
    enhanced,
    may_pass,
    raw_body,
    read_fields,
)
from trato.rooms.channels.model import AccountView, ReceiptStatus


def read_reports(mail: Mail, account: AccountView) -> list[Report]:
    """Return what `mail` reports of mails of ours; empty when it is no report."""
    parts = mail.parts
    target = _target(mail, parts, account)
    if notice := _read_notice(parts, target):
        return [notice]
    if reports := _from_blocks(_status_text(parts), target):
        return reports
    if reports := from_json(parts):
        return reports
    return from_prose(mail, parts, target) if is_bounce(mail, parts) else []


def read_complaints(mail: Mail, account: AccountView) -> list[Complaint]:
    """Return the complaints in `mail`; empty when it is none."""
    parts = mail.parts
    report = next((part for part in parts if part.mime == "message/feedback-report"), None)
    if report is None:
        return json_complaints(parts)
    fields = read_fields(clean(report.content.decode("utf-8", "replace")))
    kind = fields.get("feedback-type", "abuse").lower()
    if kind == "not-spam":
        return []
    given = [fields.get(name, "") for name in ("removal-recipient", "original-rcpt-to")]
    recipients = [address for _, address in read_addresses(given)] or [
        a for _, a in read_addresses([_returned(parts, "to")])
    ]
    target = _target(mail, parts, account)
    return [Complaint(normalised(address), target, kind) for address in recipients[:20]] or [
        Complaint("", target, kind)
    ]


# ---- RFC 3464 and RFC 3798 -----------------------------------------------------------------------

_ACTIONS: Final = {"failed": (ReceiptStatus.FAILED, True), "failure": (ReceiptStatus.FAILED, True),
                   "delayed": (ReceiptStatus.FAILED, False), "delivered": (ReceiptStatus.DELIVERED, True),
                   "relayed": (ReceiptStatus.SENT, True), "expanded": (ReceiptStatus.SENT, True)}  # fmt: skip


def _status_text(parts: Sequence[Part]) -> str:
    """Return the delivery status fields, also of servers that put them into a part of another type."""
    typed = [part for part in parts if part.mime == "message/delivery-status"]
    if typed:
        return "\n\n".join(_plain(part) for part in typed)
    loose = [_plain(part) for part in parts if part.mime.startswith(("text/plain", "message/delivery"))]
    loose.append(raw_body(parts))
    return next((text for text in loose if re.search(r"^Final-Recipient:", text, re.M | re.I)), "")


def _plain(part: Part) -> str:
    text = clean(part.content[:TEXT_LIMIT].decode("utf-8", "replace")) if part.mime != "text/html" else ""
    return text or part.text[:TEXT_LIMIT]


def _from_blocks(text: str, target: str) -> list[Report]:
    reports = []
    for block in re.split(r"\n\s*\n", text)[:200]:
        fields = read_fields(block)
        recipient = fields.get("original-recipient") or fields.get("final-recipient") or ""
        if not recipient and "action" not in fields:
            continue
        if "final-recipient" in fields and not _address_in(recipient):
            recipient = fields["final-recipient"]
        reports.append(_from_fields(fields, _address_in(recipient), target))
    return reports


def _address_in(field: str) -> str:
    found = read_addresses([field.partition(";")[2] or field])
    return normalised(found[0][1]) if found else ""


def _from_fields(fields: Mapping[str, str], recipient: str, target: str) -> Report:
    action = next(iter(fields.get("action", "").lower().split()), "failed")
    status, final = _ACTIONS.get(action, (ReceiptStatus.FAILED, True))
    diagnostic = fields.get("diagnostic-code", "").partition(";")[2].strip() or fields.get("diagnostic-code", "")
    code = enhanced(fields.get("status", "")) or ""
    if code in ("", "5.0.0", "4.0.0"):
        code = enhanced(diagnostic) or code or basic(diagnostic) or basic(fields.get("status", ""))
    reason = (diagnostic or fields.get("status", ""))[:500]
    return Report(
        recipient, status, target, code, reason, final, status is ReceiptStatus.FAILED and may_pass(code, final)
    )


def _read_notice(parts: Sequence[Part], target: str) -> Report | None:
    """Read a notice of disposition (RFC 3798): displayed is read; deleted unseen tells nothing."""
    part = next((part for part in parts if part.mime == "message/disposition-notification"), None)
    if part is None:
        return None
    fields = read_fields(_plain(part))
    ids = threads.read_ids(fields.get("original-message-id", "")) or ((target,) if target else ())
    shown = "displayed" in fields.get("disposition", "").lower()
    status = ReceiptStatus.READ if shown else ReceiptStatus.DELIVERED
    return Report(_address_in(fields.get("final-recipient", "")), status, next(iter(ids), ""))


# ---- what was ours -------------------------------------------------------------------------------


def _target(mail: Mail, parts: Sequence[Part], account: AccountView) -> str:
    """Return the Message-ID of the mail that a report is about; one that we signed wins."""
    ids = list(threads.read_ids(_returned(parts, "x-trato-id") + " " + _returned(parts, "message-id")))
    for text in [part.text[:TEXT_LIMIT] for part in parts if part.mime.startswith("text/")] + [raw_body(parts)]:
        ids += _NAMED_ID.findall(text)
    ids += list(threads.read_ids(mail.header("in-reply-to") + " " + mail.header("references")))
    own = mail.header("message-id")
    ids = [one for one in ids if one != own]
    return next((one for one in ids if threads.is_ours(one, account)), ids[0] if ids else "")


_NAMED_ID: Final = re.compile(r"^[ \t>]*(?:x-trato-id|message-id):\s*(<[^<>\s]+>)", re.M | re.I)


def _returned(parts: Sequence[Part], header: str) -> str:
    """Return a header of the mail that came back with the report."""
    for part in parts:
        if part.mime in ("message/rfc822", "text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers"):
            text = part.content[:TEXT_LIMIT].decode("utf-8", "replace").replace("\r\n", "\n").lstrip("\n")
            if value := read_fields(text.partition("\n\n")[0]).get(header):
                return value if "<" in value or header != "message-id" else f"<{value}>"
    return ""
