"""What a mail holds: the text a person wrote, the same as safe HTML, and its files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Final

from trato.kit.text import clean, html_to_text, is_hostile, sanitise_html
from trato.rooms.channels.adapters.email.charsets import decode
from trato.rooms.channels.adapters.email.html_trimming import trim_html
from trato.rooms.channels.adapters.email.reading import Mail, Part
from trato.rooms.channels.adapters.email.trimming import Trimmed, trim_text
from trato.rooms.channels.model import FetchedMedia, Malformed, Media, MediaKind, Text, Unsupported

TEXT_SHOWN: Final = 200_000  # characters; the whole of a longer text is kept as a file
_PREFIX: Final = "part:"


@dataclass(slots=True)
class Body:
    """The readable part of a mail: plain text and HTML of the same, each "" when absent, and the files beside it."""

    plain: str = ""
    html: str = ""
    files: list[Part] = field(default_factory=list)
    texts: list[Part] = field(default_factory=list)


def read_parts(mail: Mail) -> tuple[Text | Media | Unsupported, ...]:
    """Return what `mail` holds: its text, then its files; the text only where there is any."""
    if not mail.whole:
        return (Unsupported("mail with too many parts"), _media_of_whole(mail))
    body = read_body(mail)
    text = read_text(body)
    media = [_media(part) for part in [*_cut_short(body), *body.files]]
    return (*([text] if text.text or text.html or text.quoted else []), *media)


def read_body(mail: Mail) -> Body:
    """Gather the body of `mail` through its alternatives."""
    return _gather(mail.parts[0], {id(part.message): part for part in mail.parts})


def read_text(body: Body) -> Text:
    """Trim a body: the plain and the HTML form are both read, and the better trimmed one is shown.

    HTML tells quotations by its structure, plain text by `>`; where one of them was trimmed and the other not, the
    trimmed one is believed; where they differ otherwise, the one that keeps more.
    """
    plain = trim_text(clean(body.plain[:TEXT_SHOWN])) if body.plain.strip() else None
    if not body.html.strip():
        return Text(text=plain.visible, quoted=plain.quoted) if plain else Text(text="")
    if is_hostile(body.html):
        rich = trim_text(html_to_text(body.html)[:TEXT_SHOWN])
        html = sanitise_html(body.html)
    else:
        rich, kept = trim_html(body.html)
        html = sanitise_html(kept)
    best = rich if plain is None or _rich_is_better(plain, rich) else plain
    return Text(text=best.visible[:TEXT_SHOWN], html=html, quoted=best.quoted[:TEXT_SHOWN])


def _rich_is_better(plain: Trimmed, rich: Trimmed) -> bool:
    if not plain.visible.strip() or not rich.visible.strip():
        return not plain.visible.strip() and not _is_bare(plain)
    if bool(plain.quoted.strip()) != bool(rich.quoted.strip()):
        return bool(rich.quoted.strip())
    ours, theirs = len(_squeezed(plain.visible)), len(_squeezed(rich.visible))
    return theirs > 200 and ours * 5 < theirs


def _is_bare(trimmed: Trimmed) -> bool:
    """Say whether a reply has quotations only: then the other form has nothing of the writer's own either."""
    return bool(trimmed.quoted.strip())


def _squeezed(text: str) -> str:
    return re.sub(r"[\s>*_-]+", "", text)


# ---- alternatives --------------------------------------------------------------------------------


def _gather(part: Part, known: dict[int, Part]) -> Body:
    children = [known[id(child)] for child in _children(part) if id(child) in known]
    match part.mime:
        case "multipart/alternative" if children:
            return _alternative([_gather(child, known) for child in children])
        case "multipart/related" if children:
            return _related([_gather(child, known) for child in children])
        case mime if mime.startswith("multipart/"):
            return _sequence([_gather(child, known) for child in children]) if children else _unreadable(part)
        case "text/plain" | "text/html" if not _is_file(part):
            return _text_body(part)
        case "text/x-amp-html" | "text/watch-html":
            return Body()
        case _:
            return Body(files=[part])


def _children(part: Part) -> Sequence[object]:
    payload = part.message.get_payload() if part.message.is_multipart() else None
    return payload if isinstance(payload, list) and part.mime.startswith("multipart/") else ()


def _is_file(part: Part) -> bool:
    return part.disposition == "attachment" or bool(part.name)


def _text_body(part: Part) -> Body:
    if part.mime == "text/html":
        return Body(html=_html_of(part), texts=[part])
    text = part.text
    if part.parameter("format").lower() == "flowed":
        text = _unflowed(text, part.parameter("delsp").lower() == "yes")
    return Body(plain=text, texts=[part])


