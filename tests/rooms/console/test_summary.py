"""The summary of a case at its address: its own sentences for who may see it, and nothing for whoever may not."""

from __future__ import annotations

from tests.rooms.console.desk import Desk
from trato.kit.ids import uuid7
from trato.rooms.access.model import ScopeKind

WANTS = "Compré una olla el lunes y llegó rota. Quiero que me devuelvan el dinero."


async def test_a_case_is_summed_up_within_reach_and_never_was_out_of_it(desk: Desk) -> None:
    camila = await desk.add("camila")
    eva = await desk.add("eva", kind=ScopeKind.QUEUE, scope=uuid7())
    await desk.world.whatsapp(WANTS, "¿Hay alguien?", "Escribo otra vez por lo de la olla")
    (case,) = await desk.world.fetch('select id from cases."case"')
    told = await camila.get(f"/cases/{case['id']}/summary")
    assert (told["short"], told["fresh"], told["handed"], told["written"]) == (False, False, None, None)
    wants = told["points"][0]
    (first,) = await desk.world.fetch("select id from conversations.message where text = $1", WANTS)
    assert (wants["kind"], wants["message_id"], wants["inward"]) == ("wants", str(first["id"]), True)
    assert (await eva.ask("GET", f"/cases/{case['id']}/summary")).status_code == 404
    assert (await camila.ask("GET", f"/cases/{uuid7()}/summary")).status_code == 404
