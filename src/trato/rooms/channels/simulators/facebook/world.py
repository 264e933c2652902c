"""Who and what there is: Pages of businesses, people of Facebook, and what they said to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from trato.rooms.channels.simulators.meta.chats import Changes, StoredFile, Thread
from trato.rooms.channels.simulators.meta.courier import signature

INSTAGRAM = "instagram"
OTHER_APP = "300000000000003"  # of the same business: an assistant that takes orders
LOCALES = {"es": "es_LA", "en": "en_US", "pt": "pt_BR"}  # of telephones
POST_FIELDS = ("feed", "mention", "ratings")
INBOX_FIELDS = (
    "messages", "messaging_postbacks", "message_deliveries", "message_reads", "message_echoes", "message_reactions",
    "message_edits", "messaging_referrals", "messaging_handovers", "standby",
)  # fmt: skip


@dataclass(slots=True)
class Page:
    """A business's Page, with where its webhooks go and what proves them."""

    id: str
    name: str
    callback_url: str
    token: str
    secret: str
    display: str = "Messenger"
    app: str = "200000000000002"
    scopes: tuple[str, ...] = (
        "pages_messaging", "pages_manage_metadata", "pages_read_user_content", "pages_manage_engagement",
    )  # fmt: skip
    token_ends_at: int = 0  # Unix seconds; 0 is never
    subscribed_fields: tuple[str, ...] = INBOX_FIELDS + POST_FIELDS  # of the app, to the Page
    features: tuple[str, ...] = ()  # of its app, which Meta approved
    hook_fields: tuple[str, ...] = INBOX_FIELDS + POST_FIELDS
    about: str = "page"  # what webhooks say they are about
    handle: str = ""  # the public name of an account of Instagram
    takes: bool = True  # its application is the default one, and may take conversations from others
    others: dict[str, str] = field(default_factory=dict)  # applications that answer there as well, and their names
    front: dict[str, Any] = field(default_factory=dict)  # what stands at /messenger_profile

    def meets(self, language: str) -> dict[str, Any]:
        """Return what somebody meets whose telephone speaks a language."""

        def chosen(name: str) -> dict[str, Any]:
            told = {one.get("locale", "default"): one for one in self.front.get(name, [])}
            found: dict[str, Any] = told.get(LOCALES.get(language, ""), told.get("default", {}))
            return found

        def pressed(one: dict[str, Any]) -> dict[str, str]:
            text = one.get("title") or one.get("question", "")
            return {"text": text, **{key: one[key] for key in ("payload", "url") if key in one}}

        return {
            "greeting": chosen("greeting").get("text", ""),
            "start": self.front.get("get_started", {}).get("payload", ""),
            "menu": [pressed(one) for one in chosen("persistent_menu").get("call_to_actions", [])],
            "openers": [pressed(one) for one in chosen("ice_breakers").get("call_to_actions", [])],
        }

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that prove a webhook of this Page."""
        return signature(self.secret, raw)


@dataclass(slots=True)
class Person:
    """Somebody of Facebook; `wa_id` is the id that Pages know them by."""

    wa_id: str
    name: str
    username: str = ""
    followers: int = 0  # told of Instagram alone, as `vouched`
    vouched: bool = False
    hides_phone: bool = True
    no_marketing: bool = False
    picture: str = ""  # the id of a file
    reads_at_once: bool = False  # nobody watches this telephone: what comes is read after a while
    unreachable: bool = False


@dataclass(slots=True)
class Spoken:
    """A post, or a comment below one; `above` is what it answers, `author` the Page's id or a person's."""

    id: str
    page: str
    author: str
    text: str
    at: datetime
    post: str = ""
    above: str = ""
    hidden: bool = False
    liked: bool = False  # by the Page
    edited: bool = False
    answered_in_private: bool = False
    picture: str = ""  # of a post: the id of a file


@dataclass(frozen=True, slots=True)
class Taken:
    """A line of the ledger: a message that the provider accepted."""

    id: str
    page: str
    person: str
    key: str  # the metadata
    body: dict[str, Any]
    at: datetime


@dataclass(slots=True)
class World(Changes):
    """Everything the simulator remembers. It forgets all when the process ends."""

    numbers: dict[str, Page] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    threads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    posts: dict[str, Spoken] = field(default_factory=dict)  # posts and comments alike, in their order
    ledger: list[Taken] = field(default_factory=list)
    owners: dict[tuple[str, str], str] = field(default_factory=dict)  # (Page, person) -> the application that answers

    def thread(self, page: str, person: str) -> Thread:
        """Return what a Page and a person said in private."""
        return self.threads.setdefault((page, person), Thread())

    def taken_with(self, key: str) -> Iterator[Taken]:
        """Yield what was accepted with this metadata: more than one is a double send."""
        return (taken for taken in self.ledger if taken.key == key)


def new_comment_id(post: str) -> str:
    """Return the id of a comment: its post's own number, and one of its own."""
    return f"{post.rpartition('_')[2]}_{new_id()}"


def new_message_id() -> str:
    """Return an id as Messenger makes them; never the same, also across restarts."""
    return f"m_{uuid4().hex}"


def new_id() -> str:
    """Return an id of Facebook's: digits."""
    return str(10**15 + uuid4().int % (9 * 10**15))
