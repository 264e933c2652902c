"""The doors that wait for a model outside: they hold a call, make it in no transaction, and settle it."""

from __future__ import annotations

import secrets

from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app.doors import admit, guard, json_answer
from trato.app.wiring import House
from trato.kit.events import Actor, ActorKind
from trato.kit.http import OutsideClient
from trato.rooms.access.http.entrance import Entrance
from trato.rooms.access.model import Verb
from trato.rooms.intelligence import api as intelligence
from trato.rooms.intelligence.http.llm import PATH, LlmView, check_whole, view
from trato.rooms.intelligence.model.llm import LlmTrouble, LlmUse
from trato.rooms.intelligence.rules import llm_prompts

TRIAL = f"{PATH}/trial"


class Trial(Struct, frozen=True):
    """Whether the model answered: `trouble` "" and in how many `seconds`; and how all stands then."""

    trouble: str
    seconds: float
    standing: LlmView


def client(house: House) -> OutsideClient:
    """Return the client that asks models."""
    return intelligence.llm_client(local=house.settings.is_local, networks=house.settings.llm_networks)


def reaches_inside(house: House) -> bool:
    """Say whether models on this machine, or in networks of the house, may be asked."""
    return house.settings.is_local or bool(house.settings.llm_networks)


def routes(house: House, entrance: Entrance, outside: OutsideClient) -> list[Route]:
    """Return the doors."""

    async def trial(request: Request) -> Response:
        who = await admit(entrance, request, Verb.LLM_MANAGE)
        assert who is not None
        check_whole(who)
        actor = Actor(ActorKind.USER, who.user.id)
        prompt = llm_prompts.trial(secrets.token_hex(8))
        async with house.db.transaction(who.workspace_id, actor) as tx:
            order = await intelligence.hold_call(tx, house.keyring, LlmUse.TEST, prompt, user_id=who.user.id)
        trouble, seconds = "", 0.0
        if isinstance(order, LlmTrouble):
            trouble = order.value
        else:
            said = await intelligence.make_call(outside, order)
            trouble, seconds = str(said.trouble or ""), said.seconds
            async with house.db.transaction(who.workspace_id, actor) as tx:
                await intelligence.settle_call(tx, order, said)
        async with house.db.transaction(who.workspace_id, actor) as tx:
            standing = await view(tx, inside=reaches_inside(house), locale=who.user.locale)
        return json_answer(Trial(trouble, seconds, standing))

    return [Route(TRIAL, guard(trial), methods=["POST"])]
