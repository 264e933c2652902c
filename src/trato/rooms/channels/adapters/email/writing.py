"""Our messages as mails: MIME, threading headers, signed Message-IDs, plain text and HTML of the same."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from email.generator import BytesGenerator
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import SMTP
from email.utils import format_datetime
from html import escape
from io import BytesIO
from typing import Final, assert_never

from trato.kit.text import clean, html_to_text, sanitise_html
from trato.rooms.channels.adapters.email import threads
from trato.rooms.channels.adapters.email.loops import LOOP_HEADER
from trato.rooms.channels.adapters.email.reading import BROKEN
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    Location,
    MailSubmission,
    Media,
    Options,
    Order,
    OutboundMail,
    OutboundMessage,
    Part,
    Text,
    Unsupported,
)
from trato.rooms.contacts.model import IdentityKind

POLICY: Final = SMTP.clone(max_line_length=160, cte_type="7bit")
TOKEN_HEADER: Final = "X-Trato-Id"
_REFERENCES: Final = 30
_LOCAL: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}", re.ASCII)
_DOMAIN: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))*", re.ASCII)


class Unsendable(ValueError):
    """A message that can never be a mail: no valid recipient, or an account that cannot sign."""


def write_mail(message: OutboundMessage, account: AccountView) -> MailSubmission:
    """Return `message` as a mail whose files are still blobs. Raises `Unsendable`.

    `message.to` are the addresses of one person, the one that the conversation goes by first: of those only the first
    mail address is written to. Blind copies are among the recipients and in no header.
    """
    extra = message.mail or OutboundMail()
    known = [one.raw or one.value for one in message.to if one.kind is IdentityKind.EMAIL]
    if not known:
        raise Unsendable("no recipient with a mail address")
    recipients = list(dict.fromkeys(map(checked_address, (known[0], *extra.to))))
    copied = [one for one in dict.fromkeys(map(checked_address, extra.copied)) if one not in recipients]
    blind = [one for one in dict.fromkeys(map(checked_address, extra.blind)) if one not in {*recipients, *copied}]
    sender = checked_address(account.external_id)
    try:
        own_id = threads.message_id(account, message.case_number, message.key)
    except ValueError as error:
        raise Unsendable(str(error)) from error
    mail = EmailMessage(policy=POLICY)
    mail["From"] = _mailbox(message.sender_name or str(account.settings.get("from_name", "")), sender)
    mail["To"] = ", ".join(recipients)
    if copied:
        mail["Cc"] = ", ".join(copied)
    mail["Subject"] = subject_of(extra.subject, message.case_number, bool(extra.in_reply_to))
    mail["Message-ID"] = own_id
    _add_threading(mail, message, extra)
    _add_manners(mail, message, account, own_id)
    text, html = write_body(message)
    mail.set_content(text, cte="quoted-printable")
    mail.add_alternative(html, subtype="html", cte="quoted-printable")
    files = tuple(part for part in message.parts if isinstance(part, Media))
    return MailSubmission(sender, (*recipients, *copied, *blind), own_id, to_bytes(mail), files)


def to_bytes(mail: EmailMessage) -> bytes:
    """Return a mail as it is sent: CRLF, ASCII, lines of at most 998 characters."""
    out = BytesIO()
    BytesGenerator(out, mangle_from_=False, policy=POLICY).flatten(mail)
    return out.getvalue()


def checked_address(address: str) -> str:
    """Return a mail address fit for SMTP, its domain in ASCII. Raises `Unsendable` when it is none."""
    local, _, domain = address.strip().rpartition("@")
    try:
        domain = domain.encode("idna").decode("ascii").lower() if not domain.isascii() else domain.lower()
    except UnicodeError as error:
        raise Unsendable(f"not a mail address: {address!r}") from error
    if not _LOCAL.fullmatch(local) or len(domain) > 253 or not _DOMAIN.fullmatch(domain):
        raise Unsendable(f"not a mail address: {address!r}")
    return f"{local}@{domain}"


def _mailbox(name: str, address: str) -> str | MailAddress:
    shown = one_line(name)[:100]
    try:
        return MailAddress(shown, addr_spec=address)
    except BROKEN:
        return address


def one_line(text: str) -> str:
    """Return `text` without line ends and control characters, so that it cannot begin another header."""
    return re.sub(r"\s+", " ", clean(text)).strip()


def subject_of(subject: str, case_number: int, reply: bool) -> str:
    """Return the subject with its reply prefix and the case's token, each once: `Re: [#123] Pedido`."""
    bare = one_line(threads.bare_subject(one_line(subject)))[:300]
    token = f"[#{case_number}] " if case_number else ""
    return f"{'Re: ' if reply else ''}{token}{bare}".strip()


def _add_threading(mail: EmailMessage, message: OutboundMessage, extra: OutboundMail) -> None:
    answered = next(iter(threads.read_ids(extra.in_reply_to or message.reply_to)), "")
    known = [one for value in (message.thread_key, *extra.references, answered) for one in threads.read_ids(value)]
    known = list(dict.fromkeys(known))
    if len(known) > _REFERENCES:
        known = [known[0], *known[1 - _REFERENCES :]]
    if answered:
        mail["In-Reply-To"] = answered
    if known:
        mail["References"] = " ".join(known)


