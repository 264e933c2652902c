"""Proving who one is: e-mails, passwords, tokens, codes, and how often one may fail."""

from __future__ import annotations

import base64
import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pyotp

from trato.kit.errors import Invalid
from trato.rooms.access.errors import PasswordTooWeak
from trato.rooms.access.model import Failures, Limit

TOKEN_BYTES = 32
TOKEN_PREFIX = "trato_"  # so that scanners of leaked secrets know one when they see it
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 256
STEP_SECONDS = 30  # of TOTP, RFC 6238
RECOVERY_CODES = 10

IDLE = timedelta(hours=12)
ABSOLUTE = timedelta(days=14)

GUESSED_FIRST = (
    "1234567890 12345678910 0123456789 9876543210 1111111111 0000000000 1q2w3e4r5t qwertyuiop qwerty12345 "
    "qwerty123456 asdfghjkl1 zxcvbnm123 password12 password123 password1234 passw0rd123 contraseña contraseña1 "
    "contraseña123 contrasena contrasena1 contrasena123 micontraseña clave12345 clave123456 bienvenido "
    "bienvenido1 bienvenida1 teamo12345 iloveyou12 administrador administrator admin12345 admin123456 "
    "trato12345 senha12345 senha123456 minhasenha brasil12345 argentina1 mexico12345 bocajuniors riverplate "
    "flamengo12 corinthians changeme123 letmein1234 welcome1234 abc1234567 abcd123456 abcdefghij qazwsxedc1 "
    "1qaz2wsx3e"
)
COMMON = frozenset(GUESSED_FIRST.split())


PAIR_LIMIT = Limit(5, timedelta(minutes=15))  # one e-mail from one address
EMAIL_LIMIT = Limit(25, timedelta(minutes=15))  # one e-mail from anywhere: higher, or strangers could lock people out
ADDRESS_LIMIT = Limit(50, timedelta(minutes=15))  # one address, whomever it tries


def normal_email(text: str) -> str:
    """Return an e-mail as we keep it: without spaces around, in lower case. Raises Invalid."""
    email = unicodedata.normalize("NFC", text).strip().lower()
    local, at, domain = email.rpartition("@")
    if not (at and local and "." in domain.strip(".")) or any(c.isspace() for c in email) or len(email) > 254:
        raise Invalid(field="email", reason="malformed")
    return email


def email_hash(email: str) -> bytes:
    """Return what the door may see of a normal e-mail."""
    return hashlib.sha256(b"trato email " + email.encode()).digest()


def check_password(password: str, email: str) -> None:
    """Refuse passwords that are guessed first (NIST SP 800-63B). Raises PasswordTooWeak."""
    if len(password) < SHORTEST_PASSWORD:
        raise PasswordTooWeak(reason="too_short", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise PasswordTooWeak(reason="too_long", most=LONGEST_PASSWORD)
    plain = password.casefold()
    if plain in COMMON or len(set(plain)) < 4:
        raise PasswordTooWeak(reason="too_common")
    local = email.partition("@")[0]
    if plain in {email, local} or len(local) > 3 and plain.replace(local, "").strip("0123456789!.-_") == "":
        raise PasswordTooWeak(reason="like_email")


def token_hash(token: str) -> bytes:
    """Return what we keep of a session's or a program's token."""
    return hashlib.sha256(token.encode()).digest()


def new_token(random: Callable[[int], bytes], prefix: str = "") -> str:
    """Return an opaque token of 256 random bits."""
    return prefix + base64.urlsafe_b64encode(random(TOKEN_BYTES)).decode().rstrip("=")


def failure_keys(email: str, address: str) -> tuple[tuple[bytes, Limit], ...]:
    """Return the keys under which failures are counted, each with its limit. Hashes: neither is kept."""
    said = (
        ("pair", f"{email} {address}", PAIR_LIMIT),
        ("email", email, EMAIL_LIMIT),
        ("address", address, ADDRESS_LIMIT),
    )
    return tuple(
        (hashlib.sha256(f"trato failure {kind} {text}".encode()).digest(), limit) for kind, text, limit in said
    )


def wait_after(counted: Failures, limit: Limit, now: datetime) -> timedelta | None:
    """Return how long a key must still wait, or None when it may try; `counted` holds this attempt."""
    if counted.count <= limit.failures:
        return None
    return max(counted.since + limit.within - now, timedelta(seconds=1))


def code_step(secret: str, code: str, last_step: int, now: datetime) -> int | None:
    """Return the time step that a TOTP code stands for, or None when it is wrong, stale, or was used already.

    One step before and after now are taken, for clocks that differ. `last_step` is that of the last code taken.
    """
    digits = "".join(code.split())
    totp = pyotp.TOTP(secret, interval=STEP_SECONDS)
    here = int(now.timestamp()) // STEP_SECONDS
    for step in (here, here - 1, here + 1):
        if hmac.compare_digest(totp.generate_otp(step).encode(), digits.encode()) and step > last_step:
            return step
    return None


def new_recovery_code(random: Callable[[int], bytes]) -> str:
    """Return a code of 80 random bits, in four groups that can be read aloud."""
    text = base64.b32encode(random(10)).decode().lower()
    return "-".join(text[i : i + 4] for i in range(0, 16, 4))


def recovery_hash(user: UUID, code: str) -> bytes:
    """Return what we keep of a recovery code, however it was typed."""
    return hashlib.sha256(user.bytes + code.replace("-", "").replace(" ", "").lower().encode()).digest()
