"""What people meet before they write: what the manuals ask of it, and that each provider takes it and tells it back."""

from __future__ import annotations

import copy
import json
from collections.abc import Generator
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest
from starlette.applications import Starlette

from tests.rooms.channels.shown import GOOD
from tests.rooms.channels.telegram import contract as telegram_published
from tests.rooms.channels.telegram import known as telegram_known
from trato.rooms.channels.adapters.registry import ADAPTERS
from trato.rooms.channels.api import drift, entry_in, lint_profile
from trato.rooms.channels.model import AccountView, ChannelAccountId, HttpAnswer, HttpRequest, ProviderAnswer
from trato.rooms.channels.profiles import HasProfile, Profile, ProfileFault, Profiling
from trato.rooms.channels.simulators.facebook.server import make_app as facebook
from trato.rooms.channels.simulators.facebook.simulator import Simulator as Facebook
from trato.rooms.channels.simulators.facebook.world import INSTAGRAM, Page
from trato.rooms.channels.simulators.instagram.server import make_app as instagram
from trato.rooms.channels.simulators.instagram.simulator import Simulator as Instagram
from trato.rooms.channels.simulators.telegram.server import make_app as telegram
from trato.rooms.channels.simulators.telegram.simulator import Simulator as Telegram
from trato.rooms.channels.simulators.telegram.world import Bot
from trato.rooms.channels.simulators.whatsapp.server import make_app as whatsapp
from trato.rooms.channels.simulators.whatsapp.simulator import Simulator as WhatsApp
from trato.rooms.channels.simulators.whatsapp.world import Number

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
Steps = Generator[HttpRequest, ProviderAnswer | None, Any]
ID, TOKEN = "104512345678901", "7001:tok"


def profile(**changes: Any) -> Profile:
    return msgspec.convert({**copy.deepcopy(GOOD), **changes}, Profile)


def world(channel: str) -> tuple[Starlette, Any, AccountView]:
    """Return a provider, what it shows of our account, and the account."""
    secrets = {"access_token": TOKEN, "bot_token": TOKEN, "secret_token": "s", "app_secret": "s", "verify_token": "v"}
    account = AccountView(
        ChannelAccountId(KEY), KEY, channel, ID, settings={"api_base": "http://provider"}, secrets=secrets
    )
    if channel == "telegram":
        simulator = Telegram()
        return telegram(simulator), simulator.add_bot(Bot(TOKEN, "tiendabot", "Tienda")), account
    if channel == "whatsapp":
        number = Number(ID, "51999", "Tienda", "", TOKEN, "s")
        played = WhatsApp()
        return whatsapp(played), played.add_number(number), account
    page = Page(ID, "Tienda", "", TOKEN, "s", about=INSTAGRAM if channel == "instagram" else "page")
    if channel == "instagram":
        ours = Instagram()
        return instagram(ours), ours.add_page(page), account
    theirs = Facebook()
    return facebook(theirs), theirs.add_page(page), account


def profiling(channel: str) -> Profiling:
    adapter = ADAPTERS[channel]
    assert isinstance(adapter, HasProfile)
    return adapter.profiling


async def follow(
    app: Starlette, steps: Generator[HttpRequest, ProviderAnswer | None, Any]
) -> tuple[Any, list[HttpRequest]]:
    """Carry calls to a provider; return what came of them, and the calls."""
    calls: list[HttpRequest] = []
    answer: ProviderAnswer | None = None
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://provider") as client:
        while True:
            try:
                call = steps.send(answer)
            except StopIteration as end:
                return end.value, calls
            calls.append(call)
            got = await client.request(call.method, call.url, headers=dict(call.headers), json=call.json)
            answer = HttpAnswer(got.status_code, dict(got.headers), got.content)


SHOWN = sorted(name for name, one in ADAPTERS.items() if isinstance(one, HasProfile))


def test_the_channels_whose_providers_show_a_profile() -> None:
    assert SHOWN == ["instagram", "messenger", "telegram", "whatsapp"]


@pytest.mark.parametrize("channel", SHOWN)
async def test_a_profile_stands_with_the_provider_as_it_was_written_and_a_shorter_one_takes_the_rest_away(
    channel: str,
) -> None:
    app, _, account = world(channel)
    known, whole = profiling(channel), profile()
    fault, _ = await follow(app, known.put(account, whole))
    assert fault is None
    theirs, _ = await follow(app, known.look(account, whole))
    assert theirs and drift(known.lines(whole), theirs) == []
    less = profile(menu=GOOD["menu"][2:], openers=[], greeting={})
    assert drift(known.lines(less), theirs)  # the provider still has more
    fault, _ = await follow(app, known.put(account, less))
    assert fault is None
    theirs, _ = await follow(app, known.look(account, less))
    assert drift(known.lines(less), theirs) == []
    fault, _ = await follow(app, known.put(account, profile(menu=[], openers=[], greeting={})))
    theirs, _ = await follow(app, known.look(account, less))
    assert fault is None and dict(theirs) == {}


