"""What is offered, brought into the form that a channel can carry: cards, links and sections stay where they fit whole.

Elsewhere they become words, and what can be answered stays an offer below them: as buttons where there are any, else
numbered. The number of a choice is the same in every form (`Options.replies`), so what comes back is understood
whichever form was seen. Nothing is cut short.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from trato.rooms.channels.model.arriving import Card, Choice, Options, Part, Text
from trato.rooms.channels.model.capabilities import Capabilities, CardLimits

CALLS = "tel:"


def shaped(parts: Sequence[Part], caps: Capabilities) -> tuple[Part, ...]:
    """Return the parts of a message as a channel with these capabilities carries them, in order."""
    found: list[Part] = []
    for part in parts:
        if not isinstance(part, Options):
            found.append(part)
            continue
        words, offer = _told(part, caps)
        if words and found and isinstance(last := found[-1], Text):
            found[-1] = replace(last, text="\n\n".join(one for one in (last.text.strip(), words) if one))
        elif words:
            found.append(Text(words))
        if offer is not None:
            found.append(offer)
    return tuple(found)


def readable(link: str) -> str:
    """Return an address as it is written, of a call its number."""
    return link.removeprefix(CALLS)


def _told(options: Options, caps: Capabilities) -> tuple[str, Options | None]:
    """Return what an offer says in words, and what is left of it as an offer."""
    if options.cards:
        if caps.cards is not None and _fit(options.cards, caps.cards):
            return "", options
        words = "\n\n".join("\n".join(_lines(card)) for card in options.cards)
        return words, _answers(options)
    linked = [one for one in options.choices if one.link]
    if linked and not _opens(options.choices, caps):
        words = "\n".join(f"{one.title}: {readable(one.link)}" for one in linked)
        return words, _answers(options)
    if any(one.section for one in options.choices) and not caps.sections:
        return "\n".join(_by_section(options.choices)), None
    return "", options


def _opens(choices: Sequence[Choice], caps: Capabilities) -> bool:
    calls = caps.cards is not None and caps.cards.calls
    return len(choices) <= caps.link_buttons and (calls or not any(one.link.startswith(CALLS) for one in choices))


def _fit(cards: Sequence[Card], limits: CardLimits) -> bool:
    if len(cards) > limits.most or (limits.even and len({len(card.choices) for card in cards}) > 1):
        return False
    return all(_fits(card, limits) for card in cards)


def _fits(card: Card, limits: CardLimits) -> bool:
    links = [one.link for one in card.choices if one.link]
    return (
        len(card.title) <= limits.title
        and len(card.subtitle) <= limits.subtitle
        and len(card.choices) <= limits.buttons
        and all(len(one.title) <= limits.button for one in card.choices)
        and (limits.pictures or not card.picture)
        and (limits.links or not links)
        and (limits.calls or not any(link.startswith(CALLS) for link in links))
        and bool(card.subtitle or not limits.worded)
    )


def _lines(card: Card) -> Iterator[str]:
    """Yield a card as words: what it says, its picture's address, what it opens."""
    yield card.title
    if card.subtitle:
        yield card.subtitle
    if card.picture:
        yield card.picture
    yield from (f"{one.title}: {readable(one.link)}" for one in card.choices if one.link)


def _answers(options: Options) -> Options | None:
    """Return what can be answered, each by a title that no other has."""
    named = [(one, card.title) for card in options.cards for one in card.choices if not one.link]
    often = Counter(one.title.casefold() for one, _ in named)
    choices = [one for one in options.choices if not one.link]
    choices += [
        replace(one, title=f"{one.title}: {card}") if often[one.title.casefold()] > 1 else one for one, card in named
    ]
    return Options(tuple(choices), options.button) if choices else None


def _by_section(choices: Sequence[Choice]) -> Iterator[str]:
    before = ""
    for number, one in enumerate(choices, 1):
        if one.section != before:
            if number > 1:
                yield ""
            yield one.section
            before = one.section
        yield f"{number}. {one.title}: {one.description}" if one.description else f"{number}. {one.title}"
