"""What the process is told by its environment, read once at start."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from trato.kit import virus
from trato.kit.clock import Scale, parse_scale
from trato.kit.http import IpNetwork
from trato.kit.roles import APP, DOOR, role_url

KEY_BYTES = 32
DEFAULT_PORT = 8686


class SettingRefused(ValueError):
    """A variable of the environment makes no sense; the text names it and says what would."""


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "debug"
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one process. Everything that a brand may choose lives in the database instead.

    `database_url` is None for the embedded server. `key` is the master key: it encrypts channel secrets and derives
    the passwords of the database roles; it is never shown.
    """

    home: Path
    database_url: str | None
    host: str
    port: int
    public_url: str
    key: bytes
    clock: Scale | None
    log: LogLevel
    failpoint: str
    smtp_url: str = ""
    mail_from: str = ""
    oidc_networks: tuple[IpNetwork, ...] = ()
    llm_networks: tuple[IpNetwork, ...] = ()
    clamav: str = ""
    intelligence: bool = True

    def __repr__(self) -> str:
        return f"Settings(home={self.home}, host={self.host}, port={self.port}, public_url={self.public_url})"

    @property
    def is_local(self) -> bool:
        """Whether only this machine calls us: then strangers' URLs may lead back to it too."""
        return (urlsplit(self.public_url).hostname or "") in {"localhost", "127.0.0.1", "::1"}

    @property
    def blobs(self) -> Path:
        """Where files are kept."""
        return self.home / "blobs"

    @property
    def hands(self) -> Path:
        """Where workers note what they have in hand."""
        return self.home / "hands"

    @property
    def app_url(self) -> str:
        """The database as the role that works inside a workspace. Raises SettingRefused when no database is named."""
        return role_url(self._named_database(), APP, self.key)

    @property
    def door_url(self) -> str:
        """The database as the role of the door. Raises SettingRefused when no database is named."""
        return role_url(self._named_database(), DOOR, self.key)

    def _named_database(self) -> str:
        if self.database_url is None:
            raise SettingRefused("TRATO_DATABASE_URL is not set: `trato serve` sets it for the processes it starts.")
        return self.database_url

    @property
    def data_dir(self) -> Path:
        """Where the embedded database keeps its cluster."""
        return self.home / "postgres"


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read and check `TRATO_*`; make the home and its key when they are missing. Raises SettingRefused.

    | variable | meaning | without it |
    |---|---|---|
    | `TRATO_HOME` | folder of database, files and key | `.trato` in the current folder |
    | `TRATO_DATABASE_URL` | a PostgreSQL 15 or later | the embedded one |
    | `TRATO_HOST`, `TRATO_PORT` | where the web process listens | 127.0.0.1, 8686 |
    | `TRATO_PUBLIC_URL` | what people and providers call us | http://localhost:PORT |
    | `TRATO_KEY` | master key, 32 bytes in base64 | the file `key` of the home, made once |
    | `TRATO_CLOCK` | a scaled clock: `VIRTUAL@REAL*SPEED` | the plain clock |
    | `TRATO_LOG` | debug, info, warning or error | info |
    | `TRATO_FAILPOINT` | dies at a named place; for tests | never |
    | `TRATO_SMTP_URL` | the server for mails of the house: smtp(s)://user:password@host:port | links are copied |
    | `TRATO_MAIL_FROM` | who those mails come from | trato@ and the host of the public URL |
    | `TRATO_OIDC_NETWORKS` | private networks with OpenID Connect providers: `10.8.0.0/16, fd00:8::/32` | none |
    | `TRATO_LLM_NETWORKS` | private networks with language models: `127.0.0.0/8, 10.9.0.0/16` | none |
    | `TRATO_CLAMAV` | a ClamAV that looks at every file, in and out: `/run/clamav/clamd.ctl`, `host:3310` | none |
    | `TRATO_INTELLIGENCE` | off: messages are not understood, and some 200 MB of memory are saved | on |
    """
    home = Path(environment.get("TRATO_HOME") or ".trato").expanduser().absolute()
    port = _port(environment.get("TRATO_PORT", ""))
    host = environment.get("TRATO_HOST") or "127.0.0.1"
    public_url = _public_url(environment.get("TRATO_PUBLIC_URL", ""), port)
    return Settings(
        home=home,
        database_url=_database_url(environment.get("TRATO_DATABASE_URL", "")),
        host=host,
        port=port,
        public_url=public_url,
        key=_key(environment.get("TRATO_KEY", ""), home),
        clock=_clock(environment.get("TRATO_CLOCK", "")),
        log=_log(environment.get("TRATO_LOG", "")),
        failpoint=environment.get("TRATO_FAILPOINT", ""),
        smtp_url=_smtp_url(environment.get("TRATO_SMTP_URL", "")),
        mail_from=environment.get("TRATO_MAIL_FROM") or f"trato@{urlsplit(public_url).hostname}",
        oidc_networks=_networks(environment, "TRATO_OIDC_NETWORKS"),
        llm_networks=_networks(environment, "TRATO_LLM_NETWORKS"),
        clamav=_clamav(environment.get("TRATO_CLAMAV", "")),
        intelligence=_is_on(environment.get("TRATO_INTELLIGENCE", "")),
    )


def _port(text: str) -> int:
    if not text:
        return DEFAULT_PORT
    if not text.isdecimal() or not 1 <= int(text) <= 65535:
        raise SettingRefused(f"TRATO_PORT is {text!r}: it must be a number from 1 to 65535.")
    return int(text)


def _database_url(text: str) -> str | None:
    if text and urlsplit(text).scheme not in {"postgresql", "postgres"}:
        raise SettingRefused("TRATO_DATABASE_URL must look like postgresql://user:password@host:5432/database.")
    return text or None


def _public_url(text: str, port: int) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise SettingRefused(f"TRATO_PUBLIC_URL is {text!r}: it must look like https://care.example.com.")
    return text.rstrip("/") or f"http://localhost:{port}"


def _smtp_url(text: str) -> str:
    parts = urlsplit(text)
    if text and (parts.scheme not in {"smtp", "smtps"} or not parts.hostname):
        raise SettingRefused("TRATO_SMTP_URL must look like smtp://user:password@mail.example.com:587.")
    return text


def _networks(environment: Mapping[str, str], name: str) -> tuple[IpNetwork, ...]:
    text = environment.get(name, "")
    try:
        found = tuple(ipaddress.ip_network(one.strip()) for one in text.split(",") if one.strip())
    except ValueError as error:
        raise SettingRefused(f"{name} is {text!r}: {error}.") from error
    if any(one.prefixlen == 0 for one in found):
        raise SettingRefused(f"{name} names every address there is: name the network of the provider.")
    return found


def _clamav(text: str) -> str:
    try:
        if text:
            virus.address(text)
    except ValueError as error:
        raise SettingRefused(
            f"TRATO_CLAMAV is {text!r}: it must look like /run/clamav/clamd.ctl or host:3310."
        ) from error
    return text


def _is_on(text: str) -> bool:
    if text.lower() not in {"", "on", "off"}:
        raise SettingRefused(f"TRATO_INTELLIGENCE is {text!r}: it must be on or off.")
    return text.lower() != "off"


def _clock(text: str) -> Scale | None:
    try:
        return parse_scale(text)
    except ValueError as error:
        raise SettingRefused(f"TRATO_CLOCK is {text!r}: it must look like VIRTUAL@REAL*SPEED.") from error


def _log(text: str) -> LogLevel:
    try:
        return LogLevel(text.lower() or LogLevel.INFO)
    except ValueError as error:
        raise SettingRefused(f"TRATO_LOG is {text!r}: it must be one of {', '.join(LogLevel)}.") from error


def _key(text: str, home: Path) -> bytes:
    if text:
        return _decode_key(text, "TRATO_KEY")
    home.mkdir(mode=0o711, parents=True, exist_ok=True)  # the database's account must pass through it
    file = home / "key"
    if not file.exists():
        _write_key(file)
    return _decode_key(file.read_text(encoding="ascii").strip(), str(file))


def _write_key(file: Path) -> None:
    """Write a new key whole or not at all; of two processes that start together, the first wins."""
    fresh = file.with_name(f"key.{os.getpid()}")
    descriptor = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as made:
        made.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode() + "\n")
        made.flush()
        os.fsync(made.fileno())
    with suppress(FileExistsError):
        os.link(fresh, file)
    fresh.unlink()


def _decode_key(text: str, source: str) -> bytes:
    try:
        key = base64.b64decode(text, validate=True)
    except binascii.Error as error:
        raise SettingRefused(f"{source} is not base64.") from error
    if len(key) != KEY_BYTES:
        raise SettingRefused(f"{source} holds {len(key)} bytes: it must hold {KEY_BYTES}.")
    return key
