"""Both sides of LINE: what we send arrives once, what people do comes, and what goes wrong is sorted."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from tests.rooms.channels.line.bench import DOOR, Bench, bench
from tests.rooms.channels.line.contract import answer_faults
from tests.rooms.channels.line.known import ACCOUNT, DESTINATION, LINE, PERSON, SPEC
from trato.rooms.channels.connecting import FindingState
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    HttpAnswer,
    InboundKind,
    Learned,
    Media,
    MediaKind,
    NotAccepted,
    NotTold,
    Options,
    Question,
    QuestionKind,
    Rejected,
    RejectReason,
    Text,
    TransportFailure,
    Unknown,
)
from trato.rooms.channels.simulators.meta.faults import Fault

pytestmark = pytest.mark.anyio
PHOTO = Media(MediaKind.IMAGE, "blob", mime="image/png", name="caja.png")
OTHER = UUID("018f6b1e-0000-7000-8000-0000000000fe")


def _ours(one: Bench) -> list[str]:
    return [line.text or line.link for line in one.chat.lines.values() if not line.mine]


async def test_a_person_writes_and_our_answer_stands_in_their_chat() -> None:
    async with bench() as one:
        await one.hello()
        assert one.product.kinds() == [InboundKind.OPT_IN, InboundKind.MESSAGE]
        outcome = await one.send(Text("Hola, Camila"), PHOTO)
        assert _ours(one) == ["Hola, Camila", "https://care.example/lent/blob"]
        assert outcome == Accepted(next(line.id for line in one.chat.lines.values() if not line.mine))


@pytest.mark.parametrize("fault", [Fault.ERROR_AFTER, None])
async def test_a_message_that_is_sent_again_stands_there_once_under_the_name_it_had(fault: Fault | None) -> None:
    async with bench() as one:
        await one.hello()
        one.simulator.faults.order(fault)
        first = await one.send(Text("Va en camino"))
        again = await one.send(Text("Va en camino"))
        assert isinstance(first, Unknown if fault else Accepted)
        assert isinstance(again, Accepted)
        assert again.provider_id in one.chat.lines
        assert _ours(one) == ["Va en camino"]
        await one.send(Text("Va en camino"), key=OTHER)
        assert _ours(one) == ["Va en camino", "Va en camino"]


async def test_a_message_of_several_calls_that_is_sent_again_is_not_doubled_in_any_of_them() -> None:
    async with bench() as one:
        await one.hello()
        parts = [Text(f"parte {n}") for n in range(7)]
        one.simulator.faults.order(None, Fault.UNAVAILABLE)
        await one.send(*parts)
        assert len(_ours(one)) == 5
        await one.send(*parts)
        assert _ours(one) == [f"parte {n}" for n in range(7)]


async def test_a_quick_reply_is_offered_and_pressed() -> None:
    async with bench() as one:
        await one.hello()
        await one.send(Text("¿Seguro?"), Options((Choice("si", "Sí"), Choice("no", "No"))))
        line = list(one.chat.lines.values())[-1]
        assert [title for title, _ in line.buttons] == ["Sí", "No"]
        one.simulator.press(one.account, one.person, line.id, line.buttons[0][1])
        await one.settle()
        came = one.product.events[-1]
        assert (came.kind, came.parts) == (InboundKind.POSTBACK, (Choice("si", "Sí"),))


async def test_edits_unsends_blocking_and_coming_back_are_told() -> None:
    async with bench() as one:
        number = one.simulator.say(one.account, one.person, "text", "Hola")
        one.simulator.edit(one.account, one.person, number, "Hola, buenas")
        one.simulator.unsend(one.account, one.person, number)
        one.simulator.block(one.account, one.person)
        one.simulator.follow(one.account, one.person)
        await one.settle()
        kinds = [
            InboundKind.OPT_IN, InboundKind.MESSAGE, InboundKind.MESSAGE_EDITED, InboundKind.MESSAGE_DELETED,
            InboundKind.OPT_OUT, InboundKind.OPT_IN,
        ]  # fmt: skip
        assert sorted(one.product.kinds()) == sorted(kinds)
        gone = [event.target for event in one.product.events if event.kind is InboundKind.MESSAGE_DELETED]
        assert gone == [number]


async def test_a_file_of_a_person_is_fetched_once_line_has_it_ready() -> None:
    async with bench() as one:
        media = one.simulator.world.keep(b"%PDF-1.7", "application/pdf", "boleta.pdf")
        number = one.simulator.say(one.account, one.person, "document", media=media)
        one.simulator.world.preparing[number] = 1
        await one.settle()
        part = next(event.parts[0] for event in one.product.events if event.parts)
        assert isinstance(part, Media)
        assert (part.media, part.name, part.size) == (MediaKind.DOCUMENT, "boleta.pdf", 8)
        call = LINE.media(part.ref, one.product.account, None)
        assert call is not None
        early, late = await one.perform(call), await one.perform(call)
        assert isinstance(early, HttpAnswer) and isinstance(late, HttpAnswer)
        assert (early.status, late.status, late.body) == (202, 200, b"%PDF-1.7")
        assert LINE.media(part.ref, one.product.account, late) is None


async def test_a_sticker_comes_as_its_picture() -> None:
    async with bench() as one:
        one.simulator.say(one.account, one.person, "sticker", "6325:10979904")
        await one.settle()
        part = one.product.events[-1].parts[0]
        assert isinstance(part, Media)
        call = LINE.media(part.ref, one.product.account, None)
        assert call is not None
        picture = await one.perform(call)
        assert isinstance(picture, HttpAnswer)
        assert picture.body.startswith(b"\x89PNG")


async def test_who_never_wrote_cannot_be_written_to_and_who_blocked_gets_nothing() -> None:
    async with bench() as one:
        never = await one.send(Text("Hola"))
        assert never == Rejected(RejectReason.PERMANENT, "line_400", "Failed to send messages")
        await one.hello()
        one.simulator.block(one.account, one.person)
        assert isinstance(await one.send(Text("Hola")), Accepted)  # LINE does not tell
        assert _ours(one) == []


async def test_the_months_messages_may_be_spent() -> None:
    async with bench() as one:
        await one.hello()
        one.account.used = one.account.quota
        spent = await one.send(Text("Hola"))
        assert isinstance(spent, Rejected)
        assert spent.code == "line_monthly_limit"
        found = {finding.check: finding.state for finding in await one.findings()}
        assert found["quota"] is FindingState.BAD


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [(Fault.RATE_LIMIT, NotAccepted), (Fault.UNAVAILABLE, Unknown), (Fault.ERROR_AFTER, Unknown), (None, Accepted)],
)
async def test_a_bad_day_of_line_is_sorted(fault: Fault | None, outcome: type) -> None:
    async with bench() as one:
        await one.hello()
        one.simulator.faults.order(fault)
        assert isinstance(await one.send(Text("Hola")), outcome)


def _answer(status: int, body: bytes = b"{}", **headers: str) -> HttpAnswer:
    return HttpAnswer(status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(200, b'{"sentMessages":[{"id":"461","quoteToken":"q"},{"id":"462"}]}'), Accepted("461")),
        (_answer(409, b'{"message":"x","sentMessages":[{"id":"461"}]}', x_line_accepted_request_id="r"),
         Accepted("461")),
        (_answer(409, b'{"message":"otra cosa"}'), Rejected(RejectReason.PERMANENT, "line_409", "otra cosa")),
        (_answer(429, retry_after="17"), NotAccepted("line_429", timedelta(seconds=17))),
        (_answer(429), NotAccepted("line_429", timedelta(seconds=10))),
        (_answer(429, b'{"message":"You have reached your monthly limit."}'),
         Rejected(RejectReason.PERMANENT, "line_monthly_limit", "You have reached your monthly limit.")),
        (_answer(401, b'{"message":"no"}'), Rejected(RejectReason.AUTH, "line_401", "no")),
        (_answer(403, b'{"message":"plan"}'), Rejected(RejectReason.AUTH, "line_403", "plan")),
        (_answer(400, b'{"message":"mal"}'), Rejected(RejectReason.PERMANENT, "line_400", "mal")),
        (_answer(502, b"<html>"), Unknown("line_502")),
        (_answer(408), Unknown("line_408")),
        (_answer(200, b"nada"), Unknown("no_id")),
        (TransportFailure("ReadTimeout", sent=True), Unknown("ReadTimeout")),
        (TransportFailure("ConnectError", sent=False), NotAccepted("ConnectError")),
    ],
)  # fmt: skip
def test_an_answer_is_one_of_four_outcomes(answer: HttpAnswer | TransportFailure, outcome: object) -> None:
    assert LINE.classify(answer) == outcome


async def test_a_name_is_told_of_who_wrote_and_of_nobody_else() -> None:
    async with bench() as one:
        question = Question(QuestionKind.PERSON, PERSON)
        ask = LINE.ask(question, one.product.account)
        before = LINE.answered(question, await one.perform(ask), one.product.account)
        await one.hello()
        after = LINE.answered(question, await one.perform(ask), one.product.account)
        assert (before, after) == (NotTold("line_404", final=True), Learned(name="Camila Rojas"))
        for silence in (TransportFailure("ReadTimeout", sent=True), _answer(503), _answer(429)):
            told = LINE.answered(question, silence, one.product.account)
            assert isinstance(told, NotTold) and not told.final


async def test_checking_an_account_sets_where_events_go_tries_it_and_finds_all_well() -> None:
    async with bench(connected=False) as one:
        before = await one.findings(arranged=False)
        assert [(finding.check, finding.state) for finding in before][-1] == ("webhook", FindingState.BAD)
        found = await one.findings()
        assert [(finding.check, finding.state) for finding in found] == [
            ("account", FindingState.GOOD), ("quota", FindingState.GOOD), ("webhook", FindingState.GOOD),
        ]  # fmt: skip
        assert one.account.callback_url == DOOR
        assert found[1].label.es == "Mensajes del mes: 0 de 500"
        assert one.product.events == []


async def test_a_wrong_token_another_id_a_wrong_secret_a_switch_and_a_plain_address_are_told() -> None:
    async with bench() as one:
        wrong = await one.findings(secrets={"access_token": "otra"})
        other = await one.findings(external_id="@pirca")
        plain = await one.findings(hook="http://care.example/hooks/1")
        assert [(finding.check, finding.state) for finding in wrong] == [("account", FindingState.BAD)]
        assert DESTINATION in other[-1].fact.es
        assert plain[0].check == "set_webhook"
        one.account.secret = "otro"
        secret = await one.findings()
        assert (secret[-1].state, "Basic settings" in secret[-1].remedy.es) == (FindingState.BAD, True)
        one.account.active = False
        off = await one.findings()
        assert "Use webhook" in off[-1].remedy.es


async def test_the_page_plays_a_person() -> None:
    async with bench() as one:
        page = await one.wire.get("/telefono/")
        assert "talk.js" in page.text
        made = await one.wire.post("/telefono/api/people", json={"name": "Luis Paz"})
        person = made.json()["id"]
        said = {"business": DESTINATION, "person": person, "text": "¿Hay alguien?"}
        assert (await one.wire.post("/telefono/api/say", json=said)).status_code == 200
        await one.settle()
        query = {"business": DESTINATION, "person": person}
        state = (await one.wire.get("/telefono/api/state", params=query)).json()
        assert [line["text"] for line in state["lines"]] == ["¿Hay alguien?"]
        assert one.product.events[-1].author[0].value == person
        nowhere = await one.wire.post("/telefono/api/say", json={**said, "person": "0"})
        feeling = await one.wire.post("/telefono/api/feel", json={**query, "target": "1", "emoji": "👍"})
        assert (nowhere.status_code, feeling.status_code) == (422, 422)


@pytest.mark.skipif(not SPEC.exists(), reason=f"no contract in {SPEC}")
async def test_what_the_stand_in_answers_is_what_the_published_contract_says() -> None:
    async with bench() as one:
        await one.hello()
        head = {"Authorization": f"Bearer {ACCOUNT.secrets['access_token']}"}
        body = {"to": PERSON, "messages": [{"type": "text", "text": "a"}]}
        again = {**head, "X-Line-Retry-Key": str(OTHER)}
        calls = [
            ("get", "/v2/bot/info", "/v2/bot/info", {}, None),
            ("get", "/v2/bot/profile/{userId}", f"/v2/bot/profile/{PERSON}", {}, None),
            ("get", "/v2/bot/message/quota", "/v2/bot/message/quota", {}, None),
            ("get", "/v2/bot/message/quota/consumption", "/v2/bot/message/quota/consumption", {}, None),
            ("get", "/v2/bot/channel/webhook/endpoint", "/v2/bot/channel/webhook/endpoint", {}, None),
            ("post", "/v2/bot/channel/webhook/test", "/v2/bot/channel/webhook/test", {}, {}),
            ("post", "/v2/bot/message/push", "/v2/bot/message/push", again, body),
            ("post", "/v2/bot/message/push", "/v2/bot/message/push", again, body),
            ("post", "/v2/bot/message/push", "/v2/bot/message/push", {}, {"to": PERSON, "messages": []}),
        ]
        statuses = []
        for method, path, url, more, sent in calls:
            answer = await one.wire.request(method, url, headers=head | more, json=sent)
            statuses.append(answer.status_code)
            assert answer_faults(method, path, answer.status_code, answer.json()) == []
        assert statuses == [200, 200, 200, 200, 200, 200, 200, 409, 400]
