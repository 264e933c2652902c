"""What Instagram tells when it is asked: names of people, and the words of who mentioned us.

A mention is told by where it is alone. Its words and the public name of their author are read from our own account
(`mentioned_comment`, `mentioned_media`), and come as the same webhook would, had it said them.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import msgspec

from trato.rooms.channels.adapters.instagram.parse import MENTION
from trato.rooms.channels.adapters.meta.graph import get
from trato.rooms.channels.adapters.meta.profiles import ask_for, body_told, name_in, of_writer
from trato.rooms.channels.adapters.reading import JsonMap, map_in, text_in
from trato.rooms.channels.model import (
    AccountView,
    HttpRequest,
    InboundEvent,
    InboundKind,
    Learned,
    NotTold,
    ProviderAnswer,
    Question,
    QuestionKind,
    Reach,
)

PROFILE = ("name", "username", "follower_count", "is_verified_user")
_STAMP = "%Y-%m-%dT%H:%M:%S%z"


class InstagramQuestions:
    """What webhooks leave open: what whoever wrote is called, and what a mention says."""

    def leaves_open(self, event: InboundEvent) -> Question | None:
        """Return the question about a mention without its words, or what whoever wrote is called."""
        if event.kind is not InboundKind.MENTION:
            return of_writer(event)
        if event.author or event.detail:  # told, or asked in vain
            return None
        place = event.thread_key.removeprefix(MENTION)
        return Question(QuestionKind.SAID, place) if place.replace(":", "").isdecimal() else None

    def ask(self, question: Question, account: AccountView) -> HttpRequest:
        """Return the call that asks."""
        if question.kind is QuestionKind.PERSON:
            return ask_for(question, account, PROFILE)
        media, _, comment = question.subject.partition(":")
        if comment:
            fields = f"mentioned_comment.comment_id({comment}){{id,text,timestamp,username}}"
        else:
            fields = f"mentioned_media.media_id({media}){{id,caption,timestamp,username}}"
        return get(account, account.external_id, {"fields": fields})

    def answered(self, question: Question, answer: ProviderAnswer, account: AccountView) -> Learned | NotTold:
        """Read the answer."""
        if question.kind is QuestionKind.PERSON:
            name = name_in(answer, ("name",), ("username",))
            return msgspec.structs.replace(name, reach=_reach(answer)) if isinstance(name, Learned) else name
        told = body_told(answer)
        if isinstance(told, NotTold):
            return told
        said = map_in(told, "mentioned_comment") or map_in(told, "mentioned_media")
        if not text_in(said, "username"):
            return NotTold("no_author", final=True)
        words = {"text": text_in(said, "text") or text_in(said, "caption"), "username": text_in(said, "username")}
        return Learned(delivery=_delivery(question, account, words | _time(said)))

    def unanswered(self, question: Question, account: AccountView, code: str) -> bytes:
        """Return the mention as it came, and that it was asked for in vain; of a name nobody misses anything."""
        return _delivery(question, account, {"asked": code}) if question.kind is QuestionKind.SAID else b""


def _delivery(question: Question, account: AccountView, more: dict[str, Any]) -> bytes:
    media, _, comment = question.subject.partition(":")
    value = {"media_id": media, **({"comment_id": comment} if comment else {}), **more}
    entry = {"id": account.external_id, "changes": [{"field": "mentions", "value": value}]}
    return json.dumps({"object": "instagram", "entry": [entry]}, ensure_ascii=False, sort_keys=True).encode()


def _reach(answer: ProviderAnswer) -> Reach | None:
    """Return how many hear who wrote, and whether Instagram vouches for them; None where it tells neither."""
    body = body_told(answer)
    if isinstance(body, NotTold):
        return None
    many, vouched = body.get("follower_count"), body.get("is_verified_user")
    followers = many if isinstance(many, int) and not isinstance(many, bool) and many >= 0 else None
    verified = vouched if isinstance(vouched, bool) else None
    return None if followers is None and verified is None else Reach(followers, verified)


def _time(said: JsonMap) -> dict[str, int]:
    try:
        at = datetime.strptime(text_in(said, "timestamp"), _STAMP).astimezone(UTC)
    except ValueError:
        return {}
    return {"timestamp": int(at.timestamp())}
