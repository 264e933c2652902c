"""Mailboxes read over IMAP; with `smtp.py`, the only part of e-mail that touches the network.

Settings of an account: `imap_host`, `imap_port`, `smtp_host`, `smtp_port`, `imap_security` and `smtp_security`
("tls" unless told otherwise, "starttls", or "none", which only loopback gets), `username` (its address by default),
`smtp_username`, `folder` ("INBOX"), `ca_file`. Secrets: `password`, and `smtp_password` where it differs.
"""

from __future__ import annotations

import asyncio
import hashlib
import imaplib
import random
import socket
import ssl
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Final, TypeVar

import structlog
from imap_tools import BaseMailBox, MailBox, MailBoxStartTls, MailBoxUnencrypted
from imap_tools.errors import ImapToolsError
from msgspec import Struct

from trato.rooms.channels.mail_server import InsecureServer, server_of, tls_of
from trato.rooms.channels.model import AccountView

_CONNECT_TIMEOUT: Final = 10.0
_READ_TIMEOUT: Final = 60.0
_IDLE_SECONDS: Final = 120.0  # a look of our own now and then, should the server forget to tell
_POLL_SECONDS: Final = 30.0  # between looks at a server that has no IDLE
_BATCH_MAILS: Final = 20
_BATCH_BYTES: Final = 8_000_000
_FETCH_ATTEMPTS: Final = 4
_PAUSE_MOST: Final = 60.0

_log = structlog.get_logger(__name__)
_T = TypeVar("_T")


class RawMail(Struct, frozen=True):
    """One mail as the mailbox holds it, and its place there. A place is told by (UIDVALIDITY, UID)."""

    raw: bytes
    headers: Mapping[str, str]
    validity: int
    uid: int

    @property
    def cursor(self) -> str:
        """What to remember once this mail is stored: reading goes on after it."""
        return f"{self.validity}:{self.uid}"

    @property
    def key(self) -> bytes:
        """The inbox's dedupe key: it stays when a server numbers its mails anew."""
        return hashlib.sha256(self.raw).digest()


class Trouble(Struct, frozen=True):
    """Why a mailbox cannot be read just now. `refused`: the server took no credentials of ours."""

    code: str
    refused: bool


Store = Callable[[list[RawMail]], Awaitable[None]]
Tell = Callable[[Trouble | None], Awaitable[None]]


async def _tell_nobody(trouble: Trouble | None) -> None:
    """Ignore: the default of `watch`."""


# ---- reading -------------------------------------------------------------------------------------


async def watch(account: AccountView, cursor: str | None, store: Store, tell: Tell = _tell_nobody) -> None:
    """Read the account's mailbox for ever: new mails at once (IDLE), all others from `cursor` on, oldest first.

    `store` gets up to 20 mails; the cursor moves only when it returns, so what it did not commit is read again
    (`RawMail.key` tells doubles). What `store` raises ends the watch. Lost connections are made again, with growing
    pauses; `tell` hears of each trouble, and None when it is over. Nothing is deleted, nor marked as seen. A server
    that numbered its mails anew (another UIDVALIDITY) is read from the beginning.
    """
    pause, troubled = 1.0, False
    reader = _Reader(account, cursor)
    try:
        while True:
            try:
                await reader.connect()
                while True:
                    while batch := await reader.next_batch():
                        await store(batch)
                        reader.advance(batch[-1])
                    if troubled:
                        troubled = False
                        await tell(None)
                    pause = 1.0
                    await reader.wait()
            except _TROUBLES as error:
                troubled = True
                await reader.drop()
                trouble = _trouble_of(error)
                _log.warning("mailbox_trouble", account=str(account.id), code=trouble.code, refused=trouble.refused)
                await tell(trouble)
            await asyncio.sleep(pause * random.uniform(0.7, 1.3))
            pause = min(pause * 2, _PAUSE_MOST)
    finally:
        await reader.close()


async def probe(account: AccountView) -> Trouble | None:
    """Sign in to the mailbox and out again; return what is in the way, None when nothing is. For `doctor`."""
    reader = _Reader(account, None)
    try:
        await reader.connect()
    except _TROUBLES as error:
        return _trouble_of(error)
    finally:
        await reader.close()
    return None


class _Refused(Exception):
    """The server did not let us in."""


_TROUBLES: Final = (OSError, imaplib.IMAP4.error, ImapToolsError, ssl.SSLError, InsecureServer, _Refused, EOFError)


def _trouble_of(error: Exception) -> Trouble:
    return Trouble(type(error).__name__.lstrip("_").lower(), isinstance(error, _Refused | InsecureServer))


