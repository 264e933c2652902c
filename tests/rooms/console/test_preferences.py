"""What people settle for themselves: kept with the person, refused when it cannot hold, seen by their other screens."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from tests.rooms.console.desk import Desk
from trato.kit.errors import Invalid
from trato.rooms.console.model.preferences import NoticeKind, NoticeWay, Preferences, Quiet
from trato.rooms.console.rules import preferences as rules

NIGHT = Quiet(on=True, from_minute=22 * 60, to_minute=7 * 60, days=(7,))


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2026-11-20T03:30", True),  # 22:30 in Lima, a Thursday
        ("2026-11-20T11:59", True),  # 6:59
        ("2026-11-20T12:00", False),  # 7:00
        ("2026-11-20T20:00", False),
        ("2026-11-22T17:00", True),  # Sunday noon
    ],
)
def test_a_quiet_night_runs_over_midnight_in_the_persons_own_time(at: str, quiet: bool) -> None:
    instant = datetime.fromisoformat(at).replace(tzinfo=UTC)
    assert rules.is_quiet(NIGHT, instant, "America/Lima") is quiet
    assert rules.is_quiet(Quiet(on=False, days=(7,)), instant, "America/Lima") is False


def test_a_span_that_ends_where_it_begins_is_no_span() -> None:
    nothing = Quiet(on=True, from_minute=600, to_minute=600)
    assert rules.is_quiet(nothing, datetime(2026, 11, 20, 10, tzinfo=UTC), "UTC") is False


@pytest.mark.parametrize("keys", ["e", "Shift+E", "$mod+k", "g m", "g ,", "/", "+", "$mod+Enter", "ArrowUp", "F2"])
def test_keys_that_every_keyboard_has_may_be_chosen(keys: str) -> None:
    assert rules.is_keys(keys)


@pytest.mark.parametrize("keys", ["$mod+Alt+e", "Alt+e", "Control+Alt+q", "g m u x", "ee", " ", "$mod+", "<b>"])
def test_ctrl_and_alt_together_are_altgr_and_no_shortcut(keys: str) -> None:
    assert not rules.is_keys(keys)


def test_more_keys_than_there_are_commands_are_refused() -> None:
    with pytest.raises(Invalid):
        rules.check(Preferences(keys={f"case.{n}": "e" for n in range(rules.MOST_KEYS + 1)}))


def test_nobody_is_told_of_the_teams_queue_by_sound_until_they_ask_for_it() -> None:
    assert not rules.wants(Preferences(), NoticeKind.TEAM_QUEUE, NoticeWay.SOUND)
    assert rules.wants(Preferences(), NoticeKind.MENTION, NoticeWay.SOUND)


async def test_what_somebody_settles_stays_with_them_and_not_with_others(desk: Desk) -> None:
    camila, diego = await desk.add("camila"), await desk.add("diego")

    changed = await camila.ask(
        "PATCH",
        "/me/preferences",
        {
            "theme": "dark",
            "enter_sends": True,
            "guesses": False,
            "keys": {"case.resolve": "y"},
            "notices": {"team_queue": ["sound", "sound", "title"]},
        },
    )

    assert changed.status_code == 200, changed.text
    mine = await camila.get("/me/preferences")
    assert (await camila.get("/me"))["preferences"] == mine == changed.json()
    assert mine["theme"] == "dark" and mine["enter_sends"] is True and mine["single_keys"] is True
    assert mine["guesses"] is False and (await diego.get("/me/preferences"))["guesses"] is True
    assert mine["keys"] == {"case.resolve": "y"} and mine["notices"]["team_queue"] == ["sound", "title"]
    assert mine["notices"]["mention"] == ["sound", "title", "desktop", "push"]
    assert (await diego.get("/me/preferences"))["keys"] == {}


async def test_one_key_or_all_of_them_go_back_to_the_houses_own(desk: Desk) -> None:
    camila = await desk.add("camila")
    await camila.ask("PATCH", "/me/preferences", {"keys": {"case.resolve": "y", "case.tag": "", "move.next": "h"}})

    one = await camila.ask("PATCH", "/me/preferences", {"keys": {"case.resolve": None}})
    assert one.json()["keys"] == {"case.tag": "", "move.next": "h"}
    all = await camila.ask("PATCH", "/me/preferences", {"reset_keys": True, "keys": {"case.wait": "w"}})
    assert all.json()["keys"] == {"case.wait": "w"}


@pytest.mark.parametrize(
    "given",
    [
        {"keys": {"case.resolve": "$mod+Alt+e"}},
        {"keys": {"<script>": "e"}},
        {"quiet": {"on": True, "from_minute": 1440, "to_minute": 0}},
        {"quiet": {"on": True, "days": [0]}},
        {"notices": {"gossip": ["sound"]}},
        {"notices": {"mention": ["smoke"]}},
        {"theme": "sepia"},
    ],
)
async def test_what_cannot_hold_is_refused_and_nothing_changes(desk: Desk, given: dict[str, object]) -> None:
    camila = await desk.add("camila")
    before = await camila.get("/me/preferences")

    answer = await camila.ask("PATCH", "/me/preferences", given)

    assert answer.status_code == 422, answer.text
    assert await camila.get("/me/preferences") == before


async def test_the_other_screens_of_a_person_are_told_once_for_each_change(desk: Desk) -> None:
    camila = await desk.add("camila")
    for _ in range(2):
        await camila.ask("PATCH", "/me/preferences", {"density": "compact"})
    await camila.ask("PATCH", "/me", {"alias": "Cami"})

    async with desk.world.tx() as tx:
        facts = await tx.connection.fetch(
            "select subject from kit.event where workspace_id = $1 and kind = 'console.preferences_changed'",
            tx.workspace,
        )
    assert [fact["subject"] for fact in facts] == [camila.id, camila.id]
    assert (await camila.get("/me"))["user"]["alias"] == "Cami"
