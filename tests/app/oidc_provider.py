"""A provider of OpenID Connect on this machine: it checks what it is asked as the specifications say."""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlencode, urlsplit

import uvicorn
from joserfc import jwt
from joserfc.jwk import RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from trato.kit.clock import wall_clock

CLIENT, SECRET = "trato at home", "s3cret+with/signs="


@dataclass
class Provider:
    """One provider with one client. What it says of somebody is in `claims`; `fault` breaks one thing of the token."""

    redirect: str
    claims: dict[str, Any] = field(default_factory=dict)
    fault: str = ""
    methods: tuple[str, ...] = ("client_secret_basic",)
    document: dict[str, Any] = field(default_factory=dict)  # said otherwise in the discovery document
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one", "use": "sig"}))
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    issuer: str = ""

    def authorize(self, url: str) -> tuple[str, str]:
        """Do what the browser and its person do at the authorization endpoint; returns code and state."""
        parts = urlsplit(url)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        said = {name: one for name, (one,) in parse_qs(parts.query, strict_parsing=True).items()}
        assert said["response_type"] == "code" and said["client_id"] == CLIENT
        assert said["redirect_uri"] == self.redirect and set(said["scope"].split()) == {"openid", "email", "profile"}
        assert said["code_challenge_method"] == "S256" and len(said["code_challenge"]) == 43
        assert len(said["state"]) >= 32 and len(said["nonce"]) >= 32 and said["state"] != said["nonce"]
        code = secrets.token_urlsafe(24)
        self.codes[code] = said
        return code, said["state"]

    async def page(self, request: Request) -> Response:
        """Ask the person in a browser, and send them back; what was asked wrong is told there, with 400."""
        try:
            code, state = self.authorize(f"{self.issuer}/authorize?{request.url.query}")
        except (AssertionError, KeyError, ValueError) as error:
            return HTMLResponse(f"<h1>invalid_request</h1><p>{error!r}</p>", 400)
        back = f"{self.redirect}?{urlencode({'code': code, 'state': state})}"
        name = html.escape(str(self.claims.get("email", "")))
        return HTMLResponse(f'<title>Andes ID</title><h1>Andes ID</h1><a href="{html.escape(back)}">Soy {name}</a>')

    async def token(self, request: Request) -> Response:
        """Turn a code into a token, once, for who proves to be the client and holds the verifier."""
        self.asked.append("token")
        form = {name: str(one) for name, one in (await request.form()).items()}
        if not self._is_client(request.headers.get("authorization", ""), form):
            return JSONResponse({"error": "invalid_client"}, 401)
        begun = self.codes.pop(form.get("code", ""), None)
        verifier = form.get("code_verifier", "")
        challenge = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
        fits = begun and form.get("grant_type") == "authorization_code" and 43 <= len(verifier) <= 128
        if not begun or not fits or begun["code_challenge"] != challenge or form["redirect_uri"] != self.redirect:
            return JSONResponse({"error": "invalid_grant"}, 400)
        return JSONResponse({"access_token": "x", "token_type": "Bearer", "id_token": self.sign(begun["nonce"])})

    def sign(self, nonce: str) -> str:
        """Return an ID token, with the fault that was asked for."""
        now = int(wall_clock().timestamp())
        claims = {"iss": self.issuer, "aud": CLIENT, "sub": "248289761001", "iat": now, "exp": now + 300}
        claims |= {"nonce": nonce, "email_verified": True, **self.claims}
        claims = {name: one for name, one in claims.items() if one is not None}
        header = {"alg": "RS256", "kid": "one"}
        match self.fault:
            case "none":
                return f"{_text({'alg': 'none'})}.{_text(claims)}."
            case "shared_key":
                said = f"{_text({'alg': 'HS256', 'kid': 'one'})}.{_text(claims)}"
                signed = hmac.new(self.key.as_pem(private=False), said.encode(), hashlib.sha256).digest()
                return f"{said}.{base64.urlsafe_b64encode(signed).decode().rstrip('=')}"
            case "other_key":
                return jwt.encode(header, claims, RSAKey.generate_key(2048))
            case "weaker_sum":
                return jwt.encode({**header, "alg": "RS384"}, claims, self.key, algorithms=["RS384"])
        return jwt.encode({**header, "kid": str(self.key.kid)}, claims, self.key)

    async def describe(self, request: Request) -> Response:
        self.asked.append("document")
        said = {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": list(self.methods),
            "id_token_signing_alg_values_supported": ["RS256"],
        }
        return JSONResponse(said | self.document)

    async def keys(self, request: Request) -> Response:
        self.asked.append("keys")
        return JSONResponse({"keys": [{"kty": "AKP", "kid": "new"}, self.key.as_dict(private=False)]})

    def _is_client(self, authorization: str, form: dict[str, str]) -> bool:
        if "client_secret_basic" in self.methods:
            id, _, secret = base64.b64decode(authorization.partition(" ")[2]).decode().partition(":")
            return (unquote(id), unquote(secret)) == (CLIENT, SECRET) and "client_secret" not in form
        return (form.get("client_id"), form.get("client_secret")) == (CLIENT, SECRET) and not authorization


class Served:
    """A provider that listens on a free port of this machine, in a thread of its own."""

    def __init__(self, provider: Provider) -> None:
        self.provider = provider
        routes = [
            Route("/.well-known/openid-configuration", provider.describe),
            Route("/keys", provider.keys),
            Route("/authorize", provider.page),
            Route("/token", provider.token, methods=["POST"]),
        ]
        config = uvicorn.Config(Starlette(routes=routes), host="127.0.0.1", port=0, log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    def __enter__(self) -> Provider:
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.provider.issuer = f"http://127.0.0.1:{port}"
        return self.provider

    def __exit__(self, *error: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)


def _text(part: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=")
