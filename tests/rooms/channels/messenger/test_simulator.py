"""The stand-in behaves as Messenger does, on good days and on bad ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.rooms.channels.messenger.bench import Bench, bench, later
from tests.rooms.channels.messenger.known import LUCIA, MESSENGER
from trato.rooms.channels.adapters.messenger.connecting import CONNECTION
from trato.rooms.channels.connecting import Connection, Finding
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
    ProviderAnswer,
    Rejected,
    RejectReason,
    Text,
    Unknown,
)
from trato.rooms.channels.simulators.meta.chats import Bubble, Tick
from trato.rooms.channels.simulators.meta.faults import Fault

KEY = UUID("018f6b1e-7000-7000-8000-00000000c0de")
ANSWER: dict[str, Any] = {"key": KEY, "to": (LUCIA,), "parts": (Text("¡Hola!"),)}


def _bubbles(b: Bench) -> list[Bubble]:
    return list(b.simulator.world.thread(b.page.id, b.person.wa_id).bubbles.values())


async def test_what_a_person_writes_arrives_proven_and_readable() -> None:
    async with bench() as b:
        mid = await b.hello("Hola ñandú 😀")
        (event,) = b.product.events
        assert (event.provider_id, event.parts, event.author) == (mid, (Text("Hola ñandú 😀"),), (LUCIA,))
        assert b.product.refused == 0


async def test_our_answer_is_taken_its_echo_knows_our_key_and_its_receipts_come() -> None:
    async with bench() as b:
        await b.hello()
        outcome = await b.send(**ANSWER)
        assert isinstance(outcome, Accepted)
        await b.settle()
        assert b.product.statuses() == ["delivered", "sent"]
        assert {event.receipt.target for event in b.product.events if event.receipt} == {outcome.provider_id}
        b.simulator.see(b.page.id, b.person.wa_id)
        await b.settle()
        assert b.product.statuses() == ["delivered", "read", "sent"]
        assert _bubbles(b)[-1].tick is Tick.READ


async def test_a_choice_comes_back_with_its_payload_and_quotes_nothing_else() -> None:
    async with bench() as b:
        await b.hello()
        await b.send(key=KEY, to=(LUCIA,), parts=(Text("¿Cuándo?"), Options((Choice("tarde", "Por la tarde"),))))
        offer = _bubbles(b)[-1].content
        chosen = offer["options"][0]
        content = {"kind": "button_reply", "text": chosen["text"], "payload": chosen["payload"]}
        b.simulator.say(b.page.id, b.person.wa_id, content)
        await b.settle()
        assert b.product.events[-1].parts == (Choice("tarde", "Por la tarde"),)


async def test_files_travel_both_ways() -> None:
    async with bench() as b:
        photo = b.simulator.keep_file(b"a photo", "image/png", "olla.png", b.page.id)
        b.simulator.say(b.page.id, b.person.wa_id, {"kind": "image", "media": photo})
        await b.settle()
        (came,) = b.product.events[-1].parts
        assert isinstance(came, Media)
        call = MESSENGER.media(came.ref, b.product.account, None)
        assert call is not None
        got = await b.perform(call)
        assert isinstance(got, HttpAnswer)
        assert got.body == b"a photo"
        bill = Media(MediaKind.DOCUMENT, "blob-1", mime="application/pdf", name="boleta.pdf")
        assert isinstance(await b.send({"blob-1": b"a bill"}, key=KEY, to=(LUCIA,), parts=(bill,)), Accepted)
        shown = _bubbles(b)[-1].content
        assert b.simulator.world.files[shown["media"]].content == b"a bill"
        assert (shown["kind"], shown["name"]) == ("document", "boleta.pdf")


async def test_what_people_change_take_back_and_feel_arrives() -> None:
    async with bench() as b:
        mid = await b.hello()
        b.simulator.edit(b.page.id, b.person.wa_id, mid, "Hola, ¿hay alguien?")
        b.simulator.react(b.page.id, b.person.wa_id, mid, "❤️")
        b.simulator.take_back(b.page.id, b.person.wa_id, mid)
        b.simulator.choose_marketing(b.page.id, b.person.wa_id, wanted=False)
        await b.settle()
        assert [event.kind for event in b.product.events[1:]] == [
            InboundKind.MESSAGE_EDITED,
            InboundKind.REACTION,
            InboundKind.MESSAGE_DELETED,
            InboundKind.OPT_OUT,
        ]


async def test_the_window_of_a_day_and_that_of_people_are_kept() -> None:
    async with bench() as b:
        await b.hello()
        later(b, timedelta(days=6))
        assert isinstance(await b.send(**ANSWER), Accepted)
        assert b.simulator.world.ledger[-1].body["tag"] == "HUMAN_AGENT"
        call = HttpRequest(
            "POST",
            f"http://graph/v23.0/{b.page.id}/messages",
            {"Authorization": f"Bearer {b.page.token}", "User-Agent": "trato/1.0.0"},
            json={"recipient": {"id": b.person.wa_id}, "messaging_type": "RESPONSE", "message": {"text": "x"}},
        )
        outcome = MESSENGER.classify(await b.perform(call))
        assert isinstance(outcome, Rejected)
        assert outcome.reason is RejectReason.WINDOW


@pytest.mark.parametrize(
    ("fault", "kind", "taken"),
    [(Fault.RATE_LIMIT, NotAccepted, 0), (Fault.UNAVAILABLE, NotAccepted, 0), (Fault.ERROR_AFTER, Unknown, 1)],
)
async def test_on_bad_days_it_is_told_whether_it_was_taken(fault: Fault, kind: type, taken: int) -> None:
    async with bench() as b:
        await b.hello()
        b.simulator.faults.order(fault)
        assert isinstance(await b.send(**ANSWER), kind)
        assert len(list(b.simulator.world.taken_with(f"trato:{KEY}"))) == taken


async def test_what_was_read_turns_blue() -> None:
    async with bench() as b:
        await b.hello()
        mark = MESSENGER.read_mark("", b.product.account, (LUCIA,))
        assert mark is not None
        await b.perform(mark)
        assert _bubbles(b)[0].tick is Tick.READ


# ---- connecting ----


async def examined(b: Bench, connection: Connection, hook: str) -> list[Finding]:
    """Look at the account as the wizard does."""
    steps = connection.examine(b.product.account, hook)
    found: list[Finding] = []
    answer: ProviderAnswer | None = None
    try:
        while True:
            step = steps.send(answer)
            answer = None
            if isinstance(step, Finding):
                found.append(step)
            else:
                assert isinstance(step, HttpRequest)
                answer = await b.perform(step)
    except StopIteration:
        return found


async def test_a_page_that_is_set_up_passes_every_look() -> None:
    async with bench() as b:
        found = await examined(b, CONNECTION, "http://trato/hooks/any-other-of-the-app")
        assert [one.check for one in found] == [
            "page",
            "app_secret",
            "permissions",
            "subscription",
            "webhook",
            "threads",
        ]
        assert {one.state.value for one in found} == {"good"}


@pytest.mark.parametrize(
    ("wrong", "check"),
    [
        ({"token": "otro"}, "token"),
        ({"secret": "otro"}, "app_secret"),
        ({"scopes": ()}, "permissions"),
        ({"subscribed_fields": ()}, "subscription"),
        ({"callback_url": ""}, "webhook"),
        ({"callback_url": "https://otra.example/hooks/1"}, "webhook"),
        ({"hook_fields": ("feed",)}, "webhook"),
    ],
)
async def test_what_is_set_up_wrongly_is_named(wrong: dict[str, object], check: str) -> None:
    async with bench() as b:
        for name, value in wrong.items():
            setattr(b.page, name, value)
        bad = [one.check for one in await examined(b, CONNECTION, "http://trato/hooks/1") if one.state.value == "bad"]
        assert bad == [check]
