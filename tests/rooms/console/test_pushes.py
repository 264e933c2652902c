"""Being told while the desk is closed: once, to whom it is, when they want it, and so that nobody else can read it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from tests.rooms.console.browser_push import Listening
from tests.rooms.console.desk import Desk, Person
from tests.rooms.webhooks.receiver import Receiver, receiving
from trato.kit import web_push
from trato.kit.events import Actor, ActorKind, Origin, Recorded
from trato.kit.http import OutsideClient
from trato.kit.i18n import LOCALES, sentences
from trato.kit.reactions import Reaction, Reactor
from trato.rooms.access.model import Place
from trato.rooms.console.model import CaseRow, ContactRef, Listed
from trato.rooms.console.model.preferences import NoticeKind, Quiet
from trato.rooms.console.reactions import Pusher, note_pushes
from trato.rooms.console.rules.notices import FOLLOWED, addressed, told_to
from trato.rooms.console.rules.preferences import quiet_until
from trato.rooms.console.service.alerts import judge_all
from trato.rooms.console.service.walls import Walls
from trato.rooms.sla.events import ClockBreached
from trato.rooms.sla.model import Target

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
CASE, ME, OTHER, TEAM = uuid4(), uuid4(), uuid4(), uuid4()


def a_case(holder: UUID | None, kind: str = "", team: UUID | None = TEAM) -> Listed:
    row = CaseRow(
        id=CASE, number=7, revision=1, subject="", preview="", preview_by="contact",
        contact=ContactRef(uuid4(), "Rosa"), brand_id=uuid4(), team_id=team, channel="whatsapp",
        surface="direct_message", state="open", waiting=None,
        set_aside=None, holder=None, priority="normal", unread=0, uncertain=0, failed=0, clock=None, tags=(),
        opened_at=NOW, last_message_at=NOW,
    )  # fmt: skip
    held = kind or ("agent" if holder else "nobody")
    return Listed(row, Place(), held, holder, None, None, False, frozenset(), False)


def a_fact(kind: str, body: bytes = b"{}", actor: UUID | None = None, origin: Origin = Origin.LIVE) -> Recorded:
    who = Actor(ActorKind.USER, actor) if actor else Actor(ActorKind.SYSTEM, None)
    return Recorded(uuid4(), 1, NOW, NOW, origin, kind, CASE, CASE, who, body)


def told(fact: Recorded, case: Listed, user: UUID = ME, teams: tuple[UUID, ...] = ()) -> NoticeKind | None:
    one = told_to(user, teams, addressed([fact], case))
    return one.kind if one else None


def holds(user: UUID) -> bytes:
    return b'{"holder_id":"%b"}' % str(user).encode()


def test_whoever_holds_a_case_is_told_of_its_messages_and_promises() -> None:
    mine = a_case(ME)
    assert told(a_fact("conversations.message_received"), mine) is NoticeKind.MESSAGE
    assert told(a_fact("sla.clock_approaching"), mine) is NoticeKind.PROMISE
    assert told(a_fact("sla.clock_breached"), mine) is NoticeKind.PROMISE
    assert told(a_fact("conversations.message_received"), mine, OTHER) is None
    assert told(a_fact("conversations.message_queued"), mine) is None


def test_a_case_that_somebody_took_for_themselves_is_no_news_to_them() -> None:
    assert told(a_fact("cases.assigned", holds(ME), actor=OTHER), a_case(ME)) is NoticeKind.NEW_CASE
    assert told(a_fact("cases.assigned", holds(ME), actor=ME), a_case(ME)) is None
    assert told(a_fact("cases.assigned", holds(OTHER)), a_case(ME)) is None


def test_what_waits_in_a_queue_is_told_to_its_team_and_not_once_somebody_has_it() -> None:
    opened = a_fact("cases.opened")
    assert told(opened, a_case(None), teams=(TEAM,)) is NoticeKind.TEAM_QUEUE
    assert told(opened, a_case(None), teams=(uuid4(),)) is None
    assert told(opened, a_case(OTHER), teams=(TEAM,)) is None
    assert told(opened, a_case(uuid4(), "bot"), teams=(TEAM,)) is None
    assert told(opened, a_case(None, team=None), teams=(TEAM,)) is None


def test_of_several_things_the_one_that_says_most_is_told_and_replays_say_nothing() -> None:
    facts = [
        a_fact("conversations.message_received"),
        a_fact("cases.assigned", holds(ME)),
        a_fact("sla.clock_breached"),
    ]
    one = told_to(ME, (), addressed(facts, a_case(ME)))
    assert one is not None and one.kind is NoticeKind.NEW_CASE
    assert told(a_fact("conversations.message_received", origin=Origin.REPLAY), a_case(ME)) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_every_kind_of_notice_has_its_words_with_the_number_of_the_case(locale: str) -> None:
    words = sentences("notices", locale)
    assert {kind.value for kind in NoticeKind} | {"waited"} == words.keys()
    assert all("7" in one.format(number=7, account="", left="7 h", said="7", at="", what="7") for one in words.values())


@dataclass(slots=True)
class Told:
    """A desk whose people listen with a browser each, behind one push service."""

    desk: Desk
    service: Receiver
    pusher: Pusher
    reactor: Reactor

    async def listen(self, person: Person, browser: Listening) -> Any:
        answer = await person.ask("POST", "/me/push", browser.subscription(self.service))
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def pass_on(self, seconds: float = 5) -> None:
        """React, let `seconds` pass, push."""
        while await self.reactor.work(self.desk.world.workspace):
            pass
        await self.let_pass(seconds)
        assert (self.desk.world.workspace in await self.pusher.look()) is (await self.waiting() > 0)
        await self.pusher.work(self.desk.world.workspace)

    async def let_pass(self, seconds: float) -> None:
        async with self.desk.world.tx() as tx:
            await tx.connection.execute(
                "update console.push set next_at = next_at - $2::interval where workspace_id = $1",
                tx.workspace, timedelta(seconds=seconds),
            )  # fmt: skip

    async def judge(self) -> None:
        async with self.desk.world.tx() as tx:
            await judge_all(tx, Walls())

    async def waiting(self) -> int:
        rows = await self.desk.world.fetch(
            "select count(*) n from console.push where workspace_id = $1", self.desk.world.workspace
        )
        count: int = rows[0]["n"]
        return count

    async def own_case(self, person: Person) -> Any:
        """Let a contact write, and give the case to `person`; the news of that is over."""
        await self.desk.world.whatsapp("Hola")
        case = (await person.get("/cases", view="all", sort="newest"))["items"][0]
        await person.post(f"/cases/{case['id']}/assign", {"user_id": str(person.id), "team_id": None})
        await self.pass_on()
        self.service.calls.clear()
        return case


@pytest.fixture
async def push(desk: Desk) -> AsyncIterator[Told]:
    """A desk, and a push service on this machine."""
    house = desk.world.house
    async with receiving() as service, OutsideClient(loopback=True) as client:
        reactor = Reactor(house.db, [Reaction("pushes", FOLLOWED, note_pushes)])
        yield Told(desk, service, Pusher(house.db, house.keyring, client, "https://care.example"), reactor)


async def test_a_message_reaches_a_closed_desk_and_only_its_browser_can_read_it(push: Told) -> None:
    camila, browser = await push.desk.add("camila", team=push.desk.world.brand.team_id), Listening()
    shown = await push.listen(camila, browser)
    case = await push.own_case(camila)
    service = push.service
    service.answer = lambda _: (201, {})

    await push.desk.world.whatsapp("¿Siguen ahí?")
    await push.pass_on()

    (head, body), *more = service.calls
    assert more == [] and b"Siguen" not in body
    said = browser.read(body)
    assert said == {
        "title": "Trato",
        "body": f"Mensaje nuevo en el caso #{case['number']}",
        "case_id": case["id"],
        "tag": f"case:{case['id']}",
    }
    assert head["content-encoding"] == "aes128gcm" and 0 < int(head["ttl"]) <= 4 * 3600 and len(head["topic"]) <= 32
    assert head["authorization"].endswith(f", k={shown['public_key']}")
    assert await push.waiting() == 0
    assert (await camila.get("/me/push"))["devices"][0]["told_at"] is not None


async def test_what_was_read_meanwhile_and_what_is_anothers_by_now_is_not_pushed(push: Told) -> None:
    camila = await push.desk.add("camila", team=push.desk.world.brand.team_id)
    diego = await push.desk.add("diego", team=push.desk.world.brand.team_id)
    await push.listen(camila, Listening())
    case = await push.own_case(camila)

    await push.desk.world.whatsapp("uno")
    thread = await camila.get(f"/cases/{case['id']}/thread")
    last = [one for one in thread["items"] if one["kind"] == "message"][-1]["message"]["id"]
    await camila.post(f"/cases/{case['id']}/read", {"message_id": last})
    await push.pass_on()
    assert push.service.calls == [] and await push.waiting() == 0

    await push.desk.world.whatsapp("dos")
    while await push.reactor.work(push.desk.world.workspace):
        pass
    await camila.post(f"/cases/{case['id']}/assign", {"user_id": str(diego.id), "team_id": None})
    await push.pass_on()
    assert push.service.calls == []


async def test_several_messages_of_a_case_are_one_push_and_names_are_told_only_to_who_chose_so(push: Told) -> None:
    camila, browser = await push.desk.add("camila", team=push.desk.world.brand.team_id), Listening()
    await push.listen(camila, browser)
    await push.own_case(camila)
    await camila.ask("PATCH", "/me/preferences", {"push_shows": "name"})
    await camila.ask("PATCH", "/me", {"locale": "pt"})

    await push.desk.world.whatsapp("uno", "dos", "tres")
    await push.pass_on()

    (_, body), *more = push.service.calls
    assert more == []
    said = browser.read(body)
    assert said["title"] == "Rosa Huamán" and said["body"].startswith("Mensagem nova no caso #")


async def test_quiet_hours_unwanted_kinds_and_ended_sessions_are_left_alone(push: Told) -> None:
    camila = await push.desk.add("camila", team=push.desk.world.brand.team_id)
    await push.listen(camila, Listening())
    await push.own_case(camila)

    await camila.ask("PATCH", "/me/preferences", {"quiet": {"on": True, "days": [1, 2, 3, 4, 5, 6, 7]}})
    await push.desk.world.whatsapp("de noche")
    await push.pass_on()
    await camila.ask("PATCH", "/me/preferences", {"quiet": {"on": False}, "notices": {"message": ["sound"]}})
    await push.desk.world.whatsapp("sin avisar")
    await push.pass_on()
    assert push.service.calls == []

    await camila.ask("PATCH", "/me/preferences", {"notices": {"message": ["push"]}})
    await push.desk.world.whatsapp("ya sin sesión")
    while await push.reactor.work(push.desk.world.workspace):
        pass
    await camila.ask("DELETE", "/session")
    await push.pass_on()
    assert push.service.calls == [] and await push.waiting() == 0


@pytest.mark.parametrize("past", ["created_at = created_at - interval '1 year', expires_at = seen_at",
                                  "seen_at = seen_at - make_interval(secs => idle_seconds + 60)"])  # fmt: skip
async def test_a_session_that_ran_out_or_rested_too_long_is_told_nothing(push: Told, past: str) -> None:
    camila = await push.desk.add("camila", team=push.desk.world.brand.team_id)
    await push.listen(camila, Listening())
    await push.own_case(camila)
    async with push.desk.world.tx() as tx:
        await tx.connection.execute(f"update access.session set {past} where workspace_id = $1", tx.workspace)

    await push.desk.world.whatsapp("¿Siguen ahí?")
    await push.pass_on()

    assert push.service.calls == [] and await push.waiting() == 0


@pytest.mark.parametrize("status", [404, 410])
async def test_a_device_that_is_gone_is_forgotten(push: Told, status: int) -> None:
    camila = await push.desk.add("camila", team=push.desk.world.brand.team_id)
    await push.listen(camila, Listening())
    await push.own_case(camila)
    push.service.answer = lambda _: (status, {})

    await push.desk.world.whatsapp("¿Hola?")
    await push.pass_on()

    assert (await camila.get("/me/push"))["devices"] == [] and await push.waiting() == 0


async def test_a_service_that_is_down_is_asked_again_later_and_not_for_ever(push: Told) -> None:
    camila, browser = await push.desk.add("camila", team=push.desk.world.brand.team_id), Listening()
    await push.listen(camila, browser)
    await push.own_case(camila)
    push.service.answer = lambda call: (503 if call < 2 else 201, {})
    await push.desk.world.whatsapp("¿Hola?")
    await push.pass_on()
    assert len(push.service.calls) == 1 and await push.waiting() == 1
    await push.pusher.work(push.desk.world.workspace)
    assert len(push.service.calls) == 1  # it rests first
    for _ in range(2):
        await push.let_pass(15 * 60)
        await push.pusher.work(push.desk.world.workspace)
    assert len(push.service.calls) == 3 and await push.waiting() == 0
    assert browser.read(push.service.calls[-1][1])["body"].startswith("Mensaje nuevo")

    push.service.answer = lambda _: (503, {})
    push.service.calls.clear()
    await push.desk.world.whatsapp("¿Y ahora?")
    await push.pass_on()
    for _ in range(8):
        await push.let_pass(4 * 3600)
        await push.pusher.work(push.desk.world.workspace)
    assert len(push.service.calls) == 5 and await push.waiting() == 0


async def test_a_browser_belongs_to_who_asked_last_and_nobody_forgets_anothers(push: Told) -> None:
    camila, diego = await push.desk.add("camila"), await push.desk.add("diego")
    browser = Listening()
    await push.listen(camila, browser)
    device = (await push.listen(diego, browser))["devices"][0]
    assert device["here"] is True and (await camila.get("/me/push"))["devices"] == []
    assert (await camila.ask("DELETE", f"/me/push/{device['id']}")).status_code == 404
    assert (await diego.ask("DELETE", f"/me/push/{device['id']}")).json()["devices"] == []


async def test_what_is_no_browser_is_refused(push: Told) -> None:
    camila = await push.desk.add("camila")
    good = Listening().subscription(push.service)
    bad: list[dict[str, Any]] = [
        {**good, "endpoint": "ftp://push.example/x"},
        {**good, "endpoint": "https://user:word@push.example/x"},
        {**good, "endpoint": "https://push.example/" + "x" * 1000},
        {**good, "keys": {**good["keys"], "p256dh": web_push.b64url(bytes(65))}},
        {**good, "keys": {**good["keys"], "p256dh": "%%"}},
        {**good, "keys": {**good["keys"], "auth": web_push.b64url(b"short")}},
    ]
    for one in bad:
        assert (await camila.ask("POST", "/me/push", one)).status_code == 422, one
    assert (await camila.get("/me/push"))["devices"] == []


async def test_the_key_is_made_once_and_kept_sealed(push: Told) -> None:
    camila, diego = await push.desk.add("camila"), await push.desk.add("diego")
    first = (await camila.get("/me/push"))["public_key"]
    assert (await diego.get("/me/push"))["public_key"] == first and web_push.is_point(web_push.from_b64url(first))
    (kept,) = await push.desk.world.fetch(
        "select private from console.push_key where workspace_id = $1", push.desk.world.workspace
    )
    assert len(kept["private"]) > 32


async def test_an_address_inside_our_own_network_is_never_called(push: Told) -> None:
    camila = await push.desk.add("camila", team=push.desk.world.brand.team_id)
    await push.listen(camila, Listening())
    await push.own_case(camila)
    house = push.desk.world.house
    async with OutsideClient(loopback=False) as strict:
        push.pusher = Pusher(house.db, house.keyring, strict, "https://care.example")
        await push.desk.world.whatsapp("¿Hola?")
        await push.pass_on()
    assert push.service.calls == [] and await push.waiting() == 1


def about_help(kind: str, **values: str) -> Recorded:
    return a_fact(kind, msgspec.json.encode(values))


def test_help_is_told_to_who_is_asked_and_its_answer_to_who_asked() -> None:
    team = str(TEAM)
    asked = about_help("cases.escalated", target_kind="team", target_id=team, level="team")
    assert told(asked, a_case(OTHER), teams=(TEAM,)) is NoticeKind.HELP
    upwards = about_help("cases.escalated", target_kind="team", target_id=team, level="supervisor")
    leaders = addressed([upwards], a_case(None))
    assert told_to(ME, (TEAM,), leaders) is None
    found = told_to(ME, (TEAM,), leaders, (TEAM,))
    assert found is not None and found.kind is NoticeKind.HELP
    assert told(about_help("cases.escalation_accepted", asked_by=str(ME)), a_case(ME)) is NoticeKind.HELP
    late = about_help("sla.expectation_breached", asked_kind="user", asked_id=str(OTHER), asked_by=str(ME))
    assert told(late, a_case(None)) is NoticeKind.HELP and told(late, a_case(None), OTHER) is NoticeKind.HELP


def test_a_broken_promise_is_told_to_the_holder_and_then_to_who_leads_the_team() -> None:
    broken = addressed([a_fact("sla.clock_breached")], a_case(ME))
    assert [(one.kind, one.led_team_id) for one in broken] == [
        (NoticeKind.PROMISE, None), (NoticeKind.TEAM_PROMISE, TEAM),
    ]  # fmt: skip
    assert addressed([a_fact("sla.clock_approaching")], a_case(ME))[0].kind is NoticeKind.PROMISE
    assert [one.kind for one in addressed([a_fact("sla.clock_breached")], a_case(None))] == [NoticeKind.TEAM_PROMISE]


@pytest.mark.parametrize(
    ("quiet", "at", "ends"),
    [
        (Quiet(True, 22 * 60, 7 * 60), "2026-11-20T08:12", "2026-11-20T12:00"),  # 3:12 in Lima, until 7:00
        (Quiet(True, 22 * 60, 7 * 60, (6, 7)), "2026-11-21T04:00", "2026-11-23T12:00"),  # a weekend besides
        (Quiet(True, 0, 0, (1, 2, 3, 4, 5, 6, 7)), "2026-11-20T08:12", None),
    ],
)
def test_quiet_hours_end_in_the_persons_own_time(quiet: Quiet, at: str, ends: str | None) -> None:
    found = quiet_until(quiet, datetime.fromisoformat(at).replace(tzinfo=UTC), "America/Lima")
    assert (found and found.strftime("%Y-%m-%dT%H:%M")) == ends


async def test_what_comes_in_quiet_hours_waits_and_says_since_when(push: Told) -> None:
    camila = await push.desk.add("camila", team=push.desk.world.brand.team_id)
    await push.listen(camila, Listening())
    case = await push.own_case(camila)
    async with push.desk.world.tx() as tx:
        open_day = (tx.now + timedelta(days=3)).isoweekday()
    quiet = {"on": True, "from_minute": 0, "to_minute": 0, "days": [one for one in range(1, 8) if one != open_day]}
    await camila.ask("PATCH", "/me/preferences", {"quiet": quiet})
    async with push.desk.world.tx() as tx:
        tx.emit(ClockBreached(subject=uuid4(), case_id=UUID(case["id"]), target=Target.FIRST_RESPONSE, due_at=tx.now))
    while await push.reactor.work(push.desk.world.workspace):
        pass
    assert push.desk.world.workspace not in await push.pusher.look() and push.service.calls == []
    (row,) = await push.desk.world.fetch("select next_at, waited_since, expires_at from console.push")
    assert row["waited_since"] < row["next_at"] < row["expires_at"]


async def test_an_alert_in_its_owners_quiet_hours_is_told_once_when_they_end_if_it_lasts(push: Told) -> None:
    ana = await push.desk.add("ana", "supervisor")
    await push.listen(ana, Listening())
    async with push.desk.world.tx() as tx:
        open_day = (tx.now + timedelta(days=3)).isoweekday()
    quiet = {"on": True, "from_minute": 0, "to_minute": 0, "days": [one for one in range(1, 8) if one != open_day]}
    await ana.ask("PATCH", "/me/preferences", {"quiet": quiet})
    rules = [{"id": str(uuid4()), "measure": "waiting", "threshold": n, "for_seconds": 0} for n in (0, 1)]
    for one in rules:
        assert (await ana.ask("POST", "/floor/alert-rules", one)).status_code == 200
    for phone in ("51987310214", "51987310215"):
        await push.desk.world.whatsapp("Hola", phone=phone)
    await push.judge()
    assert push.desk.world.workspace not in await push.pusher.look() and push.service.calls == []
    rows = await push.desk.world.fetch("select next_at, waited_since, expires_at from console.push")
    assert len(rows) == 2 and all(one["waited_since"] < one["next_at"] < one["expires_at"] for one in rows)

    assert (await ana.ask("DELETE", f"/floor/alert-rules/{rules[0]['id']}")).status_code == 204
    async with push.desk.world.tx() as tx:
        await tx.connection.execute("update console.push set next_at = now()")
    await push.pusher.work(push.desk.world.workspace)
    await push.judge()
    await push.pusher.work(push.desk.world.workspace)
    assert len(push.service.calls) == 1 and await push.waiting() == 0
