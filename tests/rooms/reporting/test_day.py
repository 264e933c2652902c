"""A Monday of two agents and three channels, counted by hand: every number of the report is this page's.

Open 09:00 to 18:00 in Lima. Promised: web chat 1 min, WhatsApp 2 min, e-mail 1 h. Ana is there 09:00-13:00 and
14:00-18:00, Beto 09:00-12:00: 11 h in all, 39,600 s.

| case | channel | what happened | first response | wall | in hours |
|---|---|---|---|---|---|
| rosa | WhatsApp | 09:10, Ana 09:11, done 09:20; "gracias"; 10:00 back, 10:05 answered, done 10:10 | kept | 60 | 60 |
| luis | WhatsApp | wrote 07:00, Beto answers 09:01 | kept: hours began at 09:00 | 7,260 | 60 |
| marta | e-mail | 10:00, Beto 11:30 | missed | 5,400 | 5,400 |
| sole | web chat | 11:00, gone 11:05 in the queue | missed, by nobody | | |
| tono | web chat | 11:10, Ana takes it at 11:10:30, gone 11:12 | missed, by Ana | | |
| fugaz | web chat | 11:20:00, gone 11:20:05 | missed, by nobody | | |
| pedro | WhatsApp | 12:00, Ana writes at 12:01; the provider is down until 15:00 | missed | 10,800 | 10,800 |
| nora | WhatsApp | 14:00, Ana 14:01:30 | kept | 90 | 90 |
| nora2 | e-mail | 14:05, merged into nora at 14:10, answered there at 14:35 | kept, of nora | 1,800 | 1,800 |
| spam | e-mail | 15:00, set aside 15:01 | void | | |
| olga | WhatsApp | 15:30, Ana 15:31; waits for her; closed by itself | kept | 60 | 60 |
| tito | e-mail | 16:00, resolved at 16:05 without a word, closed at 16:06 | void | | |
| bot | web chat | 16:30, gone 16:32 while with the bot | missed, by nobody | | |
| quim | WhatsApp | 17:00, Ana 17:01; insists at 17:20 and 17:40; to Beto at 17:45 | kept | 60 | 60 |
"""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest

from tests.rooms.console.desk import Person, open_desk
from tests.rooms.reporting.day import Day, begin
from trato.app.commands.report import as_text, machine
from trato.app.wiring import House
from trato.flow import closing
from trato.flow.acts import escalating
from trato.kit.ids import uuid7
from trato.rooms.access import api as access
from trato.rooms.access.model import ScopeKind
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import AbandonmentVariant, EscalationLevel, Holder, HolderKind, SetAsideReason, WaitingOn
from trato.rooms.reporting.model import Asked
from trato.rooms.reporting.service import reports
from trato.rooms.workforce.model import PresenceState

MONDAY = {"from": "2026-03-02", "to": "2026-03-02"}


async def live(day: Day) -> None:
    """Live through that Monday."""
    await day.hire("ana")
    await day.hire("beto")
    day.at("07:00")
    await day.whatsapp("luis", "buenos días, ¿a qué hora abren?", "51900000002")
    day.at("09:00")
    for name in ("ana", "beto"):
        await day.is_(name, PresenceState.ONLINE)
    day.at("09:00:30")
    await day.take("beto", "luis")
    day.at("09:01")
    await day.answer("beto", "luis")
    await day.looks("beto", "luis", "09:00:30", "09:01:30", 60)
    await rosa(day)
    await morning(day)
    await afternoon(day)


