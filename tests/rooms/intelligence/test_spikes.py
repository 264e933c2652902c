"""Spikes are seen soon, and quiet weeks stay quiet."""

from __future__ import annotations

from bench.intelligence.spiking import simulate
from trato.rooms.intelligence.engine.spikes import WEEK, find_spikes, tail


def quiet() -> list[int]:
    return [(2 if 9 <= hour % 24 <= 20 else 0) for hour in range(6 * WEEK)]


def test_many_more_than_usual_is_a_spike_in_the_same_hour() -> None:
    counts = quiet()
    counts[5 * WEEK + 12] = 15
    assert [(one.hour, one.seen) for one in find_spikes(counts)] == [(5 * WEEK + 12, 15)]


def test_usual_weeks_and_the_first_one_say_nothing() -> None:
    counts = quiet()
    counts[20] = 50
    assert find_spikes(counts) == []


def test_a_few_messages_are_no_spike_however_quiet_it_was() -> None:
    counts = [0] * 6 * WEEK
    counts[5 * WEEK] = 4
    assert find_spikes(counts) == []


def test_a_spike_goes_on_without_being_told_every_hour() -> None:
    counts = quiet()
    for hour in range(5 * WEEK + 10, 5 * WEEK + 18):
        counts[hour] = 20
    assert len(find_spikes(counts)) == 1


def test_the_simulated_weeks_keep_what_is_promised() -> None:
    told = simulate(6, seed=1)
    assert told.recall >= 0.9 and told.delay <= 2 and told.false_alerts <= 2


def test_the_tail_of_certainty_is_one() -> None:
    assert tail(0, 3.0, 0.2) == 1.0 or tail(1, 3.0, 0.2) < 1.0
    assert tail(5, 1.0, 0.2) > tail(9, 1.0, 0.2) > 0
