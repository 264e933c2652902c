"""A contact with a simulated mailbox."""

from __future__ import annotations

import uuid
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, formataddr

from trato.app.demo.loading.house import Door
from trato.app.demo.playing import files
from trato.app.demo.playing.mouths import Who
from trato.app.demo.stories.reading import Kind, Line
from trato.rooms.channels.adapters.email.reading import read_mail
from trato.rooms.channels.simulators.email.office import PostOffice, Stored
from trato.rooms.channels.simulators.email.page.reading import original_of, show
from trato.rooms.channels.simulators.email.quoting import File, Letter, Original, Person, Program, write_letter

FILE_WORDS = {"es": "Aquí va el archivo.", "pt": "Segue o arquivo.", "en": "Here is the file."}


class ByMail:
    """Writes as a mail program would; a file goes with the text before it."""

    def __init__(self, office: PostOffice, door: Door, who: Who, subject: str = "") -> None:
        self.door = door
        self.addresses = (who.mail,)
        self._office = office
        self._who = who
        self._subject = subject
        self._program = list(Program)[who.seed % len(Program)]

    async def do(self, line: Line) -> None:
        """Write a mail, or an automatic answer."""
        match line.kind:
            case Kind.SUBJECT:
                self._subject = line.text
            case Kind.SAY:
                self._post(line.text, ())
            case Kind.FILE:
                self._post(
                    FILE_WORDS[self._who.language], (File(line.text, "application/pdf", files.document(line.text)),)
                )
            case Kind.PHOTO:
                self._post(line.text, (File("foto.png", "image/png", files.photo(self._who.seed)),))
            case Kind.AUTO_REPLY:
                subject, _, text = line.text.partition(" | ")
                self._deliver(self._automatic(subject, text))
            case _:
                raise AssertionError(f"{line.kind} is no deed of a mailbox")

    async def heard(self) -> int:
        """Return how many mails of the brand have come."""
        return len(self._from_brand())

    async def read(self) -> None:
        """Open the mail: no sender is told."""

    async def leave(self) -> None:
        """Close the mailbox: nobody is told."""

    def _post(self, text: str, attached: tuple[File, ...]) -> None:
        answered = self._from_brand()[-1:] or self._own()[-1:]
        original = _original(answered[0]) if answered else None
        letter = Letter(
            author=Person(self._who.mail, self._who.name),
            to=self.door.address if original is None or original.sender == self._who.mail else original.sender,
            subject=original.subject if original else self._subject,
            text=text,
            at=self._office.clock(),
            message_id=self._new_id(),
            answering=original,
            files=attached,
        )
        self._deliver(write_letter(letter, self._program, self._who.language))

    def _automatic(self, subject: str, text: str) -> bytes:
        mail = EmailMessage(policy=SMTP)
        mail["From"] = formataddr((self._who.name, self._who.mail))
        mail["To"] = self.door.address
        mail["Subject"] = subject
        mail["Date"] = format_datetime(self._office.clock())
        mail["Message-ID"] = self._new_id()
        mail["Auto-Submitted"] = "auto-replied"
        mail.set_content(text)
        return mail.as_bytes()

    def _deliver(self, raw: bytes) -> None:
        self._office.mailbox(self._who.mail).put(raw, self._office.clock(), sent=True)
        self._office.deliver(raw, self._who.mail, (self.door.address,))

    def _from_brand(self) -> list[Stored]:
        return self._office.mailbox(self._who.mail).inbox

    def _own(self) -> list[Stored]:
        """Return what the contact wrote before: who writes again before an answer goes on in their own thread."""
        return [one for one in self._office.mailbox(self._who.mail).mails if one.sent]

    def _new_id(self) -> str:
        return f"<{uuid.uuid4().hex}@{self._who.mail.rpartition('@')[2]}>"


def _original(stored: Stored) -> Original:
    return original_of(show(stored), read_mail(stored.raw))
