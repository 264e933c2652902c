"""A bot's description and commands: setMyDescription, setMyCommands and their get… of the Bot API.

Without a language they are for everybody whose own has none. What is pressed comes back as `/key`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, number_in, text_in
from trato.rooms.channels.adapters.telegram.api import call
from trato.rooms.channels.model import AccountView, ProviderAnswer
from trato.rooms.channels.profiles import (
    LANGUAGES,
    Looking,
    Profile,
    ProfileFault,
    ProfileLimits,
    Profiling,
    Putting,
    title_of,
)

LIMITS = ProfileLimits(greeting=512, menu=20, menu_title=256, commands=True, typed=True)
_FINAL = frozenset({400, 401, 403, 404})


def serves(account: AccountView) -> bool:
    """Say whether the account is a bot's: every one is."""
    return True


def put(account: AccountView, profile: Profile) -> Putting:
    """Bring a profile, language by language; one that is written no more is taken away."""
    for method, told in calls_of(profile):
        if (fault := _fault((yield call(account, method, told)))) is not None:
            return fault
    return None


def calls_of(profile: Profile) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the methods that bring a profile, with what they say."""
    for code, language in _languages(profile):
        named = {"language_code": code} if code else {}
        greeting = profile.greeting.get(language or profile.language, "") if language is not None else ""
        yield "setMyDescription", {"description": greeting, **named}
        commands = _commands(profile, language) if language is not None else []
        if commands:
            yield "setMyCommands", {"commands": commands, **named}
        else:
            yield "deleteMyCommands", named


def look(account: AccountView, profile: Profile) -> Looking:
    """Read what people see, in every language that we may have written."""
    found: dict[str, str] = {}
    for code, _ in _languages(profile):
        named = {"language_code": code} if code else {}
        for method in ("getMyDescription", "getMyCommands"):
            answer = yield call(account, method, named)
            if (fault := _fault(answer)) is not None:
                return fault
            told = told_by(answer) or {}
            if method == "getMyDescription":
                found |= _described(code, text_in(map_in(told, "result"), "description"))
            else:
                found |= _commanded(code, maps_in(told, "result"))
    return found


def lines(profile: Profile) -> Mapping[str, str]:
    """Return what people see once a profile is brought."""
    found: dict[str, str] = {}
    for method, told in calls_of(profile):
        code = str(told.get("language_code", ""))
        if method == "setMyDescription":
            found |= _described(code, str(told["description"]))
        elif method == "setMyCommands":
            found |= _commanded(code, told["commands"])
    return found


def _languages(profile: Profile) -> list[tuple[str, str | None]]:
    """Return codes with the language that is said under each; None where nothing is."""
    used = profile.languages
    return [("", profile.language), *((one, one if one in used else None) for one in LANGUAGES)]


def _commands(profile: Profile, language: str | None) -> list[dict[str, str]]:
    usual = profile.language
    return [{"command": e.key, "description": title_of(e, language or usual, usual)} for e in profile.menu]


def _described(code: str, text: str) -> dict[str, str]:
    return {f"description.{code or 'default'}": text} if text else {}


def _commanded(code: str, told: list[JsonMap] | list[dict[str, str]]) -> dict[str, str]:
    return {
        f"commands.{code or 'default'}.{place}": f"/{text_in(one, 'command')} {text_in(one, 'description')}"
        for place, one in enumerate(told, 1)
    }


def _fault(answer: ProviderAnswer | None) -> ProfileFault | None:
    told = told_by(answer)
    if told is None:
        return ProfileFault("silence")
    if told.get("ok") is True:
        return None
    code = int(number_in(told, "error_code") or 0)
    return ProfileFault(str(code), text_in(told, "description"), final=code in _FINAL)


PROFILING = Profiling(LIMITS, serves, lines, put, look)
