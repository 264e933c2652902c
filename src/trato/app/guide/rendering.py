"""Pages of the guide as HTML: each with the contents beside it, its headings, and what comes before and after."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.token import Token

from trato.app.guide.contents import FOLDER, LANGUAGES, PAGES, PARTS, TAGS, WORDS, source

TEMPLATES = Environment(loader=FileSystemLoader(FOLDER / "look"), autoescape=True, undefined=StrictUndefined)
READER = MarkdownIt("commonmark", {"html": False}).enable("table")
LINK = re.compile(r"(?P<page>[a-z-]+)\.md(?P<anchor>#[\w-]+)?")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the second level. `anchor` is its place in the page's address."""

    anchor: str
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was read. `body` is HTML without its first heading; `text` what is searched."""

    name: str
    title: str
    headings: tuple[Heading, ...]
    body: str
    text: str


@cache
def read_page(language: str, name: str) -> Page:
    """Read a page. Raises OSError for one that is not there, ValueError for one without a title or with a dead link."""
    tokens = READER.parse(source(language, name).read_text(encoding="utf-8"))
    if len(tokens) < 3 or tokens[0].tag != "h1":
        raise ValueError(f"{language}/{name} does not begin with its title")
    title, tokens = _plain(tokens[1]), tokens[3:]
    headings: list[Heading] = []
    for place, token in enumerate(tokens):
        if token.type == "heading_open" and token.tag == "h2":
            heading = Heading(anchor_of(_plain(tokens[place + 1])), _plain(tokens[place + 1]))
            token.attrSet("id", heading.anchor)
            headings.append(heading)
        for child in token.children or ():
            _point(child, language)
    text = " ".join(_plain(one) for one in tokens if one.type == "inline")
    return Page(name, title, tuple(headings), READER.renderer.render(tokens, READER.options, {}), text)


def render(language: str, name: str) -> str:
    """Return a whole HTML page."""
    at = PAGES.index(name)
    pages = {one: read_page(language, one) for one in PAGES}
    return TEMPLATES.get_template("page.html").render(
        w=WORDS[language],
        language=language,
        languages=LANGUAGES,
        tags=TAGS,
        parts=[(part.names[language], [pages[one] for one in part.pages]) for part in PARTS],
        page=pages[name],
        before=pages[PAGES[at - 1]] if at else None,
        after=pages[PAGES[at + 1]] if at + 1 < len(PAGES) else None,
    )


def index(language: str) -> str:
    """Return what the search of a language looks through, as JSON: name, title, headings and text of every page."""
    pages = [read_page(language, one) for one in PAGES]
    return json.dumps(
        [
            {
                "page": one.name,
                "title": one.title,
                "headings": [[heading.anchor, heading.words] for heading in one.headings],
                "text": one.text,
            }
            for one in pages
        ],
        ensure_ascii=False,
    )


def anchor_of(words: str) -> str:
    """Return the anchor of a heading: lower case, no accents, hyphens."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _point(token: Token, language: str) -> None:
    """Let a link lead to a page of the site, and a picture come from its folder. Raises ValueError for a dead link."""
    if token.type == "image":
        token.attrSet("src", f"../pictures/{language}/{token.attrs['src']}")
        token.attrSet("loading", "lazy")
    if token.type == "link_open":
        found = LINK.fullmatch(str(token.attrs["href"]))
        if found is not None:
            if found["page"] not in PAGES:
                raise ValueError(f"there is no page {found['page']}")
            token.attrSet("href", f"{found['page']}{found['anchor'] or ''}")


def _plain(token: Token) -> str:
    words = [one.content for one in token.children or () if one.type in ("text", "code_inline", "softbreak")]
    return "".join(one or " " for one in words)
