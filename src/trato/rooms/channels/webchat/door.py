"""The visitor's door: who may come in, and the four things they may ask over HTTP.

A delivery is answered after its commit and not before; nothing is parsed here beyond its outer shape, so that a widget
newer than this server loses nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import msgspec
from msgspec import Struct
from starlette.requests import Request
from starlette.responses import Response

from trato.kit.errors import Invalid, NotFound, TooLarge, TratoError
from trato.kit.ids import uuid7
from trato.kit.problems import problem
from trato.rooms.channels.adapters.webchat.adapter import delivery_key_of
from trato.rooms.channels.adapters.webchat.settings import Link, WidgetSettings, settings_of
from trato.rooms.channels.adapters.webchat.shapes import MAX_TEXT, Body, Envelope, FileItem, Sender, StoredFile
from trato.rooms.channels.model import AccountView
from trato.rooms.channels.webchat import origins, tokens
from trato.rooms.channels.webchat.errors import MessageTooLong
from trato.rooms.channels.webchat.identity import verify
from trato.rooms.channels.webchat.limits import Limits
from trato.rooms.channels.webchat.model import Ports, Visitor
from trato.rooms.channels.webchat.view import ChatAnswer

MAX_BODY = 96 * 1024  # bytes; a text of 8,000 characters is at most 48 kB of JSON
PAGE = 50


@dataclass(frozen=True, slots=True)
class Call:
    """One request, with the account that it is for."""

    request: Request
    account: AccountView
    now: datetime

    @property
    def address(self) -> str:
        return self.request.client.host if self.request.client else "unknown"


Deed = Callable[[Call], Awaitable[Response]]


class SessionAsk(Struct, frozen=True):
    """`token` is what an earlier session gave; `identity` what the brand's server signed."""

    token: str = ""
    identity: str = ""


class SessionAnswer(Struct, frozen=True):
    """`now` and `until` are milliseconds since 1970; the widget corrects its clock by `now`."""

    token: str
    visitor: str
    name: str
    identified: bool
    until: int
    now: int
    settings: Told


class Told(Struct, frozen=True, omit_defaults=True):
    """What the widget must know of the account's settings; `keys` and `events` are what a page may tell."""

    brand: str = ""
    locale: str = ""
    greetings: Mapping[str, str] = {}
    assistant: str = ""
    links: tuple[Link, ...] = ()
    privacy: str = ""
    files: bool = True
    email: bool = False
    post: bool = False
    keys: tuple[str, ...] = ()
    events: tuple[str, ...] = ()


class _Said(Struct, frozen=True):
    """What the door looks at in an item; everything else is the adapter's."""

    text: str = ""
    files: tuple[FileItem, ...] = ()


class Door:
    """The HTTP side."""

    def __init__(self, ports: Ports) -> None:
        self.ports = ports
        self.limits = Limits(ports.clock)

    async def session(self, call: Call) -> Response:
        """Say who the visitor is: as before, as the brand's server vouches, or somebody new. Nothing is stored."""
        self.limits.spend(f"session:{call.address}", self.ports.allowances.sessions)
        ask = read_json(await body_of(call.request, MAX_BODY), SessionAsk)
        before = _known(call, ask.token)
        if ask.identity:
            identity = verify(call.account, ask.identity, call.now)
            same = before is not None and before.visitor.sub in ("", identity.sub)
            browser = before.visitor.id if same and before else str(uuid7())
            visitor = Visitor(browser, identity.sub, identity.name[:120], identity.email[:254])
            until = datetime.fromtimestamp(identity.exp, UTC)
        elif before is not None and before.visitor.sub:
            visitor, until = before.visitor, datetime.fromtimestamp(before.exp, UTC)
        else:
            visitor = before.visitor if before else Visitor(str(uuid7()))
            until = call.now + tokens.ANONYMOUS_FOR
        return json_answer(await self.session_of(call, visitor, until))

    async def session_of(self, call: Call, visitor: Visitor, until: datetime) -> SessionAnswer:
        """Return what a widget is told of its visitor and of the chat."""
        told = _told(settings_of(call.account.settings), post=await self.ports.postbox.serves(call.account))
        return _session(call, visitor, until, told)

    async def deliver(self, call: Call) -> Response:
        """Take what the visitor did: 202 means that it is on disk. The same `id` again changes nothing."""
        visitor = self.visitor(call)
        self.limits.spend(f"delivery:{visitor.id}", self.ports.allowances.deliveries)
        self.limits.spend(f"deliveries:{call.address}", self.ports.allowances.deliveries_by_address)
        raw = await body_of(call.request, MAX_BODY)
        body = read_json(raw, Body)
        sender = Sender(visitor.id, visitor.sub, visitor.name, visitor.email)
        envelope = Envelope(sender, msgspec.Raw(raw), self._files(call, visitor, body))
        headers = {name: call.request.headers.get(name, "")[:300] for name in ("origin", "accept-language")}
        key = delivery_key_of(visitor.id, body.id)
        account = call.account
        await self.ports.accept(account.workspace_id, account.id, key, msgspec.json.encode(envelope), headers)
        return json_answer({"id": body.id}, status=202)

    async def messages(self, call: Call) -> Response:
        """Return a page of the visitor's messages, the last ones or those before the message `before`."""
        visitor = self.visitor(call)
        self.limits.spend(f"read:{visitor.id}", self.ports.allowances.reads)
        before = call.request.query_params.get("before", "")[:64]
        view = await self.ports.read(call.account, visitor, before, PAGE)
        return Response(ChatAnswer(call.account, call.now).encode(view), media_type="application/json")

    def visitor(self, call: Call) -> Visitor:
        """Return who asks, by the bearer token; raise `VisitorUnknown`."""
        scheme, _, token = call.request.headers.get("authorization", "").partition(" ")
        return tokens.read_visitor(call.account, token if scheme.lower() == "bearer" else "", call.now).visitor

    def _files(self, call: Call, visitor: Visitor, body: Body) -> dict[str, StoredFile]:
        files: dict[str, StoredFile] = {}
        for raw in body.items:
            try:
                said = msgspec.json.decode(raw, type=_Said)
            except (ValueError, RecursionError):
                continue  # the adapter keeps it as unsupported
            if len(said.text) > MAX_TEXT:
                raise MessageTooLong(limit=MAX_TEXT)
            for file in said.files:
                files[file.ticket] = tokens.read_upload(call.account, visitor, file.ticket, call.now)
        return files


