"""Amazon's notifications of bounces, deliveries and complaints: JSON in the body of a mail."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from trato.rooms.channels.adapters.email.reading import Part, normalised
from trato.rooms.channels.adapters.email.reports import Complaint, Report, prose_of
from trato.rooms.channels.model import ReceiptStatus


def _json_body(parts: Sequence[Part]) -> Mapping[str, Any]:
    text = prose_of(parts).lstrip()
    if not text.startswith("{") or "otificationType" not in text[:20_000]:
        return {}
    body, _, _ = text.partition("\n\n--\n")
    found = _decoded(re.sub(r"!?\n ?", "", body))
    return _decoded(found["Message"]) if isinstance(found.get("Message"), str) else found


def _decoded(text: str) -> Mapping[str, Any]:
    try:
        return _dict(msgspec.json.decode(text))
    except msgspec.DecodeError:
        return {}


def _json_target(body: Mapping[str, Any]) -> str:
    sent = _dict(body.get("mail"))
    for header in sent.get("headers") or []:
        if isinstance(header, dict) and str(header.get("name", "")).lower() in ("message-id", "x-trato-id"):
            return str(header.get("value", ""))
    return str(_dict(sent.get("commonHeaders")).get("messageId") or sent.get("messageId") or "")


def _dict(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[Mapping[str, Any]]:
    return [_dict(one) for one in value] if isinstance(value, list) else []


def from_json(parts: Sequence[Part]) -> list[Report]:
    """Read a notification of a bounce or of deliveries; empty when it is none."""
    body = _json_body(parts)
    bounce, target = _dict(body.get("bounce")), _json_target(body)
    temporary = bounce.get("bounceType") == "Transient"
    reports = [
        Report(
            normalised(str(one.get("emailAddress", ""))), ReceiptStatus.FAILED, target, str(one.get("status", "")),
            str(one.get("diagnosticCode", ""))[:500], True, temporary,
        )
        for one in _list(bounce.get("bouncedRecipients"))
    ]  # fmt: skip
    arrived = _dict(body.get("delivery")).get("recipients")
    arrived = arrived if isinstance(arrived, list) else []
    return reports + [Report(normalised(str(one)), ReceiptStatus.DELIVERED, target) for one in arrived]


def json_complaints(parts: Sequence[Part]) -> list[Complaint]:
    """Read a notification of a complaint; empty when it is none."""
    body = _json_body(parts)
    complaint = _dict(body.get("complaint"))
    kind = str(complaint.get("complaintFeedbackType") or "abuse")
    people = _list(complaint.get("complainedRecipients"))
    return [Complaint(normalised(str(one.get("emailAddress", ""))), _json_target(body), kind) for one in people]
