"""The addresses where web chats are set up."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import NotFound
from trato.kit.requests import Nothing, OneId
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Verb
from trato.rooms.channels.adapters.webchat.look import Look
from trato.rooms.channels.adapters.webchat.settings import WidgetSettings, checked
from trato.rooms.channels.service import chats
from trato.rooms.channels.service.accounts import AccountBook, Seal
from trato.rooms.channels.service.chats import Chat


class ChatChange(Struct, frozen=True):
    """`version` is the one that was read: a later one refuses the change."""

    id: UUID
    version: str
    settings: WidgetSettings


class ChatDraft(Struct, frozen=True):
    id: UUID
    settings: WidgetSettings


class ChatAccount(Struct, frozen=True):
    """A web chat. `key` is what pages name it by; `look` what its colour is painted as, null for ours.

    `identity` says whether a site can vouch for its people, `old_identity` whether the secret before counts too.
    """

    id: UUID
    name: str
    key: str
    brand_id: UUID
    state: str
    version: str
    settings: WidgetSettings
    look: Look | None
    identity: bool
    old_identity: bool


class ChatChecked(Struct, frozen=True):
    """What would be kept of a draft, and how its colour would be painted."""

    settings: WidgetSettings
    look: Look | None


class IdentitySecret(Struct, frozen=True):
    """Told here and never again."""

    secret: str


class Chats:
    """The handlers; `local` lets sites of this machine in, where the server is of this machine."""

    def __init__(self, book: AccountBook, seal: Seal, *, local: bool) -> None:
        self._book, self._seal, self._local = book, seal, local

    def table(self) -> tuple[tuple[str, str, Verb, Any, type[Struct]], ...]:
        """Return every address: method, path, verb, handler, what it takes."""
        read, manage, one = Verb.CHANNELS_READ, Verb.CHANNELS_MANAGE, "/api/v1/chats/{id}"
        return (
            ("GET", "/api/v1/chats", read, self.chats, Nothing),
            ("GET", one, read, self.chat, OneId),
            ("PUT", one, manage, self.change, ChatChange),
            ("POST", f"{one}/check", read, self.check, ChatDraft),
            ("POST", f"{one}/identity-secret", manage, self.renew, OneId),
            ("DELETE", f"{one}/identity-secret", manage, self.drop, OneId),
        )

    async def chats(self, tx: Tx, who: Principal, given: Nothing) -> list[ChatAccount]:
        """List the web chats within reach."""
        found = await chats.list_chats(tx, self._book.unseal)
        return [_shown(one) for one in found if _reaches(who, Verb.CHANNELS_READ, one)]

    async def chat(self, tx: Tx, who: Principal, given: OneId) -> ChatAccount:
        """Show one web chat."""
        return _shown(await self._get(tx, who, Verb.CHANNELS_READ, given.id))

    async def change(self, tx: Tx, who: Principal, given: ChatChange) -> ChatAccount:
        """Keep what was chosen."""
        one = await self._get(tx, who, Verb.CHANNELS_MANAGE, given.id)
        await chats.change_chat(tx, one, given.version, given.settings, local=self._local)
        self._book.forget(tx.workspace)
        return _shown(await chats.get_chat(tx, given.id, self._book.unseal))

    async def check(self, tx: Tx, who: Principal, given: ChatDraft) -> ChatChecked:
        """Say what would be kept of a draft, and keep nothing."""
        await self._get(tx, who, Verb.CHANNELS_READ, given.id)
        kept = checked(given.settings, local=self._local)
        return ChatChecked(kept, kept.look)

    async def renew(self, tx: Tx, who: Principal, given: OneId) -> IdentitySecret:
        """Make another identity secret; the one before counts until it is dropped."""
        one = await self._get(tx, who, Verb.CHANNELS_MANAGE, given.id)
        fresh = await chats.renew_secret(tx, one, self._book.unseal, self._seal)
        self._book.forget(tx.workspace)
        return IdentitySecret(fresh)

    async def drop(self, tx: Tx, who: Principal, given: OneId) -> None:
        """Let the identity secret before the last count no more."""
        one = await self._get(tx, who, Verb.CHANNELS_MANAGE, given.id)
        await chats.drop_old_secret(tx, one, self._book.unseal, self._seal)
        self._book.forget(tx.workspace)

    async def _get(self, tx: Tx, who: Principal, verb: Verb, chat_id: UUID) -> Chat:
        """Return a chat within reach. One out of reach answers like one that never was."""
        found = await chats.get_chat(tx, chat_id, self._book.unseal)
        if not _reaches(who, verb, found):
            raise NotFound(chat=chat_id)
        return found


def _reaches(who: Principal, verb: Verb, one: Chat) -> bool:
    return access.can(who.rights, verb, Place(brand_id=one.row.brand_id, account_id=one.row.id))


def _shown(one: Chat) -> ChatAccount:
    row = one.row
    return ChatAccount(
        id=row.id,
        name=row.name,
        key=row.external_id,
        brand_id=row.brand_id,
        state=row.state,
        version=one.version,
        settings=one.chosen,
        look=one.chosen.look,
        identity=one.identity,
        old_identity=one.old_identity,
    )