async def rosa(day: Day) -> None:
    day.at("09:10")
    await day.whatsapp("rosa", "mi pedido no llegó", "51900000001")
    day.at("09:10:10")
    await day.take("ana", "rosa")
    await day.looks("ana", "rosa", "09:10:20", "09:11", 30)
    await day.looks("ana", "rosa", "09:10:30", "09:10:55", 20, "compose", "sent")
    day.at("09:11")
    await day.answer("ana", "rosa")
    await day.looks("ana", "rosa", "09:12", "09:20", 200)
    await day.resolve("ana", "rosa")
    await day.looks("ana", "rosa", "09:20:01", "09:21", 40, "wrap_up")
    day.at("09:30")
    await day.whatsapp("rosa", "gracias", "51900000001")
    day.at("10:00")
    await day.whatsapp("rosa", "otra vez lo mismo, el pedido llegó roto", "51900000001")
    await day.looks("ana", "rosa", "10:04", "10:05", 50)
    await day.answer("ana", "rosa")
    day.at("10:10")
    await day.resolve("ana", "rosa")


async def morning(day: Day) -> None:
    day.at("10:00:30")
    await day.mail("marta", "la factura está mal")
    day.at("11:00")
    await day.webchat("sole", "hola, ¿hay alguien?")
    day.at("11:05")
    await day.leaves("sole")
    day.at("11:06:01")
    await day.time_passes()
    day.at("11:10")
    await day.webchat("tono", "hola, una consulta del envío")
    day.at("11:10:30")
    await day.take("ana", "tono")
    day.at("11:12")
    await day.leaves("tono")
    day.at("11:13:01")
    await day.time_passes()
    day.at("11:20")
    await day.webchat("fugaz", "hola, quiero comprar algo")
    day.at("11:20:05")
    await day.leaves("fugaz")
    day.at("11:21:06")
    await day.time_passes()
    day.at("11:29")
    await day.take("beto", "marta")
    day.at("11:30:30")
    await day.answer("beto", "marta")
    day.at("12:00")
    await day.is_("beto", PresenceState.OFFLINE)
    await day.whatsapp("pedro", "no puedo entrar a mi cuenta", "51900000003")
    day.at("12:00:30")
    await day.take("ana", "pedro")
    day.at("12:01")
    await day.write("ana", "pedro")
    day.at("13:00")
    await day.is_("ana", PresenceState.BREAK)


async def afternoon(day: Day) -> None:
    world = day.world
    day.at("14:00")
    await day.is_("ana", PresenceState.ONLINE)
    await day.whatsapp("nora", "¿dónde está mi pedido?", "51900000004")
    day.at("14:01")
    await day.take("ana", "nora")
    # the outage holds pedro's answer back: only nora's leaves
    await world.fetch("update conversations.delivery set state = 'held' where state = 'cleared' returning 1")
    day.at("14:01:30")
    await day.answer("ana", "nora")
    day.at("14:05")
    await day.mail("nora2", "le escribo también por aquí sobre mi pedido")
    day.at("14:10")
    async with world.tx(day.actor("ana")) as tx:
        await closing.merge(tx, day.cases["nora2"], day.cases["nora"])
    day.at("14:35")
    await day.answer("ana", "nora", "email")
    day.at("15:00")
    await world.fetch("update conversations.delivery set state = 'cleared' where state = 'held' returning 1")
    await day.accept()
    await day.mail("spam", "gane dinero rápido desde su casa")
    day.at("15:01")
    async with world.tx(day.actor("ana")) as tx:
        await closing.set_aside(tx, day.cases["spam"], SetAsideReason.SPAM)
    day.at("15:30")
    await day.whatsapp("olga", "¿tienen la talla M?", "51900000005")
    day.at("15:30:30")
    await day.take("ana", "olga")
    day.at("15:31")
    await day.answer("ana", "olga")
    day.at("15:32")
    async with world.tx(day.actor("ana")) as tx:
        await closing.wait(tx, day.cases["olga"], WaitingOn.CONTACT)
    day.at("16:00")
    await day.mail("tito", "una pregunta sobre el horario de la tienda")
    day.at("16:05")
    await day.take("ana", "tito")
    day.at("16:05:30")
    await day.resolve("ana", "tito")
    day.at("16:06")
    async with world.tx(day.actor("ana")) as tx:
        await closing.close(tx, day.cases["tito"])
    day.at("16:07")
    await day.time_passes()
    day.at("16:30")
    await day.webchat("bot", "hola, necesito ayuda con mi compra")
    day.at("16:32")
    await day.time_passes()
    async with world.tx() as tx:
        await cases.abandon(
            tx, day.cases["bot"], AbandonmentVariant.IN_BOT, "widget_gone", holder=Holder(HolderKind.BOT, None)
        )
    day.at("16:40")
    async with world.tx() as tx:
        assert await cases.auto_close(tx, day.cases["olga"], tx.now)
    day.at("17:00")
    await day.whatsapp("quim", "quiero cambiar la dirección", "51900000006")
    day.at("17:00:30")
    await day.take("ana", "quim")
    day.at("17:01")
    await day.answer("ana", "quim")
    for clock in ("17:20", "17:40"):
        day.at(clock)
        await day.whatsapp("quim", "¿hola? sigo esperando la respuesta", "51900000006")
    day.at("17:45")
    await day.take("beto", "quim", "ana")
    day.at("17:50")
    async with world.tx(day.actor("ana")) as tx:
        await escalating.escalate(tx, day.cases["quim"], EscalationLevel.TEAM, team_id=world.brand.team_id)
    day.at("18:00")
    await day.is_("ana", PresenceState.OFFLINE)
    day.at("19:00")
    await day.time_passes()


