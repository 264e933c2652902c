"""What we send: valid under Meta's published contract and under the stricter one of our simulator."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.whatsapp.contract import SPEC, faults, user_agent_pattern
from tests.rooms.channels.whatsapp.known import DIALOG_360, META, RECEIVED, WHATSAPP
from trato.rooms.channels.adapters.meta.graph import USER_AGENT
from trato.rooms.channels.adapters.whatsapp.render import Unsendable, render_read
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ContactCard,
    ConversationFacts,
    HttpRequest,
    Location,
    Media,
    MediaKind,
    Options,
    OutboundMessage,
    Part,
    Template,
    Text,
    Unsupported,
)
from trato.rooms.channels.simulators.whatsapp.contract import decode
from trato.rooms.contacts.model import Address, IdentityKind

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
PHONE = Address(IdentityKind.PHONE, "+541123456789", raw="5491123456789")
USER = Address(IdentityKind.WHATSAPP_USER, "AR.99001122334455", "portfolio-1")
CAPS = WHATSAPP.capabilities(META, ConversationFacts(last_inbound_at=RECEIVED), RECEIVED)
needs_contract = pytest.mark.skipif(not SPEC.exists(), reason=f"no published contract at {SPEC}")


def sent(*parts: Part, account: AccountView = META, **fields: Any) -> list[HttpRequest]:
    """Render a message of ours, and check every call of it against both contracts."""
    message = OutboundMessage(key=KEY, to=fields.pop("to", (PHONE,)), parts=parts, **fields)
    calls = [call for call in WHATSAPP.render(message, account, CAPS) if isinstance(call, HttpRequest)]
    for call in calls:
        if call.json is not None:
            decode(json.dumps(call.json).encode())
            if SPEC.exists() and "to" in call.json:
                assert faults(call.json) == []
    return calls


def _bodies(calls: list[HttpRequest]) -> list[Any]:
    return [call.json for call in calls if call.json is not None]


def test_a_text_goes_to_the_number_as_whatsapp_wrote_it() -> None:
    (call,) = sent(Text("Hola, ya lo estamos viendo"))
    assert (call.method, call.url) == ("POST", "https://graph.facebook.com/v23.0/109876543210987/messages")
    assert call.headers["Authorization"] == "Bearer EAAtoken"
    assert call.json == {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "5491123456789",
        "type": "text",
        "text": {"body": "Hola, ya lo estamos viendo"},
        "biz_opaque_callback_data": str(KEY),
    }


def test_through_360dialog_only_the_address_and_the_key_differ() -> None:
    (straight,), (through,) = sent(Text("Olá")), sent(Text("Olá"), account=DIALOG_360)
    assert through.url == "https://waba-v2.360dialog.io/messages"
    assert through.headers["D360-API-KEY"] == "d360-key"
    assert "Authorization" not in through.headers
    assert through.json == straight.json


@needs_contract
def test_the_user_agent_has_the_shape_that_meta_wants() -> None:
    assert re.match(user_agent_pattern(), USER_AGENT)
    assert sent(Text("x"))[0].headers["User-Agent"] == USER_AGENT


def test_a_person_without_number_is_written_to_by_user_id() -> None:
    (body,) = _bodies(sent(Text("Hola"), to=(USER,)))
    assert body["recipient"] == "AR.99001122334455"
    assert "to" not in body


def test_a_number_is_preferred_to_a_user_id() -> None:
    (body,) = _bodies(sent(Text("Hola"), to=(USER, PHONE)))
    assert body["to"] == "5491123456789"
    assert "recipient" not in body


def test_nobody_to_write_to_is_refused_before_the_network() -> None:
    name = Address(IdentityKind.WHATSAPP_NAME, "nico", "portfolio-1")
    for to in ((), (name,)):
        with pytest.raises(Unsendable):
            sent(Text("Hola"), to=to)


@pytest.mark.parametrize("parts", [(), (Text("  \n"),), (Unsupported("x"),)])
def test_nothing_to_say_is_refused_before_the_network(parts: tuple[Part, ...]) -> None:
    with pytest.raises(Unsendable):
        sent(*parts)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3000), min_size=1, max_size=6))
@settings(deadline=None)
def test_a_long_text_is_split_and_nothing_of_it_is_lost(paragraphs: list[str]) -> None:
    whole = "\n\n".join(paragraphs)
    if not whole.strip():
        return
    bodies = _bodies(sent(Text(whole)))
    pieces = [body["text"]["body"] for body in bodies]
    assert all(len(piece) <= 4096 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(whole.split())


def test_a_long_text_is_cut_between_paragraphs() -> None:
    first, second = "a" * 3000, "b" * 3000
    assert [body["text"]["body"] for body in _bodies(sent(Text(f"{first}\n\n{second}")))] == [first, second]


def test_a_reply_quotes_in_its_first_bubble_only() -> None:
    bodies = _bodies(sent(Text("a" * 5000), reply_to="wamid.1"))
    assert [body.get("context") for body in bodies] == [{"message_id": "wamid.1"}, None]


def test_a_file_is_uploaded_and_then_named_by_its_id() -> None:
    upload, message = sent(Media(MediaKind.IMAGE, "blob-1", mime="image/jpeg", caption="La caja"))
    assert upload.url.endswith("/109876543210987/media")
    assert upload.form == {"messaging_product": "whatsapp", "type": "image/jpeg"}
    assert (upload.upload, upload.json) == ("blob-1", None)
    assert message.json["image"] == {"id": upload.yields_media, "caption": "La caja"}


def test_two_files_have_two_placeholders() -> None:
    calls = sent(Media(MediaKind.IMAGE, "blob-1"), Media(MediaKind.DOCUMENT, "blob-2", name="guía.pdf"))
    assert [call.upload for call in calls] == ["blob-1", "blob-2", "", ""]
    assert calls[0].yields_media != calls[1].yields_media
    assert calls[3].json["document"] == {"id": calls[1].yields_media, "filename": "guía.pdf"}


def test_a_text_before_one_picture_becomes_its_caption() -> None:
    bodies = _bodies(sent(Text("Mirá"), Media(MediaKind.IMAGE, "blob-1")))
    assert len(bodies) == 1
    assert bodies[0]["image"]["caption"] == "Mirá"


def test_a_voice_has_no_caption_so_its_text_follows() -> None:
    bodies = _bodies(sent(Media(MediaKind.VOICE, "blob-1", caption="Escuchá")))
    assert [body["type"] for body in bodies] == ["audio", "text"]


def test_a_long_caption_continues_below() -> None:
    bodies = _bodies(sent(Media(MediaKind.IMAGE, "blob-1", caption="palabra " * 300)))
    assert [body["type"] for body in bodies] == ["image", "text"]
    assert len(bodies[0]["image"]["caption"]) <= 1024


def test_a_public_file_needs_no_upload() -> None:
    (call,) = sent(Media(MediaKind.STICKER, "https://cdn.example/gracias.webp"))
    assert call.json["sticker"] == {"link": "https://cdn.example/gracias.webp"}


def _options(count: int, title: str = "Opción {}", **fields: Any) -> Options:
    return Options(tuple(Choice(f"id:{n}", title.format(n), **fields) for n in range(count)))


def test_up_to_three_short_options_are_buttons() -> None:
    (body,) = _bodies(sent(Text("¿Cuándo?"), _options(3)))
    assert body["interactive"]["type"] == "button"
    assert body["interactive"]["body"] == {"text": "¿Cuándo?"}
    assert body["interactive"]["action"]["buttons"][2]["reply"] == {"id": "id:2", "title": "Opción 2"}


def test_up_to_ten_options_are_a_list() -> None:
    (body,) = _bodies(sent(Text("¿Por qué?"), _options(10, description="más")))
    assert body["interactive"]["type"] == "list"
    assert len(body["interactive"]["action"]["sections"][0]["rows"]) == 10


@pytest.mark.parametrize(
    "options", [_options(11), _options(2, "Una opción con un título que no entra {}"), _options(2, "igual")]
)
def test_what_does_not_fit_is_written_out_in_numbers(options: Options) -> None:
    (body,) = _bodies(sent(Text("Elegí:"), options))
    assert body["type"] == "text"
    assert body["text"]["body"].startswith("Elegí:\n\n1. ")


def test_options_without_a_question_are_written_out() -> None:
    (body,) = _bodies(sent(_options(2)))
    assert body["text"]["body"] == "1. Opción 0\n2. Opción 1"


def test_a_long_question_goes_before_its_buttons() -> None:
    bodies = _bodies(sent(Text("p " * 900), _options(2)))
    assert [body["type"] for body in bodies] == ["text", "interactive"]
    assert "".join(bodies[0]["text"]["body"].split() + bodies[1]["interactive"]["body"]["text"].split()) == "p" * 900


def test_a_template_carries_its_parameters_on_one_line_each() -> None:
    template = Template("aviso_de_entrega", "es_AR", ("Lucía", "mañana\npor la   tarde"))
    (body,) = _bodies(sent(template=template))
    assert body["template"] == {
        "name": "aviso_de_entrega",
        "language": {"code": "es_AR"},
        "components": [
            {
                "type": "body",
                "parameters": [{"type": "text", "text": "Lucía"}, {"type": "text", "text": "mañana por la tarde"}],
            }
        ],
    }


def test_a_template_s_picture_is_uploaded_first() -> None:
    template = Template("promo", "pt_BR", header_media=Media(MediaKind.IMAGE, "blob-1", mime="image/png"))
    upload, message = sent(template=template)
    header = message.json["template"]["components"][0]
    assert header == {"type": "header", "parameters": [{"type": "image", "image": {"id": upload.yields_media}}]}


def test_a_reaction_is_given_and_taken_back() -> None:
    for emoji in ("❤️", ""):
        (body,) = _bodies(sent(reply_to="wamid.1", reaction=emoji))
        assert body["reaction"] == {"message_id": "wamid.1", "emoji": emoji}
        assert "context" not in body
    with pytest.raises(Unsendable):
        sent(reaction="👍")


def test_a_place_and_a_card_are_sent_as_such() -> None:
    card = ContactCard("Marta Gil", phones=("+54 9 351 555-0101",), emails=("m@example.com",), organisation="Kiosco")
    place, contact = _bodies(sent(Location(-34.6, -58.38, name="Sucursal", address="Av. 1"), card))
    assert place["location"] == {"latitude": -34.6, "longitude": -58.38, "name": "Sucursal", "address": "Av. 1"}
    assert contact["contacts"][0]["name"] == {"formatted_name": "Marta Gil", "first_name": "Marta", "last_name": "Gil"}


def test_every_call_of_a_message_carries_our_key() -> None:
    assert {body["biz_opaque_callback_data"] for body in _bodies(sent(Text("a" * 9000)))} == {str(KEY)}


def test_a_message_is_marked_read_while_somebody_types() -> None:
    call = render_read("wamid.1", META, typing=True)
    assert call.json == {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": "wamid.1",
        "typing_indicator": {"type": "text"},
    }
    decode(json.dumps(call.json).encode())
