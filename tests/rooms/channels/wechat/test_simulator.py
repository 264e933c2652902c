"""Both sides of WeChat: what we send arrives, what people do comes, and what goes wrong is sorted."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest

from tests.rooms.channels.wechat.bench import Bench, bench
from tests.rooms.channels.wechat.known import AES_KEY, APP_ID, PERSON, WECHAT
from trato.rooms.channels.connecting import FindingState
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    HttpAnswer,
    InboundKind,
    Learned,
    Media,
    MediaKind,
    NoFile,
    NotAccepted,
    NotTold,
    Options,
    Question,
    QuestionKind,
    Rejected,
    RejectReason,
    SendOutcome,
    Text,
    TransportFailure,
    Unknown,
    Unsupported,
)
from trato.rooms.channels.service.granting import Grants
from trato.rooms.channels.simulators.meta.faults import Fault

pytestmark = pytest.mark.anyio
PHOTO = Media(MediaKind.IMAGE, "blob", mime="image/png", name="caja.png")


@pytest.mark.parametrize("sealed", [True, False])
async def test_a_person_writes_and_our_answer_stands_in_their_chat(sealed: bool) -> None:
    async with bench(sealed=sealed) as one:
        await one.hello()
        assert sorted(one.product.kinds()) == [InboundKind.MESSAGE, InboundKind.OPT_IN]
        assert all((b"<Encrypt>" in raw) is sealed for raw in one.product.raws)
        assert (one.product.refused, one.simulator.courier.broken) == (0, 0)
        outcome = await one.send(Text("Hola, Camila"), PHOTO)
        assert one.ours == ["Hola, Camila", "image"]
        assert outcome == Accepted("018f6b1e-0000-7000-8000-0000000000ff")
        brought = next(line.media for line in one.chat.lines.values() if line.kind == "image")
        assert one.simulator.world.files[brought].content == b"contents of blob"


async def test_whoever_knows_neither_token_nor_key_brings_nothing() -> None:
    async with bench() as one:
        one.account.token = "0tro"
        await one.hello_refused()
        one.account.token, one.account.aes_key = "T0kenDePirca", AES_KEY[::-1]
        await one.hello_refused()
        assert one.product.events == []


async def test_an_answer_that_wechat_does_not_wait_for_is_seen_as_a_broken_service() -> None:
    async with bench() as one:
        one.product.says = "ok"
        await one.hello()
        assert one.simulator.courier.broken == 2


async def test_the_token_is_asked_for_once_by_each_worker_and_none_takes_it_from_another() -> None:
    async with bench() as one:
        one.account.most = 20
        await one.hello()
        assert one.account.asked == 0
        sent = await asyncio.gather(*(one.send(Text(f"n.º {n}")) for n in range(8)))
        assert all(isinstance(outcome, Accepted) for outcome in sent)
        assert one.account.asked == 1
        other = Grants()  # of another worker
        one.carrier.grants, mine = other, one.carrier.grants
        assert isinstance(await one.send(Text("de otro")), Accepted)
        one.carrier.grants = mine
        assert isinstance(await one.send(Text("mío")), Accepted)
        assert one.account.asked == 2
        assert len(one.ours) == 10


async def test_a_token_that_ended_is_had_anew_once_and_the_message_is_sent_once() -> None:
    async with bench() as one:
        await one.hello()
        await one.send(Text("Uno"))
        one.simulator.end_token(one.account)
        assert isinstance(await one.send(Text("Dos")), Accepted)
        assert (one.account.asked, one.ours) == (2, ["Uno", "Dos"])


async def test_a_secret_that_was_changed_at_wechats_breaks_the_account_and_is_not_tried_for_ever() -> None:
    async with bench() as one:
        await one.hello()
        await one.send(Text("Uno"))
        one.account.secret = "otro"
        one.simulator.end_token(one.account)
        outcome = await one.send(Text("Dos"))
        assert outcome == Rejected(RejectReason.AUTH, "wechat_40125", "invalid appsecret")
        assert one.ours == ["Uno"]


async def test_a_server_that_the_account_does_not_list_is_told() -> None:
    async with bench() as one:
        await one.hello()
        one.account.address_listed = False
        outcome = await one.send(Text("Hola"))
        assert isinstance(outcome, Rejected) and outcome.reason is RejectReason.AUTH
        assert "not in whitelist" in outcome.text
        found = await one.findings()
        assert "203.0.113.7" in found[-1].fact.es


async def test_a_menu_is_offered_and_what_is_chosen_comes_back() -> None:
    async with bench() as one:
        await one.hello()
        await one.send(Text("¿Seguro?"), Options((Choice("si", "Sí"), Choice("no", "No"))))
        line = list(one.chat.lines.values())[-1]
        assert line.buttons == [("Sí", "si"), ("No", "no")]
        one.simulator.press(one.account, one.person, line.id, "si")
        await one.settle()
        came = one.product.events[-1]
        assert (came.kind, came.parts) == (InboundKind.POSTBACK, (Choice("si", "Sí"),))


async def test_clicks_scans_leaving_and_coming_back_are_told() -> None:
    async with bench() as one:
        one.simulator.follow(one.account, one.person)
        one.simulator.click(one.account, one.person, "HORARIOS")
        one.simulator.scan(one.account, one.person, "caja_3")
        one.simulator.leave(one.account, one.person)
        await one.settle()
        kinds = [InboundKind.OPT_IN, InboundKind.POSTBACK, InboundKind.CONTEXT, InboundKind.OPT_OUT]
        assert sorted(one.product.kinds()) == sorted(kinds)


async def _fetched(one: Bench, ref: str) -> HttpAnswer:
    """Fetch a file as the worker does."""
    fetched: list[HttpAnswer] = []
    call = WECHAT.media(ref, one.product.account, None)
    while call is not None:
        answer = await one.perform(call)
        assert isinstance(answer, HttpAnswer)
        fetched.append(answer)
        call = WECHAT.media(ref, one.product.account, answer)
    return fetched[-1]


@pytest.mark.parametrize(
    ("kind", "mime", "ours"),
    [
        ("image", "image/png", MediaKind.IMAGE),
        ("voice", "audio/amr", MediaKind.VOICE),
        ("video", "video/mp4", MediaKind.VIDEO),
    ],
)
async def test_a_file_is_fetched_also_where_it_lies_elsewhere(kind: str, mime: str, ours: MediaKind) -> None:
    async with bench() as one:
        media = one.simulator.world.keep(b"\x00bytes", mime)
        one.simulator.say(one.account, one.person, kind, media=media)
        await one.settle()
        part = next(event.parts[0] for event in one.product.events if event.parts)
        assert isinstance(part, Media) and part.media is ours
        assert (await _fetched(one, part.ref)).body == b"\x00bytes"


async def test_a_file_that_wechat_keeps_no_more_is_not_mistaken_for_its_refusal() -> None:
    async with bench() as one:
        with pytest.raises(NoFile) as none:
            await _fetched(one, "content:de-hace-una-semana")
        assert (none.value.code, none.value.final) == ("wechat_40007", True)
        busy = HttpAnswer(200, {"content-type": "application/json"}, b'{"errcode":-1,"errmsg":"system error"}')
        with pytest.raises(NoFile) as none:
            WECHAT.media("content:1", one.product.account, busy)
        assert not none.value.final


async def test_a_document_comes_as_something_that_cannot_be_shown() -> None:
    async with bench() as one:
        media = one.simulator.world.keep(b"%PDF-1.7", "application/pdf", "boleta.pdf")
        one.simulator.say(one.account, one.person, "document", media=media)
        await one.settle()
        came = one.product.events[-1]
        assert (came.kind, came.parts) == (InboundKind.UNSUPPORTED, (Unsupported("file"),))
        assert came.detail == {"title": "boleta.pdf", "size": "8"}


async def test_after_48_hours_and_after_five_messages_wechat_refuses() -> None:
    async with bench() as one:
        await one.hello()
        one.chat.did = None
        for n in range(5):
            assert isinstance(await one.send(Text(f"{n}")), Accepted)
        sixth = await one.send(Text("5"))
        assert sixth == Rejected(RejectReason.PERMANENT, "answers_spent", "out of response count limit")
        await one.hello()
        one.chat.did = None
        assert isinstance(await one.send(Text("6")), Accepted)
        one.simulator.pass_time(one.account, one.person, timedelta(hours=48))
        late = await one.send(Text("7"))
        assert isinstance(late, Rejected)
        assert (late.reason, late.code) == (RejectReason.WINDOW, "wechat_45015")


async def test_after_a_click_three_messages_may_leave_within_a_minute() -> None:
    async with bench() as one:
        one.simulator.follow(one.account, one.person)
        one.simulator.click(one.account, one.person, "HORARIOS")
        sent = [await one.send(Text(f"{n}")) for n in range(4)]
        assert [isinstance(outcome, Accepted) for outcome in sent] == [True, True, True, False]


async def test_an_account_that_is_not_verified_hears_and_does_not_speak() -> None:
    async with bench() as one:
        one.account.verified = False
        await one.hello()
        outcome = await one.send(Text("Hola"))
        assert isinstance(outcome, Rejected)
        assert (outcome.reason, outcome.code) == (RejectReason.AUTH, "wechat_48001")
        found = {finding.check: finding.state for finding in await one.findings()}
        assert found["quota"] is FindingState.BAD


async def test_the_days_messages_may_be_spent_and_then_the_account_waits() -> None:
    async with bench() as one:
        await one.hello()
        one.account.used = one.account.quota
        spent = await one.send(Text("Hola"))
        assert spent == NotAccepted("wechat_45009", timedelta(hours=1), pauses_account=True)
        found = {finding.check: finding.state for finding in await one.findings()}
        assert found["quota"] is FindingState.BAD


@pytest.mark.parametrize(
    ("fault", "outcome", "shown"),
    [
        (Fault.RATE_LIMIT, NotAccepted("wechat_45011", timedelta(minutes=1), pauses_account=True), 0),
        (Fault.UNAVAILABLE, NotAccepted("wechat_-1", timedelta(seconds=5)), 0),
        (Fault.ERROR_AFTER, Unknown("wechat_http_502"), 1),
    ],
)
async def test_a_bad_day_of_wechat_is_sorted(fault: Fault, outcome: SendOutcome, shown: int) -> None:
    async with bench() as one:
        await one.hello()
        one.simulator.faults.order(fault)
        assert await one.send(Text("Hola")) == outcome
        assert len(one.ours) == shown


async def test_a_picture_that_did_not_reach_wechat_leaves_no_doubt_about_its_message() -> None:
    async with bench() as one:
        await one.hello()

        def lost(_: httpx.Request) -> httpx.Response:
            raise httpx.ReadTimeout("silence")

        await one.send(Text("para tener el token"))
        whole = one.carrier.http
        async with httpx.AsyncClient(transport=httpx.MockTransport(lost)) as silent:
            one.carrier.http = silent
            assert await one.send(PHOTO) == NotAccepted("ReadTimeout")
            assert await one.send(Text("Hola")) == Unknown("ReadTimeout")
        one.carrier.http = whole
        assert await one.send(PHOTO) == Accepted("018f6b1e-0000-7000-8000-0000000000ff")


def _answer(status: int, body: bytes = b"{}") -> HttpAnswer:
    return HttpAnswer(status, {}, body)


def _error(code: int) -> HttpAnswer:
    return _answer(200, b'{"errcode":%d,"errmsg":"no"}' % code)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_answer(200, b'{"errcode":0,"errmsg":"ok"}'), Accepted("")),
        *[(_error(code), Rejected(RejectReason.AUTH, f"wechat_{code}", "no"))
          for code in (40001, 42001, 40013, 40125, 40164, 48001, 48004, 50002)],
        (_error(45015), Rejected(RejectReason.WINDOW, "wechat_45015", "no")),
        (_error(45047), Rejected(RejectReason.PERMANENT, "answers_spent", "no")),
        *[(_error(code), Rejected(RejectReason.OPT_OUT, f"wechat_{code}", "no")) for code in (43004, 48002)],
        *[(_error(code), Rejected(RejectReason.PERMANENT, f"wechat_{code}", "no"))
          for code in (40003, 40007, 45002, 47001)],
        (_error(-1), NotAccepted("wechat_-1", timedelta(seconds=5))),
        (_answer(200, b"nada"), Unknown("no_errcode")),
        (_answer(200, b'{"errcode":"0"}'), Unknown("no_errcode")),
        (_answer(502, b"<html>"), Unknown("wechat_http_502")),
        (_answer(408), Unknown("wechat_http_408")),
        (_answer(404), Rejected(RejectReason.PERMANENT, "wechat_http_404")),
        (HttpAnswer(429, {"retry-after": "17"}, b""), NotAccepted("wechat_http_429", timedelta(seconds=17))),
        (TransportFailure("ReadTimeout", sent=True), Unknown("ReadTimeout")),
        (TransportFailure("ConnectError", sent=False), NotAccepted("ConnectError")),
    ],
)  # fmt: skip
def test_an_answer_is_one_of_four_outcomes(answer: HttpAnswer | TransportFailure, outcome: object) -> None:
    assert WECHAT.classify(answer) == outcome


async def test_the_name_that_the_business_gave_is_told_and_of_others_none() -> None:
    async with bench() as one:
        question = Question(QuestionKind.PERSON, PERSON)
        ask = WECHAT.ask(question, one.product.account)

        async def told() -> Learned | NotTold:
            return WECHAT.answered(question, await one.perform(ask), one.product.account)

        await one.hello()
        nameless = await told()
        one.chat.remark = "Camila, mayorista"
        assert (nameless, await told()) == (NotTold("wechat_nameless", final=True), Learned(name="Camila, mayorista"))
        for silence in (TransportFailure("ReadTimeout", sent=True), _answer(503), _error(-1)):
            again = WECHAT.answered(question, silence, one.product.account)
            assert isinstance(again, NotTold) and not again.final
        nobody = WECHAT.answered(question, _error(40003), one.product.account)
        assert isinstance(nobody, NotTold) and nobody.final


async def test_an_account_that_is_right_is_found_right() -> None:
    async with bench() as one:
        found = await one.findings()
        assert [(finding.check, finding.state) for finding in found] == [
            (check, FindingState.GOOD) for check in ("sealed", "account", "quota", "webhook")
        ]
        assert found[2].label.es == "Mensajes de hoy: 0 de 500000"
        assert one.product.events == []
        assert [finding.check for finding in await one.findings(hook="")] == ["sealed", "account", "quota"]


async def test_what_is_wrong_with_an_account_is_told_with_its_remedy() -> None:
    async with bench(connected=False) as one:
        secrets = dict(one.product.account.secrets)
        nowhere = await one.findings()
        assert (nowhere[-1].check, nowhere[-1].state) == ("webhook", FindingState.BAD)
        for changes, word in (
            ({"external_id": "wxffffffffffffffff"}, "AppID"),
            ({"secrets": {**secrets, "app_secret": "otro"}}, "AppSecret"),
        ):
            found = await one.findings(**changes)
            assert (found[-1].check, found[-1].state, word in found[-1].fact.es) == ("account", FindingState.BAD, True)
        strange = {**secrets, "aes_key": "corta", "token": "con-guion"}
        found = await one.findings(secrets=strange)
        assert [(one.check, one.state) for one in found[:2]] == [
            ("token", FindingState.BAD), ("sealed", FindingState.BAD),
        ]  # fmt: skip
        await one.wire.aclose()


async def test_the_page_plays_a_person() -> None:
    async with bench() as one:
        page = await one.wire.get("/telefono/")
        assert "talk.js" in page.text
        made = await one.wire.post("/telefono/api/people", json={"name": "Luis Paz"})
        person = made.json()["id"]
        said = {"business": APP_ID, "person": person, "text": "¿Hay alguien?"}
        assert (await one.wire.post("/telefono/api/say", json=said)).status_code == 200
        await one.settle()
        query = {"business": APP_ID, "person": person}
        state = (await one.wire.get("/telefono/api/state", params=query)).json()
        assert [line["text"] for line in state["lines"]] == ["¿Hay alguien?"]
        assert {event.author[0].value for event in one.product.events} == {person}
        assert (await one.wire.post("/telefono/api/stop", json={**query, "stopped": True})).status_code == 200
        assert (await one.wire.get("/telefono/api/state", params=query)).json()["stopped"]
        nowhere = await one.wire.post("/telefono/api/say", json={**said, "person": "0"})
        feeling = await one.wire.post("/telefono/api/feel", json={**query, "target": "1", "emoji": "👍"})
        assert (nowhere.status_code, feeling.status_code) == (422, 422)
