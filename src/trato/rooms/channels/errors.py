"""Refusals of channels."""

from __future__ import annotations

from trato.kit.errors import Conflict, Invalid, NotFound, TratoError


class AccountNotFound(NotFound):
    code = "account_not_found"


class SettingsChanged(Conflict):
    """Somebody else changed the account since it was read."""

    code = "settings_changed"


class SignatureRefused(TratoError):
    """The delivery was not signed by the provider, or the account has no secret to check it with."""

    code = "signature_refused"
    status = 401


class AccountPaused(Conflict):
    code = "account_paused"


class DeliveryNotDead(Conflict):
    """Only a delivery that waits under "needs attention" can be replayed."""

    code = "delivery_not_dead"


class ChannelUnknown(Invalid):
    code = "channel_unknown"


class SecretsWanted(Invalid):
    """The secrets of an account would be sent elsewhere than before: who wants that must know them."""

    code = "secrets_wanted"


class AgreementRefused(Conflict):
    """The provider's own page brought no right to the account; `reason` is why.

    One of denied, code, silence, other (another account said yes), state, session, late.
    """

    code = "agreement_refused"


class ProfileChanged(Conflict):
    """Somebody else saved the profile meanwhile; `version` is the newest."""

    code = "profile_changed"


class AccountTaken(Conflict):
    """There is an account of this channel with the provider's id already; `account` is ours."""

    code = "account_taken"


class AccountUnapproved(Conflict):
    """The account waits for a leader to let it go live."""

    code = "account_unapproved"


class NoActivationAsked(Conflict):
    """Nobody asked that the account go live, or somebody answered before."""

    code = "no_activation_asked"


class SecondPersonWanted(Conflict):
    """Who asks that an account go live is not who says yes, where somebody else can."""

    code = "second_person_wanted"


class PracticeUnknown(NotFound):
    """No practice of this channel by that name is confirmed by people."""

    code = "practice_unknown"
