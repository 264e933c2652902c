"""What narrows a list: read from texts, and asked of one case. `store/filters.py` says the same in SQL."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from urllib.parse import parse_qsl
from uuid import UUID

import msgspec

from trato.rooms.console.errors import FilterUnknown
from trato.rooms.console.model import EVERYTHING, FOLDED, PLAIN, CaseFilter, Listed, Listing
from trato.rooms.console.rules.views import belongs, is_broken, is_near, read_view

FIELDS = tuple(one.encode_name for one in msgspec.structs.fields(CaseFilter))
WORDS_OF_HOLDERS = frozenset({"me", "nobody"})
WORDS_OF_TEAMS = frozenset({"mine"})
WAITS = frozenset({"nobody", "queue", "team"})
_FOLD = str.maketrans(PLAIN, FOLDED)


def read_filter(said: Mapping[str, str]) -> CaseFilter:
    """Return the filter that a query says, values of one field parted by commas. Raises FilterUnknown."""
    raw = {
        name: value if name == "q" else tuple(one for one in value.split(",") if one)
        for name, value in said.items()
        if value and name in FIELDS
    }
    try:
        return check_filter(msgspec.convert(raw, CaseFilter))
    except msgspec.ValidationError as error:
        raise FilterUnknown(detail=str(error)) from None


def check_filter(given: CaseFilter) -> CaseFilter:
    """Return a filter whose ids are ids. Raises FilterUnknown."""
    for values, known in ((given.holder, WORDS_OF_HOLDERS), (given.team, WORDS_OF_TEAMS)):
        for one in values:
            if one not in known and not _is_id(one):
                raise FilterUnknown(detail=one)
    return given


def read_listing(text: str) -> Listing:
    """Return the list that `view` or `view?field=value,value` names. Raises ViewUnknown and FilterUnknown."""
    name, _, query = text.partition("?")
    return Listing(read_view(name), read_filter(dict(parse_qsl(query))) if query else EVERYTHING)


def fold(text: str) -> str:
    """Return a text without case and accents, exactly as the database folds it."""
    return text.lower().translate(_FOLD)


def holds_words(words: Collection[str], number: int, folded: str) -> bool:
    """Say whether all words occur in a folded text, or are the case's number."""
    return all(str(number) == word.lstrip("#") or fold(word) in folded for word in words)


def text_of(subject: str, name: str) -> str:
    """Return what words are looked for in."""
    return f"{fold(subject)}\n{fold(name)}"


def is_listed(listing: Listing, one: Listed, user: UUID, teams: Collection[UUID], now: datetime) -> bool:
    """Say whether a case within reach stands in a list, as `user` sees it."""
    return belongs(listing.view, one, user, teams, now) and fits(listing.filter, one, user, teams, now)


def fits(given: CaseFilter, one: Listed, user: UUID, teams: Collection[UUID], now: datetime) -> bool:
    """Say whether a filter lets a case through, as `user`, who is in `teams`, looks."""
    if given is EVERYTHING:
        return True
    row = one.row
    return (
        (not given.state or standing(row.state, row.set_aside) in given.state)
        and (not given.channel or row.channel in given.channel)
        and (not given.holder or _is_held(given.holder, one, user))
        and (not given.team or _is_of_team(given.team, row.team_id, teams))
        and (not given.queue or one.place.queue_id in given.queue)
        and (not given.brand or row.brand_id in given.brand)
        and (not given.priority or row.priority in given.priority)
        and (not given.tag or any(tag.id in given.tag for tag in row.tags))
        and (not given.language or one.language in given.language)
        and (not given.sla or promise(one, now) in given.sla)
        and (not given.waiting or (row.waiting.on if row.waiting else "none") in given.waiting)
        and (not given.q or holds_words(given.words, row.number, text_of(row.subject, row.contact.name)))
    )


def standing(state: str, set_aside: str | None) -> str:
    """Return where a case stands, for filters: set aside goes before its state."""
    return "set_aside" if set_aside is not None else state


def promise(one: Listed, now: datetime) -> str:
    """Return how the first promise of a case stands."""
    if is_broken(one, now):
        return "breached"
    if one.due_at is None:
        return "none"
    return "approaching" if is_near(one, now) else "on_time"


def _is_held(values: Collection[str], one: Listed, user: UUID) -> bool:
    if one.holder_kind == "agent":
        return str(one.holder_id) in values or ("me" in values and one.holder_id == user)
    return "nobody" in values and one.holder_kind in WAITS


def _is_of_team(values: Collection[str], team: UUID | None, mine: Collection[UUID]) -> bool:
    return team is not None and (str(team) in values or ("mine" in values and team in mine))


def _is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False
