"""X's side: the addresses of the X API that are played, as an account and its app call them."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from email.utils import format_datetime
from typing import Any, TypeVar

from msgspec import UNSET
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.meta.faults import Fault
from trato.rooms.channels.simulators.x import authorising, payloads
from trato.rooms.channels.simulators.x.contract import CATEGORIES, Hide, Publish, SetWebhook, Subscribe, Write, decode
from trato.rooms.channels.simulators.x.refusals import Refused
from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business

# what may be asked of a list: the names of a query, and of its lists the words that we know
PEOPLE = frozenset({"name", "username", "id", "verified", "protected", "public_metrics"})
FILES = frozenset({"media_key", "preview_image_url", "type", "url", "variants", "alt_text"})
POSTED = frozenset({
    "attachments", "author_id", "conversation_id", "created_at", "display_text_range", "entities", "id", "lang",
    "note_post", "text",
})  # fmt: skip
WRITTEN = frozenset({
    "attachments", "created_at", "dm_conversation_id", "entities", "event_type", "id", "sender_id", "text",
})  # fmt: skip
MENTIONS = {
    "post.fields": POSTED, "user.fields": PEOPLE, "media.fields": FILES,
    "expansions": frozenset({"attachments.media_keys", "author_id", "in_reply_to_user_id", "referenced_posts"}),
}  # fmt: skip
EVENTS = {
    "dm_event.fields": WRITTEN, "user.fields": PEOPLE, "media.fields": FILES,
    "expansions": frozenset({"attachments.media_keys", "sender_id", "participant_ids"}),
    "event_types": frozenset({"MessageCreate", "ParticipantsJoin", "ParticipantsLeave"}),
}  # fmt: skip
LARGEST = 5 * 1024 * 1024
IMAGES = ("image/jpeg", "image/png", "image/webp", "image/gif")
TOKEN = 16  # the fewest letters that the contract lets a pagination_token have
Endpoint = Callable[[Request], Awaitable[Response]]
One = TypeVar("One")


def routes(simulator: Simulator) -> list[Route]:
    """Return the routes of the X API."""
    provider = _Provider(simulator)

    def at(path: str, endpoint: Endpoint, *methods: str) -> Route:
        return Route(path, provider.answering(endpoint), methods=list(methods))

    return [
        at("/2/tweets", provider.publish, "POST"),
        at("/2/tweets/{id}", provider.remove, "DELETE"),
        at("/2/tweets/{id}/hidden", provider.hide, "PUT"),
        at("/2/dm_conversations/with/{id}/messages", provider.write, "POST"),
        at("/2/media/upload", provider.upload, "POST"),
        at("/2/users/me", provider.me, "GET"),
        at("/2/users/{id}/mentions", provider.mentions, "GET"),
        at("/2/dm_events", provider.messages, "GET"),
        at("/2/webhooks", provider.webhooks, "GET", "POST"),
        at("/2/webhooks/{id}", provider.check_again, "PUT"),
        at("/2/activity/subscriptions", provider.subscriptions, "GET", "POST"),
        at("/2/oauth2/token", provider.token, "POST"),
        at("/media/{file}", provider.file, "GET"),
    ]


class _Provider:
    def __init__(self, simulator: Simulator) -> None:
        self._simulator = simulator
        self._world = simulator.world

    def answering(self, endpoint: Endpoint) -> Endpoint:
        """Answer refusals as X words them, with its own date."""

        async def answer(request: Request) -> Response:
            try:
                told = await endpoint(request)
            except Refused as refused:
                told = JSONResponse(refused.body(), refused.status, headers=dict(refused.headers))
            told.headers["date"] = format_datetime(self._simulator.clock(), usegmt=True)
            return told

        return answer

    # ---- in the account's name -----------------------------------------------------------------------------------

    async def publish(self, request: Request) -> Response:
        """Publish a post."""
        business, told = self._account(request), decode(await _json(request), Publish)

        def act() -> dict[str, Any]:
            post = self._simulator.publish(business, told)
            return {"id": post.id, "text": post.text, "edit_history_post_ids": [post.id]}

        return await self._sending(act)

    async def write(self, request: Request) -> Response:
        """Send a direct message."""
        business, told = self._account(request), decode(await _json(request), Write)
        person = str(request.path_params["id"])

        def act() -> dict[str, Any]:
            message = self._simulator.send(business, person, told)
            return {"dm_conversation_id": f"{business.id}-{person}", "dm_event_id": message.id}

        return await self._sending(act)

    async def _sending(self, act: Callable[[], dict[str, Any]]) -> Response:
        """Do what is asked, on good days and on bad ones."""
        faults = self._simulator.faults
        fault = faults.next_send()
        if fault is Fault.RATE_LIMIT:
            reset = str(int(self._simulator.clock().timestamp()) + 60)
            raise Refused(429, "", {"x-rate-limit-remaining": "0", "x-rate-limit-reset": reset})
        if fault is Fault.UNAVAILABLE:
            raise Refused(503, "Over capacity")
        told = act()
        if fault is Fault.ERROR_AFTER:
            raise Refused(500, "Internal Server Error")
        if fault in (Fault.HANG, Fault.SLOW):
            await asyncio.sleep(faults.hang_seconds if fault is Fault.HANG else faults.slow_seconds)
        return JSONResponse({"data": told}, 201)

    async def hide(self, request: Request) -> Response:
        """Hide a reply, or show it again."""
        business, told = self._account(request), decode(await _json(request), Hide)
        self._simulator.hide(business, str(request.path_params["id"]), hidden=told.hidden)
        return JSONResponse({"data": {"hidden": told.hidden}})

    async def remove(self, request: Request) -> Response:
        """Delete a post of the account's own."""
        self._simulator.remove(self._account(request).id, str(request.path_params["id"]))
        return JSONResponse({"data": {"deleted": True}})

    async def upload(self, request: Request) -> Response:
        """Take an image whole."""
        self._account(request)
        if not request.headers.get("content-type", "").startswith("multipart/form-data"):
            raise Refused(400, "multipart/form-data is expected")
        async with request.form() as form:
            file, strange = form.get("media"), set(form) - {"media", "media_category", "additional_owners"}
            if strange or form.get("media_category") not in CATEGORIES or not isinstance(file, UploadFile):
                raise Refused(400, "media and media_category are required")
            content, mime = await file.read(), file.content_type or ""
        if not content or len(content) > LARGEST or mime not in IMAGES:
            raise Refused(400, "media type unrecognized, or too large")
        identifier = self._simulator.keep(content, mime)
        told = {"id": identifier, "media_key": f"3_{identifier}", "size": len(content), "expires_after_secs": 86400}
        return JSONResponse({"data": told})

    async def me(self, request: Request) -> Response:
        """Say whose token it is."""
        return JSONResponse({"data": payloads.user(self._account(request))})

    async def mentions(self, request: Request) -> Response:
        """Tell the newest posts that mention or answer the account."""
        business = self._account(request)
        if request.path_params["id"] != business.id:
            raise Refused(403, "You may only read your own mentions")
        _asked(request, MENTIONS, 5)
        since = request.query_params.get("since_id", "0")
        found = [
            one
            for one in self._world.posts.values()
            if one.author != business.id and not one.gone and int(one.id) > int(since or 0)
            and (business in self._world.mentioned(one.text) or self._answers(one.above, business))
        ]  # fmt: skip
        page, more = _page(request, found[::-1])
        told = [payloads.page_post(one, self._world) for one in page]
        around = payloads.includes(page, self._world, self._simulator.base)
        meta = {"result_count": len(told), **({"newest_id": page[0].id} if page else {}), **more}
        return JSONResponse({**({"data": told, "includes": around} if told else {}), "meta": meta})

    def _answers(self, above: str, business: Business) -> bool:
        parent = self._world.posts.get(above)
        return parent is not None and parent.author == business.id

    async def messages(self, request: Request) -> Response:
        """Tell the newest direct messages."""
        business = self._account(request)
        _asked(request, EVENTS, 1)
        found = [
            payloads.page_message(business, self._world.people[person], one)
            for (of, person), chat in self._world.chats.items()
            if of == business.id
            for one in chat
            if not one.sealed
        ]
        found.sort(key=lambda one: int(one["id"]), reverse=True)
        people = [payloads.user(business), *map(payloads.user, self._world.people.values())]
        page, more = _page(request, found)
        told = {"data": page, "includes": {"users": people}} if page else {}
        return JSONResponse({**told, "meta": {"result_count": len(page), **more}})

    # ---- in the app's name ---------------------------------------------------------------------------------------

    async def webhooks(self, request: Request) -> Response:
        """Tell where events are brought, or set it after a proof."""
        business = self._app(request)
        if request.method == "GET":
            return JSONResponse({"data": [_webhook(business)] if business.webhook_id else []})
        told = decode(await _json(request), SetWebhook)
        if not told.url.startswith(("https://", "http://127.0.0.1", "http://localhost")):
            raise Refused(400, "Webhook URL must use https.")
        if not await self._simulator.challenge(business, told.url):
            raise Refused(400, "CRC validation failed: the URL did not answer with the right response_token.")
        business.callback_url, business.valid, business.webhook_id = told.url, True, self._world.new_id()
        return JSONResponse({"data": _webhook(business)})

    async def check_again(self, request: Request) -> Response:
        """Ask an address for its proof once more."""
        business = self._app(request)
        business.valid = await self._simulator.challenge(business, business.callback_url)
        return JSONResponse({"data": {"valid": business.valid}})

    async def subscriptions(self, request: Request) -> Response:
        """Tell of what is told, or tell of more."""
        if request.method == "GET":
            business = self._app(request)
            told = [_subscription(business, kind) for kind in sorted(business.told)]
            return JSONResponse({"data": told, "meta": {"total_subscriptions": len(told)}})
        business, asked = self._account(request), decode(await _json(request), Subscribe)
        if asked.filter.user_id != business.id or asked.webhook_id not in (UNSET, business.webhook_id):
            raise Refused(403, "Subscription is for another user or webhook")
        business.told.add(asked.event_type)
        return JSONResponse({"data": {"subscription": _subscription(business, asked.event_type)}})

    async def token(self, request: Request) -> Response:
        """Give a new pair of tokens for a code, or for the second one, once."""
        form = {name: str(value) for name, value in (await request.form()).items()}
        if form.get("grant_type") == "authorization_code":
            return self._tokens(authorising.redeem(self._world, request.headers.get("authorization", ""), form))
        given = form.get("refresh_token", "")
        business = next((one for one in self._world.businesses.values() if one.refresh_token == given != ""), None)
        if form.get("grant_type") != "refresh_token" or business is None or business.revoked:
            told = {"error": "invalid_request", "error_description": "Value passed for the token was invalid."}
            return JSONResponse(told, 400)
        if form.get("client_id", business.client_id) != business.client_id:
            return JSONResponse({"error": "unauthorized_client", "error_description": "client_id"}, 401)
        return self._tokens(business)

    def _tokens(self, business: Business | None) -> Response:
        if business is None:
            told = {
                "error": "invalid_request",
                "error_description": "Value passed for the authorization code was invalid.",
            }
            return JSONResponse(told, 400)
        business.access_token, business.refresh_token = secrets.token_urlsafe(24), secrets.token_urlsafe(24)
        pair = {"access_token": business.access_token, "refresh_token": business.refresh_token}
        return JSONResponse({"token_type": "bearer", "expires_in": 7200, "scope": "offline.access", **pair})

    async def file(self, request: Request) -> Response:
        """Give a file to who has its address."""
        file = self._world.files.get(str(request.path_params["file"]))
        return Response(file.content, media_type=file.mime) if file is not None else Response(status_code=404)

    # ---- within ----------------------------------------------------------------------------------------------------

    def _account(self, request: Request) -> Business:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        for one in self._world.businesses.values():
            if given and one.access_token == given and not one.revoked:
                return one
        raise Refused(401, "Unauthorized")

    def _app(self, request: Request) -> Business:
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        for one in self._world.businesses.values():
            if given and one.bearer_token == given:
                return one
        raise Refused(401, "Unauthorized")


