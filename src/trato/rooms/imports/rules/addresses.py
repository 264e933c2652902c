"""What a record's addresses are in our words, and which of them make no sense."""

from __future__ import annotations

import re

from trato.rooms.contacts.model import Address, IdentityKind, normalise
from trato.rooms.imports.model import Contact

EMAIL = re.compile(r"[^@\s<>,;]{1,64}@[^@\s<>,;]{1,189}\.[^@\s<>,;.]{2,63}")
SHORTEST = 6  # digits: fewer are a short code, which is nobody's number


def addresses_of(one: Contact, source: str, country: str) -> tuple[tuple[Address, ...], list[tuple[str, str]]]:
    """Return the addresses of a contact, and (code, value) of those that make no sense.

    A telephone number without prefix is of the contact's country, else of `country`. A contact without any address
    is known by its own id in its system, which is unique there and nowhere else.
    """
    found: dict[tuple[IdentityKind, str], Address] = {}
    bad: list[tuple[str, str]] = []
    for raw in one.emails:
        value = raw.strip().lower()
        if EMAIL.fullmatch(value):
            found.setdefault((IdentityKind.EMAIL, value), Address(IdentityKind.EMAIL, value, raw=raw.strip()))
        else:
            bad.append(("bad_email", raw))
    for raw in one.phones:
        value = normalise(raw, one.country or country)
        if sum(c.isdecimal() for c in value) >= SHORTEST and value.startswith("+"):
            found.setdefault((IdentityKind.PHONE, value), Address(IdentityKind.PHONE, value, raw=raw.strip()))
        else:
            bad.append(("bad_phone", raw))
    if not found:
        own = Address(IdentityKind.ACCOUNT_USER, one.key, scope=f"import:{source}")
        return (own,), bad
    return tuple(found.values()), bad
