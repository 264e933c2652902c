"""What Meta tells a business of its own set-up: the Page, the token, who is subscribed, where webhooks go."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.world import INSTAGRAM, Page, Spoken, World


@dataclass(frozen=True, slots=True)
class Management:
    """The part of the Graph that is about the set-up itself, and who people are."""

    world: World
    base: Callable[[], str]  # where files lie

    async def page(self, request: Request) -> Response:
        """Tell of a Page, or of a person who wrote to it; a proof that the app's secret did not make is refused."""
        page = self._holder(request)
        wanted = str(request.path_params["object"])
        given = request.query_params.get("appsecret_proof")
        proof = hmac.new(page.secret.encode(), page.token.encode(), hashlib.sha256).hexdigest()
        if given is not None and not hmac.compare_digest(given, proof):
            raise Refused(100, "Invalid appsecret_proof provided in the API argument")
        told = self._profile(page, wanted) if wanted != page.id else _account(page)
        asked = request.query_params.get("fields", "id,name").split(",")
        if unknown := [name for name in asked if name not in told]:
            raise Refused(100, f"Tried accessing nonexisting field ({unknown[0]})")
        return JSONResponse({"id": told["id"]} | {name: told[name] for name in asked if told[name]})

    async def debug_token(self, request: Request) -> Response:
        """Tell what a token may, and until when."""
        self._holder(request)
        asked = request.query_params.get("input_token", "")
        if set(request.query_params) != {"input_token"} or not asked.isprintable() or not 0 < len(asked) <= 1_000:
            raise Refused(100, "(#100) You must provide an input token")
        page = next((one for one in self.world.numbers.values() if one.token == asked), None)
        if page is None:
            return JSONResponse({"data": {"is_valid": False, "scopes": []}})
        told = {"app_id": page.app, "is_valid": True, "expires_at": page.token_ends_at}
        return JSONResponse({"data": told | {"scopes": list(page.scopes)}})

    async def subscribed_apps(self, request: Request) -> Response:
        """List the apps that hear of a Page, and of what."""
        page = self._holder(request)
        if request.path_params["page"] not in (page.id, "me"):
            raise Refused(100, "Object does not exist or cannot be loaded")
        app = {"id": page.app, "name": "Trato", "subscribed_fields": list(page.subscribed_fields)}
        return JSONResponse({"data": [app] if page.subscribed_fields else []})

    async def secondary_receivers(self, request: Request) -> Response:
        """List the other applications of an inbox, to its default one alone."""
        page, asked = self._holder(request), dict(request.query_params)
        if request.path_params["page"] not in (page.id, "me"):
            raise Refused(100, "Object does not exist or cannot be loaded")
        names = asked.get("fields", "id,name").split(",")
        kind = "instagram" if page.about == INSTAGRAM else "messenger"
        if asked.keys() - {"fields", "platform"} or set(names) - {"id", "name"}:
            raise Refused(100, "Tried accessing nonexisting field")
        if asked.get("platform", "messenger") != kind:
            raise Refused(100, f"(#100) Param platform must be one of {{INSTAGRAM, MESSENGER}}, and {kind} here")
        if not page.takes:
            raise Refused(10, "(#10) Only the default application may list the others", subcode=2018303)
        told = [{"id": id, "name": name} for id, name in page.others.items()]
        return JSONResponse({"data": [{one: app[one] for one in names} for app in told]})

    async def subscriptions(self, request: Request) -> Response:
        """Tell an app where its webhooks go; it proves itself by id and secret."""
        app = str(request.path_params["app"])
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        page = next((one for one in self.world.numbers.values() if f"{one.app}|{one.secret}" == given), None)
        if page is None or page.app != app:
            raise Refused(190, "Error validating application")
        fields = [{"name": name, "version": "v23.0"} for name in page.hook_fields]
        hook = {"object": page.about, "callback_url": page.callback_url, "active": True, "fields": fields}
        return JSONResponse({"data": [hook] if page.callback_url else []})

    def _profile(self, page: Page, wanted: str) -> dict[str, Any]:
        """Tell of a person who wrote: of Messenger with their names, of Instagram with their public one."""
        post = self.world.posts.get(wanted)
        if post is not None and post.page == page.id and not post.post:
            return _post(page, post)
        person = self.world.people.get(wanted)
        if person is None or (page.id, wanted) not in self.world.threads:
            raise Refused(100, f"Object with ID '{wanted}' does not exist or cannot be loaded", subcode=33)
        first, _, last = person.name.partition(" ")
        picture = f"{self.base()}/cdn/{person.picture}" if person.picture else ""
        told = {"id": person.wa_id, "name": person.name, "profile_pic": picture}
        if page.about != INSTAGRAM:
            return told | {"first_name": first, "last_name": last}
        heard = {"follower_count": person.followers, "is_verified_user": person.vouched}
        return told | heard | {"username": person.username}

    def _holder(self, request: Request) -> Page:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        for page in self.world.numbers.values():
            if token and page.token == token:
                return page
        raise Refused(190, "Error validating access token", status=401)


def _post(page: Page, post: Spoken) -> dict[str, Any]:
    return {
        "id": post.id,
        "message": post.text,
        "story": "",
        "permalink_url": f"https://www.facebook.com/{post.id}",
        "created_time": post.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
        "from": {"id": page.id, "name": page.name} if post.author == page.id else None,
    }


def _account(page: Page) -> dict[str, str]:
    return {"id": page.id, "name": page.name} | ({"username": page.handle} if page.about == INSTAGRAM else {})
