"""What a provider could send wrong: known payloads, changed in a few places or a few bytes."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode
from xml.sax.saxutils import escape

HOSTILE: tuple[Any, ...] = (
    None, True, -1, 2**31, 2**63, 2**70, 1e308, -1e-9, "", "x", "\x00", "a\x00b", "\ud800", "x" * 5_000, "9" * 400, "0",
    "-1", "99999999999999", [], {}, [None], [[]], {"id": None}, {"a": {"b": ["\x00"]}}, "http://", "\u202e", "١٢٣",
)  # fmt: skip
SCRAPS = (b"\x00", b"\xff\xfe", b"\r\n\r\n", b"=?utf-8?b?////?=", b";;:<>", b"\n." * 9, b"<![CDATA[", b"&x;", b"%00")


def places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Give every place in a body where something stands: what holds it, and under which key."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in list(items):
        yield value, key
        yield from places(inner)


def misplaced(body: Any, chance: random.Random) -> Any:
    """Return a copy of a body that is wrong in one to three places: something hostile, or nothing, stands there."""
    wrong = copy.deepcopy(body)
    for _ in range(chance.randint(1, 3)):
        found = list(places(wrong))
        if found:
            holder, key = chance.choice(found)
            if chance.random() < 0.2 and isinstance(holder, dict):
                del holder[key]
            else:
                holder[key] = copy.deepcopy(chance.choice(HOSTILE))
    return wrong


def scrambled(raw: bytes, chance: random.Random) -> bytes:
    """Return bytes of which some were put in, taken out, changed or put elsewhere."""
    told = bytearray(raw or b" ")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(told))
        match chance.randrange(4):
            case 0:
                told[at : at + chance.randint(1, 40)] = b""
                told = told or bytearray(b" ")
            case 1:
                told[at:at] = chance.choice(SCRAPS)
            case 2:
                told[at : at + 4] = chance.randbytes(4)
            case _:
                to = chance.randrange(len(told))
                told[at:at] = told[to : to + 200]
    return bytes(told)


LEAF = re.compile(r"<(\w+)>((?:<!\[CDATA\[.*?\]\]>|[^<])*)</\1>", re.DOTALL)


def misplaced_xml(text: str, chance: random.Random) -> bytes:
    """Return XML that is wrong in one to three of its elements: another word, none, twice, or elements inside."""
    for _ in range(chance.randint(1, 3)):
        found = list(LEAF.finditer(text))
        if not found:
            break
        one = chance.choice(found)
        name, word = one[1], escape(_as_text(chance.choice(HOSTILE)))
        instead = chance.choice((f"<{name}>{word}</{name}>", "", one[0] * 2, f"<{name}><a>{word}</a></{name}>"))
        text = text[: one.start()] + instead + text[one.end() :]
    return text.encode("utf-8", "surrogatepass")


def mutant(raw: bytes, chance: random.Random) -> bytes:
    """Return a payload that is wrong where its form has places (JSON, XML, a form), or anywhere in its bytes."""
    if chance.random() < 0.3:
        return scrambled(raw, chance)
    if raw.lstrip().startswith(b"<"):
        return misplaced_xml(raw.decode("utf-8", "replace"), chance)
    try:
        return json.dumps(misplaced(json.loads(raw), chance)).encode()
    except ValueError:
        pass
    fields = dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))
    if len(fields) > 1:
        wrong = {key: _as_text(value) for key, value in misplaced(fields, chance).items()}
        return urlencode(wrong, errors="surrogatepass").encode()
    return scrambled(raw, chance)


def _as_text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)
