"""The post office takes what is right and nothing else, and its mailboxes can be used by anybody."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from tests.rooms.channels.email.known import EMAIL, RECEIVED, SHOP, events_of, one_of, outbound, text_of
from trato.rooms.channels.adapters.email.writing import complete
from trato.rooms.channels.model import ConversationFacts, InboundKind, OutboundMail
from trato.rooms.channels.simulators.email.checks import find_faults
from trato.rooms.channels.simulators.email.page.words import LANGUAGES, WORDS
from trato.rooms.channels.simulators.email.quoting import Person
from trato.rooms.channels.simulators.email.server import MailConfig, Running, serve

ANSWERED = "<a1@correo.example>"
MESSAGE = outbound(
    "Hola, ñandú.", mail=OutboundMail(subject="Re: Pedido", in_reply_to=ANSWERED), sender_name="Ayuda", automatic=True
)


def good() -> tuple[bytes, str, tuple[str, ...]]:
    """Return a mail of ours that is right, with its envelope."""
    (one,) = EMAIL.render(MESSAGE, SHOP, EMAIL.capabilities(SHOP, ConversationFacts(), RECEIVED))
    return complete(one.content, [], RECEIVED), one.sender, one.recipients


def without(name: str) -> Callable[[bytes], bytes]:
    return lambda raw: re.sub(rb"(?mi)^" + name.encode() + rb":.*\r\n(?:[ \t].*\r\n)*", b"", raw, count=1)


def put(before: str, after: str) -> Callable[[bytes], bytes]:
    def change(raw: bytes) -> bytes:
        assert re.search(before.encode(), raw)
        return re.sub(before.encode(), after.encode(), raw, count=1)

    return change


MUTATIONS: dict[str, Callable[[bytes], bytes]] = {
    "no From": without("From"),
    "no To": without("To"),
    "no Date": without("Date"),
    "no Message-ID": without("Message-ID"),
    "no Subject": without("Subject"),
    "no MIME-Version": without("MIME-Version"),
    "no X-Loop": without("X-Loop"),
    "a reply without In-Reply-To": without("In-Reply-To"),
    "a reply without References": without("References"),
    "two From": put(r"To:", "From: otra@x.example\r\nTo:"),
    "two authors": put(r"(From:[^\r]*)", r"\1, otra@x.example"),
    "another's From": put(r"<ayuda@tienda.example>", "<ceo@tienda.example>"),
    "another's X-Loop": put(r"X-Loop: ayuda", "X-Loop: otra"),
    "a Bcc": put(r"To:", "Bcc: espia@x.example\r\nTo:"),
    "an unknown header": put(r"To:", "X-Inyectada: 1\r\nTo:"),
    "a header line that is none": put(r"To:", "esto no es una cabecera\r\nTo:"),
    "a forged id": put(r"Message-ID: <1001", "Message-ID: <x1001"),
    "an id of another domain": put(r"@tienda\.example>\r\nIn-Reply", "@otra.example>\r\nIn-Reply"),
    "an answer to nothing": put(r"In-Reply-To: <a1@", "In-Reply-To: <zz@"),
    "references that end elsewhere": put(r"References: <a1@", "References: <zz@"),
    "an old date": put(r"Date: [^\r]*", "Date: Fri, 20 Nov 2020 10:00:00 +0000"),
    "a broken date": put(r"Date: [^\r]*", "Date: ayer"),
    "bare line feeds": lambda raw: raw.replace(b"\r\n", b"\n"),
    "bytes outside ASCII": lambda raw: raw + "ñ\r\n".encode(),
    "a line too long": lambda raw: raw + b"x" * 999 + b"\r\n",
    "an unknown Auto-Submitted": put(r"Auto-Submitted: auto-replied", "Auto-Submitted: tal vez"),
    "a boundary that never closes": lambda raw: re.sub(rb"--=+\d+==--\r\n", b"", raw),
    "an unknown charset": put(r'text/plain; charset="utf-8"', 'text/plain; charset="x-raro"'),
    "an unknown encoding": put(r"Transfer-Encoding: quoted-printable", "Transfer-Encoding: x-raro"),
    "a script": put(r"<p>Hola", "<script>1</script><p>Hola"),
    "no plain text": put(r"Content-Type: text/plain", "Content-Type: text/enriched"),
}


def test_what_we_write_is_taken() -> None:
    raw, sender, recipients = good()
    assert find_faults(raw, sender, recipients, RECEIVED, {ANSWERED}) == []


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mail_that_is_wrong_in_one_thing_is_refused(name: str) -> None:
    raw, sender, recipients = good()
    changed = MUTATIONS[name](raw)
    assert changed != raw
    assert find_faults(changed, sender, recipients, RECEIVED, {ANSWERED}) != []


def test_an_envelope_that_differs_from_the_mail_is_refused() -> None:
    raw, sender, recipients = good()
    assert find_faults(raw, sender, (*recipients, "espia@x.example"), RECEIVED, {ANSWERED})
    assert find_faults(raw, "otra@tienda.example", recipients, RECEIVED, {ANSWERED})
    assert find_faults(raw, sender, (), RECEIVED, {ANSWERED})
    assert find_faults(raw, sender, recipients, RECEIVED + timedelta(days=1), {ANSWERED})


def test_the_page_says_everything_in_three_languages() -> None:
    assert set(WORDS) == set(LANGUAGES)
    assert len({frozenset(words) for words in WORDS.values()}) == 1
    assert all(all(words.values()) for words in WORDS.values())


# ---- over the wire


async def running() -> Running:
    return await serve(MailConfig({SHOP.external_id: "clave"}, [Person("camila@correo.example", "Camila Rojas")]))


async def talk(port: int, lines: list[str]) -> str:
    """Say IMAP lines and return all that was answered."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for line in lines:
        writer.write(f"{line}\r\n".encode())
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    return answer.decode()


