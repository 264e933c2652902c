"""Reading what is new: the newest reviews, compared with what they said before.

Apple tells when a review was created and not when it was changed, so a look remembers what the newest ones said. A
change of one older than those is not seen. Pages of new ones are read to their end, however many came.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from trato.rooms.channels.adapters.answers import body_of
from trato.rooms.channels.adapters.app_store.answers import trouble_of
from trato.rooms.channels.adapters.app_store.api import list_reviews, next_page
from trato.rooms.channels.adapters.app_store.parse import CHANGED, answer_id, answers_of, state_of
from trato.rooms.channels.adapters.asked import AT_FIRST, moment_in
from trato.rooms.channels.adapters.reading import JsonMap, fingerprint, map_in, maps_in, text_in
from trato.rooms.channels.model import AccountView, HttpAnswer, HttpRequest, Kept, Look

A_PAGE, PAGES = 200, 2  # of what is looked at for changes


class _Cursor(msgspec.Struct):
    """What the newest reviews said: state of words and answer, by id; what is older than `since` is known."""

    since: datetime | None = None
    seen: dict[str, tuple[str, str]] = {}


def look(account: AccountView, cursor: str, now: datetime) -> Look:
    """Read what was written, changed or answered since the last look; at first, what was written in a week."""
    before = msgspec.json.decode(cursor, type=_Cursor) if cursor else _Cursor()
    since, after, oldest, pages = before.since or now - AT_FIRST, _Cursor(), now, 0
    call: HttpRequest | None = list_reviews(account, A_PAGE)
    while call is not None:
        answer = yield call
        if (trouble := trouble_of(answer)) is not None:
            return trouble
        assert isinstance(answer, HttpAnswer)
        body = body_of(answer)
        answers = answers_of(body)
        fresh: list[JsonMap] = []
        changed: list[str] = []
        new = 0
        for one in maps_in(body, "data"):
            identifier, answered = text_in(one, "id"), answers.get(answer_id(one))
            said = after.seen[identifier] = (state_of(one), fingerprint(answered)[:16] if answered else "")
            known = before.seen.get(identifier)
            written = moment_in(map_in(one, "attributes"), "createdDate") or now
            oldest = min(oldest, written)
            if known == said or known is None and written < since:
                continue
            fresh.append(one)
            new += known is None
            if known is not None and known[0] != said[0]:
                changed.append(f"{identifier}/{known[0]}")
        if fresh:
            yield _kept(fresh, answers, changed)
        pages += 1
        # on the first look too: what is older is remembered, so that a change of it is told
        call = next_page(account, text_in(map_in(body, "links"), "next"))
        if call is not None and pages >= PAGES and new < len(maps_in(body, "data")):
            since = max(since, oldest)  # what was not read now is older
            break
    after.since = since
    return msgspec.json.encode(after).decode()


def _kept(fresh: list[JsonMap], answers: dict[str, JsonMap], changed: list[str]) -> Kept:
    theirs = [answers[identifier] for one in fresh if (identifier := answer_id(one)) in answers]
    told = {"data": fresh, "included": theirs}
    headers = {CHANGED: " ".join(changed)} if changed else {}
    return Kept(bytes.fromhex(fingerprint([told, changed])), msgspec.json.encode(told), headers)
