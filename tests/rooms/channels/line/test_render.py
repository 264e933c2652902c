"""What we write goes out as calls that the published contract takes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.line.contract import faults
from tests.rooms.channels.line.known import ACCOUNT, CAPS, LINE, PERSON, SPEC, events_of
from trato.rooms.channels.adapters.line.render import Unsendable
from trato.rooms.channels.model import (
    Choice,
    ContactCard,
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
    length_of,
)
from trato.rooms.channels.service.previewing import shown_by
from trato.rooms.contacts.model import Address, IdentityKind

KEY = UUID("018f6b1e-0000-7000-8000-0000000000ff")
TO = (Address(IdentityKind.ACCOUNT_USER, PERSON, str(ACCOUNT.id)),)
PHOTO = Media(MediaKind.IMAGE, "blob-1", mime="image/jpeg", name="caja.jpg")
PDF = Media(MediaKind.DOCUMENT, "blob-3", mime="application/pdf", name="boleta.pdf")
YES_NO = Options((Choice("si", "Sí, claro"), Choice("no", "No")))


def calls_of(*parts: Part, **more: Any) -> list[HttpRequest]:
    """Render a message; every call must satisfy the published contract."""
    calls = []
    for call in LINE.render(OutboundMessage(KEY, TO, parts, **more), ACCOUNT, CAPS):
        assert isinstance(call, HttpRequest)
        if SPEC.exists():
            assert faults("PushMessageRequest", call.json) == []
        calls.append(call)
    return calls


def messages_of(*parts: Part, **more: Any) -> list[dict[str, Any]]:
    return [one for call in calls_of(*parts, **more) for one in call.json["messages"]]


def test_a_text_is_pushed_under_the_key_of_our_message() -> None:
    [call] = calls_of(Text("Hola, Camila"))
    assert (call.method, call.url) == ("POST", "https://api.line.me/v2/bot/message/push")
    assert call.json == {"to": PERSON, "messages": [{"type": "text", "text": "Hola, Camila"}]}
    assert call.headers["X-Line-Retry-Key"] == str(KEY)


def test_rendered_again_every_call_has_the_key_it_had_and_none_the_key_of_another() -> None:
    parts = [Text(f"parte {n}") for n in range(12)]
    first, again = calls_of(*parts), calls_of(*parts)
    keys = [call.headers["X-Line-Retry-Key"] for call in first]
    assert [len(call.json["messages"]) for call in first] == [5, 5, 2]
    assert keys == [call.headers["X-Line-Retry-Key"] for call in again]
    assert len({UUID(key) for key in keys}) == 3


@pytest.mark.parametrize("text", ["palabra " * 1_500, "😀" * 5_000])
def test_a_long_text_is_several_bubbles_none_longer_than_line_takes_and_nothing_is_lost(text: str) -> None:
    shown = [one["text"] for one in messages_of(Text(text))]
    assert len(shown) > 1
    assert all(length_of(one, LengthUnit.CODE_UNITS) <= 5_000 for one in shown)
    assert "".join("".join(shown).split()) == "".join(text.split())


def test_options_are_quick_replies_under_the_last_bubble_and_come_back_with_their_words() -> None:
    first, last = messages_of(Text("Mire"), PHOTO, Text("¿Seguro?"), YES_NO)[1:]
    assert "quickReply" not in first
    action = last["quickReply"]["items"][0]["action"]
    assert (action["label"], action["displayText"]) == ("Sí, claro", "Sí, claro")
    event = {"type": "postback", "source": {"type": "user", "userId": PERSON}, "postback": {"data": action["data"]}}
    assert events_of({"destination": "U1", "events": [event]})[0].parts == (Choice("si", "Sí, claro"),)


@pytest.mark.parametrize(
    "options",
    [
        Options((Choice("si", "x" * 21),)),
        Options((Choice("si", "😀" * 11),)),
        Options((Choice("ñ" * 60, "Sí"),)),
        Options((Choice("si", "Sí", description="de verdad"),)),
        Options(tuple(Choice(str(n), f"Opción {n}") for n in range(14))),
    ],
)
def test_options_that_fit_no_quick_reply_are_a_numbered_text(options: Options) -> None:
    (said,) = messages_of(Text("¿Cuál?"), options)
    assert "quickReply" not in said
    assert said["text"].startswith("¿Cuál?\n\n1. ")


def test_options_before_something_else_are_a_numbered_text() -> None:
    first, second = messages_of(Text("¿Cuál?"), YES_NO, Text("Gracias"))
    assert (first["text"], second["text"]) == ("¿Cuál?\n\n1. Sí, claro\n2. No", "Gracias")


def test_a_picture_lies_at_a_lent_address_after_its_words() -> None:
    [call] = calls_of(Media(MediaKind.IMAGE, "blob-1", mime="image/png", caption="Así llegó"), PHOTO)
    said, first, second = call.json["messages"]
    assert said == {"type": "text", "text": "Así llegó"}
    assert first == {"type": "image", "originalContentUrl": "{lent:0}", "previewImageUrl": "{lent:0}"}
    assert second["originalContentUrl"] == "{lent:1}"
    assert [one.ref for one in call.lends] == ["blob-1", "blob-1"]


def test_a_sticker_that_came_can_go_back() -> None:
    (said,) = messages_of(Media(MediaKind.STICKER, "sticker:6325:10979904", mime="image/png"))
    assert said == {"type": "sticker", "packageId": "6325", "stickerId": "10979904"}


def test_a_place_has_a_title_and_an_address_also_where_it_has_none() -> None:
    named, bare = messages_of(Location(-33.4, -70.6, name="Tienda", address="Ahumada 11"), Location(-33.4, -70.6))
    assert (named["title"], named["address"]) == ("Tienda", "Ahumada 11")
    assert (bare["title"], bare["address"]) == ("-33.40000, -70.60000", "-33.40000, -70.60000")
    (long,) = messages_of(Location(1.0, 1.0, name="calle " * 40))
    assert len(long["title"]) <= 100


def test_a_card_is_said_in_words() -> None:
    assert messages_of(ContactCard("Luis Paz", phones=("+56987654321",)))[0]["text"] == "Luis Paz\n+56987654321"


def test_only_pictures_that_line_shows_are_among_what_can_be_attached() -> None:
    assert set(CAPS.media) == {MediaKind.IMAGE}
    assert CAPS.mime == ("image/jpeg", "image/png")
    assert CAPS.idempotent_send


def test_a_preview_shows_each_bubble_and_the_quick_replies() -> None:
    pieces = shown_by(calls_of(Text("palabra " * 1_000), Text("¿Seguro?"), YES_NO))
    assert [piece.buttons for piece in pieces] == [(), (), ("Sí, claro", "No")]
    assert pieces[-1].text == "¿Seguro?"


@pytest.mark.parametrize(
    "message",
    [
        OutboundMessage(KEY, (), (Text("hola"),)),
        OutboundMessage(KEY, TO, ()),
        OutboundMessage(KEY, TO, (Text("  "),)),
        OutboundMessage(KEY, TO, (PDF,)),
        OutboundMessage(KEY, TO, (Text("hola"),), template=Template("x", "es")),
        OutboundMessage(KEY, TO, (), reaction="👍", reply_to="1"),
        OutboundMessage(KEY, (Address(IdentityKind.PHONE, "+56911112222"),), (Text("hola"),)),
    ],
)
def test_what_cannot_be_sent_is_never_rendered(message: OutboundMessage) -> None:
    with pytest.raises(Unsendable):
        LINE.render(message, ACCOUNT, CAPS)
