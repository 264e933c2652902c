"""What we write is a proper mail that joins its thread; what a server answers has one sense."""

from __future__ import annotations

from datetime import timedelta
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.rooms.channels.email.known import CAMILA, EMAIL, OUR_KEY, RECEIVED, SHOP, one_of, outbound, text_of
from trato.rooms.channels.adapters.email import threads
from trato.rooms.channels.adapters.email.writing import Unsendable, complete, text_to_html
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    ConversationFacts,
    HttpAnswer,
    Location,
    MailAnswer,
    MailSubmission,
    Media,
    MediaKind,
    NotAccepted,
    Options,
    OutboundMail,
    OutboundMessage,
    Rejected,
    RejectReason,
    SendOutcome,
    Template,
    Text,
    TransportFailure,
    Unknown,
)
from trato.rooms.channels.simulators.email.checks import find_faults
from trato.rooms.contacts.model import Address, IdentityKind

CAPS = EMAIL.capabilities(SHOP, ConversationFacts(), RECEIVED)
ANSWERED = "<a1@correo.example>"
IN_REPLY = OutboundMail(subject="RE: RV: [#1001] Pedido", in_reply_to=ANSWERED, references=("<a0@correo.example>",))


def rendered(message: OutboundMessage) -> MailSubmission:
    (submission,) = EMAIL.render(message, SHOP, CAPS)
    return submission


def written(message: OutboundMessage, files: tuple[tuple[Media, bytes], ...] = ()) -> EmailMessage:
    raw = complete(rendered(message).content, files, RECEIVED)
    mail = BytesParser(EmailMessage, policy=policy.default).parsebytes(raw)
    assert isinstance(mail, EmailMessage)
    return mail


def faults(message: OutboundMessage, files: tuple[tuple[Media, bytes], ...] = ()) -> list[str]:
    submission = rendered(message)
    raw = complete(submission.content, files, RECEIVED)
    return find_faults(raw, submission.sender, submission.recipients, RECEIVED, {ANSWERED})


MESSAGES: dict[str, OutboundMessage] = {
    "a reply": outbound(mail=IN_REPLY, thread_key="<r@correo.example>"),
    "a first mail": outbound(mail=OutboundMail(subject="Sobre su compra")),
    "without subject": outbound(),
    "by a machine": outbound(automatic=True, mail=IN_REPLY),
    "with copies": outbound(mail=OutboundMail(subject="Hola", copied=("luis@correo.example", "camila@correo.example"))),
    "with a name": outbound(sender_name='Añá "la" Nena, <x@y.example>'),
    "with a long subject": outbound(mail=OutboundMail(subject="ñandú " * 100)),
    "with long lines": outbound("palabra" * 5000),
    "with lines that look like SMTP": outbound(".\r\n.\r\nFrom: x\r\nQUIT"),
    "with many references": outbound(
        mail=OutboundMail(in_reply_to=ANSWERED, references=tuple(f"<r{n}@{'x' * 60}.example>" for n in range(300)))
    ),
    "with markup": outbound(
        "<script>alert(1)</script> & <b>", parts=(Text("x", html="<p onclick=x>Hola<script>1</script>"),)
    ),
    "with history": outbound(parts=(Text("Hola", quoted="El lunes:\n> antes"),)),
    "with buttons and a place": outbound(
        parts=(Text("Elige:"), Options((Choice("1", "Sí"), Choice("2", "No"))), Location(-33.4, -70.6, "Tienda"))
    ),
    "by template": outbound(
        parts=(), template=Template("aviso", "es", ("Camila", "4521"), body="Hola {{1}}: va el {{2}}.")
    ),
    "to an international domain": outbound(to=(Address(IdentityKind.EMAIL, "ana@ñandú.example"),)),
}


@pytest.mark.parametrize("name", MESSAGES)
def test_every_mail_passes_the_strict_server(name: str) -> None:
    assert faults(MESSAGES[name]) == []


@given(st.text(max_size=200), st.text(max_size=100), st.text(max_size=60))
def test_any_words_make_a_proper_mail(text: str, subject: str, name: str) -> None:
    message = outbound(text, sender_name=name, mail=OutboundMail(subject=subject))
    assert faults(message) == []


