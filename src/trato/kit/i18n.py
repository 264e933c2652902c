"""What the server itself says to people: sentences from the catalogues, in the language that the asker prefers."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from babel.messages.pofile import read_po

import trato

LOCALES: Final = ("es", "en", "pt")  # the first one is for whoever names none of them
_LONGEST_HEADER: Final = 200  # characters of Accept-Language that are read
_LONGEST_DATUM: Final = 200


def locales_folder() -> Path:
    """Return where the catalogues are: beside the code in an installed wheel, at the root in a checkout."""
    package = Path(trato.__file__).parent
    packaged = package / "locales"
    return packaged if packaged.is_dir() else package.parents[1] / "locales"


@lru_cache(maxsize=16)
def sentences(catalogue: str, locale: str) -> Mapping[str, str]:
    """Return a catalogue (`problems`) in one of `LOCALES`, by its keys. Read once in each process."""
    with (locales_folder() / locale / f"{catalogue}.po").open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale=locale) if one.id and one.string}


@lru_cache(maxsize=512)
def preferred(accept_language: str) -> str:
    """Return the one of `LOCALES` that an Accept-Language header (RFC 9110, 12.5.4) likes best; Spanish by default."""
    best, liked = LOCALES[0], 0.0
    for place, part in enumerate(accept_language[:_LONGEST_HEADER].split(",")):
        tag, _, parameter = part.strip().lower().partition(";")
        language = tag.split("-")[0].strip()
        quality = _quality(parameter) - place / 1000  # of two liked alike, the one named first
        if language in LOCALES and quality > liked:
            best, liked = language, quality
    return best


def _quality(parameter: str) -> float:
    name, _, value = parameter.partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return float(value) if 0 <= float(value) <= 1 else 0.0
    except ValueError:
        return 0.0


def problem_title(code: str, accept_language: str, data: Mapping[str, Any]) -> str:
    """Return the sentence of a refusal with its data filled in, or "" for a code that has none (a bug: see the tests).

    A sentence may say `{megabytes}` where the data have a `limit` in bytes.
    """
    sentence = sentences("problems", preferred(accept_language)).get(code, "")
    return _Filling().vformat(sentence, (), _shown(data)) if "{" in sentence else sentence


def _shown(data: Mapping[str, Any]) -> dict[str, str]:
    shown = {name: str(value)[:_LONGEST_DATUM] for name, value in data.items()}
    limit = data.get("limit")
    if isinstance(limit, int):
        shown["megabytes"] = str(round(limit / 1_000_000))
    return shown


class _Filling(string.Formatter):
    """Fills plain names only, and leaves out what is missing: what a client sent is never read as a format."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> tuple[Any, str]:
        return kwargs.get(field_name, "…"), field_name
