"""X's own page, on which an account lets an app in, and what its code is given for (OAuth 2.0 with PKCE)."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets
from html import escape
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from trato.rooms.channels.simulators.x.simulator import Simulator
from trato.rooms.channels.simulators.x.world import Business, World

PATH = "/i/oauth2/authorize"
WANTED = frozenset(
    {"response_type", "client_id", "redirect_uri", "scope", "state", "code_challenge", "code_challenge_method"}
)
SCOPES = frozenset(
    "tweet.read tweet.write tweet.moderate.write users.email users.read follows.read follows.write offline.access "
    "space.read mute.read mute.write like.read like.write list.read list.write block.read block.write bookmark.read "
    "bookmark.write dm.read dm.write media.write".split()
)
CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
VERIFIER = re.compile(r"[A-Za-z0-9._~-]{43,128}")
PAGE = """<!doctype html><html lang="{language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>X</title>
<style>body{{font:16px/1.5 system-ui;max-width:26rem;margin:12vh auto;padding:0 1rem;color-scheme:light dark}}
button{{font:inherit;padding:.6rem 1.2rem;border:1px solid;border-radius:9px;margin:.3rem .6rem .3rem 0}}
ul{{padding-left:1.2rem}}</style>
<h1>X</h1><p>{asks}</p><ul>{scopes}</ul>
<form method="post">{accounts}<button name="answer" value="yes">{yes}</button>
<button name="answer" value="no">{no}</button></form>
"""
WORDS = {
    "es": ("{app} pide entrar en la cuenta {name}. Podrá:", "Autorizar la app", "Cancelar"),
    "en": ("{app} asks to come into the account {name}. It will have:", "Authorise app", "Cancel"),
    "pt": ("{app} pede para entrar na conta {name}. Poderá:", "Autorizar o app", "Cancelar"),
}


def routes(simulator: Simulator) -> list[Route]:
    """Return the page."""

    async def show(request: Request) -> Response:
        found = _asked(simulator.world, request)
        if isinstance(found, str):
            return HTMLResponse(f"<p>{escape(found)}</p>", 400)
        language = request.headers.get("accept-language", "es")[:2]
        asks, yes, no = WORDS.get(language, WORDS["es"])
        scopes = "".join(f"<li>{escape(one)}</li>" for one in request.query_params["scope"].split())
        told = PAGE.format(
            language=language if language in WORDS else "es", scopes=scopes, yes=yes, no=no,
            asks=escape(asks.format(app="Trato", name=" / ".join(f"@{one.username}" for one in found))),
            accounts=_choice(found),
        )  # fmt: skip
        return HTMLResponse(told, headers={"cache-control": "no-store"})

    async def answer(request: Request) -> Response:
        found = _asked(simulator.world, request)
        if isinstance(found, str):
            return HTMLResponse(f"<p>{escape(found)}</p>", 400)
        async with request.form() as form:
            agreed, chosen = form.get("answer") == "yes", form.get("account")
        business = next((one for one in found if one.id == chosen), found[0])
        query = request.query_params
        told = {"state": query["state"], **({} if agreed else {"error": "access_denied"})}
        if agreed:
            told["code"] = secrets.token_urlsafe(48)
            business.promised[told["code"]] = (query["redirect_uri"], query["code_challenge"])
            business.revoked = False
        return RedirectResponse(f"{query['redirect_uri']}?{urlencode(told)}", 302)

    return [Route(PATH, show, methods=["GET"]), Route(PATH, answer, methods=["POST"])]


def _choice(found: list[Business]) -> str:
    """Return what asks which of several accounts of the app says yes."""
    if len(found) == 1:
        return ""
    listed = "".join(f'<option value="{escape(one.id)}">@{escape(one.username)}</option>' for one in found)
    return f'<p><select name="account" aria-label="@">{listed}</select></p>'


def _asked(world: World, request: Request) -> list[Business] | str:
    """Return the accounts of the app that asks, or what is wrong with the question."""
    query = dict(request.query_params)
    if set(query) != WANTED or not all(query.values()):
        return "Something went wrong: a parameter is missing, or too many"
    found = [one for one in world.businesses.values() if one.client_id == query["client_id"]]
    if not found or query["response_type"] != "code":
        return "Something went wrong: client_id or response_type"
    if any(one.back and query["redirect_uri"] != one.back for one in found):
        return "Something went wrong: redirect_uri"
    if query["code_challenge_method"] != "S256" or not CHALLENGE.fullmatch(query["code_challenge"]):
        return "Something went wrong: code_challenge"
    if not {"tweet.read", "users.read"} <= set(query["scope"].split()) <= SCOPES or len(query["state"]) > 500:
        return "Something went wrong: scope or state"
    return found


def redeem(world: World, authorization: str, form: dict[str, str]) -> Business | None:
    """Return whose code it is, once, where everything fits; None where something does not."""
    code, verifier = form.get("code", ""), form.get("code_verifier", "")
    business = next((one for one in world.businesses.values() if code in one.promised), None)
    if business is None:
        return None
    back, challenge = business.promised.pop(code)
    wanted = {"grant_type", "code", "redirect_uri", "code_verifier"}
    if business.client_secret:
        pair = base64.b64encode(f"{business.client_id}:{business.client_secret}".encode()).decode()
        proven = authorization == f"Basic {pair}"
    else:
        wanted, proven = wanted | {"client_id"}, form.get("client_id") == business.client_id
    digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).decode().rstrip("=")
    fits = VERIFIER.fullmatch(verifier) is not None and digest == challenge and form.get("redirect_uri") == back
    return business if proven and fits and set(form) == wanted else None
