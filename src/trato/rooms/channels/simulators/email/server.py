"""Starting and stopping the simulated mail, inside any process."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from starlette.applications import Starlette

from trato.kit.clock import wall_clock
from trato.rooms.channels.adapters.email.reading import read_mail
from trato.rooms.channels.simulators.email.imap_server import serve_imap
from trato.rooms.channels.simulators.email.office import PostOffice
from trato.rooms.channels.simulators.email.page.app import make_page
from trato.rooms.channels.simulators.email.page.reading import original_of, show
from trato.rooms.channels.simulators.email.quoting import Letter, Person, Program, write_letter
from trato.rooms.channels.simulators.email.smtp_server import serve_smtp


@dataclass(frozen=True, slots=True)
class MailConfig:
    """What is simulated. `accounts` are our addresses with their passwords, `people` those who can be played.

    `brands` are the addresses that people may write to, with their names. Port 0 takes any free one.
    """

    accounts: Mapping[str, str]
    people: Sequence[Person] = ()
    brands: Mapping[str, str] = field(default_factory=dict)
    host: str = "127.0.0.1"
    smtp_port: int = 0
    imap_port: int = 0
    clock: Callable[[], datetime] = wall_clock


@dataclass(slots=True)
class Running:
    """The mail while it runs. `app` is the page of mailboxes, to be mounted anywhere."""

    office: PostOffice
    app: Starlette
    host: str
    smtp_port: int
    imap_port: int
    servers: Sequence[asyncio.Server]
    readers: set[asyncio.StreamWriter]

    def settings(self) -> dict[str, Any]:
        """Return the settings of an account whose servers these are."""
        return {
            "imap_host": self.host, "imap_port": self.imap_port, "imap_security": "none",
            "smtp_host": self.host, "smtp_port": self.smtp_port, "smtp_security": "none",
        }  # fmt: skip

    def answer(self, person: Person, text: str, program: Program, language: str) -> None:
        """Let a person answer the newest mail in their mailbox. Raises IndexError when there is none."""
        box = self.office.mailbox(person.address)
        newest = box.inbox[-1]
        shown, at = show(newest), self.office.clock()
        original = original_of(shown, read_mail(newest.raw))
        own_id = f"<{uuid.uuid4().hex}@{person.address.rpartition('@')[2]}>"
        raw = write_letter(Letter(person, shown.sender, shown.subject, text, at, own_id, original), program, language)
        box.put(raw, at, sent=True)
        self.office.deliver(raw, person.address, (shown.sender,))

    def drop_readers(self) -> None:
        """Break the connections of all who read mail, as a network does."""
        for writer in list(self.readers):
            writer.transport.abort()

    async def stop(self) -> None:
        """Close the servers and break the connections."""
        for server in self.servers:
            server.close()
        self.drop_readers()
        await asyncio.sleep(0)
        for server in self.servers:
            with suppress(TimeoutError):
                await asyncio.wait_for(server.wait_closed(), 1)


async def serve(config: MailConfig) -> Running:
    """Start the SMTP and the IMAP server on loopback, and make the page."""
    office = PostOffice(config.accounts, config.clock)
    smtp = await serve_smtp(office, config.host, config.smtp_port)
    readers: set[asyncio.StreamWriter] = set()
    imap = await serve_imap(office, config.host, config.imap_port, readers)
    page = make_page(office, config.people, config.brands or {one: one for one in config.accounts})
    return Running(office, page, config.host, _port(smtp), _port(imap), (smtp, imap), readers)


def _port(server: asyncio.Server) -> int:
    port: int = server.sockets[0].getsockname()[1]
    return port
