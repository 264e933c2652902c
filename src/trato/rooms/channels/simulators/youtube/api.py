"""YouTube's side: a token for who holds a refresh token, and the calls about comments (youtube v3)."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from urllib.parse import parse_qsl
from uuid import uuid4

import msgspec
from msgspec import Meta, Struct
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.asked import is_form
from trato.rooms.channels.simulators.youtube.world import Channel, Comment, World, comment_of

GRANTED = frozenset({"grant_type", "refresh_token", "client_id", "client_secret"})
STATUSES = frozenset({"published", "heldForReview", "likelySpam", "rejected"})
FEW = 5  # answers that come with a thread
PARAMETERS = {
    "threads": frozenset({"part", "allThreadsRelatedToChannelId", "order", "maxResults", "textFormat", "pageToken",
                          "videoId", "channelId", "id", "moderationStatus", "searchTerms"}),
    "answers": frozenset({"part", "parentId", "id", "maxResults", "textFormat", "pageToken"}),
    "insert": frozenset({"part"}),
    "status": frozenset({"id", "moderationStatus", "banAuthor"}),
    "delete": frozenset({"id"}),
    "channels": frozenset({"part", "mine", "id"}),
}  # fmt: skip


class _Snippet(Struct, frozen=True, forbid_unknown_fields=True):
    parentId: Annotated[str, Meta(min_length=1)]
    textOriginal: Annotated[str, Meta(min_length=1, max_length=10_000)]


class Inserted(Struct, frozen=True, forbid_unknown_fields=True):
    """What of `Comment` an answer is made of."""

    snippet: _Snippet


class Refused(Exception):
    """A call that YouTube does not take."""

    def __init__(self, status: int, reason: str, words: str = "") -> None:
        super().__init__(reason)
        self.status, self.reason, self.words = status, reason, words

    def answer(self) -> Response:
        """Return it as YouTube words it."""
        one = {"message": self.words or self.reason, "domain": "youtube.comment", "reason": self.reason}
        return JSONResponse({"error": {"code": self.status, "message": one["message"], "errors": [one]}}, self.status)


def routes(world: World) -> list[Route]:
    """Return the routes of the Data API."""
    api = _Api(world)
    return [
        Route("/token", api.token, methods=["POST"]),
        Route("/youtube/v3/channels", api.guarded(api.channels, "channels", "list"), methods=["GET"]),
        Route("/youtube/v3/commentThreads", api.guarded(api.threads, "threads", "list"), methods=["GET"]),
        Route("/youtube/v3/comments", api.guarded(api.answers, "answers", "list"), methods=["GET"]),
        Route("/youtube/v3/comments", api.guarded(api.insert, "insert", "write"), methods=["POST"]),
        Route("/youtube/v3/comments", api.guarded(api.delete, "delete", "write"), methods=["DELETE"]),
        Route(
            "/youtube/v3/comments/setModerationStatus", api.guarded(api.set_status, "status", "write"),
            methods=["POST"],
        ),
    ]  # fmt: skip


Deed = Callable[[Request], Awaitable[Response]]


class _Api:
    def __init__(self, world: World) -> None:
        self._world = world

    async def token(self, request: Request) -> Response:
        """Give a token to who holds the refresh token of the channel's owner."""
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
        client = (form.get("client_id"), form.get("client_secret"))
        own = [
            one for one in (self._world.channel, *self._world.others) if (one.client_id, one.client_secret) == client
        ]
        if not own:
            return JSONResponse({"error": "invalid_client"}, 401)
        if not is_form(request) or set(form) - GRANTED:
            return JSONResponse({"error": "invalid_request"}, 400)
        consented = next((one for one in own if one.refresh_token == form.get("refresh_token")), None)
        if form.get("grant_type") != "refresh_token" or consented is None:
            return JSONResponse({"error": "invalid_grant", "error_description": "Token has been revoked."}, 400)
        token = f"ya29.{uuid4().hex}"
        self._world.tokens[token] = consented
        return JSONResponse({"access_token": token, "expires_in": 3599, "token_type": "Bearer"})

    def guarded(self, deed: Deed, name: str, kind: str) -> Deed:
        """Check who calls and by which parameters, count what it costs, and word refusals as YouTube does."""

        async def answer(request: Request) -> Response:
            try:
                if self._caller(request) is None:
                    raise Refused(401, "authError", "Invalid Credentials")
                self._world.spend(kind, f"{request.method} {request.url.path}")
                if strange := set(request.query_params) - PARAMETERS[name]:
                    raise Refused(400, "badRequest", f"Unknown name: {sorted(strange)[0]}")
                return await deed(request)
            except Refused as refused:
                return refused.answer()

        return answer

    def _caller(self, request: Request) -> Channel | None:
        return self._world.tokens.get(request.headers.get("authorization", "").removeprefix("Bearer "))

    async def channels(self, request: Request) -> Response:
        """Tell whose token it is."""
        self._part(request)
        channel = self._caller(request)
        assert channel is not None
        one = {"kind": "youtube#channel", "id": channel.id, "snippet": {"title": channel.name}}
        return JSONResponse({"kind": "youtube#channelListResponse", "items": [one]})

    async def threads(self, request: Request) -> Response:
        """List comments with their first answers, of all videos of the channel, the newest first."""
        parts = self._part(request)
        asked, world = request.query_params, self._world
        whose = asked.get("allThreadsRelatedToChannelId")
        if whose not in {world.channel.id, *(one.id for one in world.others)}:
            raise Refused(404, "channelNotFound")
        if asked.get("order", "time") not in ("time", "relevance"):
            raise Refused(400, "badRequest", "order")
        most, start = self._page(request)
        said = reversed(world.comments.values()) if whose == world.channel.id else ()
        shown = [one for one in said if not one.above and one.status == "published"]
        items = [self._thread(one, with_answers="replies" in parts) for one in shown[start : start + most]]
        return self._listed("youtube#commentThreadListResponse", items, most, start, len(shown))

    async def answers(self, request: Request) -> Response:
        """List what was answered below a comment."""
        self._part(request)
        thread = request.query_params.get("parentId", "")
        if thread not in self._world.comments:
            raise Refused(404, "commentNotFound")
        most, start = self._page(request)
        shown = self._world.answers(thread)
        items = [comment_of(one, self._world.channel.id) for one in shown[start : start + most]]
        return self._listed("youtube#commentListResponse", items, most, start, len(shown))

    async def insert(self, request: Request) -> Response:
        """Answer a comment as the channel."""
        self._part(request)
        if not request.headers.get("content-type", "").startswith("application/json"):
            raise Refused(400, "badRequest", "Request must be JSON")
        try:
            told = msgspec.json.decode(await request.body(), type=Inserted).snippet
        except (msgspec.ValidationError, msgspec.DecodeError, RecursionError) as wrong:
            raise Refused(400, "invalidCommentMetadata", str(wrong)) from wrong
        if not told.textOriginal.strip():
            raise Refused(400, "commentTextRequired")
        above = self._comment(told.parentId, "parentCommentNotFound")
        if above.above:
            raise Refused(400, "parentCommentIsReply")  # answers stand one level deep
        trouble = self._trouble()
        channel = self._caller(request)
        assert channel is not None
        made = self._world.say(channel.id, f"@{channel.name}", above.video, told.textOriginal, above.id)
        if trouble == "lost":
            raise Refused(500, "backendError")
        return JSONResponse(comment_of(made, self._world.channel.id))

    async def set_status(self, request: Request) -> Response:
        """Hold comments back, reject them, or let them be read."""
        status = request.query_params.get("moderationStatus", "")
        if status not in STATUSES:
            raise Refused(400, "invalidModerationStatus")
        found = [self._comment(one) for one in self._ids(request)]
        self._trouble()
        if self._caller(request) is not self._world.channel:
            raise Refused(403, "forbidden", "The comments cannot be moderated due to insufficient permissions.")
        if any(one.author == self._world.channel.id for one in found):
            raise Refused(400, "operationNotSupported")
        for one in found:
            one.status = status
        return Response(status_code=204)

    async def delete(self, request: Request) -> Response:
        """Delete a comment of the channel's own."""
        (one,) = (self._comment(each) for each in self._ids(request)[:1])
        caller = self._caller(request)
        if caller is None or one.author != caller.id:
            raise Refused(403, "forbidden", "The comment cannot be deleted due to insufficient permissions.")
        self._world.remove(one.id)
        return Response(status_code=204)

    def _ids(self, request: Request) -> list[str]:
        found = [one for each in request.query_params.getlist("id") for one in each.split(",") if one]
        if not found:
            raise Refused(400, "badRequest", "Required parameter: id")
        return found

    def _comment(self, identifier: str, reason: str = "commentNotFound") -> Comment:
        found = self._world.comments.get(identifier)
        if found is None:
            raise Refused(404, reason)
        return found

    def _trouble(self) -> str:
        trouble = self._world.troubles.pop(0) if self._world.troubles else ""
        if trouble == "spent":
            raise Refused(403, "quotaExceeded", "The request cannot be completed because you have exceeded your quota.")
        if trouble == "down":
            raise Refused(503, "backendError")
        if trouble == "closed":
            raise Refused(403, "commentsDisabled")
        return trouble

    def _thread(self, one: Comment, *, with_answers: bool) -> dict[str, Any]:
        channel, answers = self._world.channel.id, self._world.answers(one.id)
        snippet = {
            "channelId": channel, "videoId": one.video, "topLevelComment": comment_of(one, channel), "canReply": True,
            "totalReplyCount": len(answers), "isPublic": True,
        }  # fmt: skip
        told: dict[str, Any] = {"kind": "youtube#commentThread", "etag": "e", "id": one.id, "snippet": snippet}
        if with_answers and answers:
            told["replies"] = {"comments": [comment_of(each, channel) for each in answers[-FEW:]]}
        return told

    def _part(self, request: Request) -> set[str]:
        parts = set(filter(None, request.query_params.get("part", "").split(",")))
        if not parts or not parts <= {"id", "snippet", "replies"}:
            raise Refused(400, "badRequest", "part")
        return parts

    def _page(self, request: Request) -> tuple[int, int]:
        most, start = request.query_params.get("maxResults", "20"), request.query_params.get("pageToken") or "0"
        if not (most.isdecimal() and start.isdecimal() and len(most + start) < 10 and 1 <= int(most) <= 100):
            raise Refused(400, "badRequest", "maxResults or pageToken")
        return int(most), int(start)

    def _listed(self, kind: str, items: list[Any], most: int, start: int, total: int) -> Response:
        told: dict[str, Any] = {"kind": kind, "items": items}
        told["pageInfo"] = {"totalResults": total, "resultsPerPage": most}
        if start + most < total:
            told["nextPageToken"] = str(start + most)
        return JSONResponse(told)
