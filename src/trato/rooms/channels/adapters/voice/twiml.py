"""TwiML: the XML in which Twilio is told what a caller hears and does next (twilio.com/docs/voice/twiml)."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree

from trato.rooms.channels.model import Handshake

Element = ElementTree.Element
CALLER = "caller"  # the other end, in a conference
_NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def element(name: str, text: str = "", **attributes: str) -> Element:
    """Return one verb; attributes that are empty are left out."""
    one = ElementTree.Element(name, {key: _clean(value) for key, value in attributes.items() if value})
    one.text = _clean(text) or None
    return one


def within(outer: Element, *inner: Element) -> Element:
    """Return a verb with others inside it."""
    outer.extend(inner)
    return outer


def document(*verbs: Element) -> str:
    """Return a whole response."""
    root = within(ElementTree.Element("Response"), *verbs)
    return ElementTree.tostring(root, encoding="unicode", short_empty_elements=True)


def handshake(*verbs: Element) -> Handshake:
    """Return a response as the answer to a webhook."""
    return Handshake(200, document(*verbs), "text/xml")


def say(text: str, language: str) -> Element:
    """Return words that are spoken."""
    return element("Say", text, language=language)


def conference(name: str, hook: Mapping[str, str], *, ends: bool, wait: str = "") -> Element:
    """Return the place where a caller and one of us talk; it ends with whom it `ends`.

    `wait` is the address of what the first hears until the other is there; the provider's music without it.
    """
    return element(
        "Conference", name, beep="false", startConferenceOnEnter="true",
        endConferenceOnExit="true" if ends else "false",
        participantLabel=CALLER if ends else "", waitUrl=wait, statusCallback=hook["room"],
        statusCallbackEvent="start end join leave hold", statusCallbackMethod="POST",
    )  # fmt: skip


def _clean(text: str) -> str:
    return text.encode("utf-8", "replace").decode().translate(_NOT_IN_XML)
