"""The measures, each defined once: which rows it counts, and which of their columns say what.

The SQL of the rows is in `store/sources.py` and beside it, by source; the words, with the definition that people read,
are in the catalogue `measures` by key. Number, table, chart, CSV, API and list of cases are made from the one entry.
"""

from __future__ import annotations

from typing import Final

from trato.rooms.reporting.model.measures import Kind, Measure, Per, Source

ONE_PERCENT, CASE_STUDY = 0.01, 0.85


def _left(variant: str) -> Measure:
    return Measure(
        f"abandoned_{variant}", "abandonment", Kind.SHARE, Source.CASES, "rated", ("S63", "S72", "S88"),
        counted=variant, at_most=ONE_PERCENT,
    )  # fmt: skip


def _within(minutes: int, *sources: str) -> Measure:
    return Measure(
        f"within_{minutes}_min", "response", Kind.SHARE, Source.ANSWERS, "first", sources, counted=f"within_{minutes}"
    )


def _answer(key: str, of: str) -> Measure:
    return Measure(
        key, "response", Kind.QUANTILES, Source.ANSWERS, of, ("S64", "S89", "S111"), counted="in_time", seconds="wall",
        business="business", promised="promised",
    )  # fmt: skip


def _call(key: str, of: str, seconds: str, kind: Kind = Kind.MEAN) -> Measure:
    return Measure(key, "calls", kind, Source.CALLS, of, ("S64", "S127"), seconds=seconds)


def _stars(key: str, of: str, points: str) -> Measure:
    return Measure(key, "reviews", Kind.STARS, Source.STARS, of, ("S120", "S121"), points=points)


def _predicted(key: str, of: str, counted: str, *sources: str) -> Measure:
    return Measure(key, "intelligence", Kind.SHARE, Source.PREDICTED, of, sources, counted=counted, points="predicted")