def _html_of(part: Part) -> str:
    content = part.content
    charset = part.parameter("charset")
    if not charset and (found := re.search(rb"<meta[^>]{1,200}charset=[\"']?([\w-]{2,30})", content[:4000], re.I)):
        charset = found[1].decode("ascii")
    return clean(decode(content, charset), limit=10_000_000)


def _unreadable(part: Part) -> Body:
    """A multipart mail whose boundary never comes: what stands there is shown as it is."""
    payload = part.message.get_payload()
    text = payload if isinstance(payload, str) else part.message.preamble
    raw = str(text or "").encode("utf-8", "surrogateescape")
    return Body(plain=clean(decode(raw, "utf-8")), texts=[part])


def _alternative(bodies: Sequence[Body]) -> Body:
    whole = Body(
        files=[one for body in bodies for one in body.files], texts=[one for body in bodies for one in body.texts]
    )
    whole.plain = next((body.plain for body in bodies if body.plain.strip() and not body.html), "")
    whole.html = next((body.html for body in reversed(bodies) if body.html), "")
    return whole


def _related(bodies: Sequence[Body]) -> Body:
    root = next((body for body in bodies if body.plain or body.html), bodies[0])
    rest = [one for body in bodies if body is not root for one in [*body.texts, *body.files]]
    return Body(root.plain, root.html, [*root.files, *rest], root.texts)


def _sequence(bodies: Sequence[Body]) -> Body:
    whole = Body(
        files=[one for body in bodies for one in body.files], texts=[one for body in bodies for one in body.texts]
    )
    told = [body for body in bodies if body.plain.strip() or body.html.strip()]
    if any(body.html for body in told):
        whole.html = "\n".join(body.html or _as_html(body.plain) for body in told)
    if all(body.plain.strip() for body in told):
        whole.plain = "\n".join(body.plain for body in told)
    elif any(body.plain.strip() for body in told):
        whole.plain = "\n".join(body.plain or html_to_text(body.html) for body in told)
    return whole


def _as_html(text: str) -> str:
    return f"<div>{escape(text.strip()).replace(chr(10), '<br>')}</div>"


def _unflowed(text: str, delete_space: bool) -> str:
    """Join soft-wrapped lines (RFC 3676)."""
    out: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        bare = line[depth:].removeprefix(" ")
        if open_depth == depth:
            out[-1] += bare
        else:
            out.append(f"{'>' * depth} {bare}" if depth else bare)
        flows = bare.endswith(" ") and bare != "-- "
        open_depth = depth if flows else -1
        if flows and delete_space:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


# ---- files ---------------------------------------------------------------------------------------

_KINDS: Final = {"image": MediaKind.IMAGE, "video": MediaKind.VIDEO, "audio": MediaKind.AUDIO}


def _media(part: Part) -> Media:
    content = part.content
    kind = _KINDS.get(part.mime.partition("/")[0], MediaKind.DOCUMENT)
    return Media(
        media=MediaKind.DOCUMENT if part.mime.startswith("image/svg") else kind,
        ref=f"{_PREFIX}{part.index}",
        mime=part.mime,
        name=part.name or _made_name(part),
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        content_id=part.content_id,
    )


_ENDINGS: Final = {"message/rfc822": ".eml", "text/calendar": ".ics", "text/html": ".html", "text/plain": ".txt",
                   "application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
                   "application/ms-tnef": ".dat", "text/vcard": ".vcf"}  # fmt: skip


def _made_name(part: Part) -> str:
    return f"{part.index}{_ENDINGS.get(part.mime, '.bin')}"


def _media_of_whole(mail: Mail) -> Media:
    digest = hashlib.sha256(mail.raw).hexdigest()
    return Media(MediaKind.DOCUMENT, f"{_PREFIX}0", "message/rfc822", "mail.eml", "", digest, len(mail.raw))


def _cut_short(body: Body) -> list[Part]:
    """Return the text parts of which only the beginning is shown."""
    return [
        part for part in body.texts if not part.mime.startswith("multipart/") and len(part.content) > TEXT_SHOWN * 2
    ]


def extract(mail: Mail, ref: str) -> FetchedMedia:
    """Return the file that `ref` ("part:3") names. Raises `Malformed` when the mail has no such part."""
    if not re.fullmatch(rf"{_PREFIX}\d{{1,4}}", ref):
        raise Malformed(f"not a part of a mail: {ref!r}")
    index = int(ref.removeprefix(_PREFIX))
    if not mail.whole and index == 0:
        return FetchedMedia(mail.raw, "message/rfc822", "mail.eml")
    if index >= len(mail.parts):
        raise Malformed(f"the mail has no part {index}")
    part = mail.parts[index]
    return FetchedMedia(part.content, part.mime, part.name or _made_name(part))
