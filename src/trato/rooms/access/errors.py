"""Refusals of access."""

from trato.kit.errors import Conflict, Forbidden, Invalid, NotFound, TooMany, Unauthenticated, Unavailable


class SignInRefused(Unauthenticated):
    """The e-mail or the password is wrong: which one is never told."""

    code = "wrong_credentials"


class SecondFactorNeeded(Unauthenticated):
    """The password was right; a code of the second factor is wanted with it."""

    code = "code_needed"


class WrongCode(Unauthenticated):
    """The password was right, the code was not, or it was used before."""

    code = "wrong_code"


class SignInTooOften(TooMany):
    """Too many failures; `retry_after` in seconds."""

    code = "slow_down"


class PasswordTooWeak(Invalid):
    """`reason` is too_short, too_long, too_common or like_email."""

    code = "password_too_weak"


class UserUnknown(NotFound):
    code = "user_unknown"


class UnitUnknown(NotFound):
    code = "unit_unknown"


class TeamUnknown(NotFound):
    code = "team_unknown"


class RoleUnknown(Invalid):
    code = "role_unknown"


class PasskeyRefused(Unauthenticated):
    """What a device answered does not prove who it is: unknown, answered before, or for another site."""

    code = "passkey_refused"


class FileRefusedByLines(Invalid):
    """Some lines of a file are wrong, so none was taken; `lines` are the first of them."""

    code = "file_lines_wrong"


class PasskeyNeeded(Unauthenticated):
    """The password was right, and the house wants a second factor: this person's is a passkey."""

    code = "passkey_needed"


class RoleHeld(Conflict):
    """Somebody still holds this role; `grants` says how many grants give it."""

    code = "role_held"


class LinkSpent(Conflict):
    """A one-time link that is none, was used, was withdrawn, or has ended: `reason` says which."""

    code = "link_spent"
    status = 410


class EmailTaken(Conflict):
    code = "email_taken"


class MoreThanYouMay(Forbidden):
    """Nobody hands out a right that they do not have; `verb` is the first one missing."""

    code = "more_than_you_may"


class SettingLocked(Conflict):
    """A unit above has locked this key; `unit` says which."""

    code = "setting_locked"


class LastAdministrator(Conflict):
    """Somebody must remain who is active, and manages people and grants everywhere without an end."""

    code = "last_administrator"


class UnitMisplaced(Invalid):
    """The tree goes global, region, country, brand: a unit stands below one of a wider kind."""

    code = "unit_misplaced"


class SecondFactorNotStarted(Conflict):
    code = "second_factor_not_started"


class FirstRunOver(Conflict):
    """There is an administrator already: sign in, or ask them."""

    code = "first_run_over"


class FirstCodeWrong(Forbidden):
    """The code of the first administrator is the one in the terminal."""

    code = "first_code_wrong"


class OidcRefused(Unauthenticated):
    """A sign-in with a provider that proves nothing: begun elsewhere, used before, late, or with a wrong token."""

    code = "oidc_refused"


class OidcUnverified(Unauthenticated):
    """The provider does not say that it has verified the e-mail."""

    code = "oidc_unverified"


class OidcStranger(Unauthenticated):
    """The provider vouches for somebody who may not come in here."""

    code = "oidc_stranger"


class OidcChanged(Unauthenticated):
    """The e-mail is known, and belongs to another account of the provider than the first time."""

    code = "oidc_changed"


class OidcUnreachable(Unavailable):
    """The provider does not answer, or not as it should: `reason` says what is wrong."""

    code = "oidc_unreachable"


class OidcUnknown(NotFound):
    code = "oidc_unknown"
