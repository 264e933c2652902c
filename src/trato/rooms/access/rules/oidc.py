"""OpenID Connect (Core 1.0, Discovery 1.0; RFC 7636, 9207): what we send to a provider, and what its answers prove.

What must be remembered while somebody is at the provider stands in a ticket that their browser keeps: random, signed
by us, and short-lived. State, nonce and the PKCE verifier are derived from it with our key, so the ticket tells none
of them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import quote, urlencode, urlsplit
from uuid import UUID

import msgspec
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from msgspec import Struct

from trato.kit.errors import Invalid
from trato.kit.secrets import derive
from trato.rooms.access.errors import OidcRefused, OidcUnreachable, OidcUnverified
from trato.rooms.access.model import Limit, Vouched
from trato.rooms.access.rules.sign_in import normal_email

ALGORITHMS = ("RS256", "ES256")  # never `none`, never one with a shared key
KEY_KINDS = frozenset({"RSA", "EC"})
SCOPE = "openid email profile"
ID_BYTES, NONCE_BYTES, TIME_BYTES, MAC_BYTES = 16, 16, 8, 32
LASTS = timedelta(minutes=10)
ONCE = Limit(1, timedelta(days=1))  # a ticket is taken once; it ends long before it is forgotten
SKEW = timedelta(minutes=1)  # how far the provider's clock may be from ours
OLDEST = timedelta(minutes=10)  # a token made before that was not made for this sign-in
LONGEST_SUBJECT = 255
LONGEST_TOKEN = 50_000
HERE = frozenset({"localhost", "127.0.0.1", "::1"})


class Ticket(Struct, frozen=True):
    """Two ids that we signed, and the whole of it."""

    first: UUID
    second: UUID
    raw: bytes


class Discovery(Struct, frozen=True):
    """What we read of a provider's discovery document."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    token_endpoint_auth_methods_supported: tuple[str, ...] = ("client_secret_basic",)
    id_token_signing_alg_values_supported: tuple[str, ...] = ("RS256",)
    authorization_response_iss_parameter_supported: bool = False


class Token(Struct, frozen=True):
    """What we read of a token endpoint's answer."""

    id_token: str


class KeyUnknown(Exception):
    """The token names a key that the provider did not show; it may have changed its keys."""


def check_issuer(issuer: str, *, plain: bool) -> str:
    """Return an issuer that may be trusted: https, or http on this machine when `plain`. Raises Invalid."""
    text = issuer.strip()
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        raise Invalid(field="issuer", reason="address") from None
    fits = parts.scheme == "https" or plain and parts.scheme == "http" and host in HERE
    if not (fits and host) or parts.query or parts.fragment or parts.username is not None or len(text) > 500:
        raise Invalid(field="issuer", reason="address")
    return text


def discovery_url(issuer: str) -> str:
    """Return where the provider describes itself."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def read_discovery(body: bytes, issuer: str, *, plain: bool) -> Discovery:
    """Read a discovery document. Raises OidcUnreachable with the reason document, issuer, endpoints, signing or client.

    The issuer must be the one that was set up, to the letter: otherwise one provider could speak for another.
    """
    try:
        found = msgspec.json.decode(body, type=Discovery)
    except (msgspec.MsgspecError, UnicodeDecodeError):
        raise OidcUnreachable(reason="document") from None
    if found.issuer != issuer:
        raise OidcUnreachable(reason="issuer")
    for one in (found.authorization_endpoint, found.token_endpoint, found.jwks_uri):
        parts = urlsplit(one)
        if not (parts.scheme == "https" or plain and parts.scheme == "http" and parts.hostname in HERE):
            raise OidcUnreachable(reason="endpoints")
    if not set(ALGORITHMS) & set(found.id_token_signing_alg_values_supported):
        raise OidcUnreachable(reason="signing")
    if not {"client_secret_basic", "client_secret_post"} & set(found.token_endpoint_auth_methods_supported):
        raise OidcUnreachable(reason="client")
    return found


def read_keys(body: bytes) -> KeySet:
    """Read a provider's public keys; those that do not sign are left out. Raises OidcUnreachable (keys)."""
    try:
        told = msgspec.json.decode(body, type=dict[str, Any])["keys"]
        kept = [one for one in told if one.get("kty") in KEY_KINDS and one.get("use", "sig") == "sig"]
        return KeySet.import_key_set({"keys": kept})
    except (msgspec.MsgspecError, UnicodeDecodeError, JoseError, KeyError, TypeError, AttributeError, ValueError):
        raise OidcUnreachable(reason="keys") from None


def new_ticket(
    key: bytes, purpose: str, first: UUID, second: UUID, now: datetime, random: Callable[[int], bytes]
) -> str:
    """Return a ticket for one purpose that says two ids."""
    said = first.bytes + second.bytes + random(NONCE_BYTES) + int((now + LASTS).timestamp()).to_bytes(TIME_BYTES)
    return _text(said + _sign(key, f"oidc {purpose}", said))


def read_ticket(key: bytes, purpose: str, text: str, now: datetime) -> Ticket:
    """Return what a ticket of ours says, in time. Raises OidcRefused."""
    try:
        raw = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise OidcRefused(reason="ticket") from None
    said, signature = raw[:-MAC_BYTES], raw[-MAC_BYTES:]
    if len(said) != 2 * ID_BYTES + NONCE_BYTES + TIME_BYTES:
        raise OidcRefused(reason="ticket")
    if not hmac.compare_digest(_sign(key, f"oidc {purpose}", said), signature):
        raise OidcRefused(reason="ticket")
    if datetime.fromtimestamp(int.from_bytes(said[-TIME_BYTES:]), UTC) <= now:
        raise OidcRefused(reason="late")
    return Ticket(UUID(bytes=said[:ID_BYTES]), UUID(bytes=said[ID_BYTES : 2 * ID_BYTES]), raw)


