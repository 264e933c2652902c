"""Both sides of X: what we publish and send arrives, what people do comes, and what goes wrong is sorted."""

from __future__ import annotations

from datetime import timedelta
from email.utils import format_datetime

import msgspec
import pytest

from tests.rooms.channels.x.bench import SERVER, Bench, bench
from tests.rooms.channels.x.known import ACCOUNT, RECEIVED, SECRETS, X, events_of
from trato.rooms.channels.connecting import FindingState
from trato.rooms.channels.model import (
    Accepted,
    Allowance,
    ConversationFacts,
    Direction,
    HttpAnswer,
    HttpRequest,
    InboundKind,
    Kept,
    Media,
    MediaKind,
    Moderation,
    ModerationOrder,
    NotAccepted,
    Rejected,
    RejectReason,
    RenewedState,
    Surface,
    Text,
    TransportFailure,
    Troubled,
    Unknown,
)
from trato.rooms.channels.service.turns import Turns
from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.x.api import LARGEST

PUBLIC = Surface.PUBLIC_COMMENT


async def test_a_mention_comes_and_is_answered_below_and_our_own_post_comes_back() -> None:
    async with bench() as one:
        post = one.simulator.say(one.person, "@PircaCocina ¿la de 30 cm sirve en inducción?")
        await one.settle()
        (came,) = one.product.events
        assert (came.kind, came.provider_id) == (InboundKind.MENTION, post.id)
        sent = await one.send(Text("Sí, sirve."), surface=Surface.MENTION, answers=post.id)
        assert isinstance(sent, Accepted)
        assert (one.simulator.world.posts[sent.provider_id].above, one.simulator.world.bell.version > 1) == (
            post.id, True,
        )  # fmt: skip
        await one.settle()
        echo = one.product.events[-1]
        assert (echo.direction, echo.provider_id, echo.thread_key) == (
            Direction.ECHO, sent.provider_id, came.thread_key,
        )  # fmt: skip
        assert echo.parts == (Text("Sí, sirve."),)


async def test_a_reply_to_us_is_told_twice_and_is_the_same_event() -> None:
    async with bench() as one:
        ours = one.simulator._put(one.business.id, "Llegaron las ollas.", None)
        one.simulator.say(one.person, "¿Envían a Cusco?", above=ours.id)
        one.simulator.say(one.person, "Miren esto", quotes=ours.id)
        await one.settle()
        first, second, quote = one.product.events
        assert first == second
        assert (quote.kind, quote.detail) == (InboundKind.MENTION, {"quoted": ours.id})


async def test_photos_go_with_a_post_and_with_messages() -> None:
    photo = Media(MediaKind.IMAGE, "blob", mime="image/png", name="olla.png")
    async with bench() as one:
        post = one.simulator.say(one.person, "@PircaCocina ¿cómo es?")
        sent = await one.send(Text("Así"), photo, photo, surface=PUBLIC, answers=post.id, blobs={"blob": b"\x89PNG"})
        assert isinstance(sent, Accepted)
        assert len(one.simulator.world.posts[sent.provider_id].media) == 2
        assert isinstance(await one.send(Text("Así"), photo, photo, blobs={"blob": b"\x89PNG"}), Accepted)
        chat = one.simulator.world.chat(one.business.id, one.person.id)
        assert [(bubble.text, bool(bubble.media)) for bubble in chat] == [("Así", True), ("", True)]
        large = await one.send(photo, blobs={"blob": b"x" * (LARGEST + 1)})
        assert isinstance(large, Rejected)


async def test_messages_receipts_typing_and_sealed_chats_come() -> None:
    async with bench() as one:
        one.simulator.write(one.business, one.person, "Mi pedido es el 4471")
        one.simulator.type(one.business, one.person)
        one.simulator.write(one.business, one.person, "", sealed=True)
        assert isinstance(await one.send(Text("Lo vemos")), Accepted)
        one.simulator.see(one.business, one.person)
        await one.settle()
        kinds = [InboundKind.MESSAGE, InboundKind.TYPING, InboundKind.UNSUPPORTED, InboundKind.MESSAGE]
        assert sorted(one.product.kinds()) == sorted([*kinds, InboundKind.RECEIPT])