class _Reader:
    """One mailbox, read by a thread of its own: the IMAP library waits for its answers."""

    def __init__(self, account: AccountView, cursor: str | None) -> None:
        self.account = account
        self.validity, self.uid = _read_cursor(cursor)
        self.folder = str(account.settings.get("folder", "INBOX"))
        self.box: BaseMailBox | None = None
        self.has_idle = False
        self.failures: dict[int, int] = {}
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="mailbox")

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self.thread, work)

    async def connect(self) -> None:
        """Sign in, open the folder for reading only, and learn whether its numbers are still the ones we know."""
        self.box, validity, self.has_idle = await self._run(partial(_open, self.account, self.folder))
        if validity != self.validity:
            self.validity, self.uid = validity, 0

    async def next_batch(self) -> list[RawMail]:
        """Return the next mails after the cursor; empty when there is none."""
        return await self._run(self._fetch)

    def advance(self, last: RawMail) -> None:
        """Move the cursor behind `last`."""
        self.uid = last.uid
        self.failures.clear()

    async def wait(self) -> None:
        """Wait until the server has something to say, or it is time to look."""
        if self.has_idle and self.box is not None:
            await self._run(partial(self.box.idle.wait, timeout=_IDLE_SECONDS))
        else:
            await asyncio.sleep(_POLL_SECONDS)

    def _fetch(self) -> list[RawMail]:
        box = self.box
        if box is None:
            return []
        found: list[RawMail] = []
        size = 0
        for uid in _uids_after(box, self.uid):
            raw = self._fetch_one(box, uid)
            if raw is None:  # deleted meanwhile
                continue
            found.append(RawMail(raw, {"mailbox": self.folder}, self.validity, uid))
            size += len(raw)
            if len(found) >= _BATCH_MAILS or size >= _BATCH_BYTES:
                break
        return found

    def _fetch_one(self, box: BaseMailBox, uid: int) -> bytes | None:
        """Fetch one mail. One that fails again and again is stored as a note, so that it stops nobody and is seen."""
        if self.failures.get(uid, 0) >= _FETCH_ATTEMPTS:
            return f"X-Unfetchable: UID {uid} (UIDVALIDITY {self.validity}) of {self.folder}\r\n\r\n".encode()
        self.failures[uid] = self.failures.get(uid, 0) + 1
        status, answer = box.client.uid("FETCH", str(uid), "(BODY.PEEK[])")
        if status != "OK":
            raise imaplib.IMAP4.error(f"fetch of {uid} refused")
        return next((bytes(one[1]) for one in answer if isinstance(one, tuple)), None)

    async def drop(self) -> None:
        """Forget the connection, however broken it is."""
        box, self.box = self.box, None
        if box is not None:
            _shut(box)

    async def close(self) -> None:
        """End: the waiting thread is freed by closing its socket under it."""
        if self.box is not None:
            _shut(self.box)
        self.thread.shutdown(wait=False, cancel_futures=True)


def _read_cursor(cursor: str | None) -> tuple[int, int]:
    validity, _, uid = (cursor or "0:0").partition(":")
    return (int(validity), int(uid)) if validity.isdecimal() and uid.isdecimal() else (0, 0)


def _open(account: AccountView, folder: str) -> tuple[BaseMailBox, int, bool]:
    settings = account.settings
    host, security = server_of(settings, "imap")
    port = int(settings.get("imap_port", 993 if security == "tls" else 143))
    box: BaseMailBox
    match security:
        case "tls":
            box = MailBox(host, port, timeout=_CONNECT_TIMEOUT, ssl_context=tls_of(settings))
        case "starttls":
            box = MailBoxStartTls(host, port, timeout=_CONNECT_TIMEOUT, ssl_context=tls_of(settings))
        case _:
            box = MailBoxUnencrypted(host, port, timeout=_CONNECT_TIMEOUT)
    try:
        return _sign_in(box, account, folder)
    except BaseException:
        _shut(box)
        raise


def _sign_in(box: BaseMailBox, account: AccountView, folder: str) -> tuple[BaseMailBox, int, bool]:
    box.client.sock.settimeout(_READ_TIMEOUT)
    name = str(account.settings.get("username", account.external_id))
    try:
        box.login(name, account.secrets.get("password", ""), initial_folder=None)
    except (ImapToolsError, imaplib.IMAP4.error) as error:
        if isinstance(error, imaplib.IMAP4.abort):
            raise
        raise _Refused from error
    validity = int(box.folder.status(folder, ["UIDVALIDITY"])["UIDVALIDITY"])
    box.folder.set(folder, readonly=True)
    return box, validity, "IDLE" in box.client.capabilities


def _uids_after(box: BaseMailBox, uid: int) -> list[int]:
    """List the numbers above `uid`. A server answers `n:*` with its last mail even where that is below n."""
    status, answer = box.client.uid("SEARCH", None, f"UID {uid + 1}:*")  # type: ignore[arg-type]
    if status != "OK":
        raise imaplib.IMAP4.error("search refused")
    return sorted(one for one in map(int, b" ".join(one for one in answer if one).split()) if one > uid)


def _shut(box: BaseMailBox) -> None:
    with suppress(OSError, AttributeError):
        box.client.sock.shutdown(socket.SHUT_RDWR)
    with suppress(OSError, imaplib.IMAP4.error, AttributeError):
        box.client.shutdown()
