"""Bad input in what people write: it is shown as far as it can be, kept as it came, and can do nothing to anybody."""

from __future__ import annotations

import io
import json
import time
import zipfile

import pytest

from tests.flow.providers import fetch_files, mail, meta, said
from tests.flow.world import World
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels


async def said_texts(world: World) -> list[str]:
    rows = await world.fetch("select text from conversations.message order by sort_at, sort_id, sort_item")
    return [row["text"] for row in rows]


async def none_lost(world: World) -> None:
    """Every delivery was read, and each is a message in an open case whose promise runs."""
    assert {row["status"] for row in await world.fetch("select status from channels.inbox")} == {"done"}
    rows = await world.fetch('select due_at from cases."case" where set_aside is null')
    assert rows and all(row["due_at"] is not None for row in rows)


async def receive_mail(world: World, raw: bytes) -> None:
    await world.accept("email", raw)
    await world.receive()


def with_file(content: bytes, kind: str, name: str) -> bytes:
    """Return a mail with one file."""
    head = 'multipart/mixed; boundary="sep"'
    body = (
        b"--sep\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nAdjunto el archivo\r\n--sep\r\n"
        + f'Content-Type: {kind}; name="{name}"\r\nContent-Disposition: attachment; filename="{name}"\r\n'.encode()
        + b"Content-Transfer-Encoding: binary\r\n\r\n" + content + b"\r\n--sep--\r\n"
    )  # fmt: skip
    return mail(body, Content_Type=head)


