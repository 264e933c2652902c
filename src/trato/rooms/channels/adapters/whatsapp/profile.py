"""A number's first questions and commands: /{number}/conversational_automation of the Cloud API.

They are shown in one language, and what is pressed comes back as words: the question, or the command behind a slash.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta.graph import bearer, get, graph_url
from trato.rooms.channels.adapters.reading import map_in, maps_in, number_in, text_in
from trato.rooms.channels.adapters.whatsapp.provider import Provider, provider_of
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer
from trato.rooms.channels.profiles import (
    Looking,
    Profile,
    ProfileFault,
    ProfileLimits,
    Profiling,
    Putting,
    title_of,
)

LIMITS = ProfileLimits(
    menu=30, menu_title=256, openers=3, opener_title=80, languages=False, commands=True, typed=True
)  # fmt: skip
_FINAL = frozenset({3, 10, 100, 190, 200, 33})


def serves(account: AccountView) -> bool:
    """Say whether the number is Meta's own: 360dialog has no such call."""
    return provider_of(account) is Provider.META


def put(account: AccountView, profile: Profile) -> Putting:
    """Bring a profile, whole: what it does not have is empty there."""
    url = graph_url(account, f"{account.external_id}/conversational_automation")
    return _fault((yield HttpRequest("POST", url, bearer(account), json=body_of(profile))))


def look(account: AccountView, profile: Profile) -> Looking:
    """Read what people see."""
    answer = yield get(account, account.external_id, {"fields": "conversational_automation"})
    if (fault := _fault(answer)) is not None:
        return fault
    return _lines(map_in(told_by(answer) or {}, "conversational_automation"))


def lines(profile: Profile) -> Mapping[str, str]:
    """Return what people see once a profile is brought."""
    return _lines(body_of(profile))


def body_of(profile: Profile) -> dict[str, Any]:
    """Return a profile as the Cloud API takes it."""
    usual = profile.language
    return {
        "enable_welcome_message": False,  # our own automatic replies greet
        "prompts": [title_of(one, usual, usual) for one in profile.openers],
        "commands": [
            {"command_name": one.key, "command_description": title_of(one, usual, usual)} for one in profile.menu
        ],
    }


def _lines(told: dict[str, Any]) -> dict[str, str]:
    prompts = told.get("prompts")
    found = {f"prompts.{place}": str(one) for place, one in enumerate(prompts if isinstance(prompts, list) else [], 1)}
    for place, one in enumerate(maps_in(told, "commands"), 1):
        found[f"commands.{place}"] = f"/{text_in(one, 'command_name')} {text_in(one, 'command_description')}"
    return found


def _fault(answer: ProviderAnswer | None) -> ProfileFault | None:
    told = told_by(answer)
    if told is None:
        return ProfileFault("silence")
    error = map_in(told, "error")
    code = int(number_in(error, "code") or 0)
    return ProfileFault(str(code), text_in(error, "message"), final=code in _FINAL) if error else None


PROFILING = Profiling(LIMITS, serves, lines, put, look)
