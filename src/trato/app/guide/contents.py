"""What the guide holds, in the order in which it is read. A page has the same name in every language."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent
LANGUAGES = {"es": "Español", "en": "English", "pt": "Português"}
TAGS = {"es": "es", "en": "en", "pt": "pt-BR"}  # what a page says it is written in


@dataclass(frozen=True, slots=True)
class Part:
    """Pages for one reader; `names` is what the part is called in each language."""

    names: dict[str, str]
    pages: tuple[str, ...]


PARTS = (
    Part({"es": "Para empezar", "en": "To begin", "pt": "Para começar"}, ("start",)),
    Part(
        {"es": "Agentes", "en": "Agents", "pt": "Agentes"},
        ("desk", "answering", "cases", "finding", "contacts", "keys-and-notifications"),
    ),
    Part(
        {"es": "Supervisión", "en": "Supervision", "pt": "Supervisão"},
        ("supervision", "routing", "automation", "intelligence", "workforce", "reports"),
    ),
    Part(
        {"es": "Administración", "en": "Administration", "pt": "Administração"},
        (
            "people",
            "brands-and-hours",
            "promises",
            "words-and-types",
            "channels",
            "web-chat",
            "whatsapp",
            "email",
            "messenger",
            "facebook",
            "instagram",
            "x",
            "telegram",
            "line",
            "vk",
            "wechat",
            "api-channel",
            "sms",
            "app-reviews",
            "youtube",
            "templates-and-costs",
            "before-writing",
            "voice",
            "systems",
            "importing",
            "security",
        ),
    ),
)
PAGES = tuple(page for part in PARTS for page in part.pages)
WORDS = {
    "es": {
        "guide": "Guía de Trato",
        "search": "Buscar en la guía",
        "none": "Nada con esas palabras.",
        "here": "En esta página",
        "next": "Sigue",
        "before": "Antes",
        "pages": "Páginas",
        "other": "Idioma",
        "skip": "Saltar al texto",
    },
    "en": {
        "guide": "Trato guide",
        "search": "Search the guide",
        "none": "Nothing with those words.",
        "here": "On this page",
        "next": "Next",
        "before": "Before",
        "pages": "Pages",
        "other": "Language",
        "skip": "Skip to the text",
    },
    "pt": {
        "guide": "Guia do Trato",
        "search": "Buscar no guia",
        "none": "Nada com essas palavras.",
        "here": "Nesta página",
        "next": "Seguinte",
        "before": "Anterior",
        "pages": "Páginas",
        "other": "Idioma",
        "skip": "Pular para o texto",
    },
}


def source(language: str, page: str) -> Path:
    """Return the Markdown file of a page."""
    return FOLDER / "pages" / language / f"{page}.md"