def zip_bomb() -> bytes:
    """Return two hundred kilobytes that unpack to two hundred megabytes."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("ceros.bin", b"\0" * 200_000_000)
    return packed.getvalue()


async def test_an_emoji_alone_is_a_message_that_waits_for_an_answer(world: World) -> None:
    await world.whatsapp("😡😡😡")

    assert await said_texts(world) == ["😡😡😡"]
    assert len(await world.fetch('select 1 from cases."case"')) == 1
    assert {row["status"] for row in await world.fetch("select status from channels.inbox")} == {"done"}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("mi\x00 pedido", "mi pedido"),
        ("mi\x01\x08\x1b[31m pedido", None),
        ("\ud83d mi pedido", None),
        ("mi \u202epedido", None),
        ("mi pedido" + "\u0301" * 5000, None),
    ],
    ids=["nul", "controls", "lone surrogate", "right to left", "zalgo"],
)
async def test_characters_that_break_databases_and_screens_break_nothing(
    world: World, text: str, shown: str | None
) -> None:
    await world.accept("whatsapp", meta([said("wamid.1", text)]))
    await world.webchat(text.encode("utf-8", "replace").decode())
    await receive_mail(world, mail(text.encode("utf-8", "replace")))

    texts = await said_texts(world)
    assert len(texts) == 3
    assert all("pedido" in one and "\x00" not in one for one in texts)
    if shown is not None:
        assert set(texts) == {shown}
    await none_lost(world)


async def test_a_name_full_of_control_characters_is_a_name_people_can_read(world: World) -> None:
    await world.whatsapp("hola, mi pedido no llegó", name="Ro\x00sa\x07 \u202eHuamán")

    (contact,) = await world.fetch("select name from contacts.contact")
    assert "\x00" not in contact["name"] and "sa" in contact["name"]


async def test_a_message_of_one_megabyte_arrives_whole_on_every_channel(world: World) -> None:
    text = "mi pedido no llegó. " * 50_000
    await world.accept("whatsapp", meta([said("wamid.1", text)]))
    await world.receive()
    await receive_mail(world, mail(text))

    (whatsapp,) = await world.fetch("select text from conversations.message where provider_id = 'wamid.1'")
    assert whatsapp["text"].strip() == text.strip()
    (written,) = await world.fetch("select text, id from conversations.message where mail is not null")
    assert written["text"].startswith("mi pedido no llegó.")
    assert await world.fetch("select 1 from conversations.attachment where message_id = $1", written["id"])
    previews = await world.fetch('select length(preview) n from cases."case"')
    assert all(row["n"] <= 1000 for row in previews)
    await none_lost(world)


async def test_a_mail_of_nearly_thirty_megabytes_arrives_with_its_file(world: World) -> None:
    content = b"%PDF-1.7\n" + b"x" * 28_000_000
    began = time.monotonic()
    await receive_mail(world, with_file(content, "application/pdf", "factura.pdf"))
    assert time.monotonic() - began < 8  # seconds: reading looks at every byte once, whatever the lines are like
    await fetch_files(world)

    (file,) = await world.fetch("select state, size, mime from conversations.attachment")
    assert (file["state"], file["size"], file["mime"]) == ("ready", len(content), "application/pdf")
    await none_lost(world)


async def test_a_zip_bomb_is_a_failed_file_with_its_reason_under_a_message_that_shows(world: World) -> None:
    await receive_mail(world, with_file(zip_bomb(), "application/zip", "fotos.zip"))
    await fetch_files(world)

    (file,) = await world.fetch("select state, error from conversations.attachment")
    assert (file["state"], file["error"]) == ("failed", "dangerous_file")
    assert "Adjunto el archivo" in (await said_texts(world))[0]
    facts = await world.fetch("select body from kit.event where kind = 'conversations.attachment_failed'")
    assert [fact["body"]["reason"] for fact in facts] == ["dangerous_file"]
    await none_lost(world)


@pytest.mark.parametrize(("kind", "name"), [("image/svg+xml", "logo.svg"), ("image/png", "logo.png")])
async def test_an_svg_is_known_by_its_content_whatever_it_calls_itself(world: World, kind: str, name: str) -> None:
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    await receive_mail(world, with_file(svg, kind, name))
    await fetch_files(world)

    (file,) = await world.fetch("select state, mime from conversations.attachment")
    assert (file["state"], file["mime"]) == ("ready", "image/svg+xml")


async def test_scripts_in_a_mail_never_reach_a_screen_and_its_words_do(world: World) -> None:
    html = (
        '<html><body onload="alert(1)"><script>alert(2)</script><p>Mi <b>pedido</b> no llegó</p>'
        '<img src="x" onerror="alert(3)"><a href="javascript:alert(4)">aquí</a><iframe src="https://malo.example">'
        "</iframe><style>body{background:url(https://malo.example/p)}</style><form action=https://malo.example>"
        "<input name=clave></form></body></html>"
    )
    await receive_mail(world, mail(html, Content_Type="text/html; charset=utf-8"))

    (message,) = await world.fetch("select text, parts from conversations.message")
    shown = json.dumps(message["parts"]).lower()
    assert "pedido no llegó" in message["text"]
    for evil in ("<script", "onload", "onerror", "javascript:", "<iframe", "<form", "<style", "alert("):
        assert evil not in shown
    await none_lost(world)


@pytest.mark.parametrize(
    "sender", ["a: b: c@d.e;;", "=?utf-8?q?=FF=FE?= <c@d.e>", "<<c@d.e>>", '"Rosa\x01" <c@d.e>', "c@d.e, otra@d.e"]
)
async def test_a_broken_from_header_still_says_who_wrote(world: World, sender: str) -> None:
    await receive_mail(world, mail("mi pedido no llegó", sender=sender))

    addresses = [row["address"] for row in await world.fetch("select address from contacts.identity")]
    assert addresses == ["c@d.e"]
    await none_lost(world)


async def test_a_mail_from_nobody_is_dead_with_its_reason_and_kept(world: World) -> None:
    raw = b"Subject: nada\r\n\r\nhola\r\n"
    await receive_mail(world, raw)

    (delivery,) = await world.fetch("select status, error, raw from channels.inbox")
    assert delivery["status"] == "dead" and delivery["raw"] == raw and "nobody" in delivery["error"]


@pytest.mark.parametrize("charset", ["x-desconocido-99", "utf-8; utf-8", "''", "unicode-1-1-utf-7"])
async def test_an_unknown_charset_is_read_as_well_as_can_be(world: World, charset: str) -> None:
    await receive_mail(world, mail("mi pedido no llegó", Content_Type=f"text/plain; charset={charset}"))

    assert "mi pedido no lleg" in (await said_texts(world))[0]
    await none_lost(world)


async def test_a_subject_as_long_as_a_book_is_a_case_with_a_subject(world: World) -> None:
    await receive_mail(world, mail("mi pedido no llegó", subject="pedido " * 20_000))

    (case,) = await world.fetch('select length(subject) n from cases."case"')
    assert 0 < case["n"] <= 1000
    await none_lost(world)


async def test_an_address_as_long_as_a_page_loses_no_message(world: World) -> None:
    await receive_mail(world, mail("mi pedido no llegó", sender=f"<{'a' * 4000}@d.e>"))
    await receive_mail(world, mail("el mío tampoco", ref=f"<{'b' * 6000}@d.e>"))
    await world.webchat("ni el mío", visitor="v" * 6000)

    rows = await world.fetch("select status, error from channels.inbox order by id")
    assert {row["status"] for row in rows} <= {"done", "dead"}
    assert "el mío tampoco" in await said_texts(world)


async def test_two_mails_with_one_id_and_different_words_are_both_kept(world: World) -> None:
    await receive_mail(world, mail("primera versión del pedido", ref="<uno@otra.example>"))
    await receive_mail(world, mail("otra cosa muy distinta", ref="<uno@otra.example>"))

    kept = await world.fetch("select raw from channels.inbox")
    assert len(kept) == 2
    assert len(await said_texts(world)) == 1


async def test_a_file_of_the_widget_that_nobody_vouched_for_is_shown_as_missing(world: World) -> None:
    item = {"type": "message", "id": str(uuid7()), "thread": "t-1", "text": "mira", "files": [{"ticket": "forged"}]}
    body = {"id": str(uuid7()), "items": [item]}
    envelope = {"sender": {"visitor": "v-9", "sub": "", "name": "", "email": ""}, "body": body, "files": {}}
    await world.accept("webchat", json.dumps(envelope).encode())
    await world.receive()

    (message,) = await world.fetch("select text, parts from conversations.message")
    assert message["text"] == "mira"
    assert any(part["type"] == "unsupported" for part in message["parts"])
    assert await world.fetch("select 1 from conversations.attachment") == []


@pytest.mark.parametrize("where", ["thread", "id", "text", "reply_to"])
async def test_a_nul_anywhere_in_what_a_browser_sends_loses_nothing_and_stops_nobody(world: World, where: str) -> None:
    item = {"type": "message", "id": str(uuid7()), "thread": "t-1", "text": "mi pedido no llegó"}
    item[where] = "\x00" + item.get(where, "x")
    envelope = {"sender": {"visitor": "v-8"}, "body": {"id": str(uuid7()), "items": [item]}, "files": {}}
    await world.accept("webchat", json.dumps(envelope).encode())
    await world.webchat("el mío tampoco", visitor="v-9")

    assert sorted(await said_texts(world)) == ["el mío tampoco", "mi pedido no llegó"]
    await none_lost(world)


async def test_a_delivery_that_fails_is_blamed_whatever_its_conversation_is_called(world: World) -> None:
    await world.whatsapp("hola, mi pedido no llegó")
    async with world.tx() as tx:
        await channels.take_lane(tx)
        (row,) = await tx.connection.fetch("update channels.inbox set status = 'new' returning id, account_id")
        waiting = (await channels.list_waiting(tx, 1))[0]
        dead = await channels.give_up(tx, waiting, "ValueError: \x00\ud800", hold_key="cuenta:\x00", final=False)

    assert not dead
    (kept,) = await world.fetch("select error, hold_key, attempts from channels.inbox where id = $1", row["id"])
    assert (kept["error"], kept["hold_key"], kept["attempts"]) == ("ValueError: ?", "cuenta:", 1)
