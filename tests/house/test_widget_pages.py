"""The widget's pages say what it does: every command and event, and snippets that sign what the server takes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rooms.channels.webchat.house import an_account
from trato.kit.clock import wall_clock
from trato.rooms.channels.webchat.identity import verify

ROOT = Path(__file__).resolve().parents[2]
WIDGET = ROOT / "web" / "widget" / "src"
COMMANDS = (
    "boot identify setAttributes track open close toggle show hide setLocale setTheme startFlow prefill logout shutdown"
)
EVENTS = "ready open close message unread agentJoined typing status survey error"
PAGES = ["widget.md", "widget.es.md"]
SECRET = "b" * 32
SUB, NAME = "cliente-48213", 'Rosa "Ro" Quispe Ñahui'
ASKED = ", ".join(json.dumps(one, ensure_ascii=False) for one in (SECRET, SUB, NAME))  # a string in all five languages


def page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def test_the_widget_takes_exactly_the_commands_that_were_promised() -> None:
    rows = re.findall(r"^  (\w+): \(chat", (WIDGET / "app" / "calls.ts").read_text(encoding="utf-8"), re.MULTILINE)
    loader = (WIDGET / "loader" / "loader.ts").read_text(encoding="utf-8")
    first = re.findall(r'name === "(\w+)"', loader[loader.index("function run(") : loader.index("const early")])
    assert {*rows, *first} == set(COMMANDS.split())


@pytest.mark.parametrize("name", PAGES)
def test_every_command_and_every_event_is_on_the_page_once(name: str) -> None:
    text = page(name)
    assert sorted(re.findall(r'^\| `trato\("(\w+)"', text, re.MULTILINE)) == sorted(COMMANDS.split())
    events = re.findall(r"^\| `(\w+)` \|", text[text.index("trato.on(") :].split("\n## ")[0], re.MULTILINE)
    assert events == EVENTS.split()


def test_every_event_is_told_somewhere_and_no_other_is() -> None:
    union = (WIDGET / "wire" / "bridge.ts").read_text(encoding="utf-8").split("export interface")[0]
    assert re.findall(r'\| "(\w+)"', union) == EVENTS.split()
    code = "".join(one.read_text(encoding="utf-8") for one in WIDGET.rglob("*.ts*"))
    assert set(re.findall(r'emit\("(\w+)"', code)) == set(EVENTS.split())


def test_every_address_of_the_door_is_on_the_page_and_no_other() -> None:
    routes = (ROOT / "src/trato/rooms/channels/webchat/routes.py").read_text(encoding="utf-8")
    served = set(re.findall(r'"([\w/{}]+)": ', routes)) | {"live"}
    told = re.findall(r"^\| `(?:POST|GET|WS) ([\w/{}]+)", page("widget.md"), re.MULTILINE)
    assert set(told) == served


# ---- identity ------------------------------------------------------------------------------------


def snippets(name: str) -> dict[str, str]:
    return dict(re.findall(r"```(\w+)\n(.*?)```", page(name), re.DOTALL))


def out(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip()


def by_python(code: str, tmp_path: Path) -> str:
    return out(sys.executable, "-c", f"{code}\n\n\nprint(trato_token({ASKED}))")


def by_node(code: str, tmp_path: Path) -> str:
    return out("node", "-e", f"{code}\nconsole.log(tratoToken({ASKED}))")


def by_php(code: str, tmp_path: Path) -> str:
    return out("php", "-r", f"{code}\necho trato_token({ASKED});")


def by_ruby(code: str, tmp_path: Path) -> str:
    return out("ruby", "-e", f"{code}\nputs trato_token({ASKED})")


def by_java(code: str, tmp_path: Path) -> str:
    says = f"System.out.println(TratoToken.of({ASKED}));"
    main = f"class Main {{ public static void main(String[] a) throws Exception {{ {says} }} }}"
    head, rest = code.split("class TratoToken", 1)
    (tmp_path / "Main.java").write_text(f"{head}{main}\nclass TratoToken{rest}", encoding="utf-8")
    return out("java", str(tmp_path / "Main.java"))


LANGUAGES: dict[str, tuple[str, Callable[[str, Path], str]]] = {
    "python": ("python3", by_python),
    "js": ("node", by_node),
    "php": ("php", by_php),
    "ruby": ("ruby", by_ruby),
    "java": ("java", by_java),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_snippet_signs_is_taken_at_the_door(language: str, tmp_path: Path) -> None:
    program, sign = LANGUAGES[language]
    if shutil.which(program) is None:
        pytest.skip(f"there is no {program} on this machine")
    token = sign(snippets("widget-identity.md")[language], tmp_path)
    identity = verify(an_account(), token, wall_clock())
    assert (identity.sub, identity.name) == (SUB, NAME)


def test_both_languages_show_the_same_code_and_the_same_reasons() -> None:
    english, spanish = "widget-identity.md", "widget-identity.es.md"
    assert snippets(english) == snippets(spanish) and set(snippets(english)) == set(LANGUAGES)
    code = (ROOT / "src/trato/rooms/channels/webchat/identity.py").read_text(encoding="utf-8")
    for name in (english, spanish):
        reasons = re.findall(r"^\| `identity_forged` \| ([^|]+) \|", page(name), re.MULTILINE)
        assert len(reasons) >= 6 and [one for one in reasons if f'reason="{one}"' not in code] == []
