"""The page of measures, made from their definitions."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from trato.kit.i18n import sentences
from trato.rooms.reporting.model import BY, MEASURES, MOST_DAYS, REASONS, Kind, Measure, Per, Source

EVENTS = {
    Source.CASES: "a case was opened",
    Source.PROMISES: "a first response fell due",
    Source.ANSWERS: "a response was given",
    Source.RESOLUTIONS: "a case was resolved",
    Source.REOPENINGS: "a case was reopened",
    Source.EXCLUSIONS: "a case or message was set aside",
    Source.TRANSFERS: "a case changed hands",
    Source.ESCALATIONS: "help was asked for",
    Source.ASSIGNMENTS: "an agent was given a case",
    Source.WORK: "a stretch of attention began",
    Source.HANDS: "a case was taken up",
    Source.COSTS: "it was known what a message of ours cost",
    Source.CALLS: "somebody called, and the call is over",
    Source.STARS: "somebody gave stars, for the first time or others",
    Source.UNDERSTOOD: "a message came that was understood",
    Source.PREDICTED: "a case was resolved whose satisfaction was predicted, for the last time",
    Source.TRIAGED: "a case was set aside by itself",
    Source.TAGGED: "a case was tagged by itself for the first time",
    Source.CORRECTED: "a person put right what was predicted",
    Source.ALIKE: "a case was resolved with the help of a suggestion",
    Source.PRESENCE: "an agent was there (cut at the bounds)",
}
BELOW = {
    Per.PRESENCE: "the time present",
    Per.ANSWERS: "the answers sent from the desk",
    Per.ABANDONED: "those that were given up",
    Per.TIME: "the time that passed: erlangs",
}
HEAD = f"""# Measures

Made from the definitions by `python -m trato.rooms.reporting.cli docs/measures.md`; change those, never this page.

Each measure is defined once (`src/trato/rooms/reporting/model/catalogue.py`, its rows in
`src/trato/rooms/reporting/store/sources.py`). Card, table, chart, CSV, API and the list of cases that a number opens
are made from the same rows, so they cannot differ: opening a number lists as many rows as it says.

Rules that hold for all of them:

- A row counts in the period in which its event fell, in the time zone of most of the brands looked at, or in the one
  that is asked for. A day begins at its first instant there, so a day may have 23 or 25 hours. A period has {MOST_DAYS}
  days at most, and is compared with as many days before it, or with as many whole months; while it goes on, until the
  same hour.
- Of nothing, a share, a percentile and a ratio are *n/a*, never zero. A percentage carries its n.
- Places are those of the moment: the channel and queue by which a case came in, not where it is now. Transfers, set
  aside, reopenings and attention stand where the case is now.
- A team is that of the queue; of attention and presence, the one that the agent had been in for longest.
- Merged cases, those of an undone split, and imported ones count nowhere. Cases set aside leave every denominator.
- The time of people is measured at the desk. Work away from it is not in these numbers, and n says how many cases have
  measured time.
- A filter that a measure does not know (an agent, for cases that nobody has yet) leaves the measure out.
- Without `reports.read` somebody sees what they did themselves. What is out of reach of `cases.read` counts and is not
  shown.
"""


def measures_page() -> str:
    """Return docs/measures.md."""
    words = {locale: sentences("measures", locale) for locale in ("en", "es", "pt")}
    parts = [HEAD]
    for group, same in groupby(MEASURES, key=lambda one: one.group):
        parts.append(f"## {words['en'][f'group.{group}']}\n")
        for one in same:
            names = " · ".join(words[locale][one.key] for locale in ("es", "pt"))
            parts.append(f"### {words['en'][one.key]}\n\n`{one.key}` · {names}\n\n{words['en'][f'{one.key}.how']}\n")
            parts.append("\n".join(_facts(one)) + "\n")
    return "\n".join(parts)


def _facts(one: Measure) -> Iterator[str]:
    yield f"- Counted when: {EVENTS[one.source]} (`{one.source.value}`, where `{one.of}`)."
    match one.kind:
        case Kind.COUNT:
            yield "- Is: how many."
        case Kind.SHARE:
            yield f"- Is: those with `{one.counted}` among them" + (", by contact." if one.by_contact else ".")
        case Kind.MEAN:
            yield f"- Is: the mean of `{one.seconds}`, beside p50 and p90, in seconds."
        case Kind.STARS:
            yield f"- Is: the mean of `{one.points}`, of 1 to 5."
        case Kind.SCORE:
            yield f"- Is: the mean of `{one.points}`, of 0 to 100."
        case Kind.QUANTILES:
            other = f", and of `{one.business}`" if one.business else ""
            yield f"- Is: p50, p90 and mean of `{one.seconds}`{other}, in seconds."
        case Kind.SUM:
            yield f"- Is: the sum of `{one.seconds}`."
        case Kind.MONEY:
            yield f"- Is: the sum of `{one.amount}`, exact, each currency by itself."
        case Kind.RATIO:
            yield f"- Is: the sum of `{one.seconds}` by {BELOW[one.per or Per.PRESENCE]}."
    if one.promised:
        yield f"- Compared with: `{one.promised}`, what each row was promised by its own country and tier."
    if one.beside:
        yield f"- Told beside it: `{one.beside}`."
    for word, target in (("at least", one.at_least), ("at most", one.at_most)):
        if target is not None:
            yield f"- Target: {word} {target:.0%}."
    reasons = REASONS.get(one.source)
    cut = ", ".join(by.value for by in BY[one.source])
    yield f"- By: {cut}." + (f" Reasons: {', '.join(f'`{reason}`' for reason in reasons)}." if reasons else "")
    if not one.is_additive:
        yield "- Does not add up over a dimension: one contact may be in several."
    yield f"- Rows of the manuals: {', '.join(one.sources)}."
