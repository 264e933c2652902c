"""The stand-in behaves as WhatsApp does, on good days and on bad ones."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.whatsapp.bench import Bench, bench
from tests.rooms.channels.whatsapp.known import WHATSAPP
from trato.rooms.channels.adapters.whatsapp.render import render_read
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    HttpAnswer,
    HttpRequest,
    InboundKind,
    Media,
    MediaKind,
    NotAccepted,
    Options,
    Rejected,
    RejectReason,
    Template,
    Text,
    Unknown,
)
from trato.rooms.channels.simulators.meta.faults import Fault, Faults
from trato.rooms.channels.simulators.whatsapp.world import Tick
from trato.rooms.contacts.model import IdentityKind

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
both_providers = pytest.mark.parametrize("through_360dialog", [False, True], ids=["meta", "360dialog"])


def _hello(b: Bench, text: str = "Hola, ¿están?") -> str:
    return b.simulator.say_text(b.number.id, b.person.wa_id, text)


async def _greeted(b: Bench) -> tuple[Any, ...]:
    """Let the person write, and return the addresses under which we know them."""
    _hello(b)
    await b.settle()
    return b.product.events[-1].author


def _text(body: str = "¡Hola! Contame") -> dict[str, Any]:
    return {"key": KEY, "parts": (Text(body),)}


@both_providers
async def test_what_a_person_writes_arrives_proven_and_readable(through_360dialog: bool) -> None:
    async with bench(through_360dialog=through_360dialog) as b:
        identifier = _hello(b, "Hola ñandú 😀")
        await b.settle()
        (event,) = b.product.events
        assert (event.provider_id, event.parts) == (identifier, (Text("Hola ñandú 😀"),))
        assert event.account_ref == b.number.id
        assert b.simulator.world.thread(b.number.id, b.person.wa_id).bubbles[identifier].tick is Tick.DELIVERED


@both_providers
async def test_our_answer_is_taken_and_its_receipts_come_with_key_and_price(through_360dialog: bool) -> None:
    async with bench(through_360dialog=through_360dialog) as b:
        author = await _greeted(b)
        outcome = await b.send(to=author, **_text())
        assert isinstance(outcome, Accepted)
        await b.settle()
        receipts = [event for event in b.product.events if event.receipt is not None]
        assert sorted(b.product.statuses()) == ["delivered", "sent"]
        for receipt in receipts:
            assert receipt.receipt is not None
            assert receipt.receipt.target == outcome.provider_id
            assert receipt.receipt.pricing is not None
            assert receipt.detail == {"our_key": str(KEY)}
        b.simulator.see(b.number.id, b.person.wa_id)
        await b.settle()
        assert b.product.statuses()[-1] == "read"


async def test_a_person_who_hides_the_number_is_known_and_answered_by_user_id() -> None:
    async with bench(hides_phone=True) as b:
        author = await _greeted(b)
        assert [address.kind for address in author] == [IdentityKind.WHATSAPP_USER, IdentityKind.WHATSAPP_NAME]
        assert isinstance(await b.send(to=author, **_text()), Accepted)
        assert "recipient" in b.simulator.world.ledger[0].body


async def test_a_day_after_the_last_word_only_templates_pass() -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.pass_time(timedelta(hours=23, minutes=59))
        assert isinstance(await b.send(to=author, **_text()), Accepted)
        b.pass_time(timedelta(minutes=1))
        outcome = await b.send(to=author, **_text())
        assert isinstance(outcome, Rejected)
        assert (outcome.reason, outcome.code) == (RejectReason.WINDOW, "131047")
        template = Template("aviso_de_entrega", "es_AR", ("Lucía", "mañana"))
        assert isinstance(await b.send(key=KEY, to=author, template=template), Accepted)
        shown = next(reversed(b.simulator.world.thread(b.number.id, b.person.wa_id).bubbles.values()))
        assert shown.content["text"] == "Hola Lucía, tu pedido llega mañana."


@pytest.mark.parametrize(
    ("template", "code"),
    [
        (Template("no_existe", "es_AR"), "132001"),
        (Template("aviso_de_entrega", "pt_BR", ("a", "b")), "132001"),
        (Template("aviso_de_entrega", "es_AR", ("a",)), "132000"),
        (Template("promo", "pt_BR", ("a",)), "132012"),
    ],
)
async def test_a_template_must_exist_and_its_parameters_match(template: Template, code: str) -> None:
    async with bench() as b:
        outcome = await b.send(key=KEY, to=await _greeted(b), template=template)
        assert isinstance(outcome, Rejected)
        assert (outcome.reason, outcome.code) == (RejectReason.PERMANENT, code)


async def test_who_stopped_promotions_gets_none_and_says_so() -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.simulator.choose_marketing(b.number.id, b.person.wa_id, wanted=False)
        await b.settle()
        assert (b.product.events[-1].kind, b.product.events[-1].purpose) == (InboundKind.OPT_OUT, "marketing")
        promo = Template("promo", "pt_BR", ("Lu",), header_media=Media(MediaKind.IMAGE, "b", mime="image/png"))
        outcome = await b.send({"b": b"\x89PNG"}, key=KEY, to=author, template=promo)
        assert isinstance(outcome, Rejected)
        assert outcome.reason is RejectReason.OPT_OUT


@both_providers
async def test_files_go_out_and_come_in(through_360dialog: bool) -> None:
    async with bench(through_360dialog=through_360dialog) as b:
        author = await _greeted(b)
        picture = Media(MediaKind.IMAGE, "blob-1", mime="image/jpeg", caption="Así va")
        assert isinstance(await b.send({"blob-1": b"\xff\xd8ours"}, key=KEY, to=author, parts=(picture,)), Accepted)
        shown = next(reversed(b.simulator.world.thread(b.number.id, b.person.wa_id).bubbles.values()))
        assert b.simulator.world.files[shown.content["media"]].content == b"\xff\xd8ours"
        media = b.simulator.keep_file(b"OggS", "audio/ogg; codecs=opus", "voz", b.number.id)
        b.simulator.say(b.number.id, b.person.wa_id, {"kind": "voice", "media": media})
        await b.settle()
        (part,) = b.product.events[-1].parts
        assert isinstance(part, Media)
        assert part.media is MediaKind.VOICE
        assert await _fetched(b, part.ref) == b"OggS"


async def _fetched(b: Bench, ref: str) -> bytes:
    answer: HttpAnswer | None = None
    while (call := WHATSAPP.media(ref, b.product.account, answer)) is not None:
        got = await b.perform(call)
        assert isinstance(got, HttpAnswer)
        answer = got
    assert answer is not None
    return answer.body


async def test_a_pressed_button_comes_back_as_the_choice_we_offered() -> None:
    async with bench() as b:
        options = Options((Choice("turno:am", "Por la mañana"), Choice("turno:pm", "Por la tarde")))
        sent = await b.send(key=KEY, to=await _greeted(b), parts=(Text("¿Cuándo pasamos?"), options))
        assert isinstance(sent, Accepted)
        pressed = {"kind": "button_reply", "text": "Por la tarde", "payload": "turno:pm"}
        b.simulator.say(b.number.id, b.person.wa_id, pressed, sent.provider_id)
        await b.settle()
        event = b.product.events[-1]
        assert (event.parts, event.reply_to) == ((Choice("turno:pm", "Por la tarde"),), sent.provider_id)


async def test_reactions_edits_and_deletions_travel_both_ways() -> None:
    async with bench() as b:
        author = await _greeted(b)
        first = b.product.events[0].provider_id
        assert isinstance(await b.send(key=KEY, to=author, reply_to=first, reaction="❤️"), Accepted)
        assert b.simulator.world.thread(b.number.id, b.person.wa_id).bubbles[first].reactions == {"them": "❤️"}
        b.simulator.edit(b.number.id, b.person.wa_id, first, "Hola, corregido")
        b.simulator.react(b.number.id, b.person.wa_id, first, "👍")
        b.simulator.take_back(b.number.id, b.person.wa_id, first)
        await b.settle()
        deeds = {event.kind: event for event in b.product.events}
        assert deeds[InboundKind.MESSAGE_EDITED].parts == (Text("Hola, corregido"),)
        assert deeds[InboundKind.REACTION].emoji == "👍"
        assert deeds[InboundKind.MESSAGE_DELETED].target == first


async def test_reading_and_typing_show_on_the_telephone() -> None:
    async with bench() as b:
        await _greeted(b)
        bubble = next(iter(b.simulator.world.thread(b.number.id, b.person.wa_id).bubbles.values()))
        answer = await b.perform(render_read(bubble.id, b.product.account, typing=True))
        assert isinstance(answer, HttpAnswer)
        assert answer.status == 200
        assert bubble.tick is Tick.READ
        assert b.simulator.world.thread(b.number.id, b.person.wa_id).typing_until is not None
        unknown = await b.perform(render_read("wamid.NADIE", b.product.account))
        assert isinstance(unknown, HttpAnswer)
        assert unknown.status == 400


async def test_an_unreachable_telephone_fails_later_by_receipt() -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.person.unreachable = True
        assert isinstance(await b.send(to=author, **_text()), Accepted)
        await b.settle()
        receipt = b.product.events[-1].receipt
        assert receipt is not None
        assert (receipt.status.value, receipt.code) == ("failed", "131026")


async def test_a_watching_telephone_hears_of_every_change() -> None:
    async with bench() as b:
        world = b.simulator.world
        watching = asyncio.create_task(world.changed(world.version, 30.0))
        await asyncio.sleep(0)
        before = world.version
        _hello(b)
        assert await asyncio.wait_for(watching, 1.0) > before


# ---- bad days ----


@pytest.mark.parametrize("fault", [Fault.RATE_LIMIT, Fault.UNAVAILABLE])
async def test_a_refused_send_was_not_taken(fault: Fault) -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.simulator.faults.order(fault)
        assert isinstance(await b.send(to=author, **_text()), NotAccepted)
        assert b.simulator.world.ledger == []
        assert isinstance(await b.send(to=author, **_text()), Accepted)


async def test_an_error_after_taking_is_unknown_until_the_receipt_names_our_key() -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.simulator.faults.order(Fault.ERROR_AFTER)
        assert await b.send(to=author, **_text()) == Unknown("131000")
        assert len(list(b.simulator.world.taken_with(str(KEY)))) == 1
        await b.settle()
        assert b.product.events[-1].detail == {"our_key": str(KEY)}


async def test_a_hang_is_unknown_and_was_taken() -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.simulator.faults.order(Fault.HANG)
        b.simulator.faults.hang_seconds = 0.3
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(b.send(to=author, **_text()), 0.1)
        assert len(b.simulator.world.ledger) == 1


async def test_a_slow_answer_is_still_an_answer() -> None:
    async with bench() as b:
        author = await _greeted(b)
        b.simulator.faults.slow_seconds = 0.05
        b.simulator.faults.order(Fault.SLOW)
        assert isinstance(await b.send(to=author, **_text()), Accepted)


async def test_receipts_may_come_before_the_answer() -> None:
    async with bench(faults=Faults({Fault.RECEIPTS_FIRST: 1.0})) as b:
        author = await _greeted(b)
        sending = asyncio.create_task(b.send(to=author, **_text()))
        await asyncio.sleep(0.1)
        assert b.product.statuses()
        assert not sending.done()
        assert isinstance(await sending, Accepted)


async def test_webhooks_may_come_twice_and_out_of_order() -> None:
    faults = Faults({Fault.DUPLICATE: 1.0, Fault.SHUFFLE: 1.0}, seed=3)
    async with bench(faults=faults) as b:
        await b.send(to=await _greeted(b), **_text())
        await b.settle()
        keys = [event.dedupe_key for event in b.product.events]
        assert len(keys) == 2 * len(set(keys)) == 6
        assert faults.drawn[Fault.SHUFFLE] == 1


async def test_a_webhook_is_brought_again_until_the_product_takes_it() -> None:
    async with bench() as b:
        b.product.status = [500, 503, 429, 200]
        _hello(b)
        await b.settle()
        assert b.product.kinds() == [InboundKind.MESSAGE]
        assert b.simulator.courier.answers == {500: 1, 503: 1, 429: 1, 200: 1}


def test_the_same_seed_brings_the_same_faults() -> None:
    rates = {Fault.RATE_LIMIT: 0.2, Fault.ERROR_AFTER: 0.3, Fault.HANG: 0.1}
    first, second = (Faults(rates, seed=7) for _ in range(2))
    drawn = [first.next_send() for _ in range(500)]
    assert drawn == [second.next_send() for _ in range(500)]
    assert 0.5 < sum(fault is not None for fault in drawn) / 500 < 0.7


# ---- strangers ----


async def _raw(b: Bench, path: str = "/v23.0/{number}/messages", **headers: str) -> tuple[int, dict[str, Any]]:
    known = {"authorization": "Bearer EAAtoken", "user-agent": "trato/0.1.0", "content-type": "application/json"}
    body = {"messaging_product": "whatsapp", "to": b.person.wa_id, "type": "text", "text": {"body": "x"}}
    url = path.format(number=b.number.id)
    answer = await b.wire.post(url, json=body, headers={**known, **headers})
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("path", "headers", "status", "code"),
    [
        ("/v23.0/{number}/messages", {"authorization": "Bearer otro"}, 401, 190),
        ("/v23.0/{number}/messages", {"authorization": ""}, 401, 190),
        ("/v23.0/{number}/messages", {"user-agent": "curl"}, 400, 100),
        ("/v23.0/{number}/messages", {"content-type": "text/plain"}, 400, 100),
        ("/v23.0/999/messages", {}, 401, 190),
        ("/veintitres/{number}/messages", {}, 404, 100),
        ("/messages", {"d360-api-key": "EAAtoken"}, 401, 190),
        ("/v23.0/{number}/messages", {}, 400, 131047),
    ],
)
async def test_strangers_and_wrong_doors_are_refused(
    path: str, headers: dict[str, str], status: int, code: int
) -> None:
    async with bench() as b:
        answered, body = await _raw(b, path, **headers)
        assert (answered, body["error"]["code"]) == (status, code)


@pytest.mark.parametrize(
    ("form", "file"),
    [
        ({"messaging_product": "messenger"}, ("a.jpg", b"x", "image/jpeg")),
        ({}, ("a.jpg", b"x", "image/jpeg")),
        ({"messaging_product": "whatsapp", "sorpresa": "1"}, ("a.jpg", b"x", "image/jpeg")),
        ({"messaging_product": "whatsapp"}, None),
        ({"messaging_product": "whatsapp"}, ("a.jpg", b"", "image/jpeg")),
        ({"messaging_product": "whatsapp"}, ("a.jpg", b"x" * (5 * 1024 * 1024 + 1), "image/jpeg")),
        ({"messaging_product": "whatsapp"}, ("a.bin", b"x", "font/woff2")),
        ({"messaging_product": "whatsapp", "type": "model/gltf"}, ("a.jpg", b"x", "image/jpeg")),
    ],
)
async def test_a_wrong_upload_is_refused(form: dict[str, str], file: tuple[str, bytes, str] | None) -> None:
    async with bench() as b:
        headers = {"authorization": "Bearer EAAtoken", "user-agent": "trato/0.1.0"}
        parts: dict[str, Any] = {"file": file} if file else {"otro": ("b", b"x")}
        answer = await b.wire.post(f"/v23.0/{b.number.id}/media", data=form, files=parts, headers=headers)
        assert answer.status_code == 400
        assert answer.json()["error"]["code"] in (100, 131008, 131053)


async def test_another_business_sees_nothing_of_a_file() -> None:
    async with bench() as b:
        media = b.simulator.keep_file(b"x", "image/png", "", "otro")
        call = WHATSAPP.media(media, b.product.account, None)
        assert isinstance(call, HttpRequest)
        answer = await b.perform(call)
        assert isinstance(answer, HttpAnswer)
        assert answer.status == 404


async def test_a_number_that_nobody_here_has_gets_a_telephone() -> None:
    async with bench() as b:
        await b.wire.get("/phone/")
        template = {"name": "codigo", "language": {"code": "es"}, "components": [_body_parameter("1234")]}
        body = {"messaging_product": "whatsapp", "to": "5215512345678", "type": "template", "template": template}
        headers = {"authorization": "Bearer EAAtoken", "user-agent": "trato/0.1.0"}
        answer = await b.wire.post(f"/v23.0/{b.number.id}/messages", json=body, headers=headers)
        assert answer.status_code == 200
        assert "5215512345678" in b.simulator.world.people


def _body_parameter(text: str) -> dict[str, Any]:
    return {"type": "body", "parameters": [{"type": "text", "text": text}]}
