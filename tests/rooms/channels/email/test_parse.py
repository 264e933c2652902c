"""Any bytes can come as a mail: they are read as far as they go, or refused as no mail, and nothing else."""

from __future__ import annotations

import base64
import hashlib
import time
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.rooms.channels.email.known import (
    EMAIL,
    OUR_KEY,
    RECEIVED,
    SHOP,
    events_of,
    file_of,
    mail,
    one_of,
    own_mails,
    text_of,
)
from trato.rooms.channels.adapters.email import threads
from trato.rooms.channels.adapters.email.bodies import TEXT_SHOWN
from trato.rooms.channels.model import Direction, InboundKind, Malformed, Media, MediaKind, Unsupported, WebhookRequest

OURS = threads.message_id(SHOP, 1001, OUR_KEY)
OWN = dict(own_mails())


# ---- nothing breaks it


@given(st.binary(max_size=2000))
def test_arbitrary_bytes_are_read_or_refused(raw: bytes) -> None:
    with suppress(Malformed):
        events_of(raw)


FRAGMENTS = """From: a@b.example
From: a: b: c@d.e;;
To: x
Subject: =?
\udcff\udcfe=?x?q?=E1?=
Message-ID: <a@b>
Date: x
Content-Type: multipart/mixed; boundary=x
Content-Type: text/html; charset=\udcff
Content-Type: text/plain; charset="unicode_escape"
Content-Type: message/rfc822
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64
Content-Disposition: attachment; filename*0*=x''%
--x
--x--

> El vie
\\ud800""".encode("utf-8", "surrogateescape").split(b"\n")


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=25))
def test_broken_mails_are_read_or_refused(lines: list[bytes]) -> None:
    with suppress(Malformed):
        assert events_of(b"\n".join(lines)) == events_of(b"\n".join(lines))


@settings(max_examples=60)
@given(st.sampled_from(sorted(OWN)), st.integers(0, 4000), st.binary(min_size=1, max_size=3))
def test_damaged_mails_are_read_or_refused(name: str, at: int, junk: bytes) -> None:
    raw = OWN[name]
    with suppress(Malformed):
        events_of(raw[: at % len(raw)] + junk + raw[at % len(raw) + 1 :])


@pytest.mark.parametrize(
    "raw", [b"", b"\n\n", b"hola, esto no es un correo", b"\x00" * 100, b"X-Unfetchable: UID 5\r\n\r\n"]
)
def test_what_is_no_mail_is_malformed(raw: bytes) -> None:
    with pytest.raises(Malformed):
        events_of(raw)


def test_a_mail_from_nobody_is_malformed() -> None:
    with pytest.raises(Malformed):
        events_of(mail(From="", To="ayuda@tienda.example"))


def test_a_hostile_tree_of_parts_is_kept_whole_and_unread() -> None:
    raw = b"From: a@b.example\nMessage-ID: <h@b.example>\n"
    for depth in range(200):
        raw += f'Content-Type: multipart/mixed; boundary="b{depth}"\n\n--b{depth}\n'.encode()
    event = one_of(raw + b"\nhola")
    assert [type(part) for part in event.parts] == [Unsupported, Media]
    assert file_of(raw + b"\nhola", "part:0") == raw + b"\nhola"


def test_a_mail_of_thirty_megabytes_is_read_in_seconds() -> None:
    content = bytes(range(256)) * 88_000  # 22.5 MB, 30 MB in base64
    body = base64.encodebytes(content).decode()
    raw = mail(
        f'--x\nContent-Type: text/plain\n\nVa la foto.\n--x\nContent-Type: image/jpeg; name="f.jpg"\n'
        f"Content-Transfer-Encoding: base64\n\n{body}\n--x--\n",
        Content_Type='multipart/mixed; boundary="x"',
    )
    begun = time.perf_counter()
    event = one_of(raw)
    assert time.perf_counter() - begun < 4
    photo = event.parts[1]
    assert isinstance(photo, Media)
    assert (photo.media, photo.size, photo.sha256) == (
        MediaKind.IMAGE,
        len(content),
        hashlib.sha256(content).hexdigest(),
    )
    assert file_of(raw, photo.ref) == content


def test_an_attached_mail_with_a_large_file_is_kept_as_it_came() -> None:
    large = base64.encodebytes(bytes(range(256)) * 2000).decode()
    inner = mail(f"{large}", Content_Type="application/pdf", Content_Transfer_Encoding="base64").decode()
    raw = mail(
        f"--x\nContent-Type: text/plain\n\nVa.\n--x\nContent-Type: message/rfc822\n\n{inner}\n--x--\n",
        Content_Type='multipart/mixed; boundary="x"',
    )
    attached = one_of(raw).parts[1]
    assert isinstance(attached, Media)
    assert large.encode().strip() in file_of(raw, attached.ref)
    assert b"stand-in" not in file_of(raw, attached.ref)


