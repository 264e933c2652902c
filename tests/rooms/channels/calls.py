"""Every call that a channel makes, made against its stand-in.

Nothing here knows a channel but how its stand-in is opened: what an adapter renders, asks, moderates, looks at and
arranges is called through the contract that all share, carried as the product carries it, and kept as it left.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import httpx
from starlette.applications import Starlette
from starlette.routing import Match, Mount, Route

from tests.flow.providers import ring_nobody, take_mail
from tests.rooms.channels.shown import WHOLE
from trato.kit.blobs import Blobs
from trato.kit.clock import wall_clock
from trato.kit.http import Answer, OutsideClient
from trato.kit.ids import uuid7
from trato.rooms.channels import api as channels
from trato.rooms.channels.adapters.registry import ADAPTERS, CONNECTIONS
from trato.rooms.channels.model import (
    AccountView,
    Asking,
    Capabilities,
    Choice,
    ConversationFacts,
    Delivery,
    HttpRequest,
    InboundEvent,
    Location,
    Media,
    MediaKind,
    Moderating,
    ModerationOrder,
    Options,
    OutboundMessage,
    Part,
    Passing,
    Polled,
    Renewing,
    Reposting,
    Text,
    ThreadAct,
    ThreadOrder,
)
from trato.rooms.channels.model.polling import Kept
from trato.rooms.channels.profiles import HasProfile, Profile

WORKSPACE = UUID(int=1)
HOOK = "https://care.example/hooks/1"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000000000500"
    "01a5f645400000000049454e44ae426082"
)
SAMPLES = {
    MediaKind.IMAGE: "image/png", MediaKind.VIDEO: "video/mp4", MediaKind.AUDIO: "audio/mpeg",
    MediaKind.VOICE: "audio/ogg", MediaKind.DOCUMENT: "application/pdf",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One call as it left. `endpoint` is its method and the route that took it."""

    endpoint: str
    method: str
    url: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class Stand:
    """A stand-in, our account at it, and what somebody said there; `calls` are those that were taken."""

    view: AccountView
    app: Starlette
    events: Sequence[InboundEvent]
    calls: list[Call] = field(default_factory=list)
    refused: list[tuple[Call, int, str]] = field(default_factory=list)
    ready: Callable[[Call], None] | None = None  # brings the world to where such a call is taken as it is

    @property
    def endpoints(self) -> dict[str, list[Call]]:
        """The calls that were taken, by endpoint."""
        found: dict[str, list[Call]] = {}
        for one in self.calls:
            found.setdefault(one.endpoint, []).append(one)
        return found


class _Kept(httpx.AsyncBaseTransport):
    """Lets calls through to an application, and keeps them."""

    def __init__(self, stand: Stand) -> None:
        self._stand, self._inner = stand, httpx.ASGITransport(stand.app, raise_app_exceptions=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        body = await request.aread()
        answer = await self._inner.handle_async_request(request)
        raw = await answer.aread()
        call = Call(_endpoint(self._stand.app, request), request.method, str(request.url), dict(request.headers), body)
        if is_refusal(answer.status_code, raw):
            self._stand.refused.append((call, answer.status_code, raw.decode("utf-8", "replace")[:300]))
        else:
            self._stand.calls.append(call)
        return httpx.Response(answer.status_code, headers=answer.headers, content=raw)


class _Outside(OutsideClient):
    """Calls what people gave us the address of, where that is the stand-in."""

    def __init__(self, http: httpx.AsyncClient) -> None:
        super().__init__(loopback=True)
        self._kept = http

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        **_: Any,
    ) -> Answer:
        """Make one call."""
        said = await self._kept.request(method, url, headers=dict(headers or {}), content=body)
        return Answer(said.status_code, dict(said.headers), said.content)


def is_refusal(status: int, raw: bytes) -> bool:
    """Say whether an answer refuses; some providers do so with a 200."""
    if status >= 400:
        return True
    try:
        told = json.loads(raw)
    except ValueError:
        return False
    return isinstance(told, dict) and bool(told.get("error") or told.get("ok") is False or told.get("errcode"))


def _endpoint(app: Starlette, request: httpx.Request) -> str:
    """Return the method and the route of a call; where one route takes every method of an API, that method's name."""
    scope = {"type": "http", "method": request.method, "path": request.url.path, "root_path": "", "headers": []}
    for route in _routes(app):
        match, found = route.matches(scope)
        if match is Match.FULL:
            named = found.get("path_params", {}).get("method")
            return f"{request.method} {route.path.replace('{method}', named) if named else route.path}"
    return f"{request.method} {request.url.path}"


def _routes(app: Starlette) -> Iterator[Route]:
    for one in app.routes:
        if isinstance(one, Route):
            yield one
        elif isinstance(one, Mount):
            yield from (inner for inner in one.routes if isinstance(inner, Route))


# ---- what an adapter can ask for -------------------------------------------------------------------


