"""How an answer will look where it arrives, read from the very calls that would carry it: nothing is rendered twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from trato.rooms.channels.model import HttpRequest, ProviderRequest

# where providers put the words of a message, the more particular first
_WORDS = (
    "interactive.body.text", "text.content", "msgmenu.head_content",
    "message.attachment.payload.text", "text.body", "message.text", "comment.text.text",
    "snippet.textOriginal", "data.attributes.responseBody", "text", "message", "Body", "body", "caption", "content",
    "replyText", "image.caption", "video.caption", "document.caption",
)  # fmt: skip
_PICTURES = ("interactive.header.image.link", "image.link", "photo")
# where they put cards: elements of a template, or bubbles of a layout
_ELEMENTS = ("message.attachment.payload.elements", "template.elements")
_BUBBLES = ("contents.contents", "contents")
# lists of choices that are drawn as buttons, wherever they stand
_BUTTONS = frozenset({"buttons", "quick_replies", "rows", "inline_keyboard", "keyboard", "quickReply", "msgmenu"})
_TITLES = ("title", "text", "label", "content")


class ShownCard(Struct, frozen=True):
    """A card as people will see it; `picture` is its address."""

    title: str
    subtitle: str = ""
    picture: str = ""
    buttons: tuple[str, ...] = ()


class ShownPiece(Struct, frozen=True):
    """One message as people will see it: its text, the buttons that are drawn below it, or its cards side by side.

    `link_preview` says whether a link in it is shown with its page, None where the channel decides.
    """

    text: str
    buttons: tuple[str, ...] = ()
    link_preview: bool | None = None
    cards: tuple[ShownCard, ...] = ()
    picture: str = ""


def shown_by(requests: Sequence[ProviderRequest]) -> list[ShownPiece]:
    """Return what these calls will show, one for each message that says something; empty where that cannot be read."""
    pieces = []
    for one in requests:
        for body in _bubbles(_body(one)):
            text = next((found for path in _WORDS if (found := _at(body, path))), "")
            cards = tuple(_cards(body))
            buttons = () if cards else tuple(_buttons(body))
            picture = next((found for path in _PICTURES if (found := _at(body, path)).startswith("http")), "")
            if text or buttons or cards:
                pieces.append(ShownPiece(text, buttons, _link_preview(body), cards, picture))
    return pieces


def _bubbles(body: Mapping[str, Any] | None) -> list[Mapping[str, Any]]:
    """Return what a call holds: a message, or a list of them."""
    if body is None:
        return []
    several = body.get("messages")
    return [one for one in several if isinstance(one, Mapping)] if isinstance(several, list) else [body]


def _cards(body: Mapping[str, Any]) -> Iterator[ShownCard]:
    """Yield the cards that a message draws, whichever way it names them."""
    for path in _ELEMENTS:
        for one in _maps(_found(body, path)):
            words = _at(one, "subtitle") or _at(one, "description")
            yield ShownCard(_at(one, "title"), words, _at(one, "image_url"), tuple(_buttons(one)))
    if body.get("type") == "flex":
        given = next((bubbles for path in _BUBBLES if (bubbles := _maps(_found(body, path)))), [])
        for one in given:
            lines = [_at(line, "text") for line in _maps(_found(one, "body.contents"))]
            buttons = tuple(_at(button, "action.label") for button in _maps(_found(one, "footer.contents")))
            yield ShownCard(next(iter(lines), ""), "\n".join(lines[1:]), _at(one, "hero.url"), buttons)


def _maps(given: Any) -> list[Mapping[str, Any]]:
    several = given if isinstance(given, list | tuple) else [given]
    return [one for one in several if isinstance(one, Mapping)]


def _body(request: ProviderRequest) -> Mapping[str, Any] | None:
    if not isinstance(request, HttpRequest):
        return None  # a widget shows what was written; a mail is a letter of its own
    given = request.json if request.json is not None else request.form
    return given if isinstance(given, Mapping) else None


def _at(body: Mapping[str, Any], path: str) -> str:
    """Return the text at a dotted path, "" where there is none."""
    found = _found(body, path)
    return found if isinstance(found, str) else ""


def _found(body: Mapping[str, Any], path: str) -> Any:
    found: Any = body
    for name in path.split("."):
        found = found.get(name) if isinstance(found, Mapping) else None
        found = _told(found) if name == "template" else found
    return found


def _buttons(given: Any, *, inside: bool = False) -> Iterator[str]:
    """Yield the titles of all choices, in their order."""
    if isinstance(given, Mapping):
        if inside and (title := _title(given)):
            yield title
            return
        for name, value in given.items():
            yield from _buttons(_told(value) if name in _BUTTONS else value, inside=inside or name in _BUTTONS)
    elif isinstance(given, list | tuple):
        for value in given:
            yield from _buttons(value, inside=inside)


def _told(value: Any) -> Any:
    """Return what a form says as JSON in text, anything else as it is."""
    try:
        return msgspec.json.decode(value) if isinstance(value, str) else value
    except msgspec.DecodeError:
        return value


def _title(given: Mapping[str, Any]) -> str:
    found = next((given[name] for name in _TITLES if isinstance(given.get(name), str)), "")
    nested = given.get("reply")
    return found or (_title(nested) if isinstance(nested, Mapping) else "")


def _link_preview(body: Mapping[str, Any]) -> bool | None:
    text, options = body.get("text"), body.get("link_preview_options")
    if isinstance(text, Mapping) and isinstance(text.get("preview_url"), bool):
        return bool(text["preview_url"])
    if isinstance(options, Mapping):
        return not options.get("is_disabled", False)
    return None
