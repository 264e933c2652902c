"""Mails of the house itself: invitations, new passwords and warnings, by the server that the settings name.

A mail waits in its row until it was taken; a server that cannot be reached is tried again, more and more rarely,
for as long as the link opens, or the warning is news. Without a server nothing waits, and links are copied.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from urllib.parse import unquote, urlsplit
from uuid import UUID
from zoneinfo import ZoneInfo

import aiosmtplib
import structlog
from babel.dates import format_datetime

from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.kit.events import SYSTEM
from trato.kit.i18n import LOCALES, sentences
from trato.rooms.access import api as access
from trato.rooms.access.model import Letter, Link, LinkMail, User, Workspace
from trato.rooms.access.rules.links import PAGES, write_link
from trato.rooms.access.store import letters as plain
from trato.rooms.access.store import links as store

AT_ONCE = 20
MOST_TRIES = 8
DEADLINE = 20.0  # seconds for one mail, connection included
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Letters:
    """`look` and `work` are a round of the worker."""

    house: House

    async def look(self) -> list[UUID]:
        """Return the workspaces in which mails wait; none without a server."""
        if not self.house.settings.smtp_url:
            return []
        async with self.house.db.at_door() as door:
            return [*{*await store.waiting_workspaces(door), *await plain.waiting_workspaces(door)}]

    async def work(self, workspace: UUID) -> int:
        """Send what is due in a workspace; return how many were tried."""
        async with self.house.db.transaction(workspace, SYSTEM) as tx:
            due = await store.take_due(tx, AT_ONCE)
            letters = await plain.take_due(tx, AT_ONCE)
            asked: list[UUID] = [*(one.user_id for one, _ in due), *(one.user_id for one, _ in letters)]
            users = {one.id: one for one in await access.get_users(tx, asked)}
            of = await access.get_workspace(tx)
        for link, tries in due:
            sent = await self._send(self.write(of, link, users[link.user_id]))
            if sent or tries >= MOST_TRIES:
                async with self.house.db.transaction(workspace, SYSTEM) as tx:
                    await store.note_mail(tx, link.id, LinkMail.SENT if sent else LinkMail.FAILED)
        for letter, tries in letters:
            sent = await self._send(self.tell(of, letter, users[letter.user_id]))
            if sent or tries >= MOST_TRIES:
                async with self.house.db.transaction(workspace, SYSTEM) as tx:
                    await plain.note_mail(tx, letter.id, LinkMail.SENT if sent else LinkMail.FAILED)
        return len(due) + len(letters)

    def write(self, of: Workspace, link: Link, user: User) -> EmailMessage:
        """Return the mail of a link, in the person's language and time."""
        text = write_link(self.house.keyring.newest, of.id, link.id)
        url = f"{self.house.settings.public_url}/{PAGES[link.purpose]}#{text}"
        return self._mail(of, user, link.id, link.purpose, {"url": url}, link.expires_at)

    def tell(self, of: Workspace, letter: Letter, user: User) -> EmailMessage:
        """Return the mail of a letter, in the person's language and time."""
        told = {name: str(value) for name, value in letter.told.items()}
        page = told.get("page") or f"admin/accounts/{told['account_id']}"
        end = datetime.fromisoformat(told.pop("end"))
        more = {**told, "url": f"{self.house.settings.public_url}/{page}"}
        return self._mail(of, user, letter.id, letter.kind, more, end)

    def _mail(
        self, of: Workspace, user: User, id: UUID, kind: str, more: Mapping[str, str], end: datetime
    ) -> EmailMessage:
        settings, locale = self.house.settings, user.locale if user.locale in LOCALES else LOCALES[0]
        words = sentences("letters", locale)
        told = {
            "name": user.name,
            "workspace": of.name,
            "end": format_datetime(end, "long", tzinfo=ZoneInfo(user.time_zone), locale=locale),
            **more,
        }
        mail = EmailMessage()
        mail["From"], mail["To"] = settings.mail_from, user.email
        mail["Subject"] = " ".join(words[f"{kind}_subject"].format(**told).split())
        mail["Date"] = formatdate(wall_clock().timestamp())
        mail["Message-ID"] = make_msgid(str(id), domain=settings.mail_from.rpartition("@")[2])
        mail["Auto-Submitted"] = "auto-generated"
        mail.set_content(words[f"{kind}_body"].format(**told) + "\n")
        return mail

    async def _send(self, mail: EmailMessage) -> bool:
        server = urlsplit(self.house.settings.smtp_url)
        tls = server.scheme == "smtps"
        try:
            await aiosmtplib.send(
                mail,
                hostname=server.hostname,
                port=server.port or (465 if tls else 587),
                username=unquote(server.username) if server.username else None,
                password=unquote(server.password) if server.password else None,
                use_tls=tls,
                start_tls=None if not tls else False,
                timeout=DEADLINE,
            )
        except (aiosmtplib.SMTPException, OSError) as error:
            log.warning("letters.not_sent", error=type(error).__name__)
            return False
        return True
