"""Carrying what an adapter rendered to its provider: the one place where what we say leaves the machine."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import httpx
import msgspec

from trato.kit.blobs import Blobs
from trato.kit.clock import wall_clock
from trato.kit.failpoints import failpoint
from trato.kit.http import AddressForbidden, OutsideClient
from trato.kit.standard_webhooks import signature_headers
from trato.rooms.channels.model import (
    Accepted,
    AccountView,
    ChannelAdapter,
    HttpAnswer,
    HttpRequest,
    LocalAnswer,
    LocalPush,
    MailSubmission,
    Media,
    NotAccepted,
    ProviderAnswer,
    ProviderRequest,
    Rejected,
    RejectReason,
    SendOutcome,
    TransportFailure,
    Unknown,
    lent,
)
from trato.rooms.channels.service.granting import Grants

DEADLINE = 12.0  # seconds for one request, connection included; a lease lasts more than twice as long
NOT_LEFT = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.UnsupportedProtocol,
    httpx.InvalidURL,
    AddressForbidden,
)

SubmitMail = Callable[[AccountView, MailSubmission, Callable[[str], Awaitable[bytes]]], Awaitable[ProviderAnswer]]
Lend = Callable[[AccountView, Media], str]  # gives the address from which a provider may fetch a file for a while
PushLocally = Callable[[AccountView, LocalPush], Awaitable[None]]


@dataclass(slots=True)
class Carrier:
    """Makes a rendered message's calls in order, and sorts the last answer into one of the four outcomes."""

    http: httpx.AsyncClient
    blobs: Blobs
    submit_mail: SubmitMail
    push_locally: PushLocally
    lend: Lend | None = None
    outside: OutsideClient | None = None
    grants: Grants = field(default_factory=Grants)

    async def carry(
        self,
        key: UUID,
        requests: Sequence[ProviderRequest],
        account: AccountView,
        adapter: ChannelAdapter,
        spacing: timedelta = timedelta(0),
    ) -> SendOutcome:
        """Send one message. When part of it has left and the rest has not, what came of the whole is unknown."""
        left: SendOutcome | None = None
        media: dict[str, str] = {}
        for number, request in enumerate(requests):
            if number and spacing:
                await asyncio.sleep(spacing.total_seconds())
            if isinstance(request, HttpRequest) and request.lends:
                if self.lend is None:
                    return Rejected(RejectReason.PERMANENT, "cannot_lend") if left is None else Unknown("partly_sent")
                request = _lending(request, [self.lend(account, one) for one in request.lends])
            outcome = adapter.classify(answer := await self._carry_one(key, _filled(request, media), account))
            if isinstance(request, HttpRequest) and request.yields_media:
                uploaded = _media_id(answer)
                if uploaded is None:
                    return _unsent(outcome) if left is None else Unknown("partly_sent")
                media[request.yields_media] = uploaded
                continue
            if not isinstance(outcome, Accepted):
                return outcome if left is None else Unknown("partly_sent")
            if isinstance(request, HttpRequest) and request.webhook_id and not outcome.provider_id:
                outcome = Accepted(request.webhook_id, outcome.status)  # who gave it no id knows it by ours
            if isinstance(request, HttpRequest) and request.below:
                outcome = Accepted(f"{request.below}:{outcome.provider_id}", outcome.status)
            left = outcome if left is None else left
        return left or Unknown("nothing_to_send")

    async def _carry_one(self, key: UUID, request: ProviderRequest, account: AccountView) -> ProviderAnswer:
        match request:
            case HttpRequest():
                return await self.call(request)
            case MailSubmission():
                return await self.submit_mail(account, request, self.blobs.open)
            case LocalPush():
                await self.push_locally(account, request)
                return LocalAnswer(str(key))

    async def call(self, request: HttpRequest) -> HttpAnswer | TransportFailure:
        """Make one HTTP call; a failure says whether the request may have reached the provider."""
        failpoint("outbox.before_post")
        files: dict[str, tuple[str, bytes, str]] = {}
        if request.upload:
            content = await self.blobs.open(request.upload)
            files["file"] = ("file", content, str((request.form or {}).get("type", "application/octet-stream")))
        for one in request.uploads:
            files[one.field] = (one.name, await self.blobs.open(one.blob), one.mime)
        return await self.grants.through(self.http, request, lambda granted: self._post(granted, files))

    async def _post(
        self, request: HttpRequest, files: dict[str, tuple[str, bytes, str]]
    ) -> HttpAnswer | TransportFailure:
        headers, body = written(request)
        try:
            async with asyncio.timeout(DEADLINE):
                if request.outside:
                    return await self._call_outside(request)
                answer = await self.http.request(
                    request.method,
                    request.url,
                    headers=headers,
                    content=body,
                    data=dict(request.form) if request.form and request.json is None else None,
                    files=files or None,
                )
        except NOT_LEFT as error:
            return TransportFailure(type(error).__name__, sent=False)
        except (httpx.HTTPError, TimeoutError) as error:
            return TransportFailure(type(error).__name__, sent=True)
        failpoint("outbox.after_post")
        return HttpAnswer(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, answer.content)

    async def _call_outside(self, request: HttpRequest) -> HttpAnswer:
        """Make a call to an address that people gave us. Raises httpx.RequestError."""
        if self.outside is None:
            raise httpx.UnsupportedProtocol("nothing outside is called from here")
        headers, body = written(request)
        answer = await self.outside.send(request.method, request.url, headers=headers, body=body)
        return HttpAnswer(answer.status, dict(answer.headers), answer.body)


def written(request: HttpRequest) -> tuple[dict[str, str], bytes | None]:
    """Return the headers and the body of a call as they leave, signed where that is asked."""
    if request.json is None:
        return dict(request.headers), request.body
    body = msgspec.json.encode(request.json)
    headers = {**request.headers, **({"content-type": "application/json"} if request.json else {})}
    if request.standard_secrets:
        headers |= signature_headers(request.standard_secrets, request.webhook_id, wall_clock(), body)
    return headers, body


def _filled(request: ProviderRequest, media: dict[str, str]) -> ProviderRequest:
    """Put the ids that uploads yielded where the message names them."""
    if not media or not isinstance(request, HttpRequest) or request.json is None:
        return request
    text = msgspec.json.encode(request.json).decode()
    for placeholder, uploaded in media.items():
        text = text.replace(placeholder, uploaded)
    return msgspec.structs.replace(request, json=msgspec.json.decode(text))


def _lending(request: HttpRequest, urls: Sequence[str]) -> HttpRequest:
    """Put the addresses of lent files where the request names them."""
    text = msgspec.json.encode([request.json, request.form])
    for number, url in enumerate(urls):
        text = text.replace(lent(number).encode(), msgspec.json.encode(url)[1:-1])
    json, form = msgspec.json.decode(text)
    return msgspec.structs.replace(request, json=json, form=form, lends=())


def _media_id(answer: ProviderAnswer) -> str | None:
    if not isinstance(answer, HttpAnswer) or answer.status >= 300:
        return None
    try:
        body = msgspec.json.decode(answer.body)
    except msgspec.DecodeError:
        return None
    if not isinstance(body, dict):
        return None
    told = body if "id" in body else body.get("data")
    if isinstance(told, dict) and "id" in told:
        return str(told["id"])
    return str(body["media_id"]) if body.get("media_id") else None


def _unsent(outcome: SendOutcome) -> SendOutcome:
    """Return what an upload that failed means for its message: nothing of it has left, whatever became of the file."""
    return NotAccepted(outcome.code) if isinstance(outcome, Unknown) else outcome
