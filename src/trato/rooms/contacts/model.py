"""Words of contacts: persons outside who write to us, and the addresses they write from."""

from __future__ import annotations

from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

ContactId = NewType("ContactId", UUID)
IdentityId = NewType("IdentityId", UUID)
OrganisationId = NewType("OrganisationId", UUID)
ConsentId = NewType("ConsentId", UUID)


class IdentityKind(StrEnum):
    """What an address is; the kind says how far it reaches (see `scope_of`)."""

    PHONE = "phone"  # a telephone number: WhatsApp, SMS and voice alike
    EMAIL = "email"
    WHATSAPP_USER = "whatsapp_user"  # business-scoped user id, as US.13491208655302741918
    WHATSAPP_PARENT = "whatsapp_parent"  # the same person for a parent business, as US.ENT.118157…
    WHATSAPP_NAME = "whatsapp_name"  # a public user name: may change hands, never used to match
    VISITOR = "visitor"  # a browser that opened the widget
    SITE_USER = "site_user"  # a person whom the brand's own site vouched for, by a signed token


class IdentityScope(StrEnum):
    """How far an identity reaches: one channel account, one business portfolio, or the world."""

    ACCOUNT = "account"
    PORTFOLIO = "portfolio"
    WORLD = "world"


_SCOPES = {
    IdentityKind.PHONE: IdentityScope.WORLD,
    IdentityKind.EMAIL: IdentityScope.WORLD,
    IdentityKind.WHATSAPP_USER: IdentityScope.PORTFOLIO,
    IdentityKind.WHATSAPP_PARENT: IdentityScope.PORTFOLIO,
    IdentityKind.WHATSAPP_NAME: IdentityScope.PORTFOLIO,
    IdentityKind.VISITOR: IdentityScope.ACCOUNT,
    IdentityKind.SITE_USER: IdentityScope.ACCOUNT,
}


def scope_of(kind: IdentityKind) -> IdentityScope:
    """Return how far identities of `kind` reach."""
    return _SCOPES[kind]


class Address(Struct, frozen=True, omit_defaults=True):
    """One identifier of a person, as a channel gave it.

    `value` is the normalised key that identities are matched by; `raw` is what the provider wants
    back when we write to it (equal to `value` when empty); `scope` is "" for the world, else the id of the
    channel account or portfolio within which `value` is unique.
    """

    kind: IdentityKind
    value: str
    scope: str = ""
    raw: str = ""
