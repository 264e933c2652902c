"""The door that proposes another wording of a reply. It waits for a model outside, and for that in no transaction."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer, read_given
from trato.app.wiring import House
from trato.flow.rewording import to_rewrite
from trato.kit.events import Actor, ActorKind
from trato.kit.http import OutsideClient
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Verb
from trato.rooms.console.service.reach import check_conversation
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.model.llm import LlmTrouble, Manner

REWRITE = "/api/v1/cases/{case_id}/rewrite"
LONGEST = 10_000  # characters of a reply


class ToReword(Struct, frozen=True):
    """A reply that is being written in a conversation of a case, and how it shall be worded."""

    case_id: UUID
    conversation_id: UUID
    text: Annotated[str, Meta(min_length=1, max_length=LONGEST)]
    manner: Manner


class Reworded(Struct, frozen=True):
    """A proposal of the model outside that goes by `model`; `id` is the call's. Without a text, `trouble` says why."""

    text: str = ""
    trouble: str = ""
    model: str = ""
    id: UUID | None = None


def routes(house: House, entrance: Entrance, outside: OutsideClient) -> list[Route]:
    """Return the door. Nothing is kept of what goes through it but what it cost."""

    async def rewrite(request: Request) -> Response:
        who = await admit(entrance, request, Verb.CASES_REPLY)
        assert who is not None
        given: ToReword = await read_given(request, ToReword)
        actor = Actor(ActorKind.USER, who.user.id)
        async with house.db.transaction(who.workspace_id, actor) as tx:
            await check_conversation(tx, who, given.conversation_id, given.case_id, Verb.CASES_REPLY)
            one = await to_rewrite(
                tx, house.book, given.case_id, given.conversation_id, who.user.id, given.text, given.manner
            )
            held = await intelligence.hold_rewriting(tx, house.keyring, one)
        if isinstance(held, LlmTrouble):
            return json_answer(Reworded(trouble=held.value))
        said = await intelligence.make_call(outside, held.order)
        async with house.db.transaction(who.workspace_id, actor) as tx:
            text, trouble = await intelligence.settle_rewriting(tx, held, said)
        return json_answer(Reworded(text, str(trouble or ""), held.order.model, held.order.id))

    return [Route(REWRITE, guard(rewrite), methods=["POST"])]
