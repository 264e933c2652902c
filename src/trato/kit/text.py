"""Text from outside, made safe: HTML sanitised, HTML read as plain text, control characters removed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Final

import nh3
from selectolax.lexbor import LexborHTMLParser, LexborNode

HTML_LIMIT: Final = 2_000_000  # characters; longer HTML is shown as plain text
ENTITY_LIMIT: Final = 100_000  # the sanitiser takes seconds over a million ampersands
QUOTE_LIMIT: Final = 8  # marks before a quoted line
DEPTH_LIMIT: Final = 400  # parsers take quadratic time beyond some thousands
TEXT_LIMIT: Final = 1_000_000  # characters

_TAGS: Final = frozenset(
    """a abbr address article aside b bdi bdo blockquote br caption center code col colgroup dd del div dl dt em
    figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark ol p pre q s samp section
    small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var""".split()
)
_DROPPED_WITH_CONTENT: Final = frozenset(
    "script style title noscript template iframe object embed applet svg math textarea select audio video".split()
)
_BOX: Final = {"align", "bgcolor", "height", "valign", "width"}
_ATTRIBUTES: Final[dict[str, set[str]]] = {
    "*": {"dir", "lang", "style", "title"},
    "a": {"href"},
    "blockquote": {"type"},
    "div": {"align"},
    "font": {"color", "face", "size"},
    "img": {"alt", "height", "src", "width"},
    "ol": {"start", "type"},
    "p": {"align"},
    "table": _BOX | {"border", "cellpadding", "cellspacing"},
    "td": _BOX | {"colspan", "rowspan"},
    "th": _BOX | {"colspan", "rowspan"},
    "tr": _BOX,
}
_STYLES: Final = frozenset(
    """background-color border border-bottom border-collapse border-color border-left border-radius border-right
    border-spacing border-style border-top border-width color direction font-family font-size font-style
    font-variant font-weight height letter-spacing line-height list-style-type margin margin-bottom margin-left
    margin-right margin-top max-width min-width padding padding-bottom padding-left padding-right padding-top
    text-align text-decoration text-indent text-transform vertical-align white-space width""".split()
)
_UNSAFE_STYLE: Final = re.compile(r"url\s*\(|expression|@import|image\s*\(|\\|behavior|javascript", re.I)
_IMAGE_DATA: Final = re.compile(r"data:image/(?:png|jpe?g|gif|webp);base64,", re.I)
_REMOTE_IMAGE: Final = re.compile(r'<img(?:\s+[\w:-]+="[^"]*")*\s*/?>')
_REMOTE_SOURCE: Final = re.compile(r'\ssrc="(https?:[^"]*)"', re.I)


def sanitise_html(html: str) -> str:
    """Return `html` as a fragment that may be shown, in a sandboxed frame, to an agent.

    No script, style sheet, form, frame or vector image stays. Images keep `cid:` and small raster `data:`
    sources; a remote one loses `src` and keeps its address in `data-remote-src`, so that nothing is fetched until
    a person asks for it. HTML that is too long or nested too deep comes back as escaped plain text.
    """
    if is_hostile(html):
        return _as_paragraphs(html_to_text(html))
    safe = nh3.clean(
        html.replace("\x00", ""),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED_WITH_CONTENT),
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_keep_attribute,
        url_schemes={"http", "https", "mailto", "tel", "cid", "data"},
        url_relative=_absolute,
        filter_style_properties=set(_STYLES),
        link_rel="noopener noreferrer nofollow",
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    return _REMOTE_IMAGE.sub(lambda tag: _REMOTE_SOURCE.sub(r' data-remote-src="\1"', tag[0]), safe)


def _keep_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "style":
        return None if _UNSAFE_STYLE.search(value) else value
    scheme = value.strip().lower()
    if tag == "a" and name == "href" and scheme.startswith(("data:", "cid:")):
        return None
    if tag == "img" and name == "src" and scheme.startswith("data:") and not _is_small_image(value.strip()):
        return None
    return value


def _is_small_image(source: str) -> bool:
    return bool(_IMAGE_DATA.match(source)) and len(source) <= 200_000


def _absolute(url: str) -> str | None:
    return f"https:{url}" if url.startswith("//") else None


def _as_paragraphs(text: str) -> str:
    return "".join(f"<p>{escape(part).replace(chr(10), '<br>')}</p>" for part in text.split("\n\n") if part.strip())


_TAG: Final = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_WHOLE_TAG: Final = re.compile(r"<[^<>]*>")
_NOT_NESTING: Final = frozenset(
    """area base body br col colgroup dd dt head hr html img input li link meta option p source tbody td tfoot th
    thead tr wbr""".split()
)


def is_hostile(html: str) -> bool:
    """Say whether `html` is too long, or nested too deep, to be parsed in linear time."""
    if len(html) > HTML_LIMIT or html.count("&") > ENTITY_LIMIT:
        return True
    depth = 0
    for closing, name in _TAG.findall(html):
        if name.lower() in _NOT_NESTING:
            continue
        depth = max(0, depth - 1) if closing else depth + 1
        if depth > DEPTH_LIMIT:
            return True
    return False


# ---- HTML as plain text --------------------------------------------------------------------------


@dataclass(slots=True)
class HtmlLine:
    """One line of text that a reader of the HTML would see.

    `quote` counts the block quotes around it; `nodes` are its text nodes; `around` its innermost element.
    """

    text: str = ""
    quote: int = 0
    nodes: list[LexborNode] = field(default_factory=list)
    around: LexborNode | None = None


_BLOCKS: Final = frozenset(
    """address article aside blockquote body caption center dd div dl dt figcaption figure footer form h1 h2 h3 h4 h5
    h6 header hr html li main ol p pre section table tbody tfoot thead tr ul""".split()
)
_SPACED: Final = frozenset("blockquote dl h1 h2 h3 h4 h5 h6 ol p pre table ul".split())
_SILENT: Final = _DROPPED_WITH_CONTENT | {"head", "meta", "link"}
_SPACES: Final = re.compile(r"[ \t\r\n\f\xa0]+")


def html_to_text(html: str) -> str:
    """Return what a reader of `html` sees, as plain text; block quotes become `> ` lines."""
    if is_hostile(html):
        return clean(_SPACES.sub(" ", unescape(_WHOLE_TAG.sub(" ", html[:HTML_LIMIT])))).strip()
    parser = LexborHTMLParser(html)
    return lines_to_text(list(html_lines(parser))) if parser.root else ""


def lines_to_text(lines: list[HtmlLine]) -> str:
    """Join lines of HTML into plain text, with `>` before quoted ones."""
    written = [f"{'>' * min(one.quote, QUOTE_LIMIT)} {one.text}".rstrip() if one.quote else one.text for one in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(written)).strip("\n")


def html_lines(parser: LexborHTMLParser) -> Iterator[HtmlLine]:
    """Yield the lines that a reader of the document sees, blank ones too, top to bottom."""
    reader = _LineReader()
    for event, node in _walk(parser.root):
        yield from reader.enter(node) if event == "enter" else reader.leave(node)
    yield from reader.end_line()


def _walk(root: LexborNode | None) -> Iterator[tuple[str, LexborNode]]:
    """Visit the tree without recursion: a hostile document may be deep."""
    node, stack = root, list[LexborNode]()
    while node is not None:
        yield "enter", node
        child = None if node.tag in _SILENT else node.child
        if child is not None:
            stack.append(node)
            node = child
            continue
        yield "leave", node
        following = node.next
        while following is None and stack:
            node = stack.pop()
            yield "leave", node
            following = node.next if stack or node is not root else None
        node = following


class _LineReader:
    """Builds lines from the tags and texts as they pass."""

    __slots__ = ("line", "pre", "quote")

    def __init__(self) -> None:
        self.line, self.quote, self.pre = HtmlLine(), 0, 0

    def enter(self, node: LexborNode) -> Iterator[HtmlLine]:
        tag = node.tag or ""
        if tag == "-text":
            yield from self._text(node)
        elif tag == "br":
            yield from self.end_line(force=True)
        elif tag in ("td", "th"):
            self._add(" ")
        elif tag == "img":
            alt = (node.attributes.get("alt") or "").strip()
            if is_emoji_only(alt):
                self._add(alt)
        elif tag in _BLOCKS:
            yield from self.end_line()
            if _stands_apart(node, tag):
                yield HtmlLine(quote=self.quote, around=node)
            self.quote += tag == "blockquote"
            self.pre += tag == "pre"
            if tag == "hr":
                yield HtmlLine(text="-----", quote=self.quote, around=node)
            if tag == "li":
                self._add("- ")

    def leave(self, node: LexborNode) -> Iterator[HtmlLine]:
        tag = node.tag or ""
        if tag not in _BLOCKS or tag == "hr":
            return
        yield from self.end_line()
        self.quote -= tag == "blockquote"
        self.pre -= tag == "pre"
        if _stands_apart(node, tag):
            yield HtmlLine(quote=self.quote)

    def end_line(self, *, force: bool = False) -> Iterator[HtmlLine]:
        """Close the line that is being built; `force` yields it even when blank."""
        line, self.line = self.line, HtmlLine()
        line.text = line.text.rstrip() if self.pre else line.text.strip()
        if line.text or force:
            line.quote = self.quote
            yield line

    def _text(self, node: LexborNode) -> Iterator[HtmlLine]:
        content = node.text_content or ""
        pieces = content.split("\n") if self.pre else [_SPACES.sub(" ", content)]
        for index, piece in enumerate(pieces):
            if index:
                yield from self.end_line(force=True)
            if piece and (piece != " " or self.line.text):
                self._add(piece)
                self.line.nodes.append(node)
                self.line.around = self.line.around or node.parent

    def _add(self, piece: str) -> None:
        if self.line.text.endswith(" ") and not self.pre:
            piece = piece.lstrip(" ")
        self.line.text += piece


def _stands_apart(node: LexborNode, tag: str) -> bool:
    return tag in _SPACED and not (tag == "p" and "MsoNormal" in (node.attributes.get("class") or ""))


# ---- plain text ----------------------------------------------------------------------------------

_CONTROL: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\u2060\u200b\u202a-\u202e\u2066-\u2069]"
)

_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def clean(text: str, limit: int = TEXT_LIMIT) -> str:
    """Return `text` with line ends as newlines, without control characters, at most `limit` characters long.

    U+0000 (which PostgreSQL refuses), lone surrogates and direction overrides go; joiners stay, for emoji.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n")
    text = _CONTROL.sub("", text)
    if _SURROGATE.search(text):
        text = text.encode("utf-8", "replace").decode("utf-8")
    return text[:limit]


_EMOJI_JOINTS: Final = frozenset("\u200d\ufe0e\ufe0f\u20e3")


def is_emoji_only(text: str) -> bool:
    """Say whether `text` is one emoji or more, and nothing else but spaces."""
    seen = False
    for char in text:
        if char.isspace() or char in _EMOJI_JOINTS or 0xE0020 <= ord(char) <= 0xE007F:
            continue
        if not _is_emoji(char):
            return False
        seen = True
    return seen


def _is_emoji(char: str) -> bool:
    code = ord(char)
    if 0x1F3FB <= code <= 0x1F3FF or 0x1F1E6 <= code <= 0x1F1FF:  # skin tones; flags
        return True
    return unicodedata.category(char) == "So" and (
        code >= 0x1F000 or 0x2190 <= code <= 0x2BFF or code in (0x3030, 0x303D)
    )


def code_of(words: str, limit: int = 60) -> str:
    """Return a lasting code for a name: its letters without accents and its digits, joined by hyphens; never empty."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(one))
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:limit].strip("-") or "x"
