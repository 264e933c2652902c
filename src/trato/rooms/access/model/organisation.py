"""Who there is: workspaces, the tree of units, users, teams."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import NewType
from uuid import UUID

from msgspec import Struct

WorkspaceId = NewType("WorkspaceId", UUID)
UnitId = NewType("UnitId", UUID)
UserId = NewType("UserId", UUID)
TeamId = NewType("TeamId", UUID)


class UnitKind(StrEnum):
    GLOBAL = "global"
    REGION = "region"
    COUNTRY = "country"
    BRAND = "brand"


class UserState(StrEnum):
    """`invited`: known, with teams and grants, and not in yet."""

    INVITED = "invited"
    ACTIVE = "active"
    DISABLED = "disabled"


class Workspace(Struct, frozen=True):
    id: WorkspaceId
    slug: str
    name: str
    locale: str
    created_at: datetime


class Unit(Struct, frozen=True):
    """A node of the organisation's tree. `path` holds the ids from the root down to itself.

    A unit of kind brand has the id of its brand.
    """

    id: UnitId
    parent_id: UnitId | None
    kind: UnitKind
    name: str
    path: tuple[UnitId, ...]


class User(Struct, frozen=True):
    """Who signs in. `alias` is the face that contacts see; empty means the name."""

    id: UserId
    email: str
    name: str
    alias: str
    locale: str
    time_zone: str
    state: UserState
    created_at: datetime


class Team(Struct, frozen=True):
    id: TeamId
    unit_id: UnitId
    name: str


class Member(Struct, frozen=True):
    """Who is in a team now; a leader is who answers for it."""

    user_id: UserId
    name: str
    email: str
    state: UserState
    leader: bool
    from_at: datetime


class MemberOf(Struct, frozen=True):
    """A team that somebody is in now."""

    team_id: TeamId
    name: str
    leader: bool
    from_at: datetime


class PersonRow(Struct, frozen=True):
    """A user as those who administer see them; `roles` are of their own and of their teams."""

    id: UserId
    email: str
    name: str
    alias: str
    locale: str
    time_zone: str
    state: UserState
    created_at: datetime
    teams: tuple[TeamId, ...]
    roles: tuple[str, ...]
    seen_at: datetime | None
    second_factor: bool


class Employment(Struct, frozen=True):
    """Who employs an agent, where, and what an hour costs, from then on."""

    employer: str
    site: str = ""
    cost_per_hour: Decimal | None = None
    currency: str | None = None
