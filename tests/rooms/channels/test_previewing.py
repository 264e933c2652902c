"""What the desk shows before sending is what the channel's own calls say, whichever the channel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.api import shown_by
from trato.rooms.channels.model import (
    AccountView,
    ChannelAccountId,
    Choice,
    ConversationFacts,
    HttpRequest,
    Options,
    OutboundMessage,
    Part,
    ProviderRequest,
    Surface,
    Text,
)
from trato.rooms.contacts.model import Address, IdentityKind

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
LETTERS = {"email", "webchat", "api"}  # a mail is a letter of its own; the others show what was written
SPOKEN = {"voice"}  # nothing is written there


def _rendered(channel: str, surface: Surface, *parts: Part) -> tuple[ProviderRequest, ...]:
    adapter = ADAPTERS[channel]
    account = AccountView(
        ChannelAccountId(KEY), KEY, channel, "104512345678901", secrets=dict.fromkeys(adapter.requires, "x")
    )
    facts = ConversationFacts(NOW - timedelta(minutes=1), None, surface)
    everybody = tuple(Address(kind, "51987654321", scope="104512345678901") for kind in IdentityKind)
    message = OutboundMessage(KEY, everybody, parts, thread_key="900_1", reply_to="900_2", surface=surface)
    return adapter.render(message, account, adapter.capabilities(account, facts, NOW))


@pytest.mark.parametrize("channel", sorted(set(ADAPTERS) - LETTERS - SPOKEN))
def test_each_channel_shows_all_the_words_in_the_pieces_in_which_it_sends_them(channel: str) -> None:
    text = "Hola Rosa: tu pedido sale hoy."
    shown = []
    for surface in (Surface.DIRECT_MESSAGE, Surface.PUBLIC_COMMENT, Surface.REVIEW):
        try:
            calls = _rendered(channel, surface, Text(text))
        except ValueError:
            continue  # nothing is written there
        assert "".join(piece.text for piece in shown_by(calls)) == text
        shown.append(surface)
    assert shown


def test_a_long_text_is_shown_in_as_many_pieces_as_leave() -> None:
    text = " ".join(f"palabra{n}" for n in range(900))
    calls = _rendered("telegram", Surface.DIRECT_MESSAGE, Text(text))
    pieces = shown_by(calls)
    assert len(pieces) == len(calls) > 1
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(text.split())


def test_choices_are_buttons_where_there_are_and_numbered_text_where_there_are_none() -> None:
    choices = Options((Choice("1", "Boleta"), Choice("2", "Factura")))
    for channel in ("whatsapp", "messenger", "telegram"):
        (piece,) = shown_by(_rendered(channel, Surface.DIRECT_MESSAGE, Text("¿Cuál?"), choices))
        assert (piece.text, piece.buttons) == ("¿Cuál?", ("Boleta", "Factura"))
    (plain,) = shown_by(_rendered("facebook", Surface.PUBLIC_COMMENT, Text("¿Cuál?"), choices))
    assert plain.buttons == () and plain.text == "¿Cuál?\n\n1. Boleta\n2. Factura"


def test_what_cannot_be_read_shows_nothing_rather_than_something_else() -> None:
    assert shown_by([HttpRequest("POST", "https://x.example", json={"to": "51987654321", "kind": "typing"})]) == []
