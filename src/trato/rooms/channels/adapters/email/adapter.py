"""E-mail in Trato's words. A delivery is one raw mail; there are no webhooks."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import msgspec

from trato.rooms.channels.adapters.email import answers, bodies, bounces, loops, reports, threads, writing
from trato.rooms.channels.adapters.email.reading import Mail, normalised, read_mail
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ConversationFacts,
    Delivery,
    Direction,
    FetchedMedia,
    Handshake,
    HttpAnswer,
    HttpRequest,
    InboundEvent,
    InboundKind,
    MailEnvelope,
    MailSubmission,
    Malformed,
    Media,
    MediaKind,
    OutboundMessage,
    ProviderAnswer,
    Receipt,
    ReceiptLevel,
    SendOutcome,
    Surface,
    Text,
    Unsupported,
    WebhookRequest,
)
from trato.rooms.contacts.model import Address, IdentityKind

ATTACHMENT_LIMIT: Final = 25_000_000  # bytes; what most servers take, before base64
_UNSUBSCRIBE: Final = re.compile(
    r"^\s*(?:baja|dar(?:me)? de baja|unsubscribe|stop|descadastrar|cancelar inscrição)\s*$", re.I
)
_FORWARD: Final = re.compile(r"^\s*(?:fwd?|fw|rv|enc|tr|wg|reenv)\s*:", re.I)


class Email:
    """The e-mail adapter. Pure: mailboxes are read and servers spoken to in `rooms.channels.mailbox`."""

    channel = "email"
    live: bool = False
    requires: Sequence[str] = ("password", "thread_key")

    def verify(self, request: WebhookRequest, account: AccountView) -> Handshake | None:
        """Return None: nobody checks a callback URL of ours."""
        return None

    def authenticate(self, request: WebhookRequest, account: AccountView) -> bool:
        """Refuse: mails come from the mailbox, never by HTTP."""
        return False

    def delivery_key(self, request: WebhookRequest) -> bytes:
        """Return the SHA-256 of the raw mail."""
        return hashlib.sha256(request.body).digest()

    def parse(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        """Read one raw mail. `delivery.headers` may hold the envelope's `return-path`.

        A mail is a message, also when a machine wrote it (`mail.automatic` says why); a bounce, a delay or a read
        notice is a receipt for each recipient; a complaint, or a request to be left alone, is an opt-out.
        Raises `Malformed` when it is no mail, or a message that nobody wrote.
        """
        return _storable(self._read(delivery, account))

    def _read(self, delivery: Delivery, account: AccountView) -> list[InboundEvent]:
        mail = read_mail(delivery.raw)
        facts = _Facts(mail, delivery, account)
        if complaints := bounces.read_complaints(mail, account):
            return [facts.opt_out_of(one, index) for index, one in enumerate(complaints)]
        if reports := bounces.read_reports(mail, account):
            return [facts.receipt(one, index) for index, one in enumerate(reports)]
        return facts.message()

    def capabilities(self, account: AccountView, facts: ConversationFacts, now: datetime) -> Capabilities:
        """Return what mail can do: everything but being live."""
        return Capabilities(
            live=self.live,
            text_limit=500_000,
            caption_limit=1000,
            receipts=ReceiptLevel.SENT,
            media=dict.fromkeys(MediaKind, ATTACHMENT_LIMIT),
            files=20,
            subject=True,
            recipients=50,
            rich_text=True,
            starts_conversations=True,
            per_second=5.0,
            close_after=timedelta(hours=72),
            reopen_within=timedelta(days=7),
        )

    def render(self, message: OutboundMessage, account: AccountView, caps: Capabilities) -> tuple[MailSubmission, ...]:
        """Return one mail. Raises `writing.Unsendable` (a ValueError) without a valid recipient or thread key."""
        return (writing.write_mail(message, account),)

    def classify(self, answer: ProviderAnswer) -> SendOutcome:
        """Sort what the mail server said."""
        return answers.classify(answer)

    def media(self, ref: str, account: AccountView, previous: HttpAnswer | None) -> HttpRequest | None:
        """Return None: a mail carries its files; `embedded` takes them out of the raw delivery."""
        return None

    def read_mark(self, provider_id: str, account: AccountView, to: Sequence[Address]) -> HttpRequest | None:
        """Mail tells nobody that it was read."""
        return None

    def embedded(self, raw: bytes, ref: str) -> FetchedMedia | None:
        """Return the file that a `Media.ref` names, from the raw mail; None when it is not there."""
        try:
            return bodies.extract(read_mail(raw), ref)
        except Malformed:
            return None


class _Facts:
    """What all events of one mail share."""

    def __init__(self, mail: Mail, delivery: Delivery, account: AccountView) -> None:
        self.mail, self.delivery, self.account = mail, delivery, account
        ids = threads.read_ids(mail.header("message-id"))
        self.id = ids[0] if ids else f"sha256:{hashlib.sha256(delivery.raw).hexdigest()}"
        self.answered = next(iter(threads.read_ids(mail.header("in-reply-to"))), "")
        self.references = threads.read_ids(mail.header("references"))
        self.at = mail.date() or delivery.received_at
        given = delivery.headers.get("return-path")
        self.return_path = given if given is not None else mail.header("return-path") or None

    def message(self) -> list[InboundEvent]:
        """Return the mail as a message, and as an opt-out when it asks for one."""
        name, sender = self._author()
        subject = self.mail.header("subject")[:998]
        parts = bodies.read_parts(self.mail)
        own = threads.is_ours(self.id, self.account)
        event = InboundEvent(
            kind=InboundKind.MESSAGE,
            dedupe_key=self.id,
            occurred_at=self.at,
            author=(_address(sender),),
            author_name=name[:200],
            provider_id=self.id,
            precision=timedelta(seconds=1),
            surface=Surface.MAIL,
            thread_key=threads.root_of(self.id, self.answered, self.references),
            direction=Direction.ECHO if own else Direction.IN,
            parts=parts or (Text(text=""),),
            reply_to=self.answered or (self.references[-1] if self.references else ""),
            forwarded=bool(_FORWARD.match(subject)),
            mail=self._envelope(subject, sender),
            language=self.mail.header("content-language").split(",")[0].strip()[:35],
            account_ref=self.account.external_id,
            detail=self._detail(sender),
        )
        return [self._opt_out(event), event] if not own and self._asks_out(subject, parts) else [event]

    def _author(self) -> tuple[str, str]:
        """Return the name and address of who wrote; of a site's own form, of its visitor."""
        for header in ("from", "sender", "reply-to", "return-path"):
            found = self.mail.addresses(header)
            if found:
                name, sender = found[0][0] if header != "return-path" else "", normalised(found[0][1])
                return self._visitor(sender) or (name, sender)
        raise Malformed("a mail from nobody")

    def _visitor(self, sender: str) -> tuple[str, str] | None:
        """Return whom a form speaks for: it writes from an address that nobody reads, or from our own."""
        if not loops.is_no_reply(sender) and sender != normalised(self.account.external_id):
            return None
        if self.mail.header("auto-submitted").lower() not in ("", "no"):
            return None
        others = ((name, normalised(address)) for name, address in self.mail.addresses("reply-to"))
        return next(((name, address) for name, address in others if address != sender), None)

    def _envelope(self, subject: str, sender: str) -> MailEnvelope:
        ids = [*self.references, *([self.answered] if self.answered not in self.references else [])]
        to = tuple(address for _, address in self.mail.addresses("to"))
        copied = tuple(address for _, address in self.mail.addresses("cc"))
        arrived = (*to, *copied, *(address for _, address in self.mail.addresses("delivered-to")))
        automatic = loops.why_automatic(self.mail, self.account, sender, self.return_path)
        own = threads.signed_token(self.id, self.account)
        if own:
            automatic = loops.Automatic.OWN_LOOP
        return MailEnvelope(
            subject=subject,
            message_id=self.id if self.id.startswith("<") else "",
            in_reply_to=self.answered,
            references=self.references,
            to=tuple(map(normalised, to)),
            copied=tuple(map(normalised, copied)),
            automatic=automatic.value if automatic else "",
            reply_token=own or threads.reply_token(ids, arrived, subject, self.account),
        )

    def _detail(self, sender: str) -> dict[str, Any] | None:
        elsewhere = [normalised(address) for _, address in self.mail.addresses("reply-to")]
        return {"reply_to": elsewhere} if elsewhere and elsewhere != [sender] else None

    def _asks_out(self, subject: str, parts: Sequence[Text | Media | Unsupported]) -> bool:
        """Say whether the mail consists of the exact word that asks to be left alone, and nothing else."""
        said = " ".join(part.text for part in parts if isinstance(part, Text)).strip()
        title = threads.bare_subject(subject)
        return bool(_UNSUBSCRIBE.match(said or title)) and (
            not said or not title or said.lower() == title.lower() or bool(self.answered)
        )

    def _opt_out(self, message: InboundEvent) -> InboundEvent:
        return InboundEvent(
            kind=InboundKind.OPT_OUT,
            dedupe_key=f"{self.id}#opt_out",
            occurred_at=self.at,
            author=message.author,
            provider_id=self.id,
            surface=Surface.MAIL,
            account_ref=self.account.external_id,
            purpose="marketing",
        )

    def receipt(self, report: reports.Report, index: int) -> InboundEvent:
        """Return what a server reported about one recipient."""
        detail = {"recipient": report.recipient, "temporary": report.temporary, "report_id": self.id}
        return InboundEvent(
            kind=InboundKind.RECEIPT,
            dedupe_key=f"{self.id}#{index}:{report.recipient}",
            occurred_at=self.at,
            provider_id=report.target,
            precision=timedelta(seconds=1),
            surface=Surface.MAIL,
            target=report.target,
            receipt=Receipt(report.target, report.status, report.code, report.reason, report.final),
            account_ref=self.account.external_id,
            detail=detail,
        )

    def opt_out_of(self, complaint: reports.Complaint, index: int) -> InboundEvent:
        """Return a complaint as the wish to get no more."""
        return InboundEvent(
            kind=InboundKind.OPT_OUT,
            dedupe_key=f"{self.id}#{index}:{complaint.recipient}",
            occurred_at=self.at,
            author=(_address(complaint.recipient),) if complaint.recipient else (),
            provider_id=complaint.target,
            precision=timedelta(seconds=1),
            surface=Surface.MAIL,
            target=complaint.target,
            account_ref=self.account.external_id,
            purpose="marketing",
            detail={"complaint": complaint.kind, "report_id": self.id},
        )


def _storable(events: list[InboundEvent]) -> list[InboundEvent]:
    """Return events without U+0000 and lone surrogates, which can come out of any coded word, name or parameter."""
    try:
        if b"\\u0000" not in msgspec.json.encode(events):
            return events
    except UnicodeEncodeError:
        pass
    return msgspec.convert(_plain(msgspec.to_builtins(events)), list[InboundEvent])


def _plain(value: Any) -> Any:
    match value:
        case str():
            return value.replace("\x00", "").encode("utf-8", "replace").decode()
        case dict():
            return {_plain(key): _plain(one) for key, one in value.items()}
        case list() | tuple():
            return [_plain(one) for one in value]
        case _:
            return value


def _address(address: str) -> Address:
    return Address(kind=IdentityKind.EMAIL, value=address)


ADAPTER = Email()