def _add_manners(mail: EmailMessage, message: OutboundMessage, account: AccountView, own_id: str) -> None:
    """Say who sends, whether a machine does, and how to be left alone; nobody's machine should answer a machine."""
    mail[LOOP_HEADER] = account.external_id
    mail[TOKEN_HEADER] = own_id
    if account.settings.get("plus_addressing") and message.case_number:
        mail["Reply-To"] = threads.reply_address(account, message.case_number)
    if message.automatic:
        mail["Auto-Submitted"] = "auto-replied" if "In-Reply-To" in mail else "auto-generated"
        mail["X-Auto-Response-Suppress"] = "All"
    if "In-Reply-To" not in mail:
        mail["List-Unsubscribe"] = f"<mailto:{account.external_id}?subject=BAJA>"


# ---- the body ------------------------------------------------------------------------------------


def write_body(message: OutboundMessage) -> tuple[str, str]:
    """Return the plain text and the HTML of a message."""
    pieces = [_template(message)] if message.template else []
    pieces += [piece for part in message.parts if (piece := _piece(part)) is not None]
    text = "\n\n".join(plain for plain, _ in pieces if plain).strip()
    html = "\n".join(rich for _, rich in pieces if rich)
    quoted = "\n\n".join(part.quoted for part in message.parts if isinstance(part, Text) and part.quoted)
    if quoted:
        text += "\n\n" + "\n".join(f"> {line}".rstrip() for line in clean(quoted).split("\n"))
        html += f'<div class="gmail_quote"><blockquote type="cite">{text_to_html(quoted)}</blockquote></div>'
    return f"{text}\n", f"<!doctype html><html><body>{html}</body></html>\n"


def _template(message: OutboundMessage) -> tuple[str, str]:
    template = message.template
    if template is None:
        return "", ""
    body = template.body
    for number, value in enumerate(template.parameters, 1):
        body = body.replace(f"{{{{{number}}}}}", value)
    return clean(body), text_to_html(body)


def _piece(part: Part) -> tuple[str, str] | None:
    """Return a part as plain text and HTML; None for what is no text."""
    match part:
        case Text(text=text, html=html):
            plain = clean(text) or html_to_text(html)
            return plain, sanitise_html(html) if html else text_to_html(plain)
        case Media(caption=caption):
            return (clean(caption), text_to_html(caption)) if caption else None
        case Location(latitude=latitude, longitude=longitude, name=name, address=address):
            return _both(
                f"{name} {address}".strip(), f"https://www.openstreetmap.org/?mlat={latitude}&mlon={longitude}"
            )
        case ContactCard(name=name, phones=phones, emails=emails):
            return _both(name, *phones, *emails)
        case Options(choices=choices):
            return _both(*(f"{n}. {choice.title}" for n, choice in enumerate(choices, 1)))
        case Choice(title=title):
            return _both(title)
        case Order(text=text):
            return _both(text) if text else None
        case Unsupported():
            return None
        case _:
            assert_never(part)


def _both(*lines: str) -> tuple[str, str]:
    text = clean("\n".join(line for line in lines if line))
    return text, text_to_html(text)


_LINK: Final = re.compile(r"https?://[^\s<>\"']{1,2000}[^\s<>\"'.,;:!?)\]}]", re.I)


def text_to_html(text: str) -> str:
    """Return plain text as HTML paragraphs, web addresses as links, everything else escaped."""
    paragraphs = [part.strip("\n") for part in re.split(r"\n{2,}", clean(text)) if part.strip()]
    return "".join(f"<p>{_linked(part).replace(chr(10), '<br>')}</p>" for part in paragraphs)


def _linked(text: str) -> str:
    out, end = [], 0
    for link in _LINK.finditer(text):
        out += [escape(text[end : link.start()]), f'<a href="{escape(link[0])}">{escape(link[0])}</a>']
        end = link.end()
    return "".join([*out, escape(text[end:])])


# ---- what the post office adds -------------------------------------------------------------------


def complete(content: bytes, files: Sequence[tuple[Media, bytes]], sent_at: datetime) -> bytes:
    """Return a rendered mail with its date and its files, ready for the server. Inline images keep their Content-ID."""
    mail = _reparsed(content)
    if "Date" not in mail:
        mail["Date"] = format_datetime(sent_at)
    html = mail.get_body(("html",))
    for media, blob in files:
        main, _, sub = (
            media.mime if re.fullmatch(r"[\w.+-]+/[\w.+-]+", media.mime) else "application/octet-stream"
        ).partition("/")
        if main in ("message", "multipart"):
            main, sub = "application", "octet-stream"
        name = one_line(media.name)[:200] or "archivo"
        if media.content_id and html is not None:
            html.add_related(
                blob, main, sub, cid=f"<{one_line(media.content_id).strip('<>')}>", filename=name, disposition="inline"
            )
        else:
            mail.add_attachment(blob, maintype=main, subtype=sub, filename=name)
    return to_bytes(mail)


def _reparsed(content: bytes) -> EmailMessage:
    mail = BytesParser(EmailMessage, policy=POLICY).parsebytes(content)
    if not isinstance(mail, EmailMessage):
        raise TypeError("not a mail that was rendered here")
    return mail
