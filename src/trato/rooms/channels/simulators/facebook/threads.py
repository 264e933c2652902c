"""Who answers in a Page's inbox: us, or another application of the business, which a person may play.

As Conversation Routing has it: where nobody holds a conversation anybody may answer; who holds it answers alone, and
the others are told in standby. The default application (`Page.takes`) may take; others ask.
"""

from __future__ import annotations

from typing import Annotated, Any, Protocol

from msgspec import UNSET, Meta, UnsetType

from trato.rooms.channels.simulators.facebook import payloads
from trato.rooms.channels.simulators.facebook.refusals import Refused
from trato.rooms.channels.simulators.facebook.shapes import Closed
from trato.rooms.channels.simulators.facebook.world import OTHER_APP, Page, Person, World, new_message_id
from trato.rooms.channels.simulators.meta.asked import Deed
from trato.rooms.channels.simulators.meta.chats import Bubble, Tick
from trato.rooms.channels.simulators.meta.courier import Courier

Id = Annotated[str, Meta(min_length=1, max_length=512)]
Note = Annotated[str, Meta(max_length=1000)]
INBOXES = ("263902037430900", "1217981644879628")  # in which people answer by hand
SAID = "Hola, le contesta el asistente de pedidos."
NOTE = "Pide hablar con una persona sobre su pedido 4471."


class Whom(Closed, frozen=True):
    id: Id


class Taken(Closed, frozen=True):
    """What is posted to take a conversation, or to ask for it."""

    recipient: Whom
    metadata: Note | UnsetType = UNSET


class Passed(Closed, frozen=True):
    """What is posted to pass a conversation to another application."""

    recipient: Whom
    target_app_id: Annotated[str, Meta(pattern=r"^[0-9]{1,20}$")]
    metadata: Note | UnsetType = UNSET


class Released(Closed, frozen=True):
    """What is posted to leave a conversation to whoever comes next."""

    recipient: Whom


class Clocked(Protocol):
    """What this part needs of its simulator."""

    world: World
    courier: Courier[Page]

    def clock(self) -> Any:
        """Return what time it is."""


class Threads:
    """Who holds which conversation. `world.owners` has the application's id, nothing where nobody does."""

    def __init__(self, simulator: Clocked) -> None:
        self._simulator = simulator
        self._world = simulator.world

    def is_others(self, page: Page, person: str) -> bool:
        """Say whether another application holds a conversation."""
        return self._world.owners.get((page.id, person), page.app) != page.app

    def check(self, page: Page, person: str) -> None:
        """Raise `Refused` where another application answers."""
        if self.is_others(page, person):
            words = "Message failed to send because another app is controlling this thread now."
            raise Refused(10, words, subcode=2018300)

    def placed(self, page: Page, person: str, body: dict[str, Any]) -> dict[str, Any]:
        """Return a webhook of an inbox in the place where its reader finds it."""
        if not self.is_others(page, person):
            return body
        entries = [{("standby" if key == "messaging" else key): one[key] for key in one} for one in body["entry"]]
        return {**body, "entry": entries}

    # ---- what a business does ----

    def take(self, page: Page, told: Taken) -> None:
        """Let this application answer."""
        person = self._person(told.recipient)
        if not page.takes and self.is_others(page, person.wa_id):
            raise Refused(10, "Only the default application may take thread control", subcode=2018303)
        self._own(page, person, page.app)

    def pass_on(self, page: Page, told: Passed) -> None:
        """Let another application answer."""
        person = self._person(told.recipient)
        self._check_owner(page, person)
        if told.target_app_id not in (OTHER_APP, *INBOXES):
            raise Refused(100, "Invalid parameter: target_app_id is no application of this Page")
        self._own(page, person, told.target_app_id)

    def release(self, page: Page, told: Released) -> None:
        """Let whoever comes next answer."""
        person = self._person(told.recipient)
        self._check_owner(page, person)
        self._world.owners.pop((page.id, person.wa_id), None)
        self._world.touch()

    def request(self, page: Page, told: Taken) -> None:
        """Ask whoever holds the conversation for it."""
        person = self._person(told.recipient)
        if not self.is_others(page, person.wa_id):
            raise Refused(100, "This application holds the thread already")

    # ---- what another application does ----

    def play(self, page_id: str, person_id: str, deed: Deed) -> None:
        """Let the other application take a conversation, pass it to us, ask us for it, or answer in it."""
        page, person = self._world.numbers[page_id], self._world.people[person_id]
        match deed:
            case "take":
                self._own(page, person, OTHER_APP)
                owners = {"previous_owner_app_id": page.app, "new_owner_app_id": OTHER_APP}
                self._tell(page, person, take_thread_control={**owners, "metadata": ""})
            case "pass":
                self._own(page, person, page.app)
                owners = {"previous_owner_app_id": OTHER_APP, "new_owner_app_id": page.app}
                self._tell(page, person, pass_thread_control={**owners, "metadata": NOTE})
            case "ask":
                asked = {"requested_owner_app_id": OTHER_APP, "metadata": NOTE}
                self._tell(page, person, request_thread_control=asked)
            case "say":
                self._say(page, person)

    def _say(self, page: Page, person: Person) -> None:
        now, mid = self._simulator.clock(), new_message_id()
        thread = self._world.thread(page.id, person.wa_id)
        thread.add(Bubble(mid, now, False, {"kind": "text", "text": SAID}, Tick.SENT))
        body = payloads.echo(page, person, mid, now, {"text": SAID}, app=OTHER_APP)
        self._simulator.courier.bring(page, self.placed(page, person.wa_id, body))
        self._world.touch()

    def _tell(self, page: Page, person: Person, **what: Any) -> None:
        self._simulator.courier.bring(page, payloads.did(page, person, self._simulator.clock(), **what))

    def _own(self, page: Page, person: Person, app: str) -> None:
        self._world.owners[(page.id, person.wa_id)] = app
        self._world.touch()

    def _check_owner(self, page: Page, person: Person) -> None:
        if self.is_others(page, person.wa_id):
            raise Refused(10, "This application does not hold the thread", subcode=2018301)

    def _person(self, whom: Whom) -> Person:
        known = self._world.people.get(whom.id)
        if known is None:
            raise Refused(100, "No matching user found", subcode=2018001)
        return known
