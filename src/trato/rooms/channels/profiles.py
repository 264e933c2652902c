"""Words of channel profiles: what people meet before they write, and what each entry of it leads to.

A profile is plain data, the same for every channel; an adapter whose provider shows some of it gives `Profiling`: what
fits there, and how it is brought and looked at. `put` and `look` are generators that touch nothing: they yield calls
and are sent the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from enum import StrEnum
from typing import Annotated, Protocol, runtime_checkable
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer

LANGUAGES = ("es", "en", "pt")
PRESSED = "entry:"  # before the key of an entry, in what a press brings back

Title = Annotated[str, Meta(max_length=300)]
Words = Annotated[str, Meta(max_length=2_000)]
Language = Annotated[str, Meta(pattern=r"^(es|en|pt)$")]


class EntryKind(StrEnum):
    REPLY = "reply"  # we answer with words of ours
    CANNED = "canned"  # with a saved text
    LINK = "link"  # an address opens, or is told
    PERSON = "person"  # somebody is wanted: the case waits in a queue


class Entry(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One thing to press. `key` is its name for ever: it comes back, and is the command where there are commands."""

    key: Annotated[str, Meta(max_length=40)]
    kind: EntryKind
    titles: Mapping[Language, Title]
    texts: Mapping[Language, Words] = {}
    url: Annotated[str, Meta(max_length=1_000)] = ""
    canned_id: UUID | None = None
    queue_id: UUID | None = None


class Profile(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A profile. `language` is what people see whose own is none of those that are written."""

    language: Language = "es"
    greeting: Mapping[Language, Words] = {}
    menu: Annotated[tuple[Entry, ...], Meta(max_length=40)] = ()
    openers: Annotated[tuple[Entry, ...], Meta(max_length=40)] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that can be pressed."""
        return (*self.menu, *self.openers)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which something is written, the usual one first."""
        used = {one for texts in (self.greeting, *(e.titles for e in self.entries)) for one in texts if texts[one]}
        return tuple(sorted(used, key=lambda one: (one != self.language, LANGUAGES.index(one))))


class ProfileLimits(Struct, frozen=True):
    """What a provider shows of a profile; 0 is nothing. Lengths in characters.

    `commands`: entries of the menu are commands, named by their keys. `links`: entries open addresses by themselves;
    elsewhere the address is told. `typed`: what is pressed comes back as the words of the person.
    """

    greeting: int = 0
    menu: int = 0
    menu_title: int = 0
    openers: int = 0
    opener_title: int = 0
    languages: bool = True
    commands: bool = False
    links: bool = False
    typed: bool = False


class ProfileFault(Struct, frozen=True):
    """Why the provider did not do it; `final` when asking again would not help."""

    code: str
    words: str = ""
    final: bool = False


Putting = Generator[HttpRequest, ProviderAnswer | None, ProfileFault | None]
Looking = Generator[HttpRequest, ProviderAnswer | None, "Mapping[str, str] | ProfileFault"]


class Profiling(Struct, frozen=True):
    """What an adapter knows of profiles. What stands with the provider is told as lines: where, and what."""

    limits: ProfileLimits
    serves: Callable[[AccountView], bool]
    lines: Callable[[Profile], Mapping[str, str]]  # what stands there once a profile is brought
    put: Callable[[AccountView, Profile], Putting]
    look: Callable[[AccountView, Profile], Looking]


@runtime_checkable
class HasProfile(Protocol):
    """An adapter whose provider shows a profile of the account."""

    profiling: Profiling


class Drift(Struct, frozen=True):
    """Something that stands otherwise with the provider than here; "" is nothing."""

    where: str
    ours: str
    theirs: str


def drift(ours: Mapping[str, str], theirs: Mapping[str, str]) -> list[Drift]:
    """Return what differs, in a steady order."""
    places = sorted({*ours, *theirs})
    return [Drift(p, ours.get(p, ""), theirs.get(p, "")) for p in places if ours.get(p, "") != theirs.get(p, "")]


def title_of(entry: Entry, language: str, usual: str) -> str:
    """Return an entry's title in a language, else in the usual one, else in any."""
    return entry.titles.get(language) or entry.titles.get(usual) or next(iter(entry.titles.values()), "")


def entry_in(profile: Profile, payload: str, text: str, *, typed: bool) -> Entry | None:
    """Return the entry that was pressed: by what came back, or, where that comes as words, by the words alone."""
    if payload.startswith(PRESSED):
        return next((one for one in profile.entries if one.key == payload.removeprefix(PRESSED)), None)
    said = text.strip()
    if not typed or not said or len(said) > 300:
        return None
    named = said[1:].partition("@")[0] if said.startswith("/") else None
    if named is not None:
        return next((one for one in profile.entries if one.key == named), None)
    return next((one for one in profile.openers if said in one.titles.values()), None)