async def _json(request: Request) -> bytes:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise Refused(400, "Content-Type must be application/json")
    return await request.body()


def _webhook(business: Business) -> dict[str, Any]:
    about = {"id": business.webhook_id, "url": business.callback_url, "valid": business.valid}
    return {**about, "created_at": "2026-11-20T15:00:00.000Z"}


def _subscription(business: Business, kind: str) -> dict[str, Any]:
    return {
        "subscription_id": f"{business.id}{abs(hash(kind)) % 1000}", "event_type": kind,
        "filter": {"user_id": business.id}, "webhook_id": business.webhook_id,
    }  # fmt: skip


def _page(request: Request, found: list[One]) -> tuple[list[One], dict[str, str]]:
    """Return the page that is asked for, and what tells the next one."""
    begin, most = (int(request.query_params.get(*one)) for one in (("pagination_token", "0"), ("max_results", "100")))
    end = begin + most
    return found[begin:end], {"next_token": f"{end:0{TOKEN}d}"} if end < len(found) else {}


def _asked(request: Request, lists: dict[str, frozenset[str]], least: int) -> None:
    """Refuse a query that asks for what there is not."""
    for name, value in request.query_params.multi_items():
        if name in lists:
            good = set(value.split(",")) <= lists[name]
        elif name == "max_results":
            good = value.isdecimal() and least <= int(value[:9]) <= 100
        elif name == "pagination_token":
            good = value.isdecimal() and len(value) == TOKEN
        else:
            good = name in ("since_id", "until_id") and value.isdecimal() and len(value) <= 19
        if not good:
            raise Refused(400, f"The `{name}` query parameter value [{value[:80]}] is not valid")
