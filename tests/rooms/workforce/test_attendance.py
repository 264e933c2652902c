"""Who leaves a desk: put away, taken offline, and back by their first act."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import asyncpg
import pytest

from tests.rooms.workforce.test_service import later, workspace_of
from trato.kit.tx import Tx
from trato.rooms.access import api as access
from trato.rooms.workforce import api as workforce
from trato.rooms.workforce.errors import SenselessReasons, UnknownReason
from trato.rooms.workforce.model import (
    DISCONNECTED,
    IDLE,
    Attendance,
    Patience,
    Presence,
    PresenceState,
    Reason,
)
from trato.rooms.workforce.rules.presence import REASONS, lapse, senseless

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)
PATIENCE = Patience(idle=timedelta(minutes=10), gone=timedelta(seconds=60), offline=timedelta(minutes=30))
ONLINE, BUSY, BREAK, AWAY, OFFLINE = (
    PresenceState.ONLINE, PresenceState.BUSY, PresenceState.BREAK, PresenceState.AWAY, PresenceState.OFFLINE
)  # fmt: skip


def at_desk(state: PresenceState, reason: str = "", *, seen: float = 0, touched: float = 0) -> Attendance:
    """Somebody in `state` for hours; `seen` and `touched` are minutes ago."""
    presence = Presence(UUID(int=1), state, reason, NOON - timedelta(hours=5))
    return Attendance(presence, NOON - timedelta(minutes=seen), NOON - timedelta(minutes=touched))


@pytest.mark.parametrize(
    ("one", "fate"),
    [
        (at_desk(ONLINE), None),
        (at_desk(ONLINE, seen=0.9), None),
        (at_desk(ONLINE, seen=1), (AWAY, DISCONNECTED)),
        (at_desk(BUSY, seen=5, touched=50), (AWAY, DISCONNECTED)),
        (at_desk(ONLINE, touched=9.9), None),
        (at_desk(ONLINE, touched=10), (AWAY, IDLE)),
        (at_desk(AWAY, IDLE, touched=200), None),
        (at_desk(AWAY, DISCONNECTED, seen=29), None),
        (at_desk(AWAY, DISCONNECTED, seen=30), (OFFLINE, DISCONNECTED)),
        (at_desk(BREAK, "lunch", seen=90), None),
        (at_desk(BREAK, "lunch", seen=121), (OFFLINE, DISCONNECTED)),
        (at_desk(OFFLINE, seen=600), None),
    ],
)
def test_silence_puts_an_agent_where_they_are(one: Attendance, fate: tuple[PresenceState, str] | None) -> None:
    assert lapse(one, PATIENCE, NOON) == fate


def test_who_has_just_said_that_they_are_here_is_not_idle_for_what_was_before() -> None:
    fresh = Presence(UUID(int=1), ONLINE, "", NOON - timedelta(minutes=1))
    assert lapse(Attendance(fresh, NOON, NOON - timedelta(hours=1)), PATIENCE, NOON) is None


def test_who_has_just_said_that_they_are_here_is_given_time_to_open_a_screen() -> None:
    fresh = Presence(UUID(int=1), ONLINE, "", NOON - timedelta(seconds=50))
    yesterday = NOON - timedelta(hours=20)
    assert lapse(Attendance(fresh, yesterday, yesterday), PATIENCE, NOON) is None


def test_a_workspace_may_wait_for_ever() -> None:
    patient = Patience(idle=None, gone=PATIENCE.gone, offline=None)
    assert lapse(at_desk(ONLINE, touched=600), patient, NOON) is None
    assert lapse(at_desk(AWAY, DISCONNECTED, seen=600), patient, NOON) is None


@pytest.fixture
async def tx_and_users(app_connection: asyncpg.Connection[Any]) -> tuple[Tx, list[UUID]]:
    tx, users = await workspace_of(app_connection, 2)
    await access_root(tx)
    return tx, users


async def access_root(tx: Tx) -> None:
    await tx.connection.execute(
        """insert into access.unit (id, workspace_id, kind, name, path, created_at)
           values ($1, $1, 'global', 'Test', array[$1::uuid], $2)""",
        tx.workspace,
        tx.now,
    )


async def state_of(tx: Tx, user: UUID) -> tuple[str, str]:
    found = (await workforce.presence_of(tx, [user]))[user]
    return found.state.value, found.reason


async def test_who_leaves_is_away_after_a_minute_and_back_by_the_first_touch(
    tx_and_users: tuple[Tx, list[UUID]],
) -> None:
    tx, (user, never_came) = tx_and_users
    for one in (user, never_came):
        await workforce.set_presence(tx, one, BUSY, "training")
    await workforce.see(later(tx, seconds=1), [user], [user])
    assert await workforce.sweep_lapses(later(tx, seconds=50)) == 0
    assert await workforce.sweep_lapses(later(tx, seconds=62)) == 1
    assert await state_of(tx, user) == ("away", "disconnected")
    assert await state_of(tx, never_came) == ("busy", "training")
    assert await workforce.act(later(tx, seconds=70), user)
    assert await state_of(tx, user) == ("busy", "training")
    assert not await workforce.act(later(tx, seconds=75), user)


async def test_an_absence_of_ones_own_saying_does_not_end_by_a_touch(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, _) = tx_and_users
    await workforce.set_presence(tx, user, ONLINE)
    await workforce.see(tx, [user], [user])
    await workforce.set_presence(later(tx, minutes=1), user, BREAK, "lunch")
    assert not await workforce.act(later(tx, minutes=2), user)
    assert await state_of(tx, user) == ("break", "lunch")


async def test_who_stays_gone_is_offline_and_asked_for_nothing_more(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, _) = tx_and_users
    await workforce.set_presence(tx, user, ONLINE)
    await workforce.see(tx, [user], [user])
    assert await workforce.sweep_lapses(later(tx, minutes=2)) == 1
    assert await workforce.sweep_lapses(later(tx, minutes=31)) == 0
    assert await workforce.sweep_lapses(later(tx, minutes=33)) == 1
    assert await state_of(tx, user) == ("offline", "disconnected")
    assert await workforce.sweep_lapses(later(tx, minutes=300)) == 0
    assert not await workforce.act(later(tx, minutes=301), user)


async def test_the_workspace_says_how_long_is_idle(tx_and_users: tuple[Tx, list[UUID]]) -> None:
    tx, (user, _) = tx_and_users
    await workforce.set_presence(tx, user, ONLINE)
    await access.set_setting(tx, tx.workspace, workforce.AWAY_SETTING, 120)
    for minute in (0, 1, 2, 3):
        await workforce.see(later(tx, minutes=minute), [user], [])
    assert await workforce.sweep_lapses(later(tx, minutes=3)) == 1
    assert await state_of(tx, user) == ("away", "idle")


async def test_reasons_are_the_workspaces_own_and_old_ones_keep_their_words(
    tx_and_users: tuple[Tx, list[UUID]],
) -> None:
    tx, _ = tx_and_users
    assert await workforce.list_reasons(tx) == list(REASONS)
    names = {"es": " toma  de mate ", "en": "mate", "pt": "mate"}
    kept = await workforce.set_reasons(tx, [Reason("mate", BREAK, names), REASONS[1]])
    assert [one.code for one in await workforce.list_reasons(tx)] == ["mate", "lunch"]
    assert kept[0].names["es"] == "toma de mate"
    assert {"training", "mate"} <= {one.code for one in await workforce.known_reasons(tx)}
    with pytest.raises(UnknownReason):
        await workforce.reason_of(tx, "training")
    assert await workforce.set_reasons(tx, []) == [] == await workforce.list_reasons(tx)


@pytest.mark.parametrize(
    ("reasons", "wrong"),
    [
        ([REASONS[0], REASONS[0]], "twice"),
        ([Reason(f"r{n}", AWAY, REASONS[0].names) for n in range(13)], "too_many"),
        ([Reason("Con Mayúsculas", AWAY, REASONS[0].names)], "code"),
        ([Reason("idle", AWAY, REASONS[0].names)], "code"),
        ([Reason("mate", ONLINE, REASONS[0].names)], "state"),
        ([Reason("mate", AWAY, {"es": "mate", "en": "mate"})], "names"),
        ([Reason("mate", AWAY, {"es": "mate", "en": " ", "pt": "mate"})], "names"),
        ([Reason("mate", AWAY, {"es": "m" * 41, "en": "mate", "pt": "mate"})], "names"),
    ],
)
async def test_a_list_of_reasons_that_makes_no_sense_is_refused(
    tx_and_users: tuple[Tx, list[UUID]], reasons: list[Reason], wrong: str
) -> None:
    assert senseless(reasons) == wrong
    with pytest.raises(SenselessReasons):
        await workforce.set_reasons(tx_and_users[0], reasons)
