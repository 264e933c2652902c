"""What Twilio takes of TwiML, closed: our own reading of its documentation. What is not in it is refused.

Twilio itself passes over attributes that it does not know, and hangs up on verbs that it does not: a mistake would be
heard by a caller, and by nobody else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, fromstring

LARGEST = 64 * 1024
LONGEST_SAID = 4096
Check = Callable[[str], bool]
LANGUAGES = frozenset(
    {"es-ES", "es-MX", "es-US", "en-US", "en-GB", "en-AU", "en-IN", "pt-BR", "pt-PT", "fr-FR", "it-IT", "de-DE"}
)
ROOM_EVENTS = frozenset({"start", "end", "join", "leave", "mute", "hold", "modify", "speaker", "announcement"})


class Wrong(ValueError):
    """TwiML that would not do what was meant: what is wrong with it."""


def _number(least: int, most: int) -> Check:
    return lambda said: said.isascii() and said.isdecimal() and least <= int(said) <= most


def _one_of(*known: str) -> Check:
    return lambda said: said in known


def _all_of(known: frozenset[str]) -> Check:
    return lambda said: (
        bool(said.split()) and set(said.split()) <= known and len(set(said.split())) == len(said.split())
    )


def _url(said: str) -> bool:
    parts = urlsplit(said)
    return parts.scheme in ("http", "https") and bool(parts.hostname) and len(said) <= 2_000


_BOOL, _METHOD = _one_of("true", "false"), _one_of("GET", "POST")
_KEYS: Check = lambda said: re.fullmatch(r"[0-9*#]{0,12}", said) is not None  # noqa: E731
_TEXT: Check = lambda said: 0 < len(said) <= 1_000  # noqa: E731
_RECORDING: Mapping[str, Check] = {
    "recordingStatusCallback": _url,
    "recordingStatusCallbackMethod": _METHOD,
    "recordingStatusCallbackEvent": _all_of(frozenset({"in-progress", "completed", "absent", "failed"})),
}
VERBS: Mapping[str, Mapping[str, Check]] = {
    "Say": {"voice": _TEXT, "language": lambda said: said in LANGUAGES, "loop": _number(0, 1000)},
    "Play": {"loop": _number(0, 1000), "digits": lambda said: re.fullmatch(r"[0-9*#w]{1,64}", said) is not None},
    "Pause": {"length": _number(1, 600)},
    "Gather": {
        "action": _url, "method": _METHOD, "input": _all_of(frozenset({"dtmf", "speech"})), "timeout": _number(1, 600),
        "speechTimeout": lambda said: said == "auto" or _number(1, 600)(said), "maxSpeechTime": _number(1, 60),
        "numDigits": _number(1, 64), "finishOnKey": _KEYS, "language": lambda said: said in LANGUAGES, "hints": _TEXT,
        "bargeIn": _BOOL, "profanityFilter": _BOOL, "actionOnEmptyResult": _BOOL, "enhanced": _BOOL,
        "speechModel": _one_of("default", "numbers_and_commands", "phone_call", "experimental_utterances"),
        "partialResultCallback": _url, "partialResultCallbackMethod": _METHOD,
    },
    "Record": {
        "action": _url, "method": _METHOD, "timeout": _number(1, 600), "finishOnKey": _KEYS,
        "maxLength": _number(1, 14_400), "playBeep": _BOOL, "trim": _one_of("trim-silence", "do-not-trim"),
        "transcribe": _BOOL, "transcribeCallback": _url, **_RECORDING,
    },
    "Dial": {
        "action": _url, "method": _METHOD, "timeout": _number(5, 600), "hangupOnStar": _BOOL,
        "timeLimit": _number(1, 86_400), "callerId": _TEXT, "answerOnBridge": _BOOL, "ringTone": _TEXT,
    },
    "Conference": {
        "muted": _BOOL, "beep": _one_of("true", "false", "onEnter", "onExit"), "startConferenceOnEnter": _BOOL,
        "endConferenceOnExit": _BOOL, "participantLabel": lambda said: 0 < len(said) <= 128, "waitUrl": _url,
        "waitMethod": _METHOD, "maxParticipants": _number(2, 250), "statusCallback": _url,
        "statusCallbackMethod": _METHOD, "statusCallbackEvent": _all_of(ROOM_EVENTS), "coach": _TEXT,
    },
    "Enqueue": {
        "action": _url, "method": _METHOD, "maxQueueSize": _number(1, 5000), "waitUrl": _url, "waitUrlMethod": _METHOD,
    },
    "Redirect": {"method": _METHOD},
    "Reject": {"reason": _one_of("rejected", "busy")},
    "Hangup": {},
    "Leave": {},
}  # fmt: skip
INSIDE: Mapping[str, frozenset[str]] = {
    "Gather": frozenset({"Say", "Play", "Pause"}),
    "Dial": frozenset({"Conference"}),
}
WAITING = frozenset({"Play", "Say", "Pause", "Hangup", "Redirect", "Leave", "Gather"})
WITH_TEXT: Mapping[str, Check] = {"Say": lambda said: 0 < len(said) <= LONGEST_SAID, "Play": _url, "Redirect": _url,
             "Conference": lambda said: 0 < len(said) <= 128, "Enqueue": lambda said: 0 < len(said) <= 64}  # fmt: skip
LAST = frozenset({"Redirect", "Hangup", "Enqueue", "Reject", "Leave"})


def read(content: str, content_type: str, *, waiting: bool = False) -> list[Element]:
    """Return the verbs of a response, each as the documentation wants it. Raises `Wrong`."""
    if content_type.partition(";")[0].strip().lower() not in ("text/xml", "application/xml"):
        raise Wrong(f"12300 content type {content_type!r}")
    if len(content.encode()) > LARGEST:
        raise Wrong("11750 too large")
    if "<!" in content:
        raise Wrong("12100 a document type or a comment")
    try:
        root = fromstring(content)
    except (ParseError, ValueError) as wrong:
        raise Wrong("12100 no XML") from wrong
    if root.tag != "Response" or root.attrib or (root.text or "").strip():
        raise Wrong("12102 no plain <Response>")
    verbs = list(root)
    for at, verb in enumerate(verbs):
        if waiting and verb.tag not in WAITING:
            raise Wrong(f"12200 <{verb.tag}> while somebody waits")
        _check(verb, within=None)
        if verb.tag in LAST and at != len(verbs) - 1:
            raise Wrong(f"nothing after <{verb.tag}> is ever heard")
        if verb.tag == "Leave" and not waiting:
            raise Wrong("<Leave> is for who waits")
    return verbs


def _check(verb: Element, within: str | None) -> None:
    known = VERBS.get(verb.tag)
    if known is None or (verb.tag == "Conference") != (within == "Dial"):
        raise Wrong(f"12200 <{verb.tag}> in <{within or 'Response'}>")
    for name, value in verb.attrib.items():
        check = known.get(name)
        if check is None or not check(value):
            raise Wrong(f"12200 {verb.tag}.{name}={value!r}")
    text = (verb.text or "").strip()
    wants = WITH_TEXT.get(verb.tag)
    if wants is not None:
        if not wants(text) and not (verb.tag == "Play" and "digits" in verb.attrib):
            raise Wrong(f"12200 <{verb.tag}> says {text[:40]!r}")
    elif text:
        raise Wrong(f"12200 text in <{verb.tag}>")
    inner = INSIDE.get(verb.tag, frozenset())
    for child in verb:
        if child.tag not in inner:
            raise Wrong(f"12200 <{child.tag}> in <{verb.tag}>")
        _check(child, verb.tag)
    if verb.tag == "Dial" and len(verb) != 1:
        raise Wrong("13201 <Dial> of nobody")
