"""What we write goes out as calls that WeChat's documentation takes, and as few as can be: WeChat counts them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.wechat.known import ACCOUNT, APP_ID, APP_SECRET, CAPS, PERSON, RECEIVED, WECHAT
from trato.rooms.channels.adapters.wechat.render import Unsendable
from trato.rooms.channels.model import (
    AppGrant,
    Choice,
    ContactCard,
    ConversationFacts,
    HttpRequest,
    LengthUnit,
    Location,
    Media,
    MediaKind,
    Options,
    OutboundMessage,
    Part,
    Template,
    Text,
    WindowState,
    length_of,
)
from trato.rooms.channels.service.carrying import written
from trato.rooms.channels.service.previewing import shown_by
from trato.rooms.channels.simulators.wechat.contract import decode_send
from trato.rooms.contacts.model import Address, IdentityKind

KEY = UUID("018f6b1e-0000-7000-8000-0000000000ff")
TO = (Address(IdentityKind.ACCOUNT_USER, PERSON, str(ACCOUNT.id)),)
PHOTO = Media(MediaKind.IMAGE, "blob-1", mime="image/jpeg", name="caja.jpg")
PDF = Media(MediaKind.DOCUMENT, "blob-3", mime="application/pdf", name="boleta.pdf")
OGG = Media(MediaKind.VOICE, "blob-4", mime="audio/ogg")
YES_NO = Options((Choice("si", "Sí, claro"), Choice("no", "No")))


def calls_of(*parts: Part, **more: Any) -> list[HttpRequest]:
    """Render a message; every call that says something must satisfy the stand-in's contract."""
    calls = []
    for call in WECHAT.render(OutboundMessage(KEY, TO, parts, **more), ACCOUNT, CAPS):
        assert isinstance(call, HttpRequest)
        if not call.uploads:
            body = written(call)[1]
            assert body is not None
            decode_send(body)
        calls.append(call)
    return calls


def said_by(*parts: Part) -> list[dict[str, Any]]:
    return [call.json for call in calls_of(*parts) if not call.uploads]


def texts_of(*parts: Part) -> list[str]:
    return [one["text"]["content"] for one in said_by(*parts) if one["msgtype"] == "text"]


def test_a_text_goes_to_one_person_with_the_accounts_token_and_under_our_name() -> None:
    [call] = calls_of(Text("Hola, Camila"))
    assert (call.method, call.url) == ("POST", "https://api.weixin.qq.com/cgi-bin/message/custom/send")
    assert call.json == {"touser": PERSON, "msgtype": "text", "text": {"content": "Hola, Camila"}}
    assert call.webhook_id == str(KEY)
    grant = call.grant
    assert isinstance(grant, AppGrant)
    assert (grant.url, grant.app_id, grant.app_secret) == (
        "https://api.weixin.qq.com/cgi-bin/stable_token", APP_ID, APP_SECRET,
    )  # fmt: skip
    assert APP_SECRET not in call.url


def test_letters_leave_as_they_are_for_wechat_shows_escapes_as_they_are_written() -> None:
    [call] = calls_of(Text("¿Señora? 你好 🙏🏽"))
    assert "¿Señora? 你好 🙏🏽".encode() in (written(call)[1] or b"")


def test_texts_that_follow_each_other_are_one_message() -> None:
    assert texts_of(Text("Uno"), Text("Dos"), ContactCard("Luis Paz", phones=("+56987654321",))) == [
        "Uno\n\nDos\n\nLuis Paz\n+56987654321"
    ]


@pytest.mark.parametrize("text", ["palabra " * 1_500, "😀" * 1_500, "订单" * 900])
def test_a_long_text_is_several_messages_none_longer_than_wechat_takes_and_nothing_is_lost(text: str) -> None:
    shown = texts_of(Text(text))
    assert len(shown) > 1
    assert all(length_of(one, LengthUnit.BYTES) <= 2048 for one in shown)
    assert "".join("".join(shown).split()) == "".join(text.split())


def test_options_are_a_menu_with_the_text_before_them() -> None:
    first, menu = said_by(PHOTO, Text("¿Seguro?"), YES_NO)
    assert first["msgtype"] == "image"
    assert menu["msgmenu"] == {
        "head_content": "¿Seguro?", "tail_content": "",
        "list": [{"id": "si", "content": "Sí, claro"}, {"id": "no", "content": "No"}],
    }  # fmt: skip


