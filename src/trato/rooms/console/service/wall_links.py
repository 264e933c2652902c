"""Links that show a board on a screen: made for a time, listed, revoked; what they see is what their maker may see."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Invalid, NotFound
from trato.kit.ids import uuid7
from trato.kit.text import clean
from trato.kit.tx import AuditEntry, Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Principal, UserId, UserState, Verb
from trato.rooms.console.events import WallLinkRevoked
from trato.rooms.console.model import Selection
from trato.rooms.console.store import wall_links as store

SECRET = 32  # bytes
LONGEST_DAYS = 400
SHOWN_AFTER = timedelta(days=30)  # how long a revoked link is still listed


class WallLink(Struct, frozen=True):
    """A link as whoever administers it sees it: never what opens it."""

    id: UUID
    name: str
    part: Selection
    made_by: str
    made_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    seen_at: datetime | None


class NewWallLink(Struct, frozen=True):
    """`secret` is told this once, and kept nowhere."""

    link: WallLink
    secret: str


async def make(tx: Tx, who: Principal, name: str, days: int, wanted: Selection) -> NewWallLink:
    """Make a link that shows a part of one's reach for some days. Raises Invalid."""
    name = clean(name, 80).strip()
    if not name:
        raise Invalid(field="name", reason="empty")
    if not 1 <= days <= LONGEST_DAYS:
        raise Invalid(field="days", reason="out_of_range")
    id, random = uuid7(), secrets.token_bytes(SECRET)
    await store.add(tx, id, name, _hash(random), wanted, who.user.id, tx.now + timedelta(days=days))
    tx.audit(AuditEntry("floor.share", "wall_link", id, {"days": days}))
    secret = base64.urlsafe_b64encode(tx.workspace.bytes + id.bytes + random).rstrip(b"=").decode()
    return NewWallLink(next(one for one in await list_links(tx, who) if one.id == id), secret)


async def list_links(tx: Tx, who: Principal) -> list[WallLink]:
    """Return one's own links, or everybody's for whoever shares everywhere."""
    own = None if who.rights.scope(Verb.FLOOR_SHARE).everywhere else who.user.id
    return [_link(row) for row in await store.list_links(tx, own, tx.now - SHOWN_AFTER)]


async def revoke(tx: Tx, who: Principal, id: UUID) -> None:
    """End a link: its screens go dark at once. Raises NotFound."""
    row = await store.get(tx, id)
    if row is None or (row["made_by"] != who.user.id and not who.rights.scope(Verb.FLOOR_SHARE).everywhere):
        raise NotFound()
    if await store.revoke(tx, id):
        tx.emit(WallLinkRevoked(subject=id))
        tx.audit(AuditEntry("floor.revoke", "wall_link", id))


class Shown(Struct, frozen=True):
    """What a link opens now: as whom, which part, and until when."""

    id: UUID
    principal: Principal
    part: Selection
    name: str
    expires_at: datetime


def workspace_of(secret: str) -> UUID | None:
    """Return the workspace that a secret names; None when it is none at all."""
    raw = _read(secret)
    return UUID(bytes=raw[:16]) if raw else None


async def open_link(tx: Tx, secret: str) -> Shown:
    """Return what a secret opens here. Raises NotFound: it is unknown, ended or revoked, or its maker may no more."""
    raw = _read(secret)
    row = await store.get(tx, UUID(bytes=raw[16:32])) if raw else None
    if raw is None or row is None or not hmac.compare_digest(row["hash"], _hash(raw[32:])):
        raise NotFound()
    if row["revoked_at"] is not None or row["expires_at"] <= tx.now:
        raise NotFound()
    user = await access.get_user(tx, UserId(row["made_by"]))
    rights = await access.rights_of(tx, user.id)
    if user.state is not UserState.ACTIVE or not (rights.may(Verb.FLOOR_SHARE) and rights.may(Verb.FLOOR_READ)):
        raise NotFound()
    await store.note_seen(tx, row["id"])
    workspace = await access.get_workspace(tx)
    principal = Principal(workspace.id, user, rights, token_id=row["id"])
    return Shown(row["id"], principal, _part(row), row["name"], row["expires_at"])


def _read(secret: str) -> bytes | None:
    try:
        raw = base64.urlsafe_b64decode(secret.encode("ascii") + b"=" * (-len(secret) % 4))
    except (ValueError, binascii.Error):
        return None
    return raw if len(raw) == 32 + SECRET else None


def _hash(random: bytes) -> bytes:
    return hashlib.sha256(b"trato wall link" + random).digest()


def _part(row: Any) -> Selection:
    return Selection(tuple(row["brands"]), tuple(row["queues"]), tuple(row["teams"]))


def _link(row: Any) -> WallLink:
    return WallLink(
        id=row["id"],
        name=row["name"],
        part=_part(row),
        made_by=row["made_by_name"] or "",
        made_at=row["made_at"],
        expires_at=row["expires_at"],
        revoked_at=row["revoked_at"],
        seen_at=row["seen_at"],
    )
