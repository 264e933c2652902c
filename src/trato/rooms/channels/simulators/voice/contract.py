"""What Twilio takes of calls and participants, closed and with every limit: our own reading of its documentation."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from urllib.parse import urlsplit

from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.voice.twiml import Wrong, read

Form = Mapping[str, Sequence[str]]

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
CLIENT = re.compile(r"client:[A-Za-z0-9_]{1,121}(\?[\w=&%.-]{1,800})?")
EVENTS = frozenset({"initiated", "ringing", "answered", "completed"})
CREATE = frozenset({"To", "From", "Url", "Method", "Twiml", "Timeout", "StatusCallback", "StatusCallbackEvent",
                    "StatusCallbackMethod", "MachineDetection", "TimeLimit", "CallerId"})  # fmt: skip
UPDATE = frozenset({"Url", "Method", "Twiml", "Status", "StatusCallback", "StatusCallbackMethod"})
PARTICIPANT = frozenset({"Muted", "Hold", "HoldUrl", "HoldMethod", "AnnounceUrl", "EndConferenceOnExit"})
MANY = frozenset({"StatusCallbackEvent"})


def check_create(form: Form) -> None:
    """Refuse a call that Twilio would not make. Raises Refused."""
    _check_names(form, CREATE)
    to, sender = _one(form, "To"), _one(form, "From")
    if not to:
        raise Refused(21201, "No 'To' number specified")
    if not NUMBER.fullmatch(to) and not CLIENT.fullmatch(to):
        raise Refused(21211, f"Invalid 'To' Phone Number: {to}")
    if not sender:
        raise Refused(21213, "No 'From' number specified")
    if not NUMBER.fullmatch(sender):
        raise Refused(21212, f"Invalid 'From' Phone Number: {sender}")
    if ("Url" in form) == ("Twiml" in form):
        raise Refused(21205, "Url or Twiml must be given, and not both")
    _check_twiml(form)
    _check_url(form, "Url", 21205)
    _check_url(form, "StatusCallback", 21609)
    if "Timeout" in form and not (_one(form, "Timeout").isdecimal() and 5 <= int(_one(form, "Timeout")) <= 600):
        raise Refused(21216, "Timeout is out of range")
    if not set(form.get("StatusCallbackEvent", ())) <= EVENTS:
        raise Refused(21626, "Invalid StatusCallbackEvent")


def check_update(form: Form) -> None:
    """Refuse a change of a call that Twilio would not make. Raises Refused."""
    _check_names(form, UPDATE)
    given = [name for name in ("Url", "Twiml", "Status") if name in form]
    if len(given) != 1:
        raise Refused(21218, "One of Url, Twiml and Status must be given")
    if "Status" in form and _one(form, "Status") not in ("completed", "canceled"):
        raise Refused(21219, "Invalid Status")
    _check_twiml(form)
    _check_url(form, "Url", 21205)


def check_participant(form: Form) -> None:
    """Refuse a change of a participant that Twilio would not make. Raises Refused."""
    _check_names(form, PARTICIPANT)
    if not form:
        raise Refused(20001, "Nothing to change")
    for name in ("Muted", "Hold", "EndConferenceOnExit"):
        if name in form and _one(form, name) not in ("true", "false"):
            raise Refused(20001, f"{name} is not a boolean")
    _check_url(form, "HoldUrl", 21205)


def _check_names(form: Form, known: frozenset[str]) -> None:
    if unknown := sorted(set(form) - known):
        raise Refused(20001, f"Unknown parameters: {', '.join(unknown)}")
    for name, values in form.items():
        if name not in MANY and len(values) != 1:
            raise Refused(20001, f"{name} was given {len(values)} times")
        if name.endswith("Method") and values[0] not in ("GET", "POST"):
            raise Refused(20001, f"{name} is no method")


def _check_twiml(form: Form) -> None:
    if "Twiml" not in form:
        return
    if len(_one(form, "Twiml")) > 4_000:
        raise Refused(21215, "Twiml is too long")
    try:
        read(_one(form, "Twiml"), "text/xml")
    except Wrong as wrong:
        raise Refused(12100, str(wrong)) from wrong


def _check_url(form: Form, name: str, code: int) -> None:
    if name in form:
        parts = urlsplit(_one(form, name))
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise Refused(code, f"Invalid {name}")


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0]
