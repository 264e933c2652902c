"""Where a newcomer practises: a page with the chat on it, and a telephone that plays WhatsApp on this machine."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any
from uuid import UUID

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from trato.app.doors import guard
from trato.app.told import WANTED
from trato.app.wiring import House
from trato.kit.errors import NotFound
from trato.kit.settings import Settings
from trato.rooms.channels import api as channels
from trato.rooms.channels.errors import AccountNotFound

NOTE = "practice.json"  # in the home: where it listens
FOLDER = Path(__file__).parent / "page"
PAGE_NAMES = {"es": "página de práctica", "en": "practice page", "pt": "página de prática"}
WORDS = {
    "es": (
        "Página de práctica",
        "Así se ve el chat en un sitio. Lo que se escribe aquí llega a Trato como un caso.",
        "Escribir algo en el chat y volver a Trato: el caso ya está ahí.",
    ),
    "en": (
        "Practice page",
        "This is what the chat looks like on a site. What is written here reaches Trato as a case.",
        "Write something in the chat and go back to Trato: the case is there.",
    ),
    "pt": (
        "Página de prática",
        "É assim que o chat aparece em um site. O que se escreve aqui chega ao Trato como um caso.",
        "Escrever algo no chat e voltar ao Trato: o caso já está lá.",
    ),
}


@dataclass(frozen=True, slots=True)
class PhonePlan:
    """A number of the telephone's own WhatsApp; its secrets open nothing else."""

    number: str
    settings: dict[str, Any]
    secrets: dict[str, str]


def phone_plan(workspace: UUID) -> PhonePlan:
    """Return a number for `workspace` to practise with."""
    made = {name: secrets.token_urlsafe(24) for name in ("access_token", "app_secret", "verify_token")}
    return PhonePlan(f"{workspace.int % 10**15:015}", {"practice": True, "api_base": "http://127.0.0.1:9"}, made)


def want(settings: Settings) -> None:
    """Ask the supervisor for the telephone."""
    (settings.home / WANTED).touch()


def origins(settings: Settings) -> list[str]:
    """Return the origins under which this installation's own pages are called."""
    return sorted({settings.public_url, f"http://localhost:{settings.port}", f"http://127.0.0.1:{settings.port}"})


def page_of(settings: Settings, account: channels.Account) -> str:
    """Return where a conversation with a practice account can be begun; "" where there is no such place (yet)."""
    if not account.view.settings.get("practice"):
        return ""
    if "origins" in account.view.settings:
        return f"{settings.public_url}/practice/{account.id}"
    return _phone(settings.home)


def routes(house: House) -> list[BaseRoute]:
    """Return the practice pages: public, because visitors are; only accounts that are for practice have one."""

    async def page(request: Request) -> Response:
        try:
            account = await house.book.at_door(house.db, UUID(request.path_params["account"]))
        except ValueError:
            raise AccountNotFound() from None
        if not account.settings.get("practice") or "origins" not in account.settings:
            raise NotFound()
        locale = str(account.settings.get("locale", "es"))
        title, lead, remedy = WORDS.get(locale, WORDS["es"])
        filled = (FOLDER / "practice.html").read_text(encoding="utf-8")
        said = {
            "locale": locale, "title": title, "lead": lead, "remedy": remedy, "key": account.external_id,
            "brand": str(account.settings.get("brand", "")),
        }  # fmt: skip
        for name, text in said.items():
            filled = filled.replace(f"[{name}]", escape(text))
        return HTMLResponse(filled, headers={"cache-control": "no-store"})

    return [
        Route("/practice/open.js", lambda request: FileResponse(FOLDER / "open.js", media_type="text/javascript")),
        Route("/practice/practice.css", lambda request: FileResponse(FOLDER / "practice.css", media_type="text/css")),
        Route("/practice/{account}", guard(page)),
    ]


def note(home: Path, url: str) -> None:
    """Write where the telephone listens."""
    fresh = home / f"{NOTE}.new"
    fresh.write_text(json.dumps({"phone": f"{url.replace('127.0.0.1', 'localhost')}/phone/"}), encoding="utf-8")
    fresh.replace(home / NOTE)


def _phone(home: Path) -> str:
    try:
        return str(json.loads((home / NOTE).read_text(encoding="utf-8"))["phone"])
    except (OSError, ValueError, KeyError):
        return ""  # not started yet: the screen asks again
