"""Both sides of VK: what we send arrives once, what people do comes, and what goes wrong is sorted."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any
from uuid import UUID

import msgspec
import pytest

from tests.rooms.channels.vk.bench import DOOR, KEY, SERVER, Bench, bench
from tests.rooms.channels.vk.contract import faults_of_event
from tests.rooms.channels.vk.known import ACCOUNT, ADAPTER, CAPS, RECEIVED, SCHEMA, SECRET
from trato.rooms.channels.connecting import FindingState
from trato.rooms.channels.model import (
    Accepted,
    Choice,
    ConversationFacts,
    HttpAnswer,
    InboundKind,
    Learned,
    Media,
    Moderation,
    ModerationOrder,
    NotAccepted,
    NotTold,
    Options,
    OutboundMessage,
    Question,
    QuestionKind,
    Rejected,
    RejectReason,
    Surface,
    Text,
    TransportFailure,
    Unknown,
)
from trato.rooms.channels.simulators.meta.faults import Fault

pytestmark = pytest.mark.anyio
COMMENT: dict[str, Any] = {"surface": Surface.PUBLIC_COMMENT}
PUBLICLY = ConversationFacts(surface=Surface.PUBLIC_COMMENT)


async def _hello(one: Bench) -> None:
    one.simulator.say(one.group, one.person, "text", "Hola")
    await one.settle()


async def test_a_person_writes_and_our_answer_stands_in_their_chat_quoting_them_and_comes_back_as_ours() -> None:
    async with bench() as one:
        await _hello(one)
        outcome = await one.send(Text("Hola, Camila"), reply_to=one.product.events[0].provider_id)
        await one.settle()
        hers, ours = one.simulator.world.chat(one.group, one.person.id).lines.values()
        assert (ours.text, ours.reply_to) == ("Hola, Camila", hers.id)
        assert outcome == Accepted(f"100172:{ours.id}")
        echo = one.product.events[-1]
        assert (echo.kind, echo.provider_id, echo.detail) == (
            InboundKind.RECEIPT, f"100172:{ours.id}", {"our_key": str(KEY)},
        )  # fmt: skip


async def test_what_is_sent_twice_stands_once() -> None:
    async with bench() as one:
        await _hello(one)
        comment = one.simulator.wall.comment(one.group, one.person, one.post.id, "¿Hay en rojo?")
        thread = f"wall-123456_10:{comment}"
        assert await one.send(Text("a" * 9000 + "\n\nfin")) == await one.send(Text("a" * 9000 + "\n\nfin"))
        public = [await one.send(Text("Sí"), thread_key=thread, **COMMENT) for _ in range(2)]
        assert public[0] == public[1]
        lines = [line.text for line in one.simulator.world.chat(one.group, one.person.id).lines.values()][1:]
        assert lines == ["a" * 9000, "fin"]
        assert [one.text for one in one.post.comments.values()] == ["¿Hay en rojo?", "Sí"]


async def test_a_button_is_offered_and_pressed_and_too_many_are_a_numbered_text() -> None:
    async with bench() as one:
        await _hello(one)
        await one.send(Text("¿Seguro?"), Options((Choice("si", "Sí"), Choice("no", "No"))))
        chat = one.simulator.world.chat(one.group, one.person.id)
        target = list(chat.lines)[-1]
        one.simulator.press(one.group, one.person, target, chat.lines[target].buttons[0][1])
        await one.settle()
        came = one.product.events[-1]
        assert (came.kind, came.parts) == (InboundKind.MESSAGE, (Choice("si", "Sí"),))
        await one.send(Text("¿Cuál?"), Options(tuple(Choice(str(n), f"Olla {n}") for n in range(11))), key=UUID(int=8))
        assert list(chat.lines.values())[-1].text.endswith("11. Olla 10")
        await one.send(Text("¿Cuál?"), Options((Choice("a", "x" * 41),)), key=UUID(int=9))
        last = list(chat.lines.values())[-1]
        assert (last.text, last.buttons) == (f"¿Cuál?\n\n1. {'x' * 41}", [])


async def test_edits_and_who_forbids_and_lets_write_are_told() -> None:
    async with bench() as one:
        number = one.simulator.say(one.group, one.person, "text", "Hola")
        one.simulator.edit(one.group, one.person, number, "Hola, buenas")
        one.simulator.stop(one.group, one.person, stopped=True)
        await one.settle()
        refused = await one.send(Text("Hola"))
        assert isinstance(refused, Rejected)
        assert (refused.reason, refused.code) == (RejectReason.PERMANENT, "vk_901")
        one.simulator.stop(one.group, one.person, stopped=False)
        await one.settle()
        kinds = [InboundKind.MESSAGE, InboundKind.MESSAGE_EDITED, InboundKind.OPT_OUT, InboundKind.OPT_IN]
        assert sorted(one.product.kinds()) == sorted(kinds)


async def test_a_comment_is_answered_in_its_thread_changed_deleted_and_brought_back() -> None:
    async with bench() as one:
        wall = one.simulator.wall
        number = wall.comment(one.group, one.person, one.post.id, "¿Hay en rojo?")
        await one.settle()
        came = one.product.events[0]
        outcome = await one.send(Text("Sí"), thread_key=came.thread_key, answers=came.provider_id, **COMMENT)
        await one.settle()
        echo = one.product.events[1]
        said = list(one.post.comments.values())[-1]
        assert (said.author, said.root, said.above) == (one.group.owner, number, number)
        assert (echo.thread_key, echo.reply_to) == (came.thread_key, came.provider_id)
        assert outcome == Accepted(str(said.id))
        call = ADAPTER.render(_answer(came.thread_key), one.product.account, CAPS)[0]
        assert f"{getattr(call, 'below', '')}:{said.id}" == echo.provider_id
        wall.edit(one.group, one.person, one.post.id, number, "¿Hay en azul?")
        order = ModerationOrder(Moderation.DELETE, came.provider_id)
        for _ in range(2):  # what is gone is deleted
            deleted = ADAPTER.moderated(order, await one.perform(ADAPTER.moderate(order, one.product.account)))
            assert deleted == Accepted("")
        wall.restore(one.group, one.post.id, number)
        await one.settle()
        kinds = {InboundKind.COMMENT_EDITED, InboundKind.COMMENT_REMOVED, InboundKind.COMMENT_SHOWN}
        assert {one.kind for one in one.product.events[2:]} == kinds
        assert {one.target for one in one.product.events[2:]} == {came.provider_id}


def _answer(thread: str) -> OutboundMessage:
    return OutboundMessage(KEY, (), (Text("Sí"),), thread_key=thread, surface=Surface.PUBLIC_COMMENT)


async def test_somebody_elses_post_is_answered_below_it_and_deleted_as_a_post() -> None:
    async with bench() as one:
        post = one.simulator.wall.post(one.group, one.person.id, "Nunca llegó")
        await one.settle()
        came = one.product.events[0]
        assert isinstance(await one.send(Text("Lo vemos"), thread_key=came.thread_key, **COMMENT), Accepted)
        assert [comment.above for comment in post.comments.values()] == [0]
        order = ModerationOrder(Moderation.DELETE, came.provider_id)
        await one.perform(ADAPTER.moderate(order, one.product.account))
        assert post.id not in one.simulator.world.posts


def test_only_a_persons_token_deletes_and_nothing_is_hidden() -> None:
    assert ADAPTER.capabilities(ACCOUNT, PUBLICLY, RECEIVED).moderation == {Moderation.DELETE}
    without = msgspec.structs.replace(ACCOUNT, secrets={"access_token": "x", "secret": "y"})
    assert ADAPTER.capabilities(without, PUBLICLY, RECEIVED).moderation == frozenset()
    assert ADAPTER.capabilities(ACCOUNT, ConversationFacts(), RECEIVED).moderation == frozenset()
    with pytest.raises(ValueError, match="deleted"):
        ADAPTER.moderate(ModerationOrder(Moderation.HIDE, "wall-1_2:3"), ACCOUNT)


async def test_a_name_and_a_post_are_told_when_they_are_asked() -> None:
    async with bench() as one:
        await _hello(one)
        question = ADAPTER.leaves_open(one.product.events[0])
        assert question == Question(QuestionKind.PERSON, "100172")
        answer = await one.perform(ADAPTER.ask(question, one.product.account))
        assert ADAPTER.answered(question, answer, one.product.account) == Learned(name="Camila Rojas")
        asked = await one.perform(ADAPTER.post("wall-123456_10", one.product.account))
        assert isinstance(asked, HttpAnswer)
        post = ADAPTER.posted(asked)
        assert post is not None
        assert (post.text, post.url) == ("Llegaron las ollas", "https://vk.com/wall-123456_10")
        secrets = {**ACCOUNT.secrets, "user_token": ""}
        bare = msgspec.structs.replace(one.product.account, secrets=secrets)
        refused = await one.perform(ADAPTER.post("wall-123456_10", bare))
        assert isinstance(refused, HttpAnswer)
        assert ADAPTER.posted(refused) is None


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (b'{"error":{"error_code":6}}', NotTold("vk_6", final=False, wait=timedelta(seconds=1))),
        (b'{"error":{"error_code":113}}', NotTold("vk_113", final=True)),
        (b'{"response":[]}', Learned(name="")),
    ],
)
def test_a_name_that_is_not_told_is_asked_again_or_never(body: bytes, told: object) -> None:
    question = Question(QuestionKind.PERSON, "1")
    assert ADAPTER.answered(question, HttpAnswer(200, {}, body), ACCOUNT) == told
    assert ADAPTER.answered(question, TransportFailure("x", sent=True), ACCOUNT) == NotTold("silence", final=False)


async def test_a_file_of_a_person_is_fetched_from_where_it_lies() -> None:
    async with bench() as one:
        media = one.simulator.world.keep(b"%PDF-1.7", "application/pdf", "boleta.pdf")
        for kind in ("document", "image", "voice", "location"):
            one.simulator.say(one.group, one.person, kind, media=media)
        await one.settle()
        part = one.product.events[0].parts[0]
        assert isinstance(part, Media)
        call = ADAPTER.media(part.ref, one.product.account, None)
        assert call is not None
        got = await one.perform(call)
        assert isinstance(got, HttpAnswer)
        assert (got.body, ADAPTER.media(part.ref, one.product.account, got)) == (b"%PDF-1.7", None)


@pytest.mark.skipif(not SCHEMA.exists(), reason=f"no published contract in {SCHEMA}")
async def test_what_the_stand_in_brings_is_what_vk_publishes() -> None:
    async with bench() as one:
        media = one.simulator.world.keep(b"\x89PNG", "image/png", "caja.png")
        number = one.simulator.say(one.group, one.person, "text", "Hola")
        for kind in ("image", "voice", "document", "location"):
            one.simulator.say(one.group, one.person, kind, media=media, reply_to=number)
        one.simulator.edit(one.group, one.person, number, "Hola, buenas")
        await one.send(Text("¿Sí?"), Options((Choice("si", "Sí"),)))
        comment = one.simulator.wall.comment(one.group, one.person, one.post.id, "¿Hay?")
        one.simulator.wall.comment(one.group, one.person, one.post.id, "¿Y en azul?", comment)
        one.simulator.wall.edit(one.group, one.person, one.post.id, comment, "¿Tienen?")
        one.simulator.wall.delete(one.group, one.post.id, comment)
        one.simulator.wall.restore(one.group, one.post.id, comment)
        one.simulator.wall.post(one.group, one.person.id, "Nunca llegó")
        one.simulator.stop(one.group, one.person, stopped=True)
        one.simulator.stop(one.group, one.person, stopped=False)
        await one.settle()
        bodies = [json.loads(raw) for raw in one.product.bodies]
        assert len({body["type"] for body in bodies}) >= 10
        assert [wrong for body in bodies for wrong in faults_of_event(body)] == []


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [(Fault.RATE_LIMIT, NotAccepted), (Fault.UNAVAILABLE, Unknown), (Fault.ERROR_AFTER, Unknown), (None, Accepted)],
)
async def test_a_bad_day_of_vk_is_sorted(fault: Fault | None, outcome: type) -> None:
    async with bench() as one:
        await _hello(one)
        one.simulator.faults.order(fault)
        assert isinstance(await one.send(Text("Hola")), outcome)


def _error(number: int) -> HttpAnswer:
    return HttpAnswer(200, {}, json.dumps({"error": {"error_code": number, "error_msg": "m"}}).encode())


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (_error(6), NotAccepted("vk_6", timedelta(seconds=1))),
        (_error(9), NotAccepted("vk_9", timedelta(minutes=1))),
        (_error(29), NotAccepted("vk_29", timedelta(hours=1), pauses_account=True)),
        *[(_error(n), Unknown(f"vk_{n}")) for n in (1, 10)],
        *[(_error(n), Rejected(RejectReason.AUTH, f"vk_{n}", "m")) for n in (5, 14, 17, 27, 28, 1117)],
        *[(_error(n), Rejected(RejectReason.PERMANENT, f"vk_{n}", "m")) for n in (900, 901, 902, 914, 917, 100, 211)],
        (HttpAnswer(200, {}, b'{"response":[{"peer_id":5,"error":{"code":901,"description":"m"}}]}'),
         Rejected(RejectReason.PERMANENT, "vk_901", "m")),
        (HttpAnswer(502, {}, b"<html>"), Unknown("vk_http_502")),
        (HttpAnswer(429, {"Retry-After": "7"}, b""), NotAccepted("vk_http_429", timedelta(seconds=7))),
        (HttpAnswer(403, {}, b""), Rejected(RejectReason.PERMANENT, "vk_http_403")),
        (HttpAnswer(200, {}, b"nada"), Unknown("no_id")),
        (HttpAnswer(200, {}, b'{"response":1}'), Accepted("")),
        (TransportFailure("ReadTimeout", sent=True), Unknown("ReadTimeout")),
        (TransportFailure("ConnectError", sent=False), NotAccepted("ConnectError")),
    ],
)  # fmt: skip
def test_an_answer_is_one_of_four_outcomes(answer: HttpAnswer | TransportFailure, outcome: object) -> None:
    assert ADAPTER.classify(answer) == outcome


async def test_checking_an_account_sets_where_events_go_and_finds_all_well() -> None:
    async with bench(connected=False) as one:
        before = await one.findings(arranged=False)
        assert [(finding.check, finding.state) for finding in before][-1] == ("webhook", FindingState.BAD)
        for _ in range(2):
            assert {finding.state for finding in await one.findings()} == {FindingState.GOOD}
        (server,) = one.group.servers.values()
        assert (server.url, server.secret, server.status) == (DOOR, SECRET, "ok")
        await _hello(one)
        assert one.product.kinds() == [InboundKind.MESSAGE]


async def test_what_is_wrong_with_an_account_is_told() -> None:
    async with bench(connected=False) as one:
        wrong = await one.findings(secrets={"access_token": "otra"})
        other = await one.findings(settings={"api_base": SERVER, "confirmation": "otra"})
        plain = await one.findings(hook="http://care.example/hooks/1")
        one.group.captcha = True
        stopped = await one.findings()
        assert [(finding.check, finding.state) for finding in wrong] == [("token", FindingState.BAD)]
        assert any(one.group.code in finding.fact.es for finding in other)
        assert plain[0].check == "set_webhook"
        assert [(finding.check, finding.state) for finding in stopped] == [("token", FindingState.BAD)]
        assert "14" in stopped[0].fact.es


async def test_an_address_that_does_not_pass_the_check_and_kinds_that_are_off_are_told() -> None:
    async with bench() as one:
        (server,) = one.group.servers.values()
        server.told.discard("wall_reply_new")
        found = {finding.check: finding for finding in await one.findings(arranged=False)}
        assert "wall_reply_new" in found["events"].fact.es
        for status, state in (("failed", FindingState.BAD), ("wait", FindingState.UNKNOWN)):
            server.status = status
            found = {finding.check: finding for finding in await one.findings(arranged=False)}
            assert found["webhook"].state is state
        server.status = "failed"
        assert {finding.state for finding in await one.findings()} == {FindingState.GOOD}


async def test_an_event_that_is_not_answered_by_ok_comes_again() -> None:
    async with bench() as one:
        (server,) = one.group.servers.values()
        server.secret = "otro"
        one.simulator.say(one.group, one.person, "text", "Hola")
        await one.settle()
        assert (one.product.refused, one.product.events) == (8, [])


async def test_the_page_plays_a_person_in_private_and_on_the_wall() -> None:
    async with bench() as one:
        assert "talk.js" in (await one.wire.get("/telefono/")).text
        person = (await one.wire.post("/telefono/api/people", json={"name": "Luis Paz"})).json()["id"]
        for business in (str(one.group.id), "muro-10"):
            said = {"business": business, "person": person, "text": "¿Hay alguien?"}
            assert (await one.wire.post("/telefono/api/say", json=said)).status_code == 200
            where = {"business": business, "person": person}
            state = (await one.wire.get("/telefono/api/state", params=where)).json()
            assert [line["text"] for line in state["lines"]] == ["¿Hay alguien?"]
        await one.settle()
        assert sorted(one.product.kinds()) == [InboundKind.COMMENT, InboundKind.MESSAGE]
        nowhere = await one.wire.post("/telefono/api/say", json={**said, "person": "0"})
        assert nowhere.status_code == 422