def ticket_key(ticket: Ticket) -> bytes:
    """Return under what it is counted that a ticket was taken."""
    return hashlib.sha256(b"trato oidc ticket " + ticket.raw).digest()


def code_key(user: UUID) -> bytes:
    """Return under what codes are counted that somebody tries after a provider vouched for them."""
    return hashlib.sha256(b"trato oidc code " + user.bytes).digest()


def derived(key: bytes, ticket: Ticket, what: str) -> str:
    """Return the state, the nonce or the verifier of a ticket: 43 characters that only we can tell."""
    return _text(_sign(key, f"oidc {what}", ticket.raw))


def challenge_of(verifier: str) -> str:
    """Return the PKCE challenge (S256) of a verifier."""
    return _text(hashlib.sha256(verifier.encode()).digest())


def begin_url(found: Discovery, client_id: str, redirect: str, key: bytes, ticket: Ticket) -> str:
    """Return where the browser goes to prove who its person is."""
    asked = {
        "response_type": "code",
        "client_id": client_id,
        "redirect_uri": redirect,
        "scope": SCOPE,
        "state": derived(key, ticket, "state"),
        "nonce": derived(key, ticket, "nonce"),
        "code_challenge": challenge_of(derived(key, ticket, "verifier")),
        "code_challenge_method": "S256",
    }
    joint = "&" if urlsplit(found.authorization_endpoint).query else "?"
    return found.authorization_endpoint + joint + urlencode(asked)


def check_state(key: bytes, ticket: Ticket, state: str) -> None:
    """Refuse an answer that is not to what this browser began. Raises OidcRefused."""
    if not hmac.compare_digest(derived(key, ticket, "state").encode(), state.encode()):
        raise OidcRefused(reason="state")


def check_sender(found: Discovery, iss: str | None) -> None:
    """Refuse an answer that another provider sent (RFC 9207). Raises OidcRefused."""
    if iss is None and not found.authorization_response_iss_parameter_supported:
        return
    if iss != found.issuer:
        raise OidcRefused(reason="sender")


def exchange(
    found: Discovery, client_id: str, secret: str, code: str, redirect: str, verifier: str
) -> tuple[dict[str, str], bytes]:
    """Return headers and body that turn a code into a token, proving that we are the client (RFC 6749, 2.3.1)."""
    said = {"grant_type": "authorization_code", "code": code, "redirect_uri": redirect, "code_verifier": verifier}
    headers = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
    if "client_secret_basic" in found.token_endpoint_auth_methods_supported:
        pair = f"{quote(client_id, safe='')}:{quote(secret, safe='')}"
        headers["authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    else:
        said |= {"client_id": client_id, "client_secret": secret}
    return headers, urlencode(said).encode()


def check_token(text: str, keys: KeySet, issuer: str, client_id: str, nonce: str, now: datetime) -> Vouched:
    """Return whom an ID token vouches for (Core 1.0, 3.1.3.7). Raises OidcRefused, OidcUnverified and KeyUnknown."""
    if len(text) > LONGEST_TOKEN:
        raise OidcRefused(reason="token")
    try:
        claims = jwt.decode(text, keys, algorithms=ALGORITHMS).claims
    except InvalidKeyIdError as error:
        raise KeyUnknown from error
    except (JoseError, ValueError, TypeError, KeyError):
        raise OidcRefused(reason="signature") from None
    _check_claims(claims, issuer, client_id, nonce, now)
    subject, email = claims.get("sub"), claims.get("email")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT or "\x00" in subject:
        raise OidcRefused(reason="subject")
    if not _is_yes(claims.get("email_verified")) or not isinstance(email, str):
        raise OidcUnverified()
    try:
        return Vouched(subject, normal_email(email))
    except Invalid:
        raise OidcUnverified() from None


def _check_claims(claims: Mapping[str, Any], issuer: str, client_id: str, nonce: str, now: datetime) -> None:
    if claims.get("iss") != issuer:
        raise OidcRefused(reason="issuer")
    said = claims.get("aud")
    audience: Sequence[Any] = said if isinstance(said, list) else [said]
    party = claims.get("azp")
    if client_id not in audience or (len(audience) > 1 or party is not None) and party != client_id:
        raise OidcRefused(reason="audience")
    if _moment(claims, "exp") <= now - SKEW:
        raise OidcRefused(reason="expired")
    if not now - OLDEST <= _moment(claims, "iat") <= now + SKEW:
        raise OidcRefused(reason="issued")
    told = claims.get("nonce")
    if not isinstance(told, str) or not hmac.compare_digest(told.encode(), nonce.encode()):
        raise OidcRefused(reason="nonce")


def _is_yes(said: object) -> bool:
    """Say whether a claim says yes: a boolean (Core 1.0, 5.1), or the word, as several providers write it."""
    return said is True or isinstance(said, str) and said.strip().lower() == "true"


def _moment(claims: Mapping[str, Any], name: str) -> datetime:
    said = claims.get(name)
    if isinstance(said, bool) or not isinstance(said, int | float):
        raise OidcRefused(reason=name)
    try:
        return datetime.fromtimestamp(said, UTC)
    except (OverflowError, ValueError, OSError):
        raise OidcRefused(reason=name) from None


def _sign(key: bytes, purpose: str, said: bytes) -> bytes:
    return hmac.new(derive(key, purpose), said, hashlib.sha256).digest()


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
