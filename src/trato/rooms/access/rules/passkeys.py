"""Passkeys (WebAuthn level 3): what we ask of a device, and whether its answer proves who somebody is."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
import webauthn
from msgspec import Struct
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from trato.kit.secrets import derive
from trato.rooms.access.errors import PasskeyRefused
from trato.rooms.access.model import Limit, Proven, User

NONCE_BYTES, TIME_BYTES, MAC_BYTES = 16, 8, 24
LASTS = timedelta(minutes=5)
ONCE = Limit(1, timedelta(days=1))  # an answer opens once; a challenge ends long before it is forgotten


class Site(Struct, frozen=True):
    """Who we are to browsers: keys are bound to it."""

    origin: str
    host: str


def site_of(public_url: str) -> Site:
    """Return the site of a public address."""
    parts = urlsplit(public_url)
    return Site(f"{parts.scheme}://{parts.netloc}".lower(), (parts.hostname or "").lower())


def new_challenge(key: bytes, purpose: bytes, now: datetime, random: Callable[[int], bytes]) -> bytes:
    """Return a challenge that we know again without keeping it: a nonce, its end, and our signature of both."""
    ends = int((now + LASTS).timestamp()).to_bytes(TIME_BYTES)
    nonce = random(NONCE_BYTES)
    return nonce + ends + _sign(key, purpose, nonce + ends)


def check_challenge(key: bytes, purpose: bytes, credential: Mapping[str, Any], now: datetime) -> bytes:
    """Return the challenge that a device answered, when it is ours, for this purpose, and in time."""
    try:
        told = msgspec.json.decode(_bytes(credential["response"]["clientDataJSON"]), type=dict[str, Any])
        challenge = _bytes(told["challenge"])
    except (KeyError, TypeError, ValueError, msgspec.MsgspecError):
        raise PasskeyRefused() from None
    said, signature = challenge[:-MAC_BYTES], challenge[-MAC_BYTES:]
    if len(said) != NONCE_BYTES + TIME_BYTES or not hmac.compare_digest(_sign(key, purpose, said), signature):
        raise PasskeyRefused()
    if datetime.fromtimestamp(int.from_bytes(said[NONCE_BYTES:]), UTC) <= now:
        raise PasskeyRefused(reason="late")
    return challenge


def challenge_key(challenge: bytes) -> bytes:
    """Return under what it is counted that a challenge was answered."""
    return hashlib.sha256(b"trato challenge " + challenge).digest()


def ask_for_new(site: Site, workspace: UUID, user: User, known: list[bytes], challenge: bytes) -> dict[str, Any]:
    """Return what a browser needs to make a key: discoverable, and only with a finger, a face or a PIN."""
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Trato",
        user_id=workspace.bytes + user.id.bytes,
        user_name=user.email,
        user_display_name=user.name,
        challenge=challenge,
        timeout=int(LASTS.total_seconds() * 1000),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return _plain(webauthn.options_to_json(options))


def check_new(site: Site, credential: Mapping[str, Any], challenge: bytes) -> Proven:
    """Return the key that a device made. Raises PasskeyRefused."""
    try:
        made = webauthn.verify_registration_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except (WebAuthnException, KeyError, TypeError, ValueError):
        raise PasskeyRefused() from None
    return Proven(made.credential_id, made.credential_public_key, made.sign_count, made.credential_backed_up)


def ask_for_known(site: Site, challenge: bytes) -> dict[str, Any]:
    """Return what a browser needs to prove one of its keys: which one, the person chooses."""
    options = webauthn.generate_authentication_options(
        rp_id=site.host,
        challenge=challenge,
        timeout=int(LASTS.total_seconds() * 1000),
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return _plain(webauthn.options_to_json(options))


def check_known(site: Site, credential: Mapping[str, Any], challenge: bytes, key: Proven) -> Proven:
    """Return a key with its new count, when the device proved to hold it. Raises PasskeyRefused."""
    try:
        proven = webauthn.verify_authentication_response(
            credential=dict(credential),
            expected_challenge=challenge,
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except (WebAuthnException, KeyError, TypeError, ValueError):
        raise PasskeyRefused() from None
    return Proven(key.credential_id, key.public_key, proven.new_sign_count, proven.credential_backed_up)


def whose(credential: Mapping[str, Any]) -> tuple[UUID, UUID, bytes]:
    """Return workspace, user and key that an answer names, none of it proven yet. Raises PasskeyRefused."""
    try:
        handle, id = _bytes(credential["response"]["userHandle"]), _bytes(credential["rawId"])
        return UUID(bytes=handle[:16]), UUID(bytes=handle[16:]), id
    except (KeyError, TypeError, ValueError):
        raise PasskeyRefused() from None


def _sign(key: bytes, purpose: bytes, said: bytes) -> bytes:
    return hmac.new(derive(key, "passkey challenge"), purpose + said, hashlib.sha256).digest()[:MAC_BYTES]


def _bytes(text: Any) -> bytes:
    """Decode base64url without padding; raises ValueError for anything else."""
    if not isinstance(text, str):
        raise ValueError("not text")
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except binascii.Error as error:
        raise ValueError("not base64url") from error


def _plain(text: str) -> dict[str, Any]:
    return msgspec.json.decode(text, type=dict[str, Any])
