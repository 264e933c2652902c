"""Every deed that the audit log keeps has a sentence in Spanish, English and Portuguese."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import trato
from trato.kit.i18n import LOCALES, sentences

SOURCE = Path(trato.__file__).parent
VERB = re.compile(r"[a-z_]+\.[a-z_]+")
HANDED = {"brand", "calendar", "consent", "controller", "disposition", "panel", "tag"}  # verbs that a helper is handed


def audited() -> Iterator[tuple[str, str]]:
    """Return every verb that is written into the audit log, with the file that does."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        if "AuditEntry(" not in text:
            continue
        handed = False
        tree = ast.parse(text)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "AuditEntry":
                verb = node.args[0]
                if isinstance(verb, ast.Constant):
                    yield str(verb.value), path.name
                else:
                    handed = True
        constants = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)] if handed else []
        for value in constants:
            if isinstance(value, str) and VERB.fullmatch(value) and value.partition(".")[0] in HANDED:
                yield value, path.name


@pytest.mark.parametrize("locale", LOCALES)
def test_every_audited_deed_has_its_words(locale: str) -> None:
    told = sentences("audit", locale)
    missing = {f"{verb} ({name})" for verb, name in audited() if verb not in told}
    assert missing == set()


def test_a_sentence_names_the_same_things_in_each_language() -> None:
    catalogues = [sentences("audit", locale) for locale in LOCALES]
    assert catalogues[0].keys() == catalogues[1].keys() == catalogues[2].keys()
    for verb in catalogues[0]:
        named = [{field for _, field, _, _ in string.Formatter().parse(one[verb]) if field} for one in catalogues]
        assert named[0] == named[1] == named[2], verb
