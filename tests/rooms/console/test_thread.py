"""A long thread is read from its end, from anywhere in its middle, and in both directions."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from tests.rooms.console.desk import Desk, Person
from tests.rooms.console.test_composing import begun
from trato.kit.ids import uuid7


async def pages(who: Person, case: str, first: Any, way: str) -> list[Any]:
    """Return a page and those that follow it in one direction."""
    found = [first]
    while (cursor := found[-1]["next" if way == "cursor" else "later"]) is not None:
        found.append(await who.get(f"/cases/{case}/thread", limit=3, **{way: cursor}))
    return found


def names(page: Any) -> list[str]:
    return [item[item["kind"]]["id"] for item in page["items"]]


async def test_around_a_message_the_thread_goes_on_in_both_directions_without_gap_or_double(desk: Desk) -> None:
    camila = await desk.add("camila")
    case, _ = await begun(desk, camila)
    for n in range(6):
        await desk.world.whatsapp(f"mensaje {n}")
        await camila.post(f"/cases/{case}/notes", {"id": str(uuid7()), "text": f"nota {n}", "mentions": []})
    newest = await camila.get(f"/cases/{case}/thread", limit=3)
    whole = [name for page in reversed(await pages(camila, case, newest, "cursor")) for name in names(page)]
    assert len(whole) == len(set(whole)) == 13

    thread = await camila.get(f"/cases/{case}/thread", limit=50)
    assert thread["next"] is None and thread["later"] is None and names(thread) == whole
    messages = [item["message"]["id"] for item in thread["items"] if item["kind"] == "message"]
    for target in messages:
        middle = await camila.get(f"/cases/{case}/thread", around=target, limit=4)
        assert target in names(middle)
        older = await pages(camila, case, middle, "cursor")
        newer = await pages(camila, case, middle, "later")
        rebuilt = [name for page in [*reversed(older), *newer[1:]] for name in names(page)]
        assert rebuilt == whole

    for bad in (str(uuid4()), "nonsense"):
        assert (await camila.ask("GET", f"/cases/{case}/thread?around={bad}")).status_code in (404, 422)
    assert (await camila.ask("GET", f"/cases/{case}/thread?later=%21%21")).status_code == 422
