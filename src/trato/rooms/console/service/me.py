"""Who I am at the desk: what I may do, where, and how much I hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.access.model import Place, Principal, Team, TeamId, UnitKind, Verb
from trato.rooms.brands import api as brands
from trato.rooms.channels import api as channels
from trato.rooms.console.model import (
    Assignee,
    BrandRef,
    Half,
    Load,
    Me,
    PresenceView,
    ReasonView,
    TeamRef,
    UserRef,
    WorkspaceRef,
)
from trato.rooms.console.rules import presence as words
from trato.rooms.console.rules.permissions import permissions
from trato.rooms.console.service import calls, offers, presence
from trato.rooms.console.store import people as store
from trato.rooms.console.store import preferences
from trato.rooms.conversations import api as conversations
from trato.rooms.intelligence import api as intelligence
from trato.rooms.routing import api as routing
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.model import (
    NOTHING_HELD,
    USUAL_ASYNC_CAPACITY,
    USUAL_CAPACITY,
    USUAL_UNITS,
    Agent,
    ChannelWeight,
    Held,
)

LOCALES = ("es", "en", "pt")


async def me(tx: Tx, book: channels.AccountBook, who: Principal) -> Me:
    """Return who somebody is at the desk."""
    workspace = await access.get_workspace(tx)
    user = await access.get_user(tx, who.user.id)
    mine = set(await access.memberships_of(tx, who.user.id))
    agents = await workforce.agents_now(tx, routing.held_by, [who.user.id])
    agent = agents[0] if agents else None
    return Me(
        user=UserRef(user.id, user.name, user.email, user.alias or None),
        workspace=WorkspaceRef(workspace.id, workspace.slug, workspace.name),
        brands=tuple(await _brands(tx, book, who)),
        teams=tuple(one for one in await teams(tx) if one.id in mine),
        permissions=permissions(who.rights),
        verbs=tuple(sorted(verb.value for verb in Verb if who.rights.may(verb))),
        locale=user.locale if user.locale in LOCALES else "es",
        time_zone=user.time_zone,
        presence=_presence(agent) if agent else PresenceView("offline", None, user.created_at),
        presence_reasons=tuple(
            ReasonView(one.code, one.state.value, one.names, True) for one in await workforce.list_reasons(tx)
        ),
        offers=await offers.mine(tx, who.user.id),
        calls=await calls.mine(tx, book, who.user.id),
        load=_load(
            agent,
            (await routing.held_by(tx, [who.user.id])).get(who.user.id, NOTHING_HELD),
            await workforce.channel_weights(tx),
        ),
        preferences=await preferences.get(tx, who.user.id),
        now=tx.now,
        must_enrol=who.must_enrol,
        keeping=who.keeping,
        language_model=await intelligence.llm_in_use(tx),
    )


async def set_presence(tx: Tx, who: Principal, state: str, reason: str | None) -> None:
    """Say where I am. Raises Invalid and UnknownReason."""
    await workforce.set_presence(tx, who.user.id, *await presence.understand(tx, state, reason))


async def teams(tx: Tx) -> list[TeamRef]:
    """Return the teams, each with the brand that it is of."""
    units = {unit.id: unit for unit in await access.list_units(tx)}

    def brand(team: Team) -> UUID | None:
        unit = units.get(team.unit_id)
        return unit.id if unit is not None and unit.kind is UnitKind.BRAND else None

    return [TeamRef(one.id, one.name, brand(one)) for one in await access.list_teams(tx)]


async def teams_in_reach(tx: Tx, who: Principal) -> list[TeamRef]:
    """Return the teams that one may give cases to: one's own, those of brands and queues within reach."""
    scope = who.rights.scope(Verb.CASES_READ)
    mine = set(await access.memberships_of(tx, who.user.id))
    queues = {
        one.team_id
        for one in await routing.list_queues(tx)
        if scope.covers(Place(brand_id=one.brand_id, queue_id=one.id))
    }
    units = {one.id: one.unit_id for one in await access.list_teams(tx)}
    return [
        one
        for one in await teams(tx)
        if one.id in mine
        or one.id in queues
        or scope.covers(Place(unit_id=units[TeamId(one.id)], brand_id=one.brand_id))
    ]


async def members_in_reach(tx: Tx, who: Principal, ids: Sequence[UUID]) -> set[UUID]:
    """Return who is in these teams, oneself left out; those of teams out of reach are not told."""
    if not ids:
        return set()
    reach = {one.id for one in await teams_in_reach(tx, who)}.intersection(ids)
    return {row["user_id"] for row in await store.list_members(tx) if row["team_id"] in reach} - {who.user.id}


async def assignees(tx: Tx, who: Principal) -> list[Assignee]:
    """Return the people to whom one may give cases: oneself, and the members of teams within reach."""
    reach = {one.id for one in await teams_in_reach(tx, who)}
    everywhere = who.rights.scope(Verb.CASES_READ).everywhere
    of: dict[UUID, list[UUID]] = {}
    for row in await store.list_members(tx):
        of.setdefault(row["user_id"], []).append(row["team_id"])
    roles = await access.holders(tx, Verb.CASES_TAKE)
    found = [
        row
        for row in await store.list_assignable(tx, roles)
        if everywhere or row["id"] == who.user.id or reach & set(of.get(row["id"], ()))
    ]
    ids = [row["id"] for row in found]
    agents = {one.user_id: one for one in await workforce.agents_now(tx, routing.held_by, ids)}
    held = await routing.held_by(tx, ids)
    weights = await workforce.channel_weights(tx)
    return [
        Assignee(
            id=row["id"],
            name=row["name"],
            presence=_presence(agents[row["id"]]).state if row["id"] in agents else "offline",
            load=_load(agents.get(row["id"]), held.get(row["id"], NOTHING_HELD), weights),
            team_ids=tuple(team for team in of.get(row["id"], ()) if team in reach),
        )
        for row in found
    ]


async def _brands(tx: Tx, book: channels.AccountBook, who: Principal) -> Sequence[BrandRef]:
    scope = who.rights.scope(Verb.CASES_READ)
    reached = {one.brand_id for one in await routing.list_queues(tx) if one.id in scope.queues}
    reached |= {one.row.brand_id for one in (await book.of_workspace(tx)).values() if one.id in scope.accounts}
    found = [one for one in await brands.list_brands(tx) if one.id in reached or scope.covers(Place(brand_id=one.id))]
    said = await access.settings_in(tx, {one.id for one in found}, conversations.UNDO_SETTING)
    return [
        BrandRef(
            one.id,
            one.name,
            one.country,
            conversations.undo_seconds(said[one.id].value if one.id in said else None),
        )
        for one in found
    ]


def _presence(agent: Agent) -> PresenceView:
    one = agent.presence
    return PresenceView(words.shown(one.state), one.reason or None, one.since)


def _load(agent: Agent | None, held: Held, weights: Mapping[str, ChannelWeight]) -> Load:
    """Return cases held and how many at once, in cases of the usual weight; live and deferred work apart."""
    live = sum(count for channel, count in held.cases.items() if channel in weights and weights[channel].live)
    most = agent.capacity if agent else USUAL_CAPACITY, agent.async_capacity if agent else USUAL_ASYNC_CAPACITY
    halves = Half(live, most[0] // USUAL_UNITS), Half(held.count - live, most[1] // USUAL_UNITS)
    return Load(held.count, halves[0].limit + halves[1].limit, *halves)