MEASURES: Final[tuple[Measure, ...]] = (
    Measure("offered", "demand", Kind.COUNT, Source.CASES, "offered", ("S63", "S285"), beside="aside"),
    Measure(
        "answered_in_time", "promise", Kind.SHARE, Source.PROMISES, "due", ("S65", "S94", "S87", "S111"),
        counted="kept", beside="voided", at_least=CASE_STUDY, promised="promised",
    ),
    _answer("first_response", "first"),
    _answer("first_human_response", "first_human"),
    _answer("next_response", "following"),
    _within(5, "S103"),
    _within(10, "S85"),
    _within(30, "S102"),
    _within(60, "S102"),
    _left("left_queue"),
    _left("no_dialogue"),
    _left("in_bot"),
    _left("asynchronous"),
    Measure("abandoned_short", "abandonment", Kind.COUNT, Source.CASES, "short", ("S63",)),
    Measure("handling_time", "work", Kind.QUANTILES, Source.RESOLUTIONS, "handled", ("S64", "S38"), seconds="active"),
    Measure("wrap_up_time", "work", Kind.QUANTILES, Source.RESOLUTIONS, "wrapped", ("S64",), seconds="wrap_up"),
    Measure("worked_time", "work", Kind.SUM, Source.WORK, "active", ("S69",), seconds="seconds"),
    Measure(
        "time_per_answer", "work", Kind.RATIO, Source.WORK, "answering", ("S38",), seconds="seconds", per=Per.ANSWERS
    ),
    Measure("present_time", "work", Kind.SUM, Source.PRESENCE, "there", ("S97",), seconds="seconds"),
    Measure(
        "occupancy", "work", Kind.RATIO, Source.WORK, "present", ("S69", "S96"), seconds="seconds", per=Per.PRESENCE
    ),
    Measure(
        "concurrency", "work", Kind.RATIO, Source.HANDS, "held", ("S96", "S97"), seconds="seconds", per=Per.PRESENCE
    ),
    Measure("resolved", "resolution", Kind.COUNT, Source.RESOLUTIONS, "done", ("S70",), beside="no_answer"),
    Measure("reopened", "resolution", Kind.COUNT, Source.REOPENINGS, "reopened", ("S70",)),
    Measure(
        "reopened_share", "resolution", Kind.SHARE, Source.RESOLUTIONS, "ripe", ("S70",), counted="came_back",
        beside="unripe",
    ),
    Measure(
        "first_contact_resolution", "resolution", Kind.SHARE, Source.RESOLUTIONS, "ripe_any", ("S70",),
        counted="at_first", beside="unripe_any",
    ),
    Measure("one_person", "resolution", Kind.SHARE, Source.RESOLUTIONS, "done", ("S86",), counted="by_one"),
    Measure("resolved_in_1_h", "resolution", Kind.SHARE, Source.RESOLUTIONS, "done", ("S106",), counted="in_an_hour"),
    Measure("typified", "resolution", Kind.SHARE, Source.RESOLUTIONS, "done", ("S90",), counted="typified"),
    Measure(
        "repeat_cases", "resolution", Kind.SHARE, Source.CASES, "ripe", ("S71",), counted="repeated", beside="unripe"
    ),
    Measure(
        "repeat_contacts", "resolution", Kind.SHARE, Source.CASES, "ripe", ("S71",), counted="repeated",
        by_contact=True,
    ),
    Measure("set_aside", "flow", Kind.COUNT, Source.EXCLUSIONS, "standing", ("S34", "S63")),
    Measure("transfers", "flow", Kind.COUNT, Source.TRANSFERS, "moved", ("S86",)),
    Measure("escalations", "flow", Kind.COUNT, Source.ESCALATIONS, "asked", ("S205",)),
    Measure("assigned", "flow", Kind.COUNT, Source.ASSIGNMENTS, "given", ("S7", "S43")),
    Measure(
        "message_cost", "money", Kind.MONEY, Source.COSTS, "priced", ("S4", "S69"), amount="price", beside="unpriced"
    ),
    Measure("calls", "calls", Kind.COUNT, Source.CALLS, "came", ("S127",), beside="short"),
    Measure("calls_offered", "calls", Kind.COUNT, Source.CALLS, "rated", ("S63", "S127"), beside="brief"),
    Measure("calls_answered", "calls", Kind.SHARE, Source.CALLS, "rated", ("S88", "S127"), counted="answered"),
    Measure("calls_abandoned", "calls", Kind.SHARE, Source.CALLS, "rated", ("S63", "S127"), counted="abandoned"),
    Measure("calls_in_20_s", "calls", Kind.SHARE, Source.CALLS, "rated", ("S94", "S127"), counted="in_20"),
    _call("speed_of_answer", "answered", "wait"),
    Measure(
        "call_patience", "calls", Kind.RATIO, Source.CALLS, "rated", ("S127",), seconds="wait", per=Per.ABANDONED
    ),
    _call("call_talk", "answered", "talk"),
    _call("call_hold", "answered", "hold"),
    _call("after_call", "wrapped", "after_call"),
    Measure("call_load", "calls", Kind.RATIO, Source.CALLS, "answered", ("S127",), seconds="handle", per=Per.TIME),
    Measure(
        "called_back", "calls", Kind.SHARE, Source.CALLS, "owed", ("S127",), counted="called_back", beside="owing"
    ),
    Measure("calls_to_messaging", "calls", Kind.SHARE, Source.CALLS, "came", ("S4", "S127", "S169"), counted="aside"),
    Measure("reviews", "reviews", Kind.COUNT, Source.STARS, "first", ("S120", "S121"), beside="changed"),
    _stars("stars", "standing", "stars"),
    Measure("reviews_answered", "reviews", Kind.SHARE, Source.STARS, "first", ("S120", "S121"), counted="answered"),
    _stars("stars_at_answer", "answered", "stars_at_answer"),
    _stars("stars_after_answer", "answered", "stars_after"),
    Measure("reviews_raised", "reviews", Kind.SHARE, Source.STARS, "changed", ("S120", "S121"), counted="up"),
    Measure("advert_cases", "adverts", Kind.COUNT, Source.CASES, "from_advert", ("S17", "S259")),
    Measure(
        "advert_engaged", "adverts", Kind.SHARE, Source.CASES, "from_advert", ("S18", "S259"), counted="engaged"
    ),
    Measure("predicted_satisfaction", "intelligence", Kind.SCORE, Source.PREDICTED, "judged", ("S2",),
            points="predicted"),
    _predicted("predicted_satisfied", "judged", "satisfied", "S2"),
    Measure("content_cases", "intelligence", Kind.COUNT, Source.PREDICTED, "content", ("S19",), points="predicted"),
    _predicted("won_back", "began_badly", "won_back", "S13"),
    _predicted("won_back_said", "began_badly_said", "won_back_said", "S13"),
    _predicted("mood_turned", "began_dark", "ended_bright", "S104"),
    Measure("leads", "intelligence", Kind.COUNT, Source.UNDERSTOOD, "lead", ("S15",)),
    Measure("auto_tagged", "intelligence", Kind.SHARE, Source.CASES, "offered", ("S46",), counted="auto_tagged"),
    Measure(
        "suggestions_used", "intelligence", Kind.SHARE, Source.ANSWERS, "first_human", ("S29",), counted="suggested"
    ),
    Measure(
        "unengaged", "intelligence", Kind.COUNT, Source.UNDERSTOOD, "unengaged", ("S34",), beside="corrected"
    ),
    Measure("triage_saved", "intelligence", Kind.SUM, Source.TRIAGED, "alone", ("S35",), seconds="saved"),
    Measure("tagging_saved", "intelligence", Kind.MEAN, Source.TAGGED, "alone", ("S45",), seconds="saved"),
    Measure(
        "handling_suggested", "intelligence", Kind.QUANTILES, Source.ALIKE, "helped", ("S28",), seconds="active",
        beside="unlike",
    ),
    Measure("handling_alike", "intelligence", Kind.QUANTILES, Source.ALIKE, "unhelped", ("S28",), seconds="active"),
    Measure(
        "at_risk_kept", "intelligence", Kind.SHARE, Source.PREDICTED, "risk_content", ("S14",), counted="active",
        by_contact=True, beside="risk_unripe", points="predicted",
    ),
    Measure(
        "at_risk_control", "intelligence", Kind.SHARE, Source.PREDICTED, "risk_rest", ("S14",), counted="active",
        by_contact=True, points="predicted",
    ),
    Measure("corrections", "intelligence", Kind.COUNT, Source.CORRECTED, "corrected", ("S34", "S46", "S90")),
    Measure(
        "correcting_time", "intelligence", Kind.SUM, Source.CORRECTED, "corrected", ("S35", "S45"), seconds="spent"
    ),
    Measure("waited_aside", "intelligence", Kind.SUM, Source.CORRECTED, "made_wait", ("S34",), seconds="waited"),
)  # fmt: skip
BY_KEY: Final = {one.key: one for one in MEASURES}
