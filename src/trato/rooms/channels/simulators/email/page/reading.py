"""A person's mailbox as the page shows it: threads, newest first, and the mails in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from trato.rooms.channels.adapters.email import threads
from trato.rooms.channels.adapters.email.bodies import read_parts
from trato.rooms.channels.adapters.email.reading import Mail, read_mail
from trato.rooms.channels.model import Media, Text
from trato.rooms.channels.simulators.email.office import Mailbox, Stored
from trato.rooms.channels.simulators.email.quoting import Original


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail on the page."""

    uid: int
    sent: bool
    at: datetime
    sender: str
    sender_name: str
    to: str
    subject: str
    text: str
    quoted: str
    html: str
    files: tuple[Media, ...]
    message_id: str
    references: tuple[str, ...]
    root: str


@dataclass(frozen=True, slots=True)
class Thread:
    """Mails that answer each other, oldest first."""

    mails: Sequence[Shown]

    @property
    def last(self) -> Shown:
        return self.mails[-1]

    @property
    def subject(self) -> str:
        return self.mails[0].subject


def list_threads(box: Mailbox) -> list[Thread]:
    """Return a mailbox's threads, the one with the newest mail first."""
    grouped: dict[str, list[Shown]] = {}
    roots: dict[str, str] = {}
    for stored in box.mails:
        one = show(stored)
        known = next((roots[ref] for ref in (*one.references, one.root) if ref in roots), one.root)
        roots[one.message_id] = known
        grouped.setdefault(known, []).append(one)
    return sorted((Thread(mails) for mails in grouped.values()), key=lambda thread: thread.last.uid, reverse=True)


def show(stored: Stored) -> Shown:
    """Read a stored mail."""
    mail = read_mail(stored.raw)
    parts = read_parts(mail)
    text = next((part for part in parts if isinstance(part, Text)), Text(text=""))
    name, sender = next(iter(mail.addresses("from")), ("", mail.header("from")))
    own = mail.header("message-id")
    references = threads.read_ids(mail.header("references"))
    answered = next(iter(threads.read_ids(mail.header("in-reply-to"))), "")
    return Shown(
        uid=stored.uid,
        sent=stored.sent,
        at=stored.at,
        sender=sender,
        sender_name=name or sender,
        to=mail.header("to"),
        subject=mail.header("subject"),
        text=text.text,
        quoted=text.quoted,
        html=text.html,
        files=tuple(part for part in parts if isinstance(part, Media)),
        message_id=own,
        references=references or ((answered,) if answered else ()),
        root=threads.root_of(own, answered, references),
    )


def original_of(one: Shown, mail: Mail) -> Original:
    """Return a mail as the original that a reply quotes."""
    return Original(
        message_id=one.message_id,
        references=one.references,
        sender=one.sender,
        sender_name=one.sender_name,
        to=one.to,
        subject=one.subject,
        at=mail.date() or one.at,
        text="\n\n".join(filter(None, (one.text, one.quoted))),
        html=one.html,
    )