@pytest.mark.parametrize("line", ["Date: Thu, 19 Nov;\x0b0:00 -0300", "Status: 5.1\x1cVtatus: 5.1.1"])
def test_an_attached_mail_with_a_header_that_cannot_be_written_again_is_kept(line: str) -> None:
    for kind in ("message/rfc822", "message/delivery-status"):
        raw = mail(
            f"--x\nContent-Type: text/plain\n\nVa.\n--x\nContent-Type: {kind}\n\n"
            f"Subject: Original\n{line}\n\nLo que decía\n--x--\n",
            Content_Type='multipart/mixed; boundary="x"',
        )
        attached = one_of(raw).parts[1]
        assert isinstance(attached, Media)
        assert b"Original" in file_of(raw, attached.ref)
        if kind == "message/rfc822":
            assert "Lo que decía".encode() in file_of(raw, attached.ref)


@pytest.mark.parametrize("kind", ["text/plain", "text/html"])
def test_a_body_of_a_megabyte_shows_its_beginning_and_keeps_the_whole_as_a_file(kind: str) -> None:
    body = "¿Dónde está mi pedido? Ya pasaron tres semanas.\n" * 21_000
    raw = mail(body, Content_Type=f"{kind}; charset=utf-8")
    begun = time.perf_counter()
    event = one_of(raw)
    assert time.perf_counter() - begun < 10
    assert text_of(event).text.startswith("¿Dónde está mi pedido?")
    assert len(text_of(event).text) <= TEXT_SHOWN
    whole = event.parts[1]
    assert isinstance(whole, Media)
    assert file_of(raw, whole.ref).decode() == body


@pytest.mark.parametrize(
    "line", ["El vie, 20 nov 2026 ", "a@" * 40, "On 1 2 3 4 5 6 7 8 9 wrote wrote wrote ", "> ", "De: "]
)
def test_text_made_to_be_slow_is_not(line: str) -> None:
    for body in (line * 50_000, f"{line}\n" * 50_000):
        begun = time.perf_counter()
        events_of(mail(body))
        assert time.perf_counter() - begun < 10


@pytest.mark.parametrize("ref", ["part:99", "part:-1", "part:", "../x", "part:1e9", ""])
def test_a_file_that_is_not_there_is_not_found(ref: str) -> None:
    assert EMAIL.embedded(mail(), ref) is None


# ---- what is read


def test_the_author_is_the_normalised_sender() -> None:
    event = one_of(mail(From="=?utf-8?q?Mar=C3=ADa?= <Maria.Jose+x@Correo.Example.>"))
    assert (event.author[0].value, event.author_name) == ("maria.jose+x@correo.example", "María")


def test_a_sender_that_breaks_the_standard_parser_is_still_read() -> None:
    assert one_of(mail(From="a: b: c@d.e;;")).author[0].value == "c@d.e"


@pytest.mark.parametrize("sender", ["no-reply@tienda.example", "Formulario <ayuda@tienda.example>"])
def test_a_form_of_the_site_speaks_for_its_visitor(sender: str) -> None:
    event = one_of(mail(From=sender, Reply_To="Camila <camila@correo.example>"))
    assert (event.author[0].value, event.author_name) == ("camila@correo.example", "Camila")
    assert event.mail is not None
    assert event.mail.automatic == ""


def test_nobody_else_speaks_for_another() -> None:
    event = one_of(mail(From="ana@correo.example", Reply_To="camila@correo.example"))
    assert event.author[0].value == "ana@correo.example"
    assert event.detail == {"reply_to": ["camila@correo.example"]}


@pytest.mark.parametrize("date", ["", "ayer", "Fri, 99 Nov 2026 99:99:99 +9999", "Fri, 20 Nov 9999 10:00:00 -2300"])
def test_without_a_date_the_time_of_arrival_counts(date: str) -> None:
    assert one_of(mail(Date=date)).occurred_at == RECEIVED


def test_a_date_two_days_off_is_told_as_it_is() -> None:
    assert one_of(mail(Date="Sun, 22 Nov 2026 15:00:00 +0000")).occurred_at == datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_the_same_mail_has_one_key_whatever_its_way() -> None:
    assert one_of(b"Received: by x; y\n" + mail()).dedupe_key == one_of(mail()).dedupe_key == "<a1@correo.example>"


def test_two_mails_without_ids_have_two_keys() -> None:
    assert one_of(mail("a", Message_ID="")).dedupe_key != one_of(mail("b", Message_ID="")).dedupe_key


def test_no_mail_comes_by_http() -> None:
    request = WebhookRequest("POST", "https://x.example", {}, {}, mail())
    assert not EMAIL.authenticate(request, SHOP)
    assert EMAIL.verify(request, SHOP) is None
    assert EMAIL.delivery_key(request) == hashlib.sha256(mail()).digest()


# ---- threads


def test_a_thread_goes_by_its_first_mail() -> None:
    assert one_of(mail()).thread_key == "<a1@correo.example>"
    assert one_of(mail(In_Reply_To="<b@x.example>")).thread_key == "<b@x.example>"
    assert (
        one_of(mail(In_Reply_To="<b@x.example>", References="<r@x.example> <b@x.example>")).thread_key
        == "<r@x.example>"
    )


