"""Quotations in HTML: the same trimming as for plain text, then taken out of the document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from selectolax.lexbor import LexborHTMLParser, LexborNode

from trato.kit.text import HtmlLine, html_lines
from trato.rooms.channels.adapters.email.trimming import Line, Trimmed, trim

# What mail programs wrap around the mail that is answered: Yahoo, Proton, Zoho, Outlook for telephones.
_QUOTES: Final = (
    ".yahoo_quoted, .protonmail_quote, .zmail_extra, .ms-outlook-mobile-reference-message,"
    " #mail-editor-reference-message-container, .tutanota_quote, .moz-forward-container"
)
# Where the quoted mail begins and its container does not hold it: Outlook on the web and the desktop, Hotmail, Zimbra.
_CUTS: Final = (
    '#divRplyFwdMsg, .OutlookMessageHeader, #stopSpelling, #zwchr, div[style*="border-top:solid #E1E1E1"],'
    ' div[style*="border-top:solid #B5C4DF"], div[style*="border-top: 1pt solid rgb(225, 225, 225)"],'
    ' div[style*="border-top-color: rgb(229, 229, 229)"]'
)
_SIGNATURES: Final = ".gmail_signature, .moz-signature, #ms-outlook-mobile-signature, .ms-outlook-mobile-signature"


def trim_html(html: str) -> tuple[Trimmed, str]:
    """Return the text of `html` trimmed, and `html` (not yet sanitised) without what was trimmed away."""
    parser = LexborHTMLParser(html)
    seen = list(html_lines(parser))
    marked = _Marks(parser)
    lines = [marked.line(one) for one in seen]
    trimmed = trim(lines)
    if not any(line.text.strip() and not kept for line, kept in zip(lines, trimmed.keep, strict=True)):
        return trimmed, html
    _cut_out(parser, seen, trimmed.keep)
    body = parser.body
    return trimmed, (body.inner_html or "") if body is not None else ""


class _Marks:
    """Knows which elements are quotations, cuts and signatures of mail programs."""

    def __init__(self, parser: LexborHTMLParser) -> None:
        self.quotes, self.cuts, self.signatures = (_ids(parser, css) for css in (_QUOTES, _CUTS, _SIGNATURES))
        self.any = bool(self.quotes or self.cuts or self.signatures)

    def line(self, one: HtmlLine) -> Line:
        around = set(_around(one.around)) if self.any and one.around is not None else set[int]()
        quoted = bool(one.quote) or bool(around & self.quotes)
        text = f"{'>' * one.quote} {one.text}".strip() if one.quote else one.text
        return Line(text, quoted, bool(around & self.cuts), bool(around & self.signatures))


def _ids(parser: LexborHTMLParser, css: str) -> set[int]:
    return {node.mem_id for node in parser.css(css)}


def _around(node: LexborNode | None) -> Iterator[int]:
    while node is not None:
        yield node.mem_id
        node = node.parent


def _cut_out(parser: LexborHTMLParser, seen: Sequence[HtmlLine], keep: Sequence[bool]) -> None:
    """Remove the trimmed lines from the document, with the containers and pictures that only they had.

    A node that was removed must not be touched again (its memory is gone), so `gone` remembers them.
    """
    needed = {
        one for line, kept in zip(seen, keep, strict=True) if kept for node in line.nodes for one in _around(node)
    }
    gone = {node.mem_id: node for node in _after_the_end(parser, seen, keep) if node.mem_id not in needed}
    cut = [line for line, kept in zip(seen, keep, strict=True) if not kept]
    dropped = {n.mem_id: n for line in cut for n in [*line.nodes, *_rule(line)]}
    alone = [n for n in dropped.values() if n.mem_id not in needed and not gone.keys() & set(_around(n))]
    parents = [node.parent for node in alone]
    for node in [*gone.values(), *alone]:
        node.decompose(recursive=True)
    removed = set(gone) | {node.mem_id for node in alone}
    for parent in parents:
        _prune(parent, needed, removed)


def _rule(line: HtmlLine) -> list[LexborNode]:
    """Return the rule that a line is, if it is one."""
    return [line.around] if line.around is not None and line.around.tag == "hr" else []


def _after_the_end(parser: LexborHTMLParser, seen: Sequence[HtmlLine], keep: Sequence[bool]) -> list[LexborNode]:
    """List the outermost elements that hold nothing of what is kept, from the first quotation after it on.

    A picture between the writer's last line and the quotation is the writer's own.
    """
    last = max((n for n, kept in enumerate(keep) if kept), default=-1)
    first = next((line for n, line in enumerate(seen) if n > last and line.nodes), None)
    if first is None:
        return []
    chosen: list[LexborNode] = []
    node: LexborNode | None = first.nodes[0]
    while node is not None and node.tag not in ("body", "html"):
        following = node.next
        while following is not None:
            chosen.append(following)
            following = following.next
        node = node.parent
    return chosen


def _prune(node: LexborNode | None, needed: set[int], removed: set[int]) -> None:
    """Remove elements that hold nothing any more, upwards."""
    while node is not None and node.mem_id not in removed and node.mem_id not in needed:
        if node.tag in ("body", "html") or not _is_hollow(node):
            return
        above = node.parent
        removed.add(node.mem_id)
        node.decompose(recursive=True)
        node = above


def _is_hollow(node: LexborNode) -> bool:
    child = node.child
    while child is not None:
        if child.tag not in ("br", "hr", "-comment") and not (
            child.tag == "-text" and not (child.text_content or "").strip()
        ):
            return False
        child = child.next
    return True
