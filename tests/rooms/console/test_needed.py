"""What must be known of a contact before a person resolves a case: asked with the resolution, kept with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from tests.rooms.console.desk import Desk, Person
from tests.rooms.console.test_bulk import act
from trato.flow import closing
from trato.kit.ids import uuid7
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import ResolvedHow, WaitingOn
from trato.rooms.contacts import api as contacts
from trato.rooms.contacts.model import Evidence, EvidenceKind, Purpose

AGENT = Evidence(EvidenceKind.AGENT)

PLAN = {
    "names": {"es": "Plan", "en": "Package"}, "purpose": "service", "legal_basis": "contract", "key": "plan",
    "kind": "choice", "choices": ["Básico", "Familiar"], "needed_to_resolve": True,
}  # fmt: skip
BIRTHDAY = {
    "names": {"es": "Cumpleaños"}, "purpose": "marketing", "legal_basis": "consent", "key": "birthday", "kind": "date",
    "needed_to_resolve": True, "position": 1,
}  # fmt: skip
NUMBER = {**PLAN, "names": {"es": "Número de cliente"}, "key": "customer_number", "kind": "text", "choices": []}


async def define(desk: Desk, *told: dict[str, Any]) -> Person:
    leader = await desk.add("marisol", "director_of_care")
    for one in told:
        assert (await leader.post("/contact-attributes", one))["needed_to_resolve"] is True
    return leader


async def cases_of(desk: Desk, *phones: str) -> list[str]:
    for phone in phones:
        await desk.world.whatsapp("Hola", phone=phone, name=phone)
    return [str(row["id"]) for row in await desk.world.fetch('select id from cases."case" order by number')]


async def contact_of(desk: Desk, case: str) -> UUID:
    (row,) = await desk.world.fetch('select contact_id from cases."case" where id = $1', UUID(case))
    found: UUID = row["contact_id"]
    return found


async def kept(who: Person, case: str, contact: UUID) -> dict[str, Any]:
    panel = await who.get(f"/contacts/{contact}")
    return {one["key"]: one["value"] for one in panel["attributes"] if one["value"] is not None}


async def test_who_resolves_is_told_what_is_not_known_and_gives_it_in_the_same_step(desk: Desk) -> None:
    await define(desk, PLAN, BIRTHDAY)
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    (case,) = await cases_of(desk, "51987310201")
    refused = await camila.ask("POST", f"/cases/{case}/resolve", {})
    said = refused.json()
    assert (refused.status_code, said["code"]) == (422, "data_needed") and "Plan" in said["title"]
    (lacking,) = said["attributes"]  # the birthday rests on a consent that nobody gave: it is not asked
    assert (lacking["key"], lacking["names"]) == ("plan", PLAN["names"]) and UUID(lacking["id"])
    needs = await camila.get(f"/cases/{case}/needs-reason")
    assert [(one["key"], one["choices"], one["value"]) for one in needs["data"]] == [("plan", PLAN["choices"], None)]

    wrong = await camila.ask("POST", f"/cases/{case}/resolve", {"values": {"plan": "Otro"}})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "attribute_value_invalid")
    contact = await contact_of(desk, case)
    assert (await camila.get(f"/cases/{case}"))["state"] == "open" and await kept(camila, case, contact) == {}
    done = await camila.post(f"/cases/{case}/resolve", {"values": {"plan": "Familiar"}})
    assert done["state"] == "resolved" and await kept(camila, case, contact) == {"plan": "Familiar"}
    await camila.post(f"/cases/{case}/reopen", {})
    assert (await camila.get(f"/cases/{case}/needs-reason"))["data"] == []
    assert (await camila.post(f"/cases/{case}/resolve", {}))["state"] == "resolved"


async def test_what_one_may_not_write_holds_nobody_up_and_writes_nothing(desk: Desk) -> None:
    await define(desk, {**PLAN, "edited_with": "settings.write"})
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    (case,) = await cases_of(desk, "51987310201")
    assert (await camila.get(f"/cases/{case}/needs-reason"))["data"] == []
    refused = await camila.ask("POST", f"/cases/{case}/resolve", {"values": {"plan": "Familiar"}})
    assert refused.status_code == 403 and (await camila.get(f"/cases/{case}"))["state"] == "open"
    assert (await camila.post(f"/cases/{case}/resolve", {}))["state"] == "resolved"


async def test_what_no_person_does_is_not_held_up(desk: Desk) -> None:
    await define(desk, PLAN)
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    by_rule, unanswered = await cases_of(desk, "51987310201", "51987310202")
    async with desk.world.tx() as tx:
        await closing.resolve(tx, UUID(by_rule), how=ResolvedHow.RULE)
        await closing.wait(tx, UUID(unanswered), WaitingOn.CONTACT)
    async with desk.world.tx() as tx:
        assert await cases.auto_close(tx, UUID(unanswered), tx.now)
    assert [(await camila.get(f"/cases/{one}"))["state"] for one in (by_rule, unanswered)] == ["resolved", "closed"]


async def test_of_many_those_whose_contact_is_known_are_resolved_and_the_others_say_what_is_missing(desk: Desk) -> None:
    await define(desk, PLAN)
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    known, unknown = await cases_of(desk, "51987310201", "51987310202")
    contact = await contact_of(desk, known)
    told = await camila.ask("PATCH", f"/contacts/{contact}/attributes", {"values": {"plan": "Familiar"}})
    assert told.status_code == 200
    _, answer = await act(camila, [known, unknown], kind="resolve")
    (refused,) = answer["refused"]
    assert answer["done"] == [known] and (refused["case_id"], refused["code"]) == (unknown, "data_needed")
    assert [one["key"] for one in refused["data"]["attributes"]] == ["plan"] and "Plan" in refused["title"]


async def test_a_macro_resolves_when_it_writes_what_is_missing_itself(desk: Desk) -> None:
    await define(desk, PLAN)
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    (case,) = await cases_of(desk, "51987310201")
    ends = {"do": "resolve"}
    bare = await camila.post("/macros", {"name": "Cerrar", "then": [ends]})
    refused = await camila.ask("POST", f"/cases/{case}/macro", {"macro_id": bare["id"], "run_id": str(uuid7())})
    assert (refused.status_code, refused.json()["code"]) == (422, "data_needed")
    whole = await camila.post(
        "/macros", {"name": "Anotar y cerrar", "then": [{"do": "attribute", "key": "plan", "value": "Básico"}, ends]}
    )
    used = await camila.post(f"/cases/{case}/macro", {"macro_id": whole["id"], "run_id": str(uuid7())})
    assert used["case"]["state"] == "resolved"


async def test_a_consent_given_makes_the_question_asked_and_a_no_takes_it_away(desk: Desk) -> None:
    await define(desk, BIRTHDAY, NUMBER)
    camila = await desk.add("camila", team=desk.world.brand.team_id)
    (case,) = await cases_of(desk, "51987310201")
    contact = await contact_of(desk, case)
    asked = f"/cases/{case}/needs-reason"
    assert [one["key"] for one in (await camila.get(asked))["data"]] == ["customer_number"]
    async with desk.world.tx() as tx:
        await contacts.grant(tx, contact, Purpose.MARKETING, AGENT)
    assert [one["key"] for one in (await camila.get(asked))["data"]] == ["customer_number", "birthday"]
    async with desk.world.tx() as tx:
        await contacts.withdraw(tx, contact, Purpose.MARKETING, AGENT)
    assert [one["key"] for one in (await camila.get(asked))["data"]] == ["customer_number"]
