"""Both sides of Telegram: what we send arrives, what people do comes, and what goes wrong is sorted."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.rooms.channels.telegram.bench import DOOR, SERVER, Bench, bench, told
from tests.rooms.channels.telegram.known import BOT, TELEGRAM
from trato.rooms.channels.connecting import FindingState
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    HttpAnswer,
    InboundKind,
    Media,
    MediaKind,
    NotAccepted,
    Options,
    Rejected,
    RejectReason,
    Text,
    TransportFailure,
    Unknown,
)
from trato.rooms.channels.simulators.meta.faults import Fault

pytestmark = pytest.mark.anyio
PHOTO = Media(MediaKind.IMAGE, "blob", mime="image/png", name="caja.png")


async def _hello(one: Bench) -> None:
    one.simulator.say(one.bot, one.person, "text", "Hola")
    await one.settle()


async def test_a_person_writes_and_our_answer_stands_in_their_chat_quoting_them() -> None:
    async with bench() as one:
        await _hello(one)
        came = one.product.events[0]
        outcome = await one.send(Text("*Hola*, Camila"), reply_to=came.provider_id)
        assert isinstance(outcome, Accepted)
        hers, ours = one.simulator.world.chat(one.bot, one.person.id).lines.values()
        assert (ours.text, ours.reply_to) == ("Hola, Camila", hers.id)
        assert outcome.provider_id == f"{one.person.id}:{ours.id}"


async def test_a_file_and_an_album_arrive_with_their_bytes() -> None:
    async with bench() as one:
        await _hello(one)
        blobs = {"blob": b"\x89PNG una", "otra": b"\x89PNG dos"}
        await one.send(Text("Mire"), PHOTO, blobs=blobs)
        await one.send(PHOTO, Media(MediaKind.IMAGE, "otra", mime="image/png"), blobs=blobs)
        lines = list(one.simulator.world.chat(one.bot, one.person.id).lines.values())[1:]
        assert [(line.kind, line.text) for line in lines] == [("image", "Mire"), ("image", ""), ("image", "")]
        kept = [one.simulator.world.files[line.media].content for line in lines]
        assert kept == [b"\x89PNG una", b"\x89PNG una", b"\x89PNG dos"]


async def test_a_button_is_offered_pressed_and_let_rest() -> None:
    async with bench() as one:
        await _hello(one)
        await one.send(Text("¿Seguro?"), Options((Choice("si", "Sí"), Choice("no", "No"))))
        target = list(one.simulator.world.chat(one.bot, one.person.id).lines)[-1]
        query = one.simulator.press(one.bot, one.person, target, "si")
        await one.settle()
        came = one.product.events[-1]
        assert (came.kind, came.parts) == (InboundKind.POSTBACK, (Choice("si", "Sí"),))
        assert came.reply_to == f"{one.person.id}:{target}"
        assert one.simulator.world.answered == {query}


async def test_edits_reactions_blocking_and_coming_back_are_told() -> None:
    async with bench() as one:
        number = one.simulator.say(one.bot, one.person, "text", "Hola")
        one.simulator.edit(one.bot, one.person, number, "Hola, buenas")
        one.simulator.feel(one.bot, one.person, number, "👍")
        one.simulator.stop(one.bot, one.person, stopped=True)
        one.simulator.stop(one.bot, one.person, stopped=False)
        await one.settle()
        kinds = [InboundKind.MESSAGE, InboundKind.MESSAGE_EDITED, InboundKind.REACTION, InboundKind.OPT_OUT]
        assert sorted(one.product.kinds()) == sorted([*kinds, InboundKind.OPT_IN])


async def test_a_file_of_a_person_is_fetched_in_two_calls() -> None:
    async with bench() as one:
        media = one.simulator.world.keep(b"%PDF-1.7", "application/pdf", "boleta.pdf")
        one.simulator.say(one.bot, one.person, "document", media=media)
        await one.settle()
        part = one.product.events[0].parts[0]
        assert isinstance(part, Media)
        answer, calls = None, 0
        while (call := TELEGRAM.media(part.ref, one.product.account, answer)) is not None:
            got = await one.perform(call)
            assert isinstance(got, HttpAnswer)
            answer, calls = got, calls + 1
        assert answer is not None
        assert (answer.body, calls) == (b"%PDF-1.7", 2)


async def test_who_blocked_the_bot_and_who_never_wrote_cannot_be_written_to() -> None:
    async with bench() as one:
        never = await one.send(Text("Hola"))
        assert isinstance(never, Rejected)
        assert never.reason is RejectReason.PERMANENT
        await _hello(one)
        one.simulator.stop(one.bot, one.person, stopped=True)
        stopped = await one.send(Text("Hola"))
        assert isinstance(stopped, Rejected)
        assert (stopped.reason, stopped.code) == (RejectReason.OPT_OUT, "telegram_403")


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [(Fault.RATE_LIMIT, NotAccepted), (Fault.UNAVAILABLE, Unknown), (Fault.ERROR_AFTER, Unknown), (None, Accepted)],
)
async def test_a_bad_day_of_telegram_is_sorted(fault: Fault | None, outcome: type) -> None:
    async with bench() as one:
        await _hello(one)
        one.simulator.faults.order(fault)
        assert isinstance(await one.send(Text("Hola")), outcome)


def _answer(status: int, body: bytes) -> HttpAnswer:
    return HttpAnswer(status, {}, body)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(429, b'{"ok":false,"parameters":{"retry_after":17}}'),
         NotAccepted("telegram_429", timedelta(seconds=17))),
        (_answer(429, b"{}"), NotAccepted("telegram_429", timedelta(seconds=5))),
        (_answer(401, b'{"ok":false,"description":"Unauthorized"}'),
         Rejected(RejectReason.AUTH, "telegram_401", "Unauthorized")),
        (_answer(404, b'{"ok":false,"description":"Not Found"}'),
         Rejected(RejectReason.AUTH, "telegram_404", "Not Found")),
        (_answer(400, b'{"ok":false,"description":"Bad Request: chat not found"}'),
         Rejected(RejectReason.PERMANENT, "telegram_400", "Bad Request: chat not found")),
        (_answer(403, b'{"ok":false,"description":"Forbidden: user is deactivated"}'),
         Rejected(RejectReason.PERMANENT, "telegram_403", "Forbidden: user is deactivated")),
        (_answer(502, b"<html>"), Unknown("telegram_502")),
        (_answer(200, b"nada"), Unknown("no_id")),
        (_answer(200, b'{"ok":true,"result":true}'), Accepted("")),
        (TransportFailure("ReadTimeout", sent=True), Unknown("ReadTimeout")),
        (TransportFailure("ConnectError", sent=False), NotAccepted("ConnectError")),
    ],
)  # fmt: skip
def test_an_answer_is_one_of_four_outcomes(answer: HttpAnswer | TransportFailure, outcome: object) -> None:
    assert TELEGRAM.classify(answer) == outcome


async def test_checking_an_account_sets_where_updates_go_and_finds_all_well() -> None:
    async with bench(connected=False) as one:
        before = await one.findings(arranged=False)
        assert [(finding.check, finding.state) for finding in before][-1] == ("webhook", FindingState.BAD)
        assert {finding.state for finding in await one.findings()} == {FindingState.GOOD}
        assert (one.bot.callback_url, one.bot.secret_token) == (DOOR, BOT.secrets["secret_token"])
        await _hello(one)
        assert one.product.kinds() == [InboundKind.MESSAGE]


async def test_a_wrong_token_another_bot_and_a_plain_address_are_told() -> None:
    async with bench() as one:
        wrong = await one.findings(secrets={"bot_token": "1:otra"})
        other = await one.findings(external_id="otrobot")
        plain = await one.findings(hook="http://care.example/hooks/1")
        assert [(finding.check, finding.state) for finding in wrong] == [("bot", FindingState.BAD)]
        assert "@ayudabot" in other[-1].fact.es
        assert plain[0].check == "set_webhook"
        assert "HTTPS" in plain[0].fact.es


async def test_a_call_without_a_known_token_is_refused() -> None:
    async with bench() as one:
        answer = await one.wire.get(f"{SERVER}/bot1:x/getMe")
        assert (answer.status_code, answer.json()["error_code"]) == (401, 401)
        file = await one.wire.get(f"{SERVER}/file/bot1:x/nada")
        assert file.status_code == 401


async def test_the_page_plays_a_person() -> None:
    async with bench() as one:
        page = await one.wire.get("/telefono/")
        assert "talk.js" in page.text
        made = await one.wire.post("/telefono/api/people", json={"name": "Luis Paz"})
        person = made.json()["id"]
        said = {"business": "ayudabot", "person": person, "text": "¿Hay alguien?"}
        assert (await one.wire.post("/telefono/api/say", json=said)).status_code == 200
        await one.settle()
        state = (await one.wire.get("/telefono/api/state", params={"business": "ayudabot", "person": person})).json()
        assert [line["text"] for line in state["lines"]] == ["¿Hay alguien?"]
        assert one.product.events[-1].author_name == "Luis Paz"
        nowhere = await one.wire.post("/telefono/api/say", json={**said, "person": "0"})
        elsewhere = await one.wire.post("/telefono/api/say", json=said, headers={"origin": "https://otro.example"})
        assert (nowhere.status_code, elsewhere.status_code) == (422, 403)


async def test_what_telegram_keeps_no_more_is_said_so() -> None:
    async with bench() as one:
        call = TELEGRAM.media("no-existe", one.product.account, None)
        assert call is not None
        assert told(await one.perform(call))["description"] == "Bad Request: invalid file_id"
