"""Having the token that a call must carry: signed, exchanged or refreshed, and kept until shortly before its end."""

from __future__ import annotations

import time
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
    Grant,
    HttpAnswer,
    HttpRequest,
    KeyGrant,
    OwnGrant,
    RefreshGrant,
    TransportFailure,
)

EARLY = 60.0  # seconds before its end a token counts no more
ASSERTED_FOR = 3600  # seconds, the most that RFC 7523 providers take
FORM = {"content-type": "application/x-www-form-urlencoded", "accept": "application/json"}
BY_KEY = "urn:ietf:params:oauth:grant-type:jwt-bearer"


@dataclass(slots=True)
class Grants:
    """Tokens in hand, of one process."""

    _kept: dict[Grant, tuple[str, float]] = field(default_factory=dict)

    async def authorise(
        self, http: httpx.AsyncClient, request: HttpRequest
    ) -> HttpRequest | HttpAnswer | TransportFailure:
        """Return the call with its token; or why there is none, in which case nothing has reached the API itself."""
        grant = request.grant
        if grant is None:
            return request
        token = self._known(grant) or await self._have(http, grant)
        if not isinstance(token, str):
            return token
        headers = {**request.headers, "authorization": f"Bearer {token}"}
        return msgspec.structs.replace(request, headers=headers, grant=None)

    def learn(self, grant: Grant | None, answer: HttpAnswer) -> None:
        """Forget a token that was not taken: the next call asks for another."""
        if grant is not None and answer.status == 401:
            self._kept.pop(grant, None)

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
                case other:
                    assert_never(other)
        except (JoseError, ValueError, TypeError):
            return HttpAnswer(400, {}, b'{"error":"invalid_grant","error_description":"the key cannot be read"}')
        return await self._ask(http, grant, form)

    async def _ask(
        self, http: httpx.AsyncClient, grant: KeyGrant | RefreshGrant, form: dict[str, str]
    ) -> str | HttpAnswer | TransportFailure:
        try:
            answer = await http.post(grant.url, content=urlencode(form), headers=FORM)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return TransportFailure(type(error).__name__, sent=False)
        if answer.status_code >= 500 or answer.status_code == 429:
            return TransportFailure("no_token", sent=False)
        told = HttpAnswer(answer.status_code, {k.lower(): v for k, v in answer.headers.items()}, answer.content)
        if answer.status_code >= 300:
            return told
        try:
            body: dict[str, Any] = msgspec.json.decode(answer.content, type=dict[str, Any])
        except msgspec.DecodeError:
            return TransportFailure("no_token", sent=False)
        token, seconds = body.get("access_token"), body.get("expires_in")
        if not isinstance(token, str) or not token:
            return TransportFailure("no_token", sent=False)
        self._keep(grant, token, float(seconds) if isinstance(seconds, int | float) else 300.0)
        return token

    def _keep(self, grant: Grant, token: str, seconds: float) -> None:
        now = time.monotonic()
        self._kept = {one: kept for one, kept in self._kept.items() if kept[1] > now}
        self._kept[grant] = (token, now + seconds - EARLY)


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
