"""Providers that tell only a part: what an event leaves open, the call that asks for it, and what is learned."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import Protocol, runtime_checkable

from msgspec import Struct

from trato.rooms.channels.model.accounts import AccountView
from trato.rooms.channels.model.arriving import InboundEvent, Reach
from trato.rooms.channels.model.leaving import HttpRequest, ProviderAnswer


class QuestionKind(StrEnum):
    PERSON = "person"  # what somebody is called
    SAID = "said"  # what was said, and by whom: an event without author waits for it


class Question(Struct, frozen=True):
    """What is asked: `subject` is what the provider knows it by."""

    kind: QuestionKind
    subject: str


class Learned(Struct, frozen=True):
    """What the provider told: a person's `name` and `reach`, or a `delivery` to be read as if it had come by itself."""

    name: str = ""
    reach: Reach | None = None
    delivery: bytes = b""


class NotTold(Struct, frozen=True):
    """That it did not tell; `final` when it never will, as where a person did not agree."""

    code: str
    final: bool
    wait: timedelta | None = None


@runtime_checkable
class Asking(Protocol):
    """An adapter whose provider tells more when it is asked. Pure, as everything of an adapter."""

    def leaves_open(self, event: InboundEvent) -> Question | None:
        """Return what this event does not say and the provider knows; None where nothing is missing."""

    def ask(self, question: Question, account: AccountView) -> HttpRequest:
        """Return the call that asks."""

    def answered(self, question: Question, answer: ProviderAnswer, account: AccountView) -> Learned | NotTold:
        """Read the answer."""

    def unanswered(self, question: Question, account: AccountView, code: str) -> bytes:
        """Return the delivery that shows people what will never be told; b"" where nobody misses it."""