@pytest.fixture
async def day(house: House) -> Day:
    day = await begin(house)
    await live(day)
    return day


def told(report: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["key"]: one for one in report["told"]}


def shares(report: dict[str, Any], *keys: str) -> dict[str, tuple[int, int]]:
    return {key: (told(report)[key]["now"]["counted"], told(report)[key]["now"]["n"]) for key in keys}


def reasons(report: dict[str, Any], key: str) -> dict[str, int]:
    return {line["key"]: line["figures"][key]["n"] for line in told(report)[key]["reasons"]}


async def check(report: dict[str, Any]) -> None:
    """Compare a report of that Monday with what was counted by hand from the table above."""
    now = {key: one["now"] for key, one in told(report).items()}
    # luis, rosa, marta, sole, tono, fugaz, pedro, nora, olga, tito, bot, quim; spam beside; nora2 is nora's
    assert (now["offered"]["n"], now["offered"]["beside"]) == (12, 1)
    # kept: luis, rosa, nora, nora's mail, olga, quim. Missed: marta, pedro, sole, tono, fugaz, bot. Void: spam, tito
    assert shares(report, "answered_in_time") == {"answered_in_time": (6, 12)}
    assert now["answered_in_time"]["beside"] == 2
    # by the wall 60 60 60 90 1800 5400 7260 10800; in hours luis waited 60
    first = now["first_response"]
    assert first["n"] == 8 and first["p50"] == 945 and round(first["p90"]) == 8322 and first["mean"] == 3191.25
    assert first["business_p50"] == 75 and round(first["business_p90"]) == 7020
    assert now["first_human_response"] == first
    assert now["next_response"]["n"] == 1 and now["next_response"]["p50"] == 300
    within = {key: now[f"within_{key}_min"]["counted"] for key in (5, 10, 30, 60)}
    assert within == {5: 4, 10: 4, 30: 5, 60: 5}
    # each variant apart, of the eleven that are not short
    left = ("left_queue", "no_dialogue", "in_bot", "asynchronous")
    assert set(shares(report, *(f"abandoned_{one}" for one in left)).values()) == {(1, 11)}
    assert now["abandoned_short"]["n"] == 1
    # rosa 30 + 200 + 40 and then 50; tito was never looked at
    handling = now["handling_time"]
    assert (handling["n"], handling["mean"], handling["p50"], handling["p90"]) == (2, 160, 160, 248)
    assert (now["wrap_up_time"]["n"], now["wrap_up_time"]["p50"]) == (1, 40)
    assert now["worked_time"]["total"] == 60 + 30 + 200 + 40 + 50
    assert now["time_per_answer"]["value"] == 30 + 200 + 40 + 50  # rosa's; luis was answered elsewhere
    assert now["present_time"]["total"] == (4 + 4 + 3) * 3600
    assert now["occupancy"]["value"] == 380 / 39_600
    # luis 60; rosa 09:10:20 to 09:21, 640, and 60 after ten o'clock
    assert now["concurrency"]["n"] == 3 and now["concurrency"]["value"] == 760 / 39_600
    assert (now["resolved"]["n"], now["resolved"]["beside"], reasons(report, "resolved")) == (3, 1, {"agent": 3})
    assert reasons(report, "reopened") == {"contact": 1}
    assert shares(
        report, "reopened_share", "first_contact_resolution", "one_person", "resolved_in_1_h", "typified"
    ) == {
        "reopened_share": (1, 3),
        "first_contact_resolution": (1, 4),
        "one_person": (3, 3),
        "resolved_in_1_h": (2, 3),
        "typified": (0, 3),
    }
    # quim insisted
    assert shares(report, "repeat_cases", "repeat_contacts") == {"repeat_cases": (1, 12), "repeat_contacts": (1, 12)}
    assert reasons(report, "set_aside") == {"spam": 1}
    assert reasons(report, "transfers") == {"to_agent": 1}
    assert reasons(report, "escalations") == {"manual": 1}
    assert reasons(report, "assigned") == {"self": 9, "person": 1}


