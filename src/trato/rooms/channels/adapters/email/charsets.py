"""Bytes of mail as text: wrong, unknown and missing charsets are common, and none of them may stop a mail."""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from typing import Final

_WIDER: Final = {  # what is really meant by a name, as browsers read it
    "ascii": "utf-8",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ks_c_5601-1987": "cp949",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso2022_jp": "iso2022_jp_ext",
}
_NOT_CHARSETS: Final = frozenset(
    {"unicode-escape", "raw-unicode-escape", "idna", "punycode", "undefined", "mbcs", "oem"}
)


def decode(raw: bytes, charset: str) -> str:
    """Return `raw` as text by `charset`; by UTF-8 or Windows-1252 when that name is unknown or wrong."""
    for name in (_codec(charset), "utf-8"):
        if name is None:
            continue
        try:
            return raw.decode(name)
        except UnicodeError:
            continue
    return raw.decode("cp1252", "replace")


def _codec(charset: str) -> str | None:
    name = charset.strip().strip("\"'").lower()
    if not name or len(name) > 40 or not name.isascii() or not name.isprintable():
        return None
    try:
        found = codecs.lookup(_ALIASES.get(name, name))
    except (LookupError, ValueError):
        return None
    if found.name in _NOT_CHARSETS or not found._is_text_encoding:
        return None
    return _WIDER.get(found.name, found.name)


_ALIASES: Final = {
    "cp-850": "cp850",
    "utf8mb4": "utf-8",
    "unicode-1-1-utf-7": "utf-7",
    "ansi": "cp1252",
    "x-sjis": "cp932",
}


_NOT_BASE64: Final = re.compile(rb"[^A-Za-z0-9+/]")


def decode_base64(payload: bytes) -> bytes:
    """Decode base64, whatever stands between its letters and however it ends."""
    try:
        return binascii.a2b_base64(payload)
    except binascii.Error:
        letters = _NOT_BASE64.sub(b"", payload)
        letters = letters[: len(letters) - (len(letters) % 4 == 1)]
        return binascii.a2b_base64(letters + b"=" * (-len(letters) % 4))


_WORD: Final = re.compile(r"=\?([^?\s]{1,60})\?([bBqQ])\?([^?]*)\?=")


def decode_words(value: str) -> str:
    """Return a header's value with its encoded words (RFC 2047) read; neighbours split inside a letter are joined."""
    if "=?" not in value:
        return value
    out: list[str] = []
    charset, gathered, end = "", b"", 0
    for word in _WORD.finditer(value):
        between = value[end : word.start()]
        if gathered and (between.strip() or word[1].lower() != charset):
            out.append(decode(gathered, charset))
            gathered = b""
        if between.strip() or not end:
            out.append(between)
        charset, gathered, end = word[1].split("*")[0].lower(), gathered + _word_bytes(word[2], word[3]), word.end()
    if not end:
        return value
    return "".join([*out, decode(gathered, charset), value[end:]])


def _word_bytes(kind: str, coded: str) -> bytes:
    raw = coded.encode("ascii", "replace")
    return decode_base64(raw) if kind in "bB" else quopri.decodestring(raw.replace(b"_", b" "))
