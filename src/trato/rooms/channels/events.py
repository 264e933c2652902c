"""Facts of channels."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from trato.kit.events import Event


class DeliveryDied(Event, frozen=True, kw_only=True):
    """A delivery could not be read, or failed too often: it waits under "needs attention". `inbox_id` names it."""

    kind: ClassVar[str] = "channels.delivery_died"
    inbox_id: int
    attempts: int


class DeliveryReplayed(Event, frozen=True, kw_only=True):
    """A dead delivery was given back to the worker."""

    kind: ClassVar[str] = "channels.delivery_replayed"
    inbox_id: int


class AccountBroke(Event, frozen=True, kw_only=True):
    """A provider refused our credentials: nothing leaves on this account until someone mends it."""

    kind: ClassVar[str] = "channels.account_broke"
    code: str


class AccountMended(Event, frozen=True, kw_only=True):
    kind: ClassVar[str] = "channels.account_mended"


class AccountAlerted(Event, frozen=True, kw_only=True):
    """The provider told us something about the account (quality, a template, a limit)."""

    kind: ClassVar[str] = "channels.account_alerted"
    alert_id: UUID
    alert: str


class AccountRested(Event, frozen=True, kw_only=True):
    """A person paused or retired an account; `state` says which."""

    kind: ClassVar[str] = "channels.account_rested"
    state: str


class TokenEnding(Event, frozen=True, kw_only=True):
    """The token of an account ends in `days` days, or less: 14, 7, 1, each told once."""

    kind: ClassVar[str] = "channels.token_ending"
    days: int


class BreakerOpened(Event, frozen=True, kw_only=True):
    """A provider is not reached: messages of this account wait, and one goes as a probe from time to time."""

    kind: ClassVar[str] = "channels.breaker_opened"
    code: str
    failures: int


class BreakerClosed(Event, frozen=True, kw_only=True):
    """A provider that was not reached is reached again."""

    kind: ClassVar[str] = "channels.breaker_closed"


class ActivationAsked(Event, frozen=True, kw_only=True):
    """An account is connected and waits until somebody else lets it go live."""

    kind: ClassVar[str] = "channels.activation_asked"


class ActivationDecided(Event, frozen=True, kw_only=True):
    """Somebody let an account go live, or did not; `alone`: nobody but who had asked could have."""

    kind: ClassVar[str] = "channels.activation_decided"
    approved: bool
    alone: bool


class TemplateTold(Event, frozen=True, kw_only=True):
    """A provider said by itself what became of a template; `state` is "" where it only moved to another category."""

    kind: ClassVar[str] = "channels.template_told"
    account_id: UUID
    state: str
