"""What Meta tells a business of its own set-up: the number, the token, who is subscribed, where webhooks go."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Annotated, Any

import msgspec
from msgspec import Meta
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from trato.rooms.channels.simulators.whatsapp.refusals import Refused
from trato.rooms.channels.simulators.whatsapp.shapes import Closed
from trato.rooms.channels.simulators.whatsapp.world import Number, World


class Command(Closed, frozen=True):
    command_name: Annotated[str, Meta(pattern=r"^[a-zA-Z0-9_]{1,30}$")]
    command_description: Annotated[str, Meta(min_length=1, max_length=256)]


class Automation(Closed, frozen=True):
    """What a number shows before somebody writes."""

    enable_welcome_message: bool = False
    prompts: Annotated[list[Annotated[str, Meta(min_length=1, max_length=80)]], Meta(max_length=3)] = []
    commands: Annotated[list[Command], Meta(max_length=30)] = []


@dataclass(frozen=True, slots=True)
class Management:
    """The part of the Graph that is about the set-up itself."""

    world: World

    def number(self, request: Request) -> Response:
        """Tell of a number; a proof that the app's secret did not make is refused."""
        number = self._holder(request)
        wanted = str(request.path_params["media"])
        if wanted != number.id:
            raise Refused(100, f"Object with ID '{wanted}' does not exist or cannot be loaded")
        given = request.query_params.get("appsecret_proof")
        proof = hmac.new(number.secret.encode(), number.token.encode(), hashlib.sha256).hexdigest()
        if given is not None and not hmac.compare_digest(given, proof):
            raise Refused(100, "Invalid appsecret_proof provided in the API argument")
        told: dict[str, Any] = {
            "id": number.id, "display_phone_number": number.display, "verified_name": number.name,
            "conversational_automation": number.automation,
        }  # fmt: skip
        asked = request.query_params["fields"].split(",")
        if unknown := [name for name in asked if name not in told]:
            raise Refused(100, f"(#100) Tried accessing nonexisting field ({unknown[0][:80]})")
        return JSONResponse({"id": number.id} | {name: told[name] for name in asked if told[name]})

    async def automate(self, request: Request) -> Response:
        """Let first questions and commands stand; what is not named stands no more."""
        number = self._holder(request)
        if str(request.path_params["account"]) != number.id:
            raise Refused(100, "Object does not exist or cannot be loaded")
        try:
            told = msgspec.json.decode(await request.body(), type=Automation)
        except (msgspec.DecodeError, UnicodeDecodeError) as wrong:
            raise Refused(100, f"Invalid parameter: {wrong}") from wrong
        names = [one.command_name for one in told.commands]
        if len(set(names)) != len(names):
            raise Refused(100, "Invalid parameter: a command twice")
        number.automation = msgspec.to_builtins(told)
        self.world.touch()
        return JSONResponse({"success": True})

    async def debug_token(self, request: Request) -> Response:
        """Tell what a token may, and until when."""
        self._holder(request)
        asked = request.query_params.get("input_token", "")
        if set(request.query_params) != {"input_token"} or not asked.isprintable() or not 0 < len(asked) <= 1_000:
            raise Refused(100, "(#100) You must provide an input token")
        number = next((one for one in self.world.numbers.values() if one.token == asked), None)
        if number is None:
            return JSONResponse({"data": {"is_valid": False, "scopes": []}})
        told = {"app_id": number.app, "is_valid": True, "expires_at": number.token_ends_at}
        return JSONResponse({"data": told | {"scopes": list(number.scopes)}})

    async def subscribed_apps(self, request: Request) -> Response:
        """List the apps that hear of an account."""
        number = self._holder(request)
        if request.path_params["account"] != number.business_account:
            raise Refused(100, "Object does not exist or cannot be loaded")
        apps = [{"whatsapp_business_api_data": {"id": number.app, "name": "Trato"}}] if number.subscribed else []
        return JSONResponse({"data": apps})

    async def subscriptions(self, request: Request) -> Response:
        """Tell an app where its webhooks go; it proves itself by id and secret."""
        app = str(request.path_params["app"])
        given = request.headers.get("authorization", "").removeprefix("Bearer ")
        number = next((one for one in self.world.numbers.values() if f"{one.app}|{one.secret}" == given), None)
        if number is None or number.app != app:
            raise Refused(190, "Error validating application", status=400)
        fields = [{"name": name, "version": "v23.0"} for name in number.hook_fields]
        hook = {"object": "whatsapp_business_account", "callback_url": number.callback_url, "active": True}
        return JSONResponse({"data": [hook | {"fields": fields}] if number.callback_url else []})

    async def hook_of_360dialog(self, request: Request) -> Response:
        """Tell where the webhooks of a 360dialog key go."""
        key = request.headers.get("d360-api-key", "")
        number = next((n for n in self.world.numbers.values() if n.provider == "360dialog" and n.token == key), None)
        if number is None:
            return JSONResponse({"meta": {"success": False, "http_code": 401}}, 401)
        return JSONResponse({"url": number.callback_url})

    def _holder(self, request: Request) -> Number:
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        for number in self.world.numbers.values():
            if token and number.provider == "meta" and number.token == token:
                return number
        raise Refused(190, "Error validating access token", status=401)
