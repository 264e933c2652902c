"""Mails handed to an SMTP server. The settings of an account are told in `mailbox.py`."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, Final

import aiosmtplib

from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.email.writing import complete
from trato.rooms.channels.mail_server import InsecureServer, server_of, tls_of
from trato.rooms.channels.model import AccountView, MailAnswer, MailSubmission, ProviderAnswer, TransportFailure

SUBMIT_DEADLINE: Final = 20.0  # seconds for one submission, connection included
_CONNECT_TIMEOUT: Final = 10.0

OpenBlob = Callable[[str], Awaitable[bytes]]


async def submit(account: AccountView, submission: MailSubmission, open_blob: OpenBlob) -> ProviderAnswer:
    """Hand one mail, with its files, to the account's SMTP server.

    An accepted one answers 250 at stage "done", its text beginning with our Message-ID. A refusal carries the stage
    at which it came. A failure says whether the server may have taken the mail: from DATA on it may. When a copied
    recipient is refused the others still get the mail, and the text says who did not; when the first is, nobody does.
    What `open_blob` raises is not caught.
    """
    files = [(media, await open_blob(media.ref)) for media in submission.attachments]
    content = await asyncio.to_thread(complete, submission.content, files, wall_clock())
    return await _answer_of(_Sending(account, submission, content))


async def probe(account: AccountView) -> ProviderAnswer:
    """Sign in to the server and out again; answers 250 at stage "done" when a mail could be sent. For `doctor`."""
    nothing = MailSubmission(account.external_id, (), "", b"")
    return await _answer_of(_Sending(account, nothing, b""))


async def _answer_of(sending: _Sending) -> ProviderAnswer:
    try:
        async with asyncio.timeout(SUBMIT_DEADLINE):
            return await sending.run()
    except InsecureServer:
        return MailAnswer(530, "without TLS only to this machine", "auth")
    except aiosmtplib.SMTPResponseException as error:
        return MailAnswer(error.code, error.message, sending.stage)
    except (aiosmtplib.SMTPException, OSError, ssl.SSLError) as error:
        if type(error) is aiosmtplib.SMTPException and sending.stage == "auth":  # the server offers no way to sign in
            return MailAnswer(530, str(error), "auth")
        return TransportFailure(f"{sending.stage}:{type(error).__name__}", sent=sending.stage == "data")
    finally:
        sending.close()


class _Sending:
    """One conversation with an SMTP server; `stage` is where it stands."""

    def __init__(self, account: AccountView, submission: MailSubmission, content: bytes) -> None:
        self.account, self.submission, self.content = account, submission, content
        self.stage = "connect"
        self.client: aiosmtplib.SMTP | None = None

    async def run(self) -> MailAnswer:
        settings, secrets = self.account.settings, self.account.secrets
        client = self.client = self._make_client(settings)
        await client.connect()
        self.stage = "auth"
        name = str(settings.get("smtp_username") or settings.get("username") or self.account.external_id)
        await client.login(name, secrets.get("smtp_password") or secrets.get("password", ""))
        if not self.submission.recipients:
            return MailAnswer(250, "signed in", "done")
        self.stage = "mail"
        await client.mail(self.submission.sender)
        self.stage = "rcpt"
        refused = await self._name_recipients(client)
        self.stage = "data"
        answer = await client.data(self.content)
        self.stage = "done"
        with suppress(aiosmtplib.SMTPException, OSError):
            await client.quit()
        text = " ".join(filter(None, (self.submission.message_id, answer.message, refused)))
        return MailAnswer(answer.code, text[:1000], "done")

    def _make_client(self, settings: Mapping[str, Any]) -> aiosmtplib.SMTP:
        host, security = server_of(settings, "smtp")
        port = int(settings.get("smtp_port", 465 if security == "tls" else 587))
        plain = security not in ("tls", "starttls")
        return aiosmtplib.SMTP(
            hostname=host,
            port=port,
            use_tls=security == "tls",
            start_tls=security == "starttls",
            tls_context=None if plain else tls_of(settings),
            timeout=_CONNECT_TIMEOUT,
        )

    async def _name_recipients(self, client: aiosmtplib.SMTP) -> str:
        """Name the recipients; the first one must be taken. Return, in words, which copies were not."""
        first, *copies = self.submission.recipients
        await client.rcpt(first)
        refused = []
        for copy in copies:
            try:
                await client.rcpt(copy)
            except aiosmtplib.SMTPRecipientRefused as error:
                refused.append(f"{copy} refused ({error.code})")
        return "; ".join(refused)

    def close(self) -> None:
        """Close the connection, whatever state it is in."""
        if self.client is not None:
            self.client.close()
