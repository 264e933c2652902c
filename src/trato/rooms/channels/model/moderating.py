"""What is done to something that stands in public: hidden, shown again, deleted, liked; and the call that does it.

A channel says in its `Capabilities` which of these it can do, with what others said (`moderation`) and with what we
said ourselves (`own_moderation`); its adapter is `Moderating` then. Every one of these deeds is idempotent: hidden
twice is hidden, so what nobody knows to have arrived is simply asked again.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from msgspec import Struct

from trato.rooms.channels.model.accounts import AccountView
from trato.rooms.channels.model.arriving import Surface
from trato.rooms.channels.model.capabilities import Moderation
from trato.rooms.channels.model.leaving import HttpRequest, ProviderAnswer, SendOutcome

# by what a deed is undone; nothing brings back what was deleted
OPPOSITES = {
    Moderation.HIDE: Moderation.UNHIDE,
    Moderation.UNHIDE: Moderation.HIDE,
    Moderation.LIKE: Moderation.UNLIKE,
    Moderation.UNLIKE: Moderation.LIKE,
}


class ModerationOrder(Struct, frozen=True, omit_defaults=True):
    """One deed to render: on which thing, by its provider's id, in which thread below which post.

    `own` when we said it ourselves.
    """

    act: Moderation
    target: str
    thread_key: str = ""
    parent: str = ""
    surface: Surface = Surface.PUBLIC_COMMENT
    own: bool = False


@runtime_checkable
class Moderating(Protocol):
    """An adapter whose channel moderates what stands in public. Pure, as everything of an adapter."""

    def moderate(self, order: ModerationOrder, account: AccountView) -> HttpRequest:
        """Return the call that does it. Raises ValueError for what the channel's capabilities do not name."""

    def moderated(self, order: ModerationOrder, answer: ProviderAnswer) -> SendOutcome:
        """Sort the answer: accepted when it is so now (also when it was so before), `gone` where nothing is there."""
