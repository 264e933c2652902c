"""What Twilio takes of calls and participants, closed and with every limit: our own reading of its documentation.

The published description leaves forms open, says of most fields that they are text, and of none what excludes what.
Names that its own examples use and it does not describe are taken, and mean nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from trato.rooms.channels.simulators.sms.contract import Refused
from trato.rooms.channels.simulators.voice.twiml import Wrong, read

Form = Mapping[str, Sequence[str]]
Check = Callable[[str], bool]

NUMBER = re.compile(r"\+[1-9]\d{6,14}")
CLIENT = re.compile(r"client:[A-Za-z0-9_]{1,121}(\?[\w=&%.-]{1,800})?")
SIP = re.compile(r"sips?:[^\s@]+@[^\s@]+")
LONGEST_TWIML = 4_000


def _within(least: int, most: int) -> Check:
    return lambda said: said.isascii() and said.isdecimal() and least <= int(said) <= most


def _one_of(*known: str) -> Check:
    return lambda said: said in known


def _sid(prefix: str) -> Check:
    return lambda said: re.fullmatch(prefix + "[0-9a-fA-F]{32}", said) is not None


def _url(said: str) -> bool:
    parts = urlsplit(said)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(said) <= 4_000


def _anything(said: str) -> bool:
    return 0 < len(said) <= LONGEST_TWIML


_METHOD, _BOOLEAN = _one_of("GET", "POST"), _one_of("true", "false")
_DETECTION = _one_of("Enable", "DetectMessageEnd", "enable")
CREATE: Mapping[str, Check] = {
    "To": _anything, "From": _anything, "Url": _url, "Method": _METHOD, "Twiml": _anything,
    "ApplicationSid": _sid("AP"), "FallbackUrl": _url,
    "FallbackMethod": _METHOD, "StatusCallback": _url, "StatusCallbackMethod": _METHOD,
    "StatusCallbackEvent": _one_of("initiated", "ringing", "answered", "completed"),
    "SendDigits": lambda said: re.fullmatch(r"[0-9*#wW]{1,32}|send_digits", said) is not None,
    "Timeout": _within(1, 600), "TimeLimit": _within(1, 86_400), "CallerId": _anything, "CallReason": _anything,
    "Byoc": _sid("BY"), "CallToken": _anything, "ClientNotificationUrl": _url, "Record": _BOOLEAN,
    "RecordingChannels": _one_of("mono", "dual"), "RecordingStatusCallback": _url,
    "RecordingStatusCallbackMethod": _METHOD, "RecordingTrack": _one_of("inbound", "outbound", "both"),
    "RecordingStatusCallbackEvent": _one_of("in-progress", "completed", "absent"),
    "Trim": _one_of("trim-silence", "do-not-trim"), "SipAuthUsername": _anything, "SipAuthPassword": _anything,
    "MachineDetection": _DETECTION, "MachineDetectionTimeout": _within(3, 59),
    "MachineDetectionSpeechThreshold": _within(1000, 6000), "MachineDetectionSpeechEndThreshold": _within(500, 5000),
    "MachineDetectionSilenceTimeout": _within(2000, 10_000), "AsyncAmd": _BOOLEAN, "AsyncAmdStatusCallback": _url,
    "AsyncAmdStatusCallbackMethod": _METHOD,
}  # fmt: skip
UPDATE: Mapping[str, Check] = {
    "Url": _url, "Method": _METHOD, "Twiml": _anything, "Status": _one_of("completed", "canceled"),
    "FallbackUrl": _url, "FallbackMethod": _METHOD, "StatusCallback": _url, "StatusCallbackMethod": _METHOD,
    "TimeLimit": _within(1, 86_400),
}  # fmt: skip
PARTICIPANT: Mapping[str, Check] = {
    "Muted": _BOOLEAN, "Hold": _BOOLEAN, "HoldUrl": _url, "HoldMethod": _METHOD, "AnnounceUrl": _url,
    "AnnounceMethod": _METHOD, "WaitUrl": _url, "WaitMethod": _METHOD, "BeepOnExit": _BOOLEAN,
    "EndConferenceOnExit": _BOOLEAN, "Coaching": _BOOLEAN, "CallSidToCoach": _sid("CA"),
}  # fmt: skip
OF_EXAMPLES = frozenset({
    "IfMachine", "MachineDetectionEngine", "MachineDetectionMinWordLength", "MachineDetectionMaxWordLength",
    "MachineDetectionWordsSilence", "MachineDetectionMaxNumOfWords", "MachineDetectionSilenceThreshold", "Transcribe",
    "TranscriptionConfiguration", "StatusCallbackUrl",
})  # fmt: skip
MANY = frozenset({"StatusCallbackEvent", "RecordingStatusCallbackEvent"})
CODES = {
    "Url": 21205, "Timeout": 21216, "StatusCallback": 21609, "StatusCallbackEvent": 21626, "Status": 21219,
    "HoldUrl": 21205, "SendDigits": 21208, "Method": 21206, "TimeLimit": 21217,
}  # fmt: skip


def check_create(form: Form) -> None:
    """Refuse a call that Twilio would not make. Raises Refused."""
    form = _given(form)
    _check_fields(form, CREATE)
    to, sender = _one(form, "To"), _one(form, "From")
    if not to:
        raise Refused(21201, "No 'To' number specified")
    if not any(one.fullmatch(to) for one in (NUMBER, CLIENT, SIP)):
        raise Refused(21211, f"Invalid 'To' Phone Number: {to}")
    if not sender:
        raise Refused(21213, "No 'From' number specified")
    if not NUMBER.fullmatch(sender) and not CLIENT.fullmatch(sender):
        raise Refused(21212, f"Invalid 'From' Phone Number: {sender}")
    if to == sender:
        raise Refused(21266, "'To' and 'From' number cannot be the same")
    if "Url" in form and "Twiml" in form or not {"Url", "Twiml", "ApplicationSid"} & set(form):
        raise Refused(21205, "Url or Twiml must be given, and not both")
    _check_twiml(form)


def check_update(form: Form) -> None:
    """Refuse a change of a call that Twilio would not make. Raises Refused."""
    form = _given(form)
    _check_fields(form, UPDATE)
    if not {"Url", "Twiml", "Status", "TimeLimit"} & set(form) or "Url" in form and "Twiml" in form:
        raise Refused(21218, "Url, Twiml, Status or TimeLimit must be given, and not Url with Twiml")
    _check_twiml(form)


def check_participant(form: Form) -> None:
    """Refuse a change of a participant that Twilio would not make. Raises Refused."""
    form = _given(form)
    _check_fields(form, PARTICIPANT)
    if not set(form) - {"HoldMethod", "AnnounceMethod", "WaitMethod"}:
        raise Refused(20001, "Nothing to change")
    if ("Coaching" in form) != ("CallSidToCoach" in form):
        raise Refused(20001, "Coaching and CallSidToCoach go together")


def _given(form: Form) -> Form:
    """Return the fields that say something: an empty one is as none."""
    return {name: values for name, values in form.items() if any(values)}


def _check_fields(form: Form, known: Mapping[str, Check]) -> None:
    if unknown := sorted(set(form) - set(known) - OF_EXAMPLES):
        raise Refused(20001, f"Unknown parameters: {', '.join(unknown)}")
    for name, values in form.items():
        if name not in MANY and len(values) != 1 or len(set(values)) != len(values):
            raise Refused(20001, f"{name} was given {len(values)} times")
        if name in known and not all(known[name](one) for one in values):
            raise Refused(CODES.get(name, 20001), f"Invalid {name}")


def _check_twiml(form: Form) -> None:
    if "Twiml" not in form:
        return
    try:
        read(_one(form, "Twiml"), "text/xml")
    except Wrong as wrong:
        raise Refused(12100, str(wrong)) from wrong


def _one(form: Form, name: str) -> str:
    return form.get(name, [""])[0]