@pytest.mark.parametrize("channel", SHOWN)
async def test_a_telephone_shows_it_in_its_own_language(channel: str) -> None:
    app, shown, account = world(channel)
    await follow(app, profiling(channel).put(account, profile()))
    if channel == "telegram":
        assert shown.commands["en"][0] == ("pedido", "Track my order") and shown.descriptions["pt"].startswith("Ajuda")
        assert shown.commands[""][0] == ("pedido", "Seguir mi pedido")
        return
    front = shown.meets("pt")
    titles = [one["text"] for one in front["menu"]]
    usual = channel == "whatsapp"  # which has one language
    assert titles[0] == ("Seguir mi pedido" if usual else "Acompanhar meu pedido")
    assert front["openers"][0]["text"] == ("¿A qué hora abren?" if usual else "A que horas abrem?")
    assert bool(front["start"]) is (channel == "messenger")


@pytest.mark.parametrize("channel", SHOWN)
async def test_a_wrong_token_is_final_and_is_said(channel: str) -> None:
    app, _, account = world(channel)
    wrong = msgspec.structs.replace(account, secrets={**account.secrets, "access_token": "no", "bot_token": "1:no"})
    fault, _ = await follow(app, profiling(channel).put(wrong, profile()))
    assert isinstance(fault, ProfileFault) and fault.final and fault.words


GONE = object()
# (channel, which call of `put`, where in it, what to put there): each must be refused by the stand-in
MUTATIONS: list[tuple[str, int, tuple[str | int, ...], Any]] = [
    *[
        ("messenger", 0, where, value)
        for where, value in (
            (("greeting", 0, "text"), "x" * 161), (("greeting", 0, "locale"), "es"), (("greeting", 0, "text"), GONE),
            (("greeting", 0), {"locale": "es_LA", "text": "Hola"}), (("get_started",), GONE),
            (("get_started", "payload"), ""), (("persistent_menu", 0, "call_to_actions"), []),
            (("persistent_menu", 0, "call_to_actions", 0, "title"), "x" * 31),
            (("persistent_menu", 0, "call_to_actions", 0, "type"), "nested"),
            (("persistent_menu", 0, "call_to_actions", 1, "url"), "http://tienda.example"),
            (("ice_breakers", 0, "call_to_actions", 0, "question"), "x" * 81), (("sorpresa",), 1),
            (("platform",), "instagram"),
        )
    ],
    *[
        ("instagram", 0, where, value)
        for where, value in (
            (("platform",), GONE), (("platform",), "messenger"), (("greeting",), [{"locale": "default", "text": "x"}]),
            (("get_started",), {"payload": "x"}), (("persistent_menu", 0, "call_to_actions", 0, "payload"), GONE),
            (("ice_breakers", 0, "call_to_actions"), []), (("ice_breakers", 0, "locale"), "español"),
            (("persistent_menu", 0, "call_to_actions", 0, "title"), ""), (("ice_breakers",), "x"),
        )
    ],
    *[
        ("whatsapp", 0, where, value)
        for where, value in (
            (("prompts",), ["a", "b", "c", "d"]), (("prompts", 0), "x" * 81), (("prompts", 0), ""),
            (("commands", 0, "command_name"), "con espacio"), (("commands", 0, "command_name"), "x" * 31),
            (("commands", 0, "command_description"), GONE), (("commands", 1, "command_name"), "pedido"),
            (("enable_welcome_message",), "no"), (("sorpresa",), 1),
        )
    ],
    *[
        ("telegram", 1, where, value)
        for where, value in (
            (("commands",), []), (("commands",), GONE), (("commands", 0, "command"), "Mayúscula"),
            (("commands", 0, "command"), "x" * 33), (("commands", 0, "description"), ""),
            (("commands", 0, "description"), "x" * 257), (("language_code",), "español"), (("sorpresa",), 1),
        )
    ],
    *[
        ("telegram", 0, where, value)
        for where, value in (
            (("description",), "x" * 513), (("description",), 5), (("description",), None), (("description",), ["x"]),
            (("language_code",), "spa"), (("language_code",), 5), (("sorpresa",), 1), (("short_description",), "x"),
        )
    ],
]  # fmt: skip