async def test_a_file_of_a_message_is_asked_of_the_api_and_one_of_a_post_lies_open() -> None:
    dm = X.media("https://ton.twitter.com/1.1/ton/data/dm/209/77/aBc-9.jpg", ACCOUNT, None)
    assert dm is not None
    assert (dm.url, dm.headers["authorization"]) == (
        "https://api.x.com/2/dm_conversations/media/209/77/aBc-9", "Bearer de-la-cuenta",
    )  # fmt: skip
    assert X.media("https://pbs.twimg.com/a.jpg", ACCOUNT, None) == HttpRequest("GET", "https://pbs.twimg.com/a.jpg")
    assert X.media("algo", ACCOUNT, None) is None


async def test_a_reply_below_our_post_is_hidden_shown_and_ours_is_taken_away() -> None:
    async with bench() as one:
        ours = one.simulator._put(one.business.id, "Llegaron las ollas.", None)
        below = one.simulator.say(one.person, "Qué malas", above=ours.id)
        elsewhere = one.simulator.say(one.person, "@PircaCocina qué malas")
        outcomes = []
        for act, target in (
            (Moderation.HIDE, below.id), (Moderation.UNHIDE, below.id), (Moderation.HIDE, elsewhere.id),
            (Moderation.DELETE, ours.id), (Moderation.DELETE, ours.id), (Moderation.HIDE, "404"),
        ):  # fmt: skip
            order = ModerationOrder(act, target)
            outcomes.append(X.moderated(order, await one.perform(X.moderate(order, one.product.account))))
        codes = [one.code if isinstance(one, Rejected) else "" for one in outcomes]
        assert codes == ["", "", "x_403", "", "", "gone"]
        assert (below.hidden, ours.gone) == (False, True)


def test_what_may_be_hidden_is_said_by_the_surface() -> None:
    below, mention = (
        X.capabilities(ACCOUNT, ConversationFacts(surface=one), RECEIVED) for one in (PUBLIC, Surface.MENTION)
    )
    assert (Moderation.HIDE in below.moderation, Moderation.HIDE in mention.moderation) == (True, False)
    private = X.capabilities(ACCOUNT, ConversationFacts(), RECEIVED)
    assert (private.public, private.text_limit, below.text_limit) == (False, 10_000, 280)
    assert below.private_link.endswith(f"recipient_id={ACCOUNT.external_id}")


async def test_who_takes_no_messages_of_strangers_and_what_is_gone_are_told() -> None:
    async with bench() as one:
        one.person.closed = True
        closed = await one.send(Text("Hola"))
        gone = await one.send(Text("Hola"), surface=PUBLIC, answers="404")
        assert isinstance(closed, Rejected)
        assert isinstance(gone, Rejected)
        assert (closed.code, gone.code) == ("x_dm_closed", "x_403")


async def test_the_sixteenth_message_in_a_quarter_of_an_hour_waits_until_it_ends() -> None:
    async with bench() as one:
        for _ in range(15):
            assert isinstance(await one.send(Text("Hola")), Accepted)
        late = await one.send(Text("Hola"))
        assert late == NotAccepted("x_429", retry_after=timedelta(minutes=15))


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [(Fault.RATE_LIMIT, NotAccepted), (Fault.UNAVAILABLE, Unknown), (Fault.ERROR_AFTER, Unknown), (None, Accepted)],
)
async def test_a_bad_day_of_x_is_sorted(fault: Fault | None, outcome: type) -> None:
    async with bench() as one:
        one.simulator.faults.order(fault)
        assert isinstance(await one.send(Text("Hola")), outcome)


