"""XML from outside as the maps that readers take: one level of names, what is inside them below.

No document type, no entity and no address in it is followed (defusedxml).
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

from trato.rooms.channels.adapters.reading import JsonMap
from trato.rooms.channels.model import Malformed

DEEPEST, MOST = 8, 2_000  # levels and elements: WeChat's have three levels
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # what people paste, and XML may not hold


def decode(raw: bytes) -> JsonMap:
    """Return the elements of a document by name, repeated ones as a list. Raises `Malformed`."""
    root = _parsed(raw)
    if root is None:
        root = _parsed(_FORBIDDEN.sub("", raw.decode("utf-8", "replace")).encode())
    if root is None:
        raise Malformed("not XML")
    if sum(1 for _ in root.iter()) > MOST:
        raise Malformed("too many elements")
    read = _value(root, 0)
    if not isinstance(read, dict):
        raise Malformed("nothing in it")
    return read


def _parsed(raw: bytes) -> Element | None:
    try:
        root: Element = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException as wrong:
        raise Malformed("a document type") from wrong
    except (ParseError, ValueError, LookupError):
        return None
    return root


def _value(element: Element, depth: int) -> Any:
    if len(element) == 0:
        return element.text or ""
    if depth > DEEPEST:
        raise Malformed("nested too deeply")
    told: JsonMap = {}
    for inner in element:
        read = _value(inner, depth + 1)
        if inner.tag in told:
            before = told[inner.tag]
            told[inner.tag] = [*before, read] if isinstance(before, list) else [before, read]
        else:
            told[inner.tag] = read
    return told