async def check_parts(boss: Person, report: dict[str, Any]) -> None:
    """For every measure and every dimension: the parts sum up to the whole, and opening a number lists as many rows."""
    measures = {one["key"]: one for one in report["measures"]}
    for key, one in told(report).items():
        measure, whole = measures[key], one["now"]
        for part in measure["parts"]:
            page = await boss.get("/reports/cases", **MONDAY, measure=key, part=part, limit=200)
            wanted = {"all": whole["n"], "counted": whole["counted"], "beside": whole["beside"]}
            wanted["rest"] = whole["n"] - (whole["counted"] or 0)
            assert (len(page["items"]), page["total"]) == (wanted[part], wanted[part]), (key, part)
            assert len({str(row) for row in page["items"]}) == len(page["items"])
    for by in ("brand", "country", "channel", "surface", "queue", "team", "agent"):
        table = await boss.get("/reports/table", **MONDAY, by=by)
        for key, whole in table["whole"].items():
            figures = [(line["key"], line["figures"][key]) for line in table["lines"] if key in line["figures"]]
            if measures[key]["additive"]:
                assert sum(figure["n"] for _, figure in figures) == whole["n"], (key, by)
                for sum_of in ("counted", "beside", "total"):
                    if whole[sum_of] is not None:
                        assert sum(figure[sum_of] for _, figure in figures) == whole[sum_of], (key, by, sum_of)
            for name, figure in figures:
                if measures[key]["parts"]:
                    page = await boss.get("/reports/cases", **MONDAY, measure=key, limit=200, **{by: name})
                    assert (len(page["items"]), page["total"]) == (figure["n"], figure["n"]), (key, by, name)


async def test_every_number_of_that_monday_is_the_one_counted_by_hand_and_opens_its_cases(day: Day) -> None:
    day.at("12:00", days=10)
    async with open_desk(day.house, day.world) as desk:
        boss = await desk.add("boss", "director_of_care")
        report = await boss.get("/reports", **MONDAY)
        await check(report)
        await check_parts(boss, report)
        await check_cuts(day, boss)
        await check_rights(day, desk)
        await check_week(boss)
        await check_files(day, boss, desk)


