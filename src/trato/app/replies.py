"""The door where most answers come in: plain text for the case that a conversation serves, many in one commit.

Anything else (files, templates, quotes, an older case) goes through the ordinary door of the same address.
"""

from __future__ import annotations

from collections.abc import Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route as HttpRoute

from trato.app.doors import admit, door_of, guard, json_answer, read_given
from trato.app.wiring import House
from trato.flow.replying import ReplyDesk
from trato.flow.writing import Answering
from trato.kit.errors import NotFound
from trato.kit.events import Actor, ActorKind
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.http.routes import Route
from trato.rooms.access.model import Verb
from trato.rooms.console.http.asks import saying
from trato.rooms.console.http.writing import check_own, plain_reply
from trato.rooms.console.service import thread

ADDRESS = ("POST", "/api/v1/conversations/{conversation_id}/messages")


def routes(house: House, entrance: Entrance, table: Iterable[Route]) -> list[HttpRoute]:
    """Return the door in front of the ordinary one of the same address in `table`."""
    ordinary = door_of(house, entrance, next(row for row in table if (row.method, row.path) == ADDRESS))
    desk = ReplyDesk(house.db, house.book, thread.load_messages)

    async def reply(request: Request) -> Response:
        principal = await admit(entrance, request, Verb.CASES_REPLY)
        assert principal is not None
        given: saying.NewMessage = await read_given(request, saying.NewMessage)
        new = plain_reply(principal, given)
        if new is not None:
            actor = Actor(ActorKind.USER, principal.user.id)
            try:
                shown = await desk.hand_in(
                    principal.workspace_id, Answering(actor, new, principal.rights.scope(Verb.CASES_REPLY))
                )
                return json_answer(check_own(shown, principal, given.conversation_id, given.case_id))
            except NotFound:
                pass  # not plainly there: the ordinary door knows the words for it
        return await ordinary(request)

    return [HttpRoute(ADDRESS[1], guard(reply), methods=[ADDRESS[0]])]
