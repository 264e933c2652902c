"""What callers of an account hear, from its settings: the greeting, the menu a line each, and a few sentences."""

from __future__ import annotations

from trato.rooms.channels.adapters.voice.lines import Strange, menus_in
from trato.rooms.channels.adapters.voice.menus import Script
from trato.rooms.channels.model import AccountView

LANGUAGES = ("es", "en", "pt")
LONGEST = 600  # characters that are said in one go


def script_of(account: AccountView) -> Script:
    """Return the script of an account; a line that cannot be followed is left out."""
    return read_script(account)[0]


def read_script(account: AccountView) -> tuple[Script, list[Strange]]:
    """Return the script of an account, and the lines of its menu that cannot be followed."""
    told = account.settings
    stored = told.get("menu")
    lines = [str(one) for one in stored if str(one).strip()] if isinstance(stored, list | tuple) else []
    menus, strange = menus_in(lines, _text(account, "greeting"))
    music = _text(account, "music")
    script = Script(
        language=str(told.get("language") or "es"), menus=menus, hours=_text(account, "hours_said"),
        closed=_text(account, "closed_said"), consent=_text(account, "consent_said"),
        music=music if music.startswith("https://") else "", voicemail=told.get("voicemail") != "no",
        always=told.get("out_of_hours") == "queue",
        aside=told.get("aside") == "yes",
    )  # fmt: skip
    return script, strange


def _text(account: AccountView, name: str) -> str:
    return str(account.settings.get(name) or "").strip()[:LONGEST]