NOW = {"date": format_datetime(RECEIVED, usegmt=True)}
SOON, DAY = str(int(RECEIVED.timestamp()) + 300), str(int(RECEIVED.timestamp()) + 40_000)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (HttpAnswer(429, {**NOW, "x-rate-limit-reset": SOON, "x-rate-limit-remaining": "0"}, b"{}"),
         NotAccepted("x_429", timedelta(minutes=5))),
        (HttpAnswer(429, {**NOW, "x-rate-limit-reset": SOON, "x-rate-limit-remaining": "3",
                          "x-user-limit-24hour-reset": DAY, "x-user-limit-24hour-remaining": "0"}, b"{}"),
         NotAccepted("x_429", timedelta(seconds=40_000))),
        (HttpAnswer(429, {}, b""), NotAccepted("x_429", timedelta(minutes=1))),
        (HttpAnswer(401, {}, b"{}"), NotAccepted("x_401", timedelta(seconds=30))),
        (HttpAnswer(400, {}, b'{"errors":[{"message":"malo"}]}'), Rejected(RejectReason.PERMANENT, "x_400", "malo")),
        (HttpAnswer(503, {}, b"<html>"), Unknown("x_503")),
        (HttpAnswer(201, {}, b"{}"), Unknown("no_id")),
        (HttpAnswer(201, {}, b'{"data":{"id":"5","text":"a"}}'), Accepted("5")),
        (TransportFailure("ReadTimeout", sent=True), Unknown("ReadTimeout")),
        (TransportFailure("ConnectError", sent=False), NotAccepted("ConnectError")),
    ],
)  # fmt: skip
def test_an_answer_is_one_of_four_outcomes(answer: HttpAnswer | TransportFailure, outcome: object) -> None:
    assert X.classify(answer) == outcome


def test_turns_are_counted_over_a_quarter_and_over_a_day() -> None:
    now = [0.0]
    turns = Turns((Allowance(2, timedelta(seconds=10)), Allowance(3, timedelta(seconds=100))), clock=lambda: now[0])
    assert [turns.take().total_seconds() for _ in range(3)] == [0, 0, 10]
    now[0] = 10.0
    assert [turns.take().total_seconds() for _ in range(2)] == [0, 90]


async def test_a_token_is_renewed_before_its_end_once_and_a_refusal_is_for_good() -> None:
    late = RECEIVED + timedelta(minutes=101)
    assert X.renewal(ACCOUNT, RECEIVED) is None
    async with bench() as one:
        call = X.renewal(one.product.account, late)
        assert call is not None
        found = X.renewed(await one.perform(call), one.product.account, late)
        assert (found.state, found.secrets["consumer_secret"]) == (RenewedState.DONE, SECRETS["consumer_secret"])
        assert found.secrets["access_token"] == one.business.access_token != SECRETS["access_token"]
        assert int(found.secrets["access_ends"]) == int(late.timestamp()) + 7200
        used = X.renewed(await one.perform(call), one.product.account, late)
        assert (used.state, used.code) == (RenewedState.REFUSED, "invalid_request")
    silent = X.renewed(TransportFailure("ReadTimeout", sent=True), ACCOUNT, late)
    assert silent.state is RenewedState.AGAIN


async def test_checking_an_account_sets_where_what_is_told_and_finds_all_well() -> None:
    async with bench(connected=False) as one:
        before = await one.findings(arranged=False)
        assert [finding.check for finding in before if finding.state is FindingState.BAD] == [
            "webhook", "subscriptions",
        ]  # fmt: skip
        assert {finding.state for finding in await one.findings()} == {FindingState.GOOD}
        one.simulator.write(one.business, one.person, "Hola")
        await one.settle()
        assert one.product.kinds() == [InboundKind.MESSAGE]


