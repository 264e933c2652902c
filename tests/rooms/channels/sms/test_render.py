"""What leaves: the form that Twilio takes, in pieces that fit, counted as carriers count."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.channels.sms.known import ACCOUNT, NUMBER, RECEIVED, SMS, with_fields
from trato.rooms.channels.adapters.sms.render import Unsendable
from trato.rooms.channels.adapters.sms.segments import segments_of
from trato.rooms.channels.model import (
    AccountView,
    Choice,
    ConversationFacts,
    HttpRequest,
    Location,
    Media,
    MediaKind,
    Options,
    OutboundMessage,
    Part,
    Text,
)
from trato.rooms.contacts.model import Address, IdentityKind

KEY = UUID("018f6b1e-0000-7000-8000-0000000000bb")
ROSA = Address(IdentityKind.PHONE, "+56911112222", raw="+56911112222")
VECTORS = Path(__file__).parents[4] / "web" / "console" / "tests" / "rooms" / "segments.json"


def _sent(*parts: Part, account: AccountView = ACCOUNT, **fields: Any) -> list[HttpRequest]:
    caps = SMS.capabilities(account, ConversationFacts(), RECEIVED)
    message = OutboundMessage(KEY, (ROSA,), parts, **fields)
    return [call for call in SMS.render(message, account, caps) if isinstance(call, HttpRequest)]


def _form(call: HttpRequest) -> dict[str, Any]:
    return dict(call.form or {})


def test_a_text_leaves_with_our_key_in_the_address_of_its_receipts() -> None:
    (call,) = _sent(Text("Hola ñ"))
    form = _form(call)
    assert (form["To"], form["From"], form["Body"]) == ("+56911112222", NUMBER, "Hola ñ")
    assert call.url == f"https://api.twilio.com/2010-04-01/Accounts/AC{'0' * 32}/Messages.json"
    back = urlsplit(form["StatusCallback"])
    assert back.path.endswith(str(ACCOUNT.id)) and parse_qs(back.query) == {"key": [f"{KEY}.1.sms"]}


def test_an_account_without_address_asks_for_no_receipts_and_a_service_is_named() -> None:
    service = {**ACCOUNT.settings, "messaging_service_sid": f"MG{'0' * 32}"}
    form = _form(_sent(Text("x"), account=with_fields(ACCOUNT, hook="", settings=service))[0])
    assert form == {"To": "+56911112222", "From": NUMBER, "MessagingServiceSid": f"MG{'0' * 32}", "Body": "x"}


def test_an_api_key_sends_in_place_of_the_token() -> None:
    keyed = with_fields(
        ACCOUNT, settings={**ACCOUNT.settings, "api_key_sid": "SK1"}, secrets={"auth_token": "t", "api_key_secret": "s"}
    )
    assert _sent(Text("x"), account=keyed)[0].headers["Authorization"] == "Basic U0sxOnM="


def test_files_go_with_the_first_text_lent_by_an_address() -> None:
    photo = Media(MediaKind.IMAGE, "ws/abc", mime="image/jpeg")
    first, second = _sent(Text("a" * 1_700), photo, photo)
    assert _form(first)["MediaUrl"] == ("{lent:0}", "{lent:1}") and first.lends == (photo, photo)
    assert "MediaUrl" not in _form(second) and "11.mms" in _form(first)["StatusCallback"]
    with pytest.raises(Unsendable):
        _sent(photo, account=with_fields(ACCOUNT, settings={"mms": "no"}))
    assert len(_sent(*[photo] * 11)) == 2


def test_what_a_telephone_cannot_show_is_written_out() -> None:
    offer = Options((Choice("a", "Cambio"), Choice("b", "Devolución")))
    (call,) = _sent(Text("¿Qué prefiere?"), offer, Location(-33.4, -70.6, name="Tienda"))
    assert _form(call)["Body"].splitlines()[:4] == ["¿Qué prefiere?", "1. Cambio", "2. Devolución", "Tienda"]


def test_without_recipient_or_words_nothing_is_made() -> None:
    with pytest.raises(Unsendable):
        _sent(Text("  "))
    with pytest.raises(Unsendable):
        SMS.render(
            OutboundMessage(KEY, (), (Text("x"),)), ACCOUNT, SMS.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)
        )


@given(st.text(alphabet=st.sampled_from("aá €😀\n"), max_size=4_000))
@settings(max_examples=60, deadline=None)
def test_every_piece_fits_and_no_sign_is_lost(text: str) -> None:
    if not text.strip():
        return
    pieces = [_form(call)["Body"] for call in _sent(Text(text))]
    assert all(0 < len(piece.encode("utf-16-le")) // 2 <= 1600 for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


def test_segments_are_counted_as_the_vectors_say() -> None:
    vectors = json.loads(VECTORS.read_text())
    assert len(vectors) >= 14
    for one in vectors:
        found = segments_of("".join(sign * times for sign, times in one["text"]))
        assert [found.count, found.unicode, found.left] == [one["count"], one["unicode"], one["left"]], one["why"]