@pytest.mark.parametrize(
    "options",
    [
        Options((Choice("ñ" * 70, "Sí"),)),
        Options((Choice("", "Sí"),)),
        Options((Choice("si", "Sí", description="de verdad"),)),
        Options((Choice("si", "x" * 2_045),)),
        Options(tuple(Choice(str(n), f"Opción {n}") for n in range(11))),
    ],
)
def test_options_that_fit_no_menu_are_a_numbered_text(options: Options) -> None:
    assert "".join(texts_of(Text("¿Cuál?"), options)).startswith("¿Cuál?\n\n1. ")


def test_options_without_a_text_are_a_numbered_text() -> None:
    assert texts_of(YES_NO) == ["1. Sí, claro\n2. No"]


def test_a_picture_and_a_voice_note_are_brought_before_they_are_sent_after_their_words() -> None:
    sound = Media(MediaKind.AUDIO, "blob-2", mime="audio/mpeg")
    captioned = Media(MediaKind.IMAGE, "blob-1", mime="image/png", caption="Así llegó")
    said, brought, shown, brought_too, heard = calls_of(Text("Mire"), captioned, sound)
    assert said.json["text"]["content"] == "Mire\n\nAsí llegó"
    assert brought.url.endswith("/cgi-bin/media/upload?type=image")
    assert [(one.field, one.blob, one.mime) for one in brought.uploads] == [("media", "blob-1", "image/png")]
    assert shown.json["image"] == {"media_id": brought.yields_media}
    assert brought_too.url.endswith("type=voice")
    assert heard.json["voice"] == {"media_id": brought_too.yields_media} != shown.json["image"]
    assert len({call.webhook_id for call in (said, shown, heard)}) == 3


def test_a_place_is_told_in_words_with_a_map() -> None:
    (text,) = texts_of(Location(-33.4, -70.6, name="Tienda", address="Ahumada 11"))
    assert text == "Tienda\nAhumada 11\nhttps://www.openstreetmap.org/?mlat=-33.4&mlon=-70.6"


def test_answers_leave_for_48_hours_after_somebody_wrote() -> None:
    def window(ago: timedelta | None) -> tuple[WindowState, bool]:
        facts = ConversationFacts(last_inbound_at=RECEIVED - ago if ago is not None else None)
        caps = WECHAT.capabilities(ACCOUNT, facts, RECEIVED)
        return caps.window, caps.open_until is not None

    assert window(timedelta(hours=47, minutes=59)) == (WindowState.OPEN, True)
    assert window(timedelta(hours=48)) == (WindowState.CLOSED, False)
    assert window(None) == (WindowState.CLOSED, False)


def test_only_what_wechat_shows_is_among_what_can_be_attached() -> None:
    assert set(CAPS.media) == {MediaKind.IMAGE, MediaKind.AUDIO, MediaKind.VOICE}
    assert (CAPS.text_limit, CAPS.text_unit, CAPS.files) == (2048, LengthUnit.BYTES, 4)
    assert not CAPS.idempotent_send


def test_a_preview_shows_each_message_and_the_choices() -> None:
    pieces = shown_by(calls_of(Text("palabra " * 400), Text("¿Seguro?"), YES_NO))
    assert [piece.buttons for piece in pieces] == [(), ("Sí, claro", "No")]
    assert pieces[-1].text.endswith("¿Seguro?")


@pytest.mark.parametrize(
    "message",
    [
        OutboundMessage(KEY, (), (Text("hola"),)),
        OutboundMessage(KEY, TO, ()),
        OutboundMessage(KEY, TO, (Text("  "),)),
        OutboundMessage(KEY, TO, (PDF,)),
        OutboundMessage(KEY, TO, (OGG,)),
        OutboundMessage(KEY, TO, (Text("hola"),), template=Template("x", "es")),
        OutboundMessage(KEY, TO, (), reaction="👍", reply_to="1"),
        OutboundMessage(KEY, (Address(IdentityKind.PHONE, "+56911112222"),), (Text("hola"),)),
    ],
)
def test_what_cannot_be_sent_is_never_rendered(message: OutboundMessage) -> None:
    with pytest.raises(Unsendable):
        WECHAT.render(message, ACCOUNT, CAPS)
