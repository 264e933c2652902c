"""Who wrote: the several identifiers under which WhatsApp names one person.

Since user names (2026) a webhook may come without telephone number. The business-scoped user id (BSUID) is
then the only name, unique within one business portfolio. See "Business-scoped user IDs" in Meta's docs.
"""

from __future__ import annotations

from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, text_in
from trato.rooms.channels.model import AccountView
from trato.rooms.contacts.model import Address, IdentityKind, from_international


class People:
    """The `contacts` of one change, found by the ids that its items carry."""

    __slots__ = ("_contacts", "_scope")

    def __init__(self, value: JsonMap, account: AccountView) -> None:
        self._contacts = maps_in(value, "contacts")
        self._scope = account.portfolio or str(account.id)

    def sender(self, phone: str, user_id: str, parent: str = "") -> tuple[tuple[Address, ...], str]:
        """Return the addresses and the name of who wrote an item of this change.

        A change's only contact is who wrote its messages, even where his WhatsApp id is not his telephone
        number (Meta: "may not always match").
        """
        contact = self._matching(phone, user_id) or (self._contacts[0] if len(self._contacts) == 1 else None)
        return self._described(contact, phone, user_id, parent)

    def other(self, phone: str, user_id: str, parent: str = "") -> tuple[tuple[Address, ...], str]:
        """Return the addresses and the name of a person whom the item itself names.

        Nothing is taken from a contact with other ids: a consent must never land on somebody else.
        """
        contact = self._matching(phone, user_id)
        if contact is None and not phone and not user_id and len(self._contacts) == 1:
            contact = self._contacts[0]
        return self._described(contact, phone, user_id, parent)

    def _matching(self, phone: str, user_id: str) -> JsonMap | None:
        for contact in self._contacts:
            known = text_in(contact, "wa_id")
            if phone and known and (known == phone or from_international(known) == from_international(phone)):
                return contact
            if user_id and text_in(contact, "user_id") == user_id:
                return contact
        return None

    def _described(
        self, contact: JsonMap | None, phone: str, user_id: str, parent: str
    ) -> tuple[tuple[Address, ...], str]:
        name = username = ""
        if contact is not None:
            profile = map_in(contact, "profile")
            name, username = text_in(profile, "name"), text_in(profile, "username")
            user_id = user_id or text_in(contact, "user_id")
            parent = parent or text_in(contact, "parent_user_id")
            if not from_international(phone):
                phone = text_in(contact, "wa_id")
        return self.addresses(phone, user_id, parent, username), name

    def addresses(self, phone: str, user_id: str, parent: str = "", username: str = "") -> tuple[Address, ...]:
        """Return one address for each identifier that is there."""
        found: list[Address] = []
        if user_id:
            found.append(Address(IdentityKind.WHATSAPP_USER, user_id, self._scope))
        if phone and (key := from_international(phone)):
            found.append(Address(IdentityKind.PHONE, key, raw=phone))
        if parent:
            found.append(Address(IdentityKind.WHATSAPP_PARENT, parent, self._scope))
        if username:
            found.append(Address(IdentityKind.WHATSAPP_NAME, username, self._scope))
        return tuple(found)