@pytest.mark.anyio
async def test_the_mailbox_server_speaks_imap_and_changes_nothing() -> None:
    mail = await running()
    try:
        mail.office.deliver(b"From: a@b.example\r\n\r\nhola\r\n", "a@b.example", (SHOP.external_id,))
        answer = await talk(mail.imap_port, [
            "1 CAPABILITY", "2 SELECT INBOX", f'3 LOGIN "{SHOP.external_id}" "clave"', '4 LIST "" "*"',
            '5 STATUS "INBOX" (MESSAGES UIDNEXT UIDVALIDITY)', "6 SELECT INBOX", "7 UID SEARCH UID 1:*",
            "8 UID FETCH 1 (RFC822.SIZE BODY.PEEK[HEADER])", "9 FETCH 1 (FLAGS BODY[])", "10 UID STORE 1 +FLAGS (x)",
            "11 EXPUNGE", "12 SEARCH ALL", "13 NOOP", "14 LOGOUT",
        ])  # fmt: skip
    finally:
        await mail.stop()
    told = "IDLE|2 BAD|3 OK|* LIST|MESSAGES 1 UIDNEXT 2 UIDVALIDITY 1|* 1 EXISTS|* SEARCH 1|BODY[HEADER] {|hola"
    for expected in f"{told}|10 BAD|11 BAD|13 OK|* BYE|14 OK".split("|"):
        assert expected in answer
    assert len(mail.office.mailbox(SHOP.external_id).inbox) == 1


@pytest.mark.anyio
async def test_a_wrong_password_opens_no_mailbox() -> None:
    mail = await running()
    try:
        answer = await talk(mail.imap_port, [f'1 LOGIN {SHOP.external_id} "otra"', "2 SELECT INBOX", "3 LOGOUT"])
    finally:
        await mail.stop()
    assert "1 NO" in answer
    assert "2 BAD" in answer


@pytest.mark.anyio
async def test_anybody_can_write_read_and_answer_on_the_page() -> None:
    mail = await running()
    try:
        transport = httpx.ASGITransport(app=mail.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://correo", follow_redirects=True) as browser:
            page = await browser.get("/")
            assert "Camila Rojas" in page.text
            page = await browser.post("/abrir", data={"name": "Iván <b>", "address": "Ivan@Correo.example"})
            assert "Iván &lt;b&gt;" in page.text
            files = [("files", ("boleta.pdf", b"%PDF-1.4", "application/pdf"))]
            draft = {
                "to": SHOP.external_id,
                "subject": "Pedido ñ",
                "text": "Hola\n\n¿Dónde está?",
                "program": "outlook",
            }
            page = await browser.post("/ivan@correo.example/nuevo", data=draft, files=files)
            assert "¿Dónde está?" in page.text
            arrived = mail.office.mailbox(SHOP.external_id).inbox[-1]
            first = one_of(arrived.raw)
            assert (text_of(first).text, first.author_name) == ("Hola\n\n¿Dónde está?", "Iván <b>")
            assert len(first.parts) == 2

            ours = f"From: Ayuda <{SHOP.external_id}>\r\nTo: ivan@correo.example\r\nMessage-ID: <o1@t.example>\r\n"
            ours += f"Subject: Re: Pedido\r\nIn-Reply-To: {first.provider_id}\r\nReferences: {first.provider_id}\r\n"
            ours += "\r\nLlega el lunes.\r\n"
            mail.office.deliver(ours.encode(), SHOP.external_id, ("ivan@correo.example",))
            page = await browser.get("/ivan@correo.example/hilo/2")
            assert "Llega el lunes." in page.text
            assert page.text.count("<article") == 2
            page = await browser.post("/ivan@correo.example/hilo/2", data={"text": "Gracias", "program": "gmail"})
            answer = one_of(mail.office.mailbox(SHOP.external_id).inbox[-1].raw)
            assert (text_of(answer).text, answer.reply_to) == ("Gracias", "<o1@t.example>")
            assert "Llega el lunes." in text_of(answer).quoted

            assert (await browser.get("/ivan@correo.example/cambios")).json() == {"version": 3}
            file = await browser.get("/ivan@correo.example/archivo/1/4")
            assert file.headers["content-disposition"].startswith("attachment")
            assert (await browser.get("/ivan@correo.example/archivo/1/99")).status_code == 404
            empty = await browser.post("/ivan@correo.example/nuevo", data={"to": "", "text": ""})
            assert empty.status_code == 422
            assert WORDS["es"]["needs_text"] in empty.text
            page = await browser.get("/ivan@correo.example?lang=pt")
            assert WORDS["pt"]["compose"] in page.text
    finally:
        await mail.stop()


@pytest.mark.anyio
async def test_writing_to_an_address_that_fails_brings_a_bounce_to_the_page() -> None:
    mail = await running()
    try:
        transport = httpx.ASGITransport(app=mail.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://correo", follow_redirects=True) as browser:
            draft = {"to": "lleno@x.example", "subject": "Hola", "text": "Hola"}
            await browser.post("/camila@correo.example/nuevo", data=draft)
        (bounced,) = mail.office.mailbox("camila@correo.example").inbox
        (event,) = events_of(bounced.raw)
        assert event.kind is InboundKind.RECEIPT
        assert event.receipt is not None
        assert event.receipt.code == "5.2.2"
    finally:
        await mail.stop()
