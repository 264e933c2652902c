"""People of Instagram as a professional account knows them: by an id that is good for it alone, and their public name.

The id is the same in comments and in messages. Of who mentions an account elsewhere only the public name is told: they
are somebody of their own, joined with nobody, for a public name may change hands.
"""

from __future__ import annotations

from trato.rooms.channels.adapters.meta.people import person
from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
from trato.rooms.contacts.model import Address, IdentityKind


def commenter(value: JsonMap, account: str) -> tuple[tuple[Address, ...], str]:
    """Return who said something in public, by what identifies them, and what they are called."""
    who = map_in(value, "from")
    identifier, name = text_in(who, "id"), text_in(who, "username") or text_in(value, "username")
    public = (Address(IdentityKind.ACCOUNT_NAME, f"@{name}", account),) if name else ()
    if identifier:
        return person(identifier, account) + public, name
    return (person(f"@{name}", account), name) if name else ((), "")
