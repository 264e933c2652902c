"""What Twilio takes of a message, closed and with every limit: our own reading of its documentation.

The published description leaves forms open and limits out; tests hold this and that together.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from trato.rooms.channels.simulators.sms.world import Line

Form = Mapping[str, Sequence[str]]

TO = re.compile(r"\+[1-9]\d{6,14}|\d{3,8}")
SENDER = re.compile(r"\+[1-9]\d{6,14}|\d{3,8}|(?=.*[A-Za-z])[A-Za-z0-9 +_&-]{1,11}")
SERVICE = re.compile(r"MG[0-9a-fA-F]{32}")
CONTENT = re.compile(r"HX[0-9a-fA-F]{32}")
LONGEST = 1600
MOST_FILES = 10
MANY = frozenset({"MediaUrl", "PersistentAction"})
BOOLEANS = frozenset({"ProvideFeedback", "ForceDelivery", "SmartEncoded", "ShortenUrls", "SendAsMms"})
CHOICES = {
    "ContentRetention": {"retain", "discard"},
    "AddressRetention": {"retain", "obfuscate"},
    "RiskCheck": {"enable", "disable"},
    "ScheduleType": {"fixed"},
    "TrafficType": {"free"},
}
NUMBERS = {"ValidityPeriod": (1, 36_000), "Attempt": (1, 20)}
OTHERS = frozenset(
    {
        "To", "From", "FallbackFrom", "MessagingServiceSid", "Body", "ContentSid", "ContentVariables", "StatusCallback",
        "ApplicationSid", "MaxPrice", "SendAt", "Tags",
    }
)  # fmt: skip
KNOWN = OTHERS | MANY | BOOLEANS | set(CHOICES) | set(NUMBERS)


@dataclass(frozen=True)
class Refused(Exception):
    """A request that Twilio refuses, with its code."""

    code: int
    message: str
    status: int = 400

    def body(self) -> dict[str, object]:
        """Return the answer as Twilio writes it."""
        more = f"https://www.twilio.com/docs/errors/{self.code}"
        return {"code": self.code, "message": self.message, "more_info": more, "status": self.status}


def check_message(form: Form) -> None:
    """Refuse a form that the Messages resource would refuse, or that says what it does not know. Raises Refused."""
    if unknown := sorted(set(form) - KNOWN):
        raise Refused(20001, f"Unknown parameters: {', '.join(unknown)}")
    for name, values in form.items():
        if name not in MANY and len(values) != 1:
            raise Refused(20001, f"{name} was given {len(values)} times")
        _check_field(name, values[0])
    _check_people(form)
    _check_content(form)
    for url in (*form.get("StatusCallback", ()), *form.get("MediaUrl", ())):
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname or len(url) > 2_000:
            raise Refused(21609 if url in form.get("StatusCallback", ()) else 21620, "Invalid URL")


def _check_field(name: str, value: str) -> None:
    if name in CHOICES and value not in CHOICES[name]:
        raise Refused(20001, f"{name} is not a valid choice")
    if name in BOOLEANS and value not in ("true", "false"):
        raise Refused(20001, f"{name} is not a boolean")
    if name in NUMBERS:
        least, most = NUMBERS[name]
        if not value.isdecimal() or not least <= int(value) <= most:
            raise Refused(20001, f"{name} is out of range")


def _check_people(form: Form) -> None:
    to, sender = _one(form, "To"), _one(form, "From")
    if not to:
        raise Refused(21604, "A 'To' phone number is required.")
    if not TO.fullmatch(to):
        raise Refused(21211, f"Invalid 'To' Phone Number: {to}")
    service = _one(form, "MessagingServiceSid")
    if not sender and not service:
        raise Refused(21603, "A 'From' or 'MessagingServiceSid' parameter is required.")
    if sender and not SENDER.fullmatch(sender):
        raise Refused(21212, f"Invalid From Number: {sender}")
    if service and not SERVICE.fullmatch(service):
        raise Refused(21701, "The Messaging Service does not exist")
    if sender == to:
        raise Refused(21266, "'To' and 'From' number cannot be the same")


def _check_content(form: Form) -> None:
    body, files, content = _one(form, "Body"), form.get("MediaUrl", ()), _one(form, "ContentSid")
    if not body.strip() and not files and not content:
        raise Refused(21602, "Message body is required.")
    if len(body.encode("utf-16-le")) // 2 > LONGEST:
        raise Refused(21617, "The concatenated message body exceeds the 1600 character limit")
    if len(files) > MOST_FILES:
        raise Refused(21623, "Number of media files exceeds allowed limit")
    if content and not CONTENT.fullmatch(content):
        raise Refused(21655, "The ContentSid is invalid")
    if "SendAt" in form and ("ScheduleType" not in form or "MessagingServiceSid" not in form):
        raise Refused(35118, "MessagingServiceSid is required to schedule a message")


def check_line(form: Form, line: Line | None, account: str) -> Line:
    """Refuse a sender that is not this account's, a person who said STOP, and files that the number cannot send."""
    if line is None or line.account_sid != account:
        raise Refused(21606, "The 'From' phone number provided is not a valid message-capable Twilio phone number")
    if _one(form, "MessagingServiceSid") not in ("", line.service):
        raise Refused(21701, "The Messaging Service does not exist")
    if _one(form, "To") in line.opted_out:
        raise Refused(21610, "Attempt to send to unsubscribed recipient")
    if form.get("MediaUrl") and not line.mms:
        raise Refused(21612, "The 'To' phone number is not currently reachable using the 'From' phone number via MMS")
    return line


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0]
