"""The providers' door: a webhook is checked, stored and answered; nothing else happens in the request."""

from __future__ import annotations

from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from trato.app import telephone
from trato.app.doors import body_of, guard
from trato.app.wiring import House
from trato.kit.clock import wall_clock
from trato.rooms.channels import api as channels
from trato.rooms.channels.errors import AccountNotFound, SignatureRefused
from trato.rooms.channels.model import Answering, Telephone, WebhookRequest
from trato.rooms.channels.service.accepting import LARGEST


def routes(house: House, acceptor: channels.Acceptor) -> list[Route]:
    """Return `/hooks/{account}`: public, because each provider proves itself by its signature."""

    async def hook(request: Request) -> Response:
        account = await house.book.at_door(house.db, _account_id(request.path_params["account"]))
        adapter = house.book.adapter(account.channel)
        raw = await body_of(request, LARGEST)
        headers = {name.lower(): value for name, value in request.headers.items()}
        asked = WebhookRequest(request.method, str(request.url), dict(request.query_params), headers, raw, wall_clock())
        handshake = adapter.verify(asked, account)
        if handshake is not None:
            return Response(handshake.body, handshake.status, media_type=handshake.content_type)
        if not all(account.secrets.get(name) for name in adapter.requires) or not adapter.authenticate(asked, account):
            raise SignatureRefused()
        kept = channels.headers_to_keep(headers, asked.query.get("key", ""))
        await acceptor.accept(account.workspace_id, account.id, adapter.delivery_key(asked), raw, kept)
        if isinstance(adapter, Telephone):
            known = await telephone.known(house, adapter.asked(asked, account), account)
            told = adapter.answer_call(asked, account, known)
            return Response(told.body, told.status, media_type=told.content_type)
        if isinstance(adapter, Answering):
            told = adapter.answer(asked, account)
            return Response(told.body, told.status, media_type=told.content_type)
        return Response(b"", 200)

    return [Route("/hooks/{account}", guard(hook), methods=["GET", "POST"])]


def _account_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise AccountNotFound() from None
