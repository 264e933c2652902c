"""Words of connecting a channel account: what an adapter wants to be told, and how it looks whether that is right.

Each adapter has a module of this name with its `Connection`: the wizard, the list of accounts and `trato channels
doctor` know nothing else. `examine` is a generator that touches nothing: it yields probes and is sent their answers,
and yields findings in between.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer, Renewed


class Said(Struct, frozen=True):
    """One sentence in each language of the screens."""

    es: str
    en: str
    pt: str


NOTHING_SAID = Said("", "", "")


class FieldKind(StrEnum):
    TEXT = "text"
    SECRET = "secret"  # shown once, while it is typed; sealed afterwards
    NUMBER = "number"
    CHOICE = "choice"
    LIST = "list"  # one a line


class Holder(StrEnum):
    """Where a field is kept."""

    EXTERNAL_ID = "external_id"
    PORTFOLIO = "portfolio"
    SETTINGS = "settings"
    SECRETS = "secrets"


class Field(Struct, frozen=True):
    """One thing that the person who connects knows, and where they find it."""

    name: str
    label: Said
    held_in: Holder
    kind: FieldKind = FieldKind.TEXT
    hint: Said = NOTHING_SAID
    required: bool = True
    usual: str = ""
    choices: tuple[str, ...] = ()
    only_if: tuple[str, str] | None = None  # asked only where another field has this value
    steers: bool = False  # where the secrets are sent to: with another value they must be typed again
    local: bool = False  # asked only where nobody but this machine calls us: where a simulator listens


class Made(Struct, frozen=True):
    """A secret that we make. With `label`, it is shown so that it can be pasted at the provider's.

    `signs`: it is one of Standard Webhooks, whose libraries want it in their own form. `elsewhere`: it has a screen of
    its own on which it is renewed.
    """

    name: str
    label: Said | None = None
    signs: bool = False
    elsewhere: bool = False


class MailServer(Struct, frozen=True, tag="mail_server"):
    """A probe: sign in to a mail server of the account and out again; `kind` is imap or smtp."""

    kind: str


Probe = HttpRequest | MailServer


class FindingState(StrEnum):
    GOOD = "good"
    NOTED = "noted"  # nothing is wrong, and it should be known: the fact says what
    BAD = "bad"
    UNKNOWN = "unknown"  # the provider did not answer: nothing is known to be wrong


class Finding(Struct, frozen=True):
    """What one look found: `check` is its code. A fault says the fact and its remedy."""

    check: str
    label: Said
    state: FindingState
    fact: Said = NOTHING_SAID
    remedy: Said = NOTHING_SAID
    token_ends_at: datetime | None = None  # where a good token was found to end
    apps: Mapping[str, str] = {}  # other applications that were found to answer there: their names by id


AGREED = "agreed"  # among an account's secrets, "yes" where they were given on the provider's own page


class Given(Struct, frozen=True):
    """Who said yes: the provider's id of the account, and what people call it."""

    external_id: str
    name: str


class Agreement(Struct, frozen=True):
    """That an account says yes on its provider's own page: an authorization code with PKCE (RFC 6749, 4.1; RFC 7636).

    `gives` are the secrets that come of it, which may be pasted as well. `page(account, back, state, challenge)` is
    where the browser goes, `back` where it is sent to from there; `exchange(account, back, code, verifier)` the call
    that gives a code for tokens, `exchanged` what came of it, `whose` the call that asks who said yes.
    """

    button: Said
    about: Said
    gives: tuple[str, ...]
    page: Callable[[AccountView, str, str, str], str]
    exchange: Callable[[AccountView, str, str, str], HttpRequest]
    exchanged: Callable[[ProviderAnswer, AccountView, datetime], Renewed]
    whose: Callable[[AccountView], HttpRequest]
    who_in: Callable[[ProviderAnswer], Given | None]


Examine = Callable[[AccountView, str], Generator[Probe | Finding, ProviderAnswer | None, None]]


class Connection(Struct, frozen=True):
    """How accounts of one channel are connected.

    `needs` is what must be at hand before; `hook` says what to do with our address at the provider's, where it wants
    one; `write_to` how somebody tries it out. `examine(account, hook)` is given "" for `hook` while nothing is saved.
    `arrange` runs before it when somebody asks for a look at a saved account; a doctor only looks.
    """

    channel: str
    about: Said
    needs: tuple[Said, ...]
    fields: tuple[Field, ...]
    examine: Examine
    write_to: Said
    made: tuple[Made, ...] = ()
    hook: Said | None = None
    arrange: Examine | None = None  # sets our address and the like at the provider's, where its API lets us
    agreement: Agreement | None = None
    shares: str = ""  # the secret that one webhook of the provider serves several accounts by, as the app's of a Page


def good(check: str, label: Said, ends_at: datetime | None = None) -> Finding:
    """Return that something is right."""
    return Finding(check, label, FindingState.GOOD, token_ends_at=ends_at)


def noted(check: str, label: Said, fact: Said, remedy: Said) -> Finding:
    """Return how something is set up that may be meant so, and what to do where it is not."""
    return Finding(check, label, FindingState.NOTED, fact, remedy)


def bad(check: str, label: Said, fact: Said, remedy: Said) -> Finding:
    """Return that something is wrong, and what to do."""
    return Finding(check, label, FindingState.BAD, fact, remedy)


def unknown(check: str, label: Said, fact: Said, remedy: Said) -> Finding:
    """Return that it could not be seen."""
    return Finding(check, label, FindingState.UNKNOWN, fact, remedy)
