"""Tokens that this door signs for itself: who a browser is, what it uploaded, what it may download.

A token is `base64url(JSON) "." base64url(HMAC-SHA256)`; each kind is signed for its own purpose, so that none can be
used as another. The key is the account's `visitor_secret`.
"""

from __future__ import annotations

import binascii
import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

import msgspec
from msgspec import Struct

from trato.rooms.channels.adapters.webchat.shapes import StoredFile
from trato.rooms.channels.model import AccountView
from trato.rooms.channels.webchat.errors import FileUnknown, LinkSpent, VisitorUnknown
from trato.rooms.channels.webchat.model import Visitor

ANONYMOUS_FOR = timedelta(days=365)
UPLOAD_FOR = timedelta(days=7)  # a message may wait that long in the outbox of a browser without network
FILE_STEP = 12 * 3600  # seconds: the same URL for that long, so that browsers cache pictures

T = TypeVar("T")


class VisitorClaims(Struct, frozen=True, omit_defaults=True):
    visitor: Visitor
    exp: int


class UploadClaims(Struct, frozen=True, omit_defaults=True):
    visitor: str
    file: StoredFile
    exp: int


class ResumeClaims(Struct, frozen=True, omit_defaults=True):
    id: UUID
    exp: int


class FileClaims(Struct, frozen=True, omit_defaults=True):
    key: str
    mime: str
    exp: int
    name: str = ""


def visitor_token(account: AccountView, visitor: Visitor, until: datetime) -> str:
    """Return the token by which this browser is known until `until`."""
    return _seal(account, "visitor", VisitorClaims(visitor, int(until.timestamp())))


def read_visitor(account: AccountView, token: str, now: datetime) -> VisitorClaims:
    """Return who `token` is; raise `VisitorUnknown` when it is forged, foreign or old."""
    claims = _open(account, "visitor", token, VisitorClaims)
    if claims is None or claims.exp <= now.timestamp():
        raise VisitorUnknown(expired=claims is not None)
    return claims


def resume_ticket(account: AccountView, post_id: UUID, until: datetime) -> str:
    """Return what stands in an e-mailed link; the database says whether it was used."""
    return _seal(account, "resume", ResumeClaims(post_id, int(until.timestamp())))


def read_resume(account: AccountView, ticket: str, now: datetime) -> UUID:
    """Return the e-mail that a link came in; raise `LinkSpent` when it is forged, foreign or old."""
    claims = _open(account, "resume", ticket, ResumeClaims)
    if claims is None or claims.exp <= now.timestamp():
        raise LinkSpent()
    return claims.id


def upload_ticket(account: AccountView, visitor: Visitor, file: StoredFile, now: datetime) -> str:
    """Return the ticket with which this visitor, and nobody else, can send the file that they uploaded."""
    return _seal(account, "upload", UploadClaims(visitor.id, file, int((now + UPLOAD_FOR).timestamp())))


def read_upload(account: AccountView, visitor: Visitor, ticket: str, now: datetime) -> StoredFile:
    """Return the file behind `ticket`; raise `FileUnknown` when it is not this visitor's."""
    claims = _open(account, "upload", ticket, UploadClaims)
    if claims is None or claims.visitor != visitor.id or claims.exp <= now.timestamp():
        raise FileUnknown()
    return claims.file


def file_ticket(account: AccountView, key: str, mime: str, name: str, now: datetime) -> str:
    """Return what stands in the URL of a file; it is good for 12 to 24 hours."""
    step = int(now.timestamp()) // FILE_STEP
    return _seal(account, "file", FileClaims(key, mime, (step + 2) * FILE_STEP, name))


def read_file(account: AccountView, ticket: str, now: datetime) -> FileClaims:
    """Return the file that a URL names; raise `FileUnknown` when it is forged or old."""
    claims = _open(account, "file", ticket, FileClaims)
    if claims is None or claims.exp <= now.timestamp():
        raise FileUnknown()
    return claims


def encode(raw: bytes) -> str:
    """Return `raw` in base64url without padding."""
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Return the bytes of base64url without padding; raise ValueError for anything else."""
    try:
        return urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (binascii.Error, UnicodeEncodeError) as error:
        raise ValueError("not base64url") from error


def _seal(account: AccountView, purpose: str, claims: Struct) -> str:
    payload = encode(msgspec.json.encode(claims))
    return f"{payload}.{encode(_mac(account, purpose, payload))}"


def _open(account: AccountView, purpose: str, token: str, shape: type[T]) -> T | None:
    payload, _, signature = token.partition(".")
    try:
        if not hmac.compare_digest(decode(signature), _mac(account, purpose, payload)):
            return None
        return msgspec.json.decode(decode(payload), type=shape)
    except ValueError:
        return None


def _mac(account: AccountView, purpose: str, payload: str) -> bytes:
    secret = account.secrets["visitor_secret"].encode()
    return hmac.digest(secret, f"{purpose}.{account.id}.{payload}".encode(), hashlib.sha256)
