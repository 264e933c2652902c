"""What an administrator chooses for one web chat: how it looks, what it asks for, and what it may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

import msgspec
from msgspec import Struct

from trato.kit.errors import Invalid
from trato.rooms.channels.adapters.webchat.look import Look, is_colour, look_of
from trato.rooms.contacts.model import Purpose

LANGUAGES = ("es", "en", "pt")
MOST_ORIGINS, MOST_LINKS, MOST_TOLD = 50, 6, 60
LONGEST_NAME, LONGEST_GREETING, LONGEST_URL = 60, 120, 500
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?")
_HERE = {"localhost", "127.0.0.1"}


class Theme(StrEnum):
    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class Position(StrEnum):
    RIGHT = "right"
    LEFT = "left"


class Link(Struct, frozen=True):
    title: str
    url: str


class Told(Struct, frozen=True):
    """Something that a page may tell of its visitor, and what for: other purposes than service ask for consent."""

    key: str
    purpose: Purpose = Purpose.SERVICE


class WidgetSettings(Struct, frozen=True):
    """Everything that can be chosen; `accent` is `#rrggbb` or empty for ours, `locale` empty for the page's own."""

    origins: tuple[str, ...] = ()
    brand: str = ""
    locale: str = ""
    accent: str = ""
    theme: Theme = Theme.AUTO
    position: Position = Position.RIGHT
    launcher: bool = True
    greetings: Mapping[str, str] = {}
    assistant: str = ""
    links: tuple[Link, ...] = ()
    privacy_url: str = ""
    attachments: bool = True
    wait: bool = True
    resume: bool = True
    ask_email: bool = False
    attributes: tuple[Told, ...] = ()
    activities: tuple[Told, ...] = ()

    @property
    def look(self) -> Look | None:
        """What the accent is painted as; None for our own colours."""
        return look_of(self.accent) if self.accent else None


def settings_of(stored: Mapping[str, Any]) -> WidgetSettings:
    """Read what is stored; a value that makes no sense counts as not chosen, so that no row can silence a chat."""
    kept: dict[str, Any] = {}
    for field in msgspec.structs.fields(WidgetSettings):
        if field.name in stored:
            try:
                kept[field.name] = msgspec.convert(stored[field.name], field.type)
            except msgspec.ValidationError:
                continue
    if not is_colour(str(kept.get("accent") or "#000000")):
        del kept["accent"]
    old = stored.get("greeting")  # one for all languages, before there was one for each
    if isinstance(old, str) and old and not kept.get("greetings"):
        kept["greetings"] = dict.fromkeys(LANGUAGES, old)
    return WidgetSettings(**kept)


def checked(given: WidgetSettings, *, local: bool) -> WidgetSettings:
    """Return what was chosen as it is kept. Raises Invalid with the field; `local` lets sites of this machine in."""
    greetings = {name: text.strip() for name, text in given.greetings.items() if text.strip()}
    kept = msgspec.structs.replace(
        given,
        origins=tuple(dict.fromkeys(_origin(one, local) for one in given.origins if one.strip())),
        brand=_short("brand", given.brand, LONGEST_NAME),
        assistant=_short("assistant", given.assistant, LONGEST_NAME),
        accent=given.accent.strip().lower(),
        greetings=greetings,
        links=tuple(Link(_short("links", one.title, LONGEST_NAME), _page("links", one.url)) for one in given.links),
        privacy_url=_page("privacy_url", given.privacy_url) if given.privacy_url.strip() else "",
    )
    _require(kept.locale in ("", *LANGUAGES), "locale", "unknown")
    _require(not kept.accent or is_colour(kept.accent), "accent", "not_a_colour")
    _require(greetings.keys() <= set(LANGUAGES), "greetings", "unknown_language")
    _require(all(len(text) <= LONGEST_GREETING for text in greetings.values()), "greetings", "too_long")
    _require(len(kept.origins) <= MOST_ORIGINS, "origins", "too_many")
    _require(len(kept.links) <= MOST_LINKS, "links", "too_many")
    _require(all(one.title for one in kept.links), "links", "without_title")
    for name, told in (("attributes", kept.attributes), ("activities", kept.activities)):
        keys = [one.key for one in told]
        _require(len(keys) <= MOST_TOLD, name, "too_many")
        _require(all(_KEY.fullmatch(key) for key in keys), name, "not_a_key")
        _require(len(keys) == len(set(keys)), name, "twice")
    return kept


def _require(true: bool, field: str, reason: str) -> None:
    if not true:
        raise Invalid(field=field, reason=reason)


def _short(field: str, text: str, most: int) -> str:
    _require(len(text.strip()) <= most, field, "too_long")
    return text.strip()


def _page(field: str, url: str) -> str:
    kept = url.strip()
    parts = urlsplit(kept)
    fits = parts.scheme in ("https", "http") and bool(parts.hostname) and len(kept) <= LONGEST_URL
    _require(fits, field, "not_a_page")
    return kept


def _origin(text: str, local: bool) -> str:
    """Return a site as browsers name it: scheme, host and port, nothing after. Raises Invalid."""
    raw = text.strip().lower().rstrip("/")
    try:
        parts = urlsplit(raw if "://" in raw else f"https://{raw}")
        port = parts.port
    except ValueError as error:
        raise Invalid(field="origins", reason="not_a_site", value=text[:100]) from error
    host = parts.hostname or ""
    here = host in _HERE and local
    fits = _HOST.fullmatch(host) and (("." in host.removeprefix("*.")) or here) and parts.scheme in ("https", "http")
    if not fits or parts.path or parts.query or parts.fragment or parts.username is not None:
        raise Invalid(field="origins", reason="not_a_site", value=text[:100])
    if parts.scheme == "http" and not here:
        raise Invalid(field="origins", reason="not_https", value=text[:100])
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")