def guard(ports: Ports, deed: Deed, *, origin_required: bool) -> Callable[[Request], Awaitable[Response]]:
    """Wrap `deed`: find the account, check the page that asks, answer refusals so that the page can read them."""

    async def endpoint(request: Request) -> Response:
        origin = request.headers.get("origin", "")
        headers: Mapping[str, str] = origins.answer_headers("")
        try:
            account = await account_of(ports, request.path_params["key"])
            origins.check(account, origin, origin_required)
            headers = origins.answer_headers(origin)
            if request.method == "OPTIONS":
                return Response(status_code=204, headers=dict(origins.preflight_headers(origin)))
            answer = await deed(Call(request, account, ports.clock()))
        except TratoError as refusal:
            answer = problem(refusal, request.headers.get("accept-language", ""))
        for name, value in headers.items():
            answer.headers.setdefault(name, value)
        return answer

    return endpoint


async def account_of(ports: Ports, key: str) -> AccountView:
    """Return the account behind a widget's key; raise `NotFound` when it cannot serve visitors."""
    account = await ports.find_account(key)
    if account is None or not account.secrets.get("visitor_secret"):
        raise NotFound(widget=key[:80])
    return account


async def body_of(request: Request, limit: int) -> bytes:
    """Return the body; raise `TooLarge` beyond `limit` bytes, without keeping what follows."""
    received = bytearray()
    async for chunk in request.stream():
        received += chunk
        if len(received) > limit:
            raise TooLarge(limit=limit)
    return bytes(received)


def json_answer(value: object, status: int = 200) -> Response:
    """Return `value` as JSON."""
    return Response(msgspec.json.encode(value), status, media_type="application/json")


def _session(call: Call, visitor: Visitor, until: datetime, told: Told) -> SessionAnswer:
    return SessionAnswer(
        token=tokens.visitor_token(call.account, visitor, until),
        visitor=visitor.id,
        name=visitor.name,
        identified=bool(visitor.sub),
        until=int(until.timestamp() * 1000),
        now=int(call.now.timestamp() * 1000),
        settings=told,
    )


def _told(chosen: WidgetSettings, *, post: bool) -> Told:
    return Told(
        brand=chosen.brand,
        locale=chosen.locale,
        greetings=chosen.greetings,
        assistant=chosen.assistant,
        links=chosen.links,
        privacy=chosen.privacy_url,
        files=chosen.attachments,
        email=chosen.ask_email,
        post=post and chosen.resume,
        keys=tuple(one.key for one in chosen.attributes),
        events=tuple(one.key for one in chosen.activities),
    )


def _known(call: Call, token: str) -> tokens.VisitorClaims | None:
    """Return who the browser was before; a token that no longer counts makes somebody new, not an error."""
    try:
        return tokens.read_visitor(call.account, token, call.now) if token else None
    except TratoError:
        return None


def read_json(raw: bytes, shape: type[tokens.T]) -> tokens.T:
    """Return a body as the struct that it must be; raise `Invalid`."""
    try:
        return msgspec.json.decode(raw, type=shape)
    except (ValueError, RecursionError) as error:
        raise Invalid(field="body", reason=str(error)[:200]) from error
