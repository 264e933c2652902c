"""The user guide holds together: every language, every link and picture, and all that administration shows."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

import httpx
import pytest
from babel.messages.pofile import read_po
from starlette.applications import Starlette

from trato.app.guide import contents
from trato.app.guide.rendering import index, read_page
from trato.app.guide.site import PICTURES, routes, write
from trato.rooms.channels.adapters.registry import ADAPTERS

LANGUAGES = tuple(contents.LANGUAGES)
EACH = [(language, page) for language in LANGUAGES for page in contents.PAGES]
ROOT = Path(__file__).resolve().parents[2]
ADMINISTRATION = ROOT / "web" / "console" / "src" / "desks" / "admin"
TRANSLATED = tuple(language for language in LANGUAGES if language != "es")
LEADS_TO = re.compile(r"\]\((?P<to>[^)#]+)")
# channels whose page has another name: two stores share one
CALLED_OTHERWISE = {
    "webchat": "web-chat", "api": "api-channel", "google_play": "app-reviews", "app_store": "app-reviews",
}  # fmt: skip
ONLY_THERE = re.compile("no se puede comprobar|puede confirmar", re.IGNORECASE)
BOLD = re.compile(r"\*\*([^*]+)\*\*")


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(Starlette(routes=routes()))
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as one:
        yield one


def pictures_of(language: str) -> set[str]:
    return {
        name
        for page in contents.PAGES
        for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", contents.source(language, page).read_text(encoding="utf-8"))
    }


@pytest.mark.parametrize(("language", "page"), EACH)
def test_a_page_says_what_it_is_for_before_anything_else(language: str, page: str) -> None:
    found = read_page(language, page)
    assert found.title and found.body.startswith("<p>")


@pytest.mark.parametrize("page", contents.PAGES)
def test_all_languages_say_the_same_things_in_the_same_order(page: str) -> None:
    counted = {language: len(read_page(language, page).headings) for language in LANGUAGES}
    assert len(set(counted.values())) == 1, counted


@pytest.mark.parametrize("page", contents.PAGES)
def test_all_languages_show_the_same_pictures_and_lead_to_the_same_pages(page: str) -> None:
    led = {language: LEADS_TO.findall(contents.source(language, page).read_text("utf-8")) for language in LANGUAGES}
    assert all(one == led["es"] for one in led.values()), led


@cache
def on_screen(language: str) -> dict[str, str]:
    """Return the words of the console, Spanish to a language, without the dots of what asks before it does."""
    with (ROOT / "locales" / language / "console.po").open("rb") as file:
        return {str(one.id).rstrip("…"): str(one.string).rstrip("…") for one in read_po(file, locale=language)}


def in_bold(language: str, page: str) -> list[str]:
    """Return what a page has in bold, step by step where it says a way, without the dots of what asks."""
    found = BOLD.findall(contents.source(language, page).read_text("utf-8"))
    return [step.rstrip("…") for one in found for step in one.split(" → ")]


@pytest.mark.parametrize("page", [page for part in contents.PARTS[:3] for page in part.pages])
def test_what_stands_in_bold_is_on_screen(page: str) -> None:
    assert [one for one in in_bold("es", page) if one not in on_screen("es")] == []


@pytest.mark.parametrize("page", contents.PAGES)
@pytest.mark.parametrize("language", TRANSLATED)
def test_screens_are_named_in_every_language_as_they_name_themselves(language: str, page: str) -> None:
    """What is not ours, as a button of a provider, may be in bold too: as often in each language."""
    said, spanish = on_screen(language), in_bold("es", page)
    named = {said[one] for one in spanish if one in said}
    bold = set(in_bold(language, page))
    assert named - bold == set()
    assert len(bold - named) == len({one for one in spanish if one not in said}), bold - named


@pytest.mark.parametrize(("language", "page"), EACH)
def test_every_link_between_pages_leads_somewhere(language: str, page: str) -> None:
    dead = [
        f"{name}{anchor}"
        for name, anchor in re.findall(r"\]\(([a-z-]+)\.md(#[\w-]+)?\)", contents.source(language, page).read_text())
        if name not in contents.PAGES
        or (anchor and anchor[1:] not in {one.anchor for one in read_page(language, name).headings})
    ]
    assert dead == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_that_is_named_is_there_and_none_is_there_for_nothing(language: str) -> None:
    assert {path.name for path in (PICTURES / language).glob("*")} == pictures_of(language)


def test_no_page_is_there_that_the_contents_do_not_name() -> None:
    stray = {path.stem for path in (contents.FOLDER / "pages").rglob("*.md")} - set(contents.PAGES)
    assert stray == set()


def test_everything_that_administration_shows_is_explained() -> None:
    files = [path.read_text(encoding="utf-8") for path in ADMINISTRATION.rglob("*ections.ts")]
    shown = [words for file in files for words in re.findall(r"words: \(\) => t`([^`]+)`,\s+(?:also|verb|page)", file)]
    said = " ".join(contents.source("es", page).read_text(encoding="utf-8") for page in contents.PAGES)
    assert len(shown) > 15
    assert [words for words in shown if f"**{words}**" not in said] == []


def test_every_channel_has_a_page_that_says_what_only_its_provider_can_confirm() -> None:
    for channel in ADAPTERS:
        page = CALLED_OTHERWISE.get(channel, channel)
        assert page in contents.PAGES, channel
        if channel != "webchat":
            headings = [one.words for one in read_page("es", page).headings]
            assert any(ONLY_THERE.search(one) for one in headings), (channel, headings)


async def test_the_guide_opens_in_the_language_of_whoever_asks(client: httpx.AsyncClient) -> None:
    opened = {
        wished: (await client.get("/docs", headers={"accept-language": wished})).headers["location"]
        for wished in ("es-PE", "en", "pt-BR", "de")
    }
    assert opened == {
        "es-PE": "/docs/es/start",
        "en": "/docs/en/start",
        "pt-BR": "/docs/pt/start",
        "de": "/docs/en/start",
    }


@pytest.mark.parametrize(("language", "page"), EACH)
async def test_a_page_is_served_with_nothing_from_elsewhere(
    client: httpx.AsyncClient, language: str, page: str
) -> None:
    answer = await client.get(f"/docs/{language}/{page}")
    assert answer.status_code == 200
    loaded = re.findall(r"<(?:script|link|img)[^>]+(?:src|href)=\"([^\"]+)\"", answer.text)
    assert loaded and all(one.startswith("../") for one in loaded)


@pytest.mark.parametrize(
    "address",
    ["/docs/fr/start", "/docs/es/nothing", "/docs/pictures/es/../../contents.py", "/docs/pictures/es/nothing.webp"],
)
async def test_what_is_not_there_is_not_found(client: httpx.AsyncClient, address: str) -> None:
    assert (await client.get(address)).status_code == 404


def test_the_same_pages_are_written_as_files(tmp_path: Path) -> None:
    assert write(tmp_path) == len(EACH)
    page = (tmp_path / "es" / "start.html").read_text(encoding="utf-8")
    targets = re.findall(r'href="((?:\.\./\w+/)?[a-z-]+\.html)', page)
    assert targets and all((tmp_path / "es" / one).resolve().is_file() for one in targets)
    assert (tmp_path / "guide.css").is_file() and (tmp_path / "es" / "index.json").read_text() == index("es")