def test_our_own_id_in_the_thread_proves_case_and_message() -> None:
    for headers in (
        {"In_Reply_To": OURS},
        {"References": f"<z@x.example> {OURS} <y@x.example>"},
        {"References": OURS.upper()},
    ):
        event = one_of(mail(**headers))
        assert event.mail is not None
        assert event.mail.reply_token == f"1001.{OUR_KEY.hex}"


def test_the_reply_address_proves_the_case() -> None:
    event = one_of(mail(To=threads.reply_address(SHOP, 1001).replace("ayuda", "Ayuda")))
    assert event.mail is not None
    assert event.mail.reply_token == "1001"


def test_the_subject_only_claims_a_case() -> None:
    event = one_of(mail(Subject="RE: [#1001] Pedido"))
    assert event.mail is not None
    assert event.mail.reply_token == "#1001"


@given(st.integers(1, len(OURS) - 2), st.sampled_from("0123456789abcdef"))
def test_a_token_with_one_character_changed_proves_nothing(at: int, other: str) -> None:
    forged = OURS[:at] + other + OURS[at + 1 :]
    event = one_of(mail(In_Reply_To=forged))
    assert event.mail is not None
    expected = f"1001.{OUR_KEY.hex}" if forged == OURS or forged.split("@")[0] == OURS.split("@")[0] else ""
    assert event.mail.reply_token == expected


def test_a_token_of_another_account_or_key_proves_nothing() -> None:
    for account in (
        replace(SHOP, secrets={"thread_key": "otra"}),
        replace(SHOP, id=OUR_KEY),
        replace(SHOP, secrets={}),
    ):
        event = one_of(mail(In_Reply_To=OURS), account)
        assert event.mail is not None
        assert event.mail.reply_token == ""


# ---- machines


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        ({"Auto_Submitted": "auto-replied"}, "auto_submitted"),
        ({"Auto_Submitted": "auto-generated (failure)"}, "auto_submitted"),
        ({"Auto_Submitted": "no"}, ""),
        ({"X_Auto_Response_Suppress": "All"}, "auto_response_suppress"),
        ({"X_Auto_Response_Suppress": "None"}, ""),
        ({"X_Autoreply": "yes"}, "auto_reply"),
        ({"Precedence": "bulk"}, "precedence"),
        ({"Precedence": "auto_reply"}, "precedence"),
        ({"List_Id": "<x.lista.example>"}, "mailing_list"),
        ({"Return_Path": "<>"}, "empty_return_path"),
        ({"Return_Path": "<camila@correo.example>"}, ""),
        ({"X_Loop": "ayuda@tienda.example"}, "own_loop"),
        ({"X_Loop": "otra@cosa.example"}, ""),
        ({"From": "postmaster@x.example"}, "daemon"),
        ({"From": "no-reply@x.example"}, "no_reply_sender"),
        ({"From": "no-reply@x.example", "Reply_To": "camila@correo.example"}, ""),
        ({"Subject": "Respuesta automática: Pedido"}, "auto_reply_subject"),
        ({"Subject": "Out of office: order"}, "auto_reply_subject"),
        ({"Subject": "Resposta automática: pedido"}, "auto_reply_subject"),
        ({"Subject": "Fuera de la caja venía roto"}, ""),
    ],
)
def test_a_machines_mail_is_a_message_that_says_so(headers: dict[str, str], reason: str) -> None:
    event = one_of(mail(**headers))
    assert event.kind is InboundKind.MESSAGE
    assert event.mail is not None
    assert event.mail.automatic == reason


def test_our_own_mail_that_comes_back_is_an_echo() -> None:
    event = one_of(mail(From="ayuda@tienda.example", Message_ID=OURS))
    assert event.direction is Direction.ECHO
    assert event.provider_id == OURS
    assert event.mail is not None
    assert event.mail.automatic == "own_loop"


# ---- the wish to be left alone


@pytest.mark.parametrize("word", ["BAJA", "baja", "Unsubscribe", "descadastrar"])
def test_the_exact_word_is_an_opt_out_besides_a_message(word: str) -> None:
    kinds = [event.kind for event in events_of(mail(word, Subject=word))]
    assert kinds == [InboundKind.OPT_OUT, InboundKind.MESSAGE]


def test_a_word_alone_in_the_body_or_the_subject_is_enough() -> None:
    assert len(events_of(mail("", Subject="BAJA"))) == 2
    assert len(events_of(mail("BAJA", Subject="Re: [#1001] Ofertas", In_Reply_To=OURS))) == 2


@pytest.mark.parametrize("body", ["Quiero dar de baja mi plan", "baja el volumen", "¿Cómo me doy de baja?"])
def test_words_around_it_are_no_opt_out(body: str) -> None:
    assert [event.kind for event in events_of(mail(body, Subject="Mi plan"))] == [InboundKind.MESSAGE]