async def check_cuts(day: Day, boss: Person) -> None:
    """Compare cuts with the table above."""
    by_channel = await boss.get("/reports/table", **MONDAY, by="channel", measures="offered,answered_in_time,occupancy")
    lines = {line["key"]: line["figures"] for line in by_channel["lines"]}
    assert {key: one["offered"]["n"] for key, one in lines.items()} == {"whatsapp": 6, "webchat": 4, "email": 2}
    assert {key: (one["answered_in_time"]["counted"], one["answered_in_time"]["n"]) for key, one in lines.items()} == {
        "whatsapp": (5, 6),  # pedro
        "webchat": (0, 4),
        "email": (1, 2),  # marta late, nora's in time; spam and tito are void
    }
    assert lines["whatsapp"]["occupancy"]["per"] == 39_600
    by_agent = await boss.get("/reports/table", **MONDAY, by="agent", measures="answered_in_time,present_time,assigned")
    told_of = {line["key"]: line["figures"] for line in by_agent["lines"]}
    ana, beto = (told_of[str(day.users[name])] for name in ("ana", "beto"))
    assert (ana["present_time"]["total"], beto["present_time"]["total"]) == (8 * 3600, 3 * 3600)
    # Ana: rosa, nora twice, olga, quim in time; pedro late, tono never. Beto: luis in time, marta late
    assert (ana["answered_in_time"]["counted"], ana["answered_in_time"]["n"]) == (5, 7)
    assert (beto["answered_in_time"]["counted"], beto["answered_in_time"]["n"]) == (1, 2)
    assert told_of["none"]["answered_in_time"]["n"] == 3
    missed = await boss.get("/reports/cases", **MONDAY, measure="answered_in_time", part="rest")
    numbers = {row["case_id"]: row for row in missed["items"]}
    assert set(numbers) == {str(day.cases[one]) for one in ("marta", "pedro", "sole", "tono", "fugaz", "bot")}
    first = await boss.get("/reports/cases", **MONDAY, measure="first_response", limit=3)
    second = await boss.get("/reports/cases", **MONDAY, measure="first_response", limit=9, cursor=first["next"])
    assert len(first["items"]) == 3 and len(second["items"]) == 5 and second["next"] is None
    both = await boss.get("/reports", **MONDAY, channel="whatsapp,email", agent=str(day.users["ana"]))
    assert told(both)["answered_in_time"]["now"]["n"] == 6 and "offered" not in told(both)  # all of hers but tono


async def check_rights(day: Day, desk: Any) -> None:
    """An agent sees what they did; a leader what is within reach; who may neither, nothing."""
    worker = await desk.add("worker", "agent")
    none = await worker.get("/reports", **MONDAY)
    assert none["own"] and "offered" not in told(none) and told(none)["answered_in_time"]["now"]["n"] == 0
    async with day.world.tx() as tx:
        session = (await access.start_session(tx, day.users["ana"])).token  # type: ignore[arg-type]
        await access.grant(tx, None, day.users["ana"], "agent", ScopeKind.WORKSPACE)  # type: ignore[arg-type]
    worker.client.headers["cookie"] = f"trato={session}"
    own = await worker.get("/reports", **MONDAY, agent=str(day.users["beto"]))
    assert told(own)["answered_in_time"]["now"]["n"] == 7 and told(own)["present_time"]["now"]["total"] == 8 * 3600
    assert (await worker.ask("GET", "/reports/cases?from=2026-03-02&to=2026-03-02&measure=offered")).status_code == 422
    assert "agent" not in await worker.get("/reports/choices")
    leader = await desk.add("leader", "service_leader", ScopeKind.QUEUE, uuid7())
    elsewhere = await leader.get("/reports", **MONDAY)
    assert {one["now"]["n"] for one in elsewhere["told"]} == {0} and not elsewhere["own"]
    inside = await desk.add("inside", "service_leader", ScopeKind.QUEUE, day.world.brand.queue.id)
    await check(await inside.get("/reports", **MONDAY))
    unit = day.world.brand.brand.id
    assert (await leader.ask("GET", f"/reports?from=2026-03-02&to=2026-03-02&unit={unit}")).status_code == 404
    assert (await leader.ask("GET", f"/reports?from=2026-03-02&to=2026-03-02&unit={uuid7()}")).status_code == 404
    assert told(await inside.get("/reports", **MONDAY, unit=str(unit)))["offered"]["now"]["n"] == 12
    manager = await desk.add("manager", "project_manager")  # may read numbers and no case
    page = await manager.get("/reports/cases", **MONDAY, measure="offered")
    assert page["total"] == 12 and {(row["case_id"], row["subject"]) for row in page["items"]} == {(None, "")}
    stranger = await desk.add("stranger", "system_admin")
    assert (await stranger.ask("GET", "/reports?from=2026-03-02&to=2026-03-02")).status_code == 403