async def make_all(stand: Stand, blobs: Blobs) -> None:
    """Let an adapter make every call that it knows to make."""
    adapter, view = ADAPTERS[stand.view.channel], stand.view
    async with httpx.AsyncClient(transport=_Kept(stand)) as http:
        outside = _Outside(http)
        carrier = channels.Carrier(
            http, blobs, take_mail, ring_nobody, lambda *_: "https://care.example/lent/a.png", outside
        )
        await channels.Examiner(http, outside).examine(CONNECTIONS[view.channel], view, HOOK, arrange=True)
        if isinstance(adapter, Polled):
            stand.events = [*stand.events, *await _look(stand, carrier)]
        for event in [one for one in stand.events if one.author and one.provider_id][:2]:
            caps = adapter.capabilities(view, ConversationFacts(wall_clock(), surface=event.surface), wall_clock())
            for message in await _messages(event, caps, blobs):
                try:
                    told = adapter.render(message, view, caps)
                except ValueError:
                    continue  # it cannot say this, and says so
                await carrier.carry(message.key, told, view, adapter)
            for call in _deeds(adapter, view, event, caps):
                await carrier.call(call)
            for order in _handovers(adapter, view, event, caps):
                await carrier.call(order)
        if isinstance(adapter, HasProfile) and adapter.profiling.serves(view):
            known = adapter.profiling
            for shown in (WHOLE, Profile()):  # what stands, and that nothing does any more
                await _follow(carrier, known.put(view, shown))
                await _follow(carrier, known.look(view, shown))
        if isinstance(adapter, Renewing) and (again := adapter.renewal(view, wall_clock().replace(year=2099))):
            await carrier.call(again)


async def _look(stand: Stand, carrier: channels.Carrier) -> list[InboundEvent]:
    """Look as the product does; return what was said."""
    adapter = ADAPTERS[stand.view.channel]
    assert isinstance(adapter, Polled)
    events: list[InboundEvent] = []
    steps, answer = adapter.look(stand.view, "", wall_clock()), None
    try:
        while True:
            step = steps.send(answer)
            if isinstance(step, Kept):
                delivery = Delivery(step.raw, dict(step.headers), wall_clock())
                events += adapter.parse(delivery, stand.view)
                answer = None
            else:
                answer = await carrier.call(step)
    except StopIteration:
        return events


async def _messages(event: InboundEvent, caps: Capabilities, blobs: Blobs) -> list[OutboundMessage]:
    """Return one message of everything that a channel says it can carry."""
    bodies: list[tuple[tuple[Part, ...], dict[str, Any]]] = [((Text("Sale hoy, gracias."),), {})]
    if caps.buttons:
        bodies.append(((Text("¿Cuál?"), Options(tuple(Choice(f"c{n}", f"Opción {n}") for n in range(2)))), {}))
    if caps.list_rows > 4:
        rows = tuple(Choice(f"r{n}", f"Fila {n}", "Una línea") for n in range(5))
        bodies.append(((Text("¿Cuál?"), Options(rows, "Ver")), {}))
    for kind in caps.media:
        if kind in SAMPLES:
            file = await blobs.put(WORKSPACE, PIXEL)
            part = Media(kind, file.key, SAMPLES[kind], "archivo.bin", size=len(PIXEL), caption="La olla")
            bodies.append(((part,), {}))
    bodies.append(((Location(-12.05, -77.04, "Tienda", "Jr. de la Unión 300"),), {}))
    bodies.append(((Text("Por esto."),), {"reply_to": event.provider_id}))
    if caps.reactions:
        bodies.append(((), {"reply_to": event.provider_id, "reaction": "👍"}))
    if caps.private_reply:
        bodies.append(((Text("Le escribimos por aquí."),), {"reply_to": event.provider_id, "private_reply": True}))
    return [
        OutboundMessage(
            uuid7(), event.author, parts, thread_key=event.thread_key, surface=event.surface,
            answers=event.provider_id, **more,
        )
        for parts, more in bodies
    ]  # fmt: skip


def _deeds(adapter: Any, view: AccountView, event: InboundEvent, caps: Capabilities) -> Iterator[HttpRequest]:
    """Yield the calls that are no message: a mark, a file, a name, a post, moderation; what deletes comes last."""
    if (mark := adapter.read_mark(event.provider_id, view, event.author)) is not None:
        yield mark
    if isinstance(adapter, Asking) and (question := adapter.leaves_open(event)) is not None:
        yield adapter.ask(question, view)
    if isinstance(adapter, Reposting) and event.parent:
        yield adapter.post(event.parent, view)
    for part in event.parts:
        if isinstance(part, Media) and (call := adapter.media(part.ref, view, None)) is not None:
            yield call
    if isinstance(adapter, Moderating):
        for act in sorted(caps.moderation, key=lambda one: (one.value == "delete", one.value)):
            order = ModerationOrder(act, event.provider_id, event.thread_key, event.parent, event.surface)
            yield adapter.moderate(order, view)


def _handovers(
    adapter: Any, view: AccountView, event: InboundEvent, caps: Capabilities
) -> Iterator[HttpRequest]:  # fmt: skip
    """Yield the calls about who holds a conversation: passed to another, asked back for, taken, left to nobody."""
    if not isinstance(adapter, Passing) or not caps.thread_acts:
        return
    for act, app in (
        (ThreadAct.PASS, adapter.apps(view)[0]), (ThreadAct.REQUEST, ""), (ThreadAct.TAKE, ""), (ThreadAct.PASS, ""),
    ):  # fmt: skip
        yield adapter.hand_over(ThreadOrder(act, event.author, app, "Pide una persona", event.thread_key), view)


async def _follow(carrier: channels.Carrier, steps: Any) -> None:
    """Carry the calls of a profile to their end."""
    answer = None
    try:
        while True:
            answer = await carrier.call(steps.send(answer))
    except StopIteration:
        return
