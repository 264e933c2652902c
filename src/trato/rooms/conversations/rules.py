"""Rules of conversations: the place of a message in its thread, and how a delivery moves from state to state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from trato.rooms.channels.model import (
    Accepted,
    ContactCard,
    InboundEvent,
    Location,
    Media,
    NotAccepted,
    Options,
    Order,
    Part,
    ReceiptStatus,
    Rejected,
    SendOutcome,
    Surface,
    Text,
    Unknown,
    Unsupported,
)
from trato.rooms.channels.model import Choice as ChosenOption
from trato.rooms.conversations.model import RANK, DeliveryState

OLDEST = timedelta(days=30)
FUTURE = timedelta(minutes=5)
NUMBER = re.compile(r"\W*(?:opci[oó]n|option|opç[aã]o|la|el|the|a|o)?\W*(\d{1,2})\W*", re.IGNORECASE)
KEYCAP = "\ufe0f\u20e3"  # what makes a digit an emoji of a key
SHARED = frozenset({Surface.MAIL, Surface.PUBLIC_COMMENT, Surface.MENTION, Surface.REVIEW})
FIRST_BACK_OFF = timedelta(seconds=1)
LONGEST_BACK_OFF = timedelta(minutes=10)
UNDO_SETTING = "send.undo_seconds"
UNDO_USUAL, UNDO_LONGEST = 5, 30  # seconds


def place_in_time(event: InboundEvent, received_at: datetime) -> datetime:
    """Return when an inbound event stands in its thread.

    A coarse provider time becomes the end of its unit, never after it was received, so that an answer at .4 s
    sorts after a question at .9 s; a clock that is wrong is held within [received − 30 days, received + 5 minutes].
    """
    at = event.occurred_at
    if event.precision:
        at = max(at, min(received_at, at + event.precision - timedelta(milliseconds=1)))
    return min(max(at, received_at - OLDEST), received_at + FUTURE)


def thread_key(event: InboundEvent, contact: object) -> str:
    """Return what tells conversations of one account apart.

    A mail thread or a public post is shared by all who write in it; elsewhere a thread is one contact's own.
    """
    if event.surface in SHARED and event.thread_key:
        return event.thread_key
    return f"{contact}:{event.thread_key}"


def is_news(told: tuple[datetime, str], known: Iterable[tuple[datetime | None, str]]) -> bool:
    """Say whether what a channel tells of who holds a conversation is newer than what is known.

    By the channel's clock, and by key where two say it at one instant: in whatever order they come, one is the last.
    """
    return all(at is None or told > (at, key) for at, key in known)


def channel_thread(key: str) -> str:
    """Return the channel's own key of a thread, as it first gave it: the inverse of `thread_key`."""
    return key[37:] if key[36:37] == ":" and key[8:9] == "-" else key


def text_of(parts: tuple[Part, ...]) -> str:
    """Return what is read aloud of a message: for previews and search, one line a part."""
    return "\n".join(line for line in (_line(part) for part in parts) if line)


def _line(part: Part) -> str:
    match part:
        case Text(text=text):
            return text
        case Media(caption=caption, name=name):
            return caption or name
        case Location(name=name, address=address):
            return " ".join(filter(None, (name, address)))
        case ContactCard(name=name):
            return name
        case ChosenOption(title=title):
            return title
        case Options(choices=choices, cards=cards):
            return " / ".join([*(card.title for card in cards), *(choice.title for choice in choices)])
        case Order(text=text):
            return text
        case Unsupported():
            return ""


def may_choose(parts: Sequence[Part]) -> bool:
    """Say whether somebody wrote a number and nothing else: only then is it asked what was offered."""
    match parts:
        case (Text(text=text),):
            return len(text) < 20 and NUMBER.fullmatch(_plain_number(text)) is not None
        case _:
            return False


def chosen_by_number(text: str, offers: Sequence[Options]) -> ChosenOption | None:
    """Return what somebody chose who wrote the number of a choice and nothing else; the latest offer comes first."""
    said = NUMBER.fullmatch(_plain_number(text))
    if said is None or not offers:
        return None
    place = int(said[1])
    choices = offers[0].replies
    return choices[place - 1] if 0 < place <= len(choices) else None


def chosen_of(payload: str, offers: Sequence[Options]) -> ChosenOption | None:
    """Return what came back as it was offered, with the card that it stood on as its description; None if not ours."""
    for offer in offers:
        for card in offer.cards:
            for one in card.choices:
                if one.payload == payload and not one.link:
                    return ChosenOption(payload, one.title, card.title)
        if any(one.payload == payload for one in offer.replies):
            return next(one for one in offer.replies if one.payload == payload)
    return None


def _plain_number(text: str) -> str:
    """Return a text with digits of keys as digits."""
    return text.strip().replace(KEYCAP, "").replace("\u20e3", "")


def next_state(outcome: SendOutcome, *, idempotent: bool) -> DeliveryState:
    """Return the state of a delivery after a provider's answer (guarantees.md, the life of one delivery)."""
    match outcome:
        case Accepted():
            return DeliveryState.SENT
        case Rejected():
            return DeliveryState.FAILED
        case NotAccepted():
            return DeliveryState.CLEARED
        case Unknown():
            return DeliveryState.CLEARED if idempotent else DeliveryState.UNCERTAIN


def back_off(attempt: int, jitter: float) -> timedelta:
    """Return how long to wait after `attempt` failed attempts; `jitter` in [0, 1) spreads it over half to whole."""
    longest: timedelta = min(FIRST_BACK_OFF * 2 ** min(attempt - 1, 20), LONGEST_BACK_OFF)
    return timedelta(seconds=longest.total_seconds() * (0.5 + jitter / 2))


def undo_seconds(said: object) -> int:
    """Return for how many seconds a message can be taken back, as a unit's setting says: 0 to 30, 5 when it is unsaid.

    What is no number is unsaid: a setting that somebody wrote wrongly must not stop messages.
    """
    if isinstance(said, bool) or not isinstance(said, int | float):
        return UNDO_USUAL
    return int(min(max(said, 0), UNDO_LONGEST))


def climbs(current: DeliveryState, rank: int, status: ReceiptStatus) -> bool:
    """Say whether a receipt moves a delivery on. Statuses only climb, in whatever order receipts come.

    A failure stands above *sent* and below *delivered*: who has read a message has received it.
    """
    if current in {DeliveryState.CANCELLED, DeliveryState.BLOCKED, DeliveryState.QUEUED, DeliveryState.HELD}:
        return False
    if status is ReceiptStatus.FAILED:
        return rank < RANK[DeliveryState.DELIVERED] and current is not DeliveryState.FAILED
    if current is DeliveryState.FAILED:
        return status in {ReceiptStatus.DELIVERED, ReceiptStatus.READ}
    return RANK[DeliveryState(status.value)] > rank
