"""What the pages name exists: files, folders, functions in files, commands and their options."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import typer.main

from trato.app.cli import build

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("README*.md"), *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"`([^`\n]+)`")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
FOLDERS = ("src/", "tests/", "docs/", "migrations/", "locales/", "web/", "bench/", "tools/", ".ci/")
FILE = re.compile(r"[\w./-]+\.(?:py|md|sql|po|ts|tsx|toml|txt|csv|json|html|css|png)")
DEED = re.compile(r"`(_?[a-z]\w*(?:\.\w+)?|[A-Z]\w*(?:\.\w+)?)`[^`|]{0,40}?\(?`(src/trato/[\w./]+\.py)`")
SHELLS = ("```sh", "```bash", "```console", "```shell")


def prose(page: Path) -> str:
    return FENCE.sub("", page.read_text(encoding="utf-8"))


def named_paths(page: Path) -> set[str]:
    """Return what a page names as a path of the repository."""
    codes = {code for code in CODE.findall(prose(page)) if " " not in code and not any(c in code for c in "<>*{}$@:…")}
    return {code for code in codes if code.startswith(FOLDERS) or code in {"run.py", "test.py", "pyproject.toml"}}


def links(page: Path) -> set[str]:
    found = {link.partition("#")[0] for link in LINK.findall(prose(page))}
    return {link for link in found if link and "://" not in link and not link.startswith("mailto:")}


def commands(page: Path) -> list[str]:
    """Return the commands of `trato` and of this checkout that a page tells people to type."""
    text = page.read_text(encoding="utf-8")
    lines = list(CODE.findall(FENCE.sub("", text)))
    for fence in FENCE.findall(text):
        if fence.startswith(SHELLS):
            lines += [line.strip().removeprefix("$ ") for line in fence.splitlines()[1:-1]]
    return [line for line in lines if re.match(r"trato [a-z]|python3? (run|test)\.py\b", line)]


def pages_with(what: list[tuple[Path, str]]) -> list[object]:
    return [pytest.param(page, one, id=f"{page.relative_to(ROOT)}: {one[:60]}") for page, one in what]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    missing = [path for path in sorted(named_paths(page)) if not (ROOT / path.partition("::")[0]).exists()]
    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    assert [link for link in sorted(links(page)) if not (page.parent / link).exists()] == []


def test_every_page_is_found_from_the_index() -> None:
    index = ROOT / "docs" / "README.md"
    listed = {(index.parent / link).resolve() for link in links(index)}
    pages = {page for page in PAGES if (ROOT / "docs") in page.parents and page != index}
    assert {str(page.relative_to(ROOT)) for page in pages - listed} == set()


def names_in(path: Path) -> set[str]:
    """Return what a module defines, and what its classes do."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    for one in ast.walk(tree):
        if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(one.name)
        if isinstance(one, ast.ClassDef):
            found |= {f"{one.name}.{deed.name}" for deed in one.body if hasattr(deed, "name")}
    return found


DEEDS = [(page, f"{name} {path}") for page in PAGES for name, path in DEED.findall(prose(page).replace("\n", " "))]


@pytest.mark.parametrize(("page", "deed"), pages_with(DEEDS))
def test_a_function_named_with_its_file_is_in_it(page: Path, deed: str) -> None:
    name, path = deed.split()
    assert (ROOT / path).exists() and name in names_in(ROOT / path)


def test_functions_are_found_with_their_files() -> None:
    assert len(DEEDS) >= 12


COMMANDS = [(page, line) for page in PAGES for line in commands(page)]


@pytest.mark.parametrize(("page", "line"), pages_with(COMMANDS))
def test_every_command_that_a_page_names_is_one(page: Path, line: str) -> None:
    words = shlex.split(line.split(" # ")[0].replace("…", ""), comments=True)
    if words[0] == "trato":
        check_command(words[1:])
    else:
        usage = (ROOT / words[1]).read_text(encoding="utf-8").split('"""')[1]
        assert [word for word in words[2:] if word.startswith("--") and word not in usage and word != "--help"] == []


def check_command(words: list[str]) -> None:
    """Fail unless these words name a command, with options that it has."""
    command: Any = typer.main.get_command(build([]))
    while hasattr(command, "get_command") and words and not words[0].startswith("-"):
        found = command.get_command(None, words[0])
        assert found is not None, f"there is no command {words[0]}"
        command, words = found, words[1:]
    known = {name for option in command.params for name in (*option.opts, *option.secondary_opts)} | {"--help"}
    strange = [word.partition("=")[0] for word in words if word.startswith("--")]
    assert [word for word in strange if word not in known] == []


def decisions() -> list[Path]:
    return sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_decisions_are_numbered_without_gaps() -> None:
    assert [int(one.name[:4]) for one in decisions()] == list(range(1, len(decisions()) + 1))
    assert len(decisions()) >= 7


@pytest.mark.parametrize("page", decisions(), ids=lambda page: page.stem)
def test_a_decision_is_one_page_with_its_four_parts(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.startswith(f"# {page.name[:4]} ")
    assert re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE) == ["Context", "Decision", "Cost", "Alternatives"]
    assert len(text) < 4_000


def test_a_word_stands_once_in_the_words_and_in_three_languages() -> None:
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", prose(ROOT / "docs" / "words.md"), re.MULTILINE
    )
    words = [row[0] for row in rows if row[0] not in {"word", "---"}]
    assert len(words) > 50 and len(words) == len(set(words))
    assert all(cell.strip() for row in rows for cell in row)


READMES = sorted(ROOT.glob("README*.md"))
ORDERS = re.compile(r"`((?:trato|python3) [^`]+)`")


def bones(page: Path) -> dict[str, Any]:
    """Return what a page has in any language: its headings by level, fences, commands, addresses and rows of tables."""
    text = page.read_text(encoding="utf-8")
    return {
        "headings": [line.partition(" ")[0] for line in FENCE.sub("", text).splitlines() if line.startswith("#")],
        "fences": FENCE.findall(text),
        "orders": ORDERS.findall(text),
        "addresses": re.findall(r"<(http[^>]+)>", text),
        "rows": sum(line.startswith("|") for line in text.splitlines()),
    }


def test_the_front_page_is_there_in_three_languages() -> None:
    assert [page.name for page in READMES] == ["README.es.md", "README.md", "README.pt.md"]


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_the_front_page_says_the_same_in_every_language(page: Path) -> None:
    assert bones(page) == bones(ROOT / "README.md")
    assert {one.name for one in READMES} - {page.name} <= links(page)
