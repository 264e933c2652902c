"""Profiles of Pages: POST, GET and DELETE /{page}/messenger_profile of the Graph, which Instagram shares.

Meta shows a greeting and a menu only beside a *get started* button, whose press comes back as our own. Submenus were
withdrawn: a menu has one level. Source: Messenger Platform, "Messenger Profile API"; Instagram, "Ice breakers".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trato.rooms.channels.adapters.answers import told_by
from trato.rooms.channels.adapters.meta.graph import bearer, get, graph_url
from trato.rooms.channels.adapters.reading import JsonMap, map_in, maps_in, number_in, text_in
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer
from trato.rooms.channels.profiles import (
    PRESSED,
    Entry,
    EntryKind,
    Looking,
    Profile,
    ProfileFault,
    ProfileLimits,
    Profiling,
    Putting,
    title_of,
)

START = "start"  # what the get-started button brings back
LOCALES = {"es": "es_LA", "en": "en_US", "pt": "pt_BR"}
_FINAL = frozenset({3, 10, 100, 190, 200})  # rights, or what we asked: asking again changes nothing
_FIELDS = ("greeting", "get_started", "persistent_menu", "ice_breakers")


@dataclass(frozen=True, slots=True)
class MetaProfile:
    """What one channel of Meta's shows; `platform` is how the Graph tells them apart."""

    limits: ProfileLimits
    platform: str = ""

    @property
    def profiling(self) -> Profiling:
        """Return it as adapters give it."""
        return Profiling(self.limits, _always, self.lines, self.put, self.look)

    def put(self, account: AccountView, profile: Profile) -> Putting:
        """Bring a profile; what it does not have is taken away."""
        body = self.body(profile)
        gone = [name for name in self._fields if name not in body]
        # the button must be there before a menu is, and may go only once the menu is gone
        for method, told in (("POST", body), ("DELETE", {"fields": gone})):
            if not told or told == {"fields": []}:
                continue
            answer = yield HttpRequest(
                method, graph_url(account, f"{_whose(account, self.platform)}/messenger_profile"), bearer(account),
                json={**self._named, **told},
            )  # fmt: skip
            if (fault := _fault(answer)) is not None:
                return fault
        return None

    def look(self, account: AccountView, profile: Profile) -> Looking:
        """Read what people see."""
        asked = {"fields": ",".join(self._fields), **self._named}
        answer = yield get(account, f"{_whose(account, self.platform)}/messenger_profile", asked)
        if (fault := _fault(answer)) is not None:
            return fault
        found: dict[str, str] = {}
        for one in maps_in(told_by(answer) or {}, "data"):
            found |= _lines(one)
        return found

    def lines(self, profile: Profile) -> Mapping[str, str]:
        """Return what people see once a profile is brought."""
        return _lines(self.body(profile))

    def body(self, profile: Profile) -> dict[str, Any]:
        """Return a profile as the Graph takes it."""
        body: dict[str, Any] = {}
        languages = [("default", profile.language), *((LOCALES[one], one) for one in profile.languages)]
        greeting = profile.greeting if self.limits.greeting else {}
        if any(greeting.values()):
            body["greeting"] = [
                {"locale": name, "text": text}
                for name, one in languages
                if (text := greeting.get(one) or greeting.get(profile.language, ""))
            ]
        if self.limits.greeting and (body or profile.menu):
            body["get_started"] = {"payload": f"{PRESSED}{START}"}
        if profile.menu:
            body["persistent_menu"] = [
                {
                    "locale": name,
                    "composer_input_disabled": False,
                    "call_to_actions": [_button(entry, one, profile) for entry in profile.menu],
                }
                for name, one in languages
            ]
        if profile.openers:
            body["ice_breakers"] = [
                {
                    "locale": name,
                    "call_to_actions": [
                        {"question": title_of(entry, one, profile.language), "payload": f"{PRESSED}{entry.key}"}
                        for entry in profile.openers
                    ],
                }
                for name, one in languages
            ]
        return body

    @property
    def _fields(self) -> Sequence[str]:
        return _FIELDS if self.limits.greeting else _FIELDS[2:]

    @property
    def _named(self) -> dict[str, str]:
        return {"platform": self.platform} if self.platform else {}


def _always(account: AccountView) -> bool:
    return True


def _whose(account: AccountView, platform: str) -> str:
    """Return whose profile it is: the Page, which of an account of Instagram's its token names."""
    return "me" if platform else account.external_id


def _button(entry: Entry, language: str, profile: Profile) -> dict[str, str]:
    title = title_of(entry, language, profile.language)
    if entry.kind is EntryKind.LINK:
        return {"type": "web_url", "title": title, "url": entry.url}
    return {"type": "postback", "title": title, "payload": f"{PRESSED}{entry.key}"}


def _lines(told: JsonMap) -> dict[str, str]:
    """Return what a profile of the Graph's shows, a line each."""
    found = {f"greeting.{text_in(one, 'locale')}": text_in(one, "text") for one in maps_in(told, "greeting")}
    if start := text_in(map_in(told, "get_started"), "payload"):
        found["start"] = start
    for name, words in (("persistent_menu", "title"), ("ice_breakers", "question")):
        for one in maps_in(told, name):
            locale = text_in(one, "locale") or "default"
            for place, button in enumerate(maps_in(one, "call_to_actions"), 1):
                leads = text_in(button, "url") or text_in(button, "payload")
                found[f"{name}.{locale}.{place}"] = f"{text_in(button, words)} → {leads}"
    return found


def _fault(answer: ProviderAnswer | None) -> ProfileFault | None:
    told = told_by(answer)
    if told is None:
        return ProfileFault("silence")
    error = map_in(told, "error")
    if not error:
        return None
    code = int(number_in(error, "code") or 0)
    return ProfileFault(str(code), text_in(error, "message"), final=code in _FINAL)


MESSENGER = MetaProfile(ProfileLimits(greeting=160, menu=20, menu_title=30, openers=4, opener_title=80, links=True))
INSTAGRAM = MetaProfile(ProfileLimits(menu=20, menu_title=30, openers=4, opener_title=80, links=True), "instagram")