async def test_wrong_tokens_another_account_and_a_deaf_address_are_told() -> None:
    async with bench(connected=False) as one:
        wrong = await one.findings(arranged=False, secrets={**SECRETS, "access_token": "otro"})
        other = await one.findings(arranged=False, external_id="5")
        app = await one.findings(arranged=False, secrets={**SECRETS, "bearer_token": "otro"})
        plain = await one.findings(hook="http://care.example/hooks/1")
        one.product.account = msgspec.structs.replace(one.product.account, secrets={})
        deaf = await one.findings(secrets=SECRETS)
        states = [found[-1].check for found in (wrong, other, app)]
        assert states == ["account", "account", "app"]
        assert "@PircaCocina" in other[-1].fact.es
        assert (plain[0].check, deaf[0].check) == ("set_webhook", "set_webhook")
        assert "CRC" in deaf[0].fact.es


async def test_a_call_without_a_known_token_is_refused() -> None:
    async with bench() as one:
        answer = await one.wire.get(f"{SERVER}/2/users/me")
        assert (answer.status_code, answer.json()["title"]) == (401, "Unauthorized")


async def test_the_page_plays_a_person() -> None:
    async with bench() as one:
        assert "net.js" in (await one.wire.get("/red/")).text
        lucia = (await one.wire.post("/red/api/people", json={"name": "Rosa Paz"})).json()["id"]
        said = {"person": lucia, "text": "@PircaCocina ¿hay alguien?"}
        post = (await one.wire.post("/red/api/say", json=said)).json()["id"]
        await one.wire.post("/red/api/write", json={"person": lucia, "business": one.business.id, "text": "Hola"})
        assert isinstance(await one.send(Text("Aquí estamos"), surface=PUBLIC, answers=post), Accepted)
        state = (await one.wire.get("/red/api/state", params={"person": lucia})).json()
        assert [line["text"] for line in state["posts"]] == ["@PircaCocina ¿hay alguien?", "Aquí estamos"]
        assert [line["text"] for line in state["chat"]] == ["Hola"]
        await one.settle()
        assert {event.author_name for event in one.product.events} == {"Rosa Paz"}
        nowhere = await one.wire.post("/red/api/say", json={**said, "person": "0"})
        elsewhere = await one.wire.post("/red/api/say", json=said, headers={"origin": "https://otro.example"})
        assert (nowhere.status_code, elsewhere.status_code) == (422, 403)


async def _look(one: Bench, cursor: str) -> tuple[str | Troubled, list[Kept]]:
    """Make one look; return what it ended with and what it kept."""
    steps, found, answer = X.look(one.product.account, cursor, RECEIVED), [], None
    try:
        while True:
            step = steps.send(answer)
            answer = await one.perform(step) if isinstance(step, HttpRequest) else None
            if isinstance(step, Kept):
                found.append(step)
    except StopIteration as end:
        return end.value, found


async def test_what_was_missed_is_read_once_and_is_what_would_have_been_told() -> None:
    async with bench() as one:
        ours = one.simulator._put(one.business.id, "Llegaron las ollas.", None)
        one.simulator.say(one.person, "@PircaCocina antes de conectar")
        one.simulator.write(one.business, one.person, "también antes")
        cursor, found = await _look(one, "")
        assert found == []
        await one.settle()
        one.product.events.clear()
        one.simulator.say(one.person, "¿Envían a Cusco?", above=ours.id)
        one.simulator.write(one.business, one.person, "Mi pedido es el 4471")
        assert isinstance(cursor, str)
        later, found = await _look(one, cursor)
        await one.settle()
        read = [event for page in found for event in events_of(page.raw, one.product.account)]
        told = {event.dedupe_key: event for event in one.product.events}
        assert [told[event.dedupe_key].parts for event in read] == [event.parts for event in read]
        assert [(event.thread_key, event.author) for event in read] == [
            (told[event.dedupe_key].thread_key, told[event.dedupe_key].author) for event in read
        ]
        assert len(read) == 2
        assert isinstance(later, str)
        assert (await _look(one, later))[1] == []
        one.business.access_token = "otro"
        assert await _look(one, later) == (Troubled("x_401"), [])
