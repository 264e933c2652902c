"""Cards, links and parts of a list: each channel draws what its provider's contract takes, and says the rest."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import unquote
from uuid import UUID

import msgspec
import pytest

from tests.rooms.channels.line import contract as line_published
from tests.rooms.channels.line import known as line_known
from tests.rooms.channels.messenger import contract as meta_published
from tests.rooms.channels.telegram import contract as telegram_published
from tests.rooms.channels.vk import contract as vk_published
from tests.rooms.channels.whatsapp import contract as whatsapp_published
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.api import shown_by
from trato.rooms.channels.model import (
    AccountView,
    Capabilities,
    ChannelAccountId,
    ConversationFacts,
    HttpRequest,
    Options,
    OutboundMessage,
    Part,
    Surface,
    Text,
    shaped,
)
from trato.rooms.channels.simulators.api.shapes import Told, choices_of
from trato.rooms.channels.simulators.facebook.contract import decode as meta
from trato.rooms.channels.simulators.line.contract import decode as line
from trato.rooms.channels.simulators.line.shapes import Push
from trato.rooms.channels.simulators.telegram.contract import decode as telegram
from trato.rooms.channels.simulators.vk.contract import decode as vk
from trato.rooms.channels.simulators.whatsapp.contract import decode as whatsapp
from trato.rooms.contacts.model import Address, IdentityKind
from trato.rooms.conversations.api import chosen_by_number, offered_in

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
PERSON = "U" + "0a" * 16
CARDS = """Estos son los modelos:
# Zapatilla Andina | Negro o arena, del 35 al 44
https://tienda.example/andina.jpg
[La quiero]
[Ver la ficha > https://tienda.example/andina]
# Zapatilla Puna | Solo en gris
https://tienda.example/puna.jpg
[La quiero]
[Ver la ficha > https://tienda.example/puna]"""
PLAIN = "\n".join(line for line in CARDS.splitlines() if not line.startswith("https"))  # as VK can: without pictures
DRAWN = ("messenger", "instagram", "whatsapp", "telegram", "line", "vk", "api")


def offered(text: str) -> tuple[Part, ...]:
    before, options = offered_in(text, KEY)
    assert options is not None
    return (Text(before), options)


def calls_of(channel: str, text: str) -> tuple[list[HttpRequest], Capabilities]:
    adapter = ADAPTERS[channel]
    account = AccountView(
        ChannelAccountId(KEY), KEY, channel, "1045123", settings={"url": "https://socio.example/trato"},
        secrets={**dict.fromkeys(adapter.requires, "x"), "signing_secret": "whsec_" + "QUFB" * 8},
    )  # fmt: skip
    caps = adapter.capabilities(account, ConversationFacts(NOW - timedelta(minutes=1)), NOW)
    who = {"line": PERSON, "vk": "100172"}.get(channel, "51987654321")
    everybody = tuple(Address(kind, who, scope="1045123") for kind in IdentityKind)
    message = OutboundMessage(KEY, everybody, shaped(offered(text), caps), thread_key="900_1")
    calls = [one for one in adapter.render(message, account, caps) if isinstance(one, HttpRequest)]
    return calls, caps


def method_of(call: HttpRequest) -> str:
    return call.url.rpartition("/")[2]


def _api(call: HttpRequest) -> Any:
    told = msgspec.convert(call.json, Told)
    return [choices_of(one.choices) for one in (told, *told.cards)]


TAKEN_BY: dict[str, Callable[[HttpRequest], Any]] = {
    "messenger": lambda call: meta(json.dumps(call.json).encode()),
    "instagram": lambda call: meta(json.dumps(call.json).encode()),
    "whatsapp": lambda call: whatsapp(json.dumps(call.json).encode()),
    "telegram": lambda call: telegram(method_of(call), dict(call.json or {})),
    "line": lambda call: line(json.dumps(call.json).encode(), Push),
    "vk": lambda call: vk(method_of(call), dict(call.form or {})),  # type: ignore[arg-type]
    "api": _api,
}


@pytest.mark.parametrize("channel", DRAWN)
def test_cards_are_drawn_as_the_provider_of_each_channel_takes_them(channel: str) -> None:
    text = PLAIN if channel == "vk" else CARDS
    calls, caps = calls_of(channel, text)
    assert caps.cards is not None
    for call in calls:
        TAKEN_BY[channel](call)
    told = unquote(json.dumps([call.json or dict(call.form or {}) for call in calls], ensure_ascii=False))
    for words in ("Zapatilla Andina", "Solo en gris", "La quiero", f"{KEY}:1", f"{KEY}:2", "tienda.example/puna"):
        assert words in told
    if channel != "api":
        pieces = shown_by(calls)
        titles = [card.title for piece in pieces for card in piece.cards]
        said = "\n".join(piece.text for piece in pieces)
        assert all(name in titles or name in said for name in ("Zapatilla Andina", "Zapatilla Puna"))


@pytest.mark.parametrize("channel", sorted({*ADAPTERS} - {*DRAWN, "voice"}))
def test_elsewhere_cards_are_words_and_what_can_be_answered_stays_numbered(channel: str) -> None:
    adapter = ADAPTERS[channel]
    account = AccountView(ChannelAccountId(KEY), KEY, channel, "1045123", secrets=dict.fromkeys(adapter.requires, "x"))
    caps = adapter.capabilities(account, ConversationFacts(NOW, surface=Surface.DIRECT_MESSAGE), NOW)
    parts = offered(CARDS)
    words, options = shaped(parts, caps)
    assert isinstance(words, Text) and isinstance(options, Options) and isinstance(parts[1], Options)
    for said in ("Solo en gris", "Ver la ficha: https://tienda.example/puna", "https://tienda.example/andina.jpg"):
        assert said in words.text
    assert [one.title for one in options.choices] == ["La quiero: Zapatilla Andina", "La quiero: Zapatilla Puna"]
    assert [one.payload for one in options.replies] == [one.payload for one in parts[1].replies]
    chosen = chosen_by_number("2", [parts[1]])
    assert chosen is not None and chosen.payload == options.choices[1].payload


@pytest.mark.skipif(not line_known.SPEC.exists(), reason=f"no contract in {line_known.SPEC}")
def test_the_published_contracts_take_our_cards() -> None:
    calls, _ = calls_of("messenger", CARDS)
    assert [meta_published.faults(call.json) for call in calls] == [[], []]
    for call in calls_of("whatsapp", CARDS)[0]:
        assert whatsapp_published.faults(call.json) == []
    for call in calls_of("telegram", CARDS)[0]:
        assert telegram_published.faults(*telegram_published.told_by(call)) == []
    (call,), _ = calls_of("vk", PLAIN)
    assert vk_published.faults(*vk_published.told_by(call)) == []
    (call,), _ = calls_of("line", CARDS)
    assert line_published.faults("PushMessageRequest", call.json) == []


def test_a_list_has_its_parts_and_elsewhere_their_names_stand_between_the_numbers() -> None:
    text = "¿Qué necesita?\n## Pedidos\n[Cambiar la dirección]\n[Devolver | en 30 días]\n## Pagos\n[Pedir factura]"
    (call,), _ = calls_of("whatsapp", text)
    TAKEN_BY["whatsapp"](call)
    sections = call.json["interactive"]["action"]["sections"]
    assert [(one["title"], len(one["rows"])) for one in sections] == [("Pedidos", 2), ("Pagos", 1)]
    (call,), _ = calls_of("telegram", text)
    numbered = "Pedidos\n1. Cambiar la dirección\n2. Devolver: en 30 días\n\nPagos\n3. Pedir factura"
    assert call.json["text"] == f"¿Qué necesita?\n\n{numbered}"


@pytest.mark.parametrize("channel", ["messenger", "instagram", "telegram", "line", "vk", "api"])
def test_a_button_that_opens_an_address_needs_no_other_beside_it(channel: str) -> None:
    calls, _ = calls_of(channel, "Aquí está:\n[Ver la ficha > https://tienda.example/andina]")
    for call in calls:
        TAKEN_BY[channel](call)
    told = json.dumps(calls[-1].json or dict(calls[-1].form or {}))
    assert "tienda.example/andina" in told and "Ver la ficha: " not in told


def test_who_cannot_draw_a_call_says_its_number() -> None:
    (call,), _ = calls_of("telegram", "Llámenos:\n[Llamar > +56 2 2345 6789]")
    assert call.json["text"] == "Llámenos:\n\nLlamar: +56223456789"
    (call,), _ = calls_of("messenger", "Llámenos:\n[Llamar > +56 2 2345 6789]")
    (button,) = call.json["message"]["attachment"]["payload"]["buttons"]
    assert button == {"type": "phone_number", "title": "Llamar", "payload": "+56223456789"}


GONE = object()
FLEX = ("messages", 1, "contents")
BUBBLE = (*FLEX, "contents", 0)
# (channel, which call, where, what to put there): each must be refused by the stand-in
MUTATIONS: list[tuple[str, int, tuple[str | int, ...], Any]] = [
    ("line", 0, (*FLEX, "type"), "magazine"),
    ("line", 0, (*FLEX, "contents"), []),
    ("line", 0, (*BUBBLE, "hero", "url"), "http://cdn.example/a.jpg"),
    ("line", 0, (*BUBBLE, "hero", "aspectRatio"), "ancho"),
    ("line", 0, (*BUBBLE, "body", "layout"), "diagonal"),
    ("line", 0, (*BUBBLE, "body", "contents", 0, "text"), ""),
    ("line", 0, (*BUBBLE, "footer", "contents", 0, "action", "label"), "x" * 21),
    ("line", 0, (*BUBBLE, "footer", "contents", 1, "action", "uri"), "ftp://tienda.example"),
    ("line", 0, (*BUBBLE, "footer", "contents", 0, "action"), GONE),
    ("line", 0, ("messages", 1, "altText"), GONE),
    ("line", 0, (*BUBBLE, "sorpresa"), 1),
    ("telegram", 1, ("photo",), GONE),
    ("telegram", 1, ("caption",), "x" * 1025),
    ("telegram", 1, ("reply_markup", "inline_keyboard", 0, 0, "callback_data"), GONE),
    ("telegram", 1, ("reply_markup", "inline_keyboard", 0, 0, "url"), "https://dos.example"),
    ("telegram", 1, ("reply_markup", "inline_keyboard", 1, 0, "url"), GONE),
    ("telegram", 1, ("reply_markup", "inline_keyboard", 0, 0, "text"), ""),
    ("telegram", 1, ("reply_markup", "inline_keyboard", 0, 0, "callback_data"), "x" * 65),
    ("telegram", 1, ("caption_entities", 0, "type"), "gordo"),
    *[
        (channel, 1, ("message", "attachment", "payload", "elements", *where), value)
        for channel in ("messenger", "instagram")
        for where, value in (
            ((0, "title"), GONE), ((0, "title"), "x" * 81), ((0, "subtitle"), "x" * 81), ((0, "sorpresa"), 1),
            ((0, "buttons", 0, "payload"), GONE), ((0, "buttons", 1, "url"), GONE), ((0, "buttons", 0, "title"), GONE),
            ((0, "buttons", 0, "title"), "x" * 21), ((0, "buttons", 0, "type"), "salto"), ((), []),
        )
    ],
    *[
        ("whatsapp", 1, ("interactive", *where), value)
        for where, value in (
            (("action", "buttons", 0, "reply", "title"), "x" * 21), (("action", "buttons", 0, "reply", "id"), ""),
            (("action", "buttons"), []), (("header", "type"), "sticker"), (("body",), GONE), (("body", "text"), ""),
            (("sorpresa",), 1), (("action", "buttons", 0, "type"), "url"),
        )
    ],
]  # fmt: skip


@pytest.mark.parametrize(("channel", "place", "where", "value"), MUTATIONS)
def test_what_is_wrong_in_a_card_is_refused_by_the_stand_in(
    channel: str, place: int, where: tuple[str | int, ...], value: Any
) -> None:
    calls, _ = calls_of(channel, CARDS)
    assert isinstance(calls[place].json, dict)
    body: Any = copy.deepcopy(calls[place].json)
    TAKEN_BY[channel](msgspec.structs.replace(calls[place], json=body))
    at = body
    for name in where[:-1]:
        at = at[name]
    if value is GONE:
        del at[where[-1]]
    else:
        at[where[-1]] = value
    with pytest.raises(Exception) as refused:
        TAKEN_BY[channel](msgspec.structs.replace(calls[place], json=body))
    assert type(refused.value).__name__ == "Refused"


ELEMENTS: list[tuple[tuple[str | int, ...], Any]] = [
    (("type",), "lista"), (("elements",), []), (("elements", 0, "title"), GONE), (("elements", 0, "title"), "x" * 81),
    (("elements", 0, "description"), GONE), (("elements", 0, "buttons", 0, "action", "label"), "x" * 41),
    (("elements", 0, "buttons", 1, "action", "link"), "nada"), (("elements", 0, "buttons"), []),
    (("elements", 0, "sorpresa"), 1), (("elements",), 5),
]  # fmt: skip


@pytest.mark.parametrize(("where", "value"), ELEMENTS)
def test_vk_takes_a_carousel_of_like_cards_only(where: tuple[str | int, ...], value: Any) -> None:
    (call,), _ = calls_of("vk", PLAIN)
    form = dict(call.form or {})
    vk("messages.send", form)  # type: ignore[arg-type]
    template: Any = json.loads(str(form["template"]))
    at = template
    for name in where[:-1]:
        at = at[name]
    if value is GONE:
        del at[where[-1]]
    else:
        at[where[-1]] = value
    with pytest.raises(Exception) as refused:
        vk("messages.send", {**form, "template": json.dumps(template)})  # type: ignore[dict-item]
    assert type(refused.value).__name__ == "Refused"
