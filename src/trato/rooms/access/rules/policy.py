"""Who must prove a second factor, and how long sessions last: settings of units, read along somebody's grants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from msgspec import Struct

from trato.kit.errors import Invalid
from trato.rooms.access.model import Grant, Keeping, KnownSetting, Session, Setting, SettingKind
from trato.rooms.access.rules.settings import resolve_setting
from trato.rooms.access.rules.sign_in import IDLE

SECOND_FACTOR = KnownSetting("security.second_factor", SettingKind.ROLES, [])
SESSION_HOURS = KnownSetting("security.session_hours", SettingKind.HOURS, 14 * 24, least=1, most=14 * 24)
IDLE_HOURS = KnownSetting("security.idle_hours", SettingKind.HOURS, 12, least=1, most=12)
OFFLINE_READING = KnownSetting("security.offline_reading", SettingKind.SWITCH, True)
SECURITY = (SECOND_FACTOR, SESSION_HOURS, IDLE_HOURS, OFFLINE_READING)


class Policy(Struct, frozen=True):
    """What holds for one person: the strictest of what holds where their grants reach."""

    second_factor: bool
    session: timedelta
    idle: timedelta = IDLE
    offline_reading: bool = True  # what was seen last may stay on the machine, to be read without network


def policy_for(
    grants: Iterable[Grant],
    paths: Mapping[UUID, Sequence[UUID]],
    root: UUID,
    said: Mapping[str, Mapping[UUID, Setting]],
) -> Policy:
    """Return the policy of somebody with these grants. `paths` are those of the units; `said` the settings by key.

    A grant for a queue or an account, and one for everything, stands at the root.
    """
    needs, offline, hours = False, True, {SESSION_HOURS.key: SESSION_HOURS.usual, IDLE_HOURS.key: IDLE_HOURS.usual}
    for grant in grants:
        path = paths.get(grant.scope_id or root) or paths.get(root, (root,))
        roles = resolve_setting(path, said.get(SECOND_FACTOR.key, {}))
        needs = needs or (roles is not None and isinstance(roles.value, list) and grant.role in roles.value)
        stays = resolve_setting(path, said.get(OFFLINE_READING.key, {}))
        offline = offline and (stays is None or stays.value is True)
        for key in hours:
            longest = resolve_setting(path, said.get(key, {}))
            if longest is not None and isinstance(longest.value, int):
                hours[key] = min(hours[key], longest.value)
    return Policy(needs, timedelta(hours=hours[SESSION_HOURS.key]), timedelta(hours=hours[IDLE_HOURS.key]), offline)


def is_over(session: Session, policy: Policy, now: datetime) -> bool:
    """Say whether an open session has lasted, or rested, longer than is allowed today."""
    return now >= min(session.created_at + policy.session, session.seen_at + policy.idle)


def keeping_of(session: Session, policy: Policy) -> Keeping | None:
    """Return for how long the browser of a session may show what it kept, or None where nothing may be kept."""
    if not policy.offline_reading or session.must_enrol:
        return None
    ends = min(session.expires_at, session.created_at + policy.session)
    return Keeping(ends, int(min(policy.idle, IDLE).total_seconds()))


def check_value(known: KnownSetting, value: object, roles: Iterable[str]) -> None:
    """Refuse a value that a setting cannot hold. Raises Invalid."""
    match known.kind:
        case SettingKind.SWITCH:
            good = isinstance(value, bool)
        case SettingKind.HOURS | SettingKind.SECONDS:
            good = isinstance(value, int) and not isinstance(value, bool) and known.least <= value <= known.most
        case SettingKind.ROLES:
            good = isinstance(value, list) and set(value) <= set(roles) and len(set(value)) == len(value)
    if not good:
        raise Invalid(field="value", reason="kind", kind=known.kind.value, least=known.least, most=known.most)
