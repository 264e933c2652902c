"""People of Facebook as a Page knows them: by an id that is good for that Page alone."""

from __future__ import annotations

from collections.abc import Sequence

from trato.rooms.contacts.model import Address, IdentityKind


def person(identifier: str, page: str) -> tuple[Address, ...]:
    """Return the address of somebody who wrote to a Page; the same in its comments and in its inbox."""
    return (Address(IdentityKind.PAGE_USER, identifier, scope=page),) if identifier else ()


def of_page(to: Sequence[Address], page: str) -> str:
    """Return the id by which a Page writes to somebody, "" when they never wrote to it."""
    known = (one for one in to if one.kind is IdentityKind.PAGE_USER and one.scope == page)
    return next((one.raw or one.value for one in known), "")