@given(st.text(alphabet='a\r\n:B <>@,;"=?\x00\u2028', max_size=60))
def test_no_header_can_be_smuggled_in(text: str) -> None:
    injected = f"x\r\nBcc: espia@mala.example\r\n\r\n{text}"
    mail = written(outbound(sender_name=injected, mail=OutboundMail(subject=injected, in_reply_to=injected)))
    assert "Bcc" not in mail
    assert mail["From"].addresses[0].addr_spec == "ayuda@tienda.example"


def test_a_reply_joins_its_thread() -> None:
    mail = written(MESSAGES["a reply"])
    assert mail["In-Reply-To"] == ANSWERED
    assert mail["References"].split() == ["<r@correo.example>", "<a0@correo.example>", ANSWERED]
    assert mail["Subject"] == "Re: [#1001] Pedido"
    assert mail["Message-ID"] == threads.message_id(SHOP, 1001, OUR_KEY)


def test_what_a_person_answers_to_our_mail_leads_back_to_it() -> None:
    mail = written(MESSAGES["a reply"])
    answer = (
        f"From: camila@correo.example\nMessage-ID: <n@c.example>\nIn-Reply-To: {mail['Message-ID']}\n\nGracias".encode()
    )
    event = one_of(answer)
    assert event.mail is not None
    assert event.mail.reply_token == f"1001.{OUR_KEY.hex}"


def test_a_mail_rendered_twice_is_the_same_mail() -> None:
    first, second = rendered(MESSAGES["a reply"]), rendered(MESSAGES["a reply"])
    assert (first.message_id, first.recipients) == (second.message_id, second.recipients)


def test_a_machine_says_that_it_is_one_and_a_person_does_not() -> None:
    automatic, human = written(MESSAGES["by a machine"]), written(MESSAGES["a reply"])
    assert (automatic["Auto-Submitted"], automatic["X-Auto-Response-Suppress"]) == ("auto-replied", "All")
    assert "Auto-Submitted" not in human
    assert written(outbound(automatic=True))["Auto-Submitted"] == "auto-generated"


def test_a_first_mail_tells_how_to_be_left_alone() -> None:
    assert "subject=BAJA" in written(MESSAGES["a first mail"])["List-Unsubscribe"]
    assert "List-Unsubscribe" not in written(MESSAGES["a reply"])


def test_replies_may_come_to_an_address_that_names_the_case() -> None:
    account = replace(SHOP, settings={"plus_addressing": True})
    (submission,) = EMAIL.render(outbound(), account, CAPS)
    assert threads.reply_address(SHOP, 1001).encode() in submission.content


def test_files_and_inline_images_travel_with_their_names() -> None:
    files = (
        (Media(MediaKind.DOCUMENT, "b1", "application/pdf", "boleta ñandú.pdf"), b"%PDF"),
        (Media(MediaKind.IMAGE, "b2", "image/png", "logo.png", content_id="logo1"), b"\x89PNG"),
        (Media(MediaKind.DOCUMENT, "b3", "no es un tipo", "x\r\nBcc: a@b.example"), b"x" * 5000),
        (Media(MediaKind.DOCUMENT, "b4", "text/csv", "datos.csv"), "ñ;1".encode()),
        (Media(MediaKind.DOCUMENT, "b5", "message/rfc822", "original.eml"), b"From: x"),
    )
    message = outbound(parts=(Text("Va.", html='<p>Va.</p><img src="cid:logo1">'), *(media for media, _ in files)))
    assert rendered(message).attachments == tuple(media for media, _ in files)
    assert faults(message, files) == []
    event = one_of(complete(rendered(message).content, files, RECEIVED))
    told = {part.name: part for part in event.parts if isinstance(part, Media)}
    assert told["boleta ñandú.pdf"].size == 4
    assert told["logo.png"].content_id == "logo1"
    assert text_of(event).text == "Va."


@pytest.mark.parametrize(
    "address",
    ["", "camila", "camila@", "@correo.example", "a b@correo.example", "a@b@c.example", "a@-x.example", "a@x..example",
     "camila@correo.example\r\nRCPT TO:<espia@mala.example>", "<a@b.example>", "a@b.example,c@d.example",
     f"{'a' * 65}@b.example", "ñandú@correo.example"],
)  # fmt: skip
def test_what_is_no_address_is_never_written_to(address: str) -> None:
    with pytest.raises(Unsendable):
        rendered(outbound(to=(Address(IdentityKind.EMAIL, address),)))
    with pytest.raises(Unsendable):
        rendered(outbound(mail=OutboundMail(copied=(address,))))


