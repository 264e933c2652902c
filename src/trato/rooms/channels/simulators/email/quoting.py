"""Replies as people's mail programs write them: Gmail, Outlook and the iPhone, in Spanish, English and Portuguese."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import StrEnum
from html import escape

from babel.dates import format_datetime as in_words

from trato.rooms.channels.adapters.email.writing import text_to_html


class Program(StrEnum):
    """The mail program that a person uses; each quotes in its own way."""

    GMAIL = "gmail"
    OUTLOOK = "outlook"
    IPHONE = "iphone"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody outside with a mailbox."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """The mail that is answered."""

    message_id: str
    references: Sequence[str]
    sender: str
    sender_name: str
    to: str
    subject: str
    at: datetime
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class File:
    """A file that a person attaches."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What a person writes; `answering` is None for a new mail."""

    author: Person
    to: str
    subject: str
    text: str
    at: datetime
    message_id: str
    answering: Original | None = None
    files: Sequence[File] = ()


def write_letter(letter: Letter, program: Program, language: str) -> bytes:
    """Return a letter as that program would send it, in "es", "en" or "pt"."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = MailAddress(letter.author.name, addr_spec=letter.author.address)
    mail["To"] = letter.to
    mail["Subject"] = _subject(letter, program, language)
    mail["Date"] = format_datetime(letter.at)
    mail["Message-ID"] = letter.message_id
    if letter.answering is not None:
        mail["In-Reply-To"] = letter.answering.message_id
        mail["References"] = " ".join([*letter.answering.references, letter.answering.message_id])
    if program is Program.IPHONE:
        mail["X-Mailer"] = "iPhone Mail (23B85)"
    text, html = _body(letter, program, language)
    mail.set_content(text)
    if program is not Program.IPHONE:
        mail.add_alternative(html, subtype="html")
    for file in letter.files:
        main, _, sub = file.mime.partition("/")
        mail.add_attachment(file.content, maintype=main, subtype=sub or "octet-stream", filename=file.name)
    return mail.as_bytes()


def _subject(letter: Letter, program: Program, language: str) -> str:
    subject = " ".join(letter.subject.split())
    if letter.answering is None:
        return subject
    prefix = "RE:" if program is Program.OUTLOOK else "Re:"
    return subject if subject.lower().startswith("re:") else f"{prefix} {subject}"


def _body(letter: Letter, program: Program, language: str) -> tuple[str, str]:
    original = letter.answering
    text, html = letter.text.replace("\r\n", "\n").strip(), text_to_html(letter.text)
    if program is Program.IPHONE:
        text += "\n\n" + _IPHONE[language]
    if original is None:
        return f"{text}\n", f'<div dir="ltr">{html}</div>'
    match program:
        case Program.GMAIL:
            said = _attribution(original, language, _GMAIL)
            quoted = "\n".join(f"> {line}".rstrip() for line in original.text.split("\n"))
            return f"{text}\n\n{said}\n\n{quoted}\n", _gmail_html(html, said, original)
        case Program.OUTLOOK:
            head = _outlook_head(original, language)
            plain = "\n".join(f"{name}: {value}" for name, value in head)
            return f"{text}\n\n________________________________\n{plain}\n\n{original.text}\n", _outlook_html(
                html, head, original
            )
        case Program.IPHONE:
            quoted = "\n".join(
                f"> {line}".rstrip()
                for line in [_attribution(original, language, _APPLE), "", *original.text.split("\n")]
            )
            return f"{text}\n\n{quoted}\n", ""


_IPHONE = {"es": "Enviado desde mi iPhone", "en": "Sent from my iPhone", "pt": "Enviado do meu iPhone"}


# Babel's patterns for the date, and the sentence around it.
_GMAIL = {
    "es": ("EEE, d MMM yyyy 'a las' HH:mm", "El {at}, {name} (<{address}>) escribió:"),
    "en": ("EEE, MMM d, yyyy 'at' h:mm a", "On {at} {name} <{address}> wrote:"),
    "pt": ("EEE, d 'de' MMM 'de' yyyy 'às' HH:mm", "Em {at}, {name} <{address}> escreveu:"),
}
_APPLE = {
    "es": ("d MMM yyyy, 'a la(s)' HH:mm", "El {at}, {name} <{address}> escribió:"),
    "en": ("MMM d, yyyy, 'at' HH:mm", "On {at}, {name} <{address}> wrote:"),
    "pt": ("d 'de' MMM 'de' yyyy, 'à(s)' HH:mm", "Em {at}, {name} <{address}> escreveu:"),
}


def _attribution(original: Original, language: str, sentences: Mapping[str, tuple[str, str]]) -> str:
    pattern, sentence = sentences[language]
    at = in_words(original.at, pattern, locale=language)
    return sentence.format(at=at, name=original.sender_name or original.sender, address=original.sender)


def _gmail_html(html: str, said: str, original: Original) -> str:
    return (
        f'<div dir="ltr">{html}</div><br><div class="gmail_quote gmail_quote_container">'
        f'<div dir="ltr" class="gmail_attr">{escape(said)}<br></div><blockquote class="gmail_quote" '
        f'style="margin:0px 0px 0px 0.8ex;border-left:1px solid rgb(204,204,204);padding-left:1ex">'
        f"{original.html or text_to_html(original.text)}</blockquote></div>"
    )


_OUTLOOK = {
    "es": ("De", "Enviado el", "Para", "Asunto"),
    "en": ("From", "Sent", "To", "Subject"),
    "pt": ("De", "Enviada em", "Para", "Assunto"),
}
_LONG = {
    "es": "EEEE, d 'de' MMMM 'de' yyyy H:mm",
    "en": "EEEE, MMMM d, yyyy h:mm a",
    "pt": "EEEE, d 'de' MMMM 'de' yyyy HH:mm",
}


def _outlook_head(original: Original, language: str) -> list[tuple[str, str]]:
    values = (
        f"{original.sender_name} <{original.sender}>",
        in_words(original.at, _LONG[language], locale=language),
        original.to,
        original.subject,
    )
    return list(zip(_OUTLOOK[language], values, strict=True))


def _outlook_html(html: str, head: Sequence[tuple[str, str]], original: Original) -> str:
    lines = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in head)
    return (
        f'<html><body><div style="font-family:Calibri,Arial,sans-serif;font-size:11pt">{html}</div>'
        f'<div id="appendonsend"></div><hr style="display:inline-block;width:98%"><div id="divRplyFwdMsg" dir="ltr">'
        f"<font>{lines}</font><div>&nbsp;</div></div>"
        f"<div>{original.html or text_to_html(original.text)}</div></body></html>"
    )
