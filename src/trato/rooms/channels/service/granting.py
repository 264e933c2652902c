"""Having the token that a call must carry: signed, exchanged or refreshed, and kept until shortly before its end."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, assert_never
from urllib.parse import urlencode

import httpx
import msgspec
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import ECKey, RSAKey

from trato.kit.clock import wall_clock
from trato.rooms.channels.model import (
    AppGrant,
    Grant,
    HttpAnswer,
    HttpRequest,
    KeyGrant,
    OwnGrant,
    RefreshGrant,
    TransportFailure,
)

GIVEN_WITHIN = 6.0  # seconds for having a token
SOON = 3.0  # seconds within which a call may be made once more with another token
EARLY = 60.0  # seconds before its end a token counts no more
ASSERTED_FOR = 3600  # seconds, the most that RFC 7523 providers take
FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
JSON = {"content-type": "application/json", "accept": "application/json"}
LONGEST_REFUSAL = 4096  # bytes: what is longer is a file
BY_KEY = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(slots=True)
class Grants:
    """Tokens in hand, of one process."""

    _kept: dict[Grant, tuple[str, float]] = field(default_factory=dict)
    _asking: dict[Grant, asyncio.Lock] = field(default_factory=dict)

    async def through(
        self,
        http: httpx.AsyncClient,
        request: HttpRequest,
        post: Callable[[HttpRequest], Awaitable[HttpAnswer | TransportFailure]],
    ) -> HttpAnswer | TransportFailure:
        """Have `post` make a call with the token it needs: once more where it was told at once that the token ended."""
        begun, times = time.monotonic(), 0
        while True:
            try:
                async with asyncio.timeout(GIVEN_WITHIN):
                    granted = await self.authorise(http, request)
            except TimeoutError:
                return TransportFailure("no_token", sent=False)  # what takes too long has reached no API
            if not isinstance(granted, HttpRequest):
                return granted
            told, times = await post(granted), times + 1
            if isinstance(told, TransportFailure) or not self.learn(request.grant, granted, told):
                return told
            if times > 1 or time.monotonic() - begun > SOON:
                return told

    async def authorise(
        self, http: httpx.AsyncClient, request: HttpRequest
    ) -> HttpRequest | HttpAnswer | TransportFailure:
        """Return the call with its token; or why there is none, in which case nothing has reached the API itself."""
        grant = request.grant
        if grant is None:
            return request
        token: str | HttpAnswer | TransportFailure = self._known(grant)
        if not token:
            async with self._asking.setdefault(grant, asyncio.Lock()):  # many calls wait for one token
                token = self._known(grant) or await self._have(http, grant)
        if not isinstance(token, str):
            return token
        if isinstance(grant, AppGrant):
            url = str(httpx.URL(request.url).copy_merge_params({grant.parameter: token}))
            return msgspec.structs.replace(request, url=url, grant=None)
        headers = {**request.headers, "authorization": f"Bearer {token}"}
        return msgspec.structs.replace(request, headers=headers, grant=None)

    def learn(self, grant: Grant | None, sent: HttpRequest, answer: HttpAnswer) -> bool:
        """Forget a token that was not taken: the next call asks for another.

        Return whether `sent` may go once more with it: the provider said that the token, and it alone, was in the way.
        """
        if isinstance(grant, AppGrant):
            token, ended = self._known(grant), _says_ended(grant, answer)
            if ended and token and httpx.URL(sent.url).params.get(grant.parameter) == token:
                self._kept.pop(grant, None)
            return ended
        if grant is not None and answer.status == 401:
            self._kept.pop(grant, None)
        return False

    def _known(self, grant: Grant) -> str:
        token, until = self._kept.get(grant, ("", 0.0))
        return token if time.monotonic() < until else ""

    async def _have(self, http: httpx.AsyncClient, grant: Grant) -> str | HttpAnswer | TransportFailure:
        try:
            match grant:
                case OwnGrant():
                    token = _signed_by_us(grant, wall_clock())
                    self._keep(grant, token, grant.minutes * 60.0)
                    return token
                case KeyGrant():
                    form = {"grant_type": BY_KEY, "assertion": _assertion(grant, wall_clock())}
                case RefreshGrant():
                    form = {
                        "grant_type": "refresh_token", "refresh_token": grant.refresh_token,
                        "client_id": grant.client_id, "client_secret": grant.client_secret,
                    }  # fmt: skip
                case AppGrant():
                    body = {"grant_type": "client_credential", "appid": grant.app_id, "secret": grant.app_secret}
                    return await self._ask(http, grant, msgspec.json.encode(body), JSON)
                case other:
                    assert_never(other)
        except (JoseError, ValueError, TypeError):
            return HttpAnswer(400, {}, b'{"error":"invalid_grant","error_description":"the key cannot be read"}')
        return await self._ask(http, grant, urlencode(form).encode(), FORM)

    async def _ask(
        self, http: httpx.AsyncClient, grant: KeyGrant | RefreshGrant | AppGrant, body: bytes, headers: dict[str, str]
    ) -> str | HttpAnswer | TransportFailure:
        try:
            answer = await http.post(grant.url, content=body, headers=headers)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return TransportFailure(type(error).__name__, sent=False)
        if answer.status_code >= 500 or answer.status_code == 429:
            return TransportFailure("no_token", sent=False)
        told = HttpAnswer(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, answer.content)
        if answer.status_code >= 300:
            return told
        try:
            given: dict[str, Any] = msgspec.json.decode(answer.content, type=dict[str, Any])
        except msgspec.DecodeError:
            return TransportFailure("no_token", sent=False)
        token, seconds = given.get("access_token"), given.get("expires_in")
        if isinstance(grant, AppGrant) and grant.code in given and not token:
            return told  # a refusal, which comes with status 200
        if not isinstance(token, str) or not token:
            return TransportFailure("no_token", sent=False)
        self._keep(grant, token, float(seconds) if isinstance(seconds, int | float) else 300.0)
        return token

    def _keep(self, grant: Grant, token: str, seconds: float) -> None:
        now = time.monotonic()
        self._kept = {one: kept for one, kept in self._kept.items() if kept[1] > now}
        self._kept[grant] = (token, now + seconds - EARLY)


def _says_ended(grant: AppGrant, answer: HttpAnswer) -> bool:
    if answer.status != 200 or len(answer.body) > LONGEST_REFUSAL or not answer.body.lstrip().startswith(b"{"):
        return False
    try:
        told = msgspec.json.decode(answer.body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(told, dict) and told.get(grant.code) in grant.ended


def _signed_by_us(grant: OwnGrant, now: datetime) -> str:
    at = int(now.timestamp())
    claims = {"iss": grant.issuer, "iat": at, "exp": at + grant.minutes * 60, "aud": grant.audience}
    header = {"alg": "ES256", "kid": grant.key_id, "typ": "JWT"}
    return jwt.encode(header, claims, ECKey.import_key(grant.key), algorithms=["ES256"])


def _assertion(grant: KeyGrant, now: datetime) -> str:
    at = int(now.timestamp())
    claims = {
        "iss": grant.issuer, "scope": grant.scope, "aud": grant.audience, "iat": at, "exp": at + ASSERTED_FOR,
    }  # fmt: skip
    header = {"alg": "RS256", "typ": "JWT", **({"kid": grant.key_id} if grant.key_id else {})}
    return jwt.encode(header, claims, RSAKey.import_key(grant.key), algorithms=["RS256"])