async def check_week(boss: Person) -> None:
    """A week has its days, and the one before has nothing: not zero per cent."""
    week = await boss.get("/reports", **{"from": "2026-03-02", "to": "2026-03-08"})
    offered, kept = told(week)["offered"], told(week)["answered_in_time"]
    assert [one["n"] for one in offered["stretches"]] == [12, 0, 0, 0, 0, 0, 0]
    assert kept["before"]["n"] == 0 and kept["before"]["value"] is None
    assert [one["value"] for one in kept["stretches"]] == [0.5] + [None] * 6
    assert (week["period"]["zone"], week["period"]["before_first"]) == ("America/Lima", "2026-02-23")
    present = told(week)["present_time"]
    assert [one["total"] for one in present["stretches"]] == [39_600] + [0] * 6
    away = await boss.get("/reports", **{"from": "2026-03-02", "to": "2026-03-02"}, zone="Asia/Tokyo")
    # in Tokyo, Lima's 10:00 on Monday is Tuesday: luis and rosa were there before
    assert told(away)["offered"]["now"]["n"] == 2


async def check_files(day: Day, boss: Person, desk: Any) -> None:
    """The files hold the same numbers, in the reader's words, and no formula."""
    await day.world.fetch(
        """update contacts.contact set name = '=HYPERLINK("http://malo.example")' where name = 'pedro' returning 1"""
    )
    days = await boss.client.get("/api/v1/reports/days.csv", params=MONDAY)
    assert days.headers["content-type"] == "text/csv; charset=utf-8" and days.content.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(days.content.decode("utf-8-sig"))))
    kept = next(one for one in lines if one["Medida"] == "Primera respuesta en el plazo")
    assert (kept["Valor"], kept["n"], kept["Cuentan"], kept["Al lado"]) == ("0.5", "12", "6", "2")
    table = await boss.client.get("/api/v1/reports/table.csv", params=MONDAY | {"by": "channel"})
    lines = list(csv.DictReader(io.StringIO(table.content.decode("utf-8-sig"))))
    told_of = {one["Canal"]: one["n"] for one in lines if one["Medida"] == "Casos ofrecidos"}
    assert told_of == {"WhatsApp": "6", "Chat web": "4", "Correo": "2", "Todo el periodo": "12"}
    cases_of = await boss.client.get("/api/v1/reports/cases.csv", params=MONDAY | {"measure": "first_response"})
    lines = list(csv.DictReader(io.StringIO(cases_of.content.decode("utf-8-sig"))))
    assert sorted(float(one["Segundos"]) for one in lines) == [60, 60, 60, 90, 1800, 5400, 7260, 10_800]
    assert [one["Contacto"][:11] for one in lines if one["Segundos"] == "10800"] == ["'=HYPERLINK"]
    refused = await desk.people["worker"].client.get("/api/v1/reports/days.csv", params=MONDAY)
    assert refused.status_code == 403
    async with day.world.tx() as tx:
        monday = date(2026, 3, 2)
        found = await reports.report(tx, machine(tx, day.world.workspace, "es"), Asked(first=monday, last=monday))
    said = {line[:42].strip(): line[42:].split() for line in as_text(found).splitlines()[1:]}
    assert said["Casos ofrecidos"] == ["12", "0", "n=12"]
    assert said["Primera respuesta en el plazo"] == ["50.0%", "n/a", "n=12"]
