"""What we write goes out as calls that the published contract takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.telegram.contract import faults, told_by
from tests.rooms.channels.telegram.known import BOT, CAPS, SCHEMA, TELEGRAM
from trato.rooms.channels.adapters.telegram.marks import marked
from trato.rooms.channels.adapters.telegram.render import Unsendable
from trato.rooms.channels.model import (
    Choice,
    ContactCard,
    HttpRequest,
    Location,
    Media,
    MediaKind,
    Options,
    OutboundMessage,
    Part,
    Template,
    Text,
)
from trato.rooms.contacts.model import Address, IdentityKind

KEY = UUID("018f6b1e-0000-7000-8000-0000000000ff")
TO = (Address(IdentityKind.ACCOUNT_USER, "8100200300", str(BOT.id)),)
PHOTO = Media(MediaKind.IMAGE, "blob-1", mime="image/jpeg", name="caja.jpg")
VIDEO = Media(MediaKind.VIDEO, "blob-2", mime="video/mp4", name="caja.mp4")
PDF = Media(MediaKind.DOCUMENT, "blob-3", mime="application/pdf", name="boleta ñandú.pdf")
YES_NO = Options((Choice("si", "Sí"), Choice("no", "No")))


def calls_of(*parts: Part, **more: Any) -> list[tuple[str, dict[str, Any], HttpRequest]]:
    """Render a message; every call must satisfy the published contract."""
    calls = []
    for call in TELEGRAM.render(OutboundMessage(KEY, TO, parts, **more), BOT, CAPS):
        assert isinstance(call, HttpRequest)
        method, told = told_by(call)
        if SCHEMA.exists():
            assert faults(method, told) == []
        calls.append((method, told, call))
    return calls


def test_a_text_goes_to_the_private_chat_with_its_marks_as_entities() -> None:
    [(method, told, call)] = calls_of(Text("😀 *Listo*: llega _hoy_"))
    assert (method, told["chat_id"], told["text"]) == ("sendMessage", 8100200300, "😀 Listo: llega hoy")
    assert told["entities"] == [
        {"type": "bold", "offset": 3, "length": 5},
        {"type": "italic", "offset": 16, "length": 3},
    ]
    assert call.url.startswith("https://api.telegram.org/bot7000000001:")


@pytest.mark.parametrize(
    ("written", "plain", "kinds"),
    [
        ("2*3*4 y a_b_c", "2*3*4 y a_b_c", []),
        ("*uno _dos_*", "uno dos", ["bold", "italic"]),
        ("```x = *1*```", "x = *1*", ["pre"]),
        ("~no~ *sí*", "no sí", ["strikethrough", "bold"]),
        ("* suelto *", "* suelto *", []),
    ],
)
def test_marks_are_read_as_the_composer_draws_them(written: str, plain: str, kinds: list[str]) -> None:
    text, entities = marked(written)
    assert (text, [one["type"] for one in entities]) == (plain, kinds)


def test_a_long_text_is_several_messages_and_only_the_first_one_quotes() -> None:
    calls = calls_of(Text("palabra " * 1_200), reply_to="8100200300:30")
    assert len(calls) == 3
    assert all(len(told["text"]) <= 4096 for _, told, _ in calls)
    assert calls[0][1]["reply_parameters"] == {"message_id": 30, "allow_sending_without_reply": True}
    assert "reply_parameters" not in calls[1][1]


def test_options_are_buttons_under_the_text_before_them() -> None:
    [(_, told, _)] = calls_of(Text("¿Seguro?"), YES_NO)
    assert told["reply_markup"]["inline_keyboard"][0] == [{"text": "Sí", "callback_data": "si"}]


@pytest.mark.parametrize(
    "options",
    [
        Options((Choice("x" * 65, "Sí"),)),
        Options((Choice("á" * 33, "Sí"),)),
        Options((Choice("si", "Sí", description="de verdad"),)),
        Options(tuple(Choice(str(n), f"Opción {n}") for n in range(11))),
        Options((Choice("a", "Uno"), Choice("a", "Dos"))),
    ],
)
def test_options_that_fit_no_button_are_a_numbered_text(options: Options) -> None:
    [(_, told, _)] = calls_of(Text("¿Cuál?"), options)
    assert "reply_markup" not in told
    assert told["text"].startswith("¿Cuál?\n\n1. ")


def test_a_text_before_one_file_is_its_caption() -> None:
    [(method, told, call)] = calls_of(Text("Así llegó"), PHOTO)
    assert (method, told["caption"], told["photo"]) == ("sendPhoto", "Así llegó", "attach://photo")
    assert [(one.field, one.blob, one.name) for one in call.uploads] == [("photo", "blob-1", "caja.jpg")]


def test_a_caption_that_is_too_long_goes_on_as_a_text() -> None:
    long = Media(MediaKind.DOCUMENT, "b", mime="application/pdf", caption="letra " * 300)
    calls = calls_of(long)
    assert [method for method, _, _ in calls] == ["sendDocument", "sendMessage"]
    assert len(calls[0][1]["caption"]) <= 1024


def test_photos_and_videos_that_follow_each_other_are_one_album() -> None:
    calls = calls_of(PHOTO, VIDEO, PDF, PHOTO)
    assert [method for method, _, _ in calls] == ["sendMediaGroup", "sendDocument", "sendPhoto"]
    assert [one["media"] for one in calls[0][1]["media"]] == ["attach://file0", "attach://file1"]
    assert [one.field for one in calls[0][2].uploads] == ["file0", "file1"]


@pytest.mark.parametrize(
    ("file", "method"),
    [
        (Media(MediaKind.IMAGE, "b", mime="image/svg+xml"), "sendDocument"),
        (Media(MediaKind.IMAGE, "b", mime="image/png", size=11 * 1024 * 1024), "sendDocument"),
        (Media(MediaKind.VOICE, "b", mime="audio/ogg; codecs=opus"), "sendVoice"),
        (Media(MediaKind.VOICE, "b", mime="audio/webm"), "sendDocument"),
        (Media(MediaKind.AUDIO, "b", mime="audio/mpeg"), "sendAudio"),
        (Media(MediaKind.STICKER, "b", mime="image/webp"), "sendSticker"),
        (Media(MediaKind.IMAGE, "https://cdn.example/a.jpg"), "sendPhoto"),
    ],
)
def test_each_file_goes_as_what_telegram_takes_it_for(file: Media, method: str) -> None:
    assert [one for one, _, _ in calls_of(file)] == [method]


def test_places_and_cards_keep_their_kind() -> None:
    place = Location(-33.4, -70.6, name="Tienda", address="Ahumada 11")
    card = ContactCard("Luis Paz", phones=("+56987654321",))
    calls = calls_of(place, Location(-33.4, -70.6), card, ContactCard("Ana", emails=("ana@x.example",)))
    assert [method for method, _, _ in calls] == ["sendVenue", "sendLocation", "sendContact", "sendMessage"]


def test_a_reaction_is_put_and_taken_back() -> None:
    [(method, told, _)] = calls_of(reaction="👍", reply_to="8100200300:30")
    assert (method, told["reaction"]) == ("setMessageReaction", [{"type": "emoji", "emoji": "👍"}])
    assert calls_of(reaction="", reply_to="8100200300:30")[0][1]["reaction"] == []


@pytest.mark.parametrize(
    "message",
    [
        OutboundMessage(KEY, (), (Text("hola"),)),
        OutboundMessage(KEY, TO, ()),
        OutboundMessage(KEY, TO, (Text("hola"),), template=Template("x", "es")),
        OutboundMessage(KEY, TO, (), reaction="👍"),
        OutboundMessage(KEY, (Address(IdentityKind.PHONE, "+56911112222"),), (Text("hola"),)),
    ],
)
def test_what_cannot_be_sent_is_never_rendered(message: OutboundMessage) -> None:
    with pytest.raises(Unsendable):
        TELEGRAM.render(message, BOT, CAPS)
