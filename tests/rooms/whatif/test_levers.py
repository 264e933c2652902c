"""What may be changed, what is refused, and two ways of a day side by side."""

from __future__ import annotations

import pytest

from trato.rooms.whatif.errors import SenselessLever, UnknownLever
from trato.rooms.whatif.rules.comparing import compare_days, compare_one_day
from trato.rooms.whatif.rules.levers import pull
from trato.rooms.whatif.rules.made import made_day, made_house
from trato.rooms.whatif.service.living import live

LIVED = made_day(1, 300, 5), made_house()


def test_levers_change_what_they_name_and_nothing_else() -> None:
    day, house = pull(LIVED, {"agents": "+2", "concurrency": "4", "sticky": "0", "bot": "0,2", "slack": "80"})
    assert len({one.id for one in day.people}) == 7 and {one.live for one in day.people} == {40}
    assert house.queues[0].sticky.total_seconds() == 0 and house.bot_share == 0.2
    assert house.policy.weights.slack == 80 and house.policy.weights.age == LIVED[1].policy.weights.age
    assert day.arrivals is LIVED[0].arrivals and len(LIVED[0].people) == 5
    assert [len(pull(LIVED, {"agents": value})[0].people) for value in ("-2", "3", "-5")] == [3, 3, 0]
    assert all(len(one.skills) == 3 for one in pull(LIVED, {"skills": "all"})[0].people)
    (hours,) = pull(LIVED, {"hours": "09:00-18:00"})[1].hours.values()
    assert not hours.always and pull(LIVED, {}) == LIVED


@pytest.mark.parametrize(
    "lever",
    ["agents=-6", "agents=many", "agents=1.5", "concurrency=-1", "sticky=-1", "bot=1.5", "bot=nan", "hours=18:00-09:00",
     "hours=9-18", "age=0", "slack=1e9", "skills=some"],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused(lever: str) -> None:
    name, value = lever.split("=")
    with pytest.raises(SenselessLever) as refused:
        pull(LIVED, {name: value})
    assert refused.value.data == {"lever": name, "value": value}


def test_a_lever_that_there_is_not_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(UnknownLever) as refused:
        pull(LIVED, {"magic": "1"})
    assert "agents" in refused.value.data["known"]


def test_the_same_terms_make_no_difference_and_fewer_people_do() -> None:
    outcome = live(*LIVED)
    same = compare_one_day(outcome, live(*LIVED), resamples=20)
    assert all(one.difference in (0, None) for one in same.values())
    fewer = compare_one_day(outcome, live(*pull(LIVED, {"agents": "-3"})), resamples=40)["service_level"]
    assert fewer.difference is not None and fewer.difference_within is not None
    assert fewer.difference_within[0] <= fewer.difference < 0 and fewer.difference_within[1] < 0


def test_several_days_are_paired() -> None:
    lived = [(made_day(seed, 400, 3), made_house()) for seed in range(6)]
    before, after = [live(*one) for one in lived], [live(*pull(one, {"agents": "+5"})) for one in lived]
    found = compare_days(before, after)["breaches"]
    assert found.difference is not None and found.difference_within is not None and found.before_within is not None
    assert found.difference_within[1] < 0
    paired, apart = (one[1] - one[0] for one in (found.difference_within, found.before_within))
    assert paired > 0 and apart > 0