def test_of_a_persons_addresses_only_the_first_one_is_written_to() -> None:
    others = (Address(IdentityKind.PHONE, "56911112222"), CAMILA, Address(IdentityKind.EMAIL, "camila@trabajo.example"))
    assert rendered(outbound(to=others)).recipients == (CAMILA.value,)


def test_blind_copies_are_sent_to_and_stand_in_no_header() -> None:
    mail = OutboundMail(to=("luis@correo.example",), copied=("ana@correo.example",), blind=("jefa@correo.example",))
    sent = rendered(outbound(to=(CAMILA,), mail=mail))
    assert sent.recipients == (CAMILA.value, "luis@correo.example", "ana@correo.example", "jefa@correo.example")
    assert b"luis@correo.example" in sent.content and b"ana@correo.example" in sent.content
    assert b"jefa@correo.example" not in sent.content and b"bcc" not in sent.content.lower()


def test_a_message_for_nobody_or_from_an_account_that_cannot_sign_is_refused() -> None:
    with pytest.raises(Unsendable):
        rendered(outbound(to=(Address(IdentityKind.PHONE, "56911112222"),)))
    with pytest.raises(Unsendable):
        EMAIL.render(outbound(to=(CAMILA,)), replace(SHOP, secrets={}), CAPS)


def test_plain_text_becomes_safe_html_with_links() -> None:
    html = text_to_html("Hola <b>\n\nver https://tienda.example/p?a=1&b=2.\njavascript:alert(1)")
    assert html == (
        '<p>Hola &lt;b&gt;</p><p>ver <a href="https://tienda.example/p?a=1&amp;b=2">https://tienda.example/p?a=1&amp;b=2</a>.'
        "<br>javascript:alert(1)</p>"
    )


def test_mail_can_all_but_be_live() -> None:
    assert not CAPS.live
    assert CAPS.subject
    assert CAPS.rich_text
    assert CAPS.starts_conversations
    assert not CAPS.idempotent_send
    assert CAPS.media[MediaKind.DOCUMENT] == 25_000_000


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (MailAnswer(250, "<m@t.example> 2.0.0 Ok", "done"), Accepted("<m@t.example>")),
        (MailAnswer(451, "4.3.0 later", "data"), NotAccepted("451", timedelta(seconds=60))),
        (MailAnswer(450, "4.2.0 greylisted", "rcpt"), NotAccepted("450", timedelta(seconds=60))),
        (MailAnswer(421, "busy", "connect"), NotAccepted("421", timedelta(minutes=5), True)),
        (MailAnswer(421, "busy", "mail"), NotAccepted("421", timedelta(seconds=60), True)),
        (MailAnswer(454, "4.7.0 temporary", "auth"), NotAccepted("454", timedelta(minutes=5), True)),
        (MailAnswer(554, "no service", "connect"), NotAccepted("554", timedelta(minutes=5), True)),
        (MailAnswer(535, "5.7.8 bad", "auth"), Rejected(RejectReason.AUTH, "535", "5.7.8 bad")),
        (MailAnswer(530, "5.7.0 sign in", "mail"), Rejected(RejectReason.AUTH, "530", "5.7.0 sign in")),
        (MailAnswer(553, "5.7.1 not owned", "mail"), Rejected(RejectReason.AUTH, "553", "5.7.1 not owned")),
        (MailAnswer(552, "5.3.4 too big", "mail"), Rejected(RejectReason.PERMANENT, "5.3.4", "5.3.4 too big")),
        (MailAnswer(550, "5.1.1 unknown", "rcpt"), Rejected(RejectReason.PERMANENT, "5.1.1", "5.1.1 unknown")),
        (MailAnswer(554, "rejected", "data"), Rejected(RejectReason.PERMANENT, "554", "rejected")),
        (TransportFailure("refused", False), NotAccepted("refused", timedelta(seconds=60))),
        (TransportFailure("lost", True), Unknown("lost")),
    ],
)
def test_each_answer_of_a_server_has_one_sense(answer: Any, expected: SendOutcome) -> None:
    assert EMAIL.classify(answer) == expected


def test_an_answer_of_another_transport_is_a_bug() -> None:
    with pytest.raises(TypeError):
        EMAIL.classify(HttpAnswer(200, {}, b""))
