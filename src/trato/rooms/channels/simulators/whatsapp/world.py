"""Who and what there is: numbers of businesses, people with telephones, and what they said to each other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from trato.rooms.channels.simulators.meta.chats import Bubble as Bubble
from trato.rooms.channels.simulators.meta.chats import Changes
from trato.rooms.channels.simulators.meta.chats import StoredFile as StoredFile
from trato.rooms.channels.simulators.meta.chats import Thread as Thread
from trato.rooms.channels.simulators.meta.chats import Tick as Tick
from trato.rooms.channels.simulators.meta.courier import signature


@dataclass(frozen=True, slots=True)
class TemplateText:
    """A template that Meta approved: `body` has {{1}} for its parameters."""

    name: str
    language: str
    body: str
    category: str = "utility"  # utility, marketing or authentication
    header: str = ""  # "", image, video or document
    buttons: tuple[str, ...] = ()

    @property
    def parameters(self) -> int:
        """Return how many parameters the body takes."""
        count = 0
        while f"{{{{{count + 1}}}}}" in self.body:
            count += 1
        return count


@dataclass(slots=True)
class Review:
    """A template in review, or what became of it: `status` and `reason` are Meta's words."""

    id: str
    name: str
    language: str
    category: str
    components: list[dict[str, Any]]
    status: str
    reason: str = "NONE"


@dataclass(slots=True)
class Number:
    """A business's number, with where its webhooks go and what proves them.

    `provider` is "meta" or "360dialog"; of the latter, `token` is the API key, and webhooks carry `secret` in
    the header `secret_header` instead of a signature.
    """

    id: str
    display: str
    name: str
    callback_url: str
    token: str
    secret: str
    provider: str = "meta"
    secret_header: str = "authorization"
    business_account: str = "100000000000001"
    app: str = "200000000000002"
    scopes: tuple[str, ...] = ("whatsapp_business_messaging", "whatsapp_business_management")
    token_ends_at: int = 0  # Unix seconds; 0 is never
    subscribed: bool = True  # the app, to the business account
    hook_fields: tuple[str, ...] = ("messages",)
    templates: dict[tuple[str, str], TemplateText] = field(default_factory=dict)
    reviews: dict[tuple[str, str], Review] = field(default_factory=dict)
    automation: dict[str, Any] = field(default_factory=dict)  # what stands at /conversational_automation

    def meets(self, language: str) -> dict[str, Any]:
        """Return what somebody meets before they write: the same in every language."""
        commands = [
            {"text": one["command_description"], "typed": f"/{one['command_name']}"}
            for one in self.automation.get("commands", [])
        ]
        prompts = [{"text": one, "typed": one} for one in self.automation.get("prompts", [])]
        return {"greeting": "", "start": "", "menu": commands, "openers": prompts}

    def proof(self, raw: bytes) -> dict[str, str]:
        """Return the headers that prove a webhook of this number."""
        return {self.secret_header: self.secret} if self.provider == "360dialog" else signature(self.secret, raw)

    def add_template(self, template: TemplateText) -> None:
        """Approve a template."""
        self.templates[(template.name, template.language)] = template


@dataclass(slots=True)
class Person:
    """Somebody with WhatsApp. Who `hides_phone` is known to businesses by user id and user name alone."""

    wa_id: str
    name: str
    user_id: str
    username: str = ""
    hides_phone: bool = False
    reads_at_once: bool = False  # nobody watches this telephone: what comes is read after a while
    unreachable: bool = False
    no_marketing: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """A line of the ledger: a message that the provider accepted."""

    id: str
    number: str
    wa_id: str
    key: str  # the callback data
    body: dict[str, Any]
    at: datetime


@dataclass(slots=True)
class World(Changes):
    """Everything the simulator remembers. It forgets all when the process ends."""

    numbers: dict[str, Number] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    threads: dict[tuple[str, str], Thread] = field(default_factory=dict)
    files: dict[str, StoredFile] = field(default_factory=dict)
    ledger: list[Taken] = field(default_factory=list)
    read_marks: list[tuple[str, str]] = field(default_factory=list)  # (number, message)

    def thread(self, number: str, wa_id: str) -> Thread:
        """Return the thread of a number and a person."""
        return self.threads.setdefault((number, wa_id), Thread())

    def person_by(self, to: str, recipient: str) -> Person | None:
        """Find a person by number (any digits that reach the telephone) or by user id."""
        if to:
            return self.people.get(to.removeprefix("+"))
        return next((person for person in self.people.values() if person.user_id == recipient), None)

    def taken_with(self, key: str) -> Iterator[Taken]:
        """Yield what was accepted with this callback data: more than one is a double send."""
        return (taken for taken in self.ledger if taken.key == key)


def new_message_id() -> str:
    """Return an id as WhatsApp makes them; never the same, also across restarts."""
    return f"wamid.{uuid4().hex.upper()}"


def new_file_id() -> str:
    """Return a media id: digits, as Meta's."""
    return str(uuid4().int % 10**16)


def new_user_id(country: str) -> str:
    """Return a business-scoped user id."""
    return f"{country}.{uuid4().int % 10**16}"
