"""What rules and macros may name, by the names of today."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from msgspec import Struct

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import EVERYWHERE, Place, Principal, UserState, Verb
from trato.rooms.automation import api as automation
from trato.rooms.cases import api as cases
from trato.rooms.channels import api as channels
from trato.rooms.console.service import me
from trato.rooms.console.store import automation as store
from trato.rooms.contacts import api as contacts
from trato.rooms.knowledge import api as knowledge
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce

MOST_PEOPLE = 1_000


class Chosen(Struct, frozen=True):
    id: str
    name: str


class AttributeChoice(Struct, frozen=True):
    key: str
    name: str
    kind: str
    choices: tuple[str, ...]


class Choices(Struct, frozen=True):
    """What may be named, in lists of (id, name); `variables` are those that a text may hold."""

    queues: list[Chosen]
    teams: list[Chosen]
    users: list[Chosen]
    tags: list[Chosen]
    skills: list[Chosen]
    dispositions: list[Chosen]
    accounts: list[Chosen]
    channels: list[str]
    organisations: list[Chosen]
    flags: list[str]
    canned: list[Chosen]
    attributes: list[AttributeChoice]
    variables: list[str]


async def choices(tx: Tx, book: channels.AccountBook, who: Principal) -> Choices:
    """Return what rules and macros may name: some ten statements, each bounded.

    Who keeps the rules of the whole workspace is told everything; anybody else what is within their reach.
    """
    locale = who.user.locale
    everything = who.rights.scope(Verb.AUTOMATION_MANAGE).covers(EVERYWHERE)
    scope = who.rights.scope(Verb.CASES_READ)
    accounts = [
        one
        for one in (await book.of_workspace(tx)).values()
        if one.row.state != "retired"
        and (everything or scope.covers(Place(brand_id=one.row.brand_id, queue_id=one.row.queue_id, account_id=one.id)))
    ]
    units = {one.id for one in await access.list_units(tx)}
    if not everything:
        texts = who.rights.scope(Verb.CANNED_USE)
        units = {one for one in units if texts.covers(Place(unit_id=one))}
    return Choices(
        queues=[
            Chosen(str(one.id), one.name)
            for one in await routing.list_queues(tx)
            if everything or scope.covers(Place(brand_id=one.brand_id, queue_id=one.id))
        ],
        teams=await _teams(tx, who, everything=everything),
        users=await _users(tx, who, everything=everything),
        tags=[Chosen(str(one.id), one.name) for one in await cases.tags(tx)],
        skills=[Chosen(str(one.id), one.name) for one in await workforce.list_skills(tx)],
        dispositions=[
            Chosen(str(one.id), one.name.get(locale) or one.name.get("es") or one.code)
            for one in await cases.reasons(tx)
        ],
        accounts=[Chosen(str(one.id), one.row.name) for one in accounts],
        channels=sorted({one.row.channel for one in accounts}),
        organisations=[Chosen(str(row["id"]), row["name"]) for row in await store.list_organisations(tx)]
        if everything
        else [],
        flags=await store.list_flags(tx) if everything else [],
        canned=[
            Chosen(str(one.canned.id), f"/{one.canned.shortcut} · {one.canned.title}")
            for one in await knowledge.page_canned(tx, units, limit=500)
        ],
        attributes=[
            AttributeChoice(one.key, one.names.get(locale, one.names.get("es", one.key)), one.kind.value, one.choices)
            for one in await contacts.attributes(tx)
        ],
        variables=list(automation.FOR_CASES),
    )


async def _teams(tx: Tx, who: Principal, *, everything: bool) -> list[Chosen]:
    found = await (me.teams(tx) if everything else me.teams_in_reach(tx, who))
    return [Chosen(str(one.id), one.name) for one in found]


async def _users(tx: Tx, who: Principal, *, everything: bool) -> list[Chosen]:
    if not everything:
        return [Chosen(str(one.id), one.name) for one in await me.assignees(tx, who)]
    found = await access.list_users(tx, limit=MOST_PEOPLE)
    return [Chosen(str(one.id), one.name) for one in found if one.state is UserState.ACTIVE]


async def names_of(tx: Tx, ids: Collection[UUID]) -> dict[UUID, str]:
    """Return the names of rules and macros, also of those that were taken away."""
    return await store.names_of(tx, sorted(ids))


async def people_named(tx: Tx, ids: Collection[UUID | None]) -> dict[UUID, str]:
    """Return the names of people; of nobody, nothing."""
    return await store.people(tx, sorted({one for one in ids if one is not None}))
