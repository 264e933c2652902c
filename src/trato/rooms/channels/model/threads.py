"""Who answers a conversation, where several applications of one business share an account.

A channel says in its `Capabilities` whether others may hold a conversation (`thread_control`) and what may be asked of
the provider (`thread_acts`); its adapter is `Passing` then. Each of these calls is idempotent: taken twice is taken, so
what nobody knows to have arrived is simply asked again.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from msgspec import Struct

from trato.rooms.channels.model.accounts import AccountView
from trato.rooms.channels.model.capabilities import ThreadAct
from trato.rooms.channels.model.leaving import HttpRequest, ProviderAnswer, SendOutcome
from trato.rooms.contacts.model import Address

OTHER_APP = "other_app"  # the code of a refusal: another application holds the conversation


class ThreadOrder(Struct, frozen=True, omit_defaults=True):
    """One deed to render, about the conversation with `to`. A pass goes to `app`, "" leaves that to the channel."""

    act: ThreadAct
    to: tuple[Address, ...]
    app: str = ""
    note: str = ""
    thread_key: str = ""


@runtime_checkable
class Passing(Protocol):
    """An adapter whose channel passes conversations between applications. Pure, as everything of an adapter."""

    def hand_over(self, order: ThreadOrder, account: AccountView) -> HttpRequest:
        """Return the call that does it. Raises ValueError where it cannot be done."""

    def handed_over(self, order: ThreadOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer: accepted when it is so now."""

    def apps(self, account: AccountView) -> Sequence[str]:
        """Return the applications that a conversation may be passed to: the channel's own, and those that are known."""

    def app_name(self, app: str, account: AccountView, language: str) -> str:
        """Return what people call an application in a language, "" where nobody knows."""
