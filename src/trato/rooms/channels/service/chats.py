"""Web chats as an administrator changes them: what was chosen, and the secret by which a site vouches for people."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec

from trato.kit.events import jsonable
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.channels.adapters.webchat.adapter import WebChat
from trato.rooms.channels.adapters.webchat.settings import WidgetSettings, checked, settings_of
from trato.rooms.channels.errors import AccountNotFound, SettingsChanged
from trato.rooms.channels.service.accounts import Seal, Unseal
from trato.rooms.channels.store import accounts as store
from trato.rooms.channels.store.accounts import AccountRow

SECRET_BYTES = 32
CURRENT, OLD = "identity_secret", "identity_secret_old"
WITHOUT = ("greeting",)  # kept once, before there was one for each language


@dataclass(frozen=True, slots=True)
class Chat:
    """One web chat. `version` names what is stored: a change names the one that it was made upon."""

    row: AccountRow
    version: str
    chosen: WidgetSettings
    identity: bool
    old_identity: bool


async def list_chats(tx: Tx, unseal: Unseal) -> list[Chat]:
    """Return the web chats of the workspace, by name."""
    versions = await store.list_versions(tx, WebChat.channel)
    rows = [row for row in await store.list_accounts(tx) if row.id in versions]
    return [_chat(row, versions[row.id], _opened(row, unseal)) for row in rows]


async def get_chat(tx: Tx, chat_id: UUID, unseal: Unseal) -> Chat:
    """Return one web chat. Raises AccountNotFound."""
    found = next((one for one in await list_chats(tx, unseal) if one.row.id == chat_id), None)
    if found is None:
        raise AccountNotFound(account=str(chat_id))
    return found


async def change_chat(tx: Tx, chat: Chat, version: str, given: WidgetSettings, *, local: bool) -> None:
    """Keep what was chosen; what this version does not know of stays. Raises Invalid and SettingsChanged."""
    kept = msgspec.to_builtins(checked(given, local=local))
    stored = {name: value for name, value in chat.row.settings.items() if name not in WITHOUT}
    if not await store.replace_settings(tx, chat.row.id, stored | kept, version):
        raise SettingsChanged(account=str(chat.row.id))
    before = msgspec.to_builtins(chat.chosen)
    changed = sorted(name for name, value in kept.items() if before.get(name) != value)
    tx.audit(AuditEntry("channels.change", "account", chat.row.id, {"fields": changed}))


async def renew_secret(tx: Tx, chat: Chat, unseal: Unseal, seal: Seal) -> str:
    """Make another identity secret; the one before counts beside it until it is dropped. Returns it, once."""
    fresh = secrets.token_urlsafe(SECRET_BYTES)
    kept = _opened(chat.row, unseal)
    before = {OLD: kept[CURRENT]} if kept.get(CURRENT) else {}
    await _keep(tx, chat, {**kept, **before, CURRENT: fresh}, seal)
    tx.audit(AuditEntry("channels.renew_secret", "account", chat.row.id))
    return fresh


async def drop_old_secret(tx: Tx, chat: Chat, unseal: Unseal, seal: Seal) -> None:
    """Let the identity secret before the last count no more."""
    kept = _opened(chat.row, unseal)
    await _keep(tx, chat, {name: value for name, value in kept.items() if name != OLD}, seal)
    tx.audit(AuditEntry("channels.drop_secret", "account", chat.row.id))


async def _keep(tx: Tx, chat: Chat, kept: Mapping[str, str], seal: Seal) -> None:
    await store.set_secrets(tx, chat.row.id, seal(tx.workspace, chat.row.id, jsonable(dict(kept)).encode()))


def _opened(row: AccountRow, unseal: Unseal) -> dict[str, Any]:
    if row.secrets is None:
        return {}
    return msgspec.json.decode(unseal(row.workspace_id, row.id, row.secrets), type=dict[str, Any])


def _chat(row: AccountRow, version: str, kept: Mapping[str, Any]) -> Chat:
    return Chat(row, version, settings_of(row.settings), bool(kept.get(CURRENT)), bool(kept.get(OLD)))
