"""Facts of other systems beside a contact: what they said last, and asking one again outside any transaction."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.wiring import House
from trato.kit.events import Actor, ActorKind
from trato.kit.http import OutsideClient
from trato.kit.tx import Tx
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Principal, Verb
from trato.rooms.cases import api as cases
from trato.rooms.cases.model import Case
from trato.rooms.console.service.reach import check_case, check_contact
from trato.rooms.panels import api as panels
from trato.rooms.panels.model import Answer

SECONDS = 3.0  # what a person waits beside a case; past it, the last answer stands
MOST_BYTES = 64_000
ASK = "/api/v1/contacts/{id}/panels/{panel_id}/ask"


class Question(Struct, frozen=True):
    """Of which contact, which system, and beside which case."""

    id: UUID
    panel_id: UUID
    case_id: UUID | None = None


class About(Struct, frozen=True):
    """A contact; with a case, the systems of its brand stand beside those of all."""

    id: UUID
    case_id: UUID | None = None


async def answers(tx: Tx, who: Principal, given: About) -> list[Answer]:
    """Tell what other systems said last of a contact, without asking them again."""
    await check_contact(tx, who, given.id)
    case = await _case(tx, who, given.case_id)
    return await panels.answers_about(tx, given.id, case.brand_id if case else None)


TABLE: tuple[tuple[str, str, Verb, Any, type[Struct]], ...] = (
    ("GET", "/api/v1/contacts/{id}/panels", Verb.CONTACTS_READ, answers, About),
)


def client(*, local: bool) -> OutsideClient:
    """Return the client that asks: it reaches no address that strangers may not send us to."""
    return OutsideClient(loopback=local, seconds=SECONDS, most_bytes=MOST_BYTES)


def routes(house: House, entrance: Entrance, outside: OutsideClient) -> list[Route]:
    """Return the door that asks one system about one contact."""
    plain = house.settings.is_local

    async def ask(request: Request) -> Response:
        who = await admit(entrance, request, Verb.CONTACTS_READ)
        assert who is not None
        given: Question = await read_given(request, Question)
        actor = Actor(ActorKind.USER, who.user.id)
        async with house.db.transaction(who.workspace_id, actor) as tx:
            await check_contact(tx, who, given.id)
            case = await _case(tx, who, given.case_id)
            asking = await panels.prepare(tx, house.keyring, given.panel_id, given.id, case, who.user.locale)
        if asking is not None:
            said = await panels.ask(outside, asking, plain=plain)
            async with house.db.transaction(who.workspace_id, actor) as tx:
                await panels.keep(tx, asking, given.id, said)
        async with house.db.transaction(who.workspace_id, actor) as tx:
            told = await panels.answers_about(tx, given.id, case.brand_id if case else None)
        return json_answer(next((one for one in told if one.panel_id == given.panel_id), None))

    return [Route(ASK, guard(ask), methods=["POST"])]


async def _case(tx: Tx, who: Principal, case_id: UUID | None) -> Case | None:
    if case_id is None:
        return None
    await check_case(tx, who, case_id)
    return await cases.get(tx, case_id)
