"""What there is in the stores: applications, who reviews them, what they said and what was answered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

PLAY, APPLE = "google_play", "app_store"


@dataclass(slots=True)
class App:
    """An application in both stores, with what its publisher may call their APIs with. Keys are public ones, PEM."""

    name: str
    package: str
    apple_id: str
    email: str = ""
    google_key: str = ""
    issuer: str = ""
    key_id: str = ""
    apple_key: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who reviews; what the stores tell of them."""

    name: str
    language: str = "es"
    territory: str = "PER"
    maker: str = "Samsung"
    device: str = "a52q"


@dataclass(slots=True)
class Answer:
    id: str
    text: str
    at: datetime
    published: bool = True


@dataclass(slots=True)
class Review:
    """What one person says of one application in one store: there is one of it, which may change."""

    id: str
    store: str
    app: App
    person: Person
    stars: int
    title: str
    body: str
    created_at: datetime
    changed_at: datetime
    answer: Answer | None = None


@dataclass(slots=True)
class World:
    """Both stores. They forget all when the process ends."""

    clock: Callable[[], datetime]
    apps: list[App] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    reviews: dict[str, Review] = field(default_factory=dict)
    tokens: dict[str, App] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)  # what the next calls meet: "rate", "down", "lost", "revoked"
    calls: list[str] = field(default_factory=list)  # method and path of each call, the last 500

    def write(self, store: str, app: App, person: Person, stars: int, title: str, body: str) -> Review:
        """Write a review, or change the one that this person wrote before."""
        now = self.clock()
        mine = next((one for one in self.reviews.values() if (one.store, one.app, one.person) == (store, app, person)),
                    None)  # fmt: skip
        if mine is None:
            identifier = f"gp:{uuid4().hex[:20]}" if store == PLAY else f"00000056-{str(uuid4())[9:]}"
            mine = self.reviews[identifier] = Review(
                identifier, store, app, person, stars, title, body, now, now
            )  # fmt: skip
        else:
            mine.stars, mine.title, mine.body, mine.changed_at = stars, title, body, now
        return mine

    def answer(self, review: Review, text: str) -> Answer:
        """Answer a review, in place of any answer before."""
        identifier = review.answer.id if review.answer else str(uuid4())
        review.answer = Answer(identifier, text, self.clock())
        return review.answer

    def of_store(self, store: str, app: App) -> list[Review]:
        """Return the reviews of an application in a store, as each lists them: the newest, or changed last, first."""
        found = [one for one in self.reviews.values() if one.store == store and one.app is app]
        return sorted(found, key=lambda one: one.changed_at if store == PLAY else one.created_at, reverse=True)

    def trouble(self) -> str:
        """Return what the next call meets, "" when nothing."""
        return self.troubles.pop(0) if self.troubles else ""

    def note(self, call: str) -> None:
        """Remember a call."""
        self.calls = [*self.calls[-499:], call]
