"""Where the demo's own pages and stand-ins listen: next to the product, or wherever there is room."""

from __future__ import annotations

import ipaddress
import json
import os
import socket
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from trato.kit.settings import Settings

HOST = "127.0.0.1"
FIRST = "TRATO_DEMO_PORT"  # the first of the five ports; without it, the product's own plus one
NOTE = "demo.json"  # in the home: where everything is, for people and programs


class NotForTheWorld(Exception):
    """The demo has passwords that everybody knows: it does not load where others can reach it."""


@dataclass(frozen=True, slots=True)
class Places:
    """The five ports of the demo."""

    pages: int
    whatsapp: int
    smtp: int
    imap: int
    facebook: int

    @property
    def url(self) -> str:
        """Where the control page is."""
        return f"http://localhost:{self.pages}"

    def addresses(self, settings: Settings) -> dict[str, str]:
        """Return what people open, by what it is."""
        return {
            "console": settings.public_url,
            "control": f"{self.url}/",
            "shop": f"{self.url}/demo/tienda",
            "phone": f"http://localhost:{self.whatsapp}/phone/",
            "page": f"http://localhost:{self.facebook}/phone/",
            "wall": f"http://localhost:{self.facebook}/wall/",
            "mailbox": f"{self.url}/buzon/",
        }


def check_private(settings: Settings) -> None:
    """Refuse an installation that others can reach. Raises NotForTheWorld."""
    for name in (urlsplit(settings.public_url).hostname or "", settings.host):
        if not _is_loopback(name):
            raise NotForTheWorld(
                f"The demo's passwords are public, so it only runs on this machine; {name} is not. Start without "
                "--demo, or set TRATO_PUBLIC_URL and TRATO_HOST to localhost."
            )


def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def choose(settings: Settings, environment: Mapping[str, str] = os.environ) -> Places:
    """Return five free ports: those of last time, those wished for, or the nearest above."""
    first = int(environment.get(FIRST) or settings.port + 1)
    before = _before(settings.home) if not environment.get(FIRST) else {}
    taken: set[int] = {settings.port}
    found: list[int] = []
    for n, name in enumerate(("pages", "whatsapp", "smtp", "imap", "facebook")):
        port = _free(before.get(name) or first + n, taken)
        taken.add(port)
        found.append(port)
    return Places(*found)


def note(settings: Settings, places: Places, more: Mapping[str, object]) -> None:
    """Write where everything is into the home."""
    whole = {"ports": asdict(places), "addresses": places.addresses(settings), **more}
    file = settings.home / NOTE
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(whole, ensure_ascii=False, indent=1), encoding="utf-8")
    fresh.replace(file)


def _before(home: Path) -> dict[str, int]:
    try:
        ports: dict[str, int] = json.loads((home / NOTE).read_text(encoding="utf-8"))["ports"]
    except (OSError, ValueError, KeyError):
        return {}
    return ports


def _free(wished: int, taken: set[int]) -> int:
    for port in range(wished, min(wished + 200, 65_536)):
        if port not in taken and _listens_to_nobody(port):
            return port
    raise OSError(f"no free port from {wished} on: choose others with {FIRST}")


def _listens_to_nobody(port: int) -> bool:
    with socket.socket() as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            one.bind((HOST, port))
        except OSError:
            return False
    return True
