"""The provider's side: the Graph's addresses about a professional account, as a business calls them."""

from __future__ import annotations

import re

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.facebook.api import (
    Endpoint,
    Provider,
    answering,
    caller,
    profile_routes,
    thread_routes,
)
from trato.rooms.channels.simulators.facebook.bodies import shaped
from trato.rooms.channels.simulators.facebook.management import Management
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.world import Page, Spoken
from trato.rooms.channels.simulators.instagram.shapes import Answered, Hidden, Replied
from trato.rooms.channels.simulators.instagram.simulator import Simulator
from trato.rooms.channels.simulators.meta.faults import Fault

_MENTIONED = re.compile(r"mentioned_(?P<kind>comment|media)\.(?P=kind)_id\((?P<id>\d+)\)\{(?P<fields>[a-z,]+)\}")
_MOST_TAGS, _MOST_LINKS = 4, 1
_TAG, _LINK = re.compile(r"#\w+"), re.compile(r"https?://\S+")


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the Graph that are played."""
    inbox, public = Provider(simulator), _Public(simulator)
    management = Management(simulator.world, lambda: simulator.base)
    return [
        Route("/cdn/{file}", inbox.download, methods=["GET"]),
        Route("/{version}/{page}/messages", answering(inbox.messages), methods=["POST"]),
        *thread_routes(inbox),
        *profile_routes(simulator),
        Route("/{version}/debug_token", answering(management.debug_token), methods=["GET"]),
        Route("/{version}/{page}/subscribed_apps", answering(management.subscribed_apps), methods=["GET"]),
        Route("/{version}/{page}/secondary_receivers", answering(management.secondary_receivers), methods=["GET"]),
        Route("/{version}/{app}/subscriptions", answering(management.subscriptions), methods=["GET"]),
        Route("/{version}/{object}/replies", answering(public.reply), methods=["POST"]),
        Route("/{version}/{page}/mentions", answering(public.answer), methods=["POST"]),
        Route("/{version}/{object}", answering(public.hide), methods=["POST"]),
        Route("/{version}/{object}", answering(public.remove), methods=["DELETE"]),
        Route("/{version}/{object}", answering(public.tell(management)), methods=["GET"]),
    ]


class _Public:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._media = simulator.media

    async def reply(self, request: Request) -> Response:
        """Publish an answer below a comment."""
        page, one = self._spoken(request)
        told = await shaped(request, Replied)
        if not one.post:
            raise Refused(100, f"'{one.id}' is no comment", subcode=33)
        return self._publish(page, one, told.message)

    async def answer(self, request: Request) -> Response:
        """Publish an answer where the account was mentioned: below the post, or below the comment in it."""
        page = caller(self._simulator, request)
        told = await shaped(request, Answered)
        one = self._media.get(told.comment_id if isinstance(told.comment_id, str) else told.media_id)
        if one.page != page.id or (one.post or one.id) != told.media_id:
            raise Refused(100, "not mentioned there")
        return self._publish(page, one, told.message)

    def tell(self, management: Management) -> Endpoint:
        """Return the address that tells of accounts and people, and of where an account was mentioned."""

        async def told(request: Request) -> Response:
            asked = _MENTIONED.fullmatch(request.query_params.get("fields", ""))
            if asked is None:
                return await management.page(request)
            page = caller(self._simulator, request)
            one = self._media.get(asked["id"])
            here = one.page == page.id == request.path_params["object"]
            if not here or (asked["kind"] == "comment") != bool(one.post):
                raise Refused(100, "not mentioned there")
            words = {"comment": "text", "media": "caption"}[asked["kind"]]
            fields = {"id": one.id, words: one.text, "timestamp": one.at.strftime("%Y-%m-%dT%H:%M:%S%z")}
            fields["username"] = self._simulator.world.people[one.author].username
            wanted = asked["fields"].split(",")
            if unknown := [name for name in wanted if name not in fields]:
                raise Refused(100, f"Tried accessing nonexisting field ({unknown[0]})")
            return JSONResponse({"id": page.id, f"mentioned_{asked['kind']}": {name: fields[name] for name in wanted}})

        return told

    async def hide(self, request: Request) -> Response:
        """Hide a comment, or show it again."""
        _, one = self._spoken(request)
        told = await shaped(request, Hidden)
        if one.author == one.page or not one.post:
            raise Refused(100, "only the comments of others are hidden")
        self._media.hide(one.id, hidden=told.hide)
        return JSONResponse({"success": True})

    async def remove(self, request: Request) -> Response:
        """Delete a comment."""
        _, one = self._spoken(request)
        if not one.post:
            raise Refused(10, "a post is not deleted here", status=403)
        self._media.remove(one.id)
        return JSONResponse({"success": True})

    def _publish(self, page: Page, one: Spoken, words: str) -> Response:
        _check(words)
        fault = self._simulator.faults.next_send()
        if fault is Fault.RATE_LIMIT:
            return JSONResponse(Refused(32, "Page request limit reached").body(), 429, headers={"Retry-After": "1"})
        identifier = self._media.comment(page.id, one.id, words)
        if fault is Fault.ERROR_AFTER:
            return JSONResponse(Refused(1, "An unknown error occurred").body(), 500)
        return JSONResponse({"id": identifier})

    def _spoken(self, request: Request) -> tuple[Page, Spoken]:
        page = caller(self._simulator, request)
        one = self._media.get(str(request.path_params["object"]))
        if one.page != page.id:
            raise Refused(200, "Permissions error", status=403)
        return page, one


def _check(words: str) -> None:
    """Raise `Refused` for what Instagram takes for spam in an answer."""
    if len(_TAG.findall(words)) > _MOST_TAGS or len(_LINK.findall(words)) > _MOST_LINKS:
        raise Refused(100, "at most four hashtags and one address")
    if len(words) > 1 and words.isupper() and " " in words:
        raise Refused(100, "not all in capitals")
