"""Words of calls: what a telephone's provider tells of one, what we tell it to do, and what it asks meanwhile."""

from __future__ import annotations

import hashlib
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable
from uuid import UUID

from msgspec import Struct

from trato.rooms.channels.model.accounts import AccountView
from trato.rooms.channels.model.arriving import Handshake, WebhookRequest
from trato.rooms.channels.model.leaving import HttpRequest, ProviderAnswer


class CallStage(StrEnum):
    """What happened in a call. The first ones are about who called, the next about a leg to one of us."""

    ARRIVED = "arrived"
    CHOSE = "chose"  # in a menu: by key, or aloud
    WAITING = "waiting"  # in the queue, again where they were there before
    ASIDE = "aside"  # they chose to go on in writing
    RECORDED = "recorded"  # they left words
    ENDED = "ended"
    RINGING = "ringing"
    ANSWERED = "answered"
    REFUSED = "refused"  # nobody took it: busy, no answer, a no, no such telephone
    LEFT = "left"  # who had answered hung up
    HELD = "held"
    RESUMED = "resumed"
    PLACED = "placed"  # we want to call somebody: this one, and the next ones, are of whom we call
    DIALLED = "dialled"  # their telephone rings
    REACHED = "reached"  # they picked up


class AsideBy(StrEnum):
    """By what a caller gets the link with which a call goes on in writing."""

    EITHER = "either"  # a template where it can be sent and arrive, else a text message
    TEMPLATE = "template"
    TEXT = "text"


class CallNews(Struct, frozen=True, omit_defaults=True):
    """What an event of kind CALL says: the `detail` of it. `call` is the provider's id of who called."""

    stage: CallStage
    call: str = ""
    leg: str = ""  # ours, in hexadecimal
    leg_call: str = ""  # the provider's id of that leg
    room: str = ""  # the provider's id of where both talk
    queue: str = ""  # where the caller waits, "" where the account says
    menu: str = ""
    choice: str = ""
    cause: str = ""
    seconds: int = 0
    by: str = ""  # of what goes on in writing: by what, "" as the account says


class CallWay(StrEnum):
    """How somebody of ours is called."""

    BROWSER = "browser"
    TELEPHONE = "telephone"


# ---- what we tell a provider to do ---------------------------------------------------------------


class Ring(Struct, frozen=True, tag="ring", tag_field="do", omit_defaults=True):
    """Call one of us. `to` is a telephone number, or who they are in their browser.

    With `outgoing` they are called because they want to call somebody, who is called once they picked up.
    """

    leg: UUID
    call: str
    way: CallWay
    to: str
    seconds: int
    outgoing: bool = False


class Dial(Struct, frozen=True, tag="dial", tag_field="do"):
    """Call somebody outside. `call` is what we call this call; the provider's own id is what it answers with."""

    call: str
    to: str
    seconds: int


class Speak(Struct, frozen=True, tag="speak", tag_field="do"):
    """Call a telephone of ours, and say something, once. `words` are not kept when it is done."""

    to: str
    words: str


class Join(Struct, frozen=True, tag="join", tag_field="do", omit_defaults=True):
    """Bring who called to where the one who answered is: `name` where that is not named as the call is."""

    call: str
    name: str = ""


class Park(Struct, frozen=True, tag="park", tag_field="do", omit_defaults=True):
    """Bring who called (back) to the queue; `turn` tells this time from others that they waited."""

    call: str
    queue: str = ""
    turn: str = ""


class HangUp(Struct, frozen=True, tag="hang_up", tag_field="do"):
    """End a call, or a leg, by its provider's id."""

    call: str


class Hold(Struct, frozen=True, tag="hold", tag_field="do"):
    """Let who called hear music, or talk again."""

    room: str
    call: str
    on: bool


class Mute(Struct, frozen=True, tag="mute", tag_field="do"):
    """Let a leg be heard, or not."""

    room: str
    call: str
    on: bool


class Touch(Struct, frozen=True, tag="touch", tag_field="do", omit_defaults=True):
    """Play the telephone of one of us where it is a stand-in's: pick up, or press keys."""

    leg_call: str
    digits: str = ""


CallOrder = Ring | Dial | Join | Park | HangUp | Hold | Mute | Touch | Speak


class Carried(Struct, frozen=True):
    """What became of an order. `again`: surely not taken, and worth another try; `unsure`: it may have been taken."""

    done: bool
    provider_id: str = ""
    again: bool = False
    code: str = ""
    unsure: bool = False


class Softphone(Struct, frozen=True, omit_defaults=True):
    """What a browser needs to be a telephone: `kind` is the provider's library, or `stand_in`, which needs nothing."""

    kind: str
    token: str = ""
    identity: str = ""
    ends_at: datetime | None = None


# ---- what a provider waits for while somebody is on the line -------------------------------------


class CallAsked(Struct, frozen=True, omit_defaults=True):
    """What must be known before a webhook of a call is answered: how the queue stands, for this call.

    `caller` is a number to which a link could go, where one is offered, `by` what the menu says of it.
    """

    call: str
    queue: str = ""
    caller: str = ""
    by: str = ""


class CallKnown(Struct, frozen=True, omit_defaults=True):
    """What is known: whether somebody works there, and what who waits may expect. 1 is the next.

    `aside` names by what a link would go to the caller, as it is said; "" says that it cannot, None that nobody asked.
    """

    is_open: bool = True
    opens_at: datetime | None = None
    zone: str = ""
    place: int = 0
    wait_minutes: int = 0
    aside: str | None = None


@runtime_checkable
class Telephone(Protocol):
    """An adapter whose channel is calls: its webhooks are answered at once with what the caller hears next."""

    def asked(self, request: WebhookRequest, account: AccountView) -> CallAsked | None:
        """Return what must be known to answer this webhook; None when nothing."""

    def answer_call(self, request: WebhookRequest, account: AccountView, known: CallKnown) -> Handshake:
        """Return what the provider shall do next with the call; after the commit, pure."""

    def order(self, order: CallOrder, account: AccountView) -> HttpRequest:
        """Return the call of the provider's API that does it."""

    def carried(self, order: CallOrder, answer: ProviderAnswer) -> Carried:
        """Sort the provider's answer to an order."""

    def softphone(self, account: AccountView, identity: str, now: datetime) -> Softphone | None:
        """Return what the browser of `identity` needs to take calls; None where calls go to telephones."""

    def ring_seconds(self, account: AccountView) -> int:
        """Return how long one of us is rung."""

    def calling_hours(self, account: AccountView) -> tuple[int, int]:
        """Return from which hour, and until which, people outside may be called, by their own clock."""

    def code_words(self, account: AccountView, code: str) -> str:
        """Return how a code is said that proves whose telephone it is."""


def queue_token(queue: str) -> str:
    """Return what stands for a queue in an address: its id where that was given, else a digest of its name."""
    try:
        return UUID(queue).hex
    except ValueError:
        return hashlib.sha256(queue.strip().casefold().encode()).hexdigest()[:32]