@pytest.mark.parametrize(("channel", "place", "where", "value"), MUTATIONS)
async def test_what_is_wrong_in_a_profile_is_refused_by_the_stand_in(
    channel: str, place: int, where: tuple[str | int, ...], value: Any
) -> None:
    app, _, account = world(channel)
    _, calls = await follow(app, profiling(channel).put(account, profile()))
    app, _, _ = world(channel)
    body: Any = copy.deepcopy(calls[place].json)
    at = body
    for name in where[:-1]:
        at = at[name]
    if value is GONE:
        del at[where[-1]]
    else:
        at[where[-1]] = value
    call = calls[place]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://provider") as client:
        good = await client.request(call.method, call.url, headers=dict(call.headers), json=call.json)
        assert good.status_code == 200
    app, _, _ = world(channel)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://provider") as client:
        got = await client.request(call.method, call.url, headers=dict(call.headers), json=body)
    assert 400 <= got.status_code < 500


@pytest.mark.skipif(not telegram_known.SCHEMA.exists(), reason="no contract")
async def test_the_published_contract_of_telegram_takes_our_calls() -> None:
    app, _, account = world("telegram")
    _, put = await follow(app, profiling("telegram").put(account, profile()))
    _, looked = await follow(app, profiling("telegram").look(account, profile()))
    for call in (*put, *looked):
        assert telegram_published.faults(call.url.rpartition("/")[2], json.loads(json.dumps(call.json))) == []


def fields(found: Any, *, grave: bool) -> list[str]:
    return [one.field for one in found if one.grave is grave]


def test_a_good_profile_has_nothing_to_mend_anywhere() -> None:
    for channel in SHOWN:
        limits = profiling(channel).limits
        assert lint_profile(profile() if limits.openers else profile(openers=[]), limits) == []


TITLES = {"es": "Ver", "en": "See", "pt": "Ver"}


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        *[({"menu": [{**GOOD["menu"][2], "titles": {**TITLES, "es": name}}]}, "menu.0.titles.es")
          for name in ("Menú", "menu", "MENÚ PRINCIPAL", "El menú", "Main menu", "¡Menú!")],
        ({"menu": GOOD["menu"][:2]}, "menu"),  # nobody to talk to
        ({"menu": [GOOD["menu"][2]] * 2}, "menu"),  # one name twice
        ({"menu": [{**GOOD["menu"][2], "key": "Con Espacio"}]}, "menu.0.key"),
        ({"menu": [{**GOOD["menu"][2], "titles": {**TITLES, "es": "Ver " * 9}}]}, "menu.0.titles.es"),
        ({"menu": [{**GOOD["menu"][2], "titles": {"es": "Hablar"}}]}, "entry.persona"),
        ({"menu": [GOOD["menu"][2], {**GOOD["menu"][1], "url": "http://tienda.example"}]}, "menu.1"),
        ({"menu": [GOOD["menu"][2], {**GOOD["menu"][0], "texts": {}}]}, "menu.1"),
        ({"menu": [{**GOOD["menu"][2], "key": f"p{n}"} for n in range(21)]}, "menu"),
        ({"openers": [{**GOOD["openers"][0], "key": f"p{n}"} for n in range(5)]}, "openers"),
        ({"greeting": {**GOOD["greeting"], "es": "hora " * 40}}, "greeting.es"),
        ({"greeting": {"es": "Una hora"}}, "greeting"),  # the entries have more languages
    ],
)  # fmt: skip
def test_what_the_manuals_or_the_provider_would_not_take_is_grave(changes: dict[str, Any], where: str) -> None:
    assert where in fields(lint_profile(profile(**changes), profiling("messenger").limits), grave=True)


def test_what_could_be_better_is_said_and_hinders_nobody() -> None:
    limits = profiling("messenger").limits
    quiet = profile(greeting=dict.fromkeys(("es", "en", "pt"), "Hola"))
    assert fields(lint_profile(quiet, limits), grave=False) == ["greeting"]  # S139: no wait
    noun = profile(menu=[{**GOOD["menu"][2], "titles": {**TITLES, "es": "Atención"}}])
    assert fields(lint_profile(noun, limits), grave=False) == ["menu.0.titles.es"]  # S150: no verb


def test_a_press_is_known_by_its_key_and_words_only_where_presses_come_as_words() -> None:
    one = profile()
    found = entry_in(one, "entry:tienda", "", typed=False)
    assert found is not None and found.key == "tienda"
    assert entry_in(one, "entry:otra", "", typed=True) is None
    assert entry_in(one, "", "/pedido", typed=False) is None
    for said, wanted in (("/pedido", "pedido"), ("/pedido@tiendabot", "pedido"), ("¿A qué hora abren?", "horario")):
        found = entry_in(one, "", said, typed=True)
        assert found is not None and found.key == wanted
    for said in ("Seguir mi pedido", "pedido", "/", "/otro", "", "a qué hora abren"):
        assert entry_in(one, "", said, typed=True) is None
