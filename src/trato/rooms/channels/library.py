"""Words of template libraries: what an adapter knows of its provider's templates, beside how it sends them.

An adapter that has templates gives a `Library` in its `Connection`. `lint` is pure; `look` and `submit` are generators
that touch nothing: they yield calls and are sent the answers, as `examine` of a connection does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Mapping
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from msgspec import Struct

from trato.rooms.channels.connecting import Said
from trato.rooms.channels.model import AccountView, HttpRequest, ProviderAnswer

VARIABLE = re.compile(r"\{\{\s*(\d+)\s*\}\}")


class TemplateState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    PAUSED = "paused"
    DISABLED = "disabled"


class ButtonKind(StrEnum):
    REPLY = "reply"
    URL = "url"
    PHONE = "phone"


class TemplateButton(Struct, frozen=True, omit_defaults=True):
    """`value` is the address or the telephone number; a reply sends its words back."""

    kind: ButtonKind
    text: str
    value: str = ""


class TemplateDraft(Struct, frozen=True):
    """A template as somebody writes it. `body` has {{1}}, {{2}}…; `examples` say one value for each."""

    name: str
    language: str
    category: str
    body: str
    header: str = ""
    footer: str = ""
    buttons: tuple[TemplateButton, ...] = ()
    examples: tuple[str, ...] = ()

    @property
    def variables(self) -> tuple[int, ...]:
        """The numbers of the variables of the body, as they come."""
        return tuple(int(number) for number in VARIABLE.findall(self.body))


class TemplateKept(Struct, frozen=True):
    """A template as the provider has it; `reason` is the provider's code or words for its state."""

    provider_id: str
    name: str
    language: str
    category: str
    state: TemplateState
    body: str
    header: str = ""
    footer: str = ""
    buttons: tuple[TemplateButton, ...] = ()
    reason: str = ""

    @property
    def parameters(self) -> int:
        """How many values its body takes."""
        return len(set(VARIABLE.findall(self.body)))


class TemplateNews(Struct, frozen=True):
    """What a provider told by itself of a template's state or category; None is as before."""

    name: str
    language: str
    state: TemplateState | None = None
    reason: str = ""
    category: str = ""


class Complaint(Struct, frozen=True):
    """What is wrong with a draft, in a sentence. One that is `grave` the provider would refuse."""

    field: str
    said: Said
    grave: bool = True


class LibraryFault(Struct, frozen=True):
    """Why the provider did not do it: its own words, "" where it did not answer."""

    code: str
    text: str = ""


Looking = Generator[HttpRequest, ProviderAnswer | None, "list[TemplateKept] | LibraryFault"]
Submitting = Generator[HttpRequest, ProviderAnswer | None, "TemplateKept | LibraryFault"]


class Library(Struct, frozen=True):
    """What an adapter knows of templates. `serves` says whether this account's provider has them to look at."""

    categories: tuple[str, ...]
    serves: Callable[[AccountView], bool]
    lint: Callable[[TemplateDraft, str], list[Complaint]]  # the draft, and the brand that it speaks for
    look: Callable[[AccountView], Looking]
    submit: Callable[[AccountView, TemplateDraft], Submitting]
    news: Callable[[Mapping[str, Any]], TemplateNews | None]  # what an alert of the account says of a template


@runtime_checkable
class HasLibrary(Protocol):
    """An adapter whose provider keeps templates that may be looked at and sent for review."""

    library: Library
