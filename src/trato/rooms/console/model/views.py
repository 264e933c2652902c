"""Words of views: what narrows a list, and lists that somebody saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from trato.rooms.console.model.lists import CaseSort, ViewKey, ViewKind

MOST_CHOICES = 50
Ids = Annotated[tuple[UUID, ...], Meta(max_length=MOST_CHOICES)]
Words = Annotated[tuple[Annotated[str, Meta(max_length=60)], ...], Meta(max_length=MOST_CHOICES)]
Standing = Literal["open", "resolved", "closed", "set_aside"]
Urgency = Literal["low", "normal", "high", "urgent"]
Promise = Literal["breached", "approaching", "on_time", "none"]
Rest = Literal["none", "contact", "third_party", "team", "until"]
LIVING = frozenset({"open", "resolved", "set_aside"})
MOST_WORDS = 6
PLAIN = "áàâãäéèêëíìîïóòôõöúùûüñç"  # what is read as FOLDED when words are looked for
FOLDED = "aaaaaeeeeiiiiooooouuuunc"


class CaseFilter(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What narrows a list: a case fits when, of every field that says something, it has one of the values.

    `holder` and `team` take ids and the words `me`, `nobody` and `mine`, which are read as of whoever looks. `q` holds
    words that all occur in the subject or in the contact's name, or the number.
    """

    state: tuple[Standing, ...] = ()
    channel: Words = ()
    holder: Words = ()
    team: Words = ()
    queue: Ids = ()
    brand: Ids = ()
    priority: tuple[Urgency, ...] = ()
    tag: Ids = ()
    language: Words = ()
    sla: tuple[Promise, ...] = ()
    waiting: tuple[Rest, ...] = ()
    q: Annotated[str, Meta(max_length=200)] = ""

    @property
    def is_personal(self) -> bool:
        """Whether what it lets through depends on who looks."""
        return "me" in self.holder or "mine" in self.team

    @property
    def words(self) -> tuple[str, ...]:
        """The words that are looked for."""
        return tuple(self.q.split()[:MOST_WORDS])


EVERYTHING = CaseFilter()


def ids_of(values: tuple[str, ...]) -> list[UUID]:
    """Return the ids among the words of a filter."""
    return [UUID(one) for one in values if len(one) == 36]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list and what narrows it. `str` gives the text that names it in topics."""

    view: ViewKey
    filter: CaseFilter = EVERYTHING

    @property
    def is_personal(self) -> bool:
        """Whether what is in it depends on who looks, beyond their reach."""
        mine = self.view.kind is ViewKind.TEAM and self.view.team_id is None
        return self.view.is_personal or mine or self.filter.is_personal

    @property
    def is_counted(self) -> bool:
        """Whether it is counted: history is not, for nobody works through it."""
        if self.view.kind is ViewKind.ALL:
            return bool(self.filter.state) and LIVING.issuperset(self.filter.state)
        return True


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view that somebody saved, for themselves (`owner_id`) or for a team."""

    id: UUID
    owner_id: UUID | None
    team_id: UUID | None
    name: str
    listing: Listing
    sort: CaseSort
    position: int
    deleted_at: datetime | None


class View(Struct, frozen=True, kw_only=True):
    """A list of cases and how many are in it; `count` is null where nobody counts. `id` stands in URLs and topics.

    A saved one has the kind `saved` and says what it is made of: the list `base`, what narrows it, its order.
    """

    id: str
    kind: str
    name: str | None
    team_id: UUID | None
    count: int | None
    unread: int
    base: str | None = None
    filter: CaseFilter | None = None
    sort: str | None = None
    editable: bool = False
